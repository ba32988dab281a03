"""The first of the two folds: from entries to a record."""

import pytest
from hypothesis import given, strategies as st
from journals import BAN, NOON, PACT, SECTIONS, YES

from sim.model.errors import JournalError
from sim.records.journal import Add, Amend, Declare, Entry, Redact, Retract, folded
from sim.records.journal.entries import FIRST
from sim.records.journal.folding import RecordDraft, RecordedMove, RecordedPart


def entries(*actions):
    return [Entry(number, f"e{number}", NOON, "", "", action, "", "") for number, action in enumerate(actions, 1)]


def items(*actions):
    return [move.item for move in folded(entries(*actions)).moves]


@st.composite
def edits(draw):
    """Any additions, amendments and retractions that are about moves of the record."""
    actions, here = [], []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        kind = draw(st.sampled_from(["add", "amend", "retract"])) if here else "add"
        if kind == "add":
            actions.append(Add({"note": number}, draw(st.sampled_from([None, FIRST, *here]))))
            here.append(number)
        elif kind == "amend":
            actions.append(Amend(draw(st.sampled_from(here)), {"note": -number}))
        else:
            actions.append(Retract(draw(st.sampled_from(here))))
            here.remove(actions[-1].move)
    return actions


@given(edits(), st.data())
def test_the_fold_of_the_first_entries_is_the_same_whatever_follows(actions, data):
    count, draft = data.draw(st.integers(0, len(actions))), RecordDraft()
    for number, action in enumerate(actions[:count], 1):
        draft.take(number, action)
    then = draft.copy().frozen()
    for number, action in enumerate(actions[count:], count + 1):
        draft.take(number, action)
    assert folded(entries(*actions[:count])) == then
    assert draft.frozen() == folded(entries(*actions))


@given(edits())
def test_the_moves_are_those_of_a_plain_list(actions):
    plain = []
    for number, action in enumerate(actions, 1):
        at = [added for added, _ in plain]
        match action:
            case Add(item, None):
                plain.append((number, item))
            case Add(item, after):
                plain.insert(0 if after == FIRST else at.index(after) + 1, (number, item))
            case Amend(move, item):
                plain[at.index(move)] = (move, item)
            case Retract(move):
                del plain[at.index(move)]
    assert [(move.added, move.item) for move in folded(entries(*actions)).moves] == plain


@given(edits())
def test_a_move_that_is_retracted_and_added_again_in_its_place_leaves_the_items_as_they_were(actions):
    record = folded(entries(*actions))
    for position, move in enumerate(record.moves):
        before = record.moves[position - 1].added if position else FIRST
        assert items(*actions, Retract(move.added), Add(move.item, before)) == items(*actions)


@given(edits())
def test_a_move_that_is_amended_back_leaves_the_items_as_they_were(actions):
    for move in folded(entries(*actions)).moves:
        assert items(*actions, Amend(move.added, {"note": "other"}), Amend(move.added, move.item)) == items(*actions)


def test_a_move_keeps_its_place_and_its_entry_with_another_reading():
    record = folded(entries(Add(PACT), Add(YES), Amend(1, BAN)))
    assert record.moves == (RecordedMove(1, 3, BAN), RecordedMove(2, 2, YES))
    assert (record.number_of(2), record.number_of(3)) == (2, None)


@pytest.mark.parametrize("action", [Amend(2, YES), Retract(2), Add(YES, after=2), Retract(1), Add(YES, after=-1)])
def test_an_entry_about_a_move_that_is_not_there_is_refused(action):
    with pytest.raises(
        JournalError, match=r"entry @4 is about the move of entry @\S+, which is not in the record then"
    ):
        folded(entries(Declare(SECTIONS), Add(PACT), Retract(2), action))


def test_parts_are_declared_beside_those_that_are_there():
    first = Declare({"parties": {"aland": "Aland", "bohus": "Bohus"}, "scenario": "S"})
    record = folded(entries(first, Declare({"parties": {"bohus": "Republic of Bohus", "ceram": "Ceram"}})))
    assert record.sections == {
        "parties": {
            "aland": RecordedPart("Aland", 1),
            "bohus": RecordedPart("Republic of Bohus", 2),
            "ceram": RecordedPart("Ceram", 2),
        },
        "scenario": RecordedPart("S", 1),
    }


def test_parts_and_sections_can_be_taken_back():
    record = folded(entries(Declare(SECTIONS), Declare({"sources": {"gazette": None, "none": None}, "measures": None})))
    assert record.sections["sources"] == {}
    assert "measures" not in record.sections
    assert folded(entries(Declare(SECTIONS), Declare({"talks": None}))) == folded(entries(Declare(SECTIONS)))


def test_a_section_without_parts_is_replaced():
    record = folded(
        entries(Declare({"expect": [1], "forecast": {"a": 1}}), Declare({"expect": [2], "forecast": {"b": 2}}))
    )
    assert record.sections == {"expect": RecordedPart([2], 2), "forecast": RecordedPart({"b": 2}, 2)}
    again = folded(entries(Declare({"expect": [1]}), Declare({"expect": {"a": 1}})))
    assert again.sections == {"expect": {"a": RecordedPart(1, 2)}}


def test_a_redaction_leaves_the_record_to_the_entries():
    assert items(Add(PACT), Redact(1, ("/reason",))) == [PACT]
