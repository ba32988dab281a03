"""The tables of the register of proposals, and what follows from their rows."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from benchmarks.detection.systems.frame import Frame, check

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


class ProposalTables:
    """Proposals with their answers and votes in SQLite, and the links between them."""

    tables = TABLES

    def __init__(self, frame: Frame, path: str = ":memory:") -> None:
        self.frame = frame
        self.database = sqlite3.connect(path)
        self.database.executescript(self.tables)

    def close(self) -> None:
        """Close the database."""
        self.database.close()

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

    # WHAT FOLLOWS FROM THE ANSWERS

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
        self.database.execute("UPDATE proposals SET expires = ? WHERE id = ?", (text_of(expires), name))

    def opposes(self, name: str, party: str) -> bool:
        """Whether a party has said no, and no ratifiers have said yes in its place."""
        votes = [vote for whose, _, vote in self.votes_on(name) if whose == party]
        is_overruled = bool(votes) and all(vote == "yes" for vote in votes)
        return self.answers_to(name).get(party) == "no" and not is_overruled

    def has_lost(self, name: str, party: str) -> bool:
        """Whether a ratifier of a party has voted no."""
        return any(whose == party and vote == "no" for whose, _, vote in self.votes_on(name))

    def is_expired(self, name: str, day: date) -> bool:
        """Whether its last day is over."""
        expires = self.expires(name)
        return expires is not None and day > expires

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


def text_of(day: date | None) -> str | None:
    """A day as the tables have it."""
    return None if day is None else day.isoformat()
