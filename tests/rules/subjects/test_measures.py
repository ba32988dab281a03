from functools import partial

import pytest
from days import DAY, LATER, MUCH_LATER

from sim.model.dates import When
from sim.model.move import CarryOut, Extend, Lapse, Resume, Suspend, Withdraw
from sim.rules.subjects.commitments import Leave
from sim.rules.subjects.measures import (
    CARRIED_OUT,
    COMPLIED,
    IN_PLACE,
    LAPSED,
    LIFTED,
    SUPERSEDED,
    SUSPENDED,
    THREATENED,
    WITHDRAWN,
    Comply,
    Impose,
    Lift,
    Threaten,
)
from sim.rules.subjects.proposals import Propose
from sim.rules.subjects.statements import Act
from sim.rules.subjects.talks import BreakOff
from sim.testing.story import after

NAME = "close-ports"
ACTION = "close its ports to Bohus trawlers"
threaten = partial(Threaten, subject=NAME, by="aland", date=DAY, issue="ports", action=ACTION)
impose = partial(Impose, subject=NAME, by="aland", date=DAY, issue="ports", action=ACTION)
carry_out = partial(CarryOut, subject=NAME, by="aland", date=LATER)
comply = partial(Comply, subject=NAME, by="bohus", date=LATER)
withdraw = partial(Withdraw, subject=NAME, by="aland", date=LATER)
suspend = partial(Suspend, subject=NAME, by="aland", date=LATER)
resume = partial(Resume, subject=NAME, by="aland", date=LATER)
lift = partial(Lift, subject=NAME, by="aland", date=LATER)
extend = partial(Extend, subject=NAME, by="aland", date=LATER)
lapse = partial(Lapse, subject=NAME, date=LATER)

THREAT, IMPOSED = threaten(), impose()
SUSPENDED_BY_ALAND = (IMPOSED, suspend())


# threaten, impose


@pytest.mark.parametrize(("made", "status"), [(threaten, THREATENED), (impose, IN_PLACE)])
def test_only_one_party_may_threaten_or_impose(made, status):
    after().accepts(made()).leads_to(NAME, status)
    after().refuses(made(by="council"), because="only a party may, aland or bohus")
    after().refuses(made(by="both"), because="write one move for aland and one for bohus")


def test_a_deadline_cannot_be_before_the_threat():
    after().refuses(threaten(deadline="2013-02-28"), because="deadline 2013-02-28 is past already on 2013-03-01")
    after().accepts(threaten(deadline=DAY))


def test_only_its_author_may_replace_a_threat():
    after(THREAT).refuses(
        threaten(subject="more", by="bohus", replaces=NAME), because="aland made it, and only its author may"
    )
    after(THREAT).accepts(threaten(subject="more", replaces=NAME)).leads_to(NAME, SUPERSEDED)


def test_a_threat_takes_the_place_of_one_other_as_of_several_it_would_ease_more_than_it_adds():
    after(THREAT, threaten(subject="second")).refuses(
        threaten(subject="more", replaces=(NAME, "second")),
        because="a threat takes the place of one other; withdraw the rest",
    )


def test_what_is_in_place_cannot_be_replaced_by_a_threat():
    after(IMPOSED).refuses(threaten(subject="more", replaces=NAME), because="it has been in place since 2013-03-01")


def test_a_proposal_cannot_replace_a_threat():
    move = Propose(subject="peace", by="aland", date=LATER, issue="ports", replaces=NAME)
    after(THREAT).refuses(move, because="close-ports is a measure, and a measure cannot be the object of propose")


# carry out


def test_only_its_author_may_carry_out_a_threat():
    after(THREAT).refuses(carry_out(by="bohus"), because="aland made it, and only its author may")
    after(THREAT).accepts(carry_out()).leads_to(NAME, IN_PLACE)


def test_what_is_in_place_cannot_be_carried_out_again():
    after(THREAT, carry_out()).refuses(carry_out(), because="it has been in place since 2013-06-01")


