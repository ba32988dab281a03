"""What speaks against an answer in an order of others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from sim.model.errors import all_of
from sim.testing.judging.log import Entry, Operation, Read, in_words
from sim.testing.judging.partitions import names_of
from sim.testing.judging.states import NOWHERE, LawStates, status_in
from sim.testing.judging.task import MUST, PASSIVE, REFUSED, Placed, Task
from sim.testing.plain import named

TOO_LONG: Final = "it would take too long to find what speaks against it"


class Misfit(NamedTuple):
    """The first task in an order that the law says something else to: its place, why, and what its subjects came from.

    `behind` has by their identity the entries that changed its subjects last.
    """

    at: int
    task: Task
    why: str
    behind: tuple[int, ...]


def reasons(misfits: Mapping[int, Misfit]) -> dict[int, tuple[str, tuple[int, ...]]]:
    """The reasons without the advice that follows them, and what has led there."""
    return {number: (misfit.why.partition(";")[0], misfit.behind) for number, misfit in misfits.items()}


def request_of(entry: Entry) -> str | None:
    """The name of the request of which an entry is an attempt, if it has one."""
    return None if isinstance(entry, Read) else entry.retry


def is_same(task: Task, other: Task) -> bool:
    """Whether both are the effect of one request, or one and the same."""
    is_effect = REFUSED not in (task.mode, other.mode)
    return task.entry is other.entry or (is_effect and is_same_request(task.entry, other.entry))


def is_same_request(entry: Entry, other: Entry) -> bool:
    """Whether both are attempts at one request."""
    request = request_of(entry)
    return request is not None and request == request_of(other)


def misfit(states: LawStates, task: Task, others: Sequence[Task]) -> Misfit:
    """What speaks against a task, wherever it is put in an order of others that no order with it explains."""
    tries = (_first_misfit(states, order) for order in _with_it(task, others))
    first = max((Misfit(-1, task, TOO_LONG, ()), *filter(None, tries)), key=lambda each: each.at)
    return first if first.task is task else first._replace(why=f"if so, {_short(first.task.entry)}: {first.why}")


def _with_it(task: Task, others: Sequence[Task]) -> Iterator[list[Task]]:
    """The orders that come of putting a task where it can have happened among others."""
    for at in range(len(others) + 1):
        is_early = all(task.start <= other.end for other in others[at:])
        if is_early and all(other.start <= task.end for other in others[:at]):
            yield [*others[:at], task, *others[at:]]


def _first_misfit(states: LawStates, order: Sequence[Task]) -> Misfit | None:
    """The first task in an order that the law says something else to."""
    state, done, last = 0, list[Task | None](), dict[str, int]()
    for at, task in enumerate(order):
        why, after = _against(states, state, task, done)
        if why:
            return Misfit(at, task, why, tuple(last.get(name, 0) for name in names_of(task.entry)))
        if after != state and task.mode not in PASSIVE:
            last |= dict.fromkeys(names_of(task.entry), id(task.entry))
        if isinstance(task.entry, Operation) and states.after(state, task.entry) != NOWHERE:
            done.append(task)
        state = after
    return None


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


def led_to(states: LawStates, placed: Placed) -> str:
    """How the subjects of a move stand after it in an order."""
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
