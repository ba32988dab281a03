"""Time grows with the size of a file, and no faster: at most two seconds for each megabyte, a slow machine included."""

import sys
from collections.abc import Callable
from time import process_time

import pytest
from complaints import faults_in, recorded
from hypothesis import given, strategies as st

from sim.assess import assess, figures, positions
from sim.cli.output import Heading, heading_text
from sim.model.errors import did_you_mean
from sim.records import table
from sim.records.tables.named import PANEL, TABLES
from sim.report.dance.picture import positions_picture
from sim.report.svg.text_width import shortened, width
from sim.report.timeline.layout import MIN_GAP, FirstFitRows
from sim.report.timeline.picture import picture

pytestmark = pytest.mark.slow(reason="records of thousands of moves are read, assessed and drawn against the clock")

HEAD = "scenario: T\nparties: {a: A, b: B}\n"
PROPOSED = "".join(f"  - {{propose: p{n}, by: a, date: 2013, issue: i}}\n" for n in range(15_000))
RECORD = f"{HEAD}issues: {{i: I}}\nmoves:\n{PROPOSED}"
SECONDS_PER_MEGABYTE = 2
SLOWER = 1 if sys.gettrace() is None else 4
"""What it costs to have the coverage of the lines measured meanwhile."""


def seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def is_quick(size: int, work: Callable[[], object]) -> bool:
    """Whether the work is done in the time that a file of so many characters may take, and that of the start."""
    return seconds(work) < SLOWER * (SECONDS_PER_MEGABYTE * size / 1e6 + 5)


FAULTY = {
    "subjects": "".join(f"  - {{oppose: nobody-{n}, by: b, date: 2013}}\n" for n in range(1_100)),
    "countered": "".join(
        f"  - {{propose: q{n}, by: b, date: 2013, issue: i, counters: nobody-{n}}}\n" for n in range(1_100)
    ),
    "issues": "".join(f"  - {{propose: q{n}, by: b, date: 2013, issue: none-{n}}}\n" for n in range(1_100)),
    "conditions": "".join(
        f"  - {{threaten: t{n}, by: b, date: 2013, issue: i, action: x, if: {{nobody-{n}: opposed}}}}\n"
        for n in range(1_100)
    ),
    "expectations": "expect:\n" + "".join(f"  - proposals: {{nobody-{n}: tabled}}\n" for n in range(1_100)),
}


@pytest.mark.parametrize("faulty", FAULTY)
def test_a_thousand_unknown_names_among_thousands_are_told_in_time(faulty):
    text = RECORD + FAULTY[faulty]
    assert is_quick(len(text), lambda: faults_in(text))


def test_long_names_are_compared_with_none():
    names = [f"{'abcdefghijklmnopqrstuvwxyz0123456789' * 3_000}{end}" for end in "xy"]
    assert did_you_mean(names[0], names[1:]).startswith("; there is abc")
    assert is_quick(0, lambda: did_you_mean(names[0], names[1:]))


def test_a_title_of_one_word_is_wrapped_in_time():
    word = "a" * 16_000_000
    assert is_quick(len(word), lambda: heading_text(Heading(word, (word,)), "table"))


def test_a_long_word_is_wrapped_as_a_short_one_is(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    lines = heading_text(Heading(f"Title {'a' * 1_500} end", ()), "table").splitlines()
    assert "".join(lines).replace(" ", "") == f"Title{'a' * 1_500}end"
    assert {len(line) for line in lines[1:-1]} == {100}


def test_the_positions_in_many_offers_are_found_and_drawn_in_time():
    offers = "".join(
        f"  - {{propose: p{n}, by: {'ab'[n % 2]}, date: {1900 + n // 200}, issue: i, terms: {{wage: {n % 70} %}}}}\n"
        for n in range(15_000)
    )
    view = recorded(f"{HEAD}issues: {{i: I}}\nmoves:\n{offers}").history.as_of()
    assert is_quick(len(offers), lambda: (positions(view), positions_picture("T", view)))


def test_what_is_assessed_of_many_issues_is_found_in_time():
    issues = ", ".join(f"i{n}: I" for n in range(40_000))
    scenario = recorded(f"{HEAD}issues: {{i: I, {issues}}}\nmoves:\n{PROPOSED}")
    assert is_quick(1_000_000, lambda: figures(assess(scenario.history.as_of())))


def test_what_was_accepted_of_many_proposals_is_found_in_time():
    accepted = "".join(f"  - {{accept: p{n}, by: b, date: 2013}}\n" for n in range(0, 15_000, 2))
    scenario = recorded(RECORD + accepted)
    assert is_quick(1_000_000, lambda: figures(assess(scenario.history.as_of())))


def test_many_that_stand_at_once_are_drawn_in_time():
    history = recorded(RECORD).history
    assert is_quick(len(RECORD), lambda: picture("Title", history.as_of()))


@pytest.mark.parametrize("name", TABLES)
def test_a_long_table_of_many_moves_is_made_in_time(name):
    offers = "".join(
        f"  - {{propose: p{n}, by: {'ab'[n % 2]}, date: {1900 + n // 200}, issue: i, terms: {{wage: {n % 70} %}}}}\n"
        f"  - {{threaten: t{n}, by: b, date: {1900 + n // 200}, issue: i, action: x, unless: {{p{n}: accepted}}}}\n"
        for n in range(7_500)
    )
    scenario = recorded(f"{HEAD}issues: {{i: I}}\nmoves:\n{offers}")
    assert is_quick(len(offers), lambda: table(scenario, name, by="day" if name == PANEL else None).rows)


def test_a_name_of_any_length_is_shortened_in_time():
    text = "漢字 a" * 2_000_000
    assert is_quick(len(text), lambda: shortened(text, 100, 10))


@given(st.text(max_size=40), st.floats(0, 300))
def test_what_is_shortened_fits_and_is_cut_only_where_it_must(text, room):
    line, short = " ".join(text.split()), shortened(text, room, 10)
    assert width(short, 10) <= max(room, width("…", 10)) + 1e-6
    if short != line:
        assert width(line, 10) > room - 1e-6
        assert line.startswith(short.removesuffix("…"))


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40)), max_size=60))
def test_the_first_free_row_is_the_one_that_looking_at_each_finds(spans):
    rows, ends = FirstFitRows(), list[float]()
    for begin, length in spans:
        expected = next((row for row, taken in enumerate(ends) if taken <= begin), len(ends))
        assert rows.first_free(begin, begin + length) == expected
        ends[expected : expected + 1] = [begin + length + MIN_GAP]
