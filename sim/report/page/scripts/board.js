// The board: what is on the table for each issue after a move, and the last words of each side on it.

class Board {
  constructor() {
    this.heading = element("h2");
    this.issues = element("div");
    this.unfolded = new Set();
    this.root = element("section", { class: "board", "aria-label": "Board" }, this.heading, this.issues);
  }

  take(record) {
    this.record = record;
    this.unfolded.clear();
  }

  show(number) {
    this.number = number;
    const when = number ? `after #${number}, ${this.record.moves[number - 1].when}` : "before the first move";
    this.heading.textContent = `What is on the table ${when}`;
    const items = boardItems(this.record, number);
    fill(this.issues, ...[...issues.keys(), null].map((issue) => this.issue(issue, items.filter((item) => item.issues.includes(issue)))));
  }

  issue(issue, items) {
    if (issue === null && !items.length) return null;
    const open = items.filter(({ state }) => !state);
    const over = items.filter(({ state }) => state);
    const cards = open.filter(({ issues: [first] }) => first === issue).map((item) => this.card(item));
    const elsewhere = open.filter(({ issues: [first] }) => first !== issue).flatMap(packaged);
    return element("section", { class: "issue" },
      element("h3", {}, autoText(issue === null ? "Without an issue" : issueTitle(issue)), element("span", { class: "tally" }, tally(items))),
      cards.length ? element("ul", { class: "cards" }, ...cards) : null,
      elsewhere.length ? element("p", {}, "In packages: ", ...elsewhere) : null,
      over.length ? this.folded(issue, over) : null);
  }

  card(item) {
    const also = item.issues.slice(1).map(issueTitle).join("; ");
    return element("li", { class: "card" },
      element("div", {},
        element("p", { class: "soft" }, item.kind),
        element("p", { class: "what" }, whyButton(item)),
        ...item.standings.map((standing) => autoText(standing, "p")),
        also ? element("p", { class: "soft" }, "Also on: ", autoText(also)) : null),
      ...this.lastWords(item.subject));
  }

  // The last move of each party on a subject, alone or with the other; then that of anybody else.
  lastWords(subject) {
    const numbers = this.record.movesOn(subject, this.number);
    const last = (...sides) => numbers.findLast((number) => sides.includes(side(this.record.moves[number - 1].by)));
    const [[first], [second]] = data.actors;
    const others = last("other");
    return [
      this.words(first, last("first", "both")),
      this.words(second, last("second", "both")),
      others ? this.words(this.record.moves[others - 1].by, others) : null,
    ];
  }

  words(who, number) {
    const name = element("b", { dir: "auto" }, actor(who));
    const words = element("div", { class: `words ${side(who)}` }, element("p", {}, name));
    if (!number) {
      name.after(" – nothing yet");
      return words;
    }
    const move = this.record.moves[number - 1];
    const quote = move.fields.get("quote");
    name.after(" ", moveLink(number, this.record), ` ${move.when}`);
    words.append(quote === undefined ? element("p", {}, ...told(move)) : quoted(text(quote)));
    return words;
  }

  // What is settled or has ended, listed when it is asked for.
  folded(issue, items) {
    const list = element("ul");
    const details = element("details", {}, element("summary", {}, `Settled or ended: ${items.length}`), list);
    const unfold = () => {
      this.unfolded[details.open ? "add" : "delete"](issue);
      fill(list, ...(details.open ? items : []).map((item) => element("li", {}, whyButton(item), ": ", autoText(item.standings.join("; ")))));
    };
    details.open = this.unfolded.has(issue);
    if (details.open) unfold();
    details.addEventListener("toggle", unfold);
    return details;
  }

  print() {
    this.unfolded = new Set([...issues.keys(), null]);
    this.show(this.number);
  }
}

const moveLink = (number, record) => element("a", { href: address(number, record, null) }, `#${number}`);

// The title of a subject, which leads to why it stands as it does.
function whyButton({ subject }) {
  const button = element("button", { type: "button", dir: "auto" }, titleOf(subject));
  button.addEventListener("click", () => ask(subject, { focused: true }));
  return button;
}

// What is on several issues, as it is named under those after the first.
const packaged = (item, at) =>
  [at ? "; " : "", element("span", { class: "what" }, whyButton(item)), element("span", { class: "soft" }, ` (under ${issueTitle(item.issues[0])})`)];

const tally = (items) =>
  ["on the table", "settled", "ended"].map((state, at) => [items.filter((item) => item.state === at).length, state])
    .filter(([many]) => many).map((parts) => parts.join(" ")).join(" · ") || "nothing yet";

// What has been put on the table after so many moves: a subject each, the parts of a commitment together.
function boardItems(record, number) {
  const items = new Map();
  for (const { line: { section }, version: { cells } } of record.rowsAfter(number)) {
    if (data.standing[section] === null) continue;
    const [subject] = cells;
    if (!items.has(subject)) items.set(subject, new BoardItem(section, cells));
    items.get(subject).rows.push(cells);
  }
  return [...items.values()];
}

class BoardItem {
  constructor(section, cells) {
    Object.assign(this, { section, subject: cells[0], rows: [] });
    const ids = text(cells[sections[section].heads.indexOf("issue")]).split(", ");
    this.issues = [...issues.keys()].filter((issue) => ids.includes(text(issue)));
    if (!this.issues.length) this.issues.push(null);
  }

  // The place of its state: on the table in one of its parts, else settled, else ended, as what has expired has.
  get state() {
    return Math.min(...this.rows.map((cells) => {
      const status = text(cells[sections[this.section].statusAt]);
      const at = data.standing[this.section].findIndex((words) => words.some((word) => text(word) === status.split(",")[0]));
      return at < 0 || status.includes(", expired ") ? 2 : at;
    }));
  }

  // How a row reads under some heads; empty where it has nothing there.
  read(cells, ...heads) {
    return heads.map((head) => {
      const column = sections[this.section].heads.indexOf(head);
      return column < 0 || cells[column] === data.nothing ? "" : cellSpoken(this.section, column, cells[column]);
    });
  }

  get kind() {
    const [kind, status, by] = this.read(this.rows[0], "kind", "status", "by");
    const name = kind || (/^(threat|defer)/.test(status) ? "threat" : sections[this.section].heads[0]);
    return `${name[0].toUpperCase()}${name.slice(1)}${by && ` by ${by}`}`;
  }

  get standings() {
    return this.rows.map((cells) => {
      const [party, status, since, condition] = this.read(cells, "party", "status", "since", "condition");
      const from = since && `${/^[\dA-Z]/.test(since) ? " since" : " ·"} ${since}`;
      return `${party && `${party}: `}${status}${from}${condition && `; ${condition}`}`;
    });
  }
}
