"""A register of proposals in SQLite: who was asked, who has answered, whose ratification is still to come."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from benchmarks.detection.systems.frame import BOTH, Frame, check, check_new

TABLES: Final = """
    CREATE TABLE proposals (
        id TEXT PRIMARY KEY, author TEXT, matter TEXT, status TEXT, since TEXT, expires TEXT
    );
    CREATE TABLE answers (proposal TEXT, party TEXT, answer TEXT, PRIMARY KEY (proposal, party));
    CREATE TABLE votes (proposal TEXT, party TEXT, ratifier TEXT, vote TEXT, PRIMARY KEY (proposal, party, ratifier));
    CREATE TABLE links (proposal TEXT, other TEXT, link TEXT);
"""
OPEN: Final = ("tabled", "opposed", "rejected", "provisional")
AGREED: Final = ("accepted", "carried-out")


class ProposalRegister:
    """Offers and requests, their answers and votes. What is asked in one call is done as a whole or not at all."""

    tables = TABLES

    def __init__(self, frame: Frame, path: str = ":memory:") -> None:
        self.frame = frame
        self.database = sqlite3.connect(path)
        self.database.executescript(self.tables)

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    # WHAT CAN BE ASKED OF IT

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
            self.database.execute(statement, (name, by, matter, day.isoformat(), _text(expires)))
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

    # WHAT IT TELLS

    def statuses(self) -> dict[str, str]:
        """The status of each proposal."""
        return dict(self.all("SELECT id, status FROM proposals"))

    def since(self) -> dict[str, str]:
        """The day on which each came to its status."""
        return dict(self.all("SELECT id, since FROM proposals"))

    def all_answers(self) -> dict[str, dict[str, str | None]]:
        """The answer of each party that is asked: yes, no or None."""
        return {name: self.answers_to(name) for name in self.names()}

    def last_days(self) -> dict[str, str | None]:
        """The last day on which each that is open can be answered."""
        rows = self.all("SELECT id, status, expires FROM proposals")
        return {name: expires if status in OPEN else None for name, status, expires in rows}

    def agreed(self) -> int:
        """The number of proposals of substance that are agreed."""
        rows = self.all("SELECT status FROM proposals WHERE matter = 'substance'")
        return sum(status in AGREED for (status,) in rows)

    # HOW IT WORKS

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

    def update(self, name: str, day: date) -> None:
        """The status that follows from the answers and votes, if it is open."""
        if self.status(name) in OPEN:
            self.set_status(name, self.status_by_answers(name), day)

    def status_by_answers(self, name: str) -> str:
        """The status that follows from the answers and votes."""
        answers, votes = self.answers_to(name), [vote for _, _, vote in self.votes_on(name)]
        if any(self.opposes(name, party) for party in answers):
            return "opposed"
        if "no" in votes:
            return "rejected"
        if None in answers.values():
            return "provisional" if any(answers.values()) else "tabled"
        return "provisional" if None in votes else "accepted"

    def set_status(self, name: str, status: str, day: date) -> None:
        """Bring it to a status; it keeps the day where it has that status already."""
        statement = "UPDATE proposals SET status = ?, since = ? WHERE id = ? AND status != ?"
        self.database.execute(statement, (status, day.isoformat(), name, status))

    def supersede(self, names: Iterable[str], day: date) -> None:
        """Close what another proposal replaces."""
        for name in names:
            self.set_status(name, "superseded", day)

    def answer(self, name: str, party: str, answer: str, ratifiers: Iterable[str]) -> None:
        """Put down the answer of one party, and put it to its ratifiers; what they voted before is void."""
        statement = "UPDATE answers SET answer = ? WHERE proposal = ? AND party = ?"
        self.database.execute(statement, (answer, name, party))
        self.database.execute("DELETE FROM votes WHERE proposal = ? AND party = ?", (name, party))
        self.put_to(name, party, ratifiers)

    def accepting(self, by: str) -> tuple[str, ...]:
        """The parties whose yes it is."""
        return self.frame.acting(by)

    def put_to(self, name: str, party: str, ratifiers: Iterable[str]) -> None:
        """Ask for the votes of ratifiers on what a party says."""
        for ratifier in ratifiers:
            self.database.execute("INSERT INTO votes VALUES (?, ?, ?, NULL)", (name, party, ratifier))

    def vote(self, name: str, ratifier: str, vote: str) -> None:
        """Put down a vote, on all that it was asked for."""
        statement = "UPDATE votes SET vote = ? WHERE proposal = ? AND ratifier = ?"
        self.database.execute(statement, (vote, name, ratifier))

    def put_off(self, name: str, expires: date | None) -> None:
        """Give it another last day, later than the present one."""
        present = self.expires(name)
        if expires is None:
            check(present is not None, f"{name} has no end")
        else:
            check(present is None or expires > present, f"{name} runs until {present} already")
        self.database.execute("UPDATE proposals SET expires = ? WHERE id = ?", (_text(expires), name))

    def opposes(self, name: str, party: str) -> bool:
        """Whether a party has said no, and no ratifiers have said yes in its place."""
        votes = [vote for whose, _, vote in self.votes_on(name) if whose == party]
        is_overruled = bool(votes) and all(vote == "yes" for vote in votes)
        return self.answers_to(name).get(party) == "no" and not is_overruled

    def has_lost(self, name: str, party: str) -> bool:
        """Whether a ratifier of a party has voted no."""
        return any(whose == party and vote == "no" for whose, _, vote in self.votes_on(name))

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

    def is_expired(self, name: str, day: date) -> bool:
        """Whether its last day is over."""
        expires = self.expires(name)
        return expires is not None and day > expires

    def check_apart(self, names: Sequence[str]) -> None:
        """Raises: RefusedError if one of them could settle another."""
        for name in names:
            check(not set(self.linked([name])) & (set(names) - {name}), f"{name} would settle another")

    def is_settled_by(self, name: str, direct: Sequence[str]) -> bool:
        """Whether it is moot once what it hangs together with is accepted; what was agreed only if it is named."""
        status = self.status(name)
        return status in OPEN or (name in direct and status in AGREED)

    def linked(self, names: Sequence[str]) -> list[str]:
        """All that hangs together with these, these first: what they point at, what counters them, and so on."""
        reached = list(names)
        for name in reached:
            reached += [other for other in self.next_to(name) if other not in reached]
        return reached

    def next_to(self, name: str) -> list[str]:
        """What a proposal points at, and what counters it."""
        statement = """
            SELECT other FROM links WHERE proposal = ?
            UNION SELECT proposal FROM links WHERE other = ? AND link = 'counters'
        """
        return [other for (other,) in self.all(statement, name, name)]

    def links_of(self, name: str, link: str) -> list[str]:
        """What a proposal points at by one kind of link."""
        return [other for (other,) in self.all("SELECT other FROM links WHERE proposal = ? AND link = ?", name, link)]

    # THE ROWS

    def all(self, statement: str, *values: object) -> list[Any]:
        """The rows of a query."""
        return self.database.execute(statement, values).fetchall()

    def names(self) -> list[str]:
        """The ids of all proposals."""
        return [name for (name,) in self.all("SELECT id FROM proposals")]

    def one(self, column: str, name: str) -> Any:
        """The value in a column of a proposal; None if nobody has made it."""
        rows = self.all(f"SELECT {column} FROM proposals WHERE id = ?", name)  # noqa: S608 - names of columns
        return rows[0][0] if rows else None

    def status(self, name: str) -> str | None:
        """The status of a proposal; None if nobody has made it."""
        status: str | None = self.one("status", name)
        return status

    def author(self, name: str) -> str:
        """Who made it."""
        author: str = self.one("author", name)
        return author

    def expires(self, name: str) -> date | None:
        """The last day on which it can be answered."""
        text = self.one("expires", name)
        return None if text is None else date.fromisoformat(text)

    def answers_to(self, name: str) -> dict[str, str | None]:
        """The answer of each party that is asked."""
        return dict(self.all("SELECT party, answer FROM answers WHERE proposal = ?", name))

    def votes_on(self, name: str) -> list[tuple[str, str, str | None]]:
        """Party, ratifier and vote."""
        return self.all("SELECT party, ratifier, vote FROM votes WHERE proposal = ?", name)

    def ratifiers_of(self, name: str, party: str) -> tuple[str, ...]:
        """Those whose vote is asked for on what a party says."""
        return tuple(ratifier for whose, ratifier, _ in self.votes_on(name) if whose == party)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
