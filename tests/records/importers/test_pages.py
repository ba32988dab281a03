"""The pages of the importers say what the tables of codes say, and what comes of the samples."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

from sim.records.importers.cameo import gdelt, icews
from sim.records.importers.registry import importer

DOCS = Path(__file__).resolve().parents[3] / "docs"
sys.path.append(str(DOCS))
importer_tables = import_module("importer_tables")
PAGES = importer_tables.FOLDER


def page(name):
    return (PAGES / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize(("name", "table"), importer_tables.TABLES)
def test_a_table_of_codes_is_what_the_importer_says(name, table):
    text = importer_tables.TABLES[name, table]()
    assert importer_tables.block(table, text) in (PAGES / name).read_text("utf-8"), "run python docs/importer_tables.py"


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("icews", (*icews.NEEDED, *icews.USED)),
        ("gdelt", (name for name in gdelt.COLUMNS if name not in ("Actor2Code", "Actor2Name"))),
        ("ties", ("caseid", "targetstate", "finaloutcome", "sanctiontypethreat", "othersanctiontype", "primarysender")),
    ],
)
def test_a_page_names_every_column_that_is_used(name, columns):
    assert [column for column in columns if column not in page(name)] == []


def test_every_importer_says_its_format_in_a_sentence():
    formats = [importer(name).FORMAT for name in ("ties", "icews", "plover", "gdelt")]
    assert all(len(text.split()) > 8 and "\n" not in text for text in formats)
