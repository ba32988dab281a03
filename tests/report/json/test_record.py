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
        *("format", "scenario", "branch", "as_of", "reading", "version", "setting", "moves"),
        *("proposals", "measures", "commitments", "talks", "figures", "expectations"),
    ]


def test_the_document_says_what_it_is():
    head = {key: WHOLE[key] for key in ("format", "scenario", "as_of", "reading", "version")}
    assert head == {
        "format": "negsim-run/3",
        "scenario": "Herring in the Strait",
        "as_of": "2013-09-30",
        "reading": "likely",
        "version": 25,
    }
    assert RUN == "negsim-run/3"


def test_a_move_has_its_number_line_verb_subject_party_date_effect_and_tone():
    assert WHOLE["moves"][1] == {
        "n": 2,
        "line": 44,
        "move": "oppose",
        "subjects": ["equal-shares"],
        "by": ["bohus"],
        "date": exact("2013-02-09"),
        "effects": [
            {"subject": "equal-shares", "party": None, "before": "tabled", "after": "opposed", "tone": "hostile"}
        ],
        "tone": "hostile",
        "speaker": "Axel Ruud, Minister of Fisheries of Bohus",
        "quote": "our coast is twice as long as theirs",
        "source": ["gazette"],
    }


def test_the_line_of_a_move_is_that_of_the_file():
    lines = Path(FISHING.file).read_text("utf-8").splitlines()
    assert all(f"- {move['move']}: {move['subjects'][0]}" in lines[move["line"] - 1] for move in WHOLE["moves"])


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
    [threat] = [move for move in WHOLE["moves"] if move["subjects"] == ["close-ports"] and move["move"] == "threaten"]
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
    assert accept["subject_to"] == ["parliament"]
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
        "matter": "substance",
        "by": ["council"],
        "issue": ["quota", "ports"],
        "over": None,
        "status": "accepted",
        "qualifiers": [],
        "answers": {"aland": "accepted", "bohus": "accepted"},
        "votes": {"aland": {"parliament": "yes"}},
        "since": exact("2013-09-12"),
        "moves": [14, 19, 20, 22],
        "terms": "44,000 tonnes for Bohus, 36,000 for Aland, and open ports on both sides",
        "if": None,
        "counters": [],
        "replaces": [],
        "settles": [],
        "concedes": None,
        "expires": exact("2013-09-30"),
        "in_force_as": [],
    }


def test_the_answers_of_a_proposal_come_in_the_order_of_the_parties():
    assert list(told("2013-08-20")["proposals"]["council-text"]["answers"].items()) == [
        ("aland", "accepted"),
        ("bohus", "accepted"),
    ]


def test_a_proposal_tells_the_votes_on_what_its_author_has_proposed_and_on_answers():
    text = RECORD.replace("{council: Nordic Council}", "{senate: Senate, crew: Crew}")
    text += (
        "    subject-to: senate\n  - {accept: equal-shares, by: bohus, date: 2013-02-02, subject-to: [senate, crew]}\n"
    )
    text += "  - {reject: equal-shares, by: crew, date: 2013-02-03}\n"
    proposal = told(scenario=recorded(text))["proposals"]["equal-shares"]
    assert (proposal["status"], proposal["answers"]) == ("rejected", {"bohus": "accepted"})
    assert proposal["votes"] == {"aland": {"senate": "awaited"}, "bohus": {"senate": "awaited", "crew": "no"}}


def test_terms_that_are_values_are_an_object():
    text = RECORD.replace("terms: Each side lands 40,000 tonnes", "terms: {wage: 5 %, term: 3 years}")
    whole = told(scenario=recorded(text))
    assert whole["proposals"]["equal-shares"]["terms"] == {"wage": "5 %", "term": "3 years"}
    assert whole["moves"][0]["terms"] == {"wage": "5 %", "term": "3 years"}


def test_a_proposal_names_the_commitments_that_put_it_into_force():
    text = f"{RECORD}  - {{accept: equal-shares, by: bohus, date: 2013-02-02}}\n"
    text += "  - {commit: treaty, by: both, date: 2013-02-03, issue: quota, under: equal-shares}\n"
    whole = told(scenario=recorded(text))
    assert whole["proposals"]["equal-shares"]["in_force_as"] == ["treaty"]
    assert [(each["subject"], each["party"], each["after"]) for each in whole["moves"][2]["effects"]] == [
        ("treaty", "aland", "in-force"),
        ("treaty", "bohus", "in-force"),
        ("equal-shares", None, "carried-out"),
    ]


