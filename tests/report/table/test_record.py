from pathlib import Path

import pytest
from complaints import RECORD, recorded

from sim.report.table.queries import legal_moves_with_effects, legal_table
from sim.report.table.record import TABLES, expectations_table, moves_table
from sim.scenario import load

FISHING = load(Path(__file__).parents[3] / "scenarios" / "fishing.yaml")


def rows(name, as_of=None, scenario=FISHING):
    """The rows of one of the tables, as of a day, each by its headers."""
    view = scenario.history.as_of(as_of)
    table = moves_table(view) if name == "moves" else TABLES[name].table(view)
    return [dict(zip(table.headers, row, strict=True)) for row in table.rows]


def after(*items):
    """The record with further moves."""
    return recorded(RECORD + "".join(f"  - {item}\n" for item in items))


def test_a_move_has_a_row_with_its_number_date_party_subject_and_effect():
    assert rows("moves")[4] == {
        "#": "5",
        "date": "2013-03-20",
        "party": "bohus",
        "move": "suspend",
        "subject": "pact (over quota)",
        "effect": "suspended",
    }


def test_a_move_of_several_kinds_says_which():
    assert rows("moves")[0]["move"] == "propose (offer)"
    assert rows("moves")[10]["move"] == "remark (concern)"


def test_what_changes_nothing_has_a_dash_for_its_effect():
    assert rows("moves")[10]["effect"] == "–"


def test_a_move_of_the_clock_is_the_clocks():
    assert rows("moves", None, after("lapse: equal-shares\n    date: 2013-02-09"))[1]["party"] == "the clock"


def test_what_a_move_does_to_another_subject_is_said_with_its_name():
    again = "propose: thirds\n    by: aland\n    date: 2013-02-09\n    issue: quota\n    replaces: equal-shares"
    assert rows("moves", None, after(again))[1]["effect"] == "tabled, equal-shares superseded"


def test_a_proposal_has_a_row():
    assert rows("proposals", "2013-08-20")[2] == {
        "proposal": "council-text",
        "kind": "offer",
        "by": "council",
        "issue": "quota, ports",
        "status": "provisional",
        "since": "2013-07-01",
        "answers": "aland accepted (parliament awaited), bohus accepted",
        "terms": "44,000 tonnes for Bohus, 36,000 for Aland, and open ports on both sides",
    }


def test_a_proposal_of_procedure_says_so():
    asked = "propose: meeting\n    by: bohus\n    date: 2013-02-09\n    issue: quota\n    kind: request\n    matter: "
    scenario = after(f"{asked}procedure")
    assert rows("proposals", None, scenario)[1]["kind"] == "request, procedure"
    assert rows("moves", None, scenario)[1]["move"] == "propose (request, procedure)"


def test_the_votes_on_a_proposal_stand_with_the_answer_that_they_ratify():
    text = RECORD.replace("{council: Nordic Council}", "{senate: Senate, crew: Crew}")
    text += "    subject-to: senate\n"
    assert rows("proposals", None, recorded(text))[0]["answers"] == "aland proposed (senate awaited), bohus awaited"
    answered = "  - {accept: equal-shares, by: bohus, date: 2013-02-02, subject-to: [senate, crew]}\n"
    rejected = "  - {reject: equal-shares, by: crew, date: 2013-02-03}\n"
    [row] = rows("proposals", None, recorded(text + answered + rejected))
    assert row["answers"] == "aland proposed (senate awaited), bohus accepted (senate awaited, crew no)"
    assert row["status"] == "rejected"


def test_terms_that_are_values_stand_each_after_its_name():
    scenario = recorded(RECORD.replace("terms: Each side lands 40,000 tonnes", "terms: {wage: 5 %, term: 3 years}"))
    assert rows("proposals", None, scenario)[0]["terms"] == "wage 5 %, term 3 years"


def test_a_proposal_past_its_day_is_said_to_have_expired():
    scenario = recorded(f"{RECORD}    expires: 2013-02-20\n")
    assert rows("proposals", "2013-02-21", scenario)[0]["status"] == "tabled, expired 2013-02-20"


def test_a_proposal_without_terms_has_its_note_or_a_dash():
    bare = RECORD.replace("    terms: Each side lands 40,000 tonnes\n", "")
    assert rows("proposals", None, recorded(bare))[0]["terms"] == "–"
    assert rows("proposals", None, recorded(f"{bare}    note: as told\n"))[0]["terms"] == "as told"


