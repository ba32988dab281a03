// Why a subject stands as it does: its story up to now, from its declaration on.

class Why {
  // `placeOf` says which move of the record that is looked at stands for one of this panel; less than 0 for none.
  constructor(placeOf) {
    this.placeOf = placeOf;
    this.root = element("section", { class: "why", hidden: "", tabindex: "-1" });
  }

  show(record, count, asked) {
    this.root.hidden = asked === null;
    if (asked === null) return;
    const declared = record.declared.filter(([id]) => id === asked).map(declaration);
    const steps = stepsOf(record, asked, count).map((step) => this.step(record, step, asked));
    const items = [...declared, ...steps];
    const close = element("button", { type: "button" }, "Close");
    close.addEventListener("click", () => {
      ask(null);
      byId("subject").focus();
    });
    fill(
      this.root,
      element("h3", {}, "Why does it stand as it does? ", element("bdi", {}, titleBeside(asked)), " ", autoText(text(asked), "code")),
      ...standing(record, asked, count),
      items.length ? element("ol", {}, ...items) : element("p", {}, "Nobody has made it yet."),
      close,
    );
  }

  step(record, { number, after }, asked) {
    const move = record.moves[number - 1];
    const place = this.placeOf(number);
    const to = place < 0 ? address(number, record, asked) : address(place, state.record, asked);
    const link = element("a", { href: to }, `#${number}`);
    link.addEventListener("click", () => setTimeout(() => this.root.focus()));
    const reached = after.length ? element("span", { class: "reached" }, ` → ${after.join(", ")}`) : null;
    if (!move.effects.some(({ subject }) => subject === asked)) {
      return element("li", {}, link, ` by ${move.when}, without a move on it`, reached);
    }
    return element(
      "li", { class: side(move.by) }, link, ` ${move.when}: `, ...told(move), reached,
      ...saidWith(move), cited(move.reports, move.line),
    );
  }
}

// The moves on a subject up to one, and those by whose day it reads otherwise, each with what it came to.
function stepsOf(record, subject, count) {
  const steps = [];
  for (let number = 1; number <= count; number++) {
    const effects = record.moves[number - 1].effects.filter((effect) => effect.subject === subject);
    const changed = record.changes[number].filter(({ line, version, before }) =>
      version.cells[0] === subject && before !== null && version.columns.includes(sections[line.section].statusAt));
    const reached = effects.filter(({ after }) => after).map(({ whose, after }) => `${whose ? `${actorIds.get(whose)}: ` : ""}${after}`);
    const derived = changed.map(({ line, version }) => cellSpoken(line.section, sections[line.section].statusAt, version.cells[sections[line.section].statusAt]));
    if (effects.length || derived.length) steps.push({ number, after: [...new Set(effects.length ? reached : derived)] });
  }
  return steps;
}

function standing(record, subject, count) {
  const rows = record.rowsAfter(count).filter(({ version }) => version.cells[0] === subject);
  return rows.map(({ line, version }) => {
    const { statusAt } = sections[line.section];
    return element("p", { class: "standing" }, "Now: ", ...whose(line, version.cells), element("strong", {}, cellSpoken(line.section, statusAt, version.cells[statusAt])));
  });
}

function declaration([, declared, quote, note, reports]) {
  return element(
    "li", {}, autoText(text(declared)), text(quote) ? quoted(text(quote)) : null, text(note) ? noted(text(note)) : null, cited(reports, 0),
  );
}
