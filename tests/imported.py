"""Data sets as text files, and the cases and complaints that importers make of them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from sim.model.errors import InvalidImportError, UnreadableFileError
from sim.records.importing.cases import checked_case
from sim.scenario.load import loads

SAMPLES = "docs/reference/importers/samples"


def written(folder, text, name="data.tab"):
    path = folder / name
    path.write_text(text, "utf-8", newline="")
    return path


def case_in(importer, path, dyad=None):
    (case,) = importer.read(path, dyad)
    return case


def complaint(importer, path, dyad=None):
    return refusal(importer.read, path, dyad).removeprefix(f"{path}")


def refusal(read, path, *further):
    with pytest.raises((InvalidImportError, UnreadableFileError)) as error:
        list(read(path, *further))
    assert not is_open(path)  # though the error holds the frames that have read it
    return str(error.value)


def is_open(path):
    """Whether this process holds a file open, or a file in a folder; not known, and so no, where there is no /proc."""
    return any(descriptor.resolve().is_relative_to(path) for descriptor in Path("/proc/self/fd").glob("*"))


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


def scenario_of(case):
    """The scenario that a case becomes where the law refuses none of its moves."""
    moves = [row.item for row in case.rows if row.item is not None]
    return loads(json.dumps({"scenario": case.title, **case.setting, "moves": moves}), case.name)


def moves_of(case):
    """The moves of a case as texts, in order: verb, subject, by whom."""
    return [" ".join(_words(row.item)) for row in case.rows if row.item is not None]


def _words(item):
    verb, subject = next(iter(item.items()))
    return [verb, subject if isinstance(subject, str) else "+".join(subject), *filter(None, [item.get("by")])]


def outcomes_of(case):
    """How many rows of a case came out how."""
    return dict(Counter(row.outcome for row in case.rows))


def accepted_terms(case):
    """The terms of the proposals of a case that are accepted at its end."""
    state = scenario_of(case).history.as_of().state
    subjects = (state.subjects[name] for name in state.ids)
    return [dict(subject.made.terms) for subject in subjects if str(subject.status) == "accepted"]