def test_a_measure_has_a_row_with_its_condition():
    assert rows("measures", "2013-04-03")[0] == {
        "measure": "close-ports",
        "by": "aland",
        "issue": "ports",
        "status": "threatened",
        "since": "2013-03-20/2013-03-31",
        "level": "–",
        "action": "close its ports to the trawlers of Bohus",
        "condition": "unless Bohus resumes the Pact, by 2013-04-30",
    }


THREAT = "threaten: strike\n    by: bohus\n    date: 2013-02-09\n    issue: quota\n    action: strike\n    {}"


@pytest.mark.parametrize(
    ("field", "condition"),
    [("if: x", "if x"), ("unless: y", "unless y"), ("deadline: 2013-03", "by 2013-03"), ("note: z", "–")],
)
def test_a_condition_is_put_together_of_what_is_given(field, condition):
    assert rows("measures", None, after(THREAT.format(field)))[0]["condition"] == condition


def test_a_threat_past_its_deadline_is_said_to_be_due():
    scenario = after(THREAT.format("deadline: 2013-02-20"))
    assert rows("measures", "2013-02-21", scenario)[0]["status"] == "threatened, due"


def test_a_commitment_has_a_row_for_each_party():
    assert [(row["party"], row["status"], row["since"]) for row in rows("commitments", "2013-03-21")] == [
        ("aland", "in force", "1998-05-01"),
        ("bohus", "suspended", "2013-03-20"),
    ]


def test_a_commitment_has_no_row_for_whom_it_does_not_bind():
    scenario = recorded(RECORD.replace("issue: quota}", "parties: bohus}"))
    assert [(row["party"], row["issue"], row["since"]) for row in rows("commitments", None, scenario)] == [
        ("bohus", "–", "–")
    ]


def test_a_commitment_past_its_last_day_is_said_to_have_expired():
    scenario = recorded(RECORD.replace("issue: quota}", "until: 2013-01}"))
    row = rows("commitments", "2013-02-01", scenario)[0]
    assert (row["status"], row["since"], row["until"]) == ("expired since its end on 2013-01", "2013-02-01", "2013-01")


@pytest.mark.parametrize(
    ("day", "status", "since"),
    [
        ("2013-02-28", "in force, suspended from 2013-03-01", "–"),
        ("2013-03-01", "suspended", "2013-03-01"),
        ("2013-04-01", "in force", "2013-04-01"),
    ],
)
def test_a_suspension_that_is_yet_to_take_effect_says_from_when(day, status, since):
    ends = "effective: 2013-03-01\n    until: 2013-03-31"
    scenario = after(f"suspend: pact\n    by: bohus\n    date: 2013-02-09\n    {ends}")
    row = rows("commitments", day, scenario)[1]
    assert (row["status"], row["since"]) == (status, since)


def test_a_suspension_with_an_end_says_until_when_beside_the_end_of_the_commitment():
    text = RECORD.replace("issue: quota}}", "issue: quota, until: 2014}}")
    suspended = "  - {suspend: pact, by: bohus, date: 2013-02-09, until: 2013-03-31}\n"
    aland, bohus = rows("commitments", None, recorded(text + suspended))
    assert (aland["until"], bohus["until"]) == ("2014", "suspended until 2013-03-31, 2014")


IMPOSED = "impose: levy\n    by: bohus\n    date: 2013-02-09\n    issue: quota\n    action: a levy\n    level: 10 %"


@pytest.mark.parametrize(
    ("verb", "day", "level"),
    [
        ("raise", "2013-02-09", "10 %"),
        ("raise", "2013-02-28", "10 %"),
        ("raise", "2013-03-01", "25 %, raised"),
        ("ease", "2013-03-01", "25 %, eased"),
    ],
)
def test_a_measure_has_its_level_from_the_day_on_which_that_takes_effect(verb, day, level):
    changed = f"{verb}: levy\n    by: bohus\n    date: 2013-02-10\n    to: 25 %\n    effective: 2013-03-01"
    assert rows("measures", day, after(IMPOSED, changed))[0]["level"] == level


def test_a_measure_in_place_says_until_when():
    [row] = rows("measures", None, after(f"{IMPOSED}\n    until: 2013-06-30"))
    assert row["condition"] == "until 2013-06-30"
    suspended = "suspend: levy\n    by: bohus\n    date: 2013-02-10\n    until: 2013-03-31"
    [row] = rows("measures", None, after(f"{IMPOSED}\n    until: 2013-06-30", suspended))
    assert row["condition"] == "suspended until 2013-03-31, until 2013-06-30"


