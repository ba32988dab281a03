// The picture of a record, with a line at the present move; a click in it leads to the move there.

const TOP = 28; // what is cut off the picture at its top
const AXIS = 34; // where the axis is in a picture; the line begins there, so that it crosses no date

class Timeline {
  // `onGo` is told the number of the move that is clicked.
  constructor(onGo) {
    this.onGo = onGo;
    this.root = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Timeline" });
    this.now = element("div", { class: "now" });
    this.veil = element("div", { class: "veil" });
  }

  take(record) {
    this.record = record;
    const timeline = pictures[record.at];
    for (const line of timeline.querySelectorAll(".now, .veil")) line.remove();
    for (const [line, top] of [[this.veil, 0], [this.now, AXIS]]) {
      line.style.top = `${top}px`;
      line.style.height = `${record.depth - top}px`;
    }
    timeline.append(this.veil, this.now);
    this.root.replaceChildren(timeline);
    this.root.setAttribute("aria-label", `Timeline: ${text(record.title)}`);
    timeline.onclick = (event) => this.onGo(this.numberAt(event.clientX - timeline.getBoundingClientRect().left));
    timeline.onpointerover = (event) => this.name(event.target);
  }

  show(number) {
    const x = this.record.places[number];
    this.now.style.transform = `translateX(${x + 8}px)`;
    this.veil.style.transform = `translateX(${x + 9}px)`;
    cancelAnimationFrame(this.following);
    this.following = requestAnimationFrame(() => this.follow(x));
  }

  // The number of the last move at or before a place in the picture.
  numberAt(x) {
    return Math.max(this.record.places.findLastIndex((place) => place <= x + 8), 0);
  }

  // Say on hover which move a mark is.
  name(mark) {
    if (mark.localName !== "use" || mark.firstChild) return;
    const number = this.record.places.indexOf(Number(mark.getAttribute("x")));
    if (number < 1) return;
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = sentence(this.record, number);
    mark.append(title);
  }

  // Keep a place of the picture in sight; with the next frame, as asking for the width makes the browser lay all out.
  follow(x) {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.root;
    if (x < scrollLeft + 120 || x > scrollLeft + clientWidth - 60) this.root.scrollLeft = x - clientWidth / 2;
    const y = this.root.querySelector(`use[x="${x}"]`)?.getAttribute("y") - TOP;
    if (y < scrollTop + 60 || y > scrollTop + clientHeight - 40) this.root.scrollTop = y - clientHeight / 2;
  }
}

// The pictures as they are without script; each record has its own, with the names of its lanes beside it.
const pictures = [...document.getElementById("pictures").children];
document.getElementById("pictures").hidden = true;
pictures.forEach((timeline, at) => {
  const names = data.records[at].lanes.map(([top, title]) => {
    const name = autoText(text(title));
    name.style.top = `${top}px`;
    return name;
  });
  timeline.prepend(element("div", { class: "names", "aria-hidden": "true" }, ...names));
});
