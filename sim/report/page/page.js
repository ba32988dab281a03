// The controls, the address, and the panels: one for the record, two for a branch beside what it departs from.

const byId = (id) => document.getElementById(id);
const records = data.records.map((content, at) => new ReplayRecord(content, at));
const pictures = [...byId("pictures").children];
byId("pictures").hidden = true;
document.body.classList.add("replays");
pictures.forEach((timeline, at) => {
  const names = records[at].lanes.map(([top, title]) => {
    const name = autoText(text(title));
    name.style.top = `${top}px`;
    return name;
  });
  timeline.prepend(element("div", { class: "names", "aria-hidden": "true" }, ...names));
});

const [slider, count, record, party, day, subject] = ["slider", "count", "record", "party", "day", "subject"].map(byId);
const state = { record: records[0], number: records[0].last, asked: null };
const main = new Panel((number) => number);
// A move of the base stands beside one of the branch, or is looked at in its own record.
const base = new Panel((number) => state.record.beside.indexOf(number));

function address(number, of, asked) {
  const query = new URLSearchParams();
  if (of.at) query.set("branch", text(of.id));
  if (asked !== null) query.set("why", text(asked));
  const rest = String(query);
  return `#${number}${rest && `&${rest}`}`;
}

function read(hash) {
  const number = /^#(\d+)(?=&|$)/.exec(hash)?.[1] ?? "";
  const query = new URLSearchParams(hash.slice(1 + number.length));
  const branch = query.get("branch") ?? "";
  const of = records.find(({ id }) => text(id) === branch) ?? records[0];
  state.asked = [...named].find((id) => text(id) === query.get("why")) ?? null;
  go(number === "" ? of.last : Number(number), of, { announced: number !== "" });
}

function ask(asked) {
  state.asked = asked;
  show();
}

function go(number, of = state.record, { announced = true } = {}) {
  state.record = of;
  state.number = Math.min(Math.max(number, 0), of.last);
  show({ announced });
}

// The next move in a direction, or the next of the party that is stepped through; null if there is none.
function next(direction) {
  const { moves } = state.record;
  let number = state.number + direction;
  const isAnothers = () => number > 0 && number <= moves.length && moves[number - 1].by !== Number(party.value);
  if (party.value !== "all") while (isAnothers()) number += direction;
  return number < 0 || number > moves.length ? null : number;
}

function step(direction) {
  const number = next(direction);
  if (number !== null) go(number);
}

// Lay the page out for a record: alone, or a branch beside what it departs from.
let arranged = null;
function arrange(of) {
  if (arranged === of) return;
  arranged = of;
  main.release();
  base.release();
  const isBranch = of.of !== undefined;
  const parts = isBranch ? Math.min(of.parts, of.last) : 0;
  const endsEarlier = isBranch && of.parts > of.last;
  byId("panels").replaceChildren(...(isBranch ? [base.root, main.root] : [main.root]));
  byId("panels").classList.toggle("two", isBranch);
  main.take(of);
  if (isBranch) base.take(records[of.of]);
  slider.max = of.last;
  record.value = String(of.at);
  byId("departs").hidden = !isBranch;
  byId("departs").textContent = `First difference: ${endsEarlier ? "after " : ""}#${parts}`;
  byId("departure").replaceChildren(...(isBranch ? [element("option", { value: parts })] : []));
}

function show({ announced = true } = {}) {
  const { record: of, number, asked } = state;
  arrange(of);
  if (of.of === undefined) {
    main.show(number, asked, null);
  } else {
    const other = records[of.of];
    const beside = of.beside[number];
    main.head(differenceAt(of, number));
    main.show(number, asked, cellsByKey(other, beside));
    base.show(beside, asked, cellsByKey(of, number));
  }
  slider.value = number;
  slider.setAttribute("aria-valuetext", sentence(of, number));
  count.textContent = `#${number} of ${of.last}`;
  subject.value = asked === null ? "" : String(asked);
  if (!typing) showDay();
  byId("back").setAttribute("aria-disabled", number === 0);
  byId("on").setAttribute("aria-disabled", next(1) === null);
  if (announced) announce(sentence(of, number), address(number, of, asked));
}

let typing = false;
function showDay() {
  const { record: of, number } = state;
  day.value = number ? of.moves[number - 1].day : "";
}

function differenceAt(of, number) {
  if (of.parts > of.last) return number === of.last ? ` – ends here, and ${text(records[of.of].title)} goes on` : "";
  return number >= of.parts ? ` – differs from #${of.parts} on` : "";
}

const cellsByKey = (of, number) =>
  new Map(of.rowsAfter(number).map(({ line, version }) => [line.key, String(version.cells)]));

// The live region and the address follow when the slider has come to rest.
let remembered;
function announce(sentence, to) {
  clearTimeout(remembered);
  remembered = setTimeout(() => {
    byId("status").textContent = sentence;
    if (location.hash !== to) history.replaceState(null, "", to);
  }, 120);
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
subject.append(option("", "–"), ...[...named].map((id) => option(id, text(id))));
const days = records.flatMap((one) => one.moves.map((move) => move.day)).sort();
if (days.length) [day.min, day.max] = [days[0], days.at(-1)];

slider.addEventListener("input", () => go(Number(slider.value)));
byId("back").addEventListener("click", () => step(-1));
byId("on").addEventListener("click", () => step(1));
byId("departs").addEventListener("click", () => go(state.record.parts));
record.addEventListener("change", () => go(records[record.value].last, records[record.value]));
// While a date is typed it is not written over; with every part of it the browser says that it has changed.
day.addEventListener("focus", () => { typing = true; });
day.addEventListener("change", () => day.value && go(state.record.countOn(day.value)));
day.addEventListener("blur", () => {
  typing = false;
  showDay();
});
subject.addEventListener("change", () => ask(subject.value === "" ? null : Number(subject.value)));
byId("controls").addEventListener("submit", (event) => event.preventDefault());
// The address that was followed, not the one of now: what comes to rest meanwhile may have replaced it.
addEventListener("hashchange", ({ newURL }) => {
  const { hash } = new URL(newURL);
  if (/^#?$|^#\d|=/.test(hash)) read(hash);
});

const SIDEWAYS = { ArrowLeft: -80, ArrowRight: 80 };
const keys = {
  ArrowLeft: () => step(-1), ArrowRight: () => step(1),
  Home: () => go(0), End: () => go(state.record.last),
};
addEventListener("keydown", (event) => {
  const typing = event.target.matches?.("select, input:not([type=range])");
  const scrolled = event.target.closest?.(".scroll");
  if (event.shiftKey && scrolled && Object.hasOwn(SIDEWAYS, event.key)) scrolled.scrollLeft += SIDEWAYS[event.key];
  if (typing || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});

read(location.hash);
