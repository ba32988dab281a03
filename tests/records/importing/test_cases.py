"""Imported cases made scenario files: what is refused, why, and what is left."""

import pytest

from sim import loads
from sim.records import ImportedCase, ImportedRow, checked_case
from sim.records.imported_case import UnreadableValue
from sim.records.importing.refused import RefusedRow, reason_and_way_out
from sim.scenario.yaml.nodes import ScalarNode

SETTING = {"parties": {"aland": "Aland", "bohus": "Bohus"}, "issues": {"quota": "The quota"}}
PROPOSE = {"propose": "shares", "by": "aland", "date": "2013-02-01", "issue": "quota"}
OPPOSE = {"oppose": "shares", "by": "bohus", "date": "2013-02-09"}
THREATEN = {"threaten": "close", "by": "bohus", "date": "2013-03-01", "issue": "quota", "action": "close its ports"}
COLUMNS = {"oppose": "subject", "date": "day"}


def checked(*items, setting=SETTING, **fields):
    """The case of these items, in rows from 2 on; a row may be given as it is."""
    rows = [item if isinstance(item, ImportedRow) else ImportedRow(row, item) for row, item in enumerate(items, 2)]
    return checked_case(ImportedCase("herring", "Herring", setting, tuple(rows), **fields), "moves.csv")


def moves(case):
    return [(move.verb, move.subject) for move in loads(case.text).history.moves]


def complaints(case):
    return [(row.row, row.column, row.reason, row.way_out) for row in case.refused]


def test_what_the_law_lets_pass_becomes_a_scenario_that_loads():
    case = checked(PROPOSE, OPPOSE)
    assert moves(case) == [("propose", "shares"), ("oppose", "shares")]
    assert loads(case.text).title == "Herring"
    assert (case.moves, case.refused) == (2, ())


def test_what_the_law_refuses_is_left_out_with_its_reason_and_the_way_out():
    case = checked(PROPOSE, {**OPPOSE, "by": "aland"}, OPPOSE)
    assert moves(case) == [("propose", "shares"), ("oppose", "shares")]
    (refused,) = case.refused
    assert (refused.case, refused.row, refused.column, refused.move) == ("herring", 3, "", "oppose shares")
    assert refused.reason.startswith("aland may not oppose shares on 2013-02-09: aland made it (row 2)")
    assert refused.way_out.startswith("aland may: ")


def test_a_name_that_is_not_known_is_blamed_on_its_column():
    (refused,) = checked(PROPOSE, {**OPPOSE, "by": "bohuss"}).refused
    assert str(refused) == (
        "herring, row 3, column by: oppose shares: nobody named 'bohuss' takes part; did you mean bohus?"
    )


def test_a_fault_of_reading_hides_no_name_that_nobody_has_declared():
    case = checked(PROPOSE, {**OPPOSE, "by": "c", "date": "soon"})
    assert [(row.row, row.column) for row in case.refused] == [(3, "date"), (3, "by")]
    assert case.counts["refused"] == 1


def test_what_depends_on_a_refused_row_says_so():
    case = checked({**PROPOSE, "issue": "fish"}, OPPOSE, THREATEN)
    assert moves(case) == [("threaten", "close")]
    assert [row.row for row in case.refused] == [2, 3]
    assert case.refused[1].reason.endswith("; it depends on propose shares in row 2, which is left out")
    assert case.refused[1].way_out == "correct row 2 first"


def test_what_depends_on_what_depends_names_the_first():
    accept = {"accept": "shares", "by": "bohus", "date": "2013-02-10"}
    case = checked({**PROPOSE, "date": "soon"}, accept, {**accept, "carry-out": "shares", "by": "both"}, THREATEN)
    assert {row.row for row in case.refused} == {2, 3, 4}


def test_a_refused_answer_is_what_a_later_move_depends_on():
    accept = {"accept": "shares", "by": "aland", "date": "2013-02-10"}
    carry_out = {"carry-out": "shares", "by": "both", "date": "2013-02-11"}
    assert checked(PROPOSE, accept, carry_out).refused[1].way_out == "correct row 3 first"


def test_a_second_making_of_a_subject_is_no_cause_of_what_follows():
    case = checked(PROPOSE, PROPOSE, OPPOSE, OPPOSE)
    assert [row.row for row in case.refused] == [3, 5]
    assert "depends" not in case.refused[1].reason


def test_what_cannot_be_read_is_refused_with_each_reason():
    case = checked({**PROPOSE, "date": "12.2.2013", "kind": "ofer"}, {"by": "aland"})
    assert complaints(case) == [
        (2, "date", "cannot read the date '12.2.2013'", case.refused[0].way_out),
        (2, "kind", "'ofer' is not possible here", "did you mean offer?"),
        (3, "", "this item names no move", "begin it with one, such as `propose: the-id-of-the-proposal`"),
    ]
    assert case.refused[0].way_out.startswith("write 2007-10-12")


