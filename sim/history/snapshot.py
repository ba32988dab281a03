"""A record as of some moment: the moves that count, the state they lead to, and how it differs from another."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain

from attrs import field, frozen

from sim.history.conditions_met import conditions_met
from sim.history.diff import Change, changes
from sim.history.replay import Trace
from sim.history.running_conditions import RunningConditions
from sim.history.status_on_day import StatusOnDay, statuses_on_day
from sim.history.triggers import Triggers, conditions_of
from sim.model.dates import NO_DAY, READINGS, When
from sim.model.errors import UnknownNameError, did_you_mean
from sim.model.move import Move
from sim.model.notebook import ShownInNotebooks
from sim.rules.lifecycle import Tone
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.verdict import Effect, tone_of


@frozen
class Step:
    """One move of a record: its number in the record (from 1), its date after tightening, and what it did."""

    number: int
    move: Move
    when: When
    effects: tuple[Effect, ...]

    @property
    def tone(self) -> Tone:
        """Its tone: the strongest of its effects."""
        return tone_of(self.effects)


@frozen(slots=False)  # for what is worked out once and kept
class Record:
    """A legal record: where it starts, its moves, their dates after tightening, and what they do.

    `states` are those after 0, 1, 2 … moves, `effects` those of each move, and `touched` has the ids of the subjects
    that each move made or acted on.
    """

    start: Negotiation
    moves: tuple[Move, ...]
    dates: tuple[When, ...]
    states: tuple[Negotiation, ...]
    effects: Sequence[tuple[Effect, ...]] = field(eq=False)  # these follow from the others
    touched: tuple[tuple[str, ...], ...] = field(eq=False)

    @property
    def first_day(self) -> date:
        """The best date of the first move; `NO_DAY` if there is no move."""
        return self.dates[0].best if self.dates else NO_DAY

    @property
    def last_day(self) -> date | None:
        """The best date of the last move; None if there is no move."""
        return self.dates[-1].best if self.dates else None

    @cached_property
    def turning_days(self) -> dict[str, tuple[tuple[date, str], ...]]:
        """By reading: the days on which subjects may come to read otherwise though nobody moves, each with its subject.

        In order; some days may be of ends that were put off later.
        """
        return {reading: tuple(sorted(self._turning(reading))) for reading in READINGS}

    def _turning(self, reading: str) -> set[tuple[date, str]]:
        after = zip(self.touched, self.states[1:], strict=True)
        moved = ((name, state.subjects[name]) for touched, state in after for name in touched)
        declared = self.start.subjects.items()
        return {(day, name) for name, subject in chain(declared, moved) for day in subject.turning_days(reading)}

    @cached_property
    def threats_on(self) -> dict[str, tuple[str, ...]]:
        """The threats that have a condition on the record, by the subjects that it names."""
        found = defaultdict[str, dict[str, None]](dict)
        for move in self.moves:
            for condition in conditions_of(move):
                for name in condition.subjects:
                    found[name][move.subject] = None
        return {name: tuple(threats) for name, threats in found.items()}

    def conditions_met(self, reading: str) -> RunningConditions:
        """What comes of the threats in the whole of it under a reading; worked out once, and not to be written to."""
        if reading not in self._conditions_met:
            self._conditions_met[reading] = conditions_met(self, reading)
        return self._conditions_met[reading]

    @cached_property
    def _conditions_met(self) -> dict[str, RunningConditions]:
        return {}


@frozen
class Explanation:
    """The provenance of a subject's status: the subject, how it was declared (None: it was made), and its moves.

    The moves made and changed it, oldest first; `brought_about` is the move that triggered or discharged it, with the
    word for that.
    """

    subject: Subject
    declared: Subject | None
    steps: tuple[Step, ...]
    brought_about: tuple[Step, str] | None = None


@frozen(slots=False)  # for what is worked out once and kept
class Snapshot(ShownInNotebooks):
    """A record as of a day (None: it has no move) under a reading: the numbers of the moves that count."""

    history: Record
    day: date | None
    reading: str
    numbers: Sequence[int] = field(eq=tuple)

    @property
    def read_on(self) -> date:
        """The day on which statuses are read; before the first move that of the first move."""
        return self.day or self.history.first_day

    @cached_property
    def numbered(self) -> dict[int, int]:
        """The numbers of the moves that count, by the identity of each; not to be written to."""
        return {id(self.history.moves[number - 1]): number for number in self.numbers}

    @cached_property
    def state(self) -> Negotiation:
        """The state that these moves lead to."""
        return self._trace.states[-1]

    @cached_property
    def _trace(self) -> Trace:
        """The replay of the moves that count after those that are the first ones of the record."""
        moves = (self.history.moves[number - 1] for number in self.numbers[self._shared :])
        return Trace.of(self.history.states[self._shared], moves)

    @cached_property
    def counted(self) -> Record:
        """The moves that count, as a record of their own."""
        if len(self.numbers) == len(self.history.moves) == self._shared:
            return self.history
        return Record(
            self.history.start,
            tuple(self.history.moves[number - 1] for number in self.numbers),
            tuple(self.history.dates[number - 1] for number in self.numbers),
            tuple(self.states()),
            tuple(map(self._effects, self.numbers)),
            tuple(map(self.touched, self.numbers)),
        )

    def states(self) -> Iterator[Negotiation]:
        """The state before the first of these moves, and after each."""
        yield from self.history.states[: self._shared]
        yield from self._trace.states

    def steps(self, among: Iterable[int] | None = None) -> Iterator[Step]:
        """The moves that count (or those *among* them), in order, each with what it did."""
        return iter(self._steps) if among is None else map(self._step, among)

    @cached_property
    def _steps(self) -> tuple[Step, ...]:
        return tuple(map(self._step, self.numbers))

    def _step(self, number: int) -> Step:
        return Step(number, self.history.moves[number - 1], self.history.dates[number - 1], self._effects(number))

    def _effects(self, number: int) -> tuple[Effect, ...]:
        """The effects of a move that counts."""
        if number <= self._shared:
            return self.history.effects[number - 1]
        return self._trace.effects(bisect_left(self.numbers, number) - self._shared)

    def touched(self, number: int) -> tuple[str, ...]:
        """The ids of the subjects that a move that counts made or acted on."""
        if number <= self._shared:
            return self.history.touched[number - 1]
        return self._trace.touched(bisect_left(self.numbers, number) - self._shared)

    def since(self, earlier: "Snapshot | None") -> tuple[Step, ...]:
        """The moves that count here and do not in an earlier view (None: all), in order."""
        if earlier is None:
            return self._steps
        known = set(earlier.numbers)
        return tuple(self.steps(number for number in self.numbers if number not in known))

    def why(self, subject: str) -> "Explanation":
        """The explanation of a subject's status. Raises: UnknownNameError if nobody has made the subject by then."""
        found = self.state.subjects.get(subject)
        if found is None:
            raise UnknownNameError(self._unknown(subject))
        numbers = [number for number in self.numbers if subject in self.touched(number)]
        declared = self.history.start.subjects.get(subject)
        return Explanation(found, declared, tuple(self.steps(numbers)), self._brought_about(found))

    def _brought_about(self, subject: Subject) -> tuple[Step, str] | None:
        """The move that has brought about how a subject reads, where it is not its status."""
        for status in self.statuses_of(subject).values():
            for brought in self.steps(status.moves):
                return brought, status.words[-1]
        return None

    def difference(self, other: "Snapshot") -> tuple[Change, ...]:
        """The changes of status from here to there, in the order in which moves reach the subjects.

        Where the two share moves, only these subjects are compared: those of the other moves, those that a day turns
        meanwhile, and the threats with a condition on one of these.
        """
        names = dict.fromkeys(self._unshared(other))
        threats = (view.history.threats_on.get(name, ()) for view in (self, other) for name in names)
        return tuple(changes(dict.fromkeys(chain(names, *threats)), self.statuses, other.statuses))

    @cached_property
    def triggers(self) -> Triggers:
        """The verdicts on the conditions of threats."""
        return Triggers(self)

    def statuses(self, name: str) -> tuple[Subject | None, dict[str, StatusOnDay]]:
        """A subject by its id (None: not made by then), and its status: under the empty name, or for each party."""
        subject = self.state.subjects.get(name)
        return subject, {} if subject is None else self.statuses_of(subject)

    def statuses_of(self, subject: Subject) -> dict[str, StatusOnDay]:
        """The status of a subject as it reads then: under the empty name, or for each party."""
        return statuses_on_day(subject, self.read_on, self.reading, self.triggers)

    def _unshared(self, other: "Snapshot") -> Iterator[str]:
        """The ids of the subjects that may stand otherwise there."""
        start, other_start = self.history.start, other.history.start
        if self.reading != other.reading or (start is not other_start and start != other_start):
            yield from chain(self.state.ids, other.state.ids)
            return
        shared = _common(self, other)
        for view in (self, other):
            for number in view.numbers[shared:]:
                yield from view.touched(number)
        first, last = sorted((self.read_on, other.read_on))
        for view in (self, other):
            turning = view.history.turning_days[view.reading]
            begin, end = (bisect_right(turning, day, key=lambda turn: turn[0]) for day in (first, last))
            yield from (name for _, name in turning[begin:end])

    @cached_property
    def _shared(self) -> int:
        """The number of moves, from the first of the record, that count without a gap."""
        if not self.numbers or self.numbers[-1] == len(self.numbers):
            return len(self.numbers)
        return next(position for position, number in enumerate(self.numbers) if number != position + 1)

    def _unknown(self, subject: str) -> str:
        later = self.history.states[-1].subjects.get(subject)
        if later is not None and later.moves:
            number = next(n for n, move in enumerate(self.history.moves, 1) if move is later.moves[0])
            return f"nobody has made {subject!r} by then; it is made by move #{number}"
        return f"nobody makes {subject!r} at all{did_you_mean(subject, self.state.ids)}"


def _common(one: Snapshot, other: Snapshot) -> int:
    """The number of moves that two views have in common before they part."""
    if one.history is other.history and isinstance(one.numbers, range) and isinstance(other.numbers, range):
        return min(len(one.numbers), len(other.numbers))
    pairs = zip(one.numbers, other.numbers, strict=False)
    moves, others = one.history.moves, other.history.moves
    return next(
        (position for position, (mine, yours) in enumerate(pairs) if moves[mine - 1] != others[yours - 1]),
        min(len(one.numbers), len(other.numbers)),
    )
