// The views of a record, each with a link; only one of them is to be seen. One without content is not among them.

const views = [
  { id: "replay", title: "Replay", view: new Replay() },
  { id: "board", title: "Board", view: new Board() },
  { id: "chronicle", title: "Chronicle", view: new Chronicle() },
  // The scripts of these two are left out of a page where they would have nothing to show.
  typeof Positions === "function" && { id: "positions", title: "Positions", view: new Positions() },
  typeof EvidenceView === "function" && { id: "evidence", title: "Evidence", view: new EvidenceView() },
].filter(Boolean);

const viewNamed = (id) => views.find((view) => view.id === id) ?? views[0];
for (const view of views) {
  view.taken = null;
  view.link = element("a", { href: "#" }, view.title);
  view.link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    see(view.id);
  });
  byId("views").append(view.link);
  byId("main").append(view.view.root);
}
byId("views").hidden = views.length === 1;

// Whether a view has something to say of a record.
const isFor = ({ view }, record) => view.isFor?.(record) ?? true;

// Show a record after a move in the view that is seen.
function showView({ view: wanted, record, number }) {
  const seen = isFor(wanted, record) ? wanted : views[0];
  for (const one of views) {
    one.view.root.hidden = one !== seen;
    one.link.hidden = !isFor(one, record);
    if (one === seen) one.link.setAttribute("aria-current", "page");
    else one.link.removeAttribute("aria-current");
  }
  document.body.dataset.view = seen.id;
  if (seen.taken !== record) seen.view.take(record);
  seen.taken = record;
  seen.view.show(number);
}
