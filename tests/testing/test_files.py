import pytest
from attrs import asdict, evolve
from hypothesis import Phase, find, given, settings, strategies as st
from testing.seen import seen_in
from wages import WAGES

from sim.history.history import History
from sim.model.dates import READINGS
from sim.model.errors import InvalidScenarioError
from sim.model.ids import NONE
from sim.model.move import fields_of
from sim.model.setting import Setting
from sim.rules.subjects.statements import Remark
from sim.rules.subjects.talks import Talks
from sim.scenario import as_yaml, loads
from sim.scenario.expectations import ABOUT_SUBJECTS, COUNTS, FIGURES, POSITIONS
from sim.scenario.starter import STARTER
from sim.testing.files import expectations, records, scenarios, scenarios_with_records, starts
from sim.testing.invalid_files import ODD_LINES, SLIPS, faulty_scenarios
from sim.testing.story import SETTING, START

RECORD = loads(STARTER)
EMPTY = loads("scenario: S\nparties: {a: A, b: B}\n")
WORDS = {
    "a duplicate key": "stands here a second time",
    "an anchor": "an anchor",
    "an alias": "an alias",
    "a tag": "a tag, !!str",
    "a merge": "a merge",
    "a tab": "a tab in the indentation",
    "a glued #": "cuts the text off",
    "a control character": "control character U+0007",
    "an escaped control character": "an escape for the control character",
    "a second document": "a second document",
    "a directive": "a YAML directive",
    "a colon in a text": "a colon followed by a space",
    "an open quote": "quote",
    "an open bracket": "the list or mapping that opened before is not closed",
    "a text after a quoted one": "ends too early",
    "a key that is a list": "a key must be a text",
    "too deep": "nested deeper",
    "a list for a text": "a text is wanted here, not a list",
    "nothing for a text": "nothing stands here",
    "no title": "scenario is missing",
    "an unknown section": "there is no key 'colours'",
    "one party": "exactly two parties",
    "three parties": "exactly two parties",
    "a reserved id": "reserved",
    "a party as a third party": "is a party already",
    "a third party left out": "takes part",
    "an id declared twice": "declared twice",
    "an unknown key of talks": "there is no key 'colour'",
    "a next round of idle talks": "have no next round",
    "a commitment of a stranger": "is not declared",
    "an unknown key of a move": "has no key 'colour'",
    "a misspelt verb": "there is no move",
    "no verb": "names no move",
    "no date": "date is missing",
    "no day of the calendar": "cannot read the date",
    "a date that runs back": "",
    "no id": "is no id",
    "a value that is nothing": "nothing stands here",
    "a mapping for a text": "a text is wanted here, not a mapping",
    "no such choice": "'loud' is not possible here",
    "an unknown actor": "takes part",
    "an unknown issue": "no issue 'nobody",
    "an unknown source": "no source 'nobody",
    "an unknown subject": "nobody has made 'nobody",
    "two units of a term": "give both in one unit",
    "an id that is taken": "already (line",
    "an illegal move": "cannot be the object of oppose",
    "an expectation of nothing": "in the whole record",
    "an expectation without a number": "is no whole number",
    "an unknown key of an expectation": "there is no key 'colour'",
    "an expectation without an unknown source": "no source 'nobody",
}


def plainest(strategy):
    """What a strategy gives first: the plainest that it has."""
    return find(strategy, lambda _: True, settings=settings(database=None, phases=[Phase.generate]))


def said(scenario):
    """All that the file of a scenario says, dates as they are spelt."""
    moves = scenario.history.moves
    spelt = [{each.name: str(getattr(move, each.name)) for each in fields_of(type(move))} for move in moves]
    asked = [
        (str(each.as_of), each.reading, each.key, each.subject, each.expected, each.holds_without)
        for each in scenario.expectations
    ]
    return scenario.title, scenario.summary, scenario.start, moves, spelt, scenario.history.dates, asked


