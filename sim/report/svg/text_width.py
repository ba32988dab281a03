"""How wide a text is, before anybody has drawn it.

The widths are those of DejaVu Sans, the widest of the fonts that the picture asks for, so that a text never needs more
room than it is given.
"""

from functools import lru_cache
from itertools import accumulate
from typing import Final

from wcwidth import wcwidth

_EM: Final = {
    **dict.fromkeys("ijlI|!',.:;` ", 0.34),
    **dict.fromkeys('fJrt()[]/\\"-°·', 0.42),
    **dict.fromkeys("mwWM%@—…½¼¾жшщюмыфъЖШЩЮМЫФЪДдТт", 1.0),
    **dict.fromkeys("#+=<>_~^", 0.84),
}
_LOWER, _UPPER, _OTHER, _WIDE = 0.65, 0.8, 0.9, 1.3
"""In em: small letters and digits, capitals, what is neither, and what takes two columns of a terminal."""


def width(text: str, size: float) -> float:
    """The width of a text at most, in the unit of its size."""
    return sum(map(_advance, text)) * size


@lru_cache(maxsize=4096)
def _advance(letter: str) -> float:
    known = _EM.get(letter)
    if known is not None:
        return known
    columns = wcwidth(letter)
    if columns == 0:
        return 0.0
    if columns > 1:
        return 1.0 if letter.isalpha() else _WIDE
    if letter.islower() or letter.isdigit():
        return _LOWER
    return _UPPER if letter.isupper() else _OTHER


def shortened(text: str, room: float, size: float) -> str:
    """The text on one line, cut with an ellipsis where the room is too small for it."""
    line = " ".join(text.split())
    left, kept = room - width("…", size), 0
    for number, taken in enumerate(accumulate(map(_advance, line)), 1):
        if taken * size > room:
            return f"{line[:kept].rstrip()}…"
        if taken * size <= left:
            kept = number
    return line
