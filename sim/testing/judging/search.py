"""The search for a legal order of what clients did at the same time.

Each task takes effect at one point between its start and its end. The search goes through starts and ends as they came;
at an end it lets happen what has to happen by then, after what else may have happened before it, and it goes back where
that leads nowhere. Then it knows the subjects that this hangs on, and passes over what differs in others only.

Source: J. Wing and C. Gong, Testing and verifying concurrent objects (1993); G. Lowe, Testing for linearizability
(2017), on deciding at the ends; P. Prosser, Hybrid algorithms for the constraint satisfaction problem (1993), on going
back to what a failure hangs on.
"""

from collections.abc import Callable, Sequence
from math import inf, isfinite
from typing import Final

from attrs import define, frozen

from sim.testing.judging.failures import Failure, Failures, Path, Situation
from sim.testing.judging.log import Operation, Read
from sim.testing.judging.states import NOWHERE, LawStates
from sim.testing.judging.subjects import Bits, Subjects, numbers_in
from sim.testing.judging.task import ASKED, MAY, MUST, PASSIVE, REFUSED, Placed, Task


@frozen
class Found:
    """What a search has come to: the order, or None; the time up to which there is one; whether it tried everything.

    `count` situations were looked at. Where there is no order, `concerned` are the tasks with a part in that, and
    `blamed` those that were in the way.
    """

    order: tuple[Placed, ...] | None
    count: int
    reached: float = inf
    is_complete: bool = True
    concerned: tuple[Task, ...] = ()
    blamed: tuple[Task, ...] = ()


@define
class Branch:
    """A situation with the tasks left to try, the one that was tried last, and why nothing has followed so far."""

    at: Situation
    left: list[int]
    failure: Failure
    tried: int = -1


