from datetime import date

import pytest

from sim.assess import Weights
from sim.forecast.calendar import MOST_STEPS, CalendarEvent, invalid_span
from sim.forecast.forecast import Forecast
from sim.forecast.plan import Plan, PolicyPair
from sim.forecast.registry import PolicyFile, PolicySpec
from sim.history.history import History
from sim.model.dates import When
from sim.model.errors import PolicyError, UnknownNameError
from sim.testing.story import START

FILE = PolicyFile("mine.py", "def steady(state, party, day, legal, random, trust=1): ...\n")
CALENDAR = (CalendarEvent("vote", When.of("2013-05-05"), "The vote"),)
PLAN = Plan(
    When.of("2013-03-01"),
    When.of("2013-06-01"),
    {
        "aland": PolicySpec("tit-for-tat", {"generosity": 0.2}),
        "bohus": PolicySpec("random", {"weights": {"propose": 2}}),
    },
    pairs=(PolicyPair("harsh", "Nobody forgives", {"aland": PolicySpec("tit-for-tat")}), PolicyPair("calm", "x", {})),
    calendar=CALENDAR,
    file=FILE,
)


@pytest.mark.parametrize("key", ["aland.generosity.x", "aland.mood.x"])
def test_only_weights_have_parts(key):
    assert (
        refused(key, "1") == f"{key.partition('.')[2]} cannot be set; only `weights` has parts, such as weights.propose"
    )


def test_a_step_with_which_there_are_too_many_is_refused():
    assert "steps" in refused("step", "day", PLAN.changed([("until", "2113-03-15")]))


def refused(key, text, plan=PLAN):
    with pytest.raises(PolicyError) as raised:
        plan.changed([(key, text)])
    return str(raised.value)


# PAIRS


def test_under_a_pair_its_policies_take_the_place_of_others():
    assert PLAN.under("harsh").policies == {**PLAN.policies, "aland": PolicySpec("tit-for-tat")}
    assert PLAN.under("calm") == PLAN


def test_an_unknown_pair_is_named_with_what_was_meant():
    with pytest.raises(UnknownNameError, match=r"the forecast has no pair 'hrsh'; did you mean harsh\?"):
        PLAN.under("hrsh")
    without = Plan(PLAN.since, PLAN.until, PLAN.policies)
    with pytest.raises(UnknownNameError, match="the forecast has no pair 'harsh'; it has no `pairs`"):
        without.pair("harsh")


# ITS FORECAST


def test_the_forecast_is_what_the_plan_asks_for():
    plan = Plan(PLAN.since, PLAN.until, PLAN.policies, "day", (), CALENDAR, 0.1, 20, 5)
    history, weights = History.of(START, ()), Weights(opposed=0)
    found = Forecast.planned(plan, history, weights)
    assert (found.history, found.weights, found.policies) == (history, weights, PLAN.policies)
    assert (found.since, found.until, found.step) == (date(2013, 3, 1), date(2013, 6, 1), "day")
    assert (found.calendar, found.ratification_probability, found.runs, found.seed) == (CALENDAR, 0.1, 20, 5)


# ONE THING CHANGED


@pytest.mark.parametrize(
    ("key", "text", "name", "value"),
    [
        ("from", "2013-04-01", "since", When.of("2013-04-01")),
        ("until", "2013-12", "until", When.of("2013-12")),
        ("step", "month", "step", "month"),
        ("ratification", "0.25", "ratification_probability", 0.25),
        ("runs", "50", "runs", 50),
        ("seed", "7", "seed", 7),
    ],
)
def test_one_thing_of_a_plan_can_be_changed(key, text, name, value):
    found = PLAN.changed([(key, text)])
    assert getattr(found, name) == value
    assert getattr(PLAN, name) != value


def test_a_parameter_of_a_policy_can_be_changed_and_the_others_stay():
    found = PLAN.changed([("aland.delay", "3")])
    assert found.policies["aland"] == PolicySpec("tit-for-tat", {"generosity": 0.2, "delay": 3})
    assert found.policies["bohus"] == PLAN.policies["bohus"]
    assert PLAN.changed([("aland.generosity", "1")]).policies["aland"].parameters == {"generosity": 1}


def test_one_weight_can_be_changed_and_the_others_stay():
    assert PLAN.changed([("bohus.weights.threaten", "0.5")]).policies["bohus"].parameters == {
        "weights": {"propose": 2, "threaten": 0.5}
    }
    anew = PLAN.changed([("aland.policy", "random")]).changed([("aland.weights.accept", "3")])
    assert anew.policies["aland"].parameters == {"weights": {"accept": 3}}


def test_another_policy_begins_without_parameters():
    assert PLAN.changed([("aland.policy", "grit")]).policies["aland"] == PolicySpec("grit", {}, FILE)


def test_the_parameters_of_a_policy_of_a_file_are_numbers_or_texts_as_they_look():
    plan = PLAN.changed([("aland.policy", "steady")])
    values = [plan.changed([("aland.trust", text)]).policies["aland"].parameters["trust"] for text in ("2", "0.5", "x")]
    assert values == [2, 0.5, "x"]


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("untl", "2013-12-01", "'untl' cannot be set; did you mean until?"),
        ("step", "wek", "step cannot be 'wek'; did you mean week?"),
        ("runs", "0", "runs cannot be 0; give a whole number from 1 to 999,999,999"),
        ("runs", "many", "runs cannot be 'many'; give a whole number from 1 to 999,999,999"),
        ("ratification", "2", "ratification cannot be 2; give a number from 0 to 1"),
        ("alnd.delay", "3", "'alnd' is not one of the parties; did you mean aland?"),
        ("aland.policy", "grti", "there is no policy 'grti'; did you mean grit?"),
        ("aland.generosity", "2", "generosity cannot be 2; give a number from 0 to 1"),
        ("bohus.weights.propose", "-1", "weights.propose cannot be '-1'; give a number from 0"),
        (
            "until",
            "2013-03-01",
            "the forecast is to end on 2013-03-01, which is not after 2013-03-01, on which it begins; give a later end",
        ),
    ],
)
def test_what_cannot_be_changed_so_is_refused_with_the_way_out(key, text, words):
    assert refused(key, text) == words


def test_all_weights_at_once_are_no_single_value():
    assert refused("bohus.weights", "2").startswith("weights is no single value")


def test_a_date_that_cannot_be_read_is_refused():
    assert refused("until", "2013-13").startswith("cannot read the date '2013-13': there is no month 13")


# THE SPAN


def test_a_span_may_have_so_many_steps_and_no_more():
    since = date(2013, 3, 1)
    last = date.fromordinal(since.toordinal() + MOST_STEPS)
    after = date.fromordinal(last.toordinal() + 1)
    assert invalid_span(since, last, "day") == ""
    assert invalid_span(since, after, "day") == (
        "that makes more than 20,000 steps; take longer ones, or an earlier end"
    )


def test_a_span_may_be_shorter_than_a_step():
    assert invalid_span(date(2013, 3, 1), date(2013, 3, 2), "month") == ""
    assert invalid_span(date(2013, 3, 1), date(2013, 3, 1), "day").startswith("the forecast is to end on 2013-03-01")
