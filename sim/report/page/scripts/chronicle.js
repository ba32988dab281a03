// The chronicle: all moves as readable text, by day, month or year, as the record is long.

const CHUNK = 40;

class Chronicle {
  constructor() {
    this.filter = new ChronicleFilter(() => {
      this.list();
      announce();
    });
    this.moves = element("div", { class: "moves" });
    const heading = element("h2", {}, "Chronicle", this.filter.matched);
    this.root = element("section", { class: "chronicle", "aria-label": "Chronicle" }, this.filter.root, heading, this.moves);
    const fillSeen = (entries) => entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => this.fill(target));
    this.nearby = new IntersectionObserver(fillSeen, { rootMargin: "1000px" });
  }

  take(record) {
    this.record = record;
    this.number = null;
    const days = record.moves.map(({ day }) => Date.parse(day));
    const span = (days.at(-1) - days[0]) / 86_400_000;
    this.unit = span <= 62 ? 10 : span <= 1_500 ? 7 : 4;
    this.filter.take(record);
    this.list();
  }

  get query() {
    return this.filter.query;
  }

  read(query) {
    if (this.filter.read(query) && this.record) this.list();
  }

  // Put the moves that match on the page: an empty list for so many of them, which is filled before it comes into sight.
  list() {
    this.nearby.disconnect();
    this.chunks = new Map();
    this.numbersOf = new Map();
    const parts = [];
    let period = null;
    for (const number of this.filter.matching()) {
      const of = this.record.moves[number - 1].day.slice(0, this.unit);
      const last = parts.at(-1);
      if (of !== period || this.numbersOf.get(last).length === CHUNK) {
        if (of !== period) parts.push(element("h3", {}, spoken((period = of))));
        parts.push(element("ol", { role: "list" }));
        this.numbersOf.set(parts.at(-1), []);
      }
      this.numbersOf.get(parts.at(-1)).push(number);
      this.chunks.set(number, parts.at(-1));
    }
    fill(this.moves, ...parts);
    for (const [chunk, numbers] of this.numbersOf) {
      chunk.style.containIntrinsicSize = `auto ${numbers.length * 90}px`;
      this.nearby.observe(chunk);
    }
    this.mark();
  }

  fill(chunk) {
    if (chunk.firstChild) return;
    chunk.append(...this.numbersOf.get(chunk).map((number) => this.entry(number)));
    this.nearby.unobserve(chunk);
  }

  entry(number) {
    const move = this.record.moves[number - 1];
    const entry = element("li", { class: side(move.by), "data-number": number },
      element("p", { class: "when" }, moveLink(number, this.record), ` ${move.when}`),
      element("p", {}, ...told(move)),
      ...saidWith(move),
      cited(move.reports, 0));
    if (number === this.number) entry.setAttribute("aria-current", "true");
    entry.addEventListener("click", ({ target }) => {
      if (target.closest("a") === null && getSelection().isCollapsed) go(number);
    });
    return entry;
  }

  show(number) {
    const follows = this.number !== null && this.number !== number;
    this.number = number;
    this.mark();
    if (follows) this.moves.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  mark() {
    this.moves.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const chunk = this.chunks.get(this.number);
    if (chunk === undefined) return;
    this.fill(chunk);
    chunk.querySelector(`[data-number="${this.number}"]`).setAttribute("aria-current", "true");
  }

  print() {
    for (const chunk of this.numbersOf.keys()) this.fill(chunk);
  }
}
