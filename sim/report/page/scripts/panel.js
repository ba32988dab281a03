// One record as it stands after a move: the move, what it changes, why, its picture, its tables, and what it lacks.

class Panel {
  // `placeOf` says which move of the record that is looked at stands for one of this panel.
  constructor(placeOf) {
    this.heading = element("h2", { dir: "auto" });
    this.card = new Card();
    this.changes = new Changes();
    this.why = new Why(placeOf);
    this.timeline = new Timeline((number) => {
      const place = placeOf(number);
      if (place < 0) go(number, this.record);
      else go(place);
    });
    this.tables = new Tables();
    this.missing = element("section", { class: "missing", hidden: "" });
    const present = element("div", { class: "present" }, this.card.root, this.changes.root, this.missing);
    this.root = element("section", { class: "panel" }, this.heading, present, this.why.root, this.timeline.root, this.tables.root);
  }

  take(record) {
    this.record = record;
    this.timeline.take(record);
    this.tables.take();
    this.fillMissing();
    this.head("");
  }

  head(addition) {
    this.heading.textContent = text(this.record.title) + addition;
  }

  show(count, others) {
    const { record } = this;
    this.card.show(record, count);
    this.changes.show(record, count);
    this.why.show(record, count, state.asked);
    this.timeline.show(count);
    this.tables.show(record.rowsAfter(count), count, others);
  }

  fillMissing() {
    const rows = (this.record.missing ?? []).map(([number, , , why]) => {
      const move = records[this.record.of].moves[Number(text(number).slice(1)) - 1];
      return element("li", {}, `${text(number)} ${move.when}: `, ...told(move), element("span", { dir: "auto" }, ` (${text(why)})`));
    });
    this.missing.hidden = rows.length === 0;
    fill(this.missing, element("h3", {}, "Not in this branch"), element("ul", {}, ...rows));
  }
}
