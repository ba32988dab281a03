"""The subjects of tasks, and the tasks of subjects, as sets of bits."""

from collections.abc import Iterable, Iterator, Sequence

from sim.testing.judging.log import Entry, Operation, Read
from sim.testing.judging.partitions import Groups, linked, names_of
from sim.testing.judging.states import LawStates, Values
from sim.testing.judging.task import Task

Bits = int
"""A set of numbers: of tasks, or of names."""


class Subjects:
    """The subjects of tasks as bits: `reach` has those that a task may look at or change, in whatever state."""

    def __init__(self, tasks: Sequence[Task], states: LawStates, passive: Bits) -> None:
        done = [number for number in range(len(tasks)) if not passive >> number & 1]
        moves = [task.entry.move for number in done if isinstance((task := tasks[number]).entry, Operation)]
        groups, self._numbers, self._states = linked(states.states[0], moves), dict[str, int](), states
        self._parts = [[self._bits(part) for part in _parts(task.entry, groups)] for task in tasks]
        self.reach = [_together(parts) for parts in self._parts]
        self._passive = passive
        self._names = tuple(self._numbers)
        self._concerned, self._touching = dict[Bits, Bits](), dict[Bits, Bits]()

    def _bits(self, names: Iterable[str]) -> Bits:
        return sum(1 << self._numbers.setdefault(name, len(self._numbers)) for name in set(names))

    def near(self, number: int, subjects: Bits) -> Bits:
        """The subjects on which it hangs what a task makes of these, once the law lets it be made."""
        return _together(part for part in self._parts[number] if part & subjects)

    def closed(self, subjects: Bits, tasks: Sequence[int]) -> Bits:
        """These subjects, with those of the tasks that may change one of them, and so on."""
        before = -1
        while before != subjects:
            before = subjects
            for number in tasks:
                if self.reach[number] & subjects:
                    subjects |= self.reach[number]
        return subjects

    def touching(self, subjects: Bits) -> Bits:
        """The tasks that may look at or change one of these subjects."""
        if subjects not in self._touching:
            self._touching[subjects] = sum(1 << n for n, reach in enumerate(self.reach) if reach & subjects)
        return self._touching[subjects]

    def concerned(self, subjects: Bits) -> Bits:
        """The tasks that may change one of these subjects, and those of the others that look at nothing else."""
        if subjects not in self._concerned:
            self._concerned[subjects] = sum(
                1 << number
                for number, reach in enumerate(self.reach)
                if (not reach & ~subjects if self._passive >> number & 1 else reach & subjects)
            )
        return self._concerned[subjects]

    def values(self, state: int, subjects: Bits) -> Values:
        """What the law looks at in these subjects in a state."""
        return self._states.values(state, tuple([self._names[number] for number in numbers_in(subjects)]))


def _parts(entry: Entry, groups: Groups) -> list[set[str]]:
    """The subjects of an entry, each with those that it is linked to if a move may change it."""
    return [{name} if isinstance(entry, Read) else groups.of(name) for name in names_of(entry)]


def _together(sets: Iterable[Bits]) -> Bits:
    both = 0
    for bits in sets:
        both |= bits
    return both


def numbers_in(bits: Bits) -> Iterator[int]:
    """The numbers of a set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
