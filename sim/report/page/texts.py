"""The texts of a page: each is in its data once, and everywhere else its index stands for it."""

from collections.abc import Iterable

from sim.report.svg.canvas import replace_invalid


class Texts:
    """The index of each text."""

    def __init__(self) -> None:
        self._indices: dict[str, int] = {}

    def __call__(self, text: str | None) -> int:
        """The index of a text; None is the empty one."""
        return self._indices.setdefault(replace_invalid(text or ""), len(self._indices))

    def several(self, texts: Iterable[str | None]) -> list[int]:
        """The indices of some texts."""
        return [self(text) for text in texts]

    @property
    def all(self) -> list[str]:
        """The texts in the order of their indices."""
        return list(self._indices)
