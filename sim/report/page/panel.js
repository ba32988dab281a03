// One record as it stands after a move: its picture, the move, why, its tables, and what it lacks.

class Panel {
  // `placeOf` says which move of the record that is looked at stands for one of this panel.
  constructor(placeOf) {
    this.placeOf = placeOf;
    this.heading = element("h2", { dir: "auto" });
    this.timeline = new Timeline((number) => {
      const place = this.placeOf(number);
      if (place < 0) go(number, this.record);
      else go(place);
    });
    this.move = element("article", { class: "move" });
    this.why = element("section", { class: "why", hidden: "", tabindex: "-1" });
    this.tables = new Tables((subject) => {
      ask(subject);
      this.why.focus();
    });
    this.missing = element("section", { hidden: "" });
    this.details = element("dl");
    const picture = [this.heading, this.move, this.timeline.root];
    this.root = element("section", {}, ...picture, this.details, this.why, this.tables.root, this.missing);
  }

  take(record) {
    this.record = record;
    this.timeline.take(record);
    this.tables.clear();
    this.fillMissing();
    this.head("");
  }

  head(addition) {
    this.heading.textContent = text(this.record.title) + addition;
  }

  show(count, others) {
    this.timeline.show(count);
    this.fillMove(count);
    this.fillWhy(count, state.asked);
    this.tables.show(this.record.rowsAfter(count), count, others);
  }

  fillMove(count) {
    const { record, move: card } = this;
    card.className = "move";
    this.details.replaceChildren();
    if (count === 0) {
      card.replaceChildren(element("h3", {}, "Before the first move"), element("p", {}, tensionAfter(record, 0)));
      return;
    }
    const move = record.moves[count - 1];
    card.classList.add(side(move.by));
    const fields = new Map(move.fields);
    const [speaker, quote] = ["speaker", "quote"].map((key) => take(fields, key));
    const details = [...fields].flatMap(([key, value]) => [element("dt", {}, key), autoText(text(value), "dd")]);
    this.details.replaceChildren(...details);
    fill(
      card,
      element("h3", {}, `#${count} `, autoText(move.verb), " ", autoText(text(move.subjects)), " by ", autoText(actor(move.by))),
      element("p", {}, dated(move), effectsOf(move), ". ", tensionAfter(record, count)),
      quote === null ? null : autoText(`“${text(quote)}”`, "blockquote"),
      cited(speaker, move.reports, move.line),
    );
  }

  fillWhy(count, asked) {
    this.why.hidden = asked === null;
    if (asked === null) return;
    const declared = this.record.declared.filter(([id]) => id === asked).map((row) => declaration(row.map(text)));
    const made = this.record.movesOn(asked, count).map((number) => this.whyRow(number, asked));
    const rows = [...declared, ...made];
    const none = element("p", {}, "Nobody has made it yet.");
    const close = element("button", { type: "button" }, "Close");
    close.addEventListener("click", () => {
      ask(null);
      byId("subject").focus();
    });
    const list = rows.length ? element("ol", {}, ...rows) : none;
    this.why.replaceChildren(element("h3", {}, "Why ", autoText(text(asked)), " stands as it does"), list, close);
  }

  whyRow(number, asked) {
    const move = this.record.moves[number - 1];
    const reached = move.effects.filter(({ subject, after }) => subject === asked && after).map(({ after }) => after);
    const quote = move.fields.get("quote");
    const place = this.placeOf(number);
    const to = place < 0 ? address(number, this.record, asked) : address(place, state.record, asked);
    const link = element("a", { href: to }, `#${number}`);
    link.addEventListener("click", () => setTimeout(() => this.why.focus()));
    const other = move.subjects === asked ? "" : ` ${text(move.subjects)}`;
    const done = ` ${move.date}: ${move.verb}${other} by ${actor(move.by)}`;
    const said = quote === undefined ? null : autoText(` “${text(quote)}”`);
    return element("li", {}, link, autoText(done), reached.length ? ` → ${[...new Set(reached)].join(", ")}` : null, said);
  }

  fillMissing() {
    const rows = (this.record.missing ?? []).map(([number, date, move, why]) =>
      element("li", {}, autoText(`${text(number)} ${text(date)} ${text(move)}: ${text(why)}`)));
    this.missing.hidden = rows.length === 0;
    this.missing.replaceChildren(element("h3", {}, "Not in this branch"), element("ul", {}, ...rows));
  }
}
