from collections import Counter

from futures import forecast

from sim.forecast.counts import Counts
from sim.forecast.ensembles import Ensemble
from sim.forecast.policies.at_random import RandomMoves
from sim.report.table.forecast import Case
from sim.report.table.forecast_words import (
    conduct_blocks,
    final_state_blocks,
    head,
    outcomes_blocks,
    tension_blocks,
)

ASKED = forecast(aland=RandomMoves(), bohus=RandomMoves(), runs=4)


def case(**counts):
    return Case("", "", Ensemble(ASKED, Counts(runs=4, **counts)))


def rows(blocks):
    return next(iter(blocks)).rows


def test_an_outcome_has_the_day_by_which_half_of_the_runs_had_come_to_it():
    days = {("break-off", ""): Counter({31: 3}), ("treaty left", ""): Counter({31: 1})}
    assert [row[-1] for row in rows(outcomes_blocks(case(days=days)))] == ["1 April 2013", "–"]


def test_tension_has_a_row_for_a_few_steps_and_for_the_last():
    tension = [Counter({number: 4}) for number, _ in enumerate(ASKED.setup.days)]
    shown = rows(tension_blocks(Case("", "", Ensemble(forecast(step="day"), Counts(runs=4, tension=tension * 7)))))
    assert len(shown) <= 15
    assert shown[-1][0] == "1 June 2013"


def test_a_band_that_reaches_beyond_the_end_says_so():
    deadlock = {row[0]: row[1:] for row in rows(final_state_blocks(case(deadlock=Counter({3: 2}))))}
    assert deadlock["days without progress"] == ("3", "3 to more")


def test_a_band_beyond_the_end_is_none():
    assert rows(final_state_blocks(case()))[-1] == ("days without progress", "–", "–")


def test_without_runs_there_is_no_final_state():
    assert rows(final_state_blocks(Case("", "", Ensemble(ASKED, Counts())))) == ()


def test_parties_are_told_by_their_titles_and_without_answers_no_share_is():
    counted = case(concessions={"aland": Counter({1: 4})}, answers={"aland": Counter()}, tension=[Counter({1: 4})])
    assert rows(conduct_blocks(counted)) == (("Aland", "1.00", "1.00 to 1.00", "–", "–", "–"),)


def test_the_head_says_what_a_forecast_is_not_before_what_it_assumes():
    title, caveat, assumed, runs = head("Herring", [case()])
    assert title == "Herring"
    assert caveat.startswith("This is no prediction")
    assert assumed.startswith("From 1 March 2013 until 1 June 2013")
    assert runs.startswith("4 runs, seed 0. The 95 %")


def test_runs_that_are_not_complete_are_told_as_partial():
    *_, runs = head("Herring", [Case("", "", Ensemble(ASKED, Counts(runs=1)))])
    assert runs.startswith("Partial: 1 of 4 runs, seed 0.")
