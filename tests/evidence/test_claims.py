from sim import loads
from sim.evidence.analysis import evidence
from sim.evidence.claims import default_claims

HEAD = """
scenario: Claims
parties: {aland: Aland, bohus: Bohus}
issues: {quota: Quota, ports: Ports}
commitments: {pact: {title: Pact, issue: quota}}
talks: {ministers: {title: Ministers, issue: quota}}
"""
MOVES = """
moves:
- {propose: halves, by: aland, date: 2013-01-01, issue: quota, terms: x}
- {convene: ministers, by: both, date: 2013-02-01}
- {oppose: halves, by: bohus, date: 2013-02-01}
- {suspend: pact, by: bohus, date: 2013-03-01}
- {adjourn: ministers, by: both, date: 2013-03-01, outcome: none}
- {agree-to-continue: ministers, by: both, date: 2013-03-02, due: 2013-06}
branches:
  kept: {without: '#4'}
  ended: {from: 2013-02-01, moves: [{suspend: pact, by: aland, date: 2013-02-01}]}
"""


def claims(text, branch=""):
    return [(each.key, each.subject, each.expected, str(each.since)) for each in default_claims(loads(text), branch)]


def test_the_claims_are_what_the_assessment_says_at_the_end():
    assert claims(HEAD + MOVES) == [
        ("agreed", "agreed", "0", "None"),
        ("tension eased", "tension eased", "no", "2013-01-31"),
        ("centre", "centre", "quota", "None"),
        ("concessions", "aland", "0", "None"),
        ("concessions", "bohus", "0", "None"),
        ("proposals", "halves", "opposed", "None"),
        ("commitments", "pact/bohus", "suspended", "None"),
        ("next talks", "next talks", "2013-06", "None"),
    ]


def test_of_a_branch_they_are_what_is_said_at_its_end():
    kept = claims(HEAD + MOVES, "kept")
    assert ("commitments", "pact/bohus", "suspended", "None") not in kept
    assert all(each.branch == "kept" for each in default_claims(loads(HEAD + MOVES), "kept"))


def test_that_tension_has_eased_is_claimed_only_where_talks_were_held():
    keys = [key for key, *_ in claims(HEAD)]
    assert keys == ["agreed", "centre", "concessions", "concessions", "next talks"]
    assert ("tension eased", "tension eased", "no", "2013-01-31") in claims(HEAD + MOVES, "ended")


def test_no_day_comes_before_the_first_of_the_calendar():
    assert "tension eased" not in [
        key for key, *_ in claims(HEAD + "moves: [{convene: ministers, by: both, date: 0001-01-01}]")
    ]


def test_every_claim_holds():
    scenario = loads(HEAD + MOVES)
    assert all(each.holds for each in evidence(scenario, default_claims(scenario)).conclusions)
