"""The room in a picture that is taken, so that no label is put on another or on a mark."""

from collections.abc import Iterator
from math import ceil, floor
from typing import Final

from attrs import define, field

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

_CELL: Final = 4.0


@define
class Room:
    """The cells of a grid that are taken; to ask and to take costs as much as the box is large."""

    _taken: set[tuple[int, int]] = field(factory=set)

    def take(self, box: Box) -> None:
        """Take the room of a box."""
        self._taken.update(_cells(box))

    def is_free(self, box: Box) -> bool:
        """Whether nothing of a box is taken, or left of the picture."""
        return box[0] >= 0 and self._taken.isdisjoint(_cells(box))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (side / _CELL for side in box)
    columns, rows = range(floor(left), ceil(right)), range(floor(top), ceil(bottom))
    return ((column, row) for column in columns for row in rows)
