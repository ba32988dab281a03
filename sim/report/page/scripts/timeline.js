// The picture of a record, drawn for the room that it has, with a line at the present move; a click in it leads to the
// move there. Its dates stay at the top and its names at the left, however it is scrolled.

// The pictures as they are without script; each record has its own.
const pictures = [...document.querySelectorAll("#pictures svg")];
document.getElementById("pictures").remove();

const NARROW = 600; // where there is less room than this
const GUTTER = 84; // names have no more than this
const SMALLEST = 0.05; // of the size at which it is drawn; where labels want more room than that leaves, it scrolls
const TITLE = 17; // the height of a lane's title of one line
const PAPER = 670; // the room on a sheet
const BEHIND = 8; // the line of the present is so far behind its move
const LARGER = 1.5; // how much larger the picture gets at a time
const LARGEST = 6;
const COUNTED = 0.6; // moves that are counted can be read at this part of the size at which they are drawn

class Timeline {
  // `onGo` is told the number of the move that is clicked.
  constructor(onGo) {
    this.drawings = new Map();
    this.level = 0;
    this.number = 0;
    this.now = element("div", { class: "now" });
    this.veil = element("div", { class: "veil" });
    this.date = element("span", { class: "date", "aria-hidden": "true" });
    this.names = element("div", { class: "names", "aria-hidden": "true" });
    this.smaller = this.button("−", "Smaller picture", -1);
    this.larger = this.button("+", "Larger picture", 1);
    this.corner = element("div", { class: "corner" }, this.smaller, this.larger);
    this.axis = element("div", { class: "axis" });
    this.lanes = element("div", { class: "lanes" });
    const drawn = element("div", { class: "timeline" }, this.axis, this.lanes);
    this.scroll = element("div", { class: "scroll", tabindex: "0", role: "region" }, drawn);
    this.legend = element("ul", { class: "timeline legend", "aria-label": "What the picture shows" });
    this.tip = new Tip();
    this.root = element("div", {}, this.scroll, this.legend, this.tip.root);
    this.lanes.addEventListener("click", (event) => onGo(this.under(event).number));
    this.lanes.addEventListener("pointermove", (event) => this.tip.show(this.under(event).words, event.clientX, event.clientY));
    this.lanes.addEventListener("pointerleave", () => this.tip.hide());
    this.scroll.addEventListener("scroll", () => this.placing && this.showLabels());
    this.scroll.addEventListener("focus", () => this.tellPresent());
    this.scroll.addEventListener("blur", () => this.tip.hide());
    new ResizeObserver(() => { if (this.scroll.clientWidth !== this.room) this.redraw(); }).observe(this.scroll);
    matchMedia("print").addEventListener("change", () => this.redraw());
  }

  button(sign, name, by) {
    const made = element("button", { type: "button", "aria-label": name }, sign);
    made.addEventListener("click", () => {
      if (made.getAttribute("aria-disabled") === "true") return;
      this.level += by;
      this.redraw();
    });
    return made;
  }

  take(record) {
    this.record = record;
    this.number = 0;
    if (!this.drawings.has(record.at)) this.drawings.set(record.at, new Drawing(pictures[record.at], record));
    const drawing = this.drawings.get(record.at);
    this.drawing = drawing;
    this.titles = drawing.lanes.map(({ title }) => element("b", { dir: "auto" }, text(title)));
    this.tracks = drawing.names.map(({ name, side }) => element("span", { class: side, dir: "auto" }, name));
    this.names.replaceChildren(...this.titles, ...this.tracks);
    this.axis.replaceChildren(drawing.axis, this.date, this.corner);
    this.lanes.replaceChildren(drawing.main, this.veil, this.now, drawing.standing.root, this.names);
    const entries = drawing.legend.map(({ drawn, meaning }) =>
      element("li", drawn ? {} : { class: "heading" }, drawn, element("span", {}, meaning)));
    this.legend.replaceChildren(...entries);
    this.scroll.setAttribute("aria-label", `Timeline: ${text(record.title)}`);
    this.redraw();
  }

