"""How what turns on a day reads before and after it, and what may be done with it then."""

from datetime import date
from functools import partial

import pytest
from days import DAY, LATER, MUCH_LATER
from rules.reads import reads

from sim.model.dates import NO_DAY, When
from sim.model.move import CarryOut, Extend, Lapse, Resume, Suspend, Withdraw
from sim.rules.phases import EXPIRED, Phase, Turn, phase_on, phases_met, turning_days, with_end
from sim.rules.subjects.measures import Comply, Ease, Impose, Lift, Raise, Threaten
from sim.rules.verdict import violations
from sim.testing.story import after

NAME = "tariff"
BEFORE, AFTER = "2013-05-31", "2013-06-02"
impose = partial(Impose, subject=NAME, by="aland", date=DAY, issue="ports")
threaten = partial(Threaten, subject=NAME, by="aland", date=DAY, issue="ports", action="a tariff")
by_aland = {"subject": NAME, "by": "aland"}
extend = partial(Extend, **by_aland)

ANNOUNCED = impose(effective=LATER)
TERM = impose(until=LATER)


def of(*moves):
    """The statuses of the measure on the days around the first of June."""
    return [reads(after(*moves), NAME, day) for day in (BEFORE, LATER, AFTER)]


# announced


def test_what_is_announced_reads_threatened_until_its_day():
    assert of(ANNOUNCED) == ["threatened", "in-place", "in-place"]
    assert of(threaten(), CarryOut(**by_aland, date=DAY, effective=LATER)) == ["threatened", "in-place", "in-place"]


def test_a_deferred_threat_that_is_to_be_carried_out_stands_again_until_then():
    moves = threaten(), Suspend(**by_aland, date=DAY), CarryOut(**by_aland, date=DAY, effective=LATER)
    assert of(*moves) == ["threatened", "in-place", "in-place"]


@pytest.mark.parametrize(
    ("move", "status"),
    [
        (Withdraw(**by_aland, date=BEFORE), "withdrawn"),
        (Comply(subject=NAME, by="bohus", date=BEFORE), "complied"),
        (Suspend(**by_aland, date=BEFORE), "deferred"),
        (CarryOut(**by_aland, date=BEFORE), "in-place"),
        (impose(subject="other", replaces=NAME, date=BEFORE), "superseded"),
        (Lapse(subject=NAME, date=BEFORE), "lapsed"),
    ],
)
def test_what_is_announced_may_be_called_off_put_off_or_complied_with(move, status):
    assert reads(after(ANNOUNCED, move), NAME, MUCH_LATER) == status


@pytest.mark.parametrize("verb", [Lift, Raise, Ease, Resume])
def test_what_is_announced_is_neither_lifted_nor_raised_before_its_day(verb):
    because = "it has been threatened since 2013-03-01, until 2013-06-01"
    after(ANNOUNCED).refuses(verb(**by_aland, date=BEFORE), because=because)


@pytest.mark.parametrize("verb", [Withdraw, CarryOut])
def test_what_was_announced_is_in_place_from_its_day_on(verb):
    after(ANNOUNCED).refuses(verb(**by_aland, date=LATER), because="it has been in place since 2013-06-01")
    after(ANNOUNCED).accepts(Lift(**by_aland, date=LATER))


def test_what_is_announced_is_put_off_by_its_day_or_until_further_notice():
    story = after(ANNOUNCED, Extend(**by_aland, date=BEFORE, effective=MUCH_LATER))
    assert [reads(story, NAME, day) for day in ("2013-08-31", MUCH_LATER)] == ["threatened", "in-place"]
    assert reads(after(ANNOUNCED, Extend(**by_aland, date=BEFORE)), NAME, "2014-01-01") == "threatened"
    refused = Extend(**by_aland, date=BEFORE, deadline=MUCH_LATER)
    after(ANNOUNCED).refuses(refused, because="deadline is not for it as it stands; give effective")


def test_what_is_announced_and_deferred_has_no_day_any_more():
    moves = ANNOUNCED, Suspend(**by_aland, date=DAY), Resume(**by_aland, date=DAY)
    assert reads(after(*moves[:2]), NAME, MUCH_LATER) == "deferred"
    assert reads(after(*moves), NAME, MUCH_LATER) == "threatened"


