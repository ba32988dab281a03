// One course as it stands after a move: its picture, the move, why, its tables, and what it lacks.

const TOP = 28; // what is cut off the picture at its top
const AXIS = 34; // where the axis is in a picture; the line begins there, so that it crosses no date

class Panel {
  // `placeOf` says which move of the course that is looked at stands for one of this panel.
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

  take(course) {
    this.course = course;
    const stage = pictures[course.at];
    for (const [line, top] of [[this.veil, 0], [this.now, AXIS]]) {
      line.style.top = `${top}px`;
      line.style.height = `${course.depth - top}px`;
    }
    stage.append(this.veil, this.now);
    this.scroll.replaceChildren(stage);
    this.scroll.setAttribute("aria-label", `Timeline: ${text(course.title)}`);
    stage.onclick = (event) => this.goTo(event.clientX - stage.getBoundingClientRect().left);
    stage.onpointerover = (event) => this.name(event.target);
    this.tables.clear();
    this.fillMissing();
    this.head("");
  }

  head(addition) {
    this.heading.textContent = text(this.course.title) + addition;
  }

  // Go to the last move at or before a place in the picture.
  goTo(x) {
    const number = Math.max(this.course.places.findLastIndex((place) => place <= x + 8), 0);
    const place = this.placeOf(number);
    if (place < 0) go(number, this.course);
    else go(place);
  }

  // Say on hover which move a mark is.
  name(mark) {
    if (mark.localName !== "use" || mark.firstChild) return;
    const number = this.course.places.indexOf(Number(mark.getAttribute("x")));
    if (number < 1) return;
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = sentence(this.course, number);
    mark.append(title);
  }

  show(count, asked, others) {
    const { course } = this;
    const x = course.places[count];
    this.now.style.transform = `translateX(${x + 8}px)`;
    this.veil.style.transform = `translateX(${x + 9}px)`;
    this.fillMove(count);
    this.fillWhy(count, asked);
    this.tables.show(course.rowsAfter(count), count, others);
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
    const { course, move: card } = this;
    card.className = "move";
    this.details.replaceChildren();
    if (count === 0) {
      card.replaceChildren(element("h3", {}, "Before the first move"), element("p", {}, tensionAfter(course, 0)));
      return;
    }
    const move = course.moves[count - 1];
    card.classList.add(side(move.by));
    const fields = new Map(move.fields);
    const [speaker, quote, source] = ["speaker", "quote", "source"].map((key) => take(fields, key));
    const further = [...fields].flatMap(([key, value]) => [element("dt", {}, key), words(text(value), "dd")]);
    this.details.replaceChildren(...further);
    fill(
      card,
      element("h3", {}, `#${count} `, words(move.verb), " ", words(text(move.subject)), " by ", words(actor(move.by))),
      element("p", {}, dated(move), effectsOf(move), ". ", tensionAfter(course, count)),
      quote === null ? null : words(`“${text(quote)}”`, "blockquote"),
      cited(speaker, source, move.line),
    );
  }

  fillWhy(count, asked) {
    this.why.hidden = asked === null;
    if (asked === null) return;
    const declared = this.course.declared.filter(([id]) => id === asked).map((row) => declaration(row.map(text)));
    const made = this.course.movesOn(asked, count).map((number) => this.whyRow(number, asked));
    const rows = [...declared, ...made];
    const none = element("p", {}, "Nobody has made it yet.");
    const close = element("button", { type: "button" }, "Close");
    close.addEventListener("click", () => {
      ask(null);
      byId("subject").focus();
    });
    const list = rows.length ? element("ol", {}, ...rows) : none;
    this.why.replaceChildren(element("h3", {}, "Why ", words(text(asked)), " stands as it does"), list, close);
  }

  whyRow(number, asked) {
    const move = this.course.moves[number - 1];
    const reached = move.effects.filter(({ subject, after }) => subject === asked && after).map(({ after }) => after);
    const quote = move.fields.get("quote");
    const place = this.placeOf(number);
    const to = place < 0 ? address(number, this.course, asked) : address(place, state.course, asked);
    const link = element("a", { href: to }, `#${number}`);
    link.addEventListener("click", () => setTimeout(() => this.why.focus()));
    const done = ` ${move.date}: ${move.verb} by ${actor(move.by)}`;
    const said = quote === undefined ? null : words(` “${text(quote)}”`);
    return element("li", {}, link, words(done), reached.length ? ` → ${[...new Set(reached)].join(", ")}` : null, said);
  }

  fillMissing() {
    const rows = (this.course.missing ?? []).map(([number, date, move, why]) =>
      element("li", {}, words(`${text(number)} ${text(date)} ${text(move)}: ${text(why)}`)));
    this.missing.hidden = rows.length === 0;
    this.missing.replaceChildren(element("h3", {}, "Not in this branch"), element("ul", {}, ...rows));
  }
}
