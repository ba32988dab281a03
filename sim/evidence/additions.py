"""Whether a conclusion holds if one more legal move had been made that nobody has reported."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from attrs import evolve, frozen

from sim.evidence.divided_record import Conclusion, DividedRecord, Scope, Share
from sim.evidence.independent_parts import subjects_of
from sim.evidence.reduced_records import ReducedRecord, ReducedRecords
from sim.evidence.results import Addition
from sim.model.dates import LIKELY, When
from sim.model.ids import BOTH
from sim.model.move import Extend, Move
from sim.rules.legal_moves import creating_moves, legal_moves_on
from sim.rules.registry import CREATING_MOVES

Kind = tuple[str, tuple[str, ...], str | None]
"""What an addition is: the verb, the subjects if they were there before, and who makes it."""


_ENDS: Final = ("expires", "deadline", "until", "effective")
"""The ends that an extension may move."""


@frozen
class _Point:
    """A place in a record where one more move may be made: after so many moves, on a day.

    It matters to the conclusions that count from the day `since`, or to all (None). `names` are the subjects that are
    looked at there.
    """

    after: int
    day: date
    since: date | None
    names: tuple[str, ...]

    @property
    def may_make_new(self) -> bool:
        """Whether new subjects are tried there, too."""
        return self.since is not None or not self.after


@frozen(slots=False)  # for what is worked out once and kept
class _Insertion:
    """One more move: the parts that it is about, by position, the moves of these, and what stands of them with it."""

    point: _Point
    move: Move
    parts: tuple[int, ...]
    base: ReducedRecords
    record: ReducedRecord

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """All that the move names."""
        return subjects_of(self.move)

    @cached_property
    def kind(self) -> Kind:
        """What it is."""
        is_new = type(self.move) in CREATING_MOVES
        return self.move.verb, () if is_new else self.move.subjects, self.move.by


class Additions:
    """One more move in a record: of every kind that is legal, wherever it may matter.

    What is about a subject of the record is tried at the beginning, and whenever a move has changed or named that
    subject, or a day has changed it; what makes a new one is tried at the beginning. For conclusions that count from a
    day all is tried once more after that day.
    """

    def __init__(self, record: DividedRecord, scopes: Iterable[Scope]) -> None:
        self._record, self._history, self._scopes = record, record.history, tuple(dict.fromkeys(scopes))
        self._united = dict[tuple[int, ...], ReducedRecords]()
        self._shares = dict[tuple[tuple[int, ...], Scope, str], Share]()

    def overturning(self, conclusion: Conclusion) -> Iterator[Addition]:
        """The first addition of each kind with which a conclusion that holds does not."""
        known = set[Kind]()
        for insertion in self._insertions:
            if insertion.kind not in known and self._may_overturn(insertion, conclusion):
                found = self._found(insertion, conclusion)
                if not conclusion.expectation.is_met_by(found) and insertion.record.is_consistent:
                    known.add(insertion.kind)
                    yield Addition(insertion.point.after, insertion.move, found)

    def _may_overturn(self, insertion: _Insertion, conclusion: Conclusion) -> bool:
        """Whether a move is made in time, and is about what the conclusion depends on."""
        scope, point = conclusion.scope, insertion.point
        if point.day > scope.as_of.best or point.since not in (None, scope.since and scope.since.best):
            return False
        if conclusion.figure is not None or conclusion.is_of_whole:
            return True
        return any(map(conclusion.is_about, insertion.parts)) or not conclusion.subjects.isdisjoint(insertion.subjects)

    # WHAT IS TRIED

    @cached_property
    def _insertions(self) -> tuple[_Insertion, ...]:
        """All that is tried, in the order of the record."""
        return tuple(
            insertion
            for point in sorted(self._points(), key=lambda point: (point.after, point.day))
            for move in self._moves(point)
            if (insertion := self._inserted(point, move)) is not None
        )

    def _points(self) -> Iterator[_Point]:
        """The places that are looked at; none where no day is known."""
        history, last = self._history, self._last_day
        first = history.first_day if history.moves else last
        if first == date.min:
            return
        yield _Point(0, first, None, history.start.ids)
        for number, when in enumerate(history.dates, 1):
            yield _Point(number, when.best, None, self._met_by(number))
        for day, name in history.turning_days[LIKELY]:
            if first < day <= last and name in history.states[self._count(day)].subjects:
                yield _Point(self._count(day), day, None, (name,))
        for day in {scope.since.best for scope in self._scopes if scope.since is not None}:
            after = self._count(day) + 1
            if after <= len(history.moves):
                yield _Point(after, history.dates[after - 1].best, day, history.states[after].ids)

    def _met_by(self, number: int) -> tuple[str, ...]:
        """The subjects that a move touched or names, as far as there are any of these."""
        made, touched = self._history.states[number].subjects, self._history.touched[number - 1]
        named = (name for name in subjects_of(self._history.moves[number - 1]) if name in made)
        return tuple(dict.fromkeys((*touched, *named)))

    @cached_property
    def _last_day(self) -> date:
        """The last of the days that are asked about."""
        return max((scope.as_of.best for scope in self._scopes), default=self._history.first_day)

    def _count(self, day: date) -> int:
        """The number of moves by the end of a day."""
        return len(self._history.as_of(day).numbers)

    def _moves(self, point: _Point) -> Iterator[Move]:
        """The legal moves that are tried at a place, each once."""
        state, setting = self._history.states[point.after], self._history.start.setting
        for actor in (*setting.party_ids, *(name for name, _ in setting.third_parties), None):
            on_subjects = (move for name in point.names for move in legal_moves_on(state, name, actor, point.day))
            moves = [further for move in on_subjects for further in _with_later_end(move, self._last_day)]
            if point.may_make_new:
                created = creating_moves(state, actor, point.day)
                moves += (about for move in created for about in _about_each(move, setting.issue_ids))
            yield from (move for move in moves if move.by != BOTH or actor == setting.party_ids[0])

    # WHAT COMES OF IT

    def _inserted(self, point: _Point, move: Move) -> _Insertion | None:
        """The parts that a move is about with it made; None where it would take the id of something made later."""
        made_later = self._history.states[-1].subjects
        if type(move) in CREATING_MOVES and any(name in made_later for name in move.subjects):
            return None
        parts = self._record.partition.of(subjects_of(move))
        base = self._of_parts(parts)
        with_it = base.with_one_more(move, point.after)
        return None if with_it is None else _Insertion(point, move, parts, base, with_it)

    def _found(self, insertion: _Insertion, conclusion: Conclusion) -> str:
        """What is found for a conclusion with one more move."""
        reading, record = conclusion.scope.reading, insertion.record
        if conclusion.is_of_whole:
            whole = self._record.records[self._record.whole]
            record = whole.with_one_more(insertion.move, insertion.point.after) or record
        share = conclusion.share_in(record.history(reading))
        if conclusion.figure is None:
            return str(share)
        key = insertion.parts, conclusion.scope, conclusion.expectation.key
        if key not in self._shares:
            self._shares[key] = conclusion.share_in(insertion.base.without(()).history(reading))
        return conclusion.found_from(share, self._shares[key])

    def _of_parts(self, parts: tuple[int, ...]) -> ReducedRecords:
        """The moves of some parts together."""
        if len(parts) == 1:
            return self._record.records[parts[0]]
        if parts not in self._united:
            numbers = sorted(number for part in parts for number in self._record.partition.parts[part])
            self._united[parts] = ReducedRecords(self._record.history, numbers)
        return self._united[parts]


def _with_later_end(move: Move, last: date) -> Iterator[Move]:
    """A move, and after an extension to a day that is not after the *last* one the same to the day after that."""
    yield move
    ends = [name for name in _ENDS if getattr(move, name) is not None] if isinstance(move, Extend) else []
    if any(getattr(move, name).best <= last < date.max for name in ends):
        made: Any = move
        yield evolve(made, **dict.fromkeys(ends, When.of(last + timedelta(days=1))))


def _about_each(move: Move, issues: Iterable[str]) -> Iterator[Move]:
    """A move that makes something, about each of the issues where it is about one."""
    made: Any = move
    yield from (evolve(made, issue=(issue,)) for issue in issues) if getattr(move, "issue", ()) else (move,)
