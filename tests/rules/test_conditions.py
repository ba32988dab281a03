"""Conditions on the record, on which threats are made: what can avert one, and what would avert it as it is made."""

from functools import partial

import pytest
from days import DAY, LATER

from sim.model.condition import Condition
from sim.model.move import Convene, Suspend
from sim.rules.conditions import averting_statuses
from sim.rules.registry import LIFECYCLES
from sim.rules.subjects.commitments import Leave
from sim.rules.subjects.measures import Impose, Threaten
from sim.rules.subjects.proposals import Propose
from sim.rules.subjects.statements import Act
from sim.testing.story import after

threaten = partial(Threaten, subject="raid", by="aland", date=LATER, issue="ports", action="close them")
TALK = Propose(subject="deal", by="bohus", date=DAY, issue="quota")
TARIFF = Impose(subject="tariff", by="bohus", date=DAY, issue="ports")


@pytest.mark.parametrize("condition", [{"deal": "accepted"}, {"tariff": "lifted"}, {"tariff": "suspended"}])
def test_a_threat_is_averted_by_what_is_brought_about_without_harm(condition):
    after(TALK, TARIFF).accepts(threaten(unless=condition))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"deal": "opposed"}, "harm can bring deal to be opposed; give tabled, provisional, accepted"),
        ({"deal": "rejected"}, "harm can bring deal to be rejected"),
        ({"deal": "carried-out"}, "harm can bring deal to be carried-out"),
        ({"tariff": "in-place"}, "harm can bring tariff to be in-place"),
        ({"pact": "suspended"}, "harm can bring pact to be suspended"),
        ({"pact/bohus": "left"}, "harm can bring pact to be left"),
        ({"experts": "broken-off"}, "harm can bring experts to be broken-off"),
        ({"experts": "suspended"}, "harm can bring experts to be suspended"),
    ],
)
def test_no_threat_is_averted_by_harm(condition, words):
    after(TALK, TARIFF).refuses(threaten(unless=condition), because=f"no threat is averted by harm, and {words}")
    after(TALK, TARIFF).accepts(threaten(if_=condition))


@pytest.mark.parametrize("status", ["accepted", "lifted", "in-force", "in-session", "deferred", "pending"])
def test_what_is_not_made_yet_may_avert_it_whatever_its_kind(status):
    after().accepts(threaten(unless={"something": status}))


@pytest.mark.parametrize("status", ["suspended", "carried-out", "opposed", "in-place", "left", "broken-off"])
def test_what_is_not_made_yet_averts_nothing_by_harm_whatever_its_kind(status):
    after().refuses(threaten(unless={"something": status}), because=f"harm can bring something to be {status}")


def test_an_act_averts_nothing_as_it_has_been_done():
    visit = Act(subject="visit", by="bohus", date=DAY, tone="conciliatory")
    after(visit).refuses(threaten(unless={"visit": "accepted"}), because="name what can still come about")


def test_a_threat_is_not_averted_as_it_is_made():
    words = "already, so the threat would be averted as it is made"
    after().refuses(threaten(unless={"pact/bohus": "in-force"}), because=f"bohus’s part in pact is in force {words}")
    after(Leave(subject="pact", by="bohus", date=DAY)).accepts(threaten(unless={"pact/bohus": "in-force"}))
    after(TALK).refuses(threaten(unless={"deal": "tabled"}), because=f"deal is tabled {words}")


def test_all_of_a_condition_has_to_hold_to_avert_it():
    condition = {"pact/bohus": "in-force", "deal": "accepted"}
    after(TALK).accepts(threaten(unless=condition))


def test_a_threat_in_doubt_is_averted_only_where_it_is_on_each_of_its_days():
    later = Suspend(subject="pact", by="bohus", date=DAY, until="2013-06-15")
    after(later).accepts(threaten(date="2013-06", unless={"pact/bohus": "in-force"}))
    after(later).refuses(threaten(date="2013-07", unless={"pact/bohus": "in-force"}), because="already")


@pytest.mark.parametrize("by", ["aland", "council"])
def test_it_is_asked_of_threats_alone(by):
    Condition({"pact": "left"})
    after().accepts(threaten(by=by, if_={"pact": "left"}))
    after().accepts(Convene(subject="ministers", by="both", date=DAY))


@pytest.mark.parametrize("lifecycle", LIFECYCLES.values(), ids=lambda lifecycle: lifecycle.noun)
def test_no_hostile_transition_leads_to_what_averts_a_threat(lifecycle):
    hostile = {each.to for each in lifecycle.transitions if each.tone == "hostile"}
    assert not hostile & {*averting_statuses(lifecycle)}
    assert not hostile & {*averting_statuses(None)}
