"""Phrases: text with gaps, and what stands in them; what a sentence is put together from."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Final

from attrs import frozen

GAP: Final = "{}"


@frozen
class Phrase:
    """A text with a gap, `{}`, for each of its slots."""

    text: str
    slots: tuple[str, ...] = ()

    def __add__(self, other: "Phrase") -> "Phrase":
        return Phrase(self.text + other.text, self.slots + other.slots)

    def within(self, text: str) -> "Phrase":
        """It in the gap of a longer text."""
        return Phrase(text.replace(GAP, self.text, 1), self.slots)

    @property
    def template(self) -> str:
        """The text with numbered gaps."""
        numbers = count()
        first, *others = self.text.split(GAP)
        return first + "".join(f"{{{next(numbers)}}}{other}" for other in others)

    def __str__(self) -> str:
        return self.template.format(*self.slots)


NOTHING: Final = Phrase("")


def quoted(text: str) -> Phrase:
    """A name in quotation marks."""
    return Phrase("“{}”", (text.replace("“", "‘").replace("”", "’"),))


def plain(text: str) -> Phrase:
    """Words as they are."""
    return Phrase(GAP, (text,))


def listed(phrases: Sequence[Phrase], comma: str = "") -> Phrase:
    """Several phrases as a list: "A, B and C"; with a *comma* before the last where they have commas themselves."""
    if len(phrases) < 2:
        return joined("", phrases)
    return joined(", ", phrases[:-1]) + Phrase(f"{comma} and ") + phrases[-1]


def joined(separator: str, phrases: Iterable[Phrase]) -> Phrase:
    """Phrases one after the other."""
    whole = NOTHING
    for number, phrase in enumerate(phrases):
        whole += Phrase(separator if number else "") + phrase
    return whole
