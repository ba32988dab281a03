"""The links between the machine and the four systems: the only part that knows both."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from attrs import field, frozen

from benchmarks.detection.systems.frame import Frame, RefusedError
from benchmarks.detection.systems.ledger import CommitmentLedger
from benchmarks.detection.systems.measures import MeasureBook
from benchmarks.detection.systems.register import ProposalRegister
from benchmarks.detection.systems.talks import Format, TalksRecord, TalksServer
from sim import Negotiation, Setting
from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.move import CarryOut, Commit, Extend, Lapse, Move, Resume, Suspend, Withdraw
from sim.moves import (
    Accept,
    Adjourn,
    AgreeToContinue,
    Breach,
    BreakOff,
    Commitment,
    Comply,
    Convene,
    Declaration,
    DeclaredMeasure,
    Ease,
    Impose,
    Leave,
    Lift,
    Measure,
    Oppose,
    Proposal,
    Propose,
    Raise,
    Ratify,
    Reject,
    Repudiate,
    Talks,
    Threaten,
)
from sim.rules.subject import Subject
from sim.testing.generator import MoveGenerator

SETTING: Final = Setting(
    parties={"aland": "Aland", "bohus": "Bohus"},
    issues={"quota": "The yearly herring quota", "ports": "Access to ports"},
    third_parties={"council": "Nordic Council", "bank": "Bank of Aland"},
    sides={"bank": "aland"},
)
FRAME: Final = Frame(("aland", "bohus"), {"council": None, "bank": "aland"}, ("quota", "ports"))


def _day(when: When | None) -> date | None:
    return None if when is None else when.best


# PROPOSALS


class RegisterAdapter:
    """Proposals in SQLite."""

    def __init__(self, make: Callable[[Frame], ProposalRegister]) -> None:
        self.register = make(FRAME)

    def apply(self, move: Move) -> None:
        """Ask the register to make it. Raises: RefusedError."""
        day, by, names = move.date.best, move.by or "", move.subjects
        match move:
            case Propose():
                self.register.propose(
                    day,
                    by,
                    move.subject,
                    move.issue,
                    matter=move.matter,
                    ratifiers=move.subject_to,
                    counters=move.counters,
                    replaces=move.replaces,
                    settles=move.settles,
                    expires=_day(move.expires),
                )
            case Oppose():
                self.register.oppose(day, by, names, move.subject_to)
            case Accept():
                self.register.accept(day, by, names, move.subject_to)
            case Ratify():
                self.register.ratify(day, by, names)
            case Reject():
                self.register.reject(day, by, names)
            case Withdraw():
                self.register.withdraw(day, by, names)
            case Repudiate():
                self.register.repudiate(day, by, names)
            case CarryOut():
                self.register.carry_out(day, by, names, move.settles)
            case Extend():
                self.register.extend(day, by, names, _day(move.expires))
            case Lapse():
                self.register.lapse(day, names)

    def state(self) -> Mapping[str, str]:
        """The status of each proposal."""
        return self.register.statuses()

    def since(self) -> Mapping[str, str]:
        """The day since which each has its status."""
        return self.register.since()

    def ends(self) -> Mapping[str, str | None]:
        """The last day on which each that is open can be answered."""
        return self.register.last_days()

    def answers(self) -> Mapping[str, Mapping[str, str]]:
        """The answers that were given."""
        told = self.register.all_answers()
        return {name: {party: _ANSWERS[each] for party, each in given.items() if each} for name, given in told.items()}

    def figures(self) -> Mapping[str, int]:
        """The number of those that are agreed."""
        return {"agreement": self.register.agreed()}

    def close(self) -> None:
        """Close the database."""
        self.register.close()


_ANSWERS: Final = {"yes": "accepted", "no": "opposed"}


def register_has(move: Move) -> bool:
    """Whether the register has a word for a move: it knows no plans, and nothing but proposals."""
    match move:
        case Propose():
            return move.kind != "plan" and len(move.subjects) == 1
        case CarryOut():
            return (move.as_, move.level, move.effective, move.until) == (None,) * 4
        case Extend():
            return (move.deadline, move.until, move.effective, move.under) == (None,) * 4
    return True


# MEASURES


class BookAdapter:
    """Measures in memory."""

    def __init__(self, make: Callable[..., MeasureBook]) -> None:
        self.book = make(FRAME, {"embargo": ("aland", date(2012, 5, 1))})
        self.day = date(2013, 1, 1)

    def today(self, day: date) -> None:
        """It is that day."""
        self.day = day

    def apply(self, move: Move) -> None:
        """Ask the book to make it. Raises: RefusedError."""
        day, by, names, book = move.date.best, move.by or "", move.subjects, self.book
        match move:
            case Threaten():
                deadline = _day(move.deadline)
                book.threaten(day, by, move.subject, move.issue, deadline=deadline, replaces=move.replaces)
            case Impose():
                effective, until = _day(move.effective), _day(move.until)
                book.impose(day, by, move.subject, move.issue, effective=effective, until=until, replaces=move.replaces)
            case CarryOut():
                book.carry_out(day, by, names, _day(move.effective), _day(move.until))
            case Raise():
                book.change_level(day, by, names, 1, _day(move.until))
            case Ease():
                book.change_level(day, by, names, -1, _day(move.until))
            case Suspend():
                book.suspend(day, by, names, _day(move.until))
            case Resume():
                book.resume(day, by, names, _day(move.until))
            case Lift():
                book.lift(day, by, names)
            case Comply():
                book.comply(day, by, names)
            case Withdraw():
                book.withdraw(day, by, names)
            case Extend():
                deadline, until, effective = _day(move.deadline), _day(move.until), _day(move.effective)
                book.extend(day, by, names, deadline=deadline, until=until, effective=effective)
            case Lapse():
                book.lapse(day, names)

    def state(self) -> Mapping[str, str]:
        """The status of each measure, as it reads today."""
        return self.book.statuses(self.day)

    def since(self) -> Mapping[str, date]:
        """The day since which each reads so."""
        return self.book.since(self.day)

    def ends(self) -> Mapping[str, date | None]:
        """The day on which that ends."""
        return self.book.ends(self.day)


def book_has(move: Move) -> bool:
    """Whether the book has a word for a move: of what is announced it knows impositions only, and no conditions."""
    match move:
        case Threaten():
            return not isinstance(move.if_, Condition) and not isinstance(move.unless, Condition) and _is_one(move)
        case Impose():
            return _is_one(move)
        case CarryOut():
            return move.as_ is None and not move.settles
        case Raise() | Ease() | Suspend() | Resume() | Lift():
            return move.effective is None
        case Extend():
            return move.expires is None and move.under is None
    return True


def _is_one(move: Move) -> bool:
    return len(move.subjects) == 1


# COMMITMENTS


class LedgerAdapter:
    """Commitments in a log of events."""

    def __init__(self, make: Callable[..., CommitmentLedger]) -> None:
        self.ledger = make(FRAME, {"pact": date(1998, 5, 1)})
        self.day = date(2013, 1, 1)

    def today(self, day: date) -> None:
        """It is that day."""
        self.day = day

    def apply(self, move: Move) -> None:
        """Ask the ledger to make it. Raises: RefusedError."""
        day, by, names, ledger = move.date.best, move.by or "", move.subjects, self.ledger
        match move:
            case Commit():
                ledger.commit(day, by, names, move.issue, effective=_day(move.effective), until=_day(move.until))
            case Suspend():
                ledger.suspend(day, by, names, _day(move.until))
            case Resume():
                ledger.resume(day, by, names)
            case Leave():
                ledger.leave(day, by, names, _day(move.effective))
            case Breach():
                ledger.breach(day, by, names)
            case CarryOut():
                ledger.fulfil(day, by, names)
            case Extend():
                ledger.extend(day, by, names, until=_day(move.until), effective=_day(move.effective))

    def state(self) -> Mapping[str, Mapping[str, str]]:
        """The status of each who is bound, as it reads today."""
        return self.ledger.statuses(self.day)

    def since(self) -> Mapping[str, Mapping[str, date]]:
        """The day since which each reads so."""
        return self.ledger.since(self.day)

    def ends(self) -> Mapping[str, Mapping[str, date | None]]:
        """The day on which that ends."""
        return self.ledger.ends(self.day)


def ledger_has(move: Move) -> bool:
    """Whether the ledger has a word for a move: it knows commitments only, and announces nothing but an exit."""
    match move:
        case Commit():
            is_linked = move.under or move.replaces or move.settles
            return not is_linked and not isinstance(move.if_, Condition) and not isinstance(move.unless, Condition)
        case Suspend() | Resume():
            return move.effective is None and (isinstance(move, Suspend) or move.until is None)
        case Leave():
            return move.effective is None or move.by != "both"
        case CarryOut():
            return (move.as_, move.level, move.effective, move.until, move.settles) == (None, None, None, None, ())
        case Extend():
            return (move.expires, move.deadline, move.under) == (None, None, None)
    return True


# TALKS


class TalksAdapter:
    """Talks over HTTP: the client of the service."""

    def __init__(self, url: str) -> None:
        self.records = url + "/records"
        self.record = f"{self.records}/{self._asked('POST', self.records)['record']}"
        self.sent = 0
        self.told: dict[str, dict[str, Any]] | None = None

    def apply(self, move: Move) -> None:
        """Post it, and post it again if no answer comes. Raises: RefusedError."""
        self.sent, self.told = self.sent + 1, None
        body: dict[str, Any] = {
            "key": str(self.sent),
            "do": move.verb,
            "by": move.by,
            "day": move.date.best.isoformat(),
            "formats": move.subjects,
        }
        if isinstance(move, AgreeToContinue):
            due = _day(move.due)
            body |= {"due": None if due is None else due.isoformat(), "place": move.place}
        try:
            self._asked("POST", f"{self.record}/acts", body)
        except ConnectionError:
            self._asked("POST", f"{self.record}/acts", body)

    def state(self) -> Mapping[str, str]:
        """The status of the talks in each format."""
        return self._told("status")

    def since(self) -> Mapping[str, str | None]:
        """The day since which each has its status."""
        return self._told("since")

    def ends(self) -> Mapping[str, str | None]:
        """The day for which each that is scheduled is due."""
        statuses, due = self._told("status"), self._told("due")
        return {name: due[name] for name, status in statuses.items() if status == "scheduled"}

    def _told(self, field: str) -> dict[str, Any]:
        """What the service tells of each format under a name."""
        if self.told is None:
            self.told = self._asked("GET", self.record)
        return {name: talks[field] for name, talks in self.told.items()}

    def close(self) -> None:
        """Drop the record."""
        self._asked("DELETE", self.record)

    @staticmethod
    def _asked(method: str, url: str, body: Mapping[str, Any] | None = None) -> Any:
        """The answer to a request. Raises: RefusedError, or ConnectionError where none comes."""
        request = Request(url, None if body is None else json.dumps(body).encode(), method=method)  # noqa: S310 - ours
        try:
            with urlopen(request, timeout=10) as answer:  # noqa: S310 - ours
                return json.load(answer)
        except HTTPError as error:
            raise RefusedError(json.load(error)["because"]) from None


def talks_have(move: Move) -> bool:
    """Whether the service has a word for a move: it settles nothing, and suspends at once."""
    match move:
        case Convene() | Adjourn():
            return not move.settles
        case Suspend():
            return move.until is None and move.effective is None
    return True


# THE FOUR


@frozen
class System:
    """A system under test: its start in negsim's terms, the moves for which it has a word, and how it is reached.

    `sound` is its class; an `adapter` is made for that, or for a class that has a bug.
    """

    name: str
    start: Negotiation
    kind: type[Subject]
    sound: type
    adapter: Callable[[Any], Any]
    has: Callable[[Move], bool]
    generator: MoveGenerator = field(init=False)

    @generator.default
    def _(self) -> MoveGenerator:
        return MoveGenerator(self.start, kinds=(self.kind,))

    def supports(self, move: Move) -> bool:
        """Whether it has a word for a move: none of the systems asks for whose sake it is made, or who reports it."""
        return not move.over and not move.source and self.has(move)


@cache
def _served(record: type[TalksRecord]) -> TalksServer:
    """The server of such records; kept for the whole run."""
    formats = {"ministers": Format(), "experts": Format("scheduled", None, True, "2013-04-01", "Mariehamn")}
    return TalksServer(lambda: record(FRAME, formats))


PROPOSALS: Final = System(
    "proposals", Negotiation.begin(SETTING), Proposal, ProposalRegister, RegisterAdapter, register_has
)
MEASURES: Final = System(
    "measures",
    Negotiation.begin(SETTING, (Measure.declared(DeclaredMeasure(subject="embargo", by="aland", since="2012-05-01")),)),
    Measure,
    MeasureBook,
    BookAdapter,
    book_has,
)
COMMITMENTS: Final = System(
    "commitments",
    Negotiation.begin(SETTING, (Commitment.declared(Declaration("pact", since="1998-05-01"), SETTING.party_ids),)),
    Commitment,
    CommitmentLedger,
    LedgerAdapter,
    ledger_has,
)
TALKS: Final = System(
    "talks",
    Negotiation.begin(
        SETTING,
        (
            Talks.declared("ministers"),
            Talks.declared("experts", status="scheduled", due="2013-04-01", place="Mariehamn"),
        ),
    ),
    Talks,
    TalksRecord,
    lambda record: TalksAdapter(_served(record).url),
    talks_have,
)
SYSTEMS: Final = (PROPOSALS, MEASURES, COMMITMENTS, TALKS)
