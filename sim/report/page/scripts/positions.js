// The positions: how far apart both sides stand on each term with values, as lines over the moves.

const CHART = { height: 170, top: 14, bottom: 26 };
const SIGN = 7; // the width of a character of a chart, at most

// A shape of a chart, with what is in it.
function shape(name, attributes, ...children) {
  const made = svgElement(name, attributes);
  made.append(...children);
  return made;
}

class Positions {
  constructor() {
    this.root = element("section", { class: "positions", "aria-label": "Positions" });
    new ResizeObserver(() => this.draw()).observe(this.root);
  }

  isFor(record) {
    return record.terms.length > 0;
  }

  take(record) {
    this.record = record;
    this.charts = record.terms.map((term) => new TermChart(record, ...term));
    const none = element("p", {}, "No term of a proposal has a value.");
    fill(this.root, element("h2", {}, "Positions"), ...(this.charts.length ? this.charts.map(({ root }) => root) : [none]));
  }

  show(number) {
    this.number = number;
    this.draw();
  }

  draw() {
    const width = Math.floor(this.root.clientWidth - parseFloat(getComputedStyle(this.root).paddingLeft) * 2);
    if (width > 0) for (const chart of this.charts ?? []) chart.show(this.number, width);
  }
}

class TermChart {
  constructor(record, title, unit, words, steps) {
    this.record = record;
    this.unit = text(unit);
    this.words = words.map(text);
    this.steps = steps.map(([number, who, amount, value, kind]) => ({ number, who, amount, value: text(value), kind: text(kind) }));
    this.gap = element("p");
    this.picture = element("div", { class: "chart" });
    this.rows = element("tbody");
    const heads = ["Move", "Date", "Who", "Value", "Step"].map((head) => element("th", { scope: "col" }, head));
    const table = element("table", {}, element("thead", {}, element("tr", {}, ...heads)), this.rows);
    this.root = element("section", {}, element("h3", { dir: "auto" }, text(title)), this.gap, this.picture,
      element("details", {}, element("summary", {}, "As a table"), table));
  }

  show(number, width) {
    const made = this.steps.filter((step) => step.number <= number);
    const lasts = [0, 1].map((who) => made.findLast((step) => step.who === who));
    fill(this.gap, ...this.told(lasts, made));
    fill(this.picture, this.svg(number, width, made, lasts));
    fill(this.rows, ...made.map((step) => this.row(step)));
  }

  // Where both stand, and how far apart they are and were.
  told(lasts, made) {
    const stands = lasts.flatMap((last, who) => [
      element("span", { class: `swatch ${SIDES[who]}`, "aria-hidden": "true" }), autoText(partyTitle(who)),
      `: ${last === undefined ? "no value yet" : this.valued(last.value)}. `]);
    if (lasts.includes(undefined)) return stands;
    const firsts = [0, 1].map((who) => made.find((step) => step.who === who));
    const texts = made.some(({ who }) => who === 2) ? [element("span", { class: "swatch other", "aria-hidden": "true" }), "A text of others."] : [];
    return [...stands, `Gap now: ${this.distance(lasts)}; at first: ${this.distance(firsts)}. `, ...texts];
  }

  valued(value) {
    return this.unit ? `${value} ${this.unit}` : value;
  }

  distance([one, other]) {
    const amount = Number(Math.abs(one.amount - other.amount).toPrecision(10));
    return this.words.length ? `${amount} ${amount === 1 ? "step" : "steps"}` : this.valued(String(amount));
  }

  row(step) {
    const move = this.record.moves[step.number - 1];
    const cells = [moveLink(step.number, this.record), move.when, autoText(step.who < 2 ? partyTitle(step.who) : actor(move.by)),
      autoText(this.valued(step.value)), step.kind];
    return element("tr", {}, ...cells.map((cell) => element("td", {}, cell)));
  }

  svg(number, width, made, lasts) {
    const amounts = this.steps.map(({ amount }) => amount);
    const [low, high] = this.words.length ? [0, this.words.length - 1] : [Math.min(...amounts), Math.max(...amounts)];
    const { height, top, bottom } = CHART;
    const ticks = this.ticks(low, high);
    const [left, right] = [ticks.map(([, name]) => name), this.steps.map(({ value }) => value)].map((texts) =>
      20 + SIGN * Math.min(Math.max(...texts.map(({ length }) => length)), width / 30));
    const x = (move) => left + ((width - left - right) * move) / Math.max(this.record.last, 1);
    const y = (amount) => height - bottom - ((height - top - bottom) * (amount - low)) / (high - low || 1);
    const parts = [...this.scale(ticks, x, y, left), ...this.days(x, width)];
    parts.push(shape("line", { class: "present", x1: x(number), x2: x(number), y1: top, y2: height - bottom }));
    for (const who of [0, 1]) parts.push(...this.line(made.filter((step) => step.who === who), who, x(number), x, y));
    for (const step of made.filter(({ who }) => who === 2)) parts.push(this.mark(step, x, y));
    parts.push(...this.ends(lasts, x(number), y, right));
    const label = `${this.root.querySelector("h3").textContent}. ${this.gap.textContent}`;
    return shape("svg", { width, height, role: "img", "aria-label": label }, ...parts);
  }

  ticks(low, high) {
    if (this.words.length) return this.words.map((word, at) => [at, word]);
    return [...new Set([low, (low + high) / 2, high])].map((amount) => [amount, String(Number(amount.toPrecision(6)))]);
  }

  scale(ticks, x, y, left) {
    return ticks.flatMap(([amount, name]) => [
      shape("line", { class: "grid", x1: x(0), x2: x(this.record.last), y1: y(amount), y2: y(amount) }),
      shape("text", { x: left - 8, y: y(amount) + 4, "text-anchor": "end" }, shortened(name, (left - 10) / SIGN))]);
  }

  days(x, width) {
    const { moves, last } = this.record;
    if (!last) return [];
    const at = CHART.height - 6;
    const first = shape("text", { x: x(1), y: at }, moves[0].when);
    return width < 420 || last < 5 ? [first] : [first, shape("text", { x: x(last), y: at, "text-anchor": "end" }, moves.at(-1).when)];
  }

  line(steps, who, end, x, y) {
    if (!steps.length) return [];
    const path = steps.map(({ number, amount }, at) => (at ? `H${x(number)}V${y(amount)}` : `M${x(number)} ${y(amount)}`)).join("");
    return [shape("path", { class: `position ${SIDES[who]}`, d: `${path}H${end}` }), ...steps.map((step) => this.mark(step, x, y))];
  }

  mark(step, x, y) {
    const { when, by } = this.record.moves[step.number - 1];
    const title = shape("title", {}, `#${step.number} ${when}, ${actor(by)}: ${this.valued(step.value)} (${step.kind})`);
    return shape("circle", { class: SIDES[step.who], cx: x(step.number), cy: y(step.amount), r: 4 }, title);
  }

  // The values at the end of the lines, apart where the lines are not.
  ends(lasts, x, y, right) {
    let below = -Infinity;
    const ordered = lasts.map((last, who) => ({ last, who })).filter(({ last }) => last).sort((one, other) => y(one.last.amount) - y(other.last.amount));
    return ordered.map(({ last, who }) => {
      below = Math.max(y(last.amount) + 4, below + 15);
      return shape("text", { class: SIDES[who], x: x + 8, y: below }, shortened(last.value, (right - 8) / SIGN));
    });
  }
}

const SIDES = ["first", "second", "other"];
const partyTitle = (who) => actor(data.actors[who][0]);
const shortened = (words, most) => (words.length > most ? `${words.slice(0, most - 1)}…` : words);