@pytest.mark.parametrize(
    ("verb", "statuses"),
    [
        (Suspend, ["in-place", "suspended", "suspended"]),
        (Lift, ["in-place", "lifted", "lifted"]),
        (Raise, ["in-place", "in-place", "in-place"]),
    ],
)
def test_a_change_that_is_announced_takes_effect_on_its_day(verb, statuses):
    assert of(impose(), verb(**by_aland, date=DAY, effective=LATER)) == statuses


# announced for later days


def steps(*moves):
    """The level of the measure on the days around the first of June, and much later."""
    measure = after(*moves).state.measures[NAME]
    return [measure.on(When.of(day).best).of.step for day in (BEFORE, LATER, MUCH_LATER)]


def test_what_is_announced_comes_though_another_change_comes_before_it():
    raising, lifting = (verb(**by_aland, date=DAY, effective=LATER) for verb in (Raise, Lift))
    assert steps(impose(), raising, Ease(**by_aland, date=BEFORE)) == [-1, 0, 0]
    assert of(impose(), lifting, Suspend(**by_aland, date=BEFORE)) == ["suspended", "lifted", "lifted"]
    stayed = impose(), raising, Suspend(**by_aland, date=BEFORE, until=LATER)
    assert of(*stayed) == ["suspended", "suspended", "in-place"]
    assert steps(*stayed) == [0, 1, 1]


def test_two_announced_changes_come_each_on_its_day():
    later = Raise(**by_aland, date=DAY, effective=MUCH_LATER)
    assert steps(impose(), Ease(**by_aland, date=DAY, effective=LATER), later) == [0, -1, 0]
    assert steps(impose(), later, Ease(**by_aland, date=DAY, effective=LATER)) == [0, -1, 0]
    eased = impose(), Ease(**by_aland, date=DAY), Raise(**by_aland, date=DAY, effective=LATER)
    assert steps(*eased, Ease(**by_aland, date=BEFORE)) == [-1, 0, 0]
    stay = Suspend(**by_aland, date=DAY, effective=LATER)
    story = after(impose(), stay, Lift(**by_aland, date=DAY, effective=MUCH_LATER))
    assert [reads(story, NAME, day) for day in (BEFORE, LATER, MUCH_LATER)] == ["in-place", "suspended", "lifted"]


def test_what_is_announced_changes_what_it_finds_on_its_day():
    easing = impose(), Ease(**by_aland, date=DAY, effective=LATER)
    brief = *easing, Suspend(**by_aland, date=DAY, until="2013-03-31")
    assert of(*brief, Suspend(**by_aland, date="2013-05-01")) == ["suspended"] * 3
    assert steps(*brief, Suspend(**by_aland, date="2013-05-01")) == [0, -1, -1]
    stay = impose(), Suspend(**by_aland, date=DAY, effective=LATER)
    before_it = Suspend(**by_aland, date=DAY, effective="2013-04-01", until=MUCH_LATER)
    resumed = Resume(**by_aland, date="2013-05-01")
    assert of(*stay, before_it, resumed) == ["in-place", "suspended", "suspended"]


def test_to_suspend_what_is_only_announced_drops_its_day_whenever_it_is_to_be_suspended():
    announced = impose(effective="2013-04-01")
    assert of(announced, Suspend(**by_aland, date=DAY, effective=LATER)) == ["threatened", "deferred", "deferred"]


def test_a_last_day_is_no_day_of_something_announced():
    stay = (
        Suspend(**by_aland, date=DAY, effective=LATER),
        Suspend(**by_aland, date=DAY, effective="2013-04-01", until=LATER),
    )
    reasons = [each.reason for each in violations(after(impose(), *stay).state, extend(date=LATER, effective=AFTER))]
    assert reasons == ["effective is not for it as it stands; give until, its new last day"]


