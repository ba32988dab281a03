// The tables of what stands, row by row as they read after a move.

class Tables {
  constructor(onAsk) {
    this.onAsk = onAsk;
    this.root = element("div", { class: "tables" });
    this.rows = [];
    this.sections = data.sections.map(({ title, heads }, at) => {
      const unused = unusedColumns(at);
      const shown = heads.map((name, column) => (unused.includes(column) ? null : text(name)));
      const head = shown.map((name) => element("th", { scope: "col", role: "columnheader", ...hiddenIf(name === null) }, name ?? ""));
      const body = element("tbody", { role: "rowgroup" });
      const top = element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...head));
      const named = { role: "table", "aria-label": text(title) };
      const table = element("table", named, columnsOf(shown.filter((name) => name !== null)), top, body);
      const section = element("section", { hidden: "" }, element("h3", {}, text(title)), table);
      this.root.append(section);
      return { section, body, heads: shown, last: -1 };
    });
  }

  // Show these rows as they read after a move; where a row of the other record reads otherwise, say so.
  show(rows, number, others) {
    rows.forEach(({ line, version }, at) => {
      if (this.rows[at] === undefined) this.rows[at] = this.make(line);
      this.fill(this.rows[at], version, number > 0 && version.number === number, others);
    });
    this.rows.forEach(({ root }, at) => { if (root.hidden !== at >= rows.length) root.hidden = at >= rows.length; });
    for (const { section, body } of this.sections) section.hidden = body.querySelector("tr:not([hidden])") === null;
  }

  clear() {
    for (const { root } of this.rows) root.remove();
    for (const section of this.sections) section.last = -1;
    this.rows = [];
  }

  // The row before which a new one goes; null for the end of its table.
  after(line) {
    const section = this.sections[line.section];
    if (line.order > section.last) {
      section.last = line.order;
      return null;
    }
    const later = this.rows.filter((row) => row.line.section === line.section && row.line.order > line.order);
    return later.reduce((first, row) => (row.line.order < first.line.order ? row : first)).root;
  }

  make(line) {
    const { body, heads } = this.sections[line.section];
    const id = element("button", { type: "button", class: "id", dir: "auto" });
    const flag = element("span", { class: "flag" });
    id.addEventListener("click", () => this.onAsk(line.versions[0].cells[0]));
    const cells = heads.slice(1).map((head) =>
      element("td", { role: "cell", "data-head": head ?? "", dir: "auto", ...hiddenIf(head === null) }));
    const first = element("th", { scope: "row", role: "rowheader" }, id, " ", flag);
    const root = element("tr", { role: "row" }, first, ...cells);
    body.insertBefore(root, this.after(line));
    return { line, root, flag, cells: [id, ...cells], shown: [], version: null, marks: "" };
  }

  fill(row, version, isNow, others) {
    const differs = others !== null && others.get(row.line.key) !== String(version.cells);
    const what = !isNow ? "" : version.columns === null ? "new" : "changed";
    const marks = [what, differs ? "differs" : ""].filter(Boolean).join(", ");
    if (row.version === version && row.marks === marks) return;
    version.cells.forEach((cell, column) => {
      if (row.shown[column] !== cell) row.cells[column].textContent = text(cell);
    });
    const changed = what === "changed" ? version.columns : [];
    row.cells.forEach((cell, column) => cell.classList.toggle("changed", changed.includes(column)));
    row.root.classList.toggle("changed", what === "new");
    row.flag.textContent = marks;
    Object.assign(row, { shown: version.cells, version, marks });
  }
}

const hiddenIf = (isHidden) => (isHidden ? { hidden: "" } : {});

// The optional columns of a table in which no record ever has a value.
function unusedColumns(section) {
  const versions = records.flatMap(({ lines }) => lines.filter((line) => line.section === section)).flatMap((line) => line.versions);
  return data.sections[section].optional.filter((column) => versions.every(({ cells }) => cells[column] === data.nothing));
}

// Columns as wide as what they hold wants; set once, as a browser would weigh all rows anew at every step.
const WIDTHS = {
  kind: 10, by: 11, party: 11, issue: 13, status: 16, since: 14, until: 14, level: 10, answers: 16,
  condition: 20, title: 26, terms: 26, action: 26, mandate: 26,
};
function columnsOf(heads) {
  const widths = heads.map((head) => WIDTHS[head] ?? 15);
  const whole = widths.reduce((sum, width) => sum + width);
  const columns = widths.map((width) => {
    const column = element("col");
    column.style.width = `${(100 * width) / whole}%`;
    return column;
  });
  return element("colgroup", {}, ...columns);
}