def test_a_proposal_that_is_past_its_day_has_expired():
    scenario = recorded(f"{RECORD}    expires: 2013-02-20\n")
    on_days = [told(day, scenario=scenario)["proposals"]["equal-shares"] for day in ("2013-02-20", "2013-02-21")]
    assert [(proposal["status"], proposal["qualifiers"]) for proposal in on_days] == [
        ("tabled", []),
        ("tabled", ["expired"]),
    ]


def test_a_measure_is_told():
    assert told("2013-04-03")["measures"]["close-ports"] == {
        "kind": "threat",
        "title": None,
        "by": ["aland"],
        "issue": ["ports"],
        "over": "quota",
        "status": "threatened",
        "qualifiers": [],
        "answers": {"bohus": "awaited"},
        "since": PERIOD,
        "until": None,
        "suspended_until": None,
        "announced": None,
        "moves": [6],
        "action": "close its ports to the trawlers of Bohus",
        "level": None,
        "step": "as-imposed",
        "if": None,
        "unless": "Bohus resumes the Pact",
        "replaces": [],
        "deadline": exact("2013-04-30"),
        "trigger": None,
    }


def test_a_threat_past_its_deadline_is_due():
    threat = "  - threaten: strike\n    by: bohus\n    date: 2013-02-09\n    issue: quota\n    action: x\n"
    scenario = recorded(f"{RECORD}{threat}    deadline: 2013-03\n")
    days = ("2013-03-31", "2013-04-01")
    assert [told(day, scenario=scenario)["measures"]["strike"]["qualifiers"] for day in days] == [[], ["due"]]


def test_a_threat_that_was_met_has_its_answer():
    assert WHOLE["measures"]["bar-research-ship"]["answers"] == {"aland": "complied"}


def test_a_measure_that_was_imposed_has_no_condition():
    impose = "  - impose: fine\n    by: bohus\n    date: 2013-02-09\n    issue: quota\n    action: fine them\n"
    measure = told(scenario=recorded(RECORD + impose))["measures"]["fine"]
    assert (measure["if"], measure["unless"], measure["replaces"], measure["deadline"]) == (None, None, [], None)


IMPOSED = "  - {impose: levy, by: bohus, date: 2013-02-09, issue: quota, level: 10 %, "


def levy_on(day, *items):
    """The levy on a day, after further moves."""
    return told(day, scenario=recorded(RECORD + IMPOSED + "".join(items)))["measures"]["levy"]


def test_what_is_announced_reads_threatened_until_its_day_and_expired_past_its_last():
    effective, until = exact("2013-03-01"), exact("2013-03-31")
    soon = {"status": "in-place", "step": "as-imposed", "effective": effective}
    levies = [
        levy_on(f"2013-{day}", "effective: 2013-03-01, until: 2013-03-31}\n") for day in ("02-28", "03-01", "04-01")
    ]
    keys = ("status", "qualifiers", "since", "until", "announced")
    assert [tuple(levy[key] for key in keys) for levy in levies] == [
        ("threatened", ["declared"], exact("2013-02-09"), until, soon),
        ("in-place", [], effective, until, None),
        ("expired", ["expired"], exact("2013-04-01"), until, None),
    ]


def test_a_measure_has_its_level_from_the_day_on_which_that_takes_effect():
    raised = "  - {raise: levy, by: bohus, date: 2013-02-10, to: 25 %, effective: 2013-03-01}\n"
    levies = [levy_on(day, "}\n", raised) for day in ("2013-02-28", "2013-03-01")]
    assert [(levy["level"], levy["step"]) for levy in levies] == [("10 %", "as-imposed"), ("25 %", "raised")]
    soon = {"status": "in-place", "step": "raised", "effective": exact("2013-03-01")}
    assert [levy["announced"] for levy in levies] == [soon, None]


def test_a_suspension_with_an_end_is_over_after_it():
    suspended = "  - {suspend: levy, by: bohus, date: 2013-02-10, until: 2013-02-28}\n"
    levies = [levy_on(day, "}\n", suspended) for day in ("2013-02-28", "2013-03-01")]
    assert [(levy["status"], levy["since"], levy["suspended_until"]) for levy in levies] == [
        ("suspended", exact("2013-02-10"), exact("2013-02-28")),
        ("in-place", exact("2013-03-01"), None),
    ]


