// What filters the chronicle: words, who makes a move, who speaks, the issue, and the source.

class ChronicleFilter {
  constructor(onChange) {
    this.words = element("input", { type: "search", id: "find", placeholder: "Search" });
    this.choices = Object.keys(FILTERS).map((name) => ({ name, select: element("select") }));
    this.clear = element("button", { type: "reset" }, "Clear");
    this.matched = element("output", { class: "tally" });
    const labels = this.choices.map(({ name, select }) => element("label", {}, name, " ", select));
    this.root = element("form", { class: "filter row", role: "search", "aria-label": "Filter the chronicle" },
      element("label", {}, "Words ", this.words), ...labels, this.clear);
    this.words.addEventListener("focus", () => this.prepare());
    this.root.addEventListener("submit", (event) => event.preventDefault());
    this.root.addEventListener("input", onChange);
    this.root.addEventListener("reset", () => setTimeout(onChange));
  }

  take(record) {
    this.record = record;
    this.haystacks = null;
    const issuesOf = issuesBySubject(record);
    this.values = record.moves.map((move) => Object.values(FILTERS).map((valuesOf) => valuesOf(move, issuesOf)));
    this.choices.forEach(({ name, select }, at) => {
      const before = this.asked?.get(name.toLowerCase()) ?? select.value;
      const counts = new Map();
      for (const values of this.values) for (const value of values[at]) counts.set(value, (counts.get(value) ?? 0) + 1);
      fill(select, option("", "all"), ...[...counts].map(([value, many]) => option(value, `${value} (${many})`)));
      select.value = counts.has(before) ? before : "";
      select.parentElement.hidden = counts.size < 2;
    });
    this.asked = undefined;
  }

  // What is asked, as the address has it.
  get query() {
    const choices = this.choices.map(({ name, select }) => [name.toLowerCase(), select.value]);
    return [["find", this.words.value.trim()], ...choices].filter(([, value]) => value);
  }

  // Ask what an address asks; whether that is anything else.
  read(query) {
    const before = String(this.query);
    this.words.value = query.get("find") ?? "";
    if (this.record === undefined) this.asked = query;
    for (const { name, select } of this.choices) {
      select.value = query.get(name.toLowerCase()) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    return String(this.query) !== before;
  }

  // Work out what is searched, before the first letter is typed.
  prepare() {
    this.haystacks ??= this.record.moves.map((move, at) => searchable(textOf(move, this.values[at])));
  }

  // The numbers of the moves that match, in order; it says how many these are.
  matching() {
    const words = searchable(this.words.value).split(/\s+/).filter(Boolean);
    if (words.length) this.prepare();
    const chosen = this.choices.map(({ select }) => select.value);
    const numbers = this.record.moves.map((_, at) => at + 1).filter((number) =>
      chosen.every((value, at) => value === "" || this.values[number - 1][at].includes(value))
      && words.every((word) => this.haystacks[number - 1].includes(word)));
    const isFiltered = words.length > 0 || chosen.some(Boolean);
    this.clear.hidden = !isFiltered;
    this.matched.textContent = isFiltered ? `${numbers.length} of ${this.record.last} moves` : `${this.record.last} moves`;
    return numbers;
  }
}

const idsIn = (place) => (place === undefined ? [] : text(place).split(", "));
const FILTERS = {
  By: ({ by }) => [actor(by)],
  Speaker: ({ fields }) => (fields.has("speaker") ? [text(fields.get("speaker"))] : []),
  Issue: ({ fields, effects }, issuesOf) => {
    const ids = [...idsIn(fields.get("issue")), ...idsIn(fields.get("over")),
      ...effects.flatMap(({ subject }) => issuesOf.get(subject) ?? [])];
    return data.issues.map(([id]) => id).filter((id) => ids.includes(text(id))).map(issueTitle);
  },
  Source: ({ reports }) => reports.map((source) => sources.get(source)[0]),
};

// The ids of the issues of each subject that a table tells of.
function issuesBySubject({ lines }) {
  const issuesOf = new Map();
  for (const { section, versions } of lines) {
    const [{ cells }] = versions;
    const column = data.sections[section].heads.map(text).indexOf("issue");
    issuesOf.set(cells[0], idsIn(cells[column]));
  }
  return issuesOf;
}

const textOf = (move, values) =>
  [move.sentence, move.when, move.date, ...values.flat(), ...[...move.fields.values()].map(text)].join("\n");
const searchable = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
