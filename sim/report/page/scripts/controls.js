// What leads to a move: the slider, the buttons, the lists, the day and the keys.

const [slider, count, record, party, day, subject] = ["slider", "count", "record", "party", "day", "subject"].map(byId);

const thread = new Thread(byId("thread"));

// The next move in a direction, or the next of the party that is stepped through; null if there is none.
function next(direction, from = state.number) {
  const { moves } = state.record;
  let number = from + direction;
  const isAnothers = () => number > 0 && number <= moves.length && moves[number - 1].by !== Number(party.value);
  if (party.value !== "all") while (isAnothers()) number += direction;
  return number < 0 || number > moves.length ? null : number;
}

function step(direction) {
  const number = next(direction);
  if (number !== null) go(number);
}

// One move on, or after the last the first again: the page opens at the end, where nothing would happen otherwise.
const following = () => next(1) ?? next(1, 0);
function stepOn() {
  const number = following();
  if (number !== null) go(number);
}

// Fit the controls to a record.
let controlled = null;
function control(of) {
  if (controlled === of) return;
  controlled = of;
  const isBranch = of.of !== undefined;
  const parts = isBranch ? Math.min(of.parts, of.last) : 0;
  const endsEarlier = isBranch && of.parts > of.last;
  slider.max = of.last;
  thread.take(of);
  fillFindings(of);
  record.value = String(of.at);
  byId("departs").hidden = !isBranch;
  byId("departs").textContent = `First difference: ${endsEarlier ? "after " : ""}#${parts}`;
  byId("departure").replaceChildren(...(isBranch ? [element("option", { value: parts })] : []));
}

function showControls({ record: of, number, asked }) {
  control(of);
  slider.value = number;
  thread.show(number);
  slider.setAttribute("aria-valuetext", sentence(of, number));
  count.textContent = `#${number} of ${of.last}`;
  subject.value = asked === null ? "" : String(asked);
  if (!typing) showDay();
  byId("back").setAttribute("aria-disabled", number === 0);
  byId("on").setAttribute("aria-label", next(1) === null ? "From the first move" : "One move on");
  byId("on").setAttribute("aria-disabled", [null, number].includes(following()));
}

// How things stand at the end of a record.
function fillFindings({ at, title, summary }) {
  byId("findings").firstElementChild.textContent = `How things stand at the end${at ? ` of “${text(title)}”` : ""}`;
  byId("findings").lastElementChild.replaceChildren(...summary.map((line) => element("p", {}, text(line))));
}
byId("findings").open = innerWidth > 620;

let typing = false;
function showDay() {
  const { record: of, number } = state;
  day.value = number ? of.moves[number - 1].day : "";
}

const option = (value, label) => element("option", { value, dir: "auto" }, label);
const nameOf = ({ at, id, title }) => (at ? `${text(id)}: ${text(title)}` : text(title));
record.append(...records.map((one) => option(one.at, nameOf(one))));
for (const branch of document.querySelectorAll(".branch")) branch.hidden = records.length === 1;
const making = new Set(records.flatMap((one) => one.moves.map((move) => move.by)));
const makers = data.actors.filter(([id]) => making.has(id));
party.addEventListener("change", () => show());
party.append(option("all", "all moves"), ...makers.map(([id, title]) => option(id, `moves of ${text(title)}`)));
const touchedIn = ({ declared, moves }) =>
  [...declared.map(([id]) => id), ...moves.flatMap((move) => move.effects.map((effect) => effect.subject))];
const named = new Set(records.flatMap(touchedIn));
subject.append(option("", "–"), ...[...named].map((id) => option(id, titles.has(id) ? `${text(id)}: ${titleOf(id)}` : text(id))));
const days = records.flatMap((one) => one.moves.map((move) => move.day)).sort();
if (days.length) [day.min, day.max] = [days[0], days.at(-1)];

slider.addEventListener("input", () => go(Number(slider.value)));
byId("back").addEventListener("click", () => step(-1));
byId("on").addEventListener("click", stepOn);
byId("departs").addEventListener("click", () => go(state.record.parts));
// A branch is opened where it first differs, the record at its end.
record.addEventListener("change", () => {
  const of = records[record.value];
  go(of.parts ?? of.last, of);
});
// While a date is typed it is not written over; with every part of it the browser says that it has changed.
day.addEventListener("focus", () => { typing = true; });
day.addEventListener("change", () => day.value && go(state.record.countOn(day.value)));
day.addEventListener("blur", () => {
  typing = false;
  showDay();
});
subject.addEventListener("change", () => ask(subject.value === "" ? null : Number(subject.value)));
byId("controls").addEventListener("submit", (event) => event.preventDefault());

const SIDEWAYS = { ArrowLeft: -80, ArrowRight: 80 };
// A key that is held down stops at the last move.
const keys = {
  ArrowLeft: () => step(-1), ArrowRight: ({ repeat }) => (repeat ? step(1) : stepOn()),
  Home: () => go(0), End: () => go(state.record.last),
};
addEventListener("keydown", (event) => {
  const writing = event.target.matches?.("select, textarea, input:not([type=range])");
  const scrolled = event.target.closest?.(".scroll");
  if (event.shiftKey && scrolled && Object.hasOwn(SIDEWAYS, event.key)) scrolled.scrollLeft += SIDEWAYS[event.key];
  if (writing || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key](event);
});
