"""Object-centric logs: valid by the published schema, and true to the record."""

import itertools
import json
from datetime import datetime, timedelta

import jsonschema
import pytest
from hypothesis import given, settings
from published_schemas import OCEL

from sim import History, load, loads
from sim.moves import Remark, Threaten
from sim.records.exporters import ocel
from sim.records.exporters.ocel_relations import kind_of
from sim.records.exporters.times import ALWAYS, times_of_moves
from sim.scenario import Scenario
from sim.testing.files import records
from sim.testing.story import START
from sim.testing.strategies import histories

CHECKER = jsonschema.Draft7Validator(OCEL, format_checker=jsonschema.FormatChecker())
LAST = "2013-03-20"
DRAWN = records(histories())


def log_of(**cases):
    return json.loads("".join(ocel.export(cases.items())))


def told(*lines, **sections):
    """A record of these moves."""
    head = {"scenario": "S", "parties": {"a": "A", "b": "B"}, "issues": {"i": "I", "j": "J"}, "moves": list(lines)}
    return loads(json.dumps(head | sections))


def object_of(log, name):
    return next(each for each in log["objects"] if each["id"] == name)


def timed(log, name, attribute="status"):
    return [(each["time"], each["value"]) for each in object_of(log, name)["attributes"] if each["name"] == attribute]


def related(of):
    return {(each["objectId"], each["qualifier"]) for each in of["relationships"]}


@given(DRAWN, DRAWN)
@settings(max_examples=8)
def test_a_log_of_several_cases_is_valid_and_every_relation_names_an_object_of_its_case(one, other):
    log = log_of(one=one, other=other)
    CHECKER.validate(log)
    names = [each["id"] for each in log["objects"]]
    assert len({*names}) == len(names)
    for each in (*log["events"], *log["objects"]):
        case = each["id"].partition("/")[0]
        assert all(name in names and name.partition("/")[0] == case for name, _ in related(each))
    for types, of_type in (("eventTypes", log["events"]), ("objectTypes", log["objects"])):
        declared = {each["name"]: {it["name"] for it in each["attributes"]} for each in log[types]}
        assert declared.keys() == {each["type"] for each in of_type}
        assert all({it["name"] for it in each["attributes"]} <= declared[each["type"]] for each in of_type)


@given(DRAWN)
@settings(max_examples=20)
def test_events_are_the_moves_in_their_order(scenario):
    events = log_of(case=scenario)["events"]
    times = [each["time"] for each in events]
    assert times == sorted(times, key=datetime.fromisoformat)
    assert len({*times}) == len(times)
    moves = scenario.history.moves
    assert [each["id"] for each in events] == [f"case/{number}" for number in range(1, len(moves) + 1)]
    assert [each["type"] for each in events] == [move.verb for move in moves]
    assert [time[:10] for time in times] == [when.best.isoformat() for when in scenario.history.dates]


@given(DRAWN)
@settings(max_examples=20)
def test_the_last_timed_status_of_everything_is_that_at_the_end(scenario):
    log, end = log_of(case=scenario), scenario.history.as_of(len(scenario.history.moves))
    for name, subject in end.state.subjects.items():
        for whose, status in end.statuses_of(subject).items():
            of = f"case/participation/{name}/{whose}" if whose else f"case/{kind_of(subject)}/{name}"
            changes = timed(log, of)
            assert changes == sorted(changes, key=lambda each: each[0])
            assert changes[-1][1] == status.status
            assert timed(log, of, "qualifiers")[-1][1] == " ".join(status.words)
            assert all(one != other for (_, one), (_, other) in itertools.pairwise(changes))