def faults_in(text):
    with pytest.raises(InvalidScenarioError) as refused:
        loads(text)
    return refused.value.faults


def has_the_place(text, place):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return 1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1


def test_the_plainest_start_has_two_parties_alone():
    assert plainest(starts()).setting == Setting({"a": "half and half", "b": "half and half"})
    assert plainest(starts()).ids == ()


def test_a_start_is_in_the_setting_that_is_asked_for():
    seen = seen_in(starts(SETTING), 60)
    assert all(start.setting == SETTING for start in seen)
    assert {isinstance(start.subjects[name], Talks) for start in seen for name in start.ids} == {True, False}


def test_positions_are_expected_where_terms_have_values():
    asked = [each for drawn in seen_in(expectations(loads(WAGES).history), 60) for each in drawn]
    positions = [each for each in asked if each.key == POSITIONS]
    assert {"wage", "pay/wage", "access"} <= {each.subject.rpartition("/")[0] for each in positions}
    assert {NONE, "4.2 %"} <= {each.expected for each in positions}


def test_what_is_expected_is_met_or_not_under_every_key_and_reading():
    record = RECORD.history
    asked = [each for drawn in seen_in(expectations(record), 60) for each in drawn]
    assert {each.key for each in asked} == {*ABOUT_SUBJECTS, *COUNTS, *FIGURES}
    assert {each.reading for each in asked} == {*READINGS}
    assert {each.as_of is None for each in asked} == {True, False}
    met = evolve(RECORD, expectations=tuple(asked)).findings()
    assert {finding.met for finding in met} == {True, False}


def test_it_must_hold_without_moves_sources_or_speakers():
    asked = [each for drawn in seen_in(expectations(RECORD.history), 60) for each in drawn]
    left_out = [asdict(each.holds_without) for each in asked if each.holds_without is not None]
    assert 0 < len(left_out) < len(asked)
    assert {name for each in left_out for name, value in each.items() if value} == {"moves", "sources", "speakers"}


@settings(max_examples=15)
@given(record=records())
def test_a_record_is_legal(record):
    assert History.of(record.start, record.history.moves).states == record.history.states


def test_the_plainest_record_is_an_empty_one():
    plain = plainest(records())
    assert (plain.summary, plain.history.moves, plain.expectations) == (None, (), ())


def test_records_are_of_the_histories_that_are_given():
    history = History.of(START, [Remark(subject="quota", by="aland", date="2013-01-01", kind="hope", quote="q")])
    quotes = {record.history.moves[0].quote for record in seen_in(records(st.just(history)), 20)}
    assert len(quotes) > 3


@settings(max_examples=40)
@given(pair=scenarios_with_records())
def test_a_file_in_any_hand_says_what_its_record_says(pair):
    text, record = pair
    assert said(loads(text)) == said(record)


def test_files_are_written_in_many_hands():
    seen = [text for text, _ in seen_in(scenarios_with_records(st.sampled_from((RECORD, EMPTY))), 240)]
    for sign in ("{\n", "\ufeff", "\r\n", "---\n", "# a comment", "'scenario'", '"scenario"', "[river]"):
        assert any(sign in text for text in seen), sign
    assert as_yaml(RECORD) in seen


@settings(max_examples=10)
@given(text=scenarios())
def test_a_scenario_is_read_without_a_fault(text):
    loads(text)


@settings(max_examples=40)
@given(pair=faulty_scenarios())
def test_a_faulty_file_is_refused_with_places_in_it(pair):
    text, _ = pair
    assert all(has_the_place(text, fault.where) for fault in faults_in(text))


@pytest.mark.parametrize("kind", [*SLIPS, *ODD_LINES])
def test_a_faulty_file_has_the_fault_that_its_kind_says(kind):
    for text, said_kind in seen_in(faulty_scenarios(st.just(RECORD), [kind]), 6):
        assert said_kind == kind
        assert any(WORDS[kind] in fault.words for fault in faults_in(text)), faults_in(text)