def test_a_declared_measure_has_its_title_for_an_action():
    declared = "measures: {levy: {title: A levy on fish, by: bohus, issue: quota, since: 2012}}\nsources:"
    [row] = rows("measures", None, recorded(RECORD.replace("sources:", declared)))
    assert (row["action"], row["since"], row["status"]) == ("A levy on fish", "2012", "in place")


def test_a_third_party_has_a_row_in_a_commitment_after_the_parties():
    scenario = after("commit: pact\n    by: council\n    date: 2013-02-09")
    assert [row["party"] for row in rows("commitments", None, scenario)] == ["aland", "bohus", "council"]


# SEVERAL SUBJECTS, AND FURTHER ONES

THREATENED = "threaten: strike\n    by: bohus\n    date: 2013-02-09\n    issue: quota\n    action: strike"


def effect_of(*items):
    """What the last of these moves does, as its row has it."""
    return rows("moves", None, after(*items))[-1]["effect"]


def test_one_act_on_several_subjects_has_one_row():
    threat = THREATENED.replace("strike", "blockade")
    last = rows(
        "moves", None, after(THREATENED, threat, "withdraw: [strike, blockade]\n    by: bohus\n    date: 2013-03")
    )[-1]
    assert (last["#"], last["subject"], last["effect"]) == ("4", "strike, blockade", "withdrawn")


def test_where_it_leads_them_to_different_statuses_each_is_named():
    assert (
        effect_of(IMPOSED, THREATENED, "suspend: [levy, strike]\n    by: council\n    date: 2013-03")
        == "levy suspended, strike deferred"
    )


def test_what_an_agreement_settles_is_named_together():
    rivals = [
        f"propose: {name}\n    by: bohus\n    date: 2013-02-09\n    issue: quota\n    counters: equal-shares"
        for name in ("thirds", "quarters")
    ]
    assert (
        effect_of(*rivals, "accept: thirds\n    by: aland\n    date: 2013-03")
        == "accepted; equal-shares, quarters settled"
    )


@pytest.mark.parametrize(
    ("move", "effect"),
    [
        ("raise: levy\n    by: bohus\n    to: 25 %", "raised to 25 %"),
        ("raise: levy\n    by: bohus", "raised"),
        ("ease: levy\n    by: bohus\n    to: 5 %\n    effective: 2013-05-01", "eased to 5 % from 2013-05-01"),
        ("comply: levy\n    by: aland", "complied with"),
        ("carry-out: strike\n    by: bohus\n    as: levy\n    level: 25 %", "carried out, levy raised to 25 %"),
        ("carry-out: strike\n    by: bohus\n    effective: 2013-05-01", "in place from 2013-05-01"),
        ("extend: levy\n    by: bohus\n    until: 2013-05-01", "in place"),
        ("leave: pact\n    by: bohus\n    effective: 2013-05-01", "leaving"),
        (
            "commit: treaty\n    by: both\n    issue: quota\n    replaces: pact\n    effective: 2013-05-01",
            "in force from 2013-05-01, pact superseded from 2013-05-01",
        ),
    ],
)
def test_an_effect_says_what_changes_beside_the_status_and_from_when(move, effect):
    assert effect_of(f"{IMPOSED}\n    until: 2013-04-01", THREATENED, f"{move}\n    date: 2013-03-01") == effect


def test_talks_have_a_row():
    assert rows("talks", "2013-09-01")[0] == {
        "talks": "ministers",
        "title": "Fisheries ministers",
        "issue": "–",
        "status": "scheduled",
        "since": "2013-06-25",
        "next round": "2013-10, Mariehamn",
        "mandate": "A joint count of the herring",
    }


def test_talks_whose_day_has_passed_are_overdue():
    assert rows("talks", "2013-11-01")[0]["status"] == "scheduled, overdue"


@pytest.mark.parametrize(("details", "shown"), [("{due: 2014}", "2014"), ("{place: Lysekil}", "Lysekil"), ("M", "–")])
def test_a_next_round_is_put_together_of_what_is_known(details, shown):
    scenario = recorded(RECORD.replace("{ministers: Fisheries ministers}", f"{{ministers: {details}}}"))
    assert rows("talks", None, scenario)[0]["next round"] == shown


