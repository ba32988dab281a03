"""How tables give room: nothing that is one thing is broken, and the longest text takes what is left."""

import re

import pytest
from click.testing import CliRunner
from hypothesis import given, strategies as st

from sim.cli import group
from sim.report.table.layout import laid_out
from sim.report.table.wrapping import columns

IDS = st.from_regex(r"[a-z]{1,6}(-[a-z]{1,6}){0,3}", fullmatch=True)
DATES = st.dates().map(str) | st.dates().map("../{}".format) | st.dates().map("{0}/{0}".format)
PERCENTAGES = st.floats(0, 100).map("{:.1f} %".format)
INTERVALS = st.floats(0, 100).map("{0:.1f} to {0:.1f} %".format) | st.dates().map("{0} to {0}".format)
ONE = IDS | DATES | PERCENTAGES | INTERVALS
WORDS = st.sampled_from(("the", "herring", "of", "interceptors", "two", "条約"))
PROSE = st.lists(WORDS, max_size=60).map(" ".join)
ROWS = st.lists(st.tuples(IDS, DATES, PERCENTAGES, INTERVALS, PROSE, PROSE), min_size=1, max_size=4)
HEADERS = ("subject", "date", "probability", "95 % CI", "terms", "condition")


def whole(text, lines):
    """Whether a text stands somewhere in one line."""
    return any(re.search(rf"(?<!\S){re.escape(text)}(?!\S)", line) for line in lines)


def in_halves(span, lines):
    """Whether a span of two days stands in two lines, a day in each."""
    first, slash, last = span.partition("/")
    return first[:1].isdigit() and slash and whole(f"{first}/", lines) and whole(last, lines)


@given(ROWS, st.integers(60, 160))
def test_ids_days_percentages_and_intervals_never_break(rows, width):
    lines = laid_out(HEADERS, rows, width).split("\n")
    assert all(columns(line) <= width for line in lines)
    assert all(whole(cell, lines) or in_halves(cell, lines) for row in rows for cell in row[:4])


@given(st.lists(st.tuples(*[IDS] * 9), min_size=1, max_size=3), st.integers(60, 100))
def test_where_no_table_has_room_each_row_has_lines_of_its_own(rows, width):
    lines = laid_out([f"header {number}" for number in range(9)], rows, width).split("\n")
    assert all(columns(line) <= width for line in lines)
    assert all(whole(cell, lines) for row in rows for cell in row)


def test_a_row_that_has_lines_of_its_own_shows_header_and_text():
    assert laid_out(("subject", "date"), [("a" * 40, "2013-04-01"), ("b", "b " * 30)], 50).split("\n") == [
        f"-------  {'-' * 41}",
        "subject  " + "a" * 40,
        "date     2013-04-01",
        f"-------  {'-' * 41}",
        "subject  b",
        "date     " + " ".join("b" * 21),
        "         " + " ".join("b" * 9),
        f"-------  {'-' * 41}",
    ]


@given(st.lists(WORDS, min_size=80, max_size=99).map(" ".join), st.integers(60, 160))
def test_the_longest_text_takes_what_is_left(prose, width):
    lines = laid_out(("subject", "date", "terms"), [("close-ports", "2013-04-01", prose)], width).split("\n")
    rule = [len(part) for part in lines[1].split()]
    assert rule[:2] == [11, 10]
    assert rule[2] > width - 11 - 10 - 4 - len("interceptors") - 1


def test_the_longer_of_two_texts_gets_more_room_and_the_other_what_reads_well():
    lines = laid_out(("subject", "terms", "note"), [("a", "word " * 60, "note " * 8)], 100).split("\n")
    _, terms, note = (len(part) for part in lines[1].split())
    assert terms > 1.5 * note
    assert note >= 24


