"""Work for tests of executors: the squares of numbers, and work that goes wrong; other processes can import it."""

import os
from typing import Any

from attrs import frozen

COUNT = 60


@frozen
class Squares:
    """Each number squared."""

    def done(self, numbers):
        return [number**2 for number in numbers]


@frozen
class Failing:
    """Work that raises an error."""

    kind: Any
    parts: Any

    def done(self, numbers):
        raise self.kind(*self.parts)


@frozen
class Stuck:
    """Work that does not end, and holds the interpreter for hours."""

    def done(self, numbers):
        return sum(range(10**12))


@frozen
class Dying:
    """Work that ends its process."""

    def done(self, numbers):
        os._exit(1)


@frozen
class Unfit:
    """Work that cannot be pickled, for a reason."""

    reason: Any

    def done(self, numbers):
        return Squares().done(numbers)

    def __reduce__(self):
        raise self.reason


def results(executor, work=None, count=COUNT):
    """The results of all pieces, in order; they may be done in any."""
    done = list(executor.done(work or Squares(), count))
    assert all(number == len(squares) for number, squares in done)
    return sorted(square for _, squares in done for square in squares)


ALL = [number**2 for number in range(COUNT)]
"""The squares of all numbers below COUNT."""
