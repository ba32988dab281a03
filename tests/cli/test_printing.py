"""What comes out, as bytes: data is UTF-8 whatever the surroundings, and no terminal is made to obey a text."""

import ast
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import hostile
import pytest
from attrs import evolve

from sim.cli import group, printing
from sim.cli.printing import print_data, say, terminal_encoding
from sim.cli.process import INVALID, UNWRITTEN
from sim.model.escaping import visible
from sim.report.table.render import FORMATS, TABLE
from sim.scenario import loads

ROOT = Path(__file__).resolve().parents[2]
FILE = "=条約.yaml"

FORMATTED = [(*call, "--format", form) for call in hostile.TABLES.values() for form in FORMATS if form != TABLE]
IMPORT = ("import", "{file}.csv", "-o", "cases")
IN_TABLES = [
    *hostile.TABLES.values(),
    ("--help",),
    ("run", "--help"),
    ("run", "{file}", "--as-of", "条"),
    ("条",),
    IMPORT,
]
CALLS = [*FORMATTED, *hostile.DATA.values(), *IN_TABLES]

SURROUNDINGS = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
    "utf-16": {"PYTHONIOENCODING": "utf-16"},
    "cp1252": {"PYTHONIOENCODING": "cp1252:strict"},
    "shift-jis": {"PYTHONIOENCODING": "shift_jis"},
    "locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "posix": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""},
}

FURTHER = [
    pytest.param(name, marks=pytest.mark.slow(reason="every command prints in further encodings"))
    for name in ("latin-1", "utf-16", "cp1252", "shift-jis", "locale", "posix")
]
"""Surroundings that differ little from the other one, "ascii"."""
EACH = [name for name in SURROUNDINGS if name not in {each.values[0] for each in FURTHER}] + FURTHER

DRIVER = """\
import json, os, sys
from sim.cli import main
for number, arguments in enumerate(json.load(open(sys.argv[1], encoding="utf-8"))):
    for stream, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{number}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
    sys.argv = ["negsim", *(os.fsdecode(text.encode()) for text in arguments)]
    try:
        main()
    except SystemExit as ended:
        print(ended.code, file=open(f"{number}.status", "w"))
    sys.stdout.flush()
    sys.stderr.flush()
"""
"""Calls the command with each of some arguments, in one process, each with files of its own for what it prints."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each call prints in some surroundings: status, standard output and standard error, by its arguments."""
    known = {}

    def called(name):
        if name not in known:
            folder = tmp_path_factory.mktemp(name)
            hostile.write(folder / FILE)
            calls = [[part.format(file=FILE) for part in call] for call in CALLS]
            (folder / "calls.json").write_text(json.dumps(calls), "utf-8")
            environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_"))}
            given = {"PYTHONPATH": str(ROOT), "COLUMNS": "100", **SURROUNDINGS.get(name, {"PYTHONUTF8": "1"})}
            command = [sys.executable, "-c", DRIVER, "calls.json"]
            subprocess.run(command, cwd=folder, env=environment | given, check=True)
            known[name] = {
                call: [(folder / f"{number}.{part}").read_bytes() for part in ("status", "out", "err")]
                for number, call in enumerate(CALLS)
            }
        return known[name]

    return called


@pytest.mark.parametrize("call", [*FORMATTED, *hostile.DATA.values()], ids=" ".join)
@pytest.mark.parametrize("surroundings", EACH)
def test_data_is_the_same_utf_8_in_all_surroundings(printed, surroundings, call):
    status, out, _ = printed(surroundings)[call]
    assert [status, out] == printed("utf-8")[call][:2]
    assert status in (b"0\n", b"None\n")
    out.decode("utf-8")
    assert out.endswith((b"\n", b"</html>"))
    assert b"\r\n" not in out


@pytest.mark.parametrize("call", IN_TABLES, ids=" ".join)
@pytest.mark.parametrize("surroundings", [*EACH, "utf-8"])
def test_what_is_for_people_is_in_their_encoding_and_never_an_error(printed, surroundings, call):
    status, out, err = printed(surroundings)[call]
    assert status == printed("utf-8")[call][0]
    encoding = {"locale": "ascii", "posix": "ascii", "shift-jis": "shift_jis"}.get(surroundings, surroundings)
    for text in (out.decode(encoding), err.decode(encoding)):
        assert "Traceback" not in text
        lines = text.replace("\ufeff", "").split("\n")
        assert lines == [visible(line) for line in lines]


