from functools import partial

import pytest
from days import DAY, LATER, MUCH_LATER
from rules.reads import reads

from sim.model.dates import When
from sim.model.errors import InvalidFieldError
from sim.model.move import CarryOut, Extend, Lapse, Resume, Suspend, Withdraw
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Breach, Leave
from sim.rules.subjects.measures import (
    CARRIED_OUT,
    COMPLIED,
    DEFERRED,
    IN_PLACE,
    LAPSED,
    LIFTED,
    SUPERSEDED,
    SUSPENDED,
    THREATENED,
    WITHDRAWN,
    Comply,
    DeclaredMeasure,
    Ease,
    Impose,
    Lift,
    Measure,
    Raise,
    Threaten,
)
from sim.rules.subjects.proposals import Propose
from sim.rules.subjects.statements import Act
from sim.rules.subjects.talks import BreakOff
from sim.rules.verdict import effects
from sim.testing.story import SETTING, START, after

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
raise_ = partial(Raise, subject=NAME, by="aland", date=LATER)
ease = partial(Ease, subject=NAME, by="aland", date=LATER)
extend = partial(Extend, subject=NAME, by="aland", date=LATER)
lapse = partial(Lapse, subject=NAME, date=LATER)

THREAT, IMPOSED = threaten(), impose()
SUSPENDED_BY_ALAND, DEFERRED_BY_ALAND = (IMPOSED, suspend()), (THREAT, suspend())
SIDED = Negotiation.begin(
    Setting(SETTING.parties, SETTING.issues, {"council": "Nordic Council", "bank": "Bank of Aland"}, {"bank": "aland"}),
    [START.subjects[name] for name in START.ids],
)


def measure(story):
    return story.state.measures[NAME]


def tone(story, move):
    return effects(story.state, move)[0].tone


# threaten, impose


@pytest.mark.parametrize(("made", "status"), [(threaten, THREATENED), (impose, IN_PLACE)])
@pytest.mark.parametrize("by", ["aland", "bohus", "council"])
def test_a_party_or_a_third_party_threatens_and_imposes(made, status, by):
    after().accepts(made(by=by)).leads_to(NAME, status)
    assert tone(after(), made(by=by)) == "hostile"


@pytest.mark.parametrize("made", [threaten, impose])
def test_harm_is_not_done_by_both_together(made):
    after().refuses(made(by="both"), because="write one move for aland and one for bohus")


def test_a_deadline_cannot_be_before_the_threat():
    after().refuses(threaten(deadline="2013-02-28"), because="deadline 2013-02-28 is past already on 2013-03-01")
    after().accepts(threaten(deadline=DAY))


def test_a_measure_cannot_end_before_it_begins():
    after().refuses(impose(effective=LATER, until=DAY), because="it would end on 2013-03-01, before it begins")
    after(THREAT).refuses(carry_out(effective=MUCH_LATER, until=LATER), because="before it begins on 2013-09-01")


def test_only_its_author_may_replace_a_threat():
    for made in (threaten, impose):
        other = made(subject="more", by="bohus", replaces=NAME)
        after(THREAT).refuses(other, because="aland made it, and only its author may")
        after(THREAT).accepts(made(subject="more", replaces=NAME)).leads_to(NAME, SUPERSEDED)
        after(*DEFERRED_BY_ALAND).accepts(made(subject="more", replaces=NAME)).leads_to(NAME, SUPERSEDED)


def test_a_threat_put_otherwise_is_no_new_threat():
    assert [effect.tone for effect in effects(after(THREAT).state, threaten(subject="more", replaces=NAME))] == [
        "neutral",
        "neutral",
    ]
    assert tone(after(THREAT), impose(subject="more", replaces=NAME)) == "hostile"


def test_several_threats_may_be_put_into_one():
    story = after(THREAT, threaten(subject="second")).accepts(threaten(subject="more", replaces=(NAME, "second")))
    story.leads_to(NAME, SUPERSEDED).leads_to("second", SUPERSEDED)


@pytest.mark.parametrize("made", [threaten, impose])
def test_what_is_in_place_is_raised_or_eased_and_not_replaced(made):
    after(IMPOSED).refuses(made(subject="more", replaces=NAME), because="it has been in place since 2013-03-01")


def test_a_taken_id_says_what_is_done_with_a_measure_that_is_there():
    after(IMPOSED).refuses(impose(date=LATER), because="`raise` or `ease` a measure that is in place")


