import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from imported import SAMPLES, complaint, dropped_in, is_told_or_read, moves_in, outcomes_of, written

from sim.records.importers.ties import read as ties
from sim.records.importers.ties.codes import IMPOSED, ISSUES, OUTCOMES, THREATENED
from sim.records.importers.ties.rows import NEEDED, USED
from sim.records.importers.ties.states import STATES
from sim.records.importing.cases import checked_case

SAMPLE = Path(SAMPLES, "ties-invented.csv")
COLUMNS = (*NEEDED, *USED)
THREAT = {"threat": "1", "sanctiontypethreat": "4", "startyear": "2031", "startmonth": "2.0", "startday": "1.0"}
IMPOSITION = {
    "imposition": "1",
    "sanctiontype": "3",
    "sancimpositionstartyear": "2031",
    "sancimpositionstartmonth": "6.0",
    "sancimpositionstartday": "30",
}
END = {"endyear": "2032", "endmonth": "9.0", "endday": "30.0"}


def table(folder, *rows, columns=COLUMNS):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    sides = {"caseid": "2031020101", "sender1": "9001.0", "targetstate": "9002", "issue1": "13"}
    writer.writerows([(sides | row).get(column, "") for column in columns] for row in rows)
    return written(folder, text.getvalue(), "ties.csv")


LEFT_OUT = (
    "final outcome 8 (capitulation by the sender after imposition), but its imposition was left out; correct that first"
)


def case_of(folder, *parts, **cells):
    row = {key: value for part in parts for key, value in part.items()} | cells
    (case,) = ties.read(table(folder, row), None)
    left_out = [each.number for each in case.rows if each.item is None]
    assert [each.row for each in checked_case(case, "ties.csv").refused] == left_out
    return case


def steps(case):
    return [(verb, by, outcome) for _, verb, by, outcome in moves_in(case)]


def test_the_sample_becomes_a_case_for_each_episode():
    cases = list(ties.read(SAMPLE, None))
    assert [case.name for case in cases] == [
        "ties-2031020101",
        "ties-2033051501",
        "ties-2035010201",
        "ties-2037089901",
        "ties-2038030101",
    ]
    assert [steps(case) for case in cases] == [
        [
            ("threaten", "state-9001", "read"),
            ("carry-out", "state-9001", "linked"),
            ("lift", "state-9001", "linked"),
        ],
        [("threaten", "state-9003", "read"), ("comply", "state-9002", "linked")],
        [("threaten", "state-9002", "read")],
        [("impose", "state-9001", "read")],
        [
            ("threaten", "state-9001", "read"),
            ("impose", "state-9001", "read"),
            ("propose", "both", "read"),
            ("accept", "both", "linked"),
        ],
    ]
    assert all(checked_case(case, "sample").text is not None for case in cases)


def test_a_threat_has_its_date_its_issues_and_its_types(tmp_path):
    case = case_of(tmp_path, THREAT, issue1="8", issue2="15", otherissue="Fish", sanctiontypethreat="4 10 12")
    assert case.rows[0].item == {
        "threaten": "threat",
        "by": "state-9001",
        "issue": ["improve-human-rights", "other"],
        "action": "import restriction, suspension of an economic agreement",
        "date": "2031-02-01",
        "source": "ties",
        "note": "candidate: threat; 12 is no type of sanctions",
    }
    assert case.setting["issues"] == {"improve-human-rights": "Improve human rights", "other": "Other: Fish"}