HARMS = {
    "pact": (Leave(subject="pact", by="aland", date=LATER),),
    "ministers": (BreakOff(subject="experts", by="aland", date=LATER),),
    "tariff": (impose(subject="tariff"),),
    "raid": (Act(subject="raid", by="aland", date=LATER, tone="hostile"),),
    "quay": (
        Propose(subject="quay", by="aland", date=DAY, issue="ports", kind="plan"),
        carry_out(subject="quay"),
    ),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_a_threat_may_be_carried_out_as_any_recorded_harm_of_its_author(harm):
    after(THREAT, *harm).accepts(carry_out(as_=harm[0].subject)).leads_to(NAME, CARRIED_OUT)


@pytest.mark.parametrize("name", ["pact", "ministers", "experts", NAME])
def test_a_threat_cannot_be_carried_out_as_what_records_no_harm(name):
    after(THREAT).refuses(carry_out(as_=name), because=f"{name} records no harm that aland has done")


def test_a_threat_cannot_be_carried_out_as_the_other_side_s_harm():
    after(THREAT, Leave(subject="pact", by="bohus", date=LATER)).refuses(
        carry_out(as_="pact"), because="pact records no harm that aland has done"
    )


def test_a_threat_cannot_be_carried_out_as_what_is_not_there():
    after(THREAT).refuses(carry_out(as_="pakt"), because="nobody has made 'pakt' yet; did you mean pact?")


# comply, withdraw


def test_only_the_other_side_may_comply_with_a_threat():
    after(THREAT).refuses(comply(by="aland"), because="aland made it, and only bohus may")
    after(THREAT).refuses(comply(by="council"), because="only bohus may")
    after(THREAT).accepts(comply()).leads_to(NAME, COMPLIED)


def test_nobody_complies_with_what_is_in_place():
    after(IMPOSED).refuses(comply(), because="it has been in place since 2013-03-01")


def test_only_the_author_of_a_threat_may_withdraw_it():
    after(THREAT).refuses(withdraw(by="bohus"), because="aland made it")
    after(THREAT).accepts(withdraw()).leads_to(NAME, WITHDRAWN)


def test_what_is_in_place_is_lifted_and_not_withdrawn():
    after(THREAT, carry_out()).refuses(withdraw(), because="aland may: suspend or lift")


def test_a_threat_that_has_ended_stays_so():
    after(THREAT, comply()).refuses(carry_out(), because="it has been complied since 2013-06-01")


# suspend, resume, lift


def test_only_its_author_may_suspend_what_is_in_place():
    after(IMPOSED).refuses(suspend(by="bohus"), because="aland made it, and only its author may")
    after(IMPOSED).accepts(suspend()).leads_to(NAME, SUSPENDED)


def test_a_threat_cannot_be_suspended():
    after(THREAT).refuses(suspend(), because="it has been threatened since 2013-03-01")


def test_only_its_author_may_resume_what_is_suspended():
    after(*SUSPENDED_BY_ALAND).refuses(resume(by="bohus"), because="only its author may")
    after(*SUSPENDED_BY_ALAND).accepts(resume()).leads_to(NAME, IN_PLACE)
    after(IMPOSED).refuses(resume(), because="it has been in place since")


def test_only_its_author_may_lift_what_is_in_place_or_suspended():
    after(IMPOSED).refuses(lift(by="bohus"), because="only its author may")
    after(THREAT).refuses(lift(), because="it has been threatened since")
    after(IMPOSED).accepts(lift()).leads_to(NAME, LIFTED)
    after(*SUSPENDED_BY_ALAND).accepts(lift()).leads_to(NAME, LIFTED)


def test_a_suspension_or_a_resumption_takes_effect_no_earlier_than_its_day():
    after(IMPOSED).refuses(suspend(effective=DAY), because="effective 2013-03-01 is past already on 2013-06-01")
    after(*SUSPENDED_BY_ALAND).refuses(resume(effective=DAY), because="effective 2013-03-01 is past already")


def test_a_measure_tells_from_when_its_last_suspension_or_resumption_takes_effect():
    announced = after(IMPOSED, suspend(effective=MUCH_LATER))
    assert announced.state.measures[NAME].effective == When.of(MUCH_LATER)
    assert announced.accepts(extend(deadline=MUCH_LATER)).state.measures[NAME].effective == When.of(MUCH_LATER)
    assert announced.accepts(lift()).state.measures[NAME].effective is None
    assert after(IMPOSED).state.measures[NAME].effective is None


# extend, lapse


def test_only_its_author_may_extend_a_threat_or_a_suspension():
    after(THREAT).refuses(extend(by="bohus", deadline=MUCH_LATER), because="only its author may")
    after(THREAT).accepts(extend(deadline=MUCH_LATER)).leads_to(NAME, THREATENED)
    after(*SUSPENDED_BY_ALAND).accepts(extend(deadline=MUCH_LATER)).leads_to(NAME, SUSPENDED)


def test_what_is_in_place_has_no_deadline_to_extend():
    after(IMPOSED).refuses(extend(deadline=MUCH_LATER), because="it has been in place since")


def test_a_threat_is_extended_by_a_later_deadline_and_nothing_else():
    made = after(threaten(deadline=LATER))
    made.refuses(extend(expires=MUCH_LATER), because="expires is not for this subject; give deadline")
    made.refuses(extend(deadline=DAY), because="it runs until 2013-06-01 already")
    assert made.accepts(extend(deadline=MUCH_LATER)).state.measures[NAME].deadline == When.of(MUCH_LATER)


def test_a_threat_does_not_lapse_before_its_deadline():
    after(threaten(deadline=MUCH_LATER)).refuses(lapse(), because="it stands until 2013-09-01")
    after(threaten(deadline=LATER)).accepts(lapse()).leads_to(NAME, LAPSED)
    after(IMPOSED).refuses(lapse(), because="it has been in place")


# questions


def test_a_threat_is_due_from_the_day_after_its_deadline():
    threat = after(threaten(deadline=LATER)).state.measures[NAME]
    assert [threat.is_due(When.of(day).best) for day in (LATER, "2013-06-02")] == [False, True]
    assert not after(THREAT).state.measures[NAME].is_due(When.of(MUCH_LATER).best)
    assert not after(threaten(deadline=LATER), carry_out()).state.measures[NAME].is_due(When.of(MUCH_LATER).best)


def test_a_measure_is_a_threat_if_it_was_threatened_first():
    assert after(THREAT, carry_out()).state.measures[NAME].kind == "threat"
    assert after(IMPOSED).state.measures[NAME].kind == "imposition"