class Search:
    """A search for an order of some tasks; `is_over` says when its time is up."""

    def __init__(self, tasks: Sequence[Task], states: LawStates, is_over: Callable[[], bool] = lambda: False) -> None:
        self.tasks, self._states, self._is_over = tasks, states, is_over
        starts = [(task.start, 0, number) for number, task in enumerate(tasks)]
        ends = [(task.end, 1, number) for number, task in enumerate(tasks) if isfinite(task.end)]
        self._events = sorted((*starts, *ends))
        self._begins = {id(tasks[number]): at for at, (_, is_end, number) in enumerate(self._events) if not is_end}
        self._bit_of = {id(task): 1 << number for number, task in enumerate(tasks)}
        self._passive = sum(1 << number for number, task in enumerate(tasks) if task.mode in PASSIVE)
        self._subjects = Subjects(tasks, states, self._passive)
        optional = sum(1 << number for number, task in enumerate(tasks) if task.mode == MAY)
        self._failures = Failures(self._subjects, optional)

    def run(self, most: float = inf) -> Found:
        """The first order that is found, or that there is none, or that none was found in time.

        It looks at so many situations at *most*.
        """
        situation, branches, farthest, count = self._advanced(0, 0, None, 0), list[Branch](), 0, 0
        while situation.event < len(self._events):
            farthest, count = max(farthest, situation.event), count + 1
            if count > most or (not count % _OFTEN and self._is_over()):
                return Found(None, count, self._events[farthest][0], is_complete=False)
            failure = self._failures.known(situation)
            if failure is None:
                branches.append(self._branch(situation))
            onward = self._onward(branches, failure)
            if isinstance(onward, Failure):
                concerned = self._subjects.touching(onward.subjects)
                both = (self._selected(tasks) for tasks in (concerned, self._blamed(onward)))
                return Found(None, count, self._events[farthest][0], True, *both)
            situation = onward
        return Found(_in_order(situation.path), count)

    def _selected(self, numbers: Bits) -> tuple[Task, ...]:
        return tuple(self.tasks[number] for number in numbers_in(numbers))

    def _blamed(self, failure: Failure) -> Bits:
        """The tasks in the way, and what was refused: in its place it might have taken effect."""
        concerned = self._passive & self._subjects.touching(failure.subjects)
        return failure.tasks | sum(1 << n for n in numbers_in(concerned) if self.tasks[n].mode == REFUSED)

    def _onward(self, branches: list[Branch], failure: Failure | None) -> "Situation | Failure":
        """The situation to look at next, after going back as far as need be; or why everything fails.

        A *failure* is that of the way that was tried last.
        """
        while branches:
            branch = branches[-1]
            reach = self._subjects.reach[branch.tried]
            is_lost = failure is not None and not reach & failure.subjects
            if failure is not None:
                branch.failure = failure if is_lost else branch.failure | failure | self._followed(branch, failure)
            situation = None if is_lost else self._next(branch)
            if situation is not None:
                return situation
            branches.pop()
            failure = self._failures.noted(branch.at, self._with_barred(branch))
        assert failure is not None
        return failure

    def _followed(self, branch: Branch, failure: Failure) -> Failure:
        """What a failure that came after a task hangs on: what that made of its subjects, or whether it may be made."""
        is_asked = self.tasks[branch.tried].mode == ASKED
        near = self._subjects.near(branch.tried, failure.subjects)
        return Failure(self._subjects.reach[branch.tried] if is_asked else near, 0)

    def _closed(self, branch: Branch) -> Bits:
        """The subjects of a failure, with those because of which pending tasks cannot change one of them."""
        pending = numbers_in(branch.at.pending & ~self._passive)
        inert = [number for number in pending if self._is_inert(number, branch.at.state)]
        return self._subjects.closed(branch.failure.subjects, inert)

    def _is_inert(self, number: int, state: int) -> bool:
        """Whether nothing comes of a task in a state, or it may come to nothing in another."""
        return self.tasks[number].mode == ASKED or self._after(number, state) in (NOWHERE, state)

    def _after(self, number: int, state: int) -> int:
        entry = self.tasks[number].entry
        assert isinstance(entry, Operation)
        return self._states.after(state, entry)

    def _with_barred(self, branch: Branch) -> Failure:
        """The failure of a situation, with the pending tasks that might change it and that the law refuses there."""
        subjects, tasks = self._closed(branch), branch.failure.tasks
        for number in numbers_in(branch.at.pending & ~self._passive & self._subjects.touching(subjects)):
            if self._is_barred(number, branch.at.state):
                tasks |= 1 << number
        return Failure(subjects, tasks)

    def _is_barred(self, number: int, state: int) -> bool:
        """Whether a move was accepted that the law refuses in a state."""
        return self.tasks[number].mode == MUST and self._after(number, state) == NOWHERE

    def _branch(self, at: Situation) -> Branch:
        """The situation with the tasks that may happen next, and why the one that ends cannot, if it cannot."""
        last = self._events[at.event][2]
        active = sorted(numbers_in(at.pending & ~self._passive), key=lambda number: self.tasks[number].end)
        if self._passive >> last & 1 or self._is_barred(last, at.state):
            return Branch(at, active, Failure(self._subjects.reach[last], 1 << last))
        return Branch(at, [last, *(number for number in active if number != last)], Failure(0, 0))

    def _next(self, branch: Branch) -> Situation | None:
        """The situation after the next task that may happen: the one that ends, or one that may change what fails.

        What changes nothing of that may as well happen later.
        """
        at, subjects = branch.at, self._closed(branch)
        for number in tuple(branch.left):
            if not branch.failure.subjects or self._subjects.reach[number] & subjects:
                branch.left.remove(number)
                branch.tried, situation = number, self._with(number, at)
                if situation is not None:
                    return situation
        return None

    def _with(self, number: int, at: Situation) -> Situation | None:
        """The situation after a task has happened; None if it may not, or nothing comes of it."""
        task, pending, after = self.tasks[number], at.pending ^ 1 << number, self._after(number, at.state)
        if task.mode == ASKED and after == NOWHERE:
            return self._advanced(at.event, pending, (at.path, Placed(task, at.state, at.state)), at.state)
        if after == NOWHERE or (after == at.state and task.mode == MAY and not task.is_retried):
            return None
        path = at.path, Placed(task, at.state, after, took_effect=True)
        return self._advanced(at.event, *self._settled(at.event, pending, after, path, -1), after)

    def _advanced(self, event: int, pending: Bits, path: Path, state: int) -> Situation:
        """The situation at the first end of what has not happened yet, or when all is over."""
        for at in range(event, len(self._events)):
            _, is_end, number = self._events[at]
            bit = 1 << number
            if not is_end:
                pending, path = self._settled(at, pending | bit, state, path, bit)
            elif pending & bit:
                return Situation(at, pending, state, path)
        return Situation(len(self._events), pending, state, path)

    def _settled(self, event: int, pending: Bits, state: int, path: Path, among: Bits) -> tuple[Bits, Path]:
        """What is still pending once each of those tasks that change nothing has been put here where it fits."""
        for number in numbers_in(pending & among & self._passive):
            if self._fits(self.tasks[number], event, pending, state):
                pending ^= 1 << number
                path = path, Placed(self.tasks[number], state, state)
        return pending, path

    def _fits(self, task: Task, event: int, pending: Bits, state: int) -> bool:
        if isinstance(task.entry, Read):
            return self._states.shows(state, task.entry)
        if self._states.after(state, task.entry) == NOWHERE:
            return True
        request = task.request
        return request is not None and self._begins[id(request)] <= event and not pending & self._bit_of[id(request)]


_OFTEN: Final = 64
"""After so many situations the time is looked at."""


def _in_order(path: Path) -> tuple[Placed, ...]:
    order = list[Placed]()
    while path is not None:
        path, placed = path
        order.append(placed)
    return tuple(order[::-1])
