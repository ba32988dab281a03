"""Entries of earlier formats, brought to the present one when they are read; what is stored stays as it was written.

A change of the format adds a function here, from the version before, and a journal of that version to the tests.
"""

from collections.abc import Callable, Mapping
from typing import Final

from sim.model.frozen import FrozenDict
from sim.records.json_values import Json

Upcaster = Callable[[Json], Json]
"""From the document of an entry in one format to that in the next."""

UPCASTERS: Final[Mapping[int, Upcaster]] = FrozenDict()
"""The upcaster from each format before the present one, by its version. The first format is the present one."""


def upcast(document: Json, to: int, upcasters: Mapping[int, Upcaster] = UPCASTERS) -> Json:
    """The document of an entry in the format of this version. Raises: KeyError if there is no way there."""
    for version in range(document["format"], to):
        document = {**upcasters[version](document), "format": version + 1}
    return document
