"""The moves of a case replayed past what is refused: by the law, by the scales of terms, by dates, by conditions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

from attrs import define, field

from sim.history.date_bounds import tighten_bounds
from sim.history.replay import Trace, ruled
from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.errors import IllegalMoveError, Violation, Where
from sim.model.move import key_of
from sim.rules.registry import CREATING_MOVES, named_subjects
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Remark
from sim.scenario.fields import FieldReader
from sim.scenario.moves_section import ParsedMove
from sim.scenario.replayed_moves import check_conditions, note_unknown_names
from sim.scenario.terms import TermReader
from sim.scenario.yaml.nodes import MappingNode

_MOST_TRIED: Final = 200
"""The most moves of a case of which each is tried to be left out."""

Reasons = list[tuple[str, str]]
"""Why a move is refused: the key of the field that is to blame (empty: the move as a whole), and a complaint."""

Causes = tuple[ParsedMove, ...]
"""The moves that are left out on which another depends, those of its first subject first."""


@define
class ReplayedRows:
    """The moves of a case that stand: their trace and dates; and the reasons against all the others, by position.

    `causes` has, of those that depend on others that are left out, which these are.
    """

    trace: Trace
    dates: tuple[When, ...]
    refused: dict[int, Reasons]
    causes: dict[int, Causes] = field(factory=dict)


def replayed_rows(
    reader: FieldReader,
    start: Negotiation,
    moves: Sequence[ParsedMove],
    unreadable: Mapping[int, Reasons],
    elsewhere: Collection[str] = (),
) -> ReplayedRows:
    """The *moves* replayed, those left out that are *unreadable*, with the reasons, or refused for any reason.

    Of those that are unreadable the names that nobody has declared are further reasons.

    A move that contradicts the dates of others is left out, of as few as possible, and all are replayed anew. A
    condition may name a subject that is made *elsewhere*, as in a branch.
    """
    replay = _Replay(reader, start, moves, frozenset(unreadable), elsewhere)
    while True:
        attempt = replay.attempt()
        dates, faults = tighten_bounds(attempt.trace)
        untimely = {attempt.kept[number - 1]: [("date", reason)] for number, reason in faults}
        against = replay.fewest(attempt, untimely) or replay.impossible(attempt)
        if not against:
            refused = replay.unreadable_for(unreadable) | attempt.refused | replay.contradicted
            return ReplayedRows(attempt.trace, dates, refused, attempt.causes | replay.causes)
        replay.contradicted |= against


@define
class _Attempt:
    """A replay: the positions of the moves that stand, their trace, and why others are refused.

    `lost` has the subjects on which moves that are left out would have acted, each with the first of these.
    """

    trace: Trace
    kept: list[int] = field(factory=list)
    refused: dict[int, Reasons] = field(factory=dict)
    causes: dict[int, Causes] = field(factory=dict)
    lost: dict[str, ParsedMove] = field(factory=dict)


@define
class _Replay:
    """Replays the moves of a case; `contradicted` are those left out for what stands in others, with the reasons.

    `causes` has, of these, the moves left out that they depend on.
    """

    reader: FieldReader
    start: Negotiation
    moves: Sequence[ParsedMove]
    unreadable: frozenset[int]
    elsewhere: Collection[str]
    contradicted: dict[int, Reasons] = field(factory=dict)
    causes: dict[int, Causes] = field(factory=dict)

    def attempt(self, without: int | None = None) -> _Attempt:
        """A replay of all moves that may stand, past those that the law or the scales of terms refuse.

        One more may be left out, *without* which it is tried.
        """
        attempt = _Attempt(Trace.of(self.start))
        terms, lost = TermReader(self.reader, self.start.setting), attempt.lost
        for position, parsed in enumerate(self.moves):
            if position == without or position in self.unreadable or position in self.contradicted:
                _note_lost(lost, parsed, parsed, attempt.trace.states[-1])
                continue
            reasons, causes = self._refusal(attempt.trace, terms, parsed, lost)
            if reasons:
                attempt.refused[position] = reasons
                if causes:
                    attempt.causes[position] = causes
                _note_lost(lost, parsed, next(iter(causes), parsed), attempt.trace.states[-1])
            else:
                attempt.kept.append(position)
        return attempt

    def _refusal(
        self, trace: Trace, terms: TermReader, parsed: ParsedMove, lost: Mapping[str, ParsedMove]
    ) -> tuple[Reasons, Causes]:
        """Why a move is refused, and those left out that it depends on; no reasons if it has been made."""
        assert parsed.move is not None, "what cannot be read is left out before"
        try:
            rulings = ruled(trace.states[-1], parsed.move)
        except IllegalMoveError as refusal:
            causes = _causes(refusal, lost)
            return _in_words(refusal, parsed, self._dependence(causes)), causes
        terms.check([parsed])
        reasons = self._noted(parsed)
        if not reasons:
            trace.take(parsed.move, rulings)
        return reasons, ()

    def unreadable_for(self, unreadable: Mapping[int, Reasons]) -> dict[int, Reasons]:
        """The moves that cannot be read, with the reasons and the names in what can that nobody has declared."""
        reasons = dict[int, Reasons]()
        for position, noted in unreadable.items():
            note_unknown_names(self.reader, self.start.setting, self.moves[position])
            reasons[position] = [
                *noted,
                *(reason for reason in self._noted(self.moves[position]) if reason not in noted),
            ]
        return reasons

    def fewest(self, attempt: _Attempt, untimely: dict[int, Reasons]) -> dict[int, Reasons]:
        """The moves to leave out for their dates: the *untimely* ones, or another if fewer are lost with it.

        That is looked for where a single move is untimely, others depend on it, and the case is not large.
        """
        if len(untimely) != 1 or len(self.moves) > _MOST_TRIED:
            return untimely
        ((blamed, reasons),) = untimely.items()
        best, most = blamed, len(self.attempt(blamed).kept)
        for other in attempt.kept if most < len(attempt.kept) - 1 else ():
            trial = self.attempt(other)
            if len(trial.kept) > most and not tighten_bounds(trial.trace)[1]:
                best, most = other, len(trial.kept)
        if best == blamed:
            return untimely
        parsed = self.moves[blamed]
        why = f"it contradicts {parsed.label} (row {parsed.node.line:,}), on which others depend"
        return {best: [(key, f"{why}: {words}") for key, words in reasons]}

    def impossible(self, attempt: _Attempt) -> dict[int, Reasons]:
        """The moves that stand whose conditions can never be met, with the reasons."""
        end, reasons = attempt.trace.states[-1], {}
        for position in attempt.kept:
            parsed = self.moves[position]
            conditions = [value for value in parsed.fields.values() if isinstance(value, Condition)]
            if conditions:
                check_conditions(self.reader, [parsed], end, {}, self.elsewhere)
                causes = _lost_of(attempt.lost, chain.from_iterable(each.subjects for each in conditions))
                reasons[position] = [(key, f"{words}{self._dependence(causes)}") for key, words in self._noted(parsed)]
                if causes and reasons[position]:
                    self.causes[position] = causes
        return {position: noted for position, noted in reasons.items() if noted}

    def _noted(self, parsed: ParsedMove) -> Reasons:
        """The faults that have just been noted on a move, by key; they are taken off the list."""
        reasons = [(key_at(parsed.node, fault.where), fault.words) for fault in self.reader.faults.noted]
        self.reader.faults.noted.clear()
        return reasons

    def _dependence(self, causes: Causes) -> str:
        """The end of a complaint about a move that depends on others that are left out; empty if it depends on none."""
        if not causes:
            return ""
        place = f"{self.reader.faults.place.unit} {causes[0].node.line:,}"
        return f"; it depends on {causes[0].label} in {place}, which is left out; correct {place} first"


def key_at(node: MappingNode, where: Where) -> str:
    """The key of a move under which a place is; empty for the move as a whole."""
    keys = [key for key, scalar in node.keys.items() if (scalar.line, scalar.column) <= (where.line, where.column)]
    return keys[-1] if keys else ""


def _note_lost(lost: dict[str, ParsedMove], parsed: ParsedMove, cause: ParsedMove, state: Negotiation) -> None:
    """Note on which subjects a move that is left out would have acted; not one that it would have made anew."""
    makes = parsed.move is not None and type(parsed.move) in CREATING_MOVES
    for name in parsed.subjects if parsed.verb != Remark.verb else ():
        if not (makes and name in state.subjects):
            lost.setdefault(name, cause)


def _lost_of(lost: Mapping[str, ParsedMove], names: Iterable[str]) -> Causes:
    """The moves that are left out, of those on the subjects of these names."""
    found = {id(lost[name]): lost[name] for name in names if name in lost}
    return tuple(found.values())


def _causes(refusal: IllegalMoveError, lost: Mapping[str, ParsedMove]) -> Causes:
    """The moves left out on which the refused one depends, as it names the same subjects."""
    blamed = {violation.value for violation in refusal.violations if violation.value}
    return _lost_of(lost, (name for name in named_subjects(refusal.move) if not blamed or name in blamed))


def _in_words(refusal: IllegalMoveError, parsed: ParsedMove, dependence: str) -> Reasons:
    """The complaints about a refused move, by key: with what it depends on, or what its maker could do instead."""
    if dependence:
        why = "; ".join(violation.reason for violation in refusal.violations)
        return [(_key(refusal.violations[0], parsed), f"{why}{dependence}")]
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
