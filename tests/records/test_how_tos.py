"""The how-tos on tables are true: their commands, their Python and their R are run, and print what the pages show."""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

from sim.records.tables.columns import DATE, TEXT
from sim.records.tables.named import TABLES

pytestmark = pytest.mark.uncovered

DOCS = Path(__file__).resolve().parents[2] / "docs"
sys.path.append(str(DOCS))
transcripts = import_module("transcripts")

IN_PANDAS, IN_R = (DOCS / "how-to" / f"analyse-records-in-{name}.md" for name in ("pandas", "r"))
RSCRIPT = shutil.which("Rscript")
MARK = "=== the next block ==="


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the records of the project, in which a page is played."""
    monkeypatch.chdir(tmp_path)
    return transcripts.prepared(tmp_path)


def blocks(page, language):
    """The blocks in a language, each with the output that the page shows below it."""
    found = list(transcripts.blocks(page.read_text("utf-8")))
    return [(block.body, shown.body) for block, shown in pairwise(found) if block.language == language]


def export(page, folder):
    for block, outcome in transcripts.played(page.read_text("utf-8"), folder):
        assert outcome.text == block.body


def without_blanks_at_ends(text):
    return [line.rstrip() for line in text.splitlines()]


def test_the_page_on_pandas_shows_what_its_code_prints(folder):
    export(IN_PANDAS, folder)
    names = {}
    for code, shown in blocks(IN_PANDAS, "python"):
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(code, IN_PANDAS.name, "exec"), names)
        assert without_blanks_at_ends(printed.getvalue()) == without_blanks_at_ends(shown)


@pytest.mark.skipif(RSCRIPT is None and os.environ.get("NEGSIM_R") != "required", reason="R is not here")
def test_the_page_on_r_shows_what_its_code_prints(folder):
    export(IN_R, folder)
    codes, shown = zip(*blocks(IN_R, "r"), strict=True)
    script = folder / "page.R"
    script.write_text(f'cat("{MARK}\\n")\n'.join(codes), "utf-8")
    done = subprocess.run([RSCRIPT, script], capture_output=True, encoding="utf-8", check=True, timeout=100)
    printed = done.stdout.split(f"{MARK}\n")
    assert list(map(without_blanks_at_ends, printed)) == list(map(without_blanks_at_ends, shown))


def test_the_tables_have_the_columns_and_types_that_the_page_on_r_reads_them_with():
    code = "".join(code for code, _ in blocks(IN_R, "r"))
    days = re.findall(r'(\w+) = "Date"', re.search(r"^days <- c\((.*)\)$", code, re.MULTILINE)[1])
    for name, types in re.findall(r'^(\w+) <- read_table\("\w+\.csv", c\((.*)\)\)$', code, re.MULTILINE):
        kinds = {column.name: column.kind for column in TABLES[name].columns}
        read = dict(re.findall(r'(\w+) = "(\w+)"', types)) | (dict.fromkeys(days, "Date") if "days" in types else {})
        assert {kinds[column]: kind for column, kind in read.items()} == {TEXT: "character", DATE: "Date"}
        assert {*re.findall(rf"\b{name}\$(\w+)", code)} <= {*kinds}