def test_what_time_alone_brings_about_has_its_day():
    scenario = told(
        {"propose": "p", "by": "a", "date": "2013-03-01", "issue": "i", "expires": "2013-03-10"},
        {
            "impose": "m",
            "by": "b",
            "date": "2013-03-02",
            "issue": "i",
            "effective": "2013-03-05",
            "until": "2013-03-20",
        },
        {"remark": "i", "by": "a", "date": "2013-04-01", "kind": "hope"},
    )
    log = log_of(c=scenario)
    assert timed(log, "c/proposal/p") == [("2013-03-01T00:00:01Z", "tabled")]
    assert timed(log, "c/proposal/p", "qualifiers") == [
        ("2013-03-01T00:00:01Z", ""),
        ("2013-03-11T00:00:00Z", "expired"),
    ]
    assert timed(log, "c/measure/m") == [
        ("2013-03-02T00:00:01Z", "threatened"),
        ("2013-03-05T00:00:00Z", "in-place"),
        ("2013-03-21T00:00:00Z", "expired"),
    ]


def test_a_move_is_related_to_who_makes_it_and_to_all_that_it_names():
    scenario = told(
        {"propose": "p", "by": "a", "date": "2013-03-01", "issue": "i", "source": ["s", "t"], "over": "j"},
        {"propose": "q", "by": "b", "date": "2013-03-02", "issue": ["i", "j"], "counters": "p", "subject-to": "court"},
        {"threaten": "m", "by": "b", "date": "2013-03-03", "issue": "i", "if": {"p": "withdrawn", "later": "accepted"}},
        {"commit": "c", "by": "both", "date": "2013-03-04", "issue": "i"},
        {"suspend": "c", "by": "a", "date": "2013-03-05"},
        {"propose": "later", "by": "a", "date": "2013-03-06", "issue": "i", "settles": "p"},
        {"accept": "later", "by": "b", "date": "2013-03-07"},
        {"remark": ["i", "j"], "by": "court", "date": "2013-03-08", "kind": "concern"},
        **{"third-parties": {"court": {"title": "Court", "with": "a"}}, "sources": {"s": "S", "t": "T"}},
    )
    log = log_of(x=scenario)
    found = [related(event) for event in log["events"]]
    assert found[0] == {
        ("x", "in"), ("x/party/a", "by"), ("x/proposal/p", "makes"), ("x/issue/i", "issue"), ("x/issue/j", "over"),
        ("x/source/s", "source"), ("x/source/t", "source"),
    }  # fmt: skip
    assert {("x/proposal/p", "counters"), ("x/third-party/court", "subject-to"), ("x/issue/j", "issue")} <= found[1]
    assert {("x/proposal/p", "if"), ("x/proposal/later", "if"), ("x/measure/m", "makes")} <= found[2]
    assert {
        ("x/party/a", "by"), ("x/party/b", "by"), ("x/commitment/c", "makes"), ("x/participation/c/a", "makes"),
        ("x/participation/c/b", "makes"),
    } <= found[3]  # fmt: skip
    assert ("x/participation/c/a", "acts-on") in found[4]
    assert ("x/participation/c/b", "acts-on") not in found[4]
    assert ("x/commitment/c", "acts-on") in found[4]
    assert {("x/proposal/later", "acts-on"), ("x/proposal/p", "acts-on")} <= found[6]
    assert found[7] == {("x", "in"), ("x/third-party/court", "by"), ("x/issue/i", "on"), ("x/issue/j", "on")}
    later = related(object_of(log, "x/proposal/later"))
    assert later == {("x", "in"), ("x/party/a", "by"), ("x/issue/i", "issue"), ("x/proposal/p", "settles")}
    assert ("x/party/a", "with") in related(object_of(log, "x/third-party/court"))
    assert related(object_of(log, "x/participation/c/a")) == {
        ("x", "in"), ("x/commitment/c", "part-in"), ("x/party/a", "of"),
    }  # fmt: skip


def test_a_condition_on_what_nobody_ever_makes_is_no_relation():
    threat = Threaten(by="aland", subject="m", date="2013-03-01", issue="quota", unless={"never": "accepted"})
    log = log_of(x=Scenario("x.yaml", "S", None, History.of(START, [threat])))
    assert related(log["events"][0]) == {
        ("x", "in"), ("x/party/aland", "by"), ("x/measure/m", "makes"), ("x/issue/quota", "issue"),
    }  # fmt: skip


