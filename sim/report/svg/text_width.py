"""Upper bounds for the width of a text in a picture.

The widths are those of DejaVu Sans, the widest of the fonts that the style sheet names but for the J, which is wider in
Liberation Sans. So no text outgrows its box.
"""

from functools import lru_cache
from itertools import accumulate
from typing import Final

from wcwidth import wcwidth

from sim.model.escaping import is_visible

LABEL: Final = 10.0
"""The font size of a label."""

_EM: Final = {
    **dict.fromkeys("ijlI|!',.:;` ", 0.34),
    **dict.fromkeys('frt()[]/\\"-°·', 0.42),
    "J": 0.52,
    **dict.fromkeys("mwWM%@—…½¼¾жшщюмыфъЖШЩЮМЫФЪДдТт", 1.0),
    **dict.fromkeys("#+=<>_~^", 0.84),
}
_LOWER, _UPPER, _OTHER, _WIDE = 0.65, 0.8, 0.9, 1.3
"""In em: small letters and digits, capitals, other characters, and characters that take two columns of a terminal."""


def width(text: str, size: float) -> float:
    """The greatest width of a text, in the unit of its size."""
    return sum(map(_advance, text)) * size


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    """The width of a character, in em."""
    em = _EM.get(character)
    if em is not None:
        return em
    if not is_visible(character):
        return _OTHER  # a replacement character is drawn for it
    columns = wcwidth(character)
    if columns == 0:
        return 0.0
    if columns > 1:
        return 1.0 if character.isalpha() else _WIDE
    if character.islower() or character.isdigit():
        return _LOWER
    return _UPPER if character.isupper() else _OTHER


def shortened(text: str, room: float, size: float) -> str:
    """The text on one line, cut with an ellipsis where the room is too small for it."""
    line = " ".join(text.split())
    room_before_ellipsis, kept = room - width("…", size), 0
    for count, advance in enumerate(accumulate(map(_advance, line)), 1):
        if advance * size > room:
            return f"{line[:kept].rstrip()}…"
        if advance * size <= room_before_ellipsis:
            kept = count
    return line
