"""Ids made of the names in a source: in small letters, with a hyphen where an id can have no sign."""

import re
from collections.abc import Iterable
from typing import Final

from sim.model.ids import RESERVED, is_id

_BETWEEN: Final = re.compile(r"[^\w]+|_+")


def id_of(name: str, taken: Iterable[str] = (), otherwise: str = "x") -> str:
    """The id for a name that is none of those *taken*; *otherwise* goes before what can begin no id.

    >>> id_of("Agent Seller"), id_of("both", otherwise="party"), id_of("A", {"a"})
    ('agent-seller', 'party-both', 'a-2')
    """
    plain = _BETWEEN.sub("-", name.casefold()).strip("-")
    plain = "".join(sign for sign in plain if sign == "-" or is_id(sign))
    if plain in RESERVED or not is_id(plain):
        plain = f"{otherwise}-{plain}".rstrip("-")
    number, unique, others = 1, plain, set(taken)
    while unique in others:
        number += 1
        unique = f"{plain}-{number}"
    return unique
