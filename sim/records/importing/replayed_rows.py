"""The moves of a case replayed past what is refused: by the law, by the scales of terms, by dates, by conditions."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from attrs import define, field

from sim.history.date_bounds import tighten_bounds
from sim.history.replay import Trace, ruled
from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.errors import IllegalMoveError, Violation
from sim.model.move import key_of
from sim.rules.registry import CREATING_MOVES, named_subjects
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Remark
from sim.scenario.fields import FieldReader
from sim.scenario.moves_section import ParsedMove
from sim.scenario.replayed_moves import check_conditions
from sim.scenario.terms import TermReader

Reasons = list[tuple[str, str]]
"""Why a move is refused: the key of the field that is to blame (empty: the move as a whole), and a complaint."""


@define
class ReplayedRows:
    """The moves of a case that stand: their trace and dates; and the reasons against the others, by position."""

    trace: Trace
    dates: tuple[When, ...]
    refused: dict[int, Reasons]


def replayed_rows(
    reader: FieldReader, start: Negotiation, moves: Sequence[ParsedMove], unreadable: Iterable[int]
) -> ReplayedRows:
    """The *moves* replayed, those left out that are *unreadable* (positions) or refused for any reason.

    A move that contradicts the dates of others is left out, of as few as possible, and all are replayed anew.
    """
    replay = _Replay(reader, start, moves, frozenset(unreadable))
    while True:
        attempt = replay.attempt()
        dates, faults = tighten_bounds(attempt.trace)
        untimely = {attempt.kept[number - 1]: [("date", reason)] for number, reason in faults}
        against = untimely or replay.impossible(attempt)
        if not against:
            return ReplayedRows(attempt.trace, dates, attempt.refused | replay.contradicted)
        replay.contradicted |= against


@define
class _Attempt:
    """A replay: the positions of the moves that stand, their trace, and why others are refused.

    `lost` has the subjects on which moves that are left out would have acted, each with the first of these.
    """

    trace: Trace
    kept: list[int] = field(factory=list)
    refused: dict[int, Reasons] = field(factory=dict)
    lost: dict[str, ParsedMove] = field(factory=dict)


@define
class _Replay:
    """Replays the moves of a case; `contradicted` are those left out for what stands in others, with the reasons."""

    reader: FieldReader
    start: Negotiation
    moves: Sequence[ParsedMove]
    unreadable: frozenset[int]
    contradicted: dict[int, Reasons] = field(factory=dict)

    def attempt(self) -> _Attempt:
        """A replay of all moves that may stand, past those that the law or the scales of terms refuse."""
        attempt = _Attempt(Trace.of(self.start))
        terms, lost = TermReader(self.reader, self.start.setting), attempt.lost
        for position, parsed in enumerate(self.moves):
            if position in self.unreadable or position in self.contradicted:
                _note_lost(lost, parsed, parsed, attempt.trace.states[-1])
                continue
            reasons, cause = self._refusal(attempt.trace, terms, parsed, lost)
            if reasons:
                attempt.refused[position] = reasons
                _note_lost(lost, parsed, cause or parsed, attempt.trace.states[-1])
            else:
                attempt.kept.append(position)
        return attempt

    def _refusal(
        self, trace: Trace, terms: TermReader, parsed: ParsedMove, lost: Mapping[str, ParsedMove]
    ) -> tuple[Reasons, ParsedMove | None]:
        """Why a move is refused, and the one left out that it depends on; no reasons if it has been made."""
        assert parsed.move is not None, "what cannot be read is left out before"
        try:
            rulings = ruled(trace.states[-1], parsed.move)
        except IllegalMoveError as refusal:
            cause = _cause(refusal, lost)
            return _in_words(refusal, parsed, cause), cause
        terms.check([parsed])
        reasons = self._noted(parsed)
        if not reasons:
            trace.take(parsed.move, rulings)
        return reasons, None

    def impossible(self, attempt: _Attempt) -> dict[int, Reasons]:
        """The moves that stand whose conditions can never be met, with the reasons."""
        end, reasons = attempt.trace.states[-1], {}
        for position in attempt.kept:
            parsed = self.moves[position]
            conditions = [value for value in parsed.fields.values() if isinstance(value, Condition)]
            if conditions:
                check_conditions(self.reader, [parsed], end, {}, ())
                cause = _lost_of(attempt.lost, chain.from_iterable(each.subjects for each in conditions))
                reasons[position] = [(key, f"{words}{_dependence(cause)}") for key, words in self._noted(parsed)]
        return {position: noted for position, noted in reasons.items() if noted}

    def _noted(self, parsed: ParsedMove) -> Reasons:
        """The faults that have just been noted on a move, by key; they are taken off the list."""
        keys = ("", *parsed.node.keys)
        reasons = [(keys[fault.where.column], fault.words) for fault in self.reader.faults.noted]
        self.reader.faults.noted.clear()
        return reasons


def _note_lost(lost: dict[str, ParsedMove], parsed: ParsedMove, cause: ParsedMove, state: Negotiation) -> None:
    """Note on which subjects a move that is left out would have acted; not one that it would have made anew."""
    makes = parsed.move is not None and type(parsed.move) in CREATING_MOVES
    for name in parsed.subjects if parsed.verb != Remark.verb else ():
        if not (makes and name in state.subjects):
            lost.setdefault(name, cause)


def _lost_of(lost: Mapping[str, ParsedMove], names: Iterable[str]) -> ParsedMove | None:
    """The move that is left out, of those on the subjects of these names; None if there is none."""
    return next((lost[name] for name in names if name in lost), None)


def _cause(refusal: IllegalMoveError, lost: Mapping[str, ParsedMove]) -> ParsedMove | None:
    """The move left out on which the refused one depends, as it names the same subject; None if there is none."""
    blamed = {violation.value for violation in refusal.violations if violation.value}
    return _lost_of(lost, (name for name in named_subjects(refusal.move) if not blamed or name in blamed))


def _dependence(cause: ParsedMove | None) -> str:
    """The end of a complaint about a move that depends on one that is left out; empty if it depends on none."""
    if cause is None:
        return ""
    row = f"row {cause.node.line:,}"
    return f"; it depends on {cause.label} in {row}, which is left out; correct {row} first"


def _in_words(refusal: IllegalMoveError, parsed: ParsedMove, cause: ParsedMove | None) -> Reasons:
    """The complaints about a refused move, by key: with what it depends on, or what its maker could do instead."""
    if cause is not None:
        why = "; ".join(violation.reason for violation in refusal.violations)
        return [(_key(refusal.violations[0], parsed), f"{why}{_dependence(cause)}")]
    apart = [violation for violation in refusal.violations if _key(violation, parsed)]
    whole = tuple(violation for violation in refusal.violations if not _key(violation, parsed))
    reasons = [(_key(violation, parsed), violation.reason) for violation in apart]
    if whole:
        reasons.append(("", IllegalMoveError(refusal.move, whole, refusal.alternatives).sentence))
    return reasons


def _key(violation: Violation, parsed: ParsedMove) -> str:
    """The key of the field that a violation blames; empty for the move as a whole."""
    if violation.field is None:
        return ""
    key = parsed.verb if violation.field == "subject" else key_of(violation.field)
    return key if key in parsed.node.values else ""
