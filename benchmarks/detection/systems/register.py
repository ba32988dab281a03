"""A register of proposals in SQLite: who was asked, who has answered, whose ratification is still to come."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from benchmarks.detection.systems.frame import BOTH, check, check_new
from benchmarks.detection.systems.register_tables import AGREED, OPEN, ProposalTables, text_of


class ProposalRegister(ProposalTables):
    """Offers and requests, their answers and votes. What is asked in one call is done as a whole or not at all."""

    def propose(
        self,
        day: date,
        by: str,
        name: str,
        issues: Sequence[str],
        *,
        matter: str = "substance",
        ratifiers: Sequence[str] = (),
        counters: Sequence[str] = (),
        replaces: Sequence[str] = (),
        settles: Sequence[str] = (),
        expires: date | None = None,
    ) -> None:
        """Put a proposal on the table. It asks every party that does not make it alone."""
        with self.database:
            self.frame.check_actor(by)
            self.frame.check_issues(issues)
            self.frame.check_ratifiers(ratifiers)
            check_new(name, self.names())
            check(expires is None or expires >= day, f"{expires} is past")
            check(not ratifiers or by in self.frame.parties, f"nobody ratifies for {by}")
            for other in (*counters, *settles):
                self.check_there(other)
            for other in counters:
                check(self.author(other) not in (by, BOTH), f"{other} is not the other side's")
            for other in replaces:
                self.check_replaceable(other, by, day)
            statement = "INSERT INTO proposals VALUES (?, ?, ?, 'tabled', ?, ?)"
            self.database.execute(statement, (name, by, matter, day.isoformat(), text_of(expires)))
            for party in self.frame.parties:
                if party != by:
                    self.database.execute("INSERT INTO answers VALUES (?, ?, NULL)", (name, party))
            self.put_to(name, by, ratifiers)
            for link, others in (("counters", counters), ("replaces", replaces), ("settles", settles)):
                for other in others:
                    self.database.execute("INSERT INTO links VALUES (?, ?, ?)", (name, other, link))
            self.supersede(replaces, day)

    def oppose(self, day: date, by: str, names: Sequence[str], ratifiers: Sequence[str] = ()) -> None:
        """Say no; with ratifiers: refer it to them with a no."""
        self.frame.check_ratifiers(ratifiers)

        def say_no(name: str) -> None:
            self.check_open(name, day)
            answers = self.answers_to(name)
            check(by in answers, f"{by} is not asked")
            check(not self.opposes(name, by), f"{by} opposes it already")
            self.answer(name, by, "no", ratifiers)

        self.each(names, say_no, day)

    def accept(self, day: date, by: str, names: Sequence[str], ratifiers: Sequence[str] = ()) -> None:
        """Say yes, alone or both together; with ratifiers: subject to their votes."""
        self.frame.check_ratifiers(ratifiers)
        check(not ratifiers or by != BOTH, "both accept together only where nothing is reserved")
        self.check_apart(names)

        def say_yes(name: str) -> None:
            self.check_open(name, day)
            self.check_may_accept(name, by)
            asked_before = self.ratifiers_of(name, by) if self.has_lost(name, by) else ()
            for party in self.accepting(by):
                self.answer(name, party, "yes", tuple(dict.fromkeys((*asked_before, *ratifiers))))

        self.each(names, say_yes, day)

    def ratify(self, day: date, by: str, names: Sequence[str]) -> None:
        """A ratifier votes yes."""
        self.check_apart(names)

        def vote_yes(name: str) -> None:
            self.check_open(name, day)
            check(any(vote != "yes" for _, whose, vote in self.votes_on(name) if whose == by), f"{by} has no vote left")
            self.vote(name, by, "yes")

        self.each(names, vote_yes, day)

    def reject(self, day: date, by: str, names: Sequence[str]) -> None:
        """A ratifier votes no, perhaps again."""

        def vote_no(name: str) -> None:
            self.check_open(name, day)
            check(any(whose == by for _, whose, _ in self.votes_on(name)), f"{by} has no vote")
            self.vote(name, by, "no")

        self.each(names, vote_no, day)

    def withdraw(self, day: date, by: str, names: Sequence[str]) -> None:
        """The author takes it back."""

        def take_back(name: str) -> None:
            check(self.status(name) in OPEN, f"{name} is not open")
            check(self.author(name) == by, f"{by} did not make {name}")
            self.set_status(name, "withdrawn", day)

        self.each(names, take_back, day)

    def repudiate(self, day: date, by: str, names: Sequence[str]) -> None:
        """A party disowns what was agreed."""
        check(by in self.frame.parties, f"{by} is no party")

        def disown(name: str) -> None:
            check(self.status(name) in AGREED, f"{name} is not agreed")
            self.set_status(name, "repudiated", day)

        self.each(names, disown, day)

    def carry_out(self, day: date, by: str, names: Sequence[str], settles: Sequence[str] = ()) -> None:
        """Either party, or both, do what was agreed; what that settles is moot."""
        check(by in (*self.frame.parties, BOTH), f"{by} is no party")
        for other in settles:
            check(other not in names and self.status(other) in (*OPEN, *AGREED), f"{other} cannot be settled")
        moot = [other for other in self.linked(settles) if self.is_settled_by(other, settles) and other not in names]

        def do(name: str) -> None:
            check(self.status(name) == "accepted", f"{name} is not accepted")
            self.set_status(name, "carried-out", day)

        self.each(names, do, day, also=moot)

    def extend(self, day: date, by: str, names: Sequence[str], expires: date | None) -> None:
        """The author gives it a later last day, or (None) none any more."""
        check(expires is None or expires >= day, f"{expires} is past")

        def put_off(name: str) -> None:
            check(self.status(name) in OPEN, f"{name} is not open")
            check(self.author(name) == by, f"{by} did not make {name}")
            self.put_off(name, expires)

        self.each(names, put_off, day)

    def lapse(self, day: date, names: Sequence[str]) -> None:
        """It runs out."""

        def run_out(name: str) -> None:
            expires = self.expires(name)
            check(self.status(name) in OPEN, f"{name} is not open")
            check(expires is None or day >= expires, f"{name} stands until {expires}")
            self.set_status(name, "lapsed", day)

        self.each(names, run_out, day)

    # ALL OR NOTHING

    def each(self, names: Sequence[str], act: Callable[[str], None], day: date, also: Iterable[str] = ()) -> None:
        """Do it to each of these, and settle what that makes moot; all or nothing."""
        with self.database:
            for name in names:
                self.check_there(name)
            moot = list(also)
            for name in names:
                before = self.status(name)
                act(name)
                self.update(name, day)
                if before in OPEN and self.status(name) == "accepted":
                    direct = self.links_of(name, "settles")
                    moot += [
                        other for other in self.linked([name]) if other != name and self.is_settled_by(other, direct)
                    ]
            for other in moot:
                self.set_status(other, "settled", day)

    # WHAT IT REFUSES

    def check_may_accept(self, name: str, by: str) -> None:
        """Raises: RefusedError if a yes is not theirs to give, or given already."""
        answers = self.answers_to(name)
        if by == BOTH:
            is_whole = set(answers) == set(self.frame.parties) and "yes" not in answers.values()
            check(is_whole and not self.votes_on(name), "both accept only together")
            return
        has_accepted = answers.get(by) == "yes" or (answers.get(by) == "no" and not self.opposes(name, by))
        check(self.has_lost(name, by) or (by in answers and not has_accepted), f"{by} has nothing to accept")

    def check_replaceable(self, name: str, by: str, day: date) -> None:
        """Raises: RefusedError if somebody may not replace it."""
        self.check_open(name, day)
        author = self.author(name)
        check(by == author or (by == BOTH and author in self.frame.parties), f"{author} made {name}")

    def check_there(self, name: str) -> None:
        """Raises: RefusedError if nobody has made it."""
        check(name in self.names(), f"nobody made {name}")

    def check_open(self, name: str, day: date) -> None:
        """Raises: RefusedError if it can not be answered on that day any more."""
        self.check_there(name)
        check(self.status(name) in OPEN, f"{name} is not open")
        check(not self.is_expired(name, day), f"{name} has expired")

    def check_apart(self, names: Sequence[str]) -> None:
        """Raises: RefusedError if one of them could settle another."""
        for name in names:
            check(not set(self.linked([name])) & (set(names) - {name}), f"{name} would settle another")