@pytest.mark.parametrize(
    ("code", "is_imposed", "last"),
    [
        (1, False, [("act", "state-9002", "act")]),
        (2, False, [("comply", "state-9002", "linked")]),
        (3, False, [("withdraw", "state-9001", "linked")]),
        (4, False, []),
        (5, False, [("propose", "both", "read"), ("accept", "both", "linked")]),
        (6, True, [("act", "state-9002", "act")]),
        (7, True, [("comply", "state-9002", "linked")]),
        (8, True, [("lift", "state-9001", "linked")]),
        (9, True, []),
        (10, True, [("propose", "both", "read"), ("accept", "both", "linked")]),
    ],
)
def test_each_final_outcome_becomes_what_it_amounts_to(tmp_path, code, is_imposed, last):
    imposition = IMPOSITION if is_imposed else {}
    case = case_of(tmp_path, THREAT, imposition, END, finaloutcome=f"{code}.0", settlementnaturesender="2.0")
    assert steps(case)[2 if is_imposed else 1 :] == last
    if last:
        note = f"candidate: {OUTCOMES[code][1]}; settlement nature for the sender 2 of 10"
        assert case.rows[-1].item["note"] == note
    else:
        assert dropped_in(case)[2].endswith(": a stalemate is no move, and what stands goes on standing")
        assert outcomes_of(case)["dropped"] == 1


@pytest.mark.parametrize(
    ("parts", "code", "reason"),
    [
        ((THREAT,), 8, "(capitulation by the sender after imposition), but the row has no imposition; "),
        ((THREAT, IMPOSITION), 2, "the row has an imposition, so the threat stage was over; "),
        ((IMPOSITION,), 5, "the row has an imposition, so the threat stage was over; "),
        ((), 3, "(capitulation by the sender in the threat stage), but the row has no threat; "),
        ((THREAT,), 11, "11 is no final outcome; TIES has one of 1 to 10"),
    ],
)
def test_an_outcome_that_contradicts_its_row_is_refused_with_the_reason(tmp_path, parts, code, reason):
    assert reason in dropped_in(case_of(tmp_path, *parts, END, finaloutcome=str(code)))[2]


@pytest.mark.parametrize("code", ["", "-9", "0", ".", "NA"])
def test_an_episode_without_an_outcome_has_none(tmp_path, code):
    assert steps(case_of(tmp_path, THREAT, END, finaloutcome=code)) == [("threaten", "state-9001", "read")]


def test_a_day_that_does_not_exist_becomes_its_month_and_is_said(tmp_path):
    case = case_of(tmp_path, IMPOSITION, sancimpositionstartday="31")
    assert case.rows[0].item["date"] == "2031-06"
    assert case.notes == ("31 June 2031 does not exist, so the date is the month",)


@pytest.mark.parametrize(("day", "month", "date"), [("-9", "6", "2031-06"), ("99", "6", "2031-06"), ("", "", "2031")])
def test_a_missing_part_makes_a_date_coarser(tmp_path, day, month, date):
    case = case_of(tmp_path, IMPOSITION, sancimpositionstartday=day, sancimpositionstartmonth=month)
    assert case.rows[0].item["date"] == date


def test_of_several_dates_of_imposition_the_first_is_taken(tmp_path):
    case = case_of(tmp_path, IMPOSITION, sancimpositionstartyear="2031, 2033")
    assert case.rows[0].item["date"] == "2031-06-30"
    assert case.notes == ("of several dates the first is taken",)


def test_an_imposition_without_a_date_is_on_or_after_the_start(tmp_path):
    undated = {**IMPOSITION, "sancimpositionstartyear": "-9"}
    case = case_of(tmp_path, THREAT, undated)
    assert case.rows[1].item["date"] == "2031-02-01/.."
    assert case.notes == ("the date is missing, so it is dated on or after the start of the episode",)


def test_an_outcome_without_a_date_is_on_or_after_the_move_before(tmp_path):
    case = case_of(tmp_path, THREAT, finaloutcome="3", startday="", startmonth="")
    assert [each.item["date"] for each in case.rows] == ["2031", "2031-01-01/.."]


def test_moves_without_any_date_are_refused(tmp_path):
    case = case_of(tmp_path, THREAT, IMPOSITION, startyear="", sancimpositionstartyear="", finaloutcome="8")
    assert [each.reason for each in case.rows] == [
        "there is a threat, but the date is missing; add the start of the episode",
        "there is an imposition, but the date is missing; add its date",
        LEFT_OUT,
    ]


