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
    const isBranch = record.of !== undefined;
    this.root.replaceChildren(...(isBranch ? [this.base.root, this.main.root] : [this.main.root]));
    this.root.classList.toggle("two", isBranch);
    this.main.take(record);
    if (isBranch) this.base.take(records[record.of]);
  }

  show(number) {
    const { record, main, base } = this;
    if (record.of === undefined) {
      main.show(number, null);
      return;
    }
    const other = records[record.of];
    const beside = record.beside[number];
    main.head(differenceAt(record, number));
    main.show(number, cellsByKey(other, beside));
    base.show(beside, cellsByKey(record, number));
  }
}

function differenceAt(record, number) {
  if (record.parts > record.last) return number === record.last ? ` – ends here, and ${text(records[record.of].title)} goes on` : "";
  return number >= record.parts ? ` – differs from #${record.parts} on` : "";
}

const cellsByKey = (record, number) =>
  new Map(record.rowsAfter(number).map(({ line, version }) => [line.key, String(version.cells)]));
