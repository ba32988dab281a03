// The address of what is seen: the move, the view, the branch, and what is asked.

function address(number, record, asked, seen = state.view.id) {
  const query = new URLSearchParams();
  if (seen !== views[0].id) query.set("view", seen);
  if (record.at) query.set("branch", text(record.id));
  if (asked !== null) query.set("why", text(asked));
  for (const [key, value] of viewNamed(seen).view.query ?? []) query.set(key, value);
  const rest = String(query);
  return `#${number}${rest && `&${rest}`}`;
}

function read(hash) {
  const number = /^#(\d+)(?=&|$)/.exec(hash)?.[1] ?? "";
  const query = new URLSearchParams(hash.slice(1 + number.length));
  const branch = query.get("branch") ?? "";
  const record = records.find(({ id }) => text(id) === branch) ?? records[0];
  state.asked = [...named].find((id) => text(id) === query.get("why")) ?? null;
  state.view = viewNamed(query.get("view"));
  state.view.view.read?.(query);
  go(number === "" ? record.last : Number(number), record, { announced: number !== "" });
}

// The live region and the address follow when the slider has come to rest.
let remembered;
function announce() {
  const { record, number, asked } = state;
  clearTimeout(remembered);
  remembered = setTimeout(() => {
    byId("status").textContent = sentence(record, number);
    const to = address(number, record, asked);
    if (location.hash !== to) history.replaceState(null, "", to);
    for (const { id, link } of views) link.setAttribute("href", address(number, record, asked, id));
  }, 120);
}

// The address that was followed, not the one of now: what comes to rest meanwhile may have replaced it.
addEventListener("hashchange", ({ newURL }) => {
  const { hash } = new URL(newURL);
  if (/^#?$|^#\d|=/.test(hash)) read(hash);
});
