import json
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from imported import SAMPLES, case_in, complaint, dropped_in, is_told_or_read, moves_in, outcomes_of, written

from sim.records.importers.plover import read as plover
from sim.records.importers.plover.codes import NOT_COUNTED, PLOVER
from sim.records.importing.cases import checked_case

SAMPLE = Path(SAMPLES, "plover_gsr_subset.json")


def record(event="ACCUSE", source="ALD", target="BOH", **fields):
    return {
        "id": "X-1",
        "date": "2013-02-01",
        "source": [{"code": source}],
        "recipient": [{"code": target}],
        "event": event,
        **fields,
    }


def table(folder, *records):
    return written(folder, json.dumps(records), "data.json")


def only_move(folder, *records):
    (row,) = case_in(plover, table(folder, *records)).rows
    return row


def test_compound_actors_of_the_gold_standard_act_together():
    case = case_in(plover, SAMPLE, ("ISR", "PSE"))
    assert moves_in(case) == [(7, "act", "both", "act")]
    item = case.rows[0].item
    assert (item["issue"], item["action"]) == ("resources", "reached consensus to exchange information")
    assert item["note"].startswith("candidate: PLOVER AGREE; by Israel; PLOVER-GSR01-AGREE-0006; ")
    assert checked_case(case, "sample").text is not None


def test_a_context_in_the_field_of_the_target_is_no_actor():
    assert "diplomatic" not in complaint(plover, SAMPLE)


def test_every_dyad_of_the_gold_standard_becomes_a_case():
    dyads = [part.split()[0].split(",") for part in complaint(plover, SAMPLE).split("--dyad ")[1:]]
    assert len(dyads) == 5
    assert all(is_told_or_read(plover, SAMPLE, tuple(dyad)) for dyad in dyads)


NEW = {"id": "X-1", "date": "2013-02-01", "event": ["DEMAND"], "mode": ["meet"], "context": ["diplomatic", "military"]}
NAMES = [
    {
        "source": [{"code": "ALD", "actor_text": "Aland"}],
        "recipient": [{"code": "BOH"}],
        "event_text": ["asked to meet"],
    },
    {"actor": {"code": "ALD", "actorText": "Aland"}, "target": "BOH", "eventText": "asked to meet"},
    {"source": "ALD", "target": ["BOH"], "event_text": "asked to meet"},
]


@pytest.mark.parametrize("names", NAMES)
def test_the_fields_have_the_names_of_either_version(tmp_path, names):
    row = only_move(tmp_path, NEW | names)
    item = {**row.item}
    assert item.pop("speaker", "Aland") == "Aland"
    assert item == {
        "propose": "request-demand-meet-1",
        "by": "ald",
        "date": "2013-02-01",
        "issue": "diplomatic",
        "kind": "request",
        "matter": "procedure",
        "terms": "asked to meet",
        "source": "plover",
        "note": "candidate: PLOVER DEMAND-meet; X-1; context military",
    }


def test_a_record_that_stands_twice_is_one_event_if_it_has_an_id(tmp_path):
    case = case_in(plover, table(tmp_path, record(), record(), record(id=None), record(id=None)))
    assert [number for number, *_ in moves_in(case)] == [1, 3, 4]
    assert dropped_in(case) == {2: "event X-1 stands in row 1 already"}


def test_a_record_on_each_line_is_read(tmp_path):
    lines = [json.dumps(record()), "{", json.dumps(record("AID")), "[]", "3"]
    case = case_in(plover, written(tmp_path, "\n".join(lines), "data.jsonl"))
    assert moves_in(case) == [(1, "remark", "ald", "remark"), (3, "act", "ald", "act")]
    assert dropped_in(case) == {
        2: "it is no JSON: expecting property name enclosed in double quotes at column 2",
        4: "it is no record with named fields",
        5: "it is no record with named fields",
    }


def test_several_categories_of_one_record_become_several_moves(tmp_path):
    case = case_in(plover, table(tmp_path, record(["AGREE", "CONSULT", "AGREE"])))
    assert [each.item["act"] for each in case.rows] == ["act-agree-1", "act-consult-1"]


def test_an_actor_without_a_code_stands_under_its_text(tmp_path):
    path = table(tmp_path, record(source="", actor=[{"actorText": "Hansa"}]) | {"source": ""})
    assert case_in(plover, path).setting["parties"] == {"boh": "BOH", "hansa": "Hansa"}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        *(({"context": f"military, {context.upper()}"}, reason) for context, reason in NOT_COUNTED.items()),
        ({"event": "DOCUMENT"}, "it documents the file, and reports no event"),
        ({"event": []}, "it has no category of an event"),
    ],
)
def test_what_is_no_event_of_its_date_is_dropped_with_its_reason(tmp_path, fields, reason):
    case = case_in(plover, table(tmp_path, record() | fields))
    assert (dropped_in(case), outcomes_of(case)) == ({1: reason}, {"dropped": 1})


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"event": "ACUSE"}, "'ACUSE' is no category of PLOVER; did you mean ACCUSE?"),
        ({"date": None}, "it has no date"),
        ({"date": 7}, "'7' is no date; write one such as 2018-06-01"),
    ],
)
def test_a_record_that_cannot_be_read_is_refused_with_its_reason(tmp_path, fields, reason):
    case = case_in(plover, table(tmp_path, record() | fields))
    assert (dropped_in(case), outcomes_of(case)) == ({1: reason}, {"refused": 1})


def test_a_day_that_does_not_exist_becomes_its_month(tmp_path):
    row = only_move(tmp_path, record(date="2013-06-31"))
    assert row.item["date"] == "2013-06"
    assert "31 June 2013 does not exist" in row.reason


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["ALD", "BOH", *PLOVER.by_code]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["code", "actor_text"]), inner),
    max_leaves=5,
)
FIELDS = st.dictionaries(
    st.sampled_from(
        ["source", "actor", "target", "recipient", "event", "mode", "context", "date", "text", "event_text"]
    ),
    VALUES,
)


@given(st.lists(FIELDS | VALUES, max_size=5))
def test_whatever_the_records_a_file_is_read_or_told(tmp_path_factory, records):
    mended = [record() | each if isinstance(each, dict) else each for each in records]
    path = table(tmp_path_factory.getbasetemp(), record(), *records, *mended)
    assert is_told_or_read(plover, path)
    assert is_told_or_read(plover, path, ("ALD", "BOH"))


def test_a_file_of_other_objects_says_what_its_records_lack(tmp_path):
    path = written(tmp_path, json.dumps({"events": [record()]}), "data.json")
    assert complaint(plover, path) == (
        ": no row has two different actors; row 1: it is no record of PLOVER, as it has no field source, actor, "
        "recipient, target or event"
    )
