"""Data sets as text files, and the cases and complaints that importers make of them."""

import pytest

from sim.model.errors import InvalidImportError, UnreadableFileError
from sim.records.importing.cases import checked_case

SAMPLES = "docs/reference/importers/samples"


def written(folder, text, name="data.tab"):
    path = folder / name
    path.write_text(text, "utf-8", newline="")
    return path


def case_in(importer, path, dyad=None):
    (case,) = importer.read(path, dyad)
    return case


def complaint(importer, path, dyad=None):
    with pytest.raises((InvalidImportError, UnreadableFileError)) as error:
        list(importer.read(path, dyad))
    return str(error.value).removeprefix(f"{path}")


def moves_in(case):
    return [
        (row.number, next(iter(row.item)), row.item["by"], row.outcome) for row in case.rows if row.item is not None
    ]


def dropped_in(case):
    return {row.number: row.reason for row in case.rows if row.item is None}


def is_told_or_read(importer, path, dyad=None):
    """Whether a file becomes cases whose moves load, or is refused in one sentence on one line."""
    try:
        cases = list(importer.read(path, dyad))
    except (InvalidImportError, UnreadableFileError) as error:
        return "\n" not in str(error)
    checked = [checked_case(case, "data") for case in cases]
    return all(case.text is not None or case.moves == 0 for case in checked)
