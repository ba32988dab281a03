"""The documentation is true: what it shows is run, what is made from the code is current, what it links to is there."""

import doctest
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from itertools import islice
from pathlib import Path
from time import sleep
from typing import Any

import jsonschema
import pytest

from sim import When, load
from sim.assess import assess
from sim.history import READINGS
from sim.model.dates import LIKELY
from sim.moves import Condition
from sim.records.journal import Add, Declare, Journal
from sim.report.json.record import run_document
from sim.rules import LIFECYCLES, MOVES_BY_VERB
from sim.scenario.schema import schema

pytestmark = pytest.mark.uncovered

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
sys.path.append(str(DOCS))
generate, pictures, transcripts = (import_module(name) for name in ("generate", "pictures", "transcripts"))

PAGES = (
    *sorted(ROOT.glob("*.md")),
    *(page for page in sorted(DOCS.rglob("*.md")) if page.parent.name != "templates"),
)
SCENARIOS = sorted((ROOT / "scenarios").glob("*.yaml"))
OUTPUT_SCHEMA = json.loads((DOCS / "output.schema.json").read_text("utf-8"))
DEFINITIONS = {"definitions": OUTPUT_SCHEMA["definitions"]}


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("name", generate.PAGES)
def test_a_page_of_the_reference_is_what_the_code_says(name):
    written = (DOCS / "reference" / name).read_text("utf-8")
    assert written == generate.PAGES[name](), "run `make docs`"


def test_the_schema_for_editors_is_what_the_code_says():
    assert json.loads((DOCS / "scenario.schema.json").read_text("utf-8")) == schema(), "run `make docs`"


@pytest.mark.parametrize("name", pictures.PLOTTED)
def test_a_picture_shows_its_scenario_as_it_is(name):
    assert (DOCS / "pictures" / f"{name}.svg").read_text("utf-8") == pictures.plot(name), "run `make pictures`"


@pytest.mark.slow(reason="a forecast is run")
def test_the_picture_of_a_forecast_shows_what_comes_of_it():
    assert (DOCS / "pictures" / "forecast.svg").read_text("utf-8") == pictures.fanned(), "run `make pictures`"


def test_the_picture_of_positions_is_current():
    assert (DOCS / "pictures" / "wages.svg").read_text("utf-8") == pictures.danced(), "run `make pictures`"


@pytest.mark.parametrize("law", [law for law in LIFECYCLES.values() if law.statuses], ids=lambda law: law.noun)
def test_the_diagram_of_a_lifecycle_is_drawn_from_its_table(law):
    written = (DOCS / "reference" / "lifecycles.md").read_text("utf-8")
    assert f"```mermaid\n{law.diagram()}\n```" in written, "run `make docs`"


LONG = (DOCS / "tutorial" / "a-record-that-grows.md", DOCS / "tutorial" / "read-a-negotiation-backwards.md")
"""Tutorials with so many commands that `make test-all` runs them."""
AT_ONCE = {ROOT / "README.md", *(DOCS / "tutorial").glob("*.md")} - {*LONG}
"""The pages whose commands `make test` runs."""
SHOWING_COMMANDS = [page for page in transcripts.PAGES_WITH_COMMANDS if page.parent.name != "templates"]
"""The pages that show commands, apart from those of which a page of reference is made."""


def _with_its_marks(page: Path) -> Any:
    slow = pytest.mark.slow(reason="the commands of the how-tos, the explanations and the reference are run")
    return pytest.param(page, marks=[] if page in AT_ONCE else [slow], id=named(page))


@pytest.mark.parametrize("page", list(map(_with_its_marks, SHOWING_COMMANDS)))
def test_a_page_shows_what_its_commands_print(page, tmp_path):
    text = page.read_text("utf-8")
    for block, outcome in transcripts.played(text, transcripts.prepared(tmp_path)):
        assert block.body == outcome.text, "if that is as it must be, run `python docs/generate.py --tutorial`"
        assert str(outcome.status) == (block.of if block.what == "exits" else "0"), block.body


ADD_A_MOVE = DOCS / "how-to" / "add-a-move.md"


