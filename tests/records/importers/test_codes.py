"""Every code of the tables yields a move that the reader of scenario files can read and the law admits."""

import pytest
from hypothesis import given, strategies as st

from sim.model.ids import BOTH
from sim.records.imported_case import ImportedCase
from sim.records.importers.cameo.codes import CAMEO, full_code, mirror_of
from sim.records.importers.events.candidates import Candidates, Scheme
from sim.records.importers.events.coded_events import CodedEvent, problem_of_score
from sim.records.importers.plover.codes import CATEGORIES, PLOVER, code_of
from sim.records.importers.source_dates import SourceDate
from sim.records.importing.cases import checked_case

SETTING = {
    "parties": {"aland": "Aland", "bohus": "Bohus"},
    "issues": {"relations": "Relations"},
    "talks": {"negotiations": "Negotiations"},
    "sources": {"made": "Made up"},
}
CODES = [(table, code) for table in (CAMEO, PLOVER) for code in table.by_code]


def event(table, code, by="aland", row=1):
    label, meaning = table.by_code[code]
    return CodedEvent(row, SourceDate(f"2013-01-{row:02}"), by, code, label, meaning)


def rows_of(*events):
    candidates = Candidates(("aland", "bohus"), Scheme("CAMEO", "made", "relations"))
    return tuple(row for each in events for row in candidates.rows(each))


def outcomes_of(rows):
    return [(next(iter(row.item)), row.outcome) for row in rows]


def is_read(rows):
    return rows != () and checked_case(ImportedCase("a", "A", SETTING, rows), "made").refused == ()


@pytest.mark.parametrize(("table", "code"), CODES, ids=[code for _, code in CODES])
def test_every_code_yields_moves_that_can_be_read(table, code):
    assert is_read(rows_of(event(table, code)))
    assert is_read(rows_of(event(table, code, BOTH)))


@given(st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(["aland", "bohus", BOTH])), min_size=1, max_size=20))
def test_any_order_of_codes_yields_moves_that_the_law_admits(drawn):
    assert is_read(rows_of(*(event(*code, by, row) for row, (code, by) in enumerate(drawn, 1))))


def test_a_code_has_the_meaning_of_the_nearest_above_it():
    assert CAMEO.rule("18349") == CAMEO.by_code["1834"]
    assert CAMEO.rule("0999") == CAMEO.by_code["09"]
    assert CAMEO.rule("99") is None
    assert CAMEO.rule("") is None


def test_the_table_has_all_roots_with_three_digits_below_each():
    roots = {code for code in CAMEO.by_code if len(code) == 2}
    assert roots == {f"{number:02}" for number in range(1, 21)}
    assert {code[:2] for code in CAMEO.by_code if len(code) == 3} == roots


@pytest.mark.parametrize(("written", "code"), [("40", "040"), ("10", "010"), ("311", "0311"), ("20", "020")])
def test_a_first_zero_that_a_spreadsheet_dropped_is_put_back(written, code):
    assert full_code(written) == (code, f"the code {written} has lost its first zero and is read as {code}")


@pytest.mark.parametrize("code", ["040", "112", "1121", "x", "", "4"])
def test_other_codes_stay_as_they_are(code):
    assert full_code(code) == (code, "")


def test_a_visit_and_its_host_are_one_event():
    assert mirror_of("042") == mirror_of("043") != mirror_of("040")


def test_criticism_of_each_side_is_no_single_event():
    assert mirror_of("111") == ()


def test_an_answer_is_on_the_only_open_proposal_of_the_other_side():
    demand, refusal = event(CAMEO, "1054"), event(CAMEO, "120", "bohus", 2)
    (_, oppose) = rows_of(demand, refusal)
    assert (oppose.item["oppose"], oppose.outcome) == ("request-1054-1", "guessed")
    assert oppose.item["note"] == "candidate: Reject, not specified (CAMEO 120)"


def test_nothing_is_chosen_among_two_open_proposals():
    rows = rows_of(event(CAMEO, "1054"), event(CAMEO, "1056", row=2), event(CAMEO, "120", "bohus", 3))
    assert outcomes_of(rows)[2] == ("remark", "remark")


def test_an_own_proposal_is_not_answered():
    assert outcomes_of(rows_of(event(CAMEO, "1054"), event(CAMEO, "120", row=2)))[1] == ("remark", "remark")


