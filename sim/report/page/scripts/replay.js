// The view that goes from move to move: a record alone, or a branch beside what it departs from.

class Replay {
  constructor() {
    this.root = element("div", { id: "panels" });
    this.main = new Panel((number) => number);
    // A move of the base stands beside one of the branch, or is looked at in its own record.
    this.base = new Panel((number) => this.record.beside.indexOf(number));
  }

  take(record) {
    this.record = record;
    this.root.replaceChildren(...(record.of === undefined ? [this.main.root] : [this.base.root, this.main.root]));
    this.main.heading.classList.toggle("unseen", record.of === undefined);
    this.main.take(record);
    if (record.of !== undefined) this.base.take(records[record.of]);
  }

  // Up to the first difference a branch stands alone, as its base is the same.
  show(number) {
    const { record, main, base } = this;
    const isApart = record.of !== undefined && number >= Math.min(record.parts, record.last);
    this.root.classList.toggle("two", isApart);
    base.root.hidden = !isApart;
    if (record.of !== undefined) main.head(differenceAt(record, number));
    if (!isApart) {
      main.show(number, null);
      return;
    }
    const other = records[record.of];
    const beside = record.beside[number];
    main.show(number, cellsByKey(other, beside));
    base.show(beside, cellsByKey(record, number));
  }
}

function differenceAt(record, number) {
  const base = text(records[record.of].title);
  if (record.parts > record.last) return number === record.last ? ` – ends here, and ${base} goes on` : "";
  return number >= record.parts ? ` – differs from #${record.parts} on` : ` – up to #${record.parts - 1} the same as ${base}`;
}

const cellsByKey = (record, number) =>
  new Map(record.rowsAfter(number).map(({ line, version }) => [line.key, version.cells]));