@pytest.mark.parametrize("call", [call for call in FORMATTED if call[-1] == "markdown"], ids=" ".join)
def test_markdown_has_no_sign_that_a_terminal_obeys(printed, call):
    lines = printed("utf-8")[call][1].decode().split("\n")
    assert lines == [visible(line) for line in lines]
    assert not any(line.startswith(("# No", "As of 2099", "- an item")) for line in lines)


@pytest.mark.parametrize("name", hostile.DATA)
def test_pictures_pages_and_scenarios_have_no_sign_that_a_terminal_obeys(printed, name):
    text = printed("utf-8")[hostile.DATA[name]][1].decode().replace("\t", " ")
    assert text.split("\n") == [visible(line) for line in text.split("\n")]


@pytest.mark.parametrize("name", ["forecast-one", "forecast-one-json"])
def test_a_scenario_is_read_back_with_the_texts_that_it_had(printed, name):
    found = loads(printed("utf-8")[hostile.DATA[name]][1], "<stdin>")
    moves = loads(hostile.RECORD, "<stdin>").history.moves
    assert [evolve(move, where=None) for move in found.history.moves[:4]] == [
        evolve(each, where=None) for each in moves
    ]


@pytest.mark.parametrize("call", [call for call in FORMATTED if call[-1] == "json"], ids=" ".join)
def test_json_has_no_sign_that_a_terminal_obeys_and_keeps_the_text(printed, call):
    text = printed("utf-8")[call][1].decode()
    assert text.split("\n") == [visible(line) for line in text.split("\n")]
    if call[0] == "run" and "several" not in call and call.count("{file}") == 1:
        title = "=First 条約 <b>\nAs of 2099-01-01 (likely): 0 of 0 moves.\n# No heading\n"
        assert json.loads(text)["scenario"] == title


def test_a_picture_and_a_page_have_their_title_on_one_line(printed):
    title = "=First 条約 <b> As of 2099-01-01 (likely): 0 of 0 moves. # No heading"
    found = ET.fromstring(printed("utf-8")[hostile.DATA["plot"]][1].decode())
    assert found[0].text.startswith(f"{title} – =B ")
    page = printed("utf-8")[hostile.DATA["page"]][1].decode()
    assert f"<title>{title.replace('<b>', '&lt;b&gt;')}" in page


# FILES


@pytest.mark.parametrize("name", ["plot", "page", "schema", "forecast-one"])
def test_a_file_has_what_standard_output_has(negsim, tmp_path, printed, name):
    (tmp_path / FILE).write_text(hostile.RECORD, "utf-8")
    ending = {"plot": "svg", "page": "html", "schema": "json", "forecast-one": "yaml"}[name]
    out = tmp_path / f"out.{ending}"
    call = [part.format(file=tmp_path / FILE) for part in hostile.DATA[name]]
    assert negsim(*call, "-o", out).exit_code == 0
    assert out.read_bytes() == printed("utf-8")[hostile.DATA[name]][1]


def test_a_new_file_is_utf_8_in_all_surroundings(shell, tmp_path):
    files = [tmp_path / f"{name}.yaml" for name in ("ascii", "utf-8")]
    for file in files:
        done = shell(f"negsim new '{file}'", PYTHONIOENCODING=file.stem, PYTHONUTF8="0", LC_ALL="C")
        assert done.returncode == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert b"\r" not in files[0].read_bytes()


# NAMES

