"""The importers by name; the module of one is loaded when it is asked for."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol, cast

from sim.model.errors import UnknownNameError, did_you_mean
from sim.records.imported_case import ImportedCase

IMPORTERS: Final = {
    "ties": "sim.records.importers.ties.read",
    "icews": "sim.records.importers.cameo.icews",
    "plover": "sim.records.importers.plover.read",
    "gdelt": "sim.records.importers.cameo.gdelt",
    "negmas": "sim.records.importers.negmas.read",
    "concordia": "sim.records.importers.concordia.read",
}
"""The module of each importer, by the name of its format."""


class Importer(Protocol):
    """A module that reads one format; `FORMAT` says in a sentence which version of it."""

    FORMAT: str

    def read(self, path: Path, dyad: tuple[str, str] | None) -> Iterator[ImportedCase]:
        """The cases in a file, or in a folder where the format is one; of one *dyad*, where a file holds many.

        Raises: UnreadableFileError or InvalidImportError for what cannot be read.
        """


def importer(name: str) -> Importer:
    """The importer of that name. Raises: UnknownNameError if there is none."""
    if name not in IMPORTERS:
        raise UnknownNameError(f"there is no importer {name!r}{did_you_mean(name, IMPORTERS)}")
    return cast("Importer", import_module(IMPORTERS[name]))
