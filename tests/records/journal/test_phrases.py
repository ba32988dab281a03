import pytest
from journals import BAN, NOON, PACT, SECTIONS

from sim.records.journal import Add, Amend, Declare, Entry, Redact, Retract
from sim.records.journal.phrases import action_in_words, as_sentence, item_in_words


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Declare(SECTIONS), "declare scenario, parties, issues, sources, measures"),
        (Declare({"summary": None}), "take back summary"),
        (
            Declare({"title": "T", "issues": {}, "sources": {"a": None, "b": "B"}, "branches": {"c": None}}),
            "declare title, issues, sources; take back a of sources, c of branches",
        ),
        (Declare({"forecast": {"from": None}}), "declare forecast"),
        (Declare({}), "declare nothing"),
        (Add(PACT), "add propose pact by aland"),
        (Add(PACT, after=0), "add propose pact by aland before all others"),
        (Add(BAN, after=4), "add threaten ban by aland after the move of @4"),
        (Amend(3, PACT), "amend @3 to propose pact by aland"),
        (Retract(3), "retract @3"),
        (Redact(3, ("/reason", "/by")), "redact /reason, /by of @3"),
    ],
)
def test_what_an_entry_records_is_told_in_words(action, words):
    assert action_in_words(action) == words


def test_a_sentence_says_who_recorded_what_and_when():
    entry = Entry(12, "e", NOON, "Anna", "", Retract(3), "", "")
    assert as_sentence(entry) == "@12 by Anna on 2013-06-01: retract @3"


def test_who_has_no_name_is_left_out():
    assert as_sentence(Entry(12, "e", NOON, "", "", Retract(3), "", "")) == "@12 on 2013-06-01: retract @3"


def test_an_act_on_several_subjects_and_by_nobody_is_told_too():
    assert item_in_words({"lapse": ["a", "b"], "date": "2013"}) == "lapse a, b"