def with_the_move_that_the_how_to_adds(folder: Path, commands: str = "") -> str:
    """What the commands print in the folder, once all edits of the page are made there."""
    edits = re.sub(r"^```console\n.*?^```$", "", ADD_A_MOVE.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    played = transcripts.played(f"{edits}\n```console\n{commands}```\n", folder)
    return "".join(outcome.text for _, outcome in played)


def test_the_move_that_the_how_to_adds_is_known_everywhere(tmp_path):
    record = "{scenario: T, parties: {aland: A, bohus: B}, talks: {ministers: {status: scheduled}}, moves: [%s]}"
    (tmp_path / "talks.yaml").write_text(record % "{act: x, by: aland, date: 2013-01-01, tone: neutral}", "utf-8")
    (tmp_path / "put-off.yaml").write_text(record % "{postpone: ministers, by: both, date: 2013-01-01}", "utf-8")
    known = with_the_move_that_the_how_to_adds(
        tmp_path,
        "$ negsim check postponed.yaml\n$ negsim schema\n$ negsim legal talks.yaml --by aland --format csv\n"
        "$ negsim plot put-off.yaml -o put-off.svg\n",
    )
    assert "aland may not postpone ministers on 2013-09-20: it takes both parties" in known
    assert '"description": "The parties put the next round off, without a new date."' in known
    assert "postpone,ministers,both,scheduled,adjourned,neutral," in known
    assert '<use href="#m-postpone"' in (tmp_path / "put-off.svg").read_text("utf-8")
    assert "postpone" not in MOVES_BY_VERB


WITH_A_MOVE_MORE = (
    "test_laws.py",
    "rules",
    "report/timeline",
    "report/svg",
    "cli/test_legal.py",
    "test_lazy.py",
    "test_docs.py",
)
"""The tests that must hold where a move is added: of the law, of pictures, of the pages; as `make test` runs them."""


def run(folder: Path, *arguments: str) -> None:
    """Run Python in a copy of the project, which writes golden files anew."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "REGOLD": "1"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow(reason="a move is added to a copy of the project, whose pages are made and whose tests are run")
def test_with_the_move_that_the_how_to_adds_the_project_is_whole(tmp_path):
    copy = tmp_path / "project"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "*.egg-info"))
    with_the_move_that_the_how_to_adds(copy)
    (copy / ADD_A_MOVE.relative_to(ROOT)).write_text("# How to add a move\n\nIts example is added here.\n", "utf-8")
    run(copy, "docs/generate.py", "--tutorial")
    run(copy, "-m", "sim", "schema", "--output", "docs/scenario.schema.json")
    assert "scheduled --> adjourned: postpone" in (copy / "docs/reference/lifecycles.md").read_text("utf-8")
    tests = [f"tests/{name}" for name in WITH_A_MOVE_MORE]
    quick = ("-m", "not slow", "--hypothesis-profile=fast", "-k", "not how_to_adds")
    run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *quick, *tests)


def examples(page: Path) -> doctest.DocTest:
    return doctest.DocTestParser().get_doctest(
        "".join(block.body for block in transcripts.blocks(page.read_text("utf-8")) if ">>>" in block.body),
        {"When": When, "Condition": Condition},
        named(page),
        str(page),
        0,
    )


@pytest.mark.parametrize("page", [page for page in PAGES if ">>> " in page.read_text("utf-8")], ids=named)
def test_the_examples_on_a_page_give_what_it_says(page, monkeypatch, tmp_path):
    monkeypatch.chdir(transcripts.prepared(tmp_path))
    result = doctest.DocTestRunner().run(examples(page))
    assert result.attempted
    assert not result.failed


@pytest.mark.slow(reason="the commands of an explanation are run")
def test_the_table_of_two_times_says_what_the_journal_says(tmp_path):
    page = (DOCS / "explanation" / "two-times.md").read_text("utf-8")
    assert all(not outcome.status for _, outcome in transcripts.played(page, tmp_path))
    rows = re.findall(r"^\| 2013-.*$", page, re.MULTILINE)
    known_on = re.findall(r"2013-\S+", page[page.index("`--known-on` →") : page.index(rows[0])])
    assert (len(known_on), len(rows)) == (4, 4)
    with Journal.open(str(tmp_path / "talks.db")) as journal:
        for _, as_of, *cells, _ in (map(str.strip, row.split("|")) for row in rows):
            views = [journal.history(date.fromisoformat(known)).as_of(as_of) for known in known_on]
            statuses = [measure.status for view in views for measure in view.state.measures.values()]
            assert [cell.replace(" ", "-") for cell in cells if cell != "–"] == statuses


FOLLOWERS = DOCS / "how-to" / "share-a-journal-on-postgresql.md"


def followed(folder: Path, count: int) -> list[str]:
    """The first lines that the follower of the how-to prints, before it is killed."""
    command = [sys.executable, "follow.py", "talks.db", "done.txt"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as program:
        lines = list(islice(program.stdout, count))
        while (folder / "done.txt").read_text("utf-8") != lines[-1][1:].split()[0]:
            sleep(0.01)
        program.kill()
    return lines


@pytest.mark.slow(reason="a program is started twice")
def test_the_follower_that_the_how_to_shows_misses_nothing_and_repeats_nothing(tmp_path):
    (block,) = (each for each in transcripts.blocks(FOLLOWERS.read_text("utf-8")) if each.language == "python")
    (tmp_path / "follow.py").write_text(block.body, "utf-8")
    with Journal.begin(str(tmp_path / "talks.db")) as journal:
        setting = {"scenario": "T", "parties": {"aland": "A", "bohus": "B"}, "issues": {"quota": "Q"}}
        remark = Add({"remark": "quota", "kind": "hope", "by": "aland", "date": "2013-02-01"})
        journal.append([Declare(setting), remark], by="Anna")
        assert followed(tmp_path, 2) == ["@1 Anna: declare\n", "@2 Anna: add\n"]
        journal.append([remark], by="Bo")
        assert followed(tmp_path, 1) == ["@3 Bo: add\n"]


def links(page: Path) -> Iterator[str]:
    for found in re.finditer(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)):
        if not found[1].startswith(("http://", "https://")):
            yield found[1]


def anchors(page: Path) -> set[str]:
    """What can be linked to on a page: its headings, and those alike with a number."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    names = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
    counts = [names[:position].count(name) for position, name in enumerate(names)]
    return {f"{name}-{count}" if count else name for name, count in zip(names, counts, strict=True)}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_links_to_what_is_there(page):
    for link in links(page):
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


QUOTED = [
    (block.of, block.body)
    for page in PAGES
    for block in transcripts.blocks(page.read_text("utf-8"))
    if block.what == "from"
]


@pytest.mark.parametrize(("file", "body"), QUOTED)
def test_a_page_quotes_a_scenario_as_it_is(file, body):
    lines = iter((ROOT / file).read_text("utf-8").splitlines())
    for quote in body.splitlines():
        assert any(line.strip() == quote.strip() for line in lines), quote


def strict(part: Any) -> Any:
    """The schema with no key allowed that it does not name; to others it promises that keys may be added."""
    if isinstance(part, list):
        return [strict(each) for each in part]
    if not isinstance(part, dict):
        return part
    closed = {"additionalProperties": False} if isinstance(part.get("properties"), dict) else {}
    return closed | {key: strict(value) for key, value in part.items()}


def faults(found: object) -> list[str]:
    return [f"{error.json_path}: {error.message}"[:200] for error in RECORD.iter_errors(found)]


BY_DEFAULT = LIKELY
FURTHER_READINGS = [
    pytest.param(reading, marks=pytest.mark.slow(reason="the JSON of a record is looked at under every reading"))
    for reading in READINGS
    if reading != BY_DEFAULT
]
RECORD = jsonschema.Draft7Validator(strict({**OUTPUT_SCHEMA["definitions"]["record"], **DEFINITIONS}))


@pytest.mark.parametrize("reading", [BY_DEFAULT, *FURTHER_READINGS])
@pytest.mark.parametrize("path", SCENARIOS, ids=named)
def test_the_json_of_run_has_the_documented_keys_and_no_others(path, reading):
    scenario = load(path)
    found_there = scenario.findings()
    for move in range(0, len(scenario.history.moves) + 1, 4):
        views = {scenario.history.as_of(move), scenario.history.as_of(scenario.history.as_of(move).day, reading)}
        for view in views:
            found = json.loads(json.dumps(run_document(scenario.title, (), assess(view), found_there)))
            assert not faults(found)
            assert found.keys() == OUTPUT_SCHEMA["definitions"]["record"]["properties"].keys()


def test_the_schema_of_the_json_is_a_schema():
    jsonschema.Draft7Validator.check_schema(OUTPUT_SCHEMA)


def test_the_command_prints_json_that_fits_the_schema():
    files = [str(path.relative_to(ROOT)) for path in SCENARIOS]
    command = [sys.executable, "-m", "sim", "run", "--format", "json", *files]
    printed = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    jsonschema.Draft7Validator(OUTPUT_SCHEMA).validate(printed)
    records = [{key: part for key, part in record.items() if key != "file"} for record in printed["records"]]
    assert [faults(record) for record in records] == [[]] * len(files)


def test_the_reference_of_the_json_names_every_definition():
    page = (DOCS / "reference" / "json.md").read_text("utf-8")
    for name in ("move", "proposal", "measure", "commitment", "talks", "expectation"):
        for key in OUTPUT_SCHEMA["definitions"][name]["properties"]:
            assert f"`{key}`" in page
