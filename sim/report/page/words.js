// Elements, and what is said in them.

// An element with attributes and children; texts are put in as texts, and as nothing else.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}
const fill = (root, ...children) => root.replaceChildren(...children.filter((child) => child !== null));
const words = (content, name = "span") => element(name, { dir: "auto" }, content);
const actor = (by) => actors.get(by).title;
const side = (by) => ["first", "second", "both"][actors.get(by).at] ?? "other";

const take = (fields, key) => {
  const found = fields.get(key) ?? null;
  fields.delete(key);
  return found;
};

const dated = ({ date, bounds }) => {
  if (bounds === null) return date;
  const [earliest, latest] = bounds;
  const between = [earliest && `not before ${earliest}`, latest && `not after ${latest}`].filter(Boolean).join(", ");
  return `${date} (${between || "the day is not known"})`;
};

const effectsOf = ({ effects }) => {
  const told = effects.filter(({ after }) => after).map(({ subject, whose, after }) =>
    `${text(subject)}${whose ? ` for ${whose}` : ""} ${after.replaceAll("-", " ")}`);
  return told.length ? words(` → ${told.join(", ")}`) : null;
};

function cited(speaker, source, line) {
  const parts = [];
  if (speaker !== null) parts.push(words(text(speaker)));
  if (source !== null) {
    const [title, published, url] = sources.get(source);
    const named = words(published ? `${title}, ${published}` : title);
    parts.push(/^https?:/.test(url) ? element("a", { href: url, rel: "noreferrer noopener" }, named) : named);
  }
  if (line) parts.push(words([text(data.file), `line ${line}`].filter(Boolean).join(", ")));
  const told = parts.flatMap((part, at) => (at ? [" · ", part] : [part]));
  return parts.length ? element("p", { class: "source" }, ...told) : null;
}

function declaration([, , since, by, , status, quote]) {
  const told = [`declared ${status}`, by && `for ${by}`, since && `since ${since}`].filter(Boolean).join(" ");
  return element("li", {}, words(told), quote ? words(` “${quote}”`) : null);
}

function tensionAfter(course, count) {
  const points = course.tension[count];
  const change = count ? points - course.tension[count - 1] : 0;
  const how = change > 0 ? `, up ${change}` : change < 0 ? `, down ${-change}` : "";
  return `Tension: ${points} ${points === 1 ? "point" : "points"}${how}`;
}

function sentence(course, count) {
  if (count === 0) return `Before the first move of ${course.last}. ${tensionAfter(course, 0)}.`;
  const move = course.moves[count - 1];
  const done = `${move.verb} ${text(move.subject)} by ${actor(move.by)}, ${move.date}`;
  return `Move ${count} of ${course.last}: ${done}. ${tensionAfter(course, count)}.`;
}
