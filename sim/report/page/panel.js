// One record as it stands after a move: its picture, the move, why, its tables, and what it lacks.

const TOP = 28; // what is cut off the picture at its top
const AXIS = 34; // where the axis is in a picture; the line begins there, so that it crosses no date

class Panel {
  // `placeOf` says which move of the record that is looked at stands for one of this panel.
  constructor(placeOf) {
    this.placeOf = placeOf;
    this.heading = element("h2", { dir: "auto" });
    this.scroll = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Timeline" });
    this.now = element("div", { class: "now" });
    this.veil = element("div", { class: "veil" });
    this.move = element("article", { class: "move" });
    this.why = element("section", { class: "why", hidden: "", tabindex: "-1" });
    this.tables = new Tables((subject) => {
      ask(subject);
      this.why.focus();
    });
    this.missing = element("section", { hidden: "" });
    this.details = element("dl");
    const picture = [this.heading, this.move, this.scroll];
    this.root = element("section", {}, ...picture, this.details, this.why, this.tables.root, this.missing);
  }

  // Let the picture go, which another panel may show next.
  release() {
    for (const line of [this.veil, this.now]) line.remove();
  }

  take(record) {
    this.record = record;
    const timeline = pictures[record.at];
    for (const [line, top] of [[this.veil, 0], [this.now, AXIS]]) {
      line.style.top = `${top}px`;
      line.style.height = `${record.depth - top}px`;
    }
    timeline.append(this.veil, this.now);
    this.scroll.replaceChildren(timeline);
    this.scroll.setAttribute("aria-label", `Timeline: ${text(record.title)}`);
    timeline.onclick = (event) => this.goTo(event.clientX - timeline.getBoundingClientRect().left);
    timeline.onpointerover = (event) => this.name(event.target);
    this.tables.clear();
    this.fillMissing();
    this.head("");
  }

  head(addition) {
    this.heading.textContent = text(this.record.title) + addition;
  }

  // Go to the last move at or before a place in the picture.
  goTo(x) {
    const number = Math.max(this.record.places.findLastIndex((place) => place <= x + 8), 0);
    const place = this.placeOf(number);
    if (place < 0) go(number, this.record);
    else go(place);
  }

  // Say on hover which move a mark is.
  name(mark) {
    if (mark.localName !== "use" || mark.firstChild) return;
    const number = this.record.places.indexOf(Number(mark.getAttribute("x")));
    if (number < 1) return;
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = sentence(this.record, number);
    mark.append(title);
  }

  show(count, asked, others) {
    const { record } = this;
    const x = record.places[count];
    this.now.style.transform = `translateX(${x + 8}px)`;
    this.veil.style.transform = `translateX(${x + 9}px)`;
    this.fillMove(count);
    this.fillWhy(count, asked);
    this.tables.show(record.rowsAfter(count), count, others);
    cancelAnimationFrame(this.following);
    this.following = requestAnimationFrame(() => this.follow(x));
  }

  // Keep a place of the picture in sight; with the next frame, as asking for the width makes the browser lay all out.
  follow(x) {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.scroll;
    if (x < scrollLeft + 120 || x > scrollLeft + clientWidth - 60) this.scroll.scrollLeft = x - clientWidth / 2;
    const y = this.scroll.querySelector(`use[x="${x}"]`)?.getAttribute("y") - TOP;
    if (y < scrollTop + 60 || y > scrollTop + clientHeight - 40) this.scroll.scrollTop = y - clientHeight / 2;
  }

  fillMove(count) {
    const { record, move: card } = this;
    card.className = "move";
    this.details.replaceChildren();
    if (count === 0) {
      card.replaceChildren(element("h3", {}, "Before the first move"), element("p", {}, tensionAfter(record, 0)));
      return;
    }
    const move = record.moves[count - 1];
    card.classList.add(side(move.by));
    const fields = new Map(move.fields);
    const [speaker, quote] = ["speaker", "quote"].map((key) => take(fields, key));
    const details = [...fields].flatMap(([key, value]) => [element("dt", {}, key), autoText(text(value), "dd")]);
    this.details.replaceChildren(...details);
    fill(
      card,
      element("h3", {}, `#${count} `, autoText(move.verb), " ", autoText(text(move.subjects)), " by ", autoText(actor(move.by))),
      element("p", {}, dated(move), effectsOf(move), ". ", tensionAfter(record, count)),
      quote === null ? null : autoText(`“${text(quote)}”`, "blockquote"),
      cited(speaker, move.reports, move.line),
    );
  }

  fillWhy(count, asked) {
    this.why.hidden = asked === null;
    if (asked === null) return;
    const declared = this.record.declared.filter(([id]) => id === asked).map((row) => declaration(row.map(text)));
    const made = this.record.movesOn(asked, count).map((number) => this.whyRow(number, asked));
    const rows = [...declared, ...made];
    const none = element("p", {}, "Nobody has made it yet.");
    const close = element("button", { type: "button" }, "Close");
    close.addEventListener("click", () => {
      ask(null);
      byId("subject").focus();
    });
    const list = rows.length ? element("ol", {}, ...rows) : none;
    this.why.replaceChildren(element("h3", {}, "Why ", autoText(text(asked)), " stands as it does"), list, close);
  }

  whyRow(number, asked) {
    const move = this.record.moves[number - 1];
    const reached = move.effects.filter(({ subject, after }) => subject === asked && after).map(({ after }) => after);
    const quote = move.fields.get("quote");
    const place = this.placeOf(number);
    const to = place < 0 ? address(number, this.record, asked) : address(place, state.record, asked);
    const link = element("a", { href: to }, `#${number}`);
    link.addEventListener("click", () => setTimeout(() => this.why.focus()));
    const other = move.subjects === asked ? "" : ` ${text(move.subjects)}`;
    const done = ` ${move.date}: ${move.verb}${other} by ${actor(move.by)}`;
    const said = quote === undefined ? null : autoText(` “${text(quote)}”`);
    return element("li", {}, link, autoText(done), reached.length ? ` → ${[...new Set(reached)].join(", ")}` : null, said);
  }

  fillMissing() {
    const rows = (this.record.missing ?? []).map(([number, date, move, why]) =>
      element("li", {}, autoText(`${text(number)} ${text(date)} ${text(move)}: ${text(why)}`)));
    this.missing.hidden = rows.length === 0;
    this.missing.replaceChildren(element("h3", {}, "Not in this branch"), element("ul", {}, ...rows));
  }
}