def test_what_is_announced_is_put_off_with_what_it_then_finds():
    brief = impose(), Suspend(**by_aland, date=DAY, effective="2013-04-01", until=BEFORE)
    lifting = *brief, Lift(**by_aland, date=DAY, effective="2013-05-01")
    put_off = *lifting, extend(date=DAY, effective=LATER)
    assert of(*put_off) == ["suspended", "lifted", "lifted"]
    longer = *brief, Ease(**by_aland, date=DAY, effective=LATER), extend(date="2013-05-01", until=MUCH_LATER)
    assert (of(*longer), steps(*longer)) == (["suspended"] * 3, [0, -1, -1])


def test_what_is_to_be_resumed_may_be_lifted_after_that():
    away = impose(), Suspend(**by_aland, date=DAY), Resume(**by_aland, date=DAY, effective="2013-05-01")
    assert of(*away, Lift(**by_aland, date=DAY, effective=LATER)) == ["in-place", "lifted", "lifted"]


def test_what_is_announced_falls_where_nothing_is_left_of_it():
    stay = impose(), Suspend(**by_aland, date=DAY, effective=LATER)
    assert of(*stay, Lift(**by_aland, date=BEFORE)) == ["lifted"] * 3
    taken_back = *stay, Suspend(**by_aland, date=DAY), Resume(**by_aland, date=DAY)
    assert of(*taken_back) == ["in-place"] * 3
    brief = *stay, Suspend(**by_aland, date=DAY, until="2013-03-31")
    assert of(*brief) == ["in-place", "suspended", "suspended"]


def test_an_announced_end_falls_where_something_is_announced_for_a_later_day():
    lifting = impose(), Lift(**by_aland, date=DAY, effective=LATER)
    assert of(*lifting, Raise(**by_aland, date=DAY, effective=MUCH_LATER)) == ["in-place"] * 3


def test_what_is_to_be_lifted_may_have_its_lifting_put_off():
    lifting = impose(), Lift(**by_aland, date=DAY, effective=LATER)
    assert reads(after(*lifting, Extend(**by_aland, date=BEFORE, effective=MUCH_LATER)), NAME, LATER) == "in-place"
    assert reads(after(*lifting, Extend(**by_aland, date=BEFORE)), NAME, MUCH_LATER) == "in-place"


# terms


def test_past_its_term_a_measure_has_expired_and_counts_again_once_that_is_put_off():
    assert of(TERM) == ["in-place", "in-place", "expired"]
    story = after(TERM, Extend(**by_aland, date=MUCH_LATER, until="2013-12-31"))
    assert [reads(story, NAME, day) for day in (MUCH_LATER, "2014-01-01")] == ["in-place", "expired"]


@pytest.mark.parametrize("verb", [Lift, Raise, Ease, Suspend])
def test_nothing_is_done_with_what_has_expired(verb):
    after(TERM).refuses(verb(**by_aland, date=AFTER), because="it expired on 2013-06-01")
    after(TERM).refuses(Comply(subject=NAME, by="bohus", date=AFTER), because="it expired on 2013-06-01")
    after(TERM).accepts(verb(**by_aland, date=LATER))


def test_what_has_expired_lapses_where_that_is_an_event_of_its_own():
    assert reads(after(TERM, Lapse(subject=NAME, date=AFTER)), NAME, AFTER) == "lapsed"


def test_a_term_runs_while_a_measure_is_suspended():
    suspended = TERM, Suspend(**by_aland, date=DAY)
    assert of(*suspended) == ["suspended", "suspended", "expired"]
    after(*suspended).refuses(Resume(**by_aland, date=AFTER), because="it expired on 2013-06-01")
    after(*suspended).refuses(Lapse(subject=NAME, date=AFTER), because="it expired on 2013-06-01")


def test_a_threat_that_is_due_stays_a_threat():
    assert of(threaten(deadline=LATER)) == ["threatened"] * 3


# suspensions with an end


def test_past_the_end_of_its_suspension_a_measure_is_in_place_again_of_itself():
    brief = impose(), Suspend(**by_aland, date=DAY, until=LATER)
    assert of(*brief) == ["suspended", "suspended", "in-place"]
    because = "it has been in place again since its suspension ended on 2013-06-01"
    after(*brief).refuses(Resume(**by_aland, date=AFTER), because=because)
    assert reads(after(*brief, Suspend(**by_aland, date=AFTER)), NAME, MUCH_LATER) == "suspended"