def test_a_demand_that_is_met_is_an_answer_to_what_is_in_place():
    assert levy_on(None, "}\n")["answers"] == {}
    met = levy_on(None, "}\n", "  - {comply: levy, by: aland, date: 2013-02-10}\n")
    assert (met["status"], met["answers"]) == ("in-place", {"aland": "complied"})


def test_a_declared_measure_is_told():
    text = RECORD.replace("sources:", "measures: {levy: {title: Levy, by: bohus, issue: quota, level: 10 %}}\nsources:")
    levy = told(scenario=recorded(text))["measures"]["levy"]
    assert (levy["title"], levy["action"], levy["level"], levy["since"]) == ("Levy", None, "10 %", None)
    assert (levy["kind"], levy["by"], levy["moves"]) == ("imposition", ["bohus"], [])


def part(status, since, announced=None, qualifiers=()):
    """A part in a commitment without an end."""
    ends = {"until": None, "suspended_until": None}
    return {"status": status, "qualifiers": list(qualifiers), "since": since, **ends, "announced": announced}


def test_a_commitment_is_told_with_each_part_in_it():
    assert told("2013-03-21")["commitments"]["pact"] == {
        "title": "Fisheries Pact of 1998",
        "issue": ["quota"],
        "participation": {
            "aland": part("in-force", exact("1998-05-01")),
            "bohus": part("suspended", exact("2013-03-20")),
        },
        "replaces": [],
        "replaced_by": None,
        "moves": [5],
    }


def test_a_notice_of_exit_reads_as_left_from_its_day():
    leave = "  - leave: pact\n    by: bohus\n    date: 2013-02-09\n    effective: 2013-06-01\n"
    parts = [
        told(day, scenario=recorded(RECORD + leave))["commitments"]["pact"]["participation"]["bohus"]
        for day in ("2013-05-31", "2013-06-01")
    ]
    announced = {"status": "left", "step": None, "effective": exact("2013-06-01")}
    assert parts == [
        part("leaving", exact("2013-02-09"), announced, ["declared"]),
        part("left", exact("2013-06-01")),
    ]


def test_what_is_in_force_from_a_later_day_is_pending_and_then_takes_the_place_of_another():
    treaty = "  - {commit: treaty, by: both, date: 2013-02-09, issue: quota, effective: 2013-06-01, replaces: pact}\n"
    before, after = (told(day, scenario=recorded(RECORD + treaty)) for day in ("2013-05-31", "2013-06-01"))
    from_june = {"step": None, "effective": exact("2013-06-01")}
    assert before["commitments"]["treaty"]["participation"]["aland"] == part(
        "pending", exact("2013-02-09"), {"status": "in-force", **from_june}, ["pending"]
    )
    assert before["commitments"]["pact"]["participation"]["aland"] == part(
        "in-force", None, {"status": "superseded", **from_june}, ["declared"]
    )
    assert after["commitments"]["pact"]["participation"]["aland"] == part("superseded", exact("2013-06-01"))
    assert after["commitments"]["pact"]["replaced_by"] == "treaty"
    assert after["commitments"]["treaty"]["replaces"] == ["pact"]


def test_what_is_declared_for_a_later_day_has_not_been_so_since_then():
    scenario = recorded(RECORD.replace("issue: quota}}", "issue: quota, since: 2013-06-01}}"))
    assert told(scenario=scenario)["commitments"]["pact"]["participation"]["aland"]["since"] is None


def test_a_third_party_has_its_part_after_those_of_the_parties():
    joined = "  - {commit: pact, by: council, date: 2013-02-09}\n"
    assert list(told(scenario=recorded(RECORD + joined))["commitments"]["pact"]["participation"]) == [
        "aland",
        "bohus",
        "council",
    ]


def test_a_commitment_leaves_out_whom_it_does_not_bind():
    scenario = recorded(RECORD.replace("issue: quota}", "parties: bohus}"))
    assert list(told(scenario=scenario)["commitments"]["pact"]["participation"]) == ["bohus"]


def test_talks_are_told():
    assert WHOLE["talks"]["ministers"] == {
        "title": "Fisheries ministers",
        "issue": [],
        "status": "scheduled",
        "qualifiers": [],
        "due": {"text": "2013-10", "earliest": "2013-10-01", "best": "2013-10-31", "latest": "2013-10-31"},
        "place": "Mariehamn",
        "mandate": "A joint count of the herring",
        "met": exact("2013-06-24"),
        "since": exact("2013-06-25"),
        "moves": [7, 8, 9, 16, 17, 18],
    }


