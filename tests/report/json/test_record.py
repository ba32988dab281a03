import json
from datetime import date
from pathlib import Path

import pytest
from complaints import RECORD, recorded

from sim.assess import assess
from sim.assess.weights import Weights
from sim.history.history import History
from sim.model.dates import READINGS
from sim.report.json.record import RUN, run_document
from sim.report.table.assess import HEADLINES
from sim.rules.subjects.proposals import Propose
from sim.scenario import load

FISHING = load(Path(__file__).parents[3] / "scenarios" / "fishing.yaml")
DAYS = [date(2013, month, day) for month in range(1, 12) for day in (1, 15)]


def told(as_of=None, reading="likely", scenario=FISHING):
    """The document of a scenario as it comes out of JSON."""
    assessment = assess(scenario.history.as_of(as_of, reading))
    return json.loads(json.dumps(run_document(scenario.title, (), assessment, scenario.findings())))


def exact(day):
    """An exact date as it is in JSON."""
    return {"text": day, "earliest": day, "best": day, "latest": day}


WHOLE = told()
PERIOD = {
    "text": "2013-03-20/2013-03-31",
    "earliest": "2013-03-20",
    "best": "2013-03-31",
    "latest": "2013-03-31",
}


def test_the_document_has_these_parts_in_this_order():
    assert list(WHOLE) == [
        *("format", "scenario", "branch", "as_of", "reading", "version", "moves"),
        *("proposals", "measures", "commitments", "talks", "figures", "expectations"),
    ]


def test_the_document_says_what_it_is():
    head = {key: WHOLE[key] for key in ("format", "scenario", "as_of", "reading", "version")}
    assert head == {
        "format": "negsim-run/2",
        "scenario": "Herring in the Strait",
        "as_of": "2013-09-30",
        "reading": "likely",
        "version": 25,
    }
    assert RUN == "negsim-run/2"


def test_a_move_has_its_number_line_verb_subject_party_date_effect_and_tone():
    assert WHOLE["moves"][1] == {
        "n": 2,
        "line": 43,
        "move": "oppose",
        "subject": "equal-shares",
        "by": ["bohus"],
        "date": exact("2013-02-09"),
        "effects": [{"subject": "equal-shares", "party": None, "before": "tabled", "after": "opposed"}],
        "tone": "hostile",
        "speaker": "Axel Ruud, Minister of Fisheries of Bohus",
        "quote": "our coast is twice as long as theirs",
        "source": "gazette",
    }


def test_the_line_of_a_move_is_that_of_the_file():
    lines = Path(FISHING.file).read_text("utf-8").splitlines()
    assert all(f"- {move['move']}: {move['subject']}" in lines[move["line"] - 1] for move in WHOLE["moves"])


def test_a_move_without_a_file_has_no_line():
    move = Propose(subject="p", by="aland", date="2013-02-01", issue="quota")
    history = History.of(recorded(RECORD).start, [move])
    assert run_document("S", (), assess(history.as_of()), ())["moves"][0]["line"] is None


def test_it_says_in_short_what_the_record_amounts_to():
    figures = {(each["figure"], each["of"]): each["value"] for each in WHOLE["figures"]}
    assert figures["tension", None] == 1
    assert figures["concessions", "aland"] == 2
    assert {figure for figure, _ in figures} == set(HEADLINES)


def test_tension_is_reckoned_with_the_weights_of_the_scenario():
    heavy = run_document("S", (), assess(FISHING.history.as_of(), None, Weights(opposed=4)), ())
    assert [each["value"] for each in heavy["figures"] if each["figure"] == "tension"] == [4]


def test_a_joint_move_is_by_both_parties():
    assert [move["by"] for move in WHOLE["moves"] if move["move"] == "convene"] == [["aland", "bohus"]] * 2


def test_a_move_of_a_third_party_is_by_it():
    assert [move["by"] for move in WHOLE["moves"] if move["move"] == "remark"] == [["council"]]


def test_a_move_of_the_clock_is_by_nobody():
    scenario = recorded(f"{RECORD}  - lapse: equal-shares\n    date: 2013-02-09\n")
    assert told(scenario=scenario)["moves"][1]["by"] == []


