// How the cells of the tables read: titles for ids, and dates as they are spoken.

const TITLES = ["terms", "action", "title"];
const issueIds = new Map(data.issues.map(([id, title]) => [text(id), text(title)]));
const issuesSpoken = (ids) => ids.split(", ").map((id) => issueIds.get(id) ?? id).join("; ");
const actorIds = new Map(data.actors.map(([id, title]) => [text(id), text(title).replace(/ \(with [^)]*\)$/, "")]));

// The tables: a row is named by what it is about, which stands in a column of its own where the command prints it.
const sections = data.sections.map(({ title, heads, named, optional, ended }, at) => {
  const names = heads.map(text);
  const titleAt = names.findIndex((name) => TITLES.includes(name));
  const unused = unusedColumns(at, optional);
  const columns = names.flatMap((head, column) => (column === titleAt || unused.includes(column) ? [] : [{ head, column }]));
  columns[0] = { head: columns[0].head, column: titleAt };
  return {
    title: text(title), heads: names, shown: columns, titleAt, statusAt: names.indexOf("status"),
    partyAt: named.length > 1 ? named[1] : -1, ended: ended.map(text),
  };
});

// The optional columns of a table in which no record ever has a value.
function unusedColumns(section, optional) {
  const versions = records.flatMap(({ lines }) => lines.filter((line) => line.section === section)).flatMap((line) => line.versions);
  return optional.filter((column) => versions.every(({ cells }) => cells[column] === data.nothing));
}

const SPOKEN = {
  by: (ids) => actorsSpoken(ids), party: (ids) => actorsSpoken(ids), answers: (words) => actorsSpoken(words),
  issue: issuesSpoken, since: datesSpoken, until: datesSpoken, "next round": datesSpoken, condition: datesSpoken, status: datesSpoken,
};
const actorsSpoken = (words) => words.replace(/[\w-]+/g, (word) => actorIds.get(word) ?? word);

const cellSpoken = (section, column, cell) => (SPOKEN[sections[section].heads[column]] ?? String)(text(cell));

// What a row is about, by its id where nothing else tells; and any other cell as it reads.
function nameOrCell(section, column, cells) {
  if (column !== sections[section].titleAt) return cellSpoken(section, column, cells[column]);
  return cells[column] === data.nothing ? titleBeside(cells[0]) : text(cells[column]);
}

const endedStatuses = sections.map(() => new Map());
function hasEnded(section, cells) {
  const { statusAt, ended } = sections[section];
  const known = endedStatuses[section];
  const status = cells[statusAt];
  if (!known.has(status)) known.set(status, text(status).split(/, | since | \(/).some((word) => ended.includes(word)));
  return known.get(status);
}
