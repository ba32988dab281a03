"""Logs hold what a system was asked and what it answered; what cannot be so is refused in a sentence."""

import pytest

from sim import InvalidFieldError, Negotiation
from sim.moves import Accept, Oppose
from sim.testing.judging import Log, Operation, Read
from sim.testing.story import SETTING, START

DAY = "2013-01-01"
ACCEPT = Accept(subject="a", by="bohus", date=DAY)
OPPOSE = Oppose(subject="a", by="bohus", date=DAY)


def test_a_log_may_begin_with_a_setting_in_which_nothing_is_made():
    assert Log(SETTING).start == Negotiation.begin(SETTING)
    assert Log(START).start is START


def test_entries_are_in_order_of_their_starts():
    late, early = Operation(ACCEPT, "accepted", 2, 3), Operation(ACCEPT, "unknown", 1)
    read = Read({"a": "tabled"}, DAY, 1, 2)
    assert Log(START, [late, early], [read]).entries == (read, early, late)


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (Operation(ACCEPT, "refused", 0.5, 2, "c1"), "0.5–2 c1 accept a by bohus on 2013-01-01: refused"),
        (Operation(ACCEPT, "unknown", 1), "1– accept a by bohus on 2013-01-01: its answer was lost"),
        (
            Read({"a": None, "p": {"y": "left", "x": "left"}}, DAY, 1, 2),
            "1–2 reads that a is unmade, p is left for x, left for y on 2013-01-01",
        ),
        (Read({"p": {}}, DAY, 1, 2, "c2"), "1–2 c2 reads that p is without parties on 2013-01-01"),
    ],
)
def test_an_entry_is_told_in_a_line(entry, text):
    assert str(entry) == text


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda: Operation(ACCEPT, "acepted", 0, 1),
            "the outcome of accept a by bohus on 2013-01-01 cannot be 'acepted'; did you",
        ),
        (lambda: Operation("accept", "accepted", 0, 1), "an operation is of a move, such as Accept(…), not 'accept'"),
        (lambda: Operation(ACCEPT, "refused", 0), "accept a by bohus on 2013-01-01 is refused, but has no end; give"),
        (
            lambda: Operation(ACCEPT, "refused", 3, 1),
            "accept a by bohus on 2013-01-01 ends at 1, before it starts at 3",
        ),
        (
            lambda: Operation(ACCEPT, "refused", 3, float("inf")),
            "accept a by bohus on 2013-01-01 begins and ends at numbers, not 3 and inf",
        ),
        (lambda: Read({}, DAY, 0, 1), 'a read has the statuses that were seen by subject, such as {"a": "tabled"}'),
        (lambda: Read({"a": 3}, DAY, 0, 1), "the status of a is a word, or None for what nobody has made, not 3"),
        (lambda: Read({"a": "tabeled"}, DAY, 0, 1), "the status of a cannot be 'tabeled'; did you mean tabled?"),
        (lambda: Read({"p": {"x": None}}, DAY, 0, 1), "the status of p for x is a word, not None"),
        (lambda: Read({"a": "tabled"}, DAY, 1, 0), "the read of a ends at 0, before it starts at 1"),
        (lambda: Log("start"), "a log begins in a state or with a setting, not with str"),
        (lambda: Log(START, [Read({"a": "tabled"}, DAY, 0, 1)]), "a log has operations, not Read"),
        (lambda: Log(START, [], [ACCEPT]), "a log has reads, not Accept"),
        (
            lambda: Log(START, [Operation(move, "unknown", 0, retry="r") for move in (ACCEPT, OPPOSE)]),
            "accept a by bohus on 2013-01-01 and oppose a by bohus on 2013-01-01 are not the same request",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(make, said):
    with pytest.raises(InvalidFieldError) as raised:
        make()
    assert said in str(raised.value)


@pytest.mark.parametrize("status", ["tabled", "idle", "in-place", "done", "pending", "expired"])
def test_a_read_shows_what_a_subject_can_read_as(status):
    assert Read({"a": status}, DAY, 0, 1).statuses["a"] == Read({"a": {"x": status}}, DAY, 0, 1).statuses["a"]["x"]


@pytest.mark.parametrize("time", [None, "0", [], float("inf"), 10**400])
def test_a_time_is_a_number_that_a_float_can_hold(time):
    with pytest.raises(InvalidFieldError, match="begins and ends at numbers"):
        Operation(ACCEPT, "accepted", time, 1)


def test_a_retry_is_a_text():
    with pytest.raises(InvalidFieldError, match="is a text, or None"):
        Operation(ACCEPT, "accepted", 0, 1, retry=[])


@pytest.mark.parametrize("entries", [None, 3, START])
def test_a_log_has_lists(entries):
    with pytest.raises(InvalidFieldError, match="a list of operations"):
        Log(START, entries)
    with pytest.raises(InvalidFieldError, match="a list of reads"):
        Log(START, reads=entries)
