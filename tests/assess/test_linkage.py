from sim import History
from sim.assess.linkage import centre, linkage
from sim.assess.tension import tension
from sim.moves import Act, Convene, Propose, Remark, Suspend, Threaten
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.testing.story import SETTING, START

DAY = "2013-03-01"
THREAT = Threaten(subject="strike", by="bohus", date=DAY, issue="ports", action="strike", over="quota")


def ties(*moves, start=START):
    found = linkage(History.of(start, moves).as_of())
    return {tuple(sorted(tie)): each for tie, each in found.ties.items()}


def central(*moves):
    view = History.of(START, moves).as_of()
    return centre(linkage(view), tension(view))


def test_what_is_made_over_an_issue_ties_it_to_its_own():
    assert ties(THREAT) == {("ports", "quota"): (THREAT,)}
    remark = Remark(subject="mesh", by="aland", date=DAY, kind="warning", over="quota")
    assert ties(remark) == {("mesh", "quota"): (remark,)}
    suspend = Suspend(subject="pact", by="aland", date=DAY, over="ports")
    assert ties(suspend) == {("ports", "quota"): (suspend,)}


def test_a_package_ties_its_issues():
    package = Propose(subject="all", by="aland", date=DAY, issue=("quota", "mesh", "ports"))
    assert set(ties(package)) == {("mesh", "quota"), ("ports", "quota"), ("mesh", "ports")}


def test_a_declared_commitment_on_several_issues_ties_them():
    accord = Commitment.declared(Declaration("accord", issue=("quota", "mesh")), SETTING.party_ids)
    assert ties(start=Negotiation.begin(SETTING, [accord])) == {("mesh", "quota"): ()}


def test_nothing_is_tied_to_itself_and_talks_are_on_no_issue():
    own = Threaten(subject="strike", by="bohus", date=DAY, issue="ports", action="strike", over="ports")
    parade = Act(subject="parade", by="aland", date=DAY, tone="hostile", issue="mesh", over="mesh")
    assert ties(own, parade, Convene(subject="ministers", by="both", date=DAY, over="quota")) == {}


def test_the_centre_is_tied_to_most_others():
    other = Remark(subject="mesh", by="aland", date=DAY, kind="warning", over="quota")
    assert central(THREAT, other) == ("quota",)


def test_the_share_of_tension_breaks_a_tie_and_an_even_one_is_named():
    assert central(THREAT) == ("quota", "ports")
    assert central(THREAT, Suspend(subject="pact", by="aland", date=DAY)) == ("quota",)


def test_where_nothing_is_tied_and_nothing_stands_there_is_no_centre():
    assert central() == ()


def test_the_partners_of_an_issue_come_in_the_order_of_their_declaration():
    package = Propose(subject="package", by="aland", date=DAY, issue=("mesh", "quota"))
    found = linkage(History.of(START, [package]).as_of())
    assert (found.partners("mesh"), found.partners("ports")) == (("quota",), ())
