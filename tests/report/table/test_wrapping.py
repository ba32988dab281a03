import time
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st
from wcwidth import wcswidth

from sim.model.escaping import one_line, visible
from sim.report.table.wrapping import columns, pieces, wrapped

LINES = st.text().map(one_line).map(visible)


def test_a_text_of_blanks_is_one_empty_line():
    assert wrapped("", 5) == wrapped("  ", 5) == wrapped(" " * 9, 5) == [""]


@given(LINES, st.integers(2, 100))
def test_no_line_is_wider_than_it_may_be(text, width):
    assert all(wcswidth(line) <= width for line in wrapped(text, width))


@given(LINES, st.integers(2, 100))
def test_wrapping_loses_nothing_but_blanks(text, width):
    assert "".join(wrapped(text, width)).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.text("abc-", min_size=1, max_size=8), max_size=30), st.integers(8, 40))
def test_words_for_which_there_is_room_are_not_broken(words, width):
    lines = wrapped(" ".join(words), width)
    assert [word for line in lines for word in line.split()] == words
    assert all(len(f"{line} {below.split()[0]}") > width for line, below in pairwise(lines))


def test_an_empty_text_is_an_empty_line():
    assert wrapped("", 10) == [""]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in 12.0 to 15.0 % of runs", ["in", "12.0 to 15.0 %", "of", "runs"]),
        ("2013-04-01 to 2013-06-01, so", ["2013-04-01 to 2013-06-01,", "so"]),
        ("2013-05-03 to after the end", ["2013-05-03 to after the end"]),
        ("+5.0 points (25 %)", ["+5.0 points", "(25 %)"]),
        ("from a to b", ["from", "a", "to", "b"]),
        ("../2013-04-02 to 5", ["../2013-04-02 to 5"]),
    ],
)
def test_a_percentage_and_an_interval_are_one_word(text, found):
    assert pieces(text) == found


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("agree-to-continue", ["agree-to-", "continue"]),
        ("https://example.org/a", ["https://", "example.or", "g/a"]),
        ("x" * 23, ["x" * 10, "x" * 10, "xxx"]),
        ("条約条約条約", ["条約条約条", "約"]),
    ],
)
def test_a_word_too_wide_breaks_after_a_hyphen_or_a_slash_if_it_has_one(word, lines):
    assert wrapped(word, 10) == lines


def test_a_sign_that_is_drawn_upon_another_stays_with_it():
    assert wrapped("e\u0301" * 3, 2) == ["e\u0301" * 2, "e\u0301"]
    assert wrapped("☺\ufe0f" * 2, 2) == ["☺\ufe0f"] * 2


@pytest.mark.parametrize(("text", "wide"), [("", 0), ("abc", 3), ("条", 2), ("e\u0301", 1)])
def test_a_text_takes_so_many_columns(text, wide):
    assert columns(text) == wide


def seconds(text):
    """How long it takes to wrap a text, at best."""
    times = []
    for _ in range(2):
        begin = time.perf_counter()
        wrapped(text, 40)
        times.append(time.perf_counter() - begin)
    return min(times)


@pytest.mark.parametrize("part", ["x", "1", "條", "word ", "1 to ", "12 % ", "- "])
def test_a_text_eight_times_as_long_takes_about_eight_times_as_long(part):
    assert seconds(part * 400_000) < 24 * seconds(part * 50_000) + 0.1