def test_a_date_has_the_bounds_that_the_record_leaves():
    [threat] = [move for move in WHOLE["moves"] if move["subject"] == "close-ports" and move["move"] == "threaten"]
    assert threat["date"] == PERIOD


def test_a_bound_that_is_open_is_null():
    scenario = recorded(RECORD.replace("date: 2013-02-01", "date: 2013-02-01?"))
    assert told(scenario=scenario)["moves"][0]["date"] == {
        "text": "2013-02-01?",
        "earliest": None,
        "best": "2013-02-01",
        "latest": None,
    }


def test_a_bound_is_tightened_by_the_source():
    scenario = recorded(f"{RECORD.replace('date: 2013-02-01', 'date: 2013-02-01/..')}    source: gazette\n")
    assert told(scenario=scenario)["moves"][0]["date"]["latest"] == "2013-05-02"


def test_a_remark_has_no_effect():
    assert [move["effects"] for move in WHOLE["moves"] if move["move"] == "remark"] == [[]]


def test_an_act_has_no_effect_but_a_tone():
    act = "  - act: patrol\n    by: bohus\n    date: 2013-02-09\n    issue: quota\n    tone: hostile\n"
    [move] = told(scenario=recorded(RECORD + act))["moves"][1:]
    assert (move["effects"], move["tone"]) == ([], "hostile")


def test_a_move_has_its_own_fields_under_their_names():
    [accept] = [move for move in WHOLE["moves"] if "subject_to" in move]
    assert accept["subject_to"] == "a vote of its parliament"
    assert WHOLE["moves"][13]["issue"] == ["quota", "ports"]


def test_only_the_moves_that_count_are_told():
    assert [move["n"] for move in told("2013-02-09")["moves"]] == [1, 2]
    assert told("2013-01-01")["moves"] == []


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_certain_moves_are_likely_and_likely_moves_are_possible(day):
    certain, likely, possible = ({move["n"] for move in told(day, reading)["moves"]} for reading in READINGS)
    assert certain <= likely <= possible


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("day", DAYS[::4], ids=str)
def test_the_numbers_in_a_trail_are_those_of_moves_on_the_subject_or_through_it(day, reading):
    whole = told(day, reading)
    moves = {move["n"]: move for move in whole["moves"]}
    for kind in ("proposals", "measures", "commitments", "talks"):
        for name, subject in whole[kind].items():
            assert subject["moves"] == sorted(subject["moves"])
            assert all(name in json.dumps(moves[number]) for number in subject["moves"])


def test_a_proposal_is_told():
    assert WHOLE["proposals"]["council-text"] == {
        "kind": "offer",
        "by": ["council"],
        "issue": ["quota", "ports"],
        "over": None,
        "status": "accepted",
        "answers": {"aland": "accepted", "bohus": "accepted"},
        "since": exact("2013-09-12"),
        "moves": [14, 19, 20, 22],
        "terms": "44,000 tonnes for Bohus, 36,000 for Aland, and open ports on both sides",
        "if": None,
        "counters": None,
        "replaces": [],
        "concedes": None,
        "expires": exact("2013-09-30"),
        "expired": False,
    }


def test_the_answers_of_a_proposal_come_in_the_order_of_the_parties():
    assert list(told("2013-08-20")["proposals"]["council-text"]["answers"].items()) == [
        ("aland", "provisional"),
        ("bohus", "accepted"),
    ]


def test_a_proposal_that_is_past_its_day_has_expired():
    scenario = recorded(f"{RECORD}    expires: 2013-02-20\n")
    assert told("2013-02-20", scenario=scenario)["proposals"]["equal-shares"]["expired"] is False
    assert told("2013-02-21", scenario=scenario)["proposals"]["equal-shares"]["expired"] is True


def test_a_measure_is_told():
    assert told("2013-04-03")["measures"]["close-ports"] == {
        "kind": "threat",
        "by": ["aland"],
        "issue": ["ports"],
        "over": "quota",
        "status": "threatened",
        "answers": {"bohus": "awaited"},
        "since": PERIOD,
        "moves": [6],
        "action": "close its ports to the trawlers of Bohus",
        "if": None,
        "unless": "Bohus resumes the Pact",
        "replaces": [],
        "deadline": exact("2013-04-30"),
        "effective": None,
        "in_effect": True,
        "due": False,
        "trigger": None,
    }


