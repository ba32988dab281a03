"""Coded events as candidates for moves: each gets its subject by a stated rule, or becomes an act or a remark.

An answer, a threat carried out or a measure eased is on the one subject that it can be on, as far as the candidates
before it tell; where there is none, or several, nothing is chosen.
"""

from collections.abc import Callable, Iterator, Mapping, Set as AbstractSet
from typing import Any, Final

from attrs import define, field, frozen

from sim.model.ids import BOTH
from sim.records.imported_case import ACT, GUESSED, READ, REMARK, ImportedRow
from sim.records.importers.events import coded_events as means
from sim.records.importers.events.coded_events import CodedEvent, Meaning, does
from sim.records.importers.events.open_subjects import TALKS, OpenSubject, OpenSubjects

Item = dict[str, Any]


@frozen
class Scheme:
    """What all events of a file share: the name of their codes, the id of their source, and their issue."""

    codes: str
    source: str
    issue: str


@define
class Candidates:
    """The candidates for the moves of one dyad, in order; it keeps what they leave open."""

    parties: tuple[str, str]
    scheme: Scheme
    open: OpenSubjects = field(factory=OpenSubjects)
    made: set[str] = field(factory=set)

    def rows(self, event: CodedEvent) -> Iterator[ImportedRow]:
        """The rows that an event becomes: one move, or an act and the threat that it carries out."""
        meaning: Meaning | None = event.meaning
        while meaning is not None:
            if event.by != BOTH or meaning.is_joint:
                rows = tuple(_MAKERS[meaning.verb](self, event, meaning))
                if rows:
                    yield from rows
                    return
            meaning = meaning.otherwise
        yield self.act(event, does(event.meaning.tone))

    def other(self, by: str) -> str:
        """The other side."""
        return self.parties[1] if by == self.parties[0] else self.parties[0]

    def new_id(self, noun: str, event: CodedEvent) -> str:
        """An id made of what it is, the code and the row; numbered where one record has several."""
        code = "".join(sign if sign.isalnum() else "-" for sign in event.code.casefold())
        name = f"{noun}-{code}-{event.row}"
        while name in self.made:
            name += "b"
        self.made.add(name)
        return name

    def item(self, event: CodedEvent, verb: str, subject: str, **fields: str) -> Item:
        """A move as an item of a scenario file."""
        is_joint = event.by == BOTH
        speaker = "" if is_joint else event.speaker
        shared = {"speaker": speaker, "source": self.scheme.source, "note": self._note(event, {*fields.values()})}
        parts = {verb: subject, "by": event.by, "date": event.date.text, **fields, **shared}
        return {key: value for key, value in parts.items() if value}

    def _note(self, event: CodedEvent, said: AbstractSet[str]) -> str:
        """The note of a candidate: its code, in words where no field of it has these, and what else the row says."""
        code = f"{self.scheme.codes} {event.code}"
        words = code if event.label in said else f"{event.label} ({code})"
        spoken = (f"by {event.speaker}",) if event.by == BOTH and event.speaker else ()
        return "; ".join((f"candidate: {words}", *spoken, *event.details, *event.problems))

    def issue(self, event: CodedEvent) -> str:
        """The issue of an event."""
        return event.issue or self.scheme.issue

    def act(self, event: CodedEvent, meaning: Meaning, reason: str = "") -> ImportedRow:
        """An act, outside the table."""
        fields = {"tone": meaning.tone, "action": event.label, "issue": self.issue(event)}
        item = self.item(event, "act", self.new_id("act", event), **fields)
        return _row(event, item, ACT, reason or "the code says no more than that it was done")


def _row(event: CodedEvent, item: Mapping[str, Any], outcome: str, reason: str = "") -> ImportedRow:
    return ImportedRow(event.row, item, outcome, "; ".join(filter(None, (reason, *event.problems))))


Made = Iterator[ImportedRow]


def _remark(candidates: Candidates, event: CodedEvent, meaning: Meaning) -> Made:
    item = candidates.item(event, "remark", candidates.issue(event), kind=meaning.kind)
    yield _row(event, item, REMARK, "the code reports words that change nothing")


def _act(candidates: Candidates, event: CodedEvent, meaning: Meaning) -> Made:
    row = candidates.act(event, meaning)
    yield row
    assert row.item is not None
    yield from _carried_out_as(candidates, event, meaning, row.item["act"])


