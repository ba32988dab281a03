"""Texts with a meaning, which a terminal may show in colour."""

from collections.abc import Callable, Iterable
from typing import Final, Self

Meaning = str

FAVOURABLE: Final = "favourable"
ADVERSE: Final = "adverse"
IMPENDING: Final = "impending"
TITLE: Final = "title"
"""The meanings: what brings the sides together or is in order, what stands between them, what may come, and a title."""

Paint = Callable[[str, Meaning], str]
"""What shows a text, which is on one line, in the colour of a meaning."""


class Marked(str):
    """A text with a meaning, which says the same without it."""

    __slots__ = ("meaning",)

    meaning: Meaning

    def __new__(cls, text: str, meaning: Meaning) -> Self:
        """The text with the meaning."""
        marked = super().__new__(cls, text)
        marked.meaning = meaning
        return marked

    def __reduce__(self) -> tuple[type["Marked"], tuple[str, Meaning]]:
        return Marked, (str(self), self.meaning)


def marked(text: str, meaning: Meaning | None) -> str:
    """The text with a meaning, if it has one."""
    return text if meaning is None else Marked(text, meaning)


def marked_as(other: str, text: str) -> str:
    """Another form of a text, with the same meaning."""
    return Marked(other, text.meaning) if isinstance(text, Marked) else other


def painted(lines: Iterable[str], text: str, paint: Paint | None) -> str:
    """The lines of a text, each in the colour of what the text means."""
    if paint is not None and isinstance(text, Marked):
        lines = [paint(line, text.meaning) for line in lines]
    return "\n".join(lines)
