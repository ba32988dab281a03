"""The shortest part of a log that no order explains, and why none does.

First the answers are taken away that are not needed for that, then the requests without which the law says the same.

Source: A. Zeller and R. Hildebrandt, Simplifying and isolating failure-inducing input (2002).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Final, NamedTuple

from attrs import field, frozen

from sim.model.errors import all_of
from sim.testing.judging.log import Entry, Operation, Read, in_words
from sim.testing.judging.partitions import names_of
from sim.testing.judging.search import Found, Search
from sim.testing.judging.selection import Selection
from sim.testing.judging.states import NOWHERE, LawStates, status_in
from sim.testing.judging.task import MUST, PASSIVE, REFUSED, Placed, Task
from sim.testing.plain import named

Numbers = frozenset[int]


@frozen
class Contradiction:
    """An entry of a part that no order explains, and why: what speaks against its answer, given the others.

    `is_needed` if its answer is one of those that contradict each other; else it led to the state in which they do.
    """

    entry: Entry
    why: str
    is_needed: bool

    def __str__(self) -> str:
        return f"  {self.entry}\n      {self.why}"


@frozen
class Part:
    """The entries of a log that have to do with each other, the states that they lead to, and the time for a search."""

    entries: tuple[Entry, ...]
    states: LawStates
    is_over: Callable[[], bool]

    @property
    def all(self) -> Numbers:
        """The numbers of all its entries."""
        return frozenset(range(len(self.entries)))

    def numbers(self, tasks: Iterable[Task]) -> Numbers:
        """The numbers of the entries of these tasks, with all attempts at the same requests."""
        done = tuple(tasks)
        ids, keys = {id(task.entry) for task in done}, {_request_of(task.entry) for task in done} - {None}
        both = enumerate(self.entries)
        return frozenset(number for number, entry in both if id(entry) in ids or _request_of(entry) in keys)

    def search(self, present: Numbers, kept: Numbers, until: float = inf, most: float = inf) -> Found:
        """What comes of a search with these requests and these answers, which looks at so many situations at most."""
        return Search(Selection(self.entries, present, kept, until).tasks(), self.states, self.is_over).run(most)


@frozen
class Shortening:
    """The search for the shortest part of a log up to a time, for which a search has found no order."""

    part: Part
    found: Found
    until: float = field(init=False)
    """The time up to which the log is looked at."""

    @until.default
    def _until(self) -> float:
        """The time at which the search stood at last; no end where an answer that came later has a part in it."""
        part, reached = self.part, self.found.reached
        found = part.search(part.all, part.all, reached, max(_MOST, 2 * self.found.count))
        return reached if found.order is None and found.is_complete else inf

    def contradictions(self) -> tuple[Contradiction, ...]:
        """A part that no order explains, by the starts of its entries; as short as there was time for."""
        present, kept = self._concerned()
        kept = self._fewest(present, kept)
        present = self._needed(present, kept)
        misfits = self._misfits(present, kept).items()
        whys = {number: misfit.why for number, misfit in misfits} | self._effects(present, kept)
        return tuple(
            Contradiction(self.part.entries[number], whys.get(number, ""), number in kept)
            for number in sorted(present, key=lambda number: self.part.entries[number].start)
            if number in kept or isinstance(self.part.entries[number], Operation)
        )

    def _concerned(self) -> tuple[Numbers, Numbers]:
        """The requests and the answers up to that time; where that is enough, those with a part in the failure."""
        present = frozenset(number for number in self.part.all if self.part.entries[number].start <= self.until)
        kept = frozenset(number for number in present if self.part.entries[number].latest <= self.until)
        concerned = self.part.numbers(self.found.concerned) & present
        blamed = self.part.numbers(self.found.blamed) & kept
        tries = ((concerned, blamed), (concerned, kept & concerned), (present, blamed))
        return next((each for each in tries if self._fails(*each, most=2 * self.found.count)), (present, kept))

    def _fewest(self, present: Numbers, kept: Numbers) -> Numbers:
        """Those of the answers that no order explains, of which none can be left out; the latest are preferred."""
        for number in sorted(kept, key=lambda number: self.part.entries[number].latest):
            if number in kept and not self.part.is_over():
                kept = self._without(number, present, kept) or kept
        return kept

    def _without(self, number: int, present: Numbers, kept: Numbers) -> Numbers:
        """Those of the answers that are enough without one of them; none if some order may explain the others."""
        fewer = kept - {number}
        found = self.part.search(present, fewer, self.until, _MOST)
        if found.order is not None or not found.is_complete:
            return frozenset()
        blamed = self.part.numbers(found.blamed) & fewer
        return blamed if self._fails(present, blamed) else fewer

    def _fails(self, present: Numbers, kept: Numbers, most: int = 0) -> bool:
        """Whether it is certain that no order explains these answers to these requests."""
        found = self.part.search(present, kept, self.until, max(most, _MOST))
        return found.order is None and found.is_complete

    def _needed(self, present: Numbers, kept: Numbers) -> Numbers:
        """The requests without which something else would speak against the answers."""
        reasons = _reasons(self._misfits(present, kept))
        rest = sorted(present - kept, key=lambda number: self.part.entries[number].start)
        size = len(rest)
        while size and not self.part.is_over():
            for at in range(0, len(rest), size)[::-1]:
                fewer = present.difference(rest[at : at + size])
                if self._fails(fewer, kept) and _reasons(self._misfits(fewer, kept)) == reasons:
                    present = fewer
                    del rest[at : at + size]
            size //= 2
        return present

    def _misfits(self, present: Numbers, kept: Numbers) -> "dict[int, Misfit]":
        """What speaks against each of these answers where the others are explained."""
        return {number: self._misfit(present, kept, number) for number in kept}

    def _misfit(self, present: Numbers, kept: Numbers, number: int) -> "Misfit":
        """What speaks against an answer, wherever it is put in an order of the others: in the place where most fits."""
        found = self.part.search(present, kept - {number}, self.until, _MOST)
        task = self._task_of(number, present, kept)
        if found.order is None:
            return Misfit(0, task, _OUT_OF_TIME, ())
        others = [placed.task for placed in found.order if not _is_same(placed.task, task)]
        tries = (_first_misfit(self.part.states, order) for order in _with_it(task, others))
        misfit = max(tries, key=lambda misfit: misfit.at)
        if misfit.task is task:
            return misfit
        return misfit._replace(why=f"if so, {_short(misfit.task.entry)}: {misfit.why}")

    def _task_of(self, number: int, present: Numbers, kept: Numbers) -> Task:
        """The task that an answer makes: its own, or that of the request with several attempts."""
        entry, tasks = self.part.entries[number], Selection(self.part.entries, present, kept, self.until).tasks()
        own = (task for task in tasks if task.entry is entry)
        return next(own, None) or next(
            task for task in tasks if task.mode == MUST and _request_of(task.entry) == _request_of(entry)
        )

    def _effects(self, present: Numbers, kept: Numbers) -> dict[int, str]:
        """What the requests beside these answers do, in an order of all but one of them."""
        found = self.part.search(present, kept - {min(kept)}, self.until, _MOST)
        order = found.order or ()
        placed = {id(each.task.entry): each for each in order if each.took_effect}
        numbers = (number for number in present - kept if id(self.part.entries[number]) in placed)
        return {number: _led_to(self.part.states, placed[id(self.part.entries[number])]) for number in numbers}


class Misfit(NamedTuple):
    """The first task in an order that the law says something else to: its place, why, and what its subjects came from.

    `behind` has by their identity the entries that changed its subjects last.
    """

    at: int
    task: Task
    why: str
    behind: tuple[int, ...]


def _reasons(misfits: Mapping[int, Misfit]) -> dict[int, tuple[str, tuple[int, ...]]]:
    """The reasons without the advice that follows them, and what has led there."""
    return {number: (misfit.why.partition(";")[0], misfit.behind) for number, misfit in misfits.items()}


def _request_of(entry: Entry) -> str | None:
    return None if isinstance(entry, Read) else entry.retry


def _is_same(task: Task, other: Task) -> bool:
    """Whether both are the effect of one request, or one and the same."""
    if task.entry is other.entry:
        return True
    request = _request_of(task.entry)
    return request is not None and request == _request_of(other.entry) and REFUSED not in (task.mode, other.mode)


def _with_it(task: Task, others: Sequence[Task]) -> Iterator[list[Task]]:
    """The orders that come of putting a task where it can have happened among others."""
    for at in range(len(others) + 1):
        is_early = all(task.start <= other.end for other in others[at:])
        if is_early and all(other.start <= task.end for other in others[:at]):
            yield [*others[:at], task, *others[at:]]


def _first_misfit(states: LawStates, order: Sequence[Task]) -> Misfit:
    """The first task in an order that the law says something else to."""
    state, done, last = 0, list[Task | None](), dict[str, int]()
    for at, task in enumerate(order):
        why, after = _against(states, state, task, done)
        if why or at == len(order) - 1:
            return Misfit(at, task, why or _OUT_OF_TIME, tuple(last.get(name, 0) for name in names_of(task.entry)))
        if after != state and task.mode not in PASSIVE:
            last |= dict.fromkeys(names_of(task.entry), id(task.entry))
        state = after
        done.append(task)
    raise AssertionError("an order has a task")  # pragma: no cover


def _against(states: LawStates, state: int, task: Task, done: Sequence[Task | None]) -> tuple[str, int]:
    """What speaks against a task in a state, empty if nothing does; and the state after it."""
    if isinstance(task.entry, Read):
        is_shown = states.shows(state, task.entry)
        return "" if is_shown else _shown_instead(states, state, task.entry), state
    after = states.after(state, task.entry)
    if task.mode == MUST and after == NOWHERE:
        return f"the law refuses it: {states.refusal(state, task.entry.move)}", state
    if task.mode == REFUSED and after != NOWHERE and (task.request is None or task.request not in done):
        return f"the law lets it be made: {_standing(states, after, task.entry)}", state
    return "", state if task.mode == REFUSED or after == NOWHERE else after


def _shown_instead(states: LawStates, state: int, read: Read) -> str:
    actual = {name: status_in(states.states[state], name, read.day) for name in read.statuses}
    differing = (f"{name} is {in_words(actual[name])}" for name, seen in read.statuses.items() if seen != actual[name])
    return f"by then {all_of(differing)}"


def _led_to(states: LawStates, placed: Placed) -> str:
    assert isinstance(placed.task.entry, Operation)
    return _standing(states, placed.after, placed.task.entry)


def _standing(states: LawStates, state: int, operation: Operation) -> str:
    """How the subjects of a move stand after it."""
    move = operation.move
    statuses = {name: status_in(states.states[state], name, move.date.best) for name in move.subjects}
    return f"after it {all_of(f'{name} is {in_words(status)}' for name, status in statuses.items())}"


def _short(entry: Entry) -> str:
    """An entry without its client and its answer."""
    return "that read" if isinstance(entry, Read) else named(entry.move)


_MOST: Final = 2_000
"""The situations that a search looks at to make a part shorter: few searches need more, and some would find no end."""

_OUT_OF_TIME: Final = "the time was up before it was clear what speaks against it"