@pytest.mark.parametrize(
    ("header", "texts", "lines"),
    [
        ("points", ("1", "12"), ["       1", "      12"]),
        ("share", ("5.0 %", "12.0 %", "–"), ["  5.0 %", " 12.0 %", "      –"]),
        ("95 %", ("5.0 to 9.1 %", "12.0 to 15.0 %"), ["  5.0 to 9.1 %", "12.0 to 15.0 %"]),
        ("difference", ("+1.5 points", "-12.0 points"), [" +1.5 points", "-12.0 points"]),
        ("#", ("#1", "#12"), [" #1", "#12"]),
        ("moves", ("#1", "#12"), ["#1", "#12"]),
        ("value", ("1", "none"), ["1", "none"]),
        ("date", ("2013-04-01",), ["2013-04-01"]),
        ("since", ("–", "–"), ["–", "–"]),
    ],
)
def test_numbers_stand_at_the_right(header, texts, lines):
    table = laid_out((header,), [(text,) for text in texts], 60)
    assert [line.rstrip() for line in table.split("\n")[2:]] == lines


def test_the_verb_of_a_move_may_break_after_a_hyphen_and_an_id_may_not():
    rows = [("agree-to-continue", "ministers-of-fish", "word " * 20)]
    lines = laid_out(("move", "subject", "terms"), rows, 60).split("\n")
    assert whole("ministers-of-fish", lines)
    narrow = laid_out(("move", "subject", "terms"), [("agree-to-continue", "a" * 30, "x" * 21)], 68)
    assert "agree-to-" in narrow
    assert "subject  " not in narrow.split("\n")[1]


def test_a_span_of_days_breaks_after_its_slash_before_the_table_is_given_up():
    lines = laid_out(("move", "subject", "since"), [("oppose", "a" * 40, "2013-03-20/2013-03-31")], 68).split("\n")
    assert lines[0].split() == ["move", "subject", "since"]
    assert [line.split()[-1] for line in lines[2:]] == ["2013-03-20/", "2013-03-31"]


def test_ids_break_after_a_hyphen_only_in_a_table_that_may_break_them():
    row = ("the-provinces", "lake-and-harbour, the-neighbouring-provinces settled", "2013-03-20")
    headers = ("subject", "effect", "since")
    assert laid_out(headers, [row], 40).startswith("-------  ---")
    lines = laid_out(headers, [row], 40, breaks_ids=True).split("\n")
    assert lines[0].split() == [*headers]
    assert [line.split()[0] for line in lines[2:4]] == ["the-", "provinces"]
    assert whole("2013-03-20", lines)


def test_a_long_word_among_others_is_broken_before_the_table_is_given_up():
    lines = laid_out(("subject", "source"), [("close-ports", f"see {'x' * 70}")], 60).split("\n")
    assert lines[0].startswith("subject")
    assert all(len(line) <= 60 for line in lines)


def test_a_long_id_among_other_words_is_not_broken():
    name = "the-neighbouring-provinces-of-the-west"
    other = name.replace("-", "_")
    for text in (f"{name} opposed", f"#2 oppose x by {name}", f"as ({name}), too", f"unless {other}: y"):
        lines = laid_out(("subject", "since", "by move"), [("close-ports", "2013-04-01", text)], 60).split("\n")
        assert whole(next(word for word in text.split() if "the" in word), lines)


SCENARIOS = ("fishing", "moscow-2007")
CALLS = {
    "run": ("run", "{}"),
    "assess": ("assess", "{}"),
    "legal": ("legal", "{}", "--by", "clock"),
}


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("call", CALLS)
def test_our_own_scenarios_are_shown_whole_at_every_width(call, name, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    arguments = [part.format(f"scenarios/{name}.yaml") for part in CALLS[call]]
    shown = CliRunner().invoke(group, arguments, prog_name="negsim").stdout
    wide = CliRunner(env={"COLUMNS": "1000"}).invoke(group, arguments, prog_name="negsim").stdout
    things = set(re.findall(r"(?<!\S)(?:[.\d]\S*\d[?/.]*|[a-z]+(?:-[a-z]+)+)(?!\S)", wide))
    lines = shown.split("\n")
    assert things
    assert all(columns(line) <= width for line in lines)
    may_break = set(wide[wide.index("\nMoves\n") : wide.index("\nProposals\n")].split()) if call == "run" else set()
    unbroken = {thing for thing in things if thing not in may_break and thing != "agree-to-continue"}
    assert [thing for thing in unbroken if not whole(thing, lines)] == []
