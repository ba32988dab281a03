from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from imported import SAMPLES, case_in, complaint, dropped_in, is_told_or_read, moves_in, outcomes_of, written

from sim.records.importers.cameo import gdelt
from sim.records.importing.cases import checked_case

SAMPLE = Path(SAMPLES, "gdelt-invented.export.CSV")


def row(width=61, date="20130201", source="ALD", target="BOH", code="111", **cells):
    values = [""] * width
    named = {
        "GLOBALEVENTID": "7001",
        "SQLDATE": date,
        "Actor1CountryCode": source,
        "Actor2CountryCode": target,
        "EventCode": code,
        **cells,
    }
    for name, value in named.items():
        values[gdelt.COLUMNS[name]] = value
    if width in gdelt.URL:
        values[gdelt.URL[width]] = "https://gazette.example/1"
    return "\t".join(values)


def table(folder, *rows):
    return written(folder, "\n".join(rows) + "\n")


def test_the_sample_becomes_candidates():
    case = case_in(gdelt, SAMPLE, ("ALD", "BOH"))
    assert moves_in(case) == [
        (1, "threaten", "ald", "read"),
        (2, "remark", "boh", "remark"),
        (3, "carry-out", "ald", "guessed"),
        (4, "convene", "both", "guessed"),
        (7, "break-off", "ald", "guessed"),
    ]
    assert dropped_in(case) == {5: "it is the same event as row 4, reported from the other side"}
    assert case.rows[2].item["speaker"] == "FISHERMAN"
    assert case.rows[3].item["note"] == (
        "candidate: Reduce or stop material aid (CAMEO 162); event 7003; https://gazette.example/3"
    )
    assert checked_case(case, "sample").text is not None


@pytest.mark.parametrize("width", [61, 58, 57])
def test_every_version_is_told_by_its_columns(tmp_path, width):
    case = case_in(gdelt, table(tmp_path, row(width, code="040"), row(width, source="BOH", target="ALD", code="040")))
    taken = 2 if width == 57 else 1
    assert len(moves_in(case)) == taken, "without an address nothing says that two rows are one event"


def test_a_row_that_stands_twice_is_one_event(tmp_path):
    case = case_in(gdelt, table(tmp_path, row(), row()))
    assert len(moves_in(case)) == 1
    assert dropped_in(case)[2].endswith(" stands in row 1 already")


def test_another_number_of_columns_is_told(tmp_path):
    assert complaint(gdelt, table(tmp_path, "a\tb")) == (
        ", row 1: this row has 2 columns between tabs, and an event table of GDELT has 61 (version 2.0), 58 (1.0) or "
        "57 (before April 2013); is it a table of mentions or of the knowledge graph, or one that was saved again?"
    )


def test_a_header_is_told(tmp_path):
    header = "\t".join(["GLOBALEVENTID"] * 61)
    assert complaint(gdelt, table(tmp_path, header)) == (
        ", row 1, column GLOBALEVENTID: 'GLOBALEVENTID' is no number of an event; a table of GDELT has no header; "
        "remove the line"
    )


def test_rows_that_cannot_be_read_are_refused_with_their_reason(tmp_path):
    rows = [row(), row(58), row(date="2013"), row(code="9"), row(date="20130231", GoldsteinScale="1.0")]
    case = case_in(gdelt, table(tmp_path, *rows))
    assert dropped_in(case) == {
        2: "it has 58 columns between tabs, and the first row 61; mend or remove the line",
        3: "'2013' is no date; write one such as 2018-06-01",
        4: "'9' is no code of CAMEO; correct it, or leave the row out",
    }
    assert outcomes_of(case)["refused"] == 3
    assert (
        case.rows[-1]
        .item["note"]
        .endswith(
            "31 February 2013 does not exist, so the date is the month; "
            "it is scored 1.0, though its code is hostile; the code decides"
        )
    )


def test_an_actor_without_a_country_stands_under_its_own_code(tmp_path):
    rows = [row(source="", Actor1Code="IGOHAN", Actor1Name="HANSA"), row(source="", Actor1Name="Nobody")]
    case = case_in(gdelt, table(tmp_path, *rows), ("IGOHAN", "BOH"))
    assert case.setting["parties"] == {"igohan": "IGOHAN", "boh": "BOH"}
    assert case.rows[0].item["speaker"] == "HANSA"


CELLS = st.text(max_size=8).filter(lambda text: not {*"\t\r\n"} & {*text})


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(gdelt.COLUMNS, CELLS)), max_size=5), st.sampled_from([57, 58]))
def test_whatever_the_rows_a_file_is_read_or_told(tmp_path_factory, rows, width):
    drawn = (row(width, **cells) for cells in rows)
    path = table(tmp_path_factory.getbasetemp(), row(width), row(width, code="046"), *drawn)
    assert is_told_or_read(gdelt, path)
    assert is_told_or_read(gdelt, path, ("ALD", "BOH"))
