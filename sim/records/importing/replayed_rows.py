"""The moves of a case replayed past what is refused: by the law, by the scales of terms, by dates, by conditions."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Final

from attrs import define, field

from sim.history.date_bounds import tighten_bounds
from sim.history.replay import Trace, ruled
from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.errors import IllegalMoveError, Violation, Where
from sim.model.move import key_of
from sim.records.importing.dependence import Causes, LeftOut, causes_of, each_once
from sim.rules.state import Negotiation
from sim.scenario.fields import FieldReader
from sim.scenario.moves_section import ParsedMove
from sim.scenario.replayed_moves import check_conditions, note_unknown_names
from sim.scenario.terms import TermReader
from sim.scenario.yaml.nodes import MappingNode

_MOST_TRIED: Final = 200
"""The most moves of a case of which each is tried to be left out."""

Reasons = list[tuple[str, str]]
"""Why a move is refused: the key of the field that is to blame (empty: the move as a whole), and a complaint."""


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
            refused = replay.unreadable_for(unreadable) | replay.in_words(attempt) | replay.contradicted
            return ReplayedRows(attempt.trace, dates, refused, replay.causes)
        replay.contradicted |= against


@define
class _Attempt:
    """A replay: the positions of the moves that stand, their trace, and why others are refused.

    `illegal` has those that the law refuses, each with the state that it met, `refused` the others with the reasons.
    """

    trace: Trace
    kept: list[int] = field(factory=list)
    refused: dict[int, Reasons] = field(factory=dict)
    illegal: dict[int, tuple[IllegalMoveError, Negotiation]] = field(factory=dict)
    left_out: LeftOut = field(factory=LeftOut)


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
        terms = TermReader(self.reader, self.start.setting)
        for position, parsed in enumerate(self.moves):
            is_tried = position != without and position not in self.unreadable and position not in self.contradicted
            if is_tried and self._is_made(attempt, terms, position):
                attempt.kept.append(position)
            else:
                attempt.left_out.note(position, parsed, attempt.trace.states[-1])
        return attempt

    def _is_made(self, attempt: _Attempt, terms: TermReader, position: int) -> bool:
        """Whether a move has been made; if it has not, why is noted."""
        parsed, trace = self.moves[position], attempt.trace
        assert parsed.move is not None, "what cannot be read is left out before"
        try:
            rulings = ruled(trace.states[-1], parsed.move)
        except IllegalMoveError as refusal:
            attempt.illegal[position] = (refusal, trace.states[-1])
            return False
        terms.check([parsed])
        if reasons := self._noted(parsed):
            attempt.refused[position] = reasons
            return False
        trace.take(parsed.move, rulings)
        return True

    def in_words(self, attempt: _Attempt) -> dict[int, Reasons]:
        """The reasons against the moves that an attempt leaves out; those that they depend on are noted."""
        causes = causes_of(attempt.illegal, attempt.left_out)
        self.causes |= causes
        reasons = {
            position: _in_words(refusal, self.moves[position], self._dependence(causes.get(position, ())))
            for position, (refusal, _) in attempt.illegal.items()
        }
        return attempt.refused | reasons

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
                names = chain.from_iterable(each.subjects for each in conditions)
                makers = attempt.left_out.makers(name for name in names if name not in end.subjects)
                causes = each_once(parsed for _, parsed in makers)
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
