"""The pages of the importers of sessions name what these read."""

from pathlib import Path

import pytest

from sim.records.importers.concordia import read as concordia
from sim.records.importers.concordia.moves import SessionMoves
from sim.records.importers.negmas import read as negmas
from sim.records.importers.negmas.files import KINDS

PAGES = Path(__file__).resolve().parents[3] / "docs/reference/importers"


def page(name):
    return (PAGES / f"{name}.md").read_text("utf-8")


def test_the_page_of_concordia_names_every_type_of_message():
    types = SessionMoves({}, frozenset()).makers
    assert [kind for kind in types if f"`negotiate.{kind}`" not in page("concordia")] == []
    assert page("concordia").count("\n| `negotiate.") == len(types)


def test_the_page_of_negmas_names_every_column_of_a_trace():
    columns = {column for needed in KINDS.values() for column in needed}
    assert [column for column in columns if f"`{column}`" not in page("negmas")] == []


@pytest.mark.parametrize(("name", "importer"), [("negmas", negmas), ("concordia", concordia)])
def test_a_page_names_the_version_that_is_read(name, importer):
    version = next(word.strip(":") for word in importer.FORMAT.split() if word[0].isdigit())
    assert version in page(name)
