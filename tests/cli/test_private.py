"""`--private`: without it no page, picture or export holds what a record marks as private, or says that it does."""

import re
import zlib

import pytest
import yaml

from sim.records.exporters.named import ENDINGS
from sim.records.tables.named import TABLES

RECORD = """\
scenario: Talks
parties: {aland: Aland, bohus: Bohus}
third-parties: {council: Council}
issues: {quota: Quota}
commitments:
  pact: {quote: hush-aa, note: hush-ab, source: hush-ac, private: [quote, note, source]}
measures:
  ban: {by: aland, issue: quota, quote: hush-ad, note: hush-ae, source: hush-ac, private: [quote, note, source]}
sources:
  hush-ac: {title: hush-af, published: 2013-03-10}
  gazette: {title: hush-ag, url: "https://hush-ah.example", note: hush-ai, private: [title, url, note]}
moves:
  - propose: shares
    by: aland
    date: 2013-02
    issue: quota
    terms: {share: 55 %}
    speaker: hush-aj
    quote: hush-ak
    source: hush-ac
    channel: secret
    note: hush-al
    private: [speaker, quote, source, channel, note]
  - {threaten: strike, by: bohus, date: 2013-02, issue: quota, action: hush-am, source: gazette, private: action}
  - {impose: levy, by: bohus, date: 2013-02, issue: quota, action: hush-an, note: hush-ao, private: [note, action]}
  - {act: row, by: council, date: 2013-03, tone: hostile, action: hush-ap, source: hush-ac, private: [action, source]}
  - {remark: quota, by: bohus, date: 2013-03, kind: hope, quote: open, channel: secret, note: hush-aq,
     private: [note, channel]}
branches:
  calm:
    without: "#1"
    moves: [{act: fair, by: aland, date: 2013-04, tone: conciliatory, action: hush-ar, private: action}]
expect:
  - {holds without: {speaker: hush-aj}, proposals: {shares: tabled}}
  - {holds without: {source: hush-ac}, agreed: 0}
  - {holds without: 1, measures: {strike: threatened}}
"""
HIDDEN = re.compile("hush|secret")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "talks.yaml"
    path.write_text(RECORD)
    return path


def hidden_in(data):
    """The private texts in some bytes, the packed parts of a PDF too."""
    packed = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
    texts = [data, *(zlib.decompress(part) for part in packed if part[:1] == b"\x78")]
    return {found.group() for text in texts for found in HIDDEN.finditer(text.decode("utf-8", "replace"))}


@pytest.mark.parametrize("arguments", [(), ("--branch", "calm")])
def test_a_page_holds_what_is_private_only_if_it_is_asked_for(negsim, file, arguments):
    assert hidden_in(negsim("page", file, *arguments).stdout_bytes) == set()
    assert hidden_in(negsim("page", file, "--private", *arguments).stdout_bytes) == {"hush", "secret"}


@pytest.mark.parametrize("arguments", [(), ("--evidence",), ("--branch", "calm"), ("--ids",), ("--issue", "quota")])
def test_a_picture_holds_what_is_private_only_if_it_is_asked_for(negsim, file, arguments):
    assert hidden_in(negsim("plot", file, *arguments).stdout_bytes) == set()
    assert hidden_in(negsim("plot", file, "--private", *arguments).stdout_bytes) == {"hush"}


@pytest.mark.parametrize("ending", [".svg", ".png", ".pdf"])
def test_no_file_of_a_picture_holds_what_is_private(negsim, file, tmp_path, ending):
    path = tmp_path / f"out{ending}"
    assert negsim("plot", file, "-o", path).exit_code == 0
    assert hidden_in(path.read_bytes()) == set()


def test_a_picture_of_positions_holds_nothing_private(negsim, file):
    assert hidden_in(negsim("plot", file, "--terms").stdout_bytes) == set()


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("table", TABLES)
def test_no_table_holds_what_is_private(negsim, file, table, form):
    assert hidden_in(negsim("export", "--table", table, "--format", form, file).stdout_bytes) == set()


@pytest.mark.parametrize("form", ENDINGS)
def test_no_format_of_another_tool_holds_what_is_private(negsim, file, form):
    assert hidden_in(negsim("export", "--to", form, file).stdout_bytes) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--table", "moves"),
        ("--table", "moves", "--jobs", "2"),
        *(("--to", form) for form in ENDINGS if form != "gmcr"),
    ],
)
def test_an_export_holds_what_is_private_if_it_is_asked_for(negsim, file, arguments):
    assert "hush" in hidden_in(negsim("export", "--private", *arguments, file).stdout_bytes)


def test_other_processes_leave_out_what_is_private(negsim, file, tmp_path):
    path = tmp_path / "out.csv"
    assert negsim("export", "--table", "moves", "--jobs", "2", file, "-o", path).exit_code == 0
    assert hidden_in(path.read_bytes() + (tmp_path / "out.setting.yaml").read_bytes()) == set()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_settings_beside_a_table_keep_the_marks_if_they_are_asked_for(negsim, file, tmp_path, jobs):
    path = tmp_path / "out.csv"
    arguments = ("--table", "moves", file, "--jobs", jobs, "-o", path)
    negsim("export", *arguments)
    assert "private" not in (tmp_path / "out.setting.yaml").read_text()
    negsim("export", "--private", *arguments)
    settings = yaml.safe_load((tmp_path / "out.setting.yaml").read_text())["talks"]
    assert settings["sources"]["gazette"]["private"] == ["title", "url", "note"]


def test_an_export_with_what_is_private_is_imported_with_its_marks(negsim, file, tmp_path):
    table, again = tmp_path / "out.csv", tmp_path / "again"
    negsim("export", "--private", "--table", "moves", file, "-o", table)
    assert negsim("import", table, "-o", again).exit_code == 0
    [path] = again.glob("*.yaml")
    moves = yaml.safe_load(path.read_text())["moves"]
    before = yaml.safe_load(RECORD)["moves"]
    assert [move.get("private") for move in moves] == [move["private"] for move in before]


def test_standard_input_keeps_what_is_private_too(negsim):
    assert hidden_in(negsim("page", "-", stdin=RECORD).stdout_bytes) == set()


def test_the_terminal_shows_all(negsim, file):
    assert "hush-ap" in negsim("run", file).stdout
    assert "hush-ak" in negsim("why", file, "shares").stdout
