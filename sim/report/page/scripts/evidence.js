// The evidence: which conclusions fall where one or two sources, or one move, are taken away.

class EvidenceView {
  constructor() {
    this.root = element("section", { class: "evidence", "aria-label": "Evidence" }, element("h2", {}, "Take a report away"),
      element("p", { class: "whole" }, "This is about the record, and not about the branch."));
    const { conclusions, claims } = data.evidence;
    const source = claims ? "What is concluded at the end of the record" : "What the file expects of the record";
    if (conclusions === undefined) {
      this.root.append(element("p", {}, `The record is too long for its evidence to be worked out in a page. Ask for it: `,
        element("code", {}, `negsim evidence ${text(data.file) || "FILE"}${claims ? " --claims default" : ""}`)));
      return;
    }
    this.conclusions = conclusions.map((row) => new EvidenceConclusion(...row));
    this.checks = data.evidence.sources.map((source) => this.check(source));
    this.move = element("select", {}, element("option", { value: "" }, "–"), ...this.movesThatMatter());
    this.result = element("p", { role: "status" });
    this.lists = element("div");
    const most = !data.evidence.pairs ? " (one at a time)" : this.checks.length > 1 ? " (up to two at once)" : "";
    this.root.append(
      element("p", {}, `${source}: which of it no longer holds without a source, or without a move? What needs a move falls with it.`),
      this.checks.length
        ? element("fieldset", {}, element("legend", {}, `Without these sources${most}`), ...this.checks.map(({ label }) => label))
        : element("p", {}, "The moves name no sources."),
      element("p", {}, element("label", {}, "Or without one move ", this.move)),
      this.result, this.lists);
    this.move.addEventListener("change", () => {
      for (const { box } of this.checks) box.checked = false;
      this.weigh();
    });
    this.weigh();
  }

  check(source) {
    const box = element("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      this.move.value = "";
      this.weigh();
    });
    return { box, label: element("label", {}, box, " ", reportedIn(source)) };
  }

  // The moves without which a conclusion falls, each with how many.
  movesThatMatter() {
    return records[0].moves.flatMap((move, at) => {
      const many = this.conclusions.filter(({ byMove }) => byMove.has(at + 1)).length;
      return many ? [element("option", { value: at + 1 }, `#${at + 1} ${move.sentence} (${many})`)] : [];
    });
  }

  // Say what falls without what is chosen.
  weigh() {
    const gone = this.checks.flatMap(({ box }, at) => (box.checked ? [at] : []));
    const most = data.evidence.pairs ? 2 : 1;
    for (const { box } of this.checks) box.disabled = !box.checked && gone.length >= most;
    const number = Number(this.move.value);
    const weighed = this.conclusions.map((one) => [one, number ? one.without(number) : one.withoutSources(gone)]);
    const never = weighed.filter(([{ instead }]) => instead !== null);
    const missing = weighed.filter(([, instead]) => instead !== null);
    const standing = weighed.filter(([one, instead]) => one.instead === null && instead === null);
    const isAsked = number > 0 || gone.length > 0;
    const [many, all] = isAsked ? [missing.length, this.conclusions.length - never.length] : [standing.length, this.conclusions.length];
    this.result.textContent = `${many} of ${all} conclusions ${isAsked ? "fall" : "hold in the whole record"}.`;
    fill(this.lists,
      conclusionList("Fall", missing),
      isAsked ? foldedList("Stand", standing) : conclusionList("Stand", standing),
      foldedList("Do not hold in the whole record", never));
  }

  take(record) {
    this.root.classList.toggle("of-branch", record.at > 0);
  }

  show() {}
}

function conclusionList(title, weighed) {
  return weighed.length ? element("section", {}, element("h3", {}, `${title}: ${weighed.length}`), rowsOf(weighed)) : null;
}

function foldedList(title, weighed) {
  return weighed.length ? element("details", {}, element("summary", {}, `${title}: ${weighed.length}`), rowsOf(weighed)) : null;
}

const rowsOf = (weighed) => element("ul", {}, ...weighed.map(([{ about, value, when, line, instead }, now]) => element("li", {},
  autoText(about), ": ", element("b", { dir: "auto" }, value),
  now ?? instead ? element("span", { class: "instead" }, " → ", autoText(now ?? instead)) : null,
  element("span", { class: "soft" }, ` ${when}${line ? `, line ${line}` : ""}`))));

class EvidenceConclusion {
  constructor(about, value, when, line, bySources, byMoves = []) {
    const holds = Array.isArray(bySources);
    Object.assign(this, { about: text(about), value: text(value), when: text(when), line });
    this.instead = holds ? null : text(bySources);
    this.bySources = new Map(holds ? bySources.map(([found, ...gone]) => [String(gone), found < 0 ? null : text(found)]) : []);
    this.byMove = new Map(chunks(byMoves, 2).map(([found, number]) => [number, text(found)]));
  }

  // What is found without a move; null where the conclusion stands.
  without(number) {
    return this.byMove.get(number) ?? null;
  }

  // What is found without some sources, of which only what differs from the first one that counts is in the data.
  withoutSources(gone) {
    const key = [gone, ...gone].map(String).find((one) => this.bySources.has(one));
    return this.bySources.get(key) ?? null;
  }
}