def test_columns_have_the_names_of_the_source():
    row = ImportedRow(7, {**OPPOSE, "date": "2013-02-30"}, columns=COLUMNS)
    other = ImportedRow(8, {**OPPOSE, "oppose": "share"}, columns=COLUMNS)
    assert [row.column for row in checked(PROPOSE, row, other).refused] == ["day", "subject"]


def test_dates_that_contradict_each_other_refuse_as_few_rows_as_possible():
    case = checked(PROPOSE, OPPOSE, {**THREATEN, "date": "2012-03-01"}, {**THREATEN, "threaten": "toll"})
    assert [row.row for row in case.refused] == [4]
    assert case.refused[0].column == "date"
    assert case.refused[0].reason.startswith("2012-03-01 runs back: ")
    assert case.refused[0].way_out == "put the moves in the order in which they happened"
    assert len(moves(case)) == 3


def test_what_depends_on_a_row_of_another_date_is_refused_in_its_turn():
    lift = {"withdraw": "close", "by": "bohus", "date": "2013-04-01"}
    case = checked(
        PROPOSE,
        OPPOSE,
        {**THREATEN, "date": "2012-03-01"},
        lift,
        {**THREATEN, "threaten": "toll", "date": "2013-05-01"},
    )
    assert [(row.row, row.way_out) for row in case.refused][1] == (5, "correct row 4 first")


def test_the_row_is_left_out_with_which_fewest_are_lost():
    lift = {"withdraw": "close", "by": "bohus", "date": "2013-04-01"}
    case = checked(PROPOSE, {**THREATEN, "date": "2012-03-01"}, lift)
    assert [(row.row, row.column) for row in case.refused] == [(2, "date")]
    assert case.refused[0].reason.startswith(
        "it contradicts threaten close (row 3), on which others depend: 2012-03-01 runs back: "
    )
    assert moves(case) == [("threaten", "close"), ("withdraw", "close")]


def test_a_report_printed_before_the_move_is_refused():
    setting = {**SETTING, "sources": {"gazette": {"title": "Gazette", "published": "2013-02-05"}}}
    case = checked(PROPOSE, {**OPPOSE, "source": "gazette"}, setting=setting)
    assert case.refused[0].way_out == "correct one of the dates"


def test_terms_in_another_unit_are_refused():
    case = checked({**PROPOSE, "terms": {"pay": "5 EUR"}}, {**PROPOSE, "propose": "more", "terms": {"pay": "6 USD"}})
    assert case.refused[0].column == "terms"
    assert "5 EUR of shares (row 2) is in EUR" in case.refused[0].reason


def test_terms_of_a_refused_move_do_not_count():
    refused = {**PROPOSE, "by": "nobody", "terms": {"pay": "5 EUR"}}
    case = checked(
        refused, {**PROPOSE, "terms": {"pay": "6 USD"}}, {**PROPOSE, "propose": "b", "terms": {"pay": "7 USD"}}
    )
    assert [row.row for row in case.refused] == [2]


def test_a_condition_on_a_refused_move_is_refused_as_well():
    case = checked({**PROPOSE, "by": "nobody"}, {**THREATEN, "unless": {"shares": "accepted"}})
    assert case.refused[1].column == "unless"
    assert case.refused[1].way_out == "correct row 2 first"
    assert case.counts["refused"] == 2


def test_a_condition_that_can_never_be_met_is_refused():
    case = checked(PROPOSE, {**THREATEN, "unless": {"shares": "lifted"}}, OPPOSE)
    assert [(row.row, row.column) for row in case.refused] == [(3, "unless")]
    assert moves(case) == [("propose", "shares"), ("oppose", "shares")]


def test_a_condition_on_what_nobody_makes_is_refused():
    (refused,) = checked(PROPOSE, {**THREATEN, "unless": {"herring": "accepted"}}).refused
    assert refused.reason == "nobody makes 'herring' in the whole record"


@pytest.mark.parametrize("text", ["a\x07b", "a\ud800b"])
def test_a_text_that_no_scenario_can_hold_is_refused(text):
    (refused,) = checked({**PROPOSE, "quote": text}).refused
    assert (refused.column, refused.way_out) == ("quote", "remove it")
    assert refused.reason.startswith("control character U+")


def test_a_value_that_its_importer_could_not_read_is_refused():
    (refused,) = checked({**PROPOSE, "date": UnreadableValue("=A1", "it is a formula; paste its value")}).refused
    assert (refused.column, refused.reason, refused.way_out) == ("date", "it is a formula", "paste its value")


