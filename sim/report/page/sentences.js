// What is said of a move: its date, its effects, who reports it, and tension after it.

const dated = ({ date, bounds }) => {
  if (bounds === null) return date;
  const [earliest, latest] = bounds;
  const between = [earliest && `not before ${earliest}`, latest && `not after ${latest}`].filter(Boolean).join(", ");
  return `${date} (${between || "the day is not known"})`;
};

const effectsOf = ({ effects }) => {
  const reached = effects.filter(({ after }) => after).map(({ subject, whose, after }) =>
    `${text(subject)}${whose ? ` for ${whose}` : ""} ${after}`);
  return reached.length ? autoText(` → ${reached.join(", ")}`) : null;
};

function reportedIn(source) {
  const [title, published, url] = sources.get(source);
  const named = autoText(published ? `${title}, ${published}` : title);
  return /^https?:/.test(url) ? element("a", { href: url, rel: "noreferrer noopener" }, named) : named;
}

function cited(speaker, reports, line) {
  const parts = [];
  if (speaker !== null) parts.push(autoText(text(speaker)));
  parts.push(...reports.map(reportedIn));
  if (line) parts.push(autoText([text(data.file), `line ${line}`].filter(Boolean).join(", ")));
  const separated = parts.flatMap((part, at) => (at ? [" · ", part] : [part]));
  return parts.length ? element("p", { class: "source" }, ...separated) : null;
}

function declaration([, declared, quote]) {
  return element("li", {}, autoText(declared), quote ? autoText(` “${quote}”`) : null);
}

function tensionAfter(record, count) {
  const points = record.tension[count];
  const change = count ? points - record.tension[count - 1] : 0;
  const how = change > 0 ? `, up ${change}` : change < 0 ? `, down ${-change}` : "";
  return `Tension: ${points} ${points === 1 ? "point" : "points"}${how}`;
}

function sentence(record, count) {
  if (count === 0) return `Before the first move of ${record.last}. ${tensionAfter(record, 0)}.`;
  const move = record.moves[count - 1];
  const done = `${move.verb} ${text(move.subjects)} by ${actor(move.by)}, ${move.date}`;
  return `Move ${count} of ${record.last}: ${done}. ${tensionAfter(record, count)}.`;
}
