// What is said of a move: its sentence, what was said with it, who reports it, and tension after it.

// The sentence as nodes: what stands in its slots keeps its own direction.
const told = (move) => slotted(move.told).map(([part, isSlot]) => (isSlot ? element("bdi", {}, part) : part));

const quoted = (words, speaker = null) =>
  element("blockquote", {}, autoText(`“${words}”`, "p"), speaker && element("footer", {}, autoText(speaker)));
const noted = (words) => element("p", { class: "note", dir: "auto" }, words);

// What was said with a move, and the note on it; the fields that are told so, and not as a key with its value.
const TOLD = ["speaker", "quote", "note"];
function saidWith({ fields }) {
  const [speaker, quote, note] = TOLD.map((key) => fields.has(key) && text(fields.get(key)));
  return [quote ? quoted(quote, speaker || null) : speaker && autoText(`Speaker: ${speaker}`, "p"), note && noted(note)].filter(Boolean);
}

function reportedIn(source) {
  const [title, published, url] = sources.get(source);
  const named = autoText(published ? `${title}, ${datesSpoken(published)}` : title);
  return /^https?:/.test(url) ? element("a", { href: url, rel: "noreferrer noopener" }, named) : named;
}

function cited(reports, line) {
  const parts = reports.map(reportedIn);
  if (line) parts.push(autoText([text(data.file), `line ${line}`].filter(Boolean).join(", ")));
  const separated = parts.flatMap((part, at) => (at ? [" · ", part] : [part]));
  return parts.length ? element("p", { class: "source" }, reports.length ? "Source: " : "In ", ...separated) : null;
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
  return `Move ${count} of ${record.last}, ${move.when}: ${move.sentence}. ${tensionAfter(record, count)}.`;
}