def test_lists_and_mappings_are_read_as_such():
    other = {**PROPOSE, "propose": "more", "terms": {"pay": "5 EUR"}}
    both = {"withdraw": ["shares", "more"], "by": "aland", "date": "2013-03-01"}
    history = loads(checked(PROPOSE, other, both).text).history
    assert (history.moves[1].terms, history.moves[2].subjects) == ({"pay": "5 EUR"}, ("shares", "more"))


def test_a_move_that_cannot_be_read_is_shown_as_its_source_has_it():
    misspelt, several = {"propos": "a", "by": "aland"}, {"withdraw": ["a", "b"], "by": "aland", "date": "soon"}
    assert [row.move for row in checked(misspelt, several).refused] == ["propos a", "withdraw a, b"]


def test_line_breaks_of_any_system_are_line_breaks():
    assert loads(checked({**PROPOSE, "quote": "a\r\nb\rc"}).text).history.moves[0].quote == "a\nb\nc"


def test_rows_are_counted_by_how_they_came_about():
    dropped = ImportedRow(4, None, "dropped", "it says nothing")
    case = checked(PROPOSE, ImportedRow(3, OPPOSE, "linked"), dropped, ImportedRow(5, OPPOSE, "guessed"))
    assert case.counts == {"read": 1, "linked": 1, "guessed": 0, "act": 0, "remark": 0, "dropped": 1, "refused": 1}
    assert case.refused[0] == RefusedRow("herring", 4, "", "", "it says nothing", "", "dropped")
    assert str(case.refused[0]) == "herring, row 4: it says nothing"


def test_a_row_that_its_importer_could_not_read_is_refused():
    row = ImportedRow(3, None, "refused", "it has 3 cells; give it 4", column="b")
    assert complaints(checked(PROPOSE, row)) == [(3, "b", "it has 3 cells", "give it 4")]


def test_what_is_wrong_with_rows_comes_before_the_setting_that_they_leave_without_parties():
    case = checked(PROPOSE, {**OPPOSE, "date": "soon"}, {"Oppose": "shares"}, setting={"issues": {"quota": "Q"}})
    assert [(row.row, row.column) for row in case.refused] == [(3, "date"), (4, "Oppose"), (None, ""), (2, "")]
    assert case.refused[2].reason == "parties is missing, and the rows that can be read name no two"
    assert case.refused[2].way_out.startswith("correct the others, or name the two sides in a file, --setting, as ")


def test_a_case_without_a_setting_has_no_file_and_all_its_rows_are_refused():
    case = checked(PROPOSE, setting={"parties": {"aland": "Aland"}, "partys": {"x": "y"}})
    assert (case.text, case.moves, case.counts["refused"]) == (None, 0, 1)
    assert [row.row for row in case.refused] == [None, None, 2]
    assert str(case.refused[0]) == "herring: there is no key 'partys' here; did you mean parties?"
    assert case.refused[2].way_out == "correct what is said of the case first"


def test_faults_of_a_setting_in_a_file_name_their_place():
    setting = {**SETTING, "sources": ScalarNode("gazette", 3, 7)}
    case = checked(PROPOSE, setting=setting, setting_file="setting.yaml")
    assert case.refused[0].reason.startswith("setting.yaml:3:7: ")


def test_a_setting_with_endless_faults_is_given_up():
    setting = {**SETTING, "issues": {f"no id {number}": "x" for number in range(1_100)}}
    assert len(checked(PROPOSE, setting=setting).refused) == 1_001


def test_more_than_a_scenario_file_holds_is_refused_whole(monkeypatch):
    monkeypatch.setattr("sim.scenario.yaml.decode.MAX_BYTES", 100)
    case = checked(PROPOSE, OPPOSE)
    assert (case.text, case.counts["refused"]) == (None, 2)
    assert case.refused[0].reason.startswith("the file is too large")


def test_a_case_without_a_row_that_says_a_move_has_no_file():
    case = checked(ImportedRow(2, None, "dropped", "no such code"), setting={})
    assert (case.text, len(case.refused)) == (None, 1)
    assert case.refused[0].cells == ("herring", "2", "", "", "dropped", "no such code", "")


def test_weights_and_a_title_of_the_setting_are_kept():
    scenario = loads(checked(PROPOSE, setting={**SETTING, "scenario": "Fish", "weights": {"opposed": "0"}}).text)
    assert (scenario.title, scenario.weights.opposed) == ("Fish", 0)


def test_the_way_out_is_what_follows_the_last_semicolon_outside_quotation_marks():
    assert reason_and_way_out("it is 'a; b'") == ("it is 'a; b'", "correct the row, or leave it out")
    assert reason_and_way_out("it is 'a; b'; write c") == ("it is 'a; b'", "write c")