def test_a_measure_that_was_not_threatened_carries_out_no_threat(tmp_path):
    case = case_of(tmp_path, THREAT, IMPOSITION, END, sanctiontype="8", finaloutcome="8")
    assert steps(case)[1] == ("impose", "state-9001", "read")
    assert case.rows[2].item["lift"] == "sanctions"
    assert case.rows[1].reason == "no type of what is imposed was threatened, so no threat is carried out"


@pytest.mark.parametrize(("threatened", "imposed"), [("1", "8"), ("", "8"), ("4", ""), ("4 9", "2 8")])
def test_a_threat_of_no_type_or_of_a_type_that_is_imposed_is_carried_out(tmp_path, threatened, imposed):
    case = case_of(tmp_path, THREAT, IMPOSITION, sanctiontypethreat=threatened, sanctiontype=imposed)
    assert steps(case)[1] == ("carry-out", "state-9001", "linked")


def test_what_was_imposed_before_it_was_threatened_stands_first(tmp_path):
    case = case_of(tmp_path, THREAT, IMPOSITION, END, startyear="2032", finaloutcome="8")
    assert [verb for verb, _, _ in steps(case)] == ["impose", "threaten", "lift"]
    assert case.rows[1].reason == "it was imposed before this threat was made"


def test_an_end_before_the_last_move_is_refused(tmp_path):
    case = case_of(tmp_path, THREAT, END, endyear="2030", finaloutcome="2")
    assert dropped_in(case) == {
        2: "final outcome 2 (complete acquiescence by the target to the threat): "
        "the episode ends on 2030-09-30, before 2031-02-01"
    }


def test_a_flag_that_is_neither_0_nor_1_is_refused(tmp_path):
    case = case_of(tmp_path, THREAT, threat="2")
    assert dropped_in(case) == {2: "threat is 2, which is neither 0 nor 1; correct it"}
    assert outcomes_of(case) == {"refused": 1}


def test_the_first_sender_is_the_party_and_the_others_stand_with_it(tmp_path):
    case = case_of(tmp_path, THREAT, sender1="2.0", sender2="200.0", sender3="9002", sender4="2", primarysender="200.0")
    assert case.setting["third-parties"] == {"united-kingdom": {"title": "United Kingdom", "with": "united-states"}}
    assert case.notes[:2] == (
        "United States, the first sender, is the party, and United Kingdom with it as third parties",
        "United Kingdom is coded as the primary sender, and United States as the first",
    )
    assert case.setting["summary"] == "; ".join(case.notes)


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        ({"sender1": ""}, "it has no sender"),
        ({"targetstate": "-9"}, "it has no target"),
        ({"targetstate": "9001"}, "State 9001 is both sender and target"),
    ],
)
def test_a_side_that_is_missing_is_said(tmp_path, cells, note):
    assert case_of(tmp_path, THREAT, **cells).notes == (note,)


def test_of_several_outcomes_in_one_cell_none_is_chosen(tmp_path):
    case = case_of(tmp_path, THREAT, END, finaloutcome="3 4")
    assert dropped_in(case) == {2: "3 and 4 is no final outcome; TIES has one of 1 to 10"}


def test_several_states_in_one_cell_are_read(tmp_path):
    case = case_of(tmp_path, THREAT, sender1="2, 200", targetstate="710 9002")
    assert case.setting["parties"] == {"united-states": "United States", "china": "China"}
    assert [*case.setting["third-parties"]] == ["united-kingdom"]
    assert "of several targets the first is taken" in case.notes


def test_an_issue_that_is_missing_or_unknown_is_said(tmp_path):
    assert case_of(tmp_path, THREAT, issue1="").setting["issues"] == {"unstated": "An issue that the row does not name"}
    assert case_of(tmp_path, THREAT, issue1="16").setting["issues"] == {"issue-16": "Issue 16"}


