// The thread of the story above the slider, as wide as that: tension after each move, and a mark for each move.

const THUMB = 18; // how wide the thumb of the slider is; its middle goes from half of this to the width less half
const HIGH = 36; // how high tension at its most is drawn
const BASE = HIGH + 3;
const ROWS = { first: BASE + 9, both: BASE + 18, other: BASE + 18, second: BASE + 27 };
const DEEP = BASE + 33;
const MARKS = {
  hostile: "m0-5l5 9h-10z", conciliatory: "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", neutral: "m-1.5-4h3v8h-3z",
};
// Where moves are too close for a shape a stroke stands for each, a long one for a hostile move.
const STROKES = { hostile: "m-.6-5h1.2v9h-1.2z", conciliatory: "m-.6-1h1.2v5h-1.2z", neutral: "m-.4 1h.8v3h-.8z" };

class Thread {
  constructor(root) {
    this.root = root;
    this.svg = svgElement("svg", { "aria-hidden": "true" });
    this.now = element("div", { class: "here" });
    this.ends = element("div", { class: "ends" });
    root.append(this.svg, this.now);
    root.parentElement.append(this.ends);
    new ResizeObserver(() => this.draw()).observe(root);
    root.addEventListener("pointerdown", (event) => go(this.numberAt(event)));
    root.addEventListener("pointermove", (event) => {
      if (event.buttons === 1) go(this.numberAt(event));
      else root.title = sentence(this.record, this.numberAt(event));
    });
  }

  take(record) {
    this.record = record;
    const { moves } = record;
    const sides = data.actors.slice(0, 2).map(([, title], at) => element("b", { dir: "auto", class: ["first", "second"][at] }, text(title)));
    const [begin, end] = [moves[0], moves.at(-1)].map((move) => element("span", {}, move?.when ?? ""));
    this.ends.replaceChildren(begin, element("span", { class: "sides" }, ...sides), end);
    this.draw();
  }

  show(number) {
    this.number = number;
    this.now.classList.toggle("late", 2 * number > this.record.last);
    this.now.dataset.points = this.record.tension[number];
    this.now.style.transform = `translateX(${this.x(number)}px)`;
  }

  x(number) {
    return THUMB / 2 + ((this.width - THUMB) * number) / Math.max(this.record.last, 1);
  }

  numberAt(event) {
    const x = event.clientX - this.root.getBoundingClientRect().left;
    return Math.round(((x - THUMB / 2) / (this.width - THUMB)) * this.record.last);
  }

  draw() {
    const width = this.root.clientWidth;
    if (!this.record || width === 0) return;
    this.width = width;
    const { record } = this;
    const base = record.of === undefined ? null : records[record.of];
    const beside = base && record.beside.map((number) => base.tension[number]);
    const most = Math.max(1, ...record.tension, ...(beside ?? []));
    const line = this.line(record.tension, most);
    this.svg.setAttribute("viewBox", `0 0 ${width} ${DEEP}`);
    fill(
      this.svg,
      svgElement("path", { class: "area", d: `${line}V${BASE}H${THUMB / 2}z` }),
      beside && svgElement("path", { class: "beside", d: this.line(beside, most) }),
      svgElement("path", { class: "points", d: line }),
      base && svgElement("path", { class: "parts", d: `M${this.x(Math.min(record.parts, record.last))} 0V${DEEP}` }),
      ...this.marks(),
    );
    this.show(this.number ?? 0);
  }

  // Steps to the height of each number of points that differs from the one before; of several at a place the highest.
  line(points, most) {
    const places = new Map();
    points.forEach((value, at) => {
      const x = points.length > this.width ? Math.round(this.x(at)) : this.x(at).toFixed(1);
      places.set(x, Math.max(value, places.get(x) ?? 0));
    });
    const high = (value) => (BASE - (HIGH * value) / most).toFixed(1);
    let last = points[0];
    const steps = [...places].map(([x, value]) => (value === last ? "" : `H${x}V${high((last = value))}`));
    return `M${THUMB / 2} ${high(points[0])}${steps.join("")}H${this.width - THUMB / 2}`;
  }

  marks() {
    const isClose = (this.width - THUMB) / this.record.last < 7;
    const paths = new Map();
    this.record.moves.forEach(({ by, tone }, at) => {
      const kind = `${side(by)} ${tone}`;
      const place = `M${this.x(at + 1).toFixed(isClose ? 0 : 1)} ${ROWS[side(by)]}${(isClose ? STROKES : MARKS)[tone]}`;
      if (!paths.has(kind)) paths.set(kind, new Set());
      paths.get(kind).add(place);
    });
    return [...paths].map(([kind, places]) => svgElement("path", { class: `mark ${kind}`, d: [...places].join("") }));
  }
}