def test_a_proposal_cannot_replace_a_threat():
    move = Propose(subject="peace", by="aland", date=LATER, issue="ports", replaces=NAME)
    after(THREAT).refuses(move, because="close-ports is a measure, and a measure cannot be the object of propose")


# declared


def test_a_declared_measure_is_in_place_and_is_its_author_s():
    start = Negotiation.begin(SETTING, [Measure.declared(DeclaredMeasure(subject=NAME, by="aland", level="25 %"))])
    story = after(start=start).leads_to(NAME, IN_PLACE)
    story.refuses(lift(by="bohus"), because="aland made it, and only its author or a third party may")
    story.accepts(lift()).leads_to(NAME, LIFTED)
    assert (measure(story).level, measure(story).since, measure(story).title) == ("25 %", None, NAME)


def test_a_declared_measure_cannot_end_before_it_begins():
    with pytest.raises(InvalidFieldError, match="it would end on 2013-01-01, before it begins on 2013-02-01"):
        DeclaredMeasure(subject=NAME, by="aland", since="2013-02-01", until="2013-01-01")


# carry out


def test_only_its_author_may_carry_out_a_threat():
    after(THREAT).refuses(carry_out(by="bohus"), because="aland made it, and only its author may")
    after(THREAT).refuses(carry_out(by="council"), because="only its author may")
    after(THREAT).accepts(carry_out()).leads_to(NAME, IN_PLACE)
    after(*DEFERRED_BY_ALAND).accepts(carry_out()).leads_to(NAME, IN_PLACE)


def test_a_threat_may_be_carried_out_in_part_and_for_a_term():
    story = after(THREAT).accepts(carry_out(level="10 %", until=MUCH_LATER))
    assert measure(story).level == "10 %"
    assert reads(story, NAME, "2013-09-02") == "expired"


def test_what_is_in_place_cannot_be_carried_out_again():
    after(THREAT, carry_out()).refuses(carry_out(), because="it has been in place since 2013-06-01")


def test_a_threat_settles_no_proposal():
    peace = Propose(subject="peace", by="bohus", date=DAY, issue="ports")
    after(THREAT, peace).refuses(carry_out(settles="peace"), because="`settles` is for what was agreed or promised")


