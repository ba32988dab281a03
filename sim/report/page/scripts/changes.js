// What a move changes, each row of the tables with what it read before and what it reads now.

class Changes {
  constructor() {
    this.root = element("section", { class: "changes" });
  }

  show(record, number) {
    const changes = number ? record.changes[number] : [];
    const items = changes.map(({ line, version, before }) => {
      const { cells } = version;
      const name = element("b", { dir: "auto" }, titleBeside(cells[0]));
      return element("li", {}, name, " ", asking(cells[0]), element("div", {}, ...changedCells(line, version, before)));
    });
    const none = element("p", {}, number ? "Nothing that the tables show." : "Go to the first move to see what it changes.");
    fill(this.root, element("h3", {}, "Changed by this move"), items.length ? listed(items) : none);
  }
}

function changedCells(line, { cells, columns }, before) {
  const { heads, statusAt } = sections[line.section];
  if (before === null) return [element("span", { class: "flag" }, "new"), " ", ...whose(line, cells), cellSpoken(line.section, statusAt, cells[statusAt])];
  const changed = columns.filter((column) => column === statusAt || !["since"].includes(heads[column]));
  return changed.flatMap((column, at) => [
    at ? "; " : "", ...(at ? [] : whose(line, cells)), column === statusAt ? "" : `${heads[column]}: `,
    element("s", { dir: "auto" }, cellSpoken(line.section, column, before.cells[column])), " → ",
    element("strong", { dir: "auto" }, cellSpoken(line.section, column, cells[column])),
  ]);
}

// The party whose part a row is of, where it is one of several.
function whose(line, cells) {
  const { partyAt } = sections[line.section];
  return partyAt < 0 ? [] : [element("bdi", {}, actorIds.get(text(cells[partyAt])) ?? text(cells[partyAt])), ": "];
}
