// The present move: its sentence, its date, its words, its fields and its sources, all in one place.

class Card {
  constructor() {
    this.root = element("article", { class: "move" });
  }

  show(record, number) {
    this.root.className = "move";
    if (number === 0) {
      fill(
        this.root,
        element("h3", {}, "Before the first move"),
        element("p", {}, "What is declared stands below. ", tensionAfter(record, 0), "."),
      );
      return;
    }
    const move = record.moves[number - 1];
    this.root.classList.add(side(move.by), move.tone);
    fill(
      this.root,
      element("p", { class: "when" }, element("b", {}, `#${number}`), ` ${move.when} `, element("span", { class: "tone" }, move.tone)),
      element("h3", {}, ...told(move)),
      ...saidWith(move),
      fieldsOf(move),
      element("p", { class: "about" }, tensionAfter(record, number)),
      cited(move.reports, move.line),
    );
  }
}

// The fields that the sentence does not tell, or not in full. Who has to ratify it names by title.
const IN_EVERY_SENTENCE = "subject-to";
function fieldsOf(move) {
  const sentence = move.sentence.toLowerCase();
  const isTold = (value) => sentence.includes(value.toLowerCase().slice(0, value.length > 20 ? undefined : 6));
  const fields = [...move.fields].map(([key, value]) => [key, fieldSpoken(key, text(value))]);
  const untold = fields.filter(([key, value]) => ![...TOLD, IN_EVERY_SENTENCE].includes(key) && !isTold(value));
  const rows = untold.map(([key, value]) => element("div", {}, element("dt", {}, key), autoText(value, "dd")));
  return rows.length ? element("dl", {}, ...rows) : null;
}

// Issues and subjects by their titles, dates as they are spoken, and all else as it stands.
const SUBJECTS = ["counters", "replaces", "settles", "under", "as"];
function fieldSpoken(key, value) {
  if (key === "issue" || key === "over") return issuesSpoken(value);
  if (SUBJECTS.includes(key)) return value.split(", ").map((id) => titleById.get(id) ?? id).join(", ");
  return /^\S+$/.test(value) ? spoken(value) : value;
}
