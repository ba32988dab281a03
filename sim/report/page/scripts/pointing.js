// What is under the pointer in a picture: a mark is its move, a band the move that brought its subject where it stands
// there, and anything else the last move by then.

const HALF = 7; // of the height of a band

function pointedAt({ record, drawing, placing }, target, x, y) {
  const marked = drawing.numberOf(target);
  if (marked !== undefined) return { number: marked, words: sentence(record, marked) };
  const { places } = record;
  const number = Math.max(places.findLastIndex((place) => placing.x(place) <= x + BEHIND), 0);
  const isUnder = ([left, right, at]) =>
    Math.abs(placing.y(at) - y) <= HALF && placing.x(left) <= x && x <= placing.x(right);
  const band = record.bands.find(isUnder);
  if (band) return bandStanding(record, band, number);
  return { number, words: drawing.hasMarks ? "" : sentence(record, number) };
}

// How the subject of a band stands after a move: its name, its status (empty if it is that from before the first
// move), and the move that brought it there; in words for the pointer.
function bandStanding(record, [, , , subject, party, title], number) {
  const name = text(title);
  const whose = text(party) && ` for ${actorNamed(party)}`;
  const isOn = (effect) => effect.subject === subject && effect.whose === text(party) && effect.after;
  for (let at = number; at > 0; at--) {
    const { when, effects } = record.moves[at - 1];
    const status = effects.findLast(isOn)?.after;
    if (status) return { name, status, number: at, words: `${name}${whose}: ${status} since #${at}, ${when}` };
  }
  return { name, status: "", number, words: `${name}${whose}: from before the first move` };
}

const actorNamed = (id) => actors.get(id)?.title ?? text(id);

// The words beside the pointer.
class Tip {
  constructor() {
    this.root = element("div", { class: "tip", "aria-hidden": "true", hidden: "" });
    addEventListener("keydown", ({ key }) => key === "Escape" && this.hide());
  }

  show(words, x, y) {
    this.root.hidden = !words;
    if (!words) return;
    this.root.textContent = words;
    const { offsetWidth, offsetHeight } = this.root;
    this.root.style.left = `${Math.max(Math.min(x + 12, innerWidth - offsetWidth - 8), 8)}px`;
    this.root.style.top = `${y + 16 + offsetHeight < innerHeight ? y + 16 : y - offsetHeight - 10}px`;
  }

  hide() {
    this.root.hidden = true;
  }
}
