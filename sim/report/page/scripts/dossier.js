// What a printed page has: the picture, the board and the chronicle of what is seen, and the sources.

class Dossier {
  constructor(...parts) {
    this.parts = parts;
    const rows = data.sources.map(([source, , , url]) =>
      element("li", {}, reportedIn(source), text(url) ? element("span", { class: "soft" }, " ", text(url)) : null));
    this.sources = element("section", { class: "paper" }, element("h2", {}, "Sources"), element("ul", {}, ...rows));
    if (rows.length) byId("main").append(this.sources);
    addEventListener("beforeprint", () => this.fill());
  }

  fill() {
    byId("findings").open = true;
    const { record, number } = state;
    for (const one of this.parts.map(viewNamed)) {
      if (one.taken !== record) one.view.take(record);
      one.taken = record;
      one.view.show(number);
      one.view.print?.();
    }
  }
}