NAMES = ["a\x1b[31mb.yaml", "a\u202eb.yaml", "a\nb.yaml: 3 moves", "a\u2028b.yaml", "a\x9bb.yaml"]
COMPLAINING = [
    ("run", "{}"),
    ("check", "{}"),
    ("check", "{}", "--format", "markdown"),
    ("legal", "{}", "--by", "a"),
    ("why", "{}", "p"),
    ("diff", "{}", "{}"),
    ("assess", "{}"),
    ("plot", "{}"),
    ("plot", "f.yaml", "-o", "{}"),
    ("plot", "f.yaml", "-o", "{}/x.svg"),
    ("page", "{}"),
    ("forecast", "{}"),
    ("schema", "-o", "{}/x.json"),
    ("new", "{}/x.yaml"),
    ("add", "{}", "oppose", "p", "--by", "a", "--date", "2013"),
    ("add", "f.yaml", "{}", "p"),
    ("add", "f.yaml", "oppose", "p", "--by", "a", "--date", "2013", "--set", "{}"),
    ("{}",),
    ("run", "f.yaml", "--{}"),
    ("run", "f.yaml", "--as-of", "{}"),
    ("run", "f.yaml", "--format", "{}"),
    ("run", "f.yaml", "--branch", "{}"),
    ("why", "f.yaml", "{}"),
    ("legal", "f.yaml", "--by", "{}"),
    ("forecast", "f.yaml", "--set", "{}"),
    ("forecast", "f.yaml", "--set", "{}=x"),
    ("forecast", "f.yaml", "--set", "a.policy={}"),
    ("forecast", "f.yaml", "--compare", "{}"),
    ("forecast", "f.yaml", "--runs", "{}"),
    ("schema", "{}"),
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize("call", COMPLAINING, ids=" ".join)
def test_a_complaint_shows_what_a_name_would_make_a_terminal_do(negsim, tmp_path, monkeypatch, call, name):
    monkeypatch.chdir(tmp_path)
    Path("f.yaml").write_text(hostile.RECORD, "utf-8")
    result = negsim(*(part.format(name) for part in call))
    assert result.exit_code == (UNWRITTEN if call[-1].startswith("{}/") else INVALID)
    printed = result.stdout + result.stderr
    assert [visible(line) for line in printed.split("\n")] == printed.split("\n")
    assert visible(name).partition(".")[0] in printed or f"U+{ord(name[1]):04X}" in printed
    assert not any(line.startswith("b.yaml") for line in printed.split("\n"))


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_what_is_said_of_a_file_shows_its_name(negsim, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(hostile.RECORD, "utf-8")
    for call in (("check", name), ("diff", name, name), ("new", f"{name}.new"), ("plot", name, "-o", f"{name}.svg")):
        printed = negsim(*call).stdout
        assert visible(name) in printed
        assert [visible(line) for line in printed.split("\n")] == printed.split("\n")


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_warning_shows_the_name_of_its_file(negsim, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Path(name).write_text("scenario: x\nparties: {a: A, b: B}\nissues: {i: x, I: x}\n", "utf-8")
    result = negsim("check", name)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{visible(name)}:3:16: warning: ")
    assert visible(result.stderr.removesuffix("\n")) == result.stderr.removesuffix("\n")


@pytest.mark.slow(reason="a shell is started for each call")
@pytest.mark.parametrize("call", COMPLAINING, ids=" ".join)
def test_an_argument_that_is_no_text_is_no_crash(shell, tmp_path, call):
    (tmp_path / "f.yaml").write_text(hostile.RECORD, "utf-8")
    line = " ".join(part.replace("{}", "$'a\\xff\\xfe'") for part in call)
    for surroundings in ({"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONUTF8": "1"}):
        result = shell(f"cd {tmp_path}; PYTHONPATH={ROOT} negsim {line}", **surroundings)
        assert result.returncode == (UNWRITTEN if call[-1].startswith("{}/") else INVALID)
        assert "Traceback" not in result.stderr
        assert "a\\udcff\\udcfe" in result.stdout + result.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_whose_name_is_no_text_is_read(shell, tmp_path, form):
    folder = os.fsencode(tmp_path)
    Path(os.fsdecode(folder + b"/a\xff.yaml")).write_text(hostile.RECORD, "utf-8")
    result = shell(f"cd {tmp_path}; PYTHONPATH={ROOT} negsim check $'a\\xff.yaml' --format {form}")
    assert (result.returncode, result.stderr) == (0, "")
    assert "a\\udcff.yaml" in result.stdout.replace("\\\\", "\\")


# THE SEAM


def test_nothing_prints_but_through_the_seam():
    for path in (ROOT / "sim" / "cli").glob("*.py"):
        called = {
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call)
        }
        assert path.name == "printing.py" or not called & {"click.echo", "click.secho", "print", "sys.stdout.write"}, (
            path
        )


def test_data_is_printed_where_standard_output_takes_text_alone(monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    print_data("条\ud800\n")
    print_data(b"<svg/>")
    assert out.getvalue() == "条\\ud800\n<svg/>"
    assert terminal_encoding() == "utf-8"


def test_nothing_is_printed_where_there_is_no_standard_output(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    print_data("条")
    say("条")
    assert terminal_encoding() == "utf-8"


def test_every_command_is_held_to_it():
    only_ids = {"new", "add", "journal", "judge", "vectors"}  # the commands that show no text of a record
    tried = {call[0] for call in CALLS} | only_ids
    assert tried >= set(group.list_commands(None))
    assert printing.__doc__