def test_a_suspension_is_put_off_by_its_own_end_and_not_by_the_term():
    moves = impose(until="2013-12-31"), Suspend(**by_aland, date=DAY, until=LATER)
    longer = after(*moves, Extend(**by_aland, date=DAY, until=MUCH_LATER))
    assert [reads(longer, NAME, day) for day in (MUCH_LATER, "2013-09-02", "2014-01-01")] == [
        "suspended",
        "in-place",
        "expired",
    ]
    assert reads(after(*moves, Extend(**by_aland, date=DAY)), NAME, MUCH_LATER) == "suspended"


def test_a_threat_deferred_for_a_time_stands_again_after_it():
    assert of(threaten(), Suspend(**by_aland, date=DAY, until=LATER)) == ["deferred", "deferred", "threatened"]


@pytest.mark.parametrize("until", [None, "2013-04-30"])
def test_what_is_to_be_resumed_later_is_suspended_until_then(until):
    moves = impose(), Suspend(**by_aland, date=DAY, until=until), Resume(**by_aland, date=DAY, effective=LATER)
    assert of(*moves) == ["suspended", "in-place", "in-place"]
    pact = {"subject": "pact", "by": "aland", "date": DAY}
    story = after(Suspend(**pact, until=until), Resume(**pact, effective=LATER))
    assert [reads(story, "pact", day)["aland"] for day in (BEFORE, LATER)] == ["suspended", "in-force"]


def test_a_part_suspended_for_a_time_is_in_force_again_after_it():
    story = after(Suspend(subject="pact", by="aland", date=DAY, until=LATER))
    assert [reads(story, "pact", day)["aland"] for day in (LATER, AFTER)] == ["suspended", "in-force"]
    story.refuses(Resume(subject="pact", by="aland", date=AFTER), because="for aland it has been in force again since")
    longer = story.accepts(Extend(subject="pact", by="aland", date=LATER, until=MUCH_LATER))
    assert reads(longer, "pact", MUCH_LATER)["aland"] == "suspended"


def test_the_last_day_of_a_part_is_put_off_also_while_a_suspension_is_announced():
    pact = {"subject": "pact", "by": "aland"}
    story = after(Suspend(**pact, date=DAY, effective=MUCH_LATER), Extend(**pact, date=DAY, until=LATER))
    assert [reads(story, "pact", day)["aland"] for day in (LATER, AFTER, MUCH_LATER)] == ["in-force", EXPIRED, EXPIRED]


# phases


def phases():
    """Those of what begins on the first of June and ends with the first of September."""
    begin = Turn(When.of(LATER))
    announced, running = Phase("off", "off", None, ahead=(begin,)), Phase("on", "on", None, past=(begin,))
    return with_end((announced, running), When.of(MUCH_LATER), ("on",))


def test_a_day_lies_in_one_phase():
    on = [phase_on(phases(), When.of(day).best).reads for day in (BEFORE, LATER, MUCH_LATER, "2013-09-02")]
    assert on == ["off", "on", "on", EXPIRED]


def test_a_date_meets_the_phase_of_its_best_day_first_and_then_those_that_it_may_meet():
    met = {text: [phase.reads for phase in phases_met(phases(), When.of(text))] for text in (DAY, "2013", "2013-06")}
    assert met == {DAY: ["off"], "2013": [EXPIRED, "off", "on"], "2013-06": ["on"]}


def test_the_days_on_which_phases_begin_are_told_in_order():
    assert turning_days(phases()) == (date(2013, 6, 1), date(2013, 9, 2))


def test_on_no_day_what_begins_has_begun_and_nothing_has_ended():
    assert phase_on(phases(), NO_DAY).reads == "on"


def test_without_an_end_phases_stay_as_they_are():
    running = (Phase("on", "on", None),)
    assert with_end(running, None, ("on",)) == running


def test_where_ends_contradict_each_other_the_last_phase_holds():
    turn = Turn(When.of(LATER))
    impossible = Phase("on", "on", None, past=(turn,), ahead=(turn,))
    assert phase_on((impossible, impossible), date(2013, 1, 1)) is impossible
    assert [*phases_met((impossible,), When.of(DAY))] == []