HARMS = {
    "a treaty left": (Leave(subject="pact", by="aland", date=LATER),),
    "a notice of exit": (Leave(subject="pact", by="aland", date=LATER, effective=MUCH_LATER),),
    "a treaty in breach": (Breach(subject="pact", by="aland", date=LATER),),
    "a treaty suspended": (Suspend(subject="pact", by="aland", date=LATER),),
    "talks broken off": (BreakOff(subject="experts", by="aland", date=LATER),),
    "talks broken off by both": (BreakOff(subject="experts", by="both", date=LATER),),
    "talks suspended": (Suspend(subject="experts", by="aland", date=LATER),),
    "a measure in place": (impose(subject="tariff"),),
    "a hostile act": (Act(subject="raid", by="aland", date=LATER, tone="hostile"),),
    "a plan carried out": (
        Propose(subject="quay", by="aland", date=DAY, issue="ports", kind="plan"),
        carry_out(subject="quay"),
    ),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_a_threat_may_be_carried_out_as_any_recorded_harm_of_its_author(harm):
    story = after(THREAT, *harm).accepts(carry_out(as_=harm[0].subject)).leads_to(NAME, CARRIED_OUT)
    story.refuses(withdraw(), because="it has been carried out since 2013-06-01")


def test_a_threat_carried_out_as_a_measure_in_place_raises_it():
    story = after(THREAT, impose(subject="tariff"))
    raised = story.accepts(carry_out(as_="tariff", level="25 %")).state.measures["tariff"]
    assert (raised.status, raised.step, raised.level) == (IN_PLACE, 1, "25 %")
    tones = [effect.tone for effect in effects(story.state, carry_out(as_="tariff"))]
    assert tones == ["neutral", "hostile"]


def test_a_raise_announced_ahead_is_a_threat_carried_out_as_the_measure():
    story = after(THREAT, impose(subject="tariff"), carry_out(as_="tariff", effective=MUCH_LATER))
    steps = [story.state.measures["tariff"].on(When.of(day).best).of.step for day in (LATER, MUCH_LATER)]
    assert steps == [0, 1]


def test_what_is_announced_for_the_day_of_an_end_comes_where_the_end_is_called_off():
    tariff = impose(subject="tariff", date="2013-01-01")
    lift = Lift(subject="tariff", by="aland", date="2013-01-12", effective="2013-01-22")
    raised = Raise(subject="tariff", by="aland", date="2013-01-12", effective="2013-01-22", until="2013-02-21")
    ease = Ease(subject="tariff", by="aland", date="2013-01-12", effective="2013-02-10")
    story = after(tariff, lift, raised, ease)
    story.leads_to("tariff", IN_PLACE, on="2013-02-21").leads_to("tariff", "expired", on="2013-02-22")


@pytest.mark.parametrize("name", ["pact", "ministers", "experts", NAME])
def test_a_threat_cannot_be_carried_out_as_what_records_no_harm(name):
    after(THREAT).refuses(carry_out(as_=name), because="records no harm that aland has done")


def test_a_threat_cannot_be_carried_out_as_the_other_side_s_harm():
    because = "pact records no harm that aland has done"
    after(THREAT, Leave(subject="pact", by="bohus", date=LATER)).refuses(carry_out(as_="pact"), because=because)


@pytest.mark.parametrize(
    "harm",
    [
        (impose(subject="tariff", effective=MUCH_LATER),),
        (impose(subject="tariff", until=DAY),),
        (impose(subject="tariff"), suspend(subject="tariff")),
    ],
)
def test_a_threat_cannot_be_carried_out_as_a_measure_that_is_not_in_place_on_that_day(harm):
    after(THREAT, *harm).refuses(carry_out(as_="tariff"), because="tariff records no harm that aland has done")


def test_a_harm_to_a_treaty_stays_on_record_until_it_is_resumed():
    brief = Suspend(subject="pact", by="aland", date=DAY, until="2013-03-31")
    after(THREAT, brief).accepts(carry_out(as_="pact"))
    resumed = Resume(subject="pact", by="aland", date="2013-03-31", effective=MUCH_LATER)
    after(THREAT, brief, resumed).refuses(carry_out(as_="pact"), because="pact records no harm that aland has done")


@pytest.mark.parametrize(("field", "value"), [("level", "25 %"), ("effective", MUCH_LATER), ("until", MUCH_LATER)])
def test_only_a_measure_has_a_level_and_a_term(field, value):
    left = after(THREAT, Leave(subject="pact", by="aland", date=LATER))
    left.refuses(carry_out(as_="pact", **{field: value}), because=f"{field} is for a measure; pact is none")


def test_a_threat_cannot_be_carried_out_as_what_is_not_there():
    after(THREAT).refuses(carry_out(as_="pakt"), because="nobody has made 'pakt' yet")


# raise, ease


def test_a_measure_is_raised_and_eased_by_its_author_alone():
    for move in (raise_, ease):
        after(IMPOSED).accepts(move()).leads_to(NAME, IN_PLACE)
        after(IMPOSED).refuses(move(by="bohus"), because="aland made it, and only its author may")
        after(IMPOSED).refuses(move(by="council"), because="only its author may")
    assert (tone(after(IMPOSED), raise_()), tone(after(IMPOSED), ease())) == ("hostile", "conciliatory")


@pytest.mark.parametrize("made", [(THREAT,), DEFERRED_BY_ALAND, SUSPENDED_BY_ALAND, (IMPOSED, lift())])
def test_only_what_is_in_place_is_raised_or_eased(made):
    for move in (raise_(), ease()):
        after(*made).refuses(move, because="it has been")


@pytest.mark.parametrize(
    ("moves", "step"),
    [
        ((), 0),
        ((raise_,), 1),
        ((ease,), -1),
        ((raise_, ease), 0),
        ((ease, raise_), 0),
        ((raise_, raise_), 1),
        ((ease, ease), -1),
        ((raise_, raise_, ease), 0),
    ],
)
def test_levels_are_three_and_cancel(moves, step):
    assert measure(after(IMPOSED, *(move() for move in moves))).step == step


def test_a_level_says_in_words_how_far_it_goes():
    story = after(impose(level="10 %"), raise_(to="25 %"))
    assert measure(story).level == "25 %"
    assert measure(story.accepts(raise_())).level == "25 %"


def test_a_raise_may_take_effect_later_and_give_a_term():
    story = after(IMPOSED).accepts(raise_(effective=MUCH_LATER, until="2013-12-31"))
    assert [measure(story).on(When.of(day).best).of.step for day in (LATER, MUCH_LATER)] == [0, 1]
    assert reads(story, NAME, "2014-01-01") == "expired"


# comply, withdraw


def test_only_the_other_side_may_comply():
    for made in ((THREAT,), DEFERRED_BY_ALAND):
        after(*made).refuses(comply(by="aland"), because="aland made it, and only bohus may")
        after(*made).refuses(comply(by="council"), because="only bohus may")
        after(*made).accepts(comply()).leads_to(NAME, COMPLIED)


def test_what_is_in_place_stays_so_when_its_demand_is_met():
    after(IMPOSED).accepts(comply()).leads_to(NAME, IN_PLACE).accepts(lift())
    after(*SUSPENDED_BY_ALAND).accepts(comply()).leads_to(NAME, SUSPENDED)
    after(IMPOSED).refuses(comply(by="aland"), because="only bohus may")
    assert tone(after(IMPOSED), comply()) == "conciliatory"


def test_with_what_an_ally_threatens_the_other_party_complies():
    ally = after(threaten(by="bank"), start=SIDED)
    ally.refuses(comply(by="aland"), because="bank made it, and only bohus may")
    ally.accepts(comply()).leads_to(NAME, COMPLIED)


@pytest.mark.parametrize("by", ["aland", "bohus"])
def test_with_what_a_third_party_on_no_side_threatens_either_party_complies(by):
    after(threaten(by="council")).accepts(comply(by=by)).leads_to(NAME, COMPLIED)


def test_only_the_author_of_a_threat_may_withdraw_it():
    after(THREAT).refuses(withdraw(by="bohus"), because="aland made it")
    after(THREAT).refuses(withdraw(by="council"), because="aland made it")
    after(THREAT).accepts(withdraw()).leads_to(NAME, WITHDRAWN)
    after(*DEFERRED_BY_ALAND).accepts(withdraw()).leads_to(NAME, WITHDRAWN)


def test_what_is_in_place_is_lifted_and_not_withdrawn():
    story = after(THREAT, carry_out())
    story.refuses(withdraw(), because="aland may: raise, ease, suspend, lift or extend")


def test_a_threat_that_has_ended_stays_so():
    after(THREAT, comply()).refuses(carry_out(), because="it has been complied since 2013-06-01")


# suspend, resume, lift

STAYED = [
    ((IMPOSED,), suspend, SUSPENDED, "conciliatory"),
    ((THREAT,), suspend, DEFERRED, "conciliatory"),
    (SUSPENDED_BY_ALAND, resume, IN_PLACE, "hostile"),
    (DEFERRED_BY_ALAND, resume, THREATENED, "hostile"),
    ((IMPOSED,), lift, LIFTED, "conciliatory"),
    (SUSPENDED_BY_ALAND, lift, LIFTED, "conciliatory"),
]


@pytest.mark.parametrize(("made", "move", "status", "own"), STAYED)
def test_its_author_or_a_third_party_suspends_resumes_and_lifts_and_not_the_other_side(made, move, status, own):
    story = after(*made)
    story.accepts(move()).leads_to(NAME, status)
    story.accepts(move(by="council")).leads_to(NAME, status)
    story.refuses(move(by="bohus"), because="aland made it, and only its author or a third party may")
    story.refuses(move(by="both"), because="only its author or a third party may")
    assert (tone(story, move()), tone(story, move(by="council"))) == (own, "neutral")


def test_what_a_third_party_has_made_is_its_own_to_suspend():
    assert tone(after(impose(by="council")), suspend(by="council")) == "conciliatory"


@pytest.mark.parametrize(
    ("made", "move"),
    [
        (SUSPENDED_BY_ALAND, suspend()),
        (DEFERRED_BY_ALAND, suspend()),
        ((IMPOSED,), resume()),
        ((THREAT,), resume()),
        ((THREAT,), lift()),
        (DEFERRED_BY_ALAND, lift()),
    ],
)
def test_it_is_suspended_resumed_and_lifted_from_where_it_can_be(made, move):
    after(*made).refuses(move, because="it has been")


def test_a_suspension_or_a_resumption_takes_effect_no_earlier_than_its_day():
    after(IMPOSED).refuses(suspend(effective=DAY), because="effective 2013-03-01 is past already on 2013-06-01")
    after(*SUSPENDED_BY_ALAND).refuses(resume(effective=DAY), because="effective 2013-03-01 is past already")
    after(IMPOSED).refuses(suspend(effective=MUCH_LATER, until=LATER), because="before it begins")


def test_only_what_is_in_place_is_resumed_for_a_term():
    after(*DEFERRED_BY_ALAND).refuses(resume(until=MUCH_LATER), because="`until` is for what is in place")
    story = after(*SUSPENDED_BY_ALAND).accepts(resume(until=MUCH_LATER))
    assert reads(story, NAME, "2013-09-02") == "expired"
    after(impose(until=MUCH_LATER), suspend()).refuses(resume(effective="2013-09-02"), because="before it begins")


# extend, lapse


def test_only_its_author_may_extend_a_measure():
    for made, end in (((THREAT,), "deadline"), ((IMPOSED,), "until"), (SUSPENDED_BY_ALAND, "until")):
        after(*made).refuses(extend(by="bohus", **{end: MUCH_LATER}), because="only its author may")
        after(*made).refuses(extend(by="council", **{end: MUCH_LATER}), because="only its author may")
        after(*made).accepts(extend(**{end: MUCH_LATER}))


def test_a_measure_is_extended_by_a_later_end_of_what_it_stands_in_or_none():
    made = after(threaten(deadline=LATER))
    made.refuses(extend(expires=MUCH_LATER), because="expires is not for it as it stands; give deadline")
    made.refuses(extend(until=MUCH_LATER), because="until is not for it as it stands; give deadline")
    made.refuses(extend(deadline=DAY), because="it runs until 2013-06-01 already")
    assert measure(made.accepts(extend(deadline=MUCH_LATER))).deadline == When.of(MUCH_LATER)
    assert measure(made.accepts(extend())).deadline is None
    after(IMPOSED).refuses(extend(deadline=MUCH_LATER), because="deadline is not for it as it stands; give until")
    after(IMPOSED).refuses(extend(), because="it has no end that could be put off; give until")


def test_two_ends_are_not_put_off_at_once():
    story = after(impose(until=LATER), lift(effective=LATER, date=DAY))
    story.refuses(extend(until=MUCH_LATER, effective=MUCH_LATER, date=DAY), because="one end is put off at a time")


def test_only_a_commitment_is_extended_under_a_proposal():
    peace = Propose(subject="peace", by="bohus", date=DAY, issue="ports")
    after(IMPOSED, peace).refuses(extend(until=MUCH_LATER, under="peace"), because="`under` is for a commitment")


@pytest.mark.parametrize(
    ("made", "end"),
    [(threaten, "deadline"), (impose, "until")],
)
def test_a_measure_does_not_lapse_before_its_end(made, end):
    after(made(**{end: MUCH_LATER})).refuses(lapse(), because="it stands until 2013-09-01")
    after(made(**{end: LATER})).accepts(lapse()).leads_to(NAME, LAPSED)
    after(made()).accepts(lapse()).leads_to(NAME, LAPSED)


def test_a_deferred_threat_does_not_lapse_before_its_deadline():
    after(threaten(deadline=MUCH_LATER), suspend()).refuses(lapse(), because="it stands until 2013-09-01")
    after(threaten(deadline=LATER), suspend()).accepts(lapse()).leads_to(NAME, LAPSED)


def test_what_is_suspended_or_lifted_does_not_lapse():
    after(*SUSPENDED_BY_ALAND).refuses(lapse(), because="it has been suspended")
    after(IMPOSED, lift()).refuses(lapse(), because="it has been lifted")


# questions


def test_a_threat_is_due_from_the_day_after_its_deadline():
    threat = measure(after(threaten(deadline=LATER)))
    assert [threat.is_due(When.of(day).best) for day in (LATER, "2013-06-02")] == [False, True]
    assert not measure(after(THREAT)).is_due(When.of(MUCH_LATER).best)
    assert not measure(after(threaten(deadline=LATER), carry_out())).is_due(When.of(MUCH_LATER).best)


def test_a_measure_is_a_threat_if_it_was_threatened_first():
    assert measure(after(THREAT, carry_out())).kind == "threat"
    assert measure(after(IMPOSED)).kind == "imposition"


def test_a_measure_tells_from_when_its_last_change_takes_effect():
    announced = after(IMPOSED, suspend(effective=MUCH_LATER))
    assert (measure(announced).effective, measure(announced).since) == (When.of(MUCH_LATER), When.of(MUCH_LATER))
    assert measure(announced.accepts(lift())).effective is None
    assert measure(after(IMPOSED)).effective is None
