from datetime import date
from itertools import combinations_with_replacement

import pytest
from futures import EARLIER, EVERYTHING, SINCE, between, forecast, policies, proposal

from sim.forecast.calendar import CalendarEvent
from sim.forecast.forecast import Forecast
from sim.forecast.policies.at_random import RandomMoves
from sim.forecast.policies.grit import Grit
from sim.forecast.registry import PolicySpec
from sim.history.history import History
from sim.model.dates import When
from sim.model.errors import InvalidForecastError, PolicyError
from sim.model.ids import BOTH
from sim.model.move import Commit
from sim.rules.subjects.statements import Act
from sim.testing import laws
from sim.testing.story import START

ALL = list(policies("aland"))
SLOW = pytest.mark.slow(reason="every policy plays against every other")
PAIRS = [
    pytest.param(one, other, marks=[] if one == other else SLOW) for one, other in combinations_with_replacement(ALL, 2)
]
"""The policies in pairs: each with itself, and in the whole run with every other."""


def silent(state, party, day, legal, random):
    return None


# THE OUTSET


def test_it_begins_with_the_record_as_it_is_known_on_its_day():
    asked = forecast(proposal("halves"), Act(subject="late", by="aland", date="2013-03-02", tone="hostile"))
    assert "halves" in asked.setup.context.subjects
    assert "late" not in asked.setup.context.subjects
    assert asked.record.day == SINCE


def test_what_both_know_is_the_calendar_and_what_follows_from_the_record_in_order():
    calendar = (
        CalendarEvent("vote", When.of("2013-05-05"), "The vote"),
        CalendarEvent("past", When.of("2013-03-01"), "Past"),
    )
    oath = Commit(subject="oath", by=BOTH, date=EARLIER, title="An oath", until="2013-04-15")
    assert [(each.id, str(each.date), each.title) for each in forecast(oath, calendar=calendar).events] == [
        ("past", "2013-03-01", "Past"),
        ("experts", "2013-04-01", "experts: the next round is due"),
        ("oath", "2013-04-15", "An oath ends"),
        ("vote", "2013-05-05", "The vote"),
    ]


def test_a_policy_is_called_by_its_own_name_or_that_under_which_it_was_chosen():
    asked = forecast(aland=silent, bohus=PolicySpec("grit"))
    assert asked.setup.names == {"aland": "silent", "bohus": "grit"}
    assert forecast(aland=Grit(), bohus=RandomMoves()).setup.names == {"aland": "grit", "bohus": "random"}


def test_a_chosen_policy_is_made():
    assert forecast(aland=PolicySpec("grit", {"patience": 5})).setup.policies["aland"] == Grit(5)


def test_each_party_has_a_policy():
    with pytest.raises(InvalidForecastError, match="bohus has no policy; name one, such as 'hold'"):
        Forecast(History.of(START, ()), SINCE, date(2013, 6, 1), {"aland": Grit()})


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"until": SINCE}, "which is not after 2013-03-01, on which it begins; give a later end"),
        ({"step": "year"}, "step cannot be 'year'; there is day, week or month"),
        ({"ratification_probability": 2}, "ratification_probability cannot be 2; give a number from 0 to 1"),
        ({"runs": 0}, "runs cannot be 0; give a whole number from 1"),
        ({"runs": "5"}, "runs cannot be '5'; give a whole number from 1"),
    ],
)
def test_what_cannot_be_run_is_refused_with_the_way_out(about, words):
    with pytest.raises(InvalidForecastError) as refused:
        forecast(**about)
    assert str(refused.value).endswith(words)


def test_days_may_be_texts_and_policies_names():
    asked = Forecast(History.of(START, ()), "2013-03-01", When.of("2013-06-01"), {"aland": "hold", "bohus": "grit"})
    assert (asked.since, asked.until) == (SINCE, date(2013, 6, 1))
    assert asked.policies["bohus"] == PolicySpec("grit")


@pytest.mark.parametrize("policy", [Grit, 5])
def test_a_class_or_a_number_is_no_policy(policy):
    with pytest.raises(InvalidForecastError, match="give a name, a function or an instance of a class"):
        forecast(aland=policy)


class Learner:
    """Learns what it was told to."""

    def __init__(self, learnt):
        self.learnt = learnt

    def __call__(self, state, party, day, legal, random):
        return None

    def fitted(self, record, party):
        if isinstance(self.learnt, BaseException):
            raise self.learnt
        return self.learnt


@pytest.mark.parametrize(
    ("learnt", "words"),
    [
        (ValueError("why"), "the policy 'learner' of aland cannot learn from the record: it raised ValueError: why"),
        (SystemExit(0), "the policy 'learner' of aland cannot learn from the record: it raised SystemExit: 0"),
        (Grit(), "the policy 'learner' of aland: `fitted` gives a policy and a tuple of warnings"),
        ((Grit(), "warned"), "the policy 'learner' of aland: `fitted` gives a policy and a tuple of warnings"),
        ((5, ()), "the policy 'learner' of aland: `fitted` gives a policy and a tuple of warnings"),
    ],
)
def test_a_policy_that_cannot_learn_is_named(learnt, words):
    with pytest.raises(PolicyError) as refused:
        forecast(aland=Learner(learnt)).run(0)
    assert str(refused.value) == words


def test_only_parties_have_policies():
    policies = {"aland": Grit(), "bohus": Grit(), "council": Grit()}
    with pytest.raises(InvalidForecastError, match="'council' is not one of the parties; there is aland or bohus"):
        Forecast(History.of(START, ()), SINCE, date(2013, 6, 1), policies)


def test_a_policy_that_learns_nothing_warns_of_nothing():
    assert forecast(aland=Grit(), bohus=silent).warnings == ()


# A RUN AS A BRANCH


def test_a_run_is_a_branch_of_the_record_up_to_the_day_on_which_it_begins():
    late = Act(subject="late", by="aland", date="2013-03-02", tone="hostile")
    asked = forecast(proposal("halves"), late, aland=RandomMoves())
    branch = asked.branch(2)
    assert branch.numbers[:2] == (1, None)
    assert branch.history.moves == (*asked.history.moves[:1], *asked.run(2).moves)


@pytest.mark.parametrize(("aland", "bohus"), PAIRS)
def test_simulated_histories_keep_every_law(aland, bohus):
    for number, record in enumerate(((), EVERYTHING[:8])):
        laws.check(between(aland, bohus, *record, until=date(2013, 5, 1)).branch(number).history)


@pytest.mark.parametrize(
    "policy",
    [
        PolicySpec("time-dependent", {"deadline": "vota"}),
        PolicySpec("scripted", {"moves": (), "then": PolicySpec("time-dependent", {"deadline": "vota"})}),
    ],
)
def test_a_deadline_is_of_something_that_both_sides_know(policy):
    calendar = (CalendarEvent("vote", When.of("2013-04-01"), "The vote"),)
    with pytest.raises(InvalidForecastError, match=r"^deadline: the calendar has no 'vota'; did you mean vote\?"):
        forecast(aland=policy, calendar=calendar)
    forecast(aland=PolicySpec("time-dependent", {"deadline": "vote"}), calendar=calendar)