  // Draw all for the room that there is; no smaller than it can be read, unless that is asked for or it is printed.
  redraw() {
    const isPrinted = matchMedia("print").matches;
    this.room = this.scroll.clientWidth;
    const room = isPrinted ? PAPER : this.room;
    if (!this.room || !this.drawing) return;
    const { begin, end } = this.drawing;
    const gutter = room < NARROW ? Math.min(begin, GUTTER) : begin;
    const fitting = Math.max((room - gutter - this.drawing.margin) / (end - begin), SMALLEST);
    const readable = this.drawing.hasMarks ? 1 : COUNTED;
    const least = fitting < readable ? -1 : 0;
    this.level = Math.min(Math.max(this.level, least), LARGEST);
    this.smaller.setAttribute("aria-disabled", this.level === least);
    this.larger.setAttribute("aria-disabled", this.level === LARGEST);
    const factor = isPrinted || this.level < 0 ? fitting : Math.max(fitting, readable) * LARGER ** this.level;
    this.placing = new Placing({ begin, end, gutter, factor, lanes: this.lanesWithin(room) });
    this.drawing.place(this.placing);
    this.placeNames(gutter);
    this.showPresent();
    this.follow();
  }

  // The lanes, each with the room that its title needs beyond one line.
  lanesWithin(room) {
    for (const title of this.titles) title.style.maxWidth = `${room - 12}px`;
    const heights = this.titles.map((title) => title.offsetHeight);
    return this.drawing.lanes.map(({ top }, at) => ({ top, extra: Math.max(heights[at] - TITLE, 0) }));
  }

  placeNames(gutter) {
    const { placing, drawing } = this;
    this.names.style.width = this.corner.style.width = `${gutter}px`;
    drawing.lanes.forEach(({ top }, at) => { this.titles[at].style.top = `${placing.y(top) - drawing.top}px`; });
    drawing.names.forEach(({ y }, at) => { this.tracks[at].style.top = `${placing.y(y) - drawing.top - 4}px`; });
  }

  show(number) {
    for (const mark of this.drawing.marksOf(this.number)) mark.classList.remove("present");
    this.number = number;
    for (const mark of this.drawing.marksOf(number)) mark.classList.add("present");
    this.tip.hide();
    if (!this.placing) return;
    this.showPresent();
    cancelAnimationFrame(this.following);
    this.following = requestAnimationFrame(() => this.follow());
  }

  get present() {
    return this.placing.x(this.record.places[this.number]);
  }

  showPresent() {
    const x = this.present;
    this.now.style.transform = `translateX(${x + BEHIND}px)`;
    this.veil.style.transform = `translateX(${x + BEHIND + 1}px)`;
    this.date.textContent = this.number ? this.record.moves[this.number - 1].when : "";
    this.date.style.transform = `translateX(${x}px) translateX(-50%)`;
    this.drawing.makeRoomAt(x, this.date.textContent.length);
    this.veil.hidden = this.number === this.record.last;
    this.drawing.showEnds(this.number, this.record.last, this.record.places[this.number]);
    this.showLabels();
  }

  showLabels() {
    const { scrollLeft, clientWidth } = this.scroll;
    const seen = { left: scrollLeft + this.placing.gutter, right: scrollLeft + clientWidth };
    this.drawing.standing.show(this.number, this.placing, seen);
  }

  // Keep the present move in sight; with the next frame, as asking for the width makes the browser lay all out.
  follow() {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.scroll;
    const [x, [mark]] = [this.present, this.drawing.marksOf(this.number)];
    const gutter = this.placing.gutter;
    if (x < scrollLeft + gutter + 30 || x > scrollLeft + clientWidth - 60) this.scroll.scrollLeft = x - (clientWidth + gutter) / 2;
    const y = mark ? Number(mark.getAttribute("y")) - this.drawing.top : 0;
    if (mark && (y < scrollTop + 20 || y > scrollTop + clientHeight - 90)) this.scroll.scrollTop = y - clientHeight / 2;
  }

  // What is under the pointer: the number of a move, and words on it.
  under({ target, clientX, clientY }) {
    const box = this.drawing.main.getBoundingClientRect();
    return pointedAt(this, target, clientX - box.left, clientY - box.top + this.drawing.top);
  }

  tellPresent() {
    const [mark] = this.drawing.marksOf(this.number);
    if (!mark || !this.scroll.matches(":focus-visible")) return;
    const { left, bottom } = mark.getBoundingClientRect();
    this.tip.show(sentence(this.record, this.number), left, bottom);
  }
}
