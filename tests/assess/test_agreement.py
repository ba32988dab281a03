from sim import History
from sim.assess.agreement import agreed, agreement
from sim.moves import Accept, CarryOut, Propose
from sim.testing.story import START

DAY = "2013-03-01"
MOVES = (
    Propose(subject="halves", by="aland", date=DAY, issue="quota"),
    Propose(subject="thirds", by="aland", date=DAY, issue=("quota", "mesh"), replaces="halves"),
    Propose(subject="calm", by="aland", date=DAY, issue="ports", kind="request"),
    Propose(subject="harbour", by="aland", date=DAY, issue="ports", kind="plan"),
    Accept(subject="thirds", by="bohus", date=DAY),
    Accept(subject="calm", by="bohus", date=DAY, subject_to="a ballot"),
)


def state(*moves):
    return History.of(START, moves).states[-1]


def test_offers_and_requests_count_that_were_not_superseded():
    found = agreement(state(*MOVES))
    assert [each.id for each in found.made] == ["thirds", "calm"]
    assert [each.id for each in found.accepted] == ["thirds"]


def test_a_package_counts_on_each_of_its_issues():
    found = agreement(state(*MOVES))
    counts = {issue: (len(found.on(issue).accepted), len(found.on(issue).made)) for issue in ("quota", "mesh", "ports")}
    assert counts == {"quota": (1, 1), "mesh": (1, 1), "ports": (0, 1)}


def test_what_was_agreed_and_done_stays_agreed():
    assert agreed(state(*MOVES, CarryOut(subject="thirds", by="aland", date=DAY))) == 1
    assert agreed(state()) == 0