def test_talks_whose_round_has_not_come_are_overdue():
    assert told("2013-11-01")["talks"]["ministers"]["qualifiers"] == ["overdue"]


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
        "line": 198,
        "branch": None,
        "as_of": exact("2013-03-21"),
        "since": None,
        "reading": "likely",
        "key": "proposals",
        "subject": "equal-shares",
        "quote": None,
        "holds_without": None,
        "expected": "opposed",
        "found": "opposed",
        "without": [],
        "met": True,
    }


def test_an_expectation_of_the_end_has_no_day():
    scenario = recorded(f"{RECORD}expect:\n  - agreed: 1\n")
    [finding] = told(scenario=scenario)["expectations"]
    assert (finding["as_of"], finding["expected"], finding["found"], finding["met"]) == (None, 1, 0, False)


@pytest.mark.parametrize(
    ("written", "left_out"),
    [
        ("2", {"moves": 2}),
        ("{source: gazette}", {"sources": ["gazette"]}),
        ("{speaker: [Mr A, Ms B]}", {"speakers": ["Mr A", "Ms B"]}),
    ],
)
def test_what_an_expectation_must_hold_without_is_told_beside_its_value(written, left_out):
    moves = "".join(f"  - {{remark: quota, by: aland, date: 2013-03, speaker: {who}}}\n" for who in ("Mr A", "Ms B"))
    text = f"{RECORD}{moves.replace('}', ', kind: hope}')}expect:\n  - {{agreed: 0, holds without: {written}}}\n"
    [finding] = told(scenario=recorded(text))["expectations"]
    assert (finding["holds_without"], finding["expected"], finding["found"]) == (left_out, 0, 0)


def test_a_record_without_moves_has_no_day():
    whole = told(scenario=recorded("scenario: S\nparties: {a: A, b: B}\n"))
    assert (whole["as_of"], whole["version"], whole["moves"]) == (None, 0, [])


# SEVERAL SUBJECTS, AND THE SETTING


def test_one_act_on_several_subjects_is_one_move_with_an_effect_on_each():
    threat = "  - {threaten: strike, by: bohus, date: 2013-02-09, issue: quota, action: x}\n"
    lifted = "  - {suspend: [levy, strike], by: council, date: 2013-02-10}\n"
    whole = told(scenario=recorded(f"{RECORD}{IMPOSED}}}\n{threat}{lifted}"))
    assert (whole["version"], whole["moves"][3]["subjects"]) == (4, ["levy", "strike"])
    assert [(each["subject"], each["after"], each["tone"]) for each in whole["moves"][3]["effects"]] == [
        ("levy", "suspended", "neutral"),
        ("strike", "deferred", "neutral"),
    ]
    assert [whole["measures"][name]["moves"] for name in ("levy", "strike")] == [[2, 4], [3, 4]]


def test_an_agreement_tells_what_it_settles_and_each_effect_its_own_tone():
    countered = "  - {propose: thirds, by: bohus, date: 2013-02-09, issue: quota, counters: equal-shares}\n"
    accepted = "  - {accept: thirds, by: aland, date: 2013-02-10}\n"
    whole = told(scenario=recorded(RECORD + countered + accepted))
    assert [(each["subject"], each["after"], each["tone"]) for each in whole["moves"][2]["effects"]] == [
        ("thirds", "accepted", "conciliatory"),
        ("equal-shares", "settled", "neutral"),
    ]
    assert whole["proposals"]["equal-shares"]["moves"] == [1, 3]


def test_the_setting_names_parties_issues_and_third_parties_with_their_sides():
    assert WHOLE["setting"] == {
        "parties": {"aland": "Aland", "bohus": "Bohus"},
        "third_parties": {
            "council": {"title": "Nordic Council", "with": None},
            "parliament": {"title": "Parliament of Aland", "with": "aland"},
        },
        "issues": {
            "quota": "The yearly herring quota",
            "ports": "Access to ports",
            "catches": "Who knows what was caught",
        },
        "terms": {},
    }


def test_the_setting_has_the_scales_of_terms():
    scales = '{title: The yearly herring quota, terms: {share: "%", access: [closed, open]}}'
    whole = told(scenario=recorded(RECORD.replace("quota: The yearly herring quota", f"quota: {scales}")))
    assert whole["setting"]["issues"]["quota"] == "The yearly herring quota"
    assert whole["setting"]["terms"] == {"quota": {"share": "%", "access": ["closed", "open"]}}
