import pytest
from futures import EVERYTHING, by, forecast, proposal

from sim.forecast.backtesting.questions import answers_of, is_open
from sim.forecast.ensembles import ensemble
from sim.forecast.measurement import BROKEN_OFF
from sim.model.ids import BOTH
from sim.model.move import Convene
from sim.rules.subjects.talks import BreakOff
from sim.testing.story import START

OFF = (BROKEN_OFF, "")
OFF_BOTH = (
    by(BOTH, Convene, "ministers"),
    by("aland", BreakOff, "ministers"),
    by("aland", BreakOff, "experts"),
)


def state(*moves):
    return forecast(*moves).record.state


def test_talks_that_go_on_may_be_broken_off():
    assert is_open(OFF, state(*OFF_BOTH[:2]))


def test_where_all_talks_are_broken_off_there_is_no_question_of_a_break_off():
    assert not is_open(OFF, state(*OFF_BOTH))


def test_an_agreement_may_be_followed_by_another():
    assert is_open(("any agreement", ""), state(*EVERYTHING))


@pytest.mark.parametrize("moves", [(), EVERYTHING, OFF_BOTH])
def test_every_outcome_of_the_forecast_that_is_open_is_a_question(moves):
    asked = forecast(*moves, runs=3)
    answers = list(answers_of(ensemble(asked), asked.measurement.observed(())))
    assert [answer.outcome for answer in answers] == [
        outcome for outcome in asked.measurement.outcomes if is_open(outcome, asked.record.state)
    ]


def test_an_answer_has_the_runs_that_came_to_it_and_what_the_record_came_to():
    asked = forecast(proposal("halves"), runs=3, aland="random", bohus="random", start=START)
    found, observed = ensemble(asked), asked.measurement.observed(())
    counts = {(chance.outcome, chance.of): chance.count for chance in found.chances}
    for answer in answers_of(found, observed):
        assert (answer.count, answer.happened) == (counts[answer.outcome], answer.outcome in observed.days)