def test_a_row_that_stands_twice_is_one_episode_if_it_has_a_number(tmp_path):
    unnamed = {**THREAT, "caseid": ""}
    cases = list(ties.read(table(tmp_path, THREAT, THREAT, {**THREAT, "issue1": "2"}, unnamed, unnamed), None))
    assert [len(moves_in(case)) for case in cases] == [1, 0, 1, 1, 1]
    assert dropped_in(cases[1]) == {3: "episode 2031020101 stands in row 2 already"}


def test_a_row_that_cannot_be_read_is_a_case_without_moves(tmp_path):
    text = table(tmp_path, THREAT).read_text() + "a,b\n,,\n\n"
    (_, unread) = ties.read(written(tmp_path, text), None)
    assert outcomes_of(unread) == {"refused": 1}
    assert dropped_in(unread) == {3: "it has 2 cells, and the header 30; mend or remove the row"}
    (case,) = ties.read(table(tmp_path, {**THREAT, "startday": "first"}), None)
    assert dropped_in(case) == {2: "column startday: 'first' is no whole number; correct the cell, or empty it"}


@pytest.mark.parametrize("year", ["31", "1944"])
def test_a_year_before_those_of_the_data_is_refused(tmp_path, year):
    (case,) = ties.read(table(tmp_path, {**THREAT, "startyear": year}), None)
    reason = f"column startyear: {year} is before 1945, when TIES begins; correct the cell, or empty it"
    assert (dropped_in(case), outcomes_of(case)) == ({2: reason}, {"refused": 1})


@pytest.mark.parametrize("dyad", [("9001", "State 9002"), ("state-9002", "9001")])
def test_episodes_of_a_dyad_are_chosen_by_name_or_number(dyad):
    assert [case.name for case in ties.read(SAMPLE, dyad)] == [
        "ties-2031020101",
        "ties-2033051501",
        "ties-2035010201",
        "ties-2038030101",
    ]


def test_two_senders_are_no_dyad():
    assert complaint(ties, SAMPLE, ("9001", "9003")).startswith(
        ": no row is between state-9001 and state-9003; "
        "the most frequent dyads: --dyad state-9001,state-9002 (4 events)"
    )


def test_a_table_of_another_kind_is_told(tmp_path):
    missing = ", row 1, column startday: the header has no such column, and TIES 4.1, saved as CSV with its own "
    assert complaint(ties, table(tmp_path, columns=[name for name in COLUMNS if name != "startday"])).startswith(
        missing
    )
    assert "are the columns between commas?" in complaint(ties, written(tmp_path, "caseid;sender1\n"))
    assert complaint(ties, table(tmp_path)) == ": this table has a header and no rows; name one that has episodes"


def test_an_unclosed_quotation_mark_is_told(tmp_path):
    text = table(tmp_path).read_text() + '"' + "x" * 200_000
    assert complaint(ties, written(tmp_path, text)) == (
        ", row 2: it is no table with commas: field larger than field limit (131072); is a quotation mark not closed?"
    )


def test_the_numbers_of_types_are_one_higher_where_they_are_threatened():
    assert {THREATENED[code + 1] for code in IMPOSED} == {*IMPOSED.values()}
    assert len(ISSUES) == 15
    assert STATES[2] == "United States"
    assert len({*STATES.values()}) == len(STATES)


CELLS = st.one_of(
    st.sampled_from(["", "1", "1.0", "0", "-9", "2 7", "1990", "31", "2", "13"]),
    st.integers(0, 2100).map(str),
    st.text(max_size=6),
)


@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), CELLS), min_size=1, max_size=3))
def test_whatever_the_cells_a_file_is_read_or_told(tmp_path_factory, rows):
    path = table(tmp_path_factory.getbasetemp(), *({**THREAT, **IMPOSITION, **END, **row} for row in rows))
    assert is_told_or_read(ties, path)


@given(
    st.lists(st.fixed_dictionaries({}, optional={name: CELLS for name in COLUMNS if name != "otherissue"}), max_size=3)
)
def test_whatever_the_numbers_a_file_is_read_or_told(tmp_path_factory, rows):
    assert is_told_or_read(ties, table(tmp_path_factory.getbasetemp(), *rows))
