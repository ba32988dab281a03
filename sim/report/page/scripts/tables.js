// The tables of what stands, row by row as they read after a move; what has ended is folded away.

class Tables {
  constructor() {
    this.root = element("div", { class: "tables" }, element("h2"));
    this.rows = [];
    this.sections = sections.map((section) => {
      const { title, shown } = section;
      const head = shown.map(({ head }) => element("th", { scope: "col", role: "columnheader" }, head));
      const body = element("tbody", { role: "rowgroup" });
      const top = element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...head));
      const table = element("table", { role: "table", "aria-label": title }, columnsOf(shown), top, body);
      const more = element("button", { type: "button", class: "more", hidden: "", "aria-expanded": "false" });
      const root = element("section", { hidden: "" }, element("h3", {}, title), table, more);
      more.addEventListener("click", () => {
        const isOpen = root.classList.toggle("all");
        more.setAttribute("aria-expanded", isOpen);
      });
      this.root.append(root);
      return { root, body, more, last: -1 };
    });
  }

  // Show these rows as they read after a move; where a row of the other record reads otherwise, say so.
  show(rows, number, others) {
    this.root.firstChild.textContent = `What stands ${number ? "after this" : "before the first"} move`;
    const folded = this.sections.map(() => 0);
    const among = this.sections.map(() => 0);
    rows.forEach(({ line, version }, at) => {
      if (this.rows[at] === undefined) this.rows[at] = this.make(line);
      const row = this.rows[at];
      this.fill(row, version, number > 0 && version.number === number, others);
      const isFolded = row.marks === "" && (others !== null || hasEnded(line.section, version.cells));
      if (row.isFolded !== isFolded) row.root.classList.toggle("folded", (row.isFolded = isFolded));
      among[line.section] += 1;
      if (isFolded) folded[line.section] += 1;
    });
    this.rows.forEach(({ root }, at) => { if (root.hidden !== at >= rows.length) root.hidden = at >= rows.length; });
    this.sections.forEach(({ root, more }, at) => {
      root.hidden = among[at] === 0;
      more.hidden = folded[at] === 0;
      root.classList.toggle("bare", folded[at] === among[at]);
      const what = others === null ? (folded[at] === 1 ? "that has ended" : "that have ended") : "the same in both";
      more.textContent = `and ${folded[at]} ${what}`;
    });
  }

  // Begin anew, for another record.
  take() {
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
    const { shown } = sections[line.section];
    const [subject] = line.versions[0].cells;
    const name = element("span", { dir: "auto" });
    const flag = element("span", { class: "flag" });
    const first = element("th", { scope: "row", role: "rowheader" }, name, " ", asking(subject), " ", flag);
    const cells = shown.slice(1).map(({ head }) => element("td", { role: "cell", "data-head": head, dir: "auto" }));
    const root = element("tr", { role: "row" }, first, ...cells);
    this.sections[line.section].body.insertBefore(root, this.after(line));
    return { line, root, flag, cells: [name, ...cells], read: [], version: null, marks: "", isFolded: false };
  }

  fill(row, version, isNow, others) {
    const other = others?.get(row.line.key) ?? [];
    const differs = others !== null && String(other) !== String(version.cells);
    const what = !isNow ? "" : version.columns === null ? "new" : "changed";
    const marks = [what, differs ? "differs" : ""].filter(Boolean).join(", ");
    if (row.version === version && row.marks === marks) return;
    const changed = what === "changed" ? version.columns : [];
    sections[row.line.section].shown.forEach(({ column }, at) => {
      const cell = version.cells[column];
      if (row.read[at] !== cell) row.cells[at].textContent = nameOrCell(row.line.section, column, version.cells);
      row.read[at] = cell;
      row.cells[at].classList.toggle("changed", changed.includes(column));
      if (at) row.cells[at].classList.toggle("differs", differs && other[column] !== cell);
    });
    row.root.classList.toggle("changed", what === "new");
    row.root.classList.toggle("differs", differs);
    row.flag.textContent = marks;
    Object.assign(row, { version, marks });
  }
}

// Columns as wide as what they hold wants; set once, as a browser would weigh all rows anew at every step.
const WIDTHS = { kind: 10, by: 13, party: 13, issue: 17, status: 19, since: 15, until: 15, level: 10, answers: 18, condition: 22, mandate: 26 };
function columnsOf(shown) {
  const widths = shown.map(({ head }, at) => (at ? WIDTHS[head] ?? 15 : 34));
  const whole = widths.reduce((sum, width) => sum + width);
  const columns = widths.map((width) => {
    const column = element("col");
    column.style.width = `${(100 * width) / whole}%`;
    return column;
  });
  return element("colgroup", {}, ...columns);
}
