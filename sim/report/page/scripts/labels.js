// The labels within the bands that stand at the present move: what it is, and how it stands. They stay in sight.

const FONT = "10px Helvetica, Arial, sans-serif";
const INDENT = 5; // from the beginning of a band to its label
const LEAST = 60; // where a band has less room its label is behind it
const BEHIND_END = 200; // and is no longer than this

class BandLabels {
  constructor(record) {
    this.record = record;
    this.root = svgElement("svg", { class: "standings", "aria-hidden": "true" });
    this.measure = document.createElement("canvas").getContext("2d");
    this.measure.font = FONT;
    this.labels = record.bands.map((band) => ({ band, mark: this.root.appendChild(svgElement("text", { class: "label" })) }));
  }

  // As it stands after a move; what is not between `left` and `right` is out of sight.
  show(number, placing, { left, right }) {
    const { places, last } = this.record;
    const x = places[number];
    for (const { band, mark } of this.labels) {
      const isTold = number === last && placing.x(band[1]) + INDENT + LEAST < right;
      const isShown = band[0] <= x && x < band[1] && !isTold && this.draw(mark, band, number, placing, left);
      mark.classList.toggle("left-out", !isShown);
    }
  }

  // Within the band, or behind it if it is short: there the label of its end has room, and is not shown yet. Whether
  // there is room enough.
  draw(mark, band, number, placing, left) {
    const [begin, end] = [placing.x(band[0]), placing.x(band[1])];
    const isShort = end - begin < LEAST + 2 * INDENT;
    const x = isShort ? end + INDENT : Math.max(begin, left) + INDENT;
    const isTaken = number === this.record.last || placing.factor < 1;
    const room = !isShort ? end - x - INDENT : isTaken ? 0 : BEHIND_END;
    if (room < LEAST) return false;
    const { name, status } = bandStanding(this.record, band, number);
    mark.textContent = this.fitted(name, status && `: ${status}`, room);
    mark.setAttribute("x", rounded(x));
    mark.setAttribute("y", rounded(placing.y(band[2]) + 4));
    return true;
  }

  // A name and its status in so much room, the name with an ellipsis where it is longer.
  fitted(name, status, room) {
    const width = this.measure.measureText(name).width;
    const rest = room - this.measure.measureText(status).width;
    if (width <= rest) return name + status;
    return `${name.slice(0, Math.max(Math.floor((name.length * rest) / width) - 2, 1)).trimEnd()}…${status}`;
  }
}
