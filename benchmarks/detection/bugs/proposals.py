"""Bugs of the register of proposals."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from benchmarks.detection.adapters.proposals import PROPOSALS
from benchmarks.detection.bugs.bug import Bug
from benchmarks.detection.systems.frame import Frame
from benchmarks.detection.systems.register import ProposalRegister
from benchmarks.detection.systems.register_tables import TABLES
from sim.moves import Accept, Oppose, Propose, Reject, Repudiate, Withdraw
from sim.testing.aims import NearMiss


class ResettingRegister(ProposalRegister):
    """An answer puts aside what the other party has said."""

    def answer(self, name: str, party: str, answer: str, ratifiers: Iterable[str]) -> None:
        """Put down the answer of one party, as the only one."""
        self.database.execute("UPDATE answers SET answer = NULL WHERE proposal = ?", (name,))
        super().answer(name, party, answer, ratifiers)


class ReopeningRegister(ProposalRegister):
    """What was superseded may still be answered."""

    def check_open(self, name: str, day: date) -> None:
        """Let what was superseded pass as well."""
        if self.status(name) != "superseded":
            super().check_open(name, day)


class NearsightedRegister(ProposalRegister):
    """What is accepted settles what it is linked with, and nothing beyond."""

    def linked(self, names: Sequence[str]) -> list[str]:
        """These, and what they are linked with."""
        return [*names, *(other for name in names for other in self.next_to(name))]


class LenientRegister(ProposalRegister):
    """An answer may come on the day after the last."""

    def is_expired(self, name: str, day: date) -> bool:
        """Whether the day after its last day is over."""
        return super().is_expired(name, day - timedelta(1))


class VoteRegister(ProposalRegister):
    """A vote that is lost is put down as the no of the party."""

    def vote(self, name: str, ratifier: str, vote: str) -> None:
        """Put down a vote, and a no of it as the party's."""
        super().vote(name, ratifier, vote)
        if vote == "no":
            for party, whose, _ in self.votes_on(name):
                if whose == ratifier:
                    statement = "UPDATE answers SET answer = 'no' WHERE proposal = ? AND party = ?"
                    self.database.execute(statement, (name, party))


class CaselessRegister(ProposalRegister):
    """The database takes ids that differ in case alone for one."""

    tables = TABLES.replace("id TEXT PRIMARY KEY", "id TEXT PRIMARY KEY COLLATE NOCASE")


class CountingRegister(ProposalRegister):
    """It is accepted once there are as many answers as parties that are asked, whoever gave them."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.given: dict[str, int] = {}

    def answer(self, name: str, party: str, answer: str, ratifiers: Iterable[str]) -> None:
        """Put down the answer of one party, and count it."""
        super().answer(name, party, answer, ratifiers)
        self.given[name] = self.given.get(name, 0) + 1

    def status_by_answers(self, name: str) -> str:
        """The status that follows from the number of answers."""
        status = super().status_by_answers(name)
        is_enough = self.given.get(name, 0) >= len(self.answers_to(name))
        return "accepted" if status == "provisional" and is_enough and not self.votes_on(name) else status


class GrowingRegister(ProposalRegister):
    """The counter of what is agreed counts every yes to an offer, and never goes down."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.counter = 0

    def set_status(self, name: str, status: str, day: date) -> None:
        """Bring it to a status, and count it if that is agreed."""
        is_substance = self.one("matter", name) == "substance"
        self.counter += is_substance and status == "accepted" and self.status(name) != status
        super().set_status(name, status, day)

    def agreed(self) -> int:
        """What was counted."""
        return self.counter


class PiecemealRegister(ProposalRegister):
    """A list is done one by one, as far as it goes."""

    def each(self, names: Sequence[str], act: Callable[[str], None], day: date, also: Iterable[str] = ()) -> None:
        """Do it to each by itself."""
        for name in names:
            super().each([name], act, day)
        super().each([], act, day, also)


DAY: Final = "2013-01-01"


def _offer(name: str = "a", by: str = "aland", **fields: object) -> Propose:
    return Propose(subject=name, by=by, date=DAY, issue="quota", **fields)  # type: ignore[arg-type]


BUGS: Final = (
    Bug(
        "second answer resets the first",
        "a second answer resets the first",
        PROPOSALS,
        ResettingRegister,
        (
            _offer(by="both"),
            Accept(subject="a", by="both", date=DAY),
        ),
    ),
    Bug(
        "superseded can be accepted",
        "superseded or settled can still be accepted",
        PROPOSALS,
        ReopeningRegister,
        (_offer(), _offer("b", replaces="a"), NearMiss(Accept(subject="a", by="bohus", date=DAY))),
    ),
    Bug(
        "settlement stops at the first link",
        "superseded or settled can still be accepted",
        PROPOSALS,
        NearsightedRegister,
        (
            _offer(),
            _offer("b", "bohus", counters="a"),
            _offer("c", counters="b"),
            Accept(subject="c", by="bohus", date=DAY),
        ),
    ),
    Bug(
        "answer a day late",
        "off by one day at an end, too late",
        PROPOSALS,
        LenientRegister,
        (_offer(expires=DAY), NearMiss(Accept(subject="a", by="bohus", date="2013-01-02"))),
    ),
    Bug(
        "lost vote is the party's no",
        "a vote lost counted as the party's no",
        PROPOSALS,
        VoteRegister,
        (
            _offer(),
            Accept(subject="a", by="bohus", subject_to="council", date=DAY),
            Reject(subject="a", by="council", date=DAY),
        ),
    ),
    Bug(
        "ids without case",
        "ids compared case-insensitively",
        PROPOSALS,
        CaselessRegister,
        (_offer(), _offer("A")),
    ),
    Bug(
        "answers counted, not parties",
        "a counter that counts offers",
        PROPOSALS,
        CountingRegister,
        (
            _offer(by="both"),
            Oppose(subject="a", by="aland", date=DAY),
            Accept(subject="a", by="aland", date=DAY),
        ),
    ),
    Bug(
        "agreed counted, never discounted",
        "a counter that counts offers",
        PROPOSALS,
        GrowingRegister,
        (
            _offer(),
            Accept(subject="a", by="bohus", date=DAY),
            Repudiate(subject="a", by="aland", date=DAY),
        ),
    ),
    Bug(
        "refused list half done",
        "a list act half done",
        PROPOSALS,
        PiecemealRegister,
        (_offer(), NearMiss(Withdraw(subject=("a", "b"), by="aland", date=DAY))),
    ),
)
