// What the page is made of: texts by their places, and the records, each with its moves and its tables.

const data = JSON.parse(document.getElementById("data").textContent);
const text = (place) => data.texts[place];
const actors = new Map(data.actors.map(([id, title], at) => [id, { title: text(title), at }]));
const sources = new Map(data.sources.map(([id, ...rest]) => [id, rest.map(text)]));
const chunks = (list, size) =>
  Array.from({ length: list.length / size }, (_, at) => list.slice(at * size, at * size + size));
const titles = new Map(chunks(data.subjects, 2));
const titleById = new Map([...titles].map((pair) => pair.map(text)));
const titleOf = (subject) => (titles.has(subject) ? text(titles.get(subject)) : text(subject).replaceAll("-", " "));
// The same where the id stands beside it.
const titleBeside = (subject) => titleOf(subject).replace(` (${text(subject)})`, "");
const issues = new Map(data.issues);
const issueTitle = (issue) => text(issues.get(issue) ?? issue);

// Dates as they are spoken; those with a doubt come with their words.
const doubtful = new Map(chunks(data.dates, 2).map((pair) => pair.map(text)));
const MONTHS = Array.from({ length: 12 }, (_, at) => new Date(2000, at).toLocaleString("en", { month: "long" }));
function spoken(date) {
  const plain = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date);
  if (plain === null) return doubtful.get(date) ?? date;
  const [year, month, day] = plain.slice(1).map(Number);
  return [day, MONTHS[month - 1], year].filter(Boolean).join(" ");
}
const DATES = /(?<![\w.])(?:\.\.\/)?\d{4}-\d\d(?:-\d\d)?(?:\?|\/(?:\.\.|\d{4}(?:-\d\d){0,2}))?(?!\w)/g;
const datesSpoken = (words) => words.replace(DATES, spoken);

// What a move is, from its place in the list of a record; see moves.py.
const TONES = ["hostile", "neutral", "conciliatory"];
function moveOf([told, tone, by, date, line, effects, fields, reports, day = date, when]) {
  return {
    told, tone: TONES[tone], by, date: text(date), day: text(day), line, reports,
    effects: triples(effects), fields: pairs(fields),
    when: when === undefined ? spoken(text(date)) : text(when),
    get sentence() { return slotted(told).map(([part]) => part).join(""); },
  };
}
// The parts of a sentence, each with whether it is what stands in a slot.
const slotted = ([template, ...slots]) =>
  text(template).split(/\{(\d+)\}/).map((part, at) => (at % 2 ? [text(slots[part]), true] : [part, false]));
const triples = (places) => chunks(places, 3).map(effectOf);
const effectOf = ([subject, whose, after]) => ({ subject, whose: text(whose), after: datesSpoken(text(after)) });
const pairs = (places) => new Map(chunks(places, 2).map(([key, value]) => [text(key), value]));

class ReplayRecord {
  constructor(content, at) {
    let place = 0;
    const places = content.places.map((step) => (place += step));
    Object.assign(this, content, { at, places, moves: content.moves.map(moveOf), lines: linesOf(content.rows) });
    this.changes = changesOf(this.lines, this.last);
  }

  get last() {
    return this.moves.length;
  }

  // The rows of all tables after so many moves: those that there are, each as it reads then.
  rowsAfter(count) {
    const rows = [];
    for (const line of this.lines) {
      if (line.versions[0].number > count) break;
      rows.push({ line, version: line.versions.findLast(({ number }) => number <= count) });
    }
    return rows;
  }

  // The numbers of the moves on a subject, up to one.
  movesOn(subject, count) {
    const on = (move) => move.effects.some((effect) => effect.subject === subject);
    return this.moves.slice(0, count).flatMap((move, at) => (on(move) ? [at + 1] : []));
  }

  // How many moves had been made by the end of a day.
  countOn(day) {
    return this.moves.filter((move) => move.day <= day).length;
  }
}

// The rows of the tables in the order in which they appear: each with its table, what tells it from all others, and
// how it reads from which move on. What changes with each move is folded here, once. `order` is that of the tables: the
// rows of one subject together, those of its parts in the order of those who have them.
function linesOf(changes) {
  const lines = [];
  const firstOf = new Map();
  changes.forEach((changed, number) => {
    for (const [at, ...change] of changed) {
      if (at === lines.length) {
        const [section, ...cells] = change;
        const names = data.sections[section].named.map((column) => cells[column]);
        const [subject, party] = names;
        if (!firstOf.has(subject)) firstOf.set(subject, at);
        const order = actors.size * firstOf.get(subject) + (party === undefined ? 0 : actors.get(party).at);
        lines.push({ section, order, key: String([section, ...names]), versions: [{ number, cells, columns: null }] });
      } else {
        const cells = [...lines[at].versions.at(-1).cells];
        const pairs = chunks(change, 2);
        for (const [column, cell] of pairs) cells[column] = cell;
        lines[at].versions.push({ number, cells, columns: pairs.map(([column]) => column) });
      }
    }
  });
  return lines;
}

// What each move, and the days up to it, change: the rows with how they read after it, and before it if they did.
function changesOf(lines, last) {
  const changes = Array.from({ length: last + 1 }, () => []);
  for (const line of lines) {
    line.versions.forEach((version, at) => changes[version.number].push({ line, version, before: line.versions[at - 1] ?? null }));
  }
  return changes;
}

const records = data.records.map((content, at) => new ReplayRecord(content, at));
const byId = (id) => document.getElementById(id);