def test_a_proposal_is_refused_once_and_may_be_accepted_then():
    events = [
        event(CAMEO, "100"),
        *(event(CAMEO, code, "bohus", row) for row, code in enumerate(["120", "120", "083"], 2)),
    ]
    verbs = [verb for verb, _ in outcomes_of(rows_of(*events))]
    assert verbs == ["propose", "oppose", "remark", "accept"]


def test_a_proposal_to_meet_is_not_what_a_refusal_of_aid_is_about():
    assert outcomes_of(rows_of(event(CAMEO, "106"), event(CAMEO, "122", "bohus", 2)))[1] == ("remark", "remark")
    assert outcomes_of(rows_of(event(CAMEO, "106"), event(CAMEO, "125", "bohus", 2)))[1] == ("oppose", "guessed")


def test_what_both_sign_is_accepted_by_the_side_that_was_asked():
    (_, signed) = rows_of(event(CAMEO, "030", "bohus"), event(CAMEO, "057", BOTH, 2))
    assert (signed.item["accept"], signed.item["by"]) == ("offer-030-1", "aland")


def test_a_signature_without_a_proposal_is_an_act():
    assert outcomes_of(rows_of(event(CAMEO, "057"))) == [("act", "act")]


def test_a_measure_carries_out_the_only_threat_of_its_side_and_kind():
    threat = event(CAMEO, "1312")
    assert outcomes_of(rows_of(threat, event(CAMEO, "163", row=2)))[1] == ("carry-out", "guessed")
    assert outcomes_of(rows_of(threat, event(CAMEO, "162", row=2)))[1] == ("impose", "read")
    assert outcomes_of(rows_of(threat, event(CAMEO, "163", "bohus", 2)))[1] == ("impose", "read")
    two = rows_of(threat, event(CAMEO, "1312", row=2), event(CAMEO, "163", row=3))
    assert outcomes_of(two)[2] == ("impose", "read")


def test_an_act_carries_out_the_only_threat_of_its_kind():
    rows = rows_of(event(CAMEO, "138"), event(CAMEO, "190", row=2))
    assert outcomes_of(rows) == [("threaten", "read"), ("act", "act"), ("carry-out", "guessed")]
    assert rows[2].item["as"] == rows[1].item["act"]


def test_negotiations_that_are_broken_off_carry_out_the_threat_to_halt_them():
    rows = rows_of(*(event(CAMEO, code, row=row) for row, code in enumerate(["046", "134", "164"], 1)))
    assert [verb for verb, _ in outcomes_of(rows)] == ["convene", "threaten", "break-off", "carry-out"]
    assert rows[3].item["as"] == "negotiations"


def test_negotiations_that_go_on_are_acts():
    assert outcomes_of(rows_of(event(CAMEO, "046"), event(CAMEO, "046", row=2)))[1] == ("act", "act")


def test_only_one_measure_in_place_is_eased():
    measure, easing = event(CAMEO, "163"), event(CAMEO, "085", row=3)
    assert outcomes_of(rows_of(measure, easing))[1] == ("ease", "guessed")
    assert outcomes_of(rows_of(measure, event(CAMEO, "163", row=2), easing))[2] == ("act", "act")


def test_two_acts_of_one_record_have_two_ids():
    (one, other) = rows_of(event(PLOVER, "AID"), event(PLOVER, "AID"))
    assert (one.item["act"], other.item["act"]) == ("act-aid-1", "act-aid-1b")


@pytest.mark.parametrize(
    ("score", "tone", "problem"),
    [
        ("0.0", "hostile", "it is scored 0.0, though its code is hostile; the code decides"),
        ("-5", "conciliatory", "it is scored -5, though its code is conciliatory; the code decides"),
        ("nan", "hostile", "it is scored nan, though its code is hostile; the code decides"),
        ("-5", "hostile", ""),
        ("0", "neutral", ""),
        ("", "hostile", ""),
        ("x", "hostile", "its score 'x' is no number"),
    ],
)
def test_a_score_that_contradicts_its_code_is_told(score, tone, problem):
    assert problem_of_score(score, tone) == problem


def test_the_first_mode_with_a_meaning_of_its_own_counts():
    assert code_of("REJECT", ("other", "meet", "yield")) == "REJECT-meet"
    assert code_of("AID", ("economic",)) == "AID"
    assert "REJECT-meet" not in CATEGORIES