def test_a_threat_past_its_deadline_is_due():
    threat = "  - threaten: strike\n    by: bohus\n    date: 2013-02-09\n    issue: quota\n    action: x\n"
    scenario = recorded(f"{RECORD}{threat}    deadline: 2013-03\n")
    days = ("2013-03-31", "2013-04-01")
    assert [told(day, scenario=scenario)["measures"]["strike"]["due"] for day in days] == [False, True]


def test_a_threat_that_was_met_has_its_answer():
    assert WHOLE["measures"]["bar-research-ship"]["answers"] == {"aland": "complied"}


def test_a_measure_that_was_imposed_has_no_condition():
    impose = "  - impose: fine\n    by: bohus\n    date: 2013-02-09\n    issue: quota\n    action: fine them\n"
    measure = told(scenario=recorded(RECORD + impose))["measures"]["fine"]
    assert (measure["if"], measure["unless"], measure["replaces"], measure["deadline"]) == (None, None, [], None)


def test_a_commitment_is_told_with_each_part_in_it():
    assert told("2013-03-21")["commitments"]["pact"] == {
        "title": "Fisheries Pact of 1998",
        "issue": ["quota"],
        "until": None,
        "expired": False,
        "participation": {
            "aland": {"status": "in-force", "since": exact("1998-05-01"), "effective": None, "in_effect": True},
            "bohus": {"status": "suspended", "since": exact("2013-03-20"), "effective": None, "in_effect": True},
        },
        "moves": [5],
    }


def test_a_notice_of_exit_reads_as_left_from_its_day():
    leave = "  - leave: pact\n    by: bohus\n    date: 2013-02-09\n    effective: 2013-06-01\n"
    parts = [
        told(day, scenario=recorded(RECORD + leave))["commitments"]["pact"]["participation"]["bohus"]
        for day in ("2013-05-31", "2013-06-01")
    ]
    assert [(part["status"], part["effective"]) for part in parts] == [
        ("leaving", exact("2013-06-01")),
        ("left", exact("2013-06-01")),
    ]


def test_a_commitment_leaves_out_whom_it_does_not_bind():
    scenario = recorded(RECORD.replace("issue: quota}", "parties: bohus}"))
    assert list(told(scenario=scenario)["commitments"]["pact"]["participation"]) == ["bohus"]


def test_talks_are_told():
    assert WHOLE["talks"]["ministers"] == {
        "title": "Fisheries ministers",
        "status": "scheduled",
        "due": {"text": "2013-10", "earliest": "2013-10-01", "best": "2013-10-31", "latest": "2013-10-31"},
        "place": "Mariehamn",
        "mandate": "A joint count of the herring",
        "overdue": False,
        "since": exact("2013-06-25"),
        "moves": [7, 8, 9, 16, 17, 18],
    }


def test_talks_whose_round_has_not_come_are_overdue():
    assert told("2013-11-01")["talks"]["ministers"]["overdue"] is True


def test_talks_without_a_round_have_no_place():
    talks = told("2013-01-01")["talks"]["ministers"]
    assert (talks["status"], talks["due"], talks["place"], talks["since"], talks["moves"]) == (
        "idle",
        None,
        None,
        None,
        [],
    )


def test_an_expectation_is_told_with_what_was_found():
    assert WHOLE["expectations"][0] == {
        "line": 197,
        "branch": None,
        "as_of": exact("2013-03-21"),
        "since": None,
        "reading": "likely",
        "key": "proposals",
        "subject": "equal-shares",
        "quote": None,
        "expected": "opposed",
        "found": "opposed",
        "met": True,
    }


def test_an_expectation_of_the_end_has_no_day():
    scenario = recorded(f"{RECORD}expect:\n  - agreed: 1\n")
    [finding] = told(scenario=scenario)["expectations"]
    assert (finding["as_of"], finding["expected"], finding["found"], finding["met"]) == (None, 1, 0, False)


def test_a_record_without_moves_has_no_day():
    whole = told(scenario=recorded("scenario: S\nparties: {a: A, b: B}\n"))
    assert (whole["as_of"], whole["version"], whole["moves"]) == (None, 0, [])
