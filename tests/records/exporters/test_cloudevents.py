"""CloudEvents: one valid event for each move, in order."""

import json

import jsonschema
from hypothesis import given, settings
from published_schemas import CLOUD_EVENT

from sim import load, loads
from sim.records.exporters import cloudevents
from sim.records.exporters.times import times_of_moves
from sim.scenario.write import move_as_mapping
from sim.testing.files import records
from sim.testing.strategies import histories

CHECKER = jsonschema.Draft7Validator(CLOUD_EVENT, format_checker=jsonschema.FormatChecker())


def events_of(**cases):
    lines = "".join(cloudevents.export(cases.items())).splitlines()
    return [json.loads(line) for line in lines]


@given(records(histories()))
@settings(max_examples=20)
def test_every_move_is_a_valid_event_with_an_id_of_its_own(scenario):
    events, moves = events_of(one=scenario, other=scenario), scenario.history.moves
    for event in events:
        CHECKER.validate(event)
    assert len({event["id"] for event in events}) == len(events) == 2 * len(moves)
    for case in ("one", "other"):
        own = [event for event in events if event["source"] == f"/scenarios/{case}"]
        assert [event["data"]["move"] for event in own] == [move_as_mapping(move) for move in moves]
        assert [event["time"] for event in own] == [*times_of_moves(scenario.history)]
        assert [event["sequence"] for event in own] == sorted(event["sequence"] for event in own)


def test_an_event_says_the_move_as_a_file_has_it_and_what_it_did():
    event = events_of(fishing=load("scenarios/fishing.yaml"))[2]
    assert event["specversion"] == "1.0"
    assert event["id"] == "fishing/3"
    assert event["type"] == "negsim.move.propose"
    assert event["subject"] == "by-coastline"
    assert event["time"] == "2013-02-28T00:00:01Z"
    assert event["data"]["move"]["counters"] == "equal-shares"
    assert event["data"]["dates"] == {"earliest": "2013-02-09", "best": "2013-02-28", "latest": "2013-02-28"}
    assert event["data"]["effects"] == [
        {"subject": "by-coastline", "party": None, "before": None, "after": "tabled", "tone": "neutral"}
    ]


def test_the_source_of_an_event_is_a_reference_whatever_the_name_of_the_case():
    scenario = load("scenarios/fishing.yaml")
    assert events_of(**{"a b/ü.yaml": scenario})[0]["source"] == "/scenarios/a%20b%2F%C3%BC.yaml"


def test_a_case_is_read_when_its_turn_comes():
    def cases():
        yield "first", load("scenarios/fishing.yaml")
        raise AssertionError("the second case was read")

    assert json.loads(next(cloudevents.export(cases())))["id"] == "first/1"


def test_a_record_without_moves_has_no_events():
    empty = loads("{scenario: S, parties: {a: A, b: B}, issues: {i: I}, moves: []}")
    assert events_of(x=empty) == []