def test_an_expectation_has_a_row_met_or_not():
    scenario = recorded(f"{RECORD}expect:\n  - agreed: 1\n  - as of: 2013-02\n    reading: certain\n    agreed: 0\n")
    assert expectations_table(scenario.findings()).rows == (
        ("15", "the end, likely", "agreed", "1", "0", "NO"),
        ("18", "2013-02, certain", "agreed", "0", "0", "yes"),
    )


def test_what_an_expectation_must_hold_without_stands_with_the_expected_value():
    scenario = recorded(f"{RECORD}expect:\n  - agreed: 0\n    holds without: 2\n")
    [row] = expectations_table(scenario.findings()).rows
    assert row == ("15", "the end, likely", "agreed", "0 without any 2 moves", "0", "yes")


def test_a_status_is_spoken_without_hyphens_in_every_table():
    assert rows("measures", "2013-05-01")[0]["status"] == "in place"
    assert rows("talks", "2013-05-01")[0]["status"] == "broken off"


def test_every_subject_of_the_record_has_a_row():
    state = FISHING.history.as_of().state
    named = {row[kind.rstrip("s") if kind != "talks" else kind] for kind in TABLES for row in rows(kind)}
    assert named == set(state.ids)


def test_a_record_without_moves_has_tables_without_rows():
    empty = recorded("scenario: S\nparties: {a: A, b: B}\n")
    assert [rows(name, None, empty) for name in ("moves", *TABLES)] == [[]] * 5


def test_the_legal_moves_have_rows_with_what_they_lead_to():
    view = FISHING.history.as_of("2013-04-03")
    table = legal_table(legal_moves_with_effects(view.state, "aland", view.day), "aland", view.day)
    assert table.title == "Legal moves of aland on 2013-04-03"
    assert ("withdraw", "close-ports", "aland", "threatened", "withdrawn", "conciliatory", "") in table.rows


def test_what_is_not_made_yet_is_said_so():
    view = FISHING.history.as_of("2013-04-03")
    table = legal_table(legal_moves_with_effects(view.state, "aland", view.day), "aland", view.day)
    assert {row[3] for row in table.rows if row[0] == "impose"} == {"not made"}


def test_what_is_pending_is_acted_on_as_pending():
    pending = recorded(
        "scenario: S\nparties: {a: A, b: B}\nissues: {i: I}\ncommitments: {c: {title: C, since: 2013-06-01}}\n"
        "moves: [{remark: i, kind: hope, by: a, date: 2013-03-01}]\n"
    )
    now_and_then = {}
    for day in ("2013-05-31", "2013-06-01"):
        view = pending.history.as_of(day)
        table = legal_table(legal_moves_with_effects(view.state, "a", view.day), "a", view.day)
        now_and_then[day] = {
            row[0]: row[3:5] for row in table.rows if row[1] == "c" and row[0] in ("suspend", "extend")
        }
    assert now_and_then["2013-05-31"] == {"suspend": ("pending", "suspended"), "extend": ("pending", "pending")}
    assert now_and_then["2013-06-01"] == {"suspend": ("in force", "suspended"), "extend": ("in force", "in force")}


def test_the_moves_of_the_clock_are_the_clocks():
    view = FISHING.history.as_of("2013-04-03")
    table = legal_table(legal_moves_with_effects(view.state, None, view.day), None, view.day)
    assert {row[2] for row in table.rows} == {"the clock"}


def test_a_remark_leads_to_nothing():
    view = FISHING.history.as_of("2013-04-03")
    table = legal_table(legal_moves_with_effects(view.state, "council", view.day), "council", view.day)
    assert {row[4] for row in table.rows if row[0] == "remark"} == {"–"}


def test_a_legal_move_on_a_level_says_so():
    scenario = after(IMPOSED)
    view = scenario.history.as_of("2013-03-01")
    table = legal_table(legal_moves_with_effects(view.state, "bohus", view.day), "bohus", view.day)
    assert {row[4] for row in table.rows if row[0] == "raise"} == {"raised"}


def test_a_legal_move_names_no_matter_of_substance():
    view = FISHING.history.as_of("2013-04-03")
    table = legal_table(legal_moves_with_effects(view.state, "aland", view.day), "aland", view.day)
    assert {row[6] for row in table.rows if row[0] == "propose"} >= {"issue: quota, kind: offer"}
