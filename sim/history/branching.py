"""Another course of a record: some of its moves left out, others made. What this makes impossible falls as well."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from attrs import define, evolve, field, frozen

from sim.history.links import units_of
from sim.history.replay import Trace, illegal_move
from sim.model.dates import When
from sim.model.errors import IllegalMoveError, Violation
from sim.model.move import Move
from sim.rules.registry import CREATING_MOVES, named_subjects
from sim.rules.state import Negotiation
from sim.rules.verdict import Refusal, Rulings, judge


@frozen
class InvalidatedMove:
    """A move of the base record that the law refuses in a branch: its number there, and every reason.

    `caused_by` is the causal chain, nearest cause first, as numbers of the base record. Its last move was left out, or
    fell because of what happens instead; it is empty where that alone stands in the way.
    """

    number: int
    move: Move
    reasons: tuple[Violation, ...]
    caused_by: tuple[int, ...]


@frozen
class RefusedMove:
    """A move that was to happen instead and may not: its position among these (from 0), and why.

    `caused_by` is its causal chain, as for an invalidated move.
    """

    position: int
    error: IllegalMoveError
    caused_by: tuple[int, ...]


NumberedMove = tuple[int | None, Move]
"""A move of a branch, and its number in the base record; None for what happens instead."""


@define
class BranchResult:
    """The legal turns of a branch with the states around them, the invalidated moves, and the refused ones."""

    left_out: tuple[int, ...]
    turns: list[NumberedMove]
    trace: Trace
    invalidated: list[InvalidatedMove] = field(factory=list)
    refusals: list[RefusedMove] = field(factory=list)


def branch_result(
    start: Negotiation,
    base_end: Negotiation,
    turns: Iterable[NumberedMove],
    left_out: Collection[int],
    known: Mapping[int, When],
) -> BranchResult:
    """The course that the *turns* take when those of the numbers *left_out* are not made.

    *known* are the dates that the base record leaves to its moves; one that has no day of them any more falls.
    """
    everything = tuple(turns)
    interleaved = [turn for turn in everything if turn[0] not in left_out]
    taken = _Taken.by(start, interleaved, known)
    found = BranchResult(tuple(sorted(left_out)), taken.turns, taken.trace)
    blame = _Blame(start, base_end, everything, left_out, known)
    fallen: dict[int, InvalidatedMove] = {}
    for refused in taken.refused:
        if refused.number is None:
            caused_by = blame.for_own(refused) if left_out else ()
            found.refusals.append(RefusedMove(refused.own, refused.error, caused_by))
        else:
            caused_by = blame.chains.get(refused.number) or _made_by(refused, fallen)
            fallen[refused.number] = InvalidatedMove(
                refused.number, refused.error.move, refused.error.violations, caused_by
            )
    found.invalidated.extend(fallen.values())
    return found


@frozen
class _Refused:
    """A turn that the law refuses: its number (None: it is one's own, the `own`-th from 0), why, and the state then."""

    number: int | None
    own: int
    error: IllegalMoveError
    state: Negotiation


@define
class _Taken:
    """Turns put to the law one by one: those that stand, the states around them, and those that it refuses."""

    turns: list[NumberedMove]
    trace: Trace
    refused: list[_Refused] = field(factory=list)

    @classmethod
    def by(cls, start: Negotiation, turns: Iterable[NumberedMove], known: Mapping[int, When]) -> "_Taken":
        taken, own = cls([], Trace.of(start)), 0
        for number, move in turns:
            try:
                when = move.date if number is None else known[number]
                _step_on(when, taken.trace, move)
                taken.turns.append((number, move))
            except IllegalMoveError as error:
                taken.refused.append(_Refused(number, own, error, taken.trace.states[-1]))
            own += number is None
        return taken


def _step_on(when: When, trace: Trace, move: Move) -> None:
    """The state after a move of which no more than *when* is left.

    Raises: IllegalMoveError if the law refuses it then.
    """
    verdict = judged_within(when, trace.states[-1], move)
    if isinstance(verdict, Refusal):
        raise illegal_move(verdict) if verdict.move is move else IllegalMoveError(move, verdict.violations)
    trace.take(move, verdict)


def judged_within(when: When, state: Negotiation, move: Move) -> Rulings | Refusal:
    """The rulings on a move of which no more than *when* is left, or why the law refuses it."""
    if when != move.date and isinstance(refusal := judge(state, evolve(move, date=when)), Refusal):
        return refusal
    return judge(state, move)


class _Blame:
    """The moves invalidated by those left out, even if nothing happens instead.

    `chains` has the causal chain of each, by its number in the base record. Where several moves might be to blame, it
    is asked which of them, had it been made, would let the move stand.
    """

    def __init__(
        self,
        start: Negotiation,
        base_end: Negotiation,
        everything: tuple[NumberedMove, ...],
        left_out: Collection[int],
        known: Mapping[int, When],
    ) -> None:
        self._start, self._end, self._everything, self._known = start, base_end, everything, known
        self._base_moves = {number: move for number, move in everything if number is not None}
        self._left_out = frozenset(left_out)
        self._falls_without = cache(self._falls)
        self._gone = {number: self._base_moves[number] for number in left_out}
        self.chains: dict[int, tuple[int, ...]] = {}
        for refused in self._alone(self._left_out).refused if left_out else ():
            assert refused.number is not None, "nothing happens instead"
            before = {number: move for number, move in self._gone.items() if number < refused.number}
            self.chains[refused.number] = self._chain(self._cause(refused, before))
            self._gone[refused.number] = refused.error.move

    def for_own(self, refused: _Refused) -> tuple[int, ...]:
        """The causal chain of one's own refused move; empty if it is refused even where nothing is left out."""
        taken = _Taken.by(self._start, self._everything, self._known)
        if any(other.number is None and other.own == refused.own for other in taken.refused):
            return ()
        return self._chain(self._cause(refused, self._gone))

    def _alone(self, left_out: Collection[int]) -> _Taken:
        """The base record without some moves, and with none instead."""
        kept = (turn for turn in self._base_moves.items() if turn[0] not in left_out)
        return _Taken.by(self._start, kept, self._known)

    def _falls(self, left_out: frozenset[int]) -> frozenset[int | None]:
        """The numbers of the moves that the base record loses without those left out."""
        return frozenset(refused.number for refused in self._alone(left_out).refused)

    def _cause(self, refused: _Refused, gone: Mapping[int, Move]) -> int | None:
        """The move whose absence keeps this one from being made.

        It has made its subject, or else acted on it. If none has, it is any: one that bound another party to a
        commitment, say, so that this is now replaced for all.
        """
        move = refused.error.move
        for number in _makers(move, refused.state, gone):
            return number
        units = set(units_of(move, self._end))
        latest_first = sorted(gone, reverse=True)
        acting = [number for number in latest_first if units & {*units_of(gone[number], self._end)}] or latest_first
        if len(acting) > 1 and refused.number is not None:
            made = ((number, self._left_out - {self._chain(number)[-1]}) for number in acting)
            fit = (number for number, left_out in made if refused.number not in self._falls_without(left_out))
            return next(fit, acting[0])
        return next(iter(acting), None)

    def _chain(self, cause: int | None) -> tuple[int, ...]:
        return () if cause is None else (cause, *self.chains.get(cause, ()))


def _makers(move: Move, state: Negotiation, gone: Mapping[int, Move]) -> Iterator[int]:
    """The moves that are gone and would have made what the move names and nobody has made."""
    missing = {name for name in named_subjects(move) if name not in state.subjects}
    return (number for number, other in gone.items() if type(other) in CREATING_MOVES and missing & set(other.subjects))


def _made_by(refused: _Refused, fallen: Mapping[int, InvalidatedMove]) -> tuple[int, ...]:
    """The causal chain from the invalidated move that would have made its subject; empty if there is none."""
    for number in _makers(refused.error.move, refused.state, {number: fall.move for number, fall in fallen.items()}):
        return (number, *fallen[number].caused_by)
    return ()