def _carried_out_as(candidates: Candidates, event: CodedEvent, meaning: Meaning, harm: str) -> Made:
    threat = candidates.open.carried_out(event.by, meaning.harm) if meaning.harm else None
    if threat is not None:
        yield _row(event, candidates.item(event, "carry-out", threat.id, **{"as": harm}), GUESSED, _ONE_THREAT)


def _propose(candidates: Candidates, event: CodedEvent, meaning: Meaning) -> Made:
    name = candidates.new_id(meaning.kind, event)
    matter = meaning.matter if meaning.matter == means.PROCEDURE else ""
    fields = {"kind": meaning.kind, "matter": matter, "terms": event.label}
    candidates.open.propose(OpenSubject(name, event.by, meaning.matter))
    yield _row(event, candidates.item(event, "propose", name, issue=candidates.issue(event), **fields), READ)


def _accept(candidates: Candidates, event: CodedEvent, meaning: Meaning) -> Made:
    authors = candidates.parties if event.by == BOTH else (candidates.other(event.by),)
    proposal = candidates.open.accepted(authors, meaning.matter)
    if proposal is not None:
        item = {**candidates.item(event, "accept", proposal.id), "by": candidates.other(proposal.by)}
        yield _row(event, item, GUESSED, _ONE_PROPOSAL)


def _oppose(candidates: Candidates, event: CodedEvent, meaning: Meaning) -> Made:
    proposal = candidates.open.refused(candidates.other(event.by), meaning.matter)
    if proposal is not None:
        yield _row(event, candidates.item(event, "oppose", proposal.id), GUESSED, _ONE_PROPOSAL)


def _threaten(candidates: Candidates, event: CodedEvent, meaning: Meaning) -> Made:
    name = candidates.new_id("threat", event)
    candidates.open.threats.add(OpenSubject(name, event.by, meaning.harm))
    fields = {"issue": candidates.issue(event), "action": event.label}
    yield _row(event, candidates.item(event, "threaten", name, **fields), READ)


def _impose(candidates: Candidates, event: CodedEvent, meaning: Meaning) -> Made:
    threat = candidates.open.carried_out(event.by, meaning.harm)
    if threat is not None:
        candidates.open.measures.add(threat)
        yield _row(event, candidates.item(event, "carry-out", threat.id), GUESSED, _ONE_THREAT)
        return
    name = candidates.new_id("measure", event)
    candidates.open.measures.add(OpenSubject(name, event.by, meaning.harm))
    fields = {"issue": candidates.issue(event), "action": event.label}
    yield _row(event, candidates.item(event, "impose", name, **fields), READ)


def _ease(candidates: Candidates, event: CodedEvent, meaning: Meaning) -> Made:
    measure = candidates.open.measures.only((event.by,), (meaning.harm,))
    if measure is not None:
        yield _row(event, candidates.item(event, "ease", measure.id), GUESSED, _ONE_MEASURE)


def _convene(candidates: Candidates, event: CodedEvent, meaning: Meaning) -> Made:
    if not candidates.open.is_in_session:
        candidates.open.is_in_session = True
        yield _row(event, {**candidates.item(event, "convene", TALKS), "by": BOTH}, GUESSED, _ONE_FORMAT)


def _break_off(candidates: Candidates, event: CodedEvent, meaning: Meaning) -> Made:
    if candidates.open.is_in_session:
        candidates.open.is_in_session = False
        yield _row(event, candidates.item(event, "break-off", TALKS), GUESSED, _ONE_FORMAT)
        yield from _carried_out_as(candidates, event, meaning, TALKS)


_MAKERS: Final[Mapping[str, Callable[[Candidates, CodedEvent, Meaning], Made]]] = {
    means.REMARK: _remark,
    means.ACT: _act,
    means.PROPOSE: _propose,
    means.ACCEPT: _accept,
    means.OPPOSE: _oppose,
    means.THREATEN: _threaten,
    means.IMPOSE: _impose,
    means.EASE: _ease,
    means.CONVENE: _convene,
    means.BREAK_OFF: _break_off,
}
"""What makes the rows of each verb; none where there is no subject for it."""

_ONE_PROPOSAL: Final = "it is the one proposal of the other side that was open to this answer"
_ONE_THREAT: Final = "it is the one threat of this side and kind that stood"
_ONE_MEASURE: Final = "it is the one measure of this side and kind that was in place"
_ONE_FORMAT: Final = "all negotiations are taken for one format"
