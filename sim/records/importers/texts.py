"""Texts of data sets as a scenario file can hold them."""

import re
from functools import lru_cache
from typing import Final

from sim.records.importers.names import id_of

_NOT_HELD: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")
"""What no scenario file holds: control signs, and what is no character."""
_LONGEST: Final = 1_000
_LONGEST_ID: Final = 60


def plain(text: str) -> str:
    r"""The text on one line, without the signs that no scenario file holds; a long one is cut, with a sign for it.

    >>> plain(" two\nlines ")
    'two lines'
    """
    one = " ".join(_NOT_HELD.sub(" ", text[: 4 * _LONGEST]).split())
    return one if len(one) <= _LONGEST else f"{one[: _LONGEST - 1]}…"


@lru_cache(maxsize=65_536)
def key_of(name: str) -> str:
    """The id of an actor: what a file and its user write alike, whatever the case and the signs; empty for no name.

    >>> key_of("Palestinian Territory, Occupied")
    'palestinian-territory-occupied'
    """
    text = plain(name)
    return id_of(text[:_LONGEST_ID], otherwise="actor") if text else ""
