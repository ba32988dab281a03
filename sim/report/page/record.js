// What the page is made of: texts by their places, and the records, each with its moves and its tables.

const data = JSON.parse(document.getElementById("data").textContent);
const text = (place) => data.texts[place];
const actors = new Map(data.actors.map(([id, title], at) => [id, { title: text(title), at }]));
const sources = new Map(data.sources.map(([id, ...rest]) => [id, rest.map(text)]));

// What a move is, from its place in the list of a record; see `_move` in data.py.
const moveOf = ([verb, subjects, by, date, line, effects, fields, reports, day = date, earliest = day, latest = day]) => ({
  verb: text(verb), subjects, by, date: text(date), day: text(day), line,
  effects: triples(effects), fields: pairs(fields), reports,
  bounds: earliest === latest && text(earliest) ? null : [text(earliest), text(latest)],
});
const triples = (places) => chunks(places, 3).map(effectOf);
const effectOf = ([subject, whose, after]) => ({ subject, whose: text(whose), after: text(after) });
const pairs = (places) => new Map(chunks(places, 2).map(([key, value]) => [text(key), value]));
const chunks = (list, size) =>
  Array.from({ length: list.length / size }, (_, at) => list.slice(at * size, at * size + size));

class ReplayRecord {
  constructor(content, at) {
    Object.assign(this, content, { at, moves: content.moves.map(moveOf), lines: linesOf(content.rows) });
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

const records = data.records.map((content, at) => new ReplayRecord(content, at));
const byId = (id) => document.getElementById(id);
