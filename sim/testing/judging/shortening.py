"""The shortest part of a log that no order explains, and why none does.

First the answers are taken away that are not needed for that, then the requests without which the law says the same.

Source: A. Zeller and R. Hildebrandt, Simplifying and isolating failure-inducing input (2002).
"""

from collections.abc import Callable, Iterable
from math import inf
from typing import Final

from attrs import field, frozen

from sim.testing.judging.log import Entry, Operation
from sim.testing.judging.misfits import TOO_LONG, Misfit, is_same, is_same_request, led_to, misfit, reasons, request_of
from sim.testing.judging.search import Found, Search
from sim.testing.judging.selection import Selection
from sim.testing.judging.states import LawStates
from sim.testing.judging.task import MUST, Placed, Task

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
        ids, keys = {id(task.entry) for task in done}, {request_of(task.entry) for task in done} - {None}
        both = enumerate(self.entries)
        return frozenset(number for number, entry in both if id(entry) in ids or request_of(entry) in keys)

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
        present, kept = self._shortest()
        misfits = self._misfits(present, kept).items()
        whys = {number: misfit.why for number, misfit in misfits} | self._effects(present, kept)
        return tuple(
            Contradiction(self.part.entries[number], whys.get(number, ""), number in kept)
            for number in sorted(present, key=lambda number: self.part.entries[number].start)
            if number in kept or isinstance(self.part.entries[number], Operation)
        )

    def _shortest(self) -> tuple[Numbers, Numbers]:
        """The fewest requests and answers; beside fewer requests it can turn out that an answer is not needed."""
        present, kept = self._concerned()
        fewest = self._fewest(present, kept)
        while True:
            kept, present = fewest, self._needed(present, fewest)
            fewest = self._fewest(present, kept)
            if fewest == kept:
                return present, kept

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
        whys = reasons(self._misfits(present, kept))
        rest = sorted(present - kept, key=lambda number: self.part.entries[number].start)
        size = len(rest)
        while size and not self.part.is_over():
            for at in range(0, len(rest), size)[::-1]:
                fewer = present.difference(rest[at : at + size])
                if self._fails(fewer, kept) and reasons(self._misfits(fewer, kept)) == whys:
                    present = fewer
                    del rest[at : at + size]
            size //= 2
        return present

    def _misfits(self, present: Numbers, kept: Numbers) -> dict[int, Misfit]:
        """What speaks against each of these answers where the others are explained."""
        return {number: self._misfit(present, kept, number) for number in kept}

    def _misfit(self, present: Numbers, kept: Numbers, number: int) -> Misfit:
        """What speaks against an answer, wherever it is put in an order of the others: in the place where most fits."""
        tasks = Selection(self.part.entries, present, kept, self.until).tasks()
        task = _task_of(self.part.entries[number], tasks)
        found = self.part.search(present, kept - {number}, self.until, _MOST)
        if found.order is None:
            return Misfit(0, task, TOO_LONG, ())
        if task.request is None:
            return misfit(self.part.states, task, _others(task, tasks, found.order))
        without = Search([each for each in tasks if each is not task], self.part.states, self.part.is_over).run(_MOST)
        if without.order is not None:
            return misfit(self.part.states, task, [placed.task for placed in without.order])
        return Misfit(0, task, self._need(task, found.order) if without.is_complete else TOO_LONG, ())

    def _need(self, task: Task, order: Iterable[Placed]) -> str:
        """What speaks against a refusal where no order explains the others unless that attempt has taken effect."""
        made = (placed for placed in order if placed.took_effect and is_same_request(placed.task.entry, task.entry))
        return f"the others need what would have come of it: {led_to(self.part.states, next(made))}"

    def _effects(self, present: Numbers, kept: Numbers) -> dict[int, str]:
        """What the requests beside these answers do, each in the first order of all but one of them where it does."""
        effects, others = dict[int, str](), present - kept
        for left_out in sorted(kept):
            if others - effects.keys():
                order = self.part.search(present, kept - {left_out}, self.until, _MOST).order or ()
                effects = self._effects_in(order, others) | effects
        return dict.fromkeys(others, _ELSE) | effects

    def _effects_in(self, order: Iterable[Placed], numbers: Numbers) -> dict[int, str]:
        """What those of these requests do that take effect in an order."""
        effects = dict[int, str]()
        for placed in order:
            for number in numbers if placed.took_effect else ():
                entry, made = self.part.entries[number], placed.task.entry
                if entry is made or is_same_request(entry, made):
                    same = "" if entry is made else f"the same request as at {made.start:g}: "
                    effects[number] = f"{same}{led_to(self.part.states, placed)}"
        return effects


def _task_of(entry: Entry, tasks: Iterable[Task]) -> Task:
    """The task that an answer makes: its own, or that of the request with several attempts."""
    own = next((task for task in tasks if task.entry is entry), None)
    return own or next(task for task in tasks if task.mode == MUST and is_same_request(task.entry, entry))


def _others(task: Task, tasks: Iterable[Task], order: Iterable[Placed]) -> list[Task]:
    """The tasks in an order that was found without the answer of one of them, as they are with it."""
    with_it = {id(each.entry): each for each in tasks}
    return [with_it[id(placed.task.entry)] for placed in order if not is_same(placed.task, task)]


_MOST: Final = 2_000
"""The situations that a search looks at to make a part shorter: few searches need more, and some would find no end."""

_ELSE: Final = "without it something else speaks against the others"
