// A picture taken apart: its axis, its lanes with tension, the names beside its tracks, and its legend.

const LETTER = 6; // how wide a letter of a date is, about
const GAP = 4; // between two labels
const NEAR = 12; // labels are less far behind the ends of their bands
const SYMBOL = [24, 16]; // the size of a symbol of the legend

class Drawing {
  constructor(svg, record) {
    const { places, ends, lanes, bands, depth } = record;
    const { y: above } = svg.viewBox.baseVal;
    this.begin = places[0];
    this.end = ends;
    this.margin = svg.viewBox.baseVal.width - ends;
    this.lanes = lanes.map(([top, title]) => ({ top: top + above, title }));
    this.top = this.lanes[0].top;
    this.bottom = depth + above;
    this.axis = svgElement("svg", { "aria-hidden": "true" });
    this.main = svgElement("svg", { role: "img", "aria-label": svg.getAttribute("aria-label") });
    this.legend = [];
    this.symbol = [];
    this.names = [];
    this.labels = [];
    this.marks = new Map();
    this.shapes = [];
    const numbers = new Map(places.map((x, number) => [x, number]));
    for (const shape of svg.children) this.take(shape, [this.axis, this.main], numbers);
    for (const label of this.labels) label.band = bands.find((band) => isOf(label, band));
    this.marksByNumber = Map.groupBy(this.marks.keys(), (mark) => this.marks.get(mark));
    this.above = above;
    this.standing = new BandLabels(record);
  }

  size(part, top, width, bottom) {
    part.setAttribute("viewBox", `0 ${top} ${width} ${bottom - top}`);
    part.setAttribute("width", width);
    part.setAttribute("height", bottom - top);
  }

  take(shape, roots, numbers) {
    if (shape.localName === "g") this.takeGroup(shape, roots, numbers);
    else if (shape.localName === "path") this.takePath(shape, roots);
    else if (!shape.matches(".title-of-lane")) this.takePoint(shape, roots, numbers);
  }

  takeGroup(shape, roots, numbers) {
    if (yOf(shape.firstChild) > this.bottom) {
      this.symbol.push(shape.cloneNode(true));
      return;
    }
    const groups = roots.map((root) => root.appendChild(shape.cloneNode()));
    for (const child of shape.children) this.take(child, groups, numbers);
  }

  // Part by part, as a path may hold lines of the axis and of lanes.
  takePath(shape, roots) {
    const paths = shape.getAttribute("d").split(/(?=M)/).map((path) => [lowestOf(path), pathOf(path)]);
    if (paths.every(([y]) => y > this.bottom)) {
      this.symbol.push(shape.cloneNode());
      return;
    }
    roots.forEach((root, at) => {
      const drawn = paths.filter(([y]) => (y < this.top ? 0 : 1) === at).map(([, path]) => path);
      if (drawn.length === 0) return;
      const made = root.appendChild(svgElement("path", { class: shape.getAttribute("class") }));
      this.shapes.push((placing) => made.setAttribute("d", drawn.map((path) => path(placing)).join("")));
    });
  }

  takePoint(shape, roots, numbers) {
    const [across, down] = shape.localName === "circle" ? ["cx", "cy"] : ["x", "y"];
    const [x, y] = [across, down].map((name) => Number(shape.getAttribute(name)));
    const isText = shape.localName === "text";
    if (y > this.bottom) {
      this.takeMeaning(shape, isText, x, y);
    } else if (isText && y >= this.top && x < this.begin) {
      this.names.push({ name: shape.textContent, y, side: shape.getAttribute("class") });
    } else {
      const isAxis = y < this.top;
      const mark = roots[isAxis ? 0 : 1].appendChild(shape.cloneNode(true));
      if (shape.localName === "use") this.marks.set(mark, numbers.get(x));
      if (isText) this.labels.push({ mark, x, y, isAxis });
      this.shapes.push((placing) => {
        mark.setAttribute(across, rounded(placing.x(x)));
        mark.setAttribute(down, rounded(placing.y(y)));
      });
    }
  }

  // In the legend a text follows its symbol; one without a symbol is the heading of those after it.
  takeMeaning(shape, isText, x, y) {
    if (!isText) {
      this.symbol.push(shape.cloneNode(true));
      return;
    }
    const box = { viewBox: `${x - SYMBOL[0]} ${y - 12} ${SYMBOL.join(" ")}`, width: SYMBOL[0], height: SYMBOL[1], "aria-hidden": "true" };
    const drawn = this.symbol.length ? svgElement("svg", box) : null;
    drawn?.append(...this.symbol);
    this.legend.push({ drawn, meaning: shape.textContent });
    this.symbol = [];
  }

  place(placing) {
    for (const shape of this.shapes) shape(placing);
    const width = Math.ceil(placing.x(this.end)) + this.margin;
    this.size(this.axis, this.above, width, this.top);
    for (const part of [this.main, this.standing.root]) this.size(part, this.top, width, placing.y(this.bottom));
    this.placing = placing;
    this.hideWhatTouches();
  }

  // Labels keep their size; those that would touch others as placed are left out.
  hideWhatTouches() {
    const ends = new Map();
    for (const label of this.labels.toSorted((one, other) => one.x - other.x)) {
      const begin = this.beginOf(label);
      const touches = (label.isAxis || this.placing.factor < 1) && begin < (ends.get(label.y) ?? -Infinity);
      label.mark.classList.toggle("left-out", touches);
      if (!touches) ends.set(label.y, begin + label.width + GAP);
    }
  }

  // The left end of a label; the date at the beginning of time is moved beside the names, from under them.
  beginOf(label) {
    const { mark, x, isAxis } = label;
    const width = label.width ||= mark.getComputedTextLength();
    label.at = this.placing.x(x);
    if (!mark.matches(".middle")) return label.at - (mark.matches(".end") ? width : 0);
    if (isAxis) label.at = Math.max(label.at, this.placing.gutter + width / 2 + GAP);
    mark.setAttribute("x", rounded(label.at));
    return label.at - width / 2;
  }

  // Leave out what is said behind the end of a band that is yet to come, if the band has begun.
  showEnds(number, last, x) {
    for (const { mark, band } of this.labels) {
      if (band) mark.classList.toggle("ahead", number < last && band[0] <= x && x < band[1]);
    }
  }

  // Leave out the dates of the axis that one of so many letters at an x would touch.
  makeRoomAt(x, letters) {
    for (const { mark, at, width, isAxis } of this.labels) {
      if (isAxis) mark.classList.toggle("covered", Math.abs(at - x) < (width + letters * LETTER) / 2 + GAP);
    }
  }

  get hasMarks() {
    return this.marks.size > 0;
  }

  numberOf(mark) {
    return this.marks.get(mark);
  }

  marksOf(number) {
    return this.marksByNumber.get(number) ?? [];
  }
}

// Whether a label is that behind the end of a band.
const isOf = ({ x, y }, [, right, middle]) => Math.abs(y - middle - 4) < 2 && right <= x && x < right + NEAR;

// The lowest y of a shape that begins a path: of a rectangle that of its bottom.
function lowestOf(path) {
  const [, , top, , down] = RECTANGLE.exec(path) ?? [0, 0, /^M[\d.-]+ ([\d.-]+)/.exec(path)[1], 0, 0];
  return Number(top) + Number(down);
}

const yOf = (mark) => Number(mark.getAttribute("y") ?? mark.getAttribute("cy"));

function svgElement(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
