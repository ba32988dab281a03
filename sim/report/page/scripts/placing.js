// A picture taken apart, and placed anew for a width: what is at a time moves, texts and symbols keep their size.
//
// In the SVG an absolute x between the beginning and the end of time is a point in time; what is relative is a shape.
// A rectangle is the one exception: both its sides are points in time.

const RECTANGLE = /^M([\d.-]+) ([\d.-]+)h([\d.-]+)v([\d.-]+)h-[\d.]+z$/;
const COMMANDS = { M: "xy", L: "xy", C: "xyxyxy", H: "x", V: "y" };
const rounded = (value) => String(Math.round(10 * value) / 10);

class Placing {
  // `lanes` are the tops of the lanes, each with the room that its title needs beyond its row.
  constructor({ begin, end, gutter, factor, lanes }) {
    Object.assign(this, { begin, end, gutter, factor, lanes });
  }

  x(at) {
    const within = Math.min(Math.max(at, this.begin), this.end);
    return this.gutter + this.factor * (within - this.begin) + (at > this.end ? at - this.end : Math.min(at - this.begin, 0));
  }

  y(at) {
    return this.lanes.reduce((sum, { top, extra }) => (at > top + 1 ? sum + extra : sum), at);
  }
}

// A path as it is drawn: each part a function of a placing.
function pathOf(path) {
  const box = RECTANGLE.exec(path)?.slice(1).map(Number);
  if (box) {
    const [left, top, across, down] = box;
    return (placing) => {
      const [x, y] = [placing.x(left), placing.y(top)];
      const width = rounded(placing.x(left + across) - x);
      return `M${rounded(x)} ${rounded(y)}h${width}v${rounded(placing.y(top + down) - y)}h-${width}z`;
    };
  }
  const parts = [...path.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)].map(([whole, command, values]) => {
    const axes = COMMANDS[command];
    if (axes === undefined) return () => whole;
    const numbers = values.match(/[+-]?[\d.]+/g).map(Number);
    return (placing) => command + numbers.map((value, at) => rounded(placing[axes[at % axes.length]](value))).join(" ");
  });
  return (placing) => parts.map((part) => part(placing)).join("");
}