def test_the_fields_of_a_move_are_texts_and_a_vague_date_keeps_its_bounds():
    scenario = told(
        {"propose": "p", "by": "a", "date": "2013-03", "issue": ["i", "j"], "terms": {"pay": "5 %"}},
        {"threaten": "m", "by": "b", "date": "../2013-04-03", "issue": "i", "unless": {"p": "withdrawn"}},
    )
    (first, second) = (
        {each["name"]: each["value"] for each in event["attributes"]} for event in log_of(x=scenario)["events"]
    )
    assert first == {
        "number": "1", "tone": "neutral", "earliest": "2013-03-01T00:00:00Z", "latest": "2013-03-31T00:00:00Z",
        "line": "1", "by": "a", "date": "2013-03", "issue": "i j", "kind": "offer", "matter": "substance",
        "terms": '{"pay": "5 %"}',
    }  # fmt: skip
    assert second["date"] == "../2013-04-03"
    assert second["unless"] == '{"p": "withdrawn"}'
    assert second["latest"] == "2013-04-03T00:00:00Z"


def test_a_record_without_moves_has_objects_and_no_events():
    log = log_of(x=told(commitments={"c": {"issue": "i", "since": "0950"}}, talks={"t": "T"}))
    CHECKER.validate(log)
    assert log["events"] == log["eventTypes"] == []
    assert timed(log, "x/talks/t") == [(ALWAYS, "idle")]
    assert timed(log, "x/participation/c/a") == [(ALWAYS, "in-force")]


def test_years_before_1000_have_four_digits():
    log = log_of(x=told({"propose": "p", "by": "a", "date": "0950-03-01", "issue": "i"}))
    CHECKER.validate(log)
    assert log["events"][0]["time"] == "0950-03-01T00:00:01Z"


def test_no_cases_are_an_empty_log():
    assert log_of() == {"events": [], "objects": [], "eventTypes": [], "objectTypes": []}


def test_a_source_and_the_level_of_a_measure_are_kept():
    scenario = told(
        {"impose": "m", "by": "b", "date": "2013-03-02", "issue": "i", "level": "5 %"},
        {"raise": "m", "by": "b", "date": "2013-03-03", "to": "9 %"},
        commitments={"c": {"title": "Pact", "source": "s"}},
        sources={"s": {"title": "S", "published": "2014", "url": "http://s.test"}},
    )
    log = log_of(x=scenario)
    assert timed(log, "x/measure/m", "level") == [("2013-03-02T00:00:01Z", "5 %"), ("2013-03-03T00:00:01Z", "9 %")]
    assert [value for _, value in timed(log, "x/measure/m", "step")] == ["as-imposed", "raised"]
    assert ("x/source/s", "source") in related(object_of(log, "x/commitment/c"))
    assert {each["name"]: each["value"] for each in object_of(log, "x/source/s")["attributes"]} == {
        "title": "S", "published": "2014", "url": "http://s.test",
    }  # fmt: skip


def test_a_day_of_more_moves_than_seconds_keeps_the_order(monkeypatch):
    monkeypatch.setattr("sim.records.exporters.times._SECONDS_OF_A_DAY", 3)
    told_thrice = [Remark(by="aland", subject="quota", date="2013-03-01", kind="hope")] * 3
    assert times_of_moves(History.of(START, told_thrice)) == tuple(
        f"{(datetime(2013, 3, 1) + timedelta(microseconds=number)).isoformat()}Z"  # noqa: DTZ001 - as written
        for number in (1, 2, 3)
    )


@pytest.mark.parametrize("name", ["fishing", "moscow-2007", "colombia-2016"])
def test_records_that_come_with_negsim_are_valid(name):
    CHECKER.validate(log_of(**{name: load(f"scenarios/{name}.yaml")}))
