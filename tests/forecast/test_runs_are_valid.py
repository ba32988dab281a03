"""A run that `negsim forecast --one` writes is a file that `negsim check` passes."""

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from futures import EVERYTHING, between, policies
from hypothesis import given, settings, strategies as st

from sim.forecast.forecast import Forecast
from sim.model.errors import InvalidScenarioError
from sim.scenario import as_json, as_yaml, load, loads
from sim.scenario.scenario import Scenario
from sim.scenario.simulated_run import simulated_run

SCENARIOS = Path(__file__).parents[2] / "scenarios"
POLICIES = sorted(policies("aland"))
OFFERED = ("hold", "random", "tit-for-tat", "grit", "time-dependent", "markov", "brinkmanship")
TWO_PARTIES = (st.sampled_from(POLICIES), st.sampled_from(POLICIES))


def check(scenario, forecast, number, write=as_yaml):
    """Read a run back, as `negsim check` does: it has no fault, and its moves are those of the run."""
    run = simulated_run(scenario, forecast, number)
    try:
        found = loads(write(run))
    except InvalidScenarioError as invalid:
        raise AssertionError(f"run {number} of seed {forecast.seed}: {invalid}") from invalid
    assert found.history == run.history
    assert all(is_marked(move) for move in found.history.moves[len(forecast.record.numbers) :])


def is_marked(move):
    """Whether a move says that it is simulated."""
    return "Simulated" in (move.note or "")


def check_everything(aland, bohus, seed, write=as_yaml, **about):
    forecast = between(aland, bohus, *EVERYTHING, seed=seed, **about)
    check(Scenario("f", "Everything", "", forecast.history), forecast, seed % 7, write)


@settings(max_examples=40)
@given(
    *TWO_PARTIES, st.integers(0, 999), st.sampled_from([as_yaml, as_json]), st.sampled_from(["day", "week", "month"])
)
def test_any_run_of_a_record_with_everything_is_valid(aland, bohus, seed, write, step):
    check_everything(aland, bohus, seed, write, step=step)


@pytest.mark.parametrize("name", ["moscow-2007", "fishing", "colombia-2016"])
@pytest.mark.parametrize("policy", OFFERED)
def test_a_run_of_each_record_by_each_policy_is_valid(name, policy):
    check_record(name, policy, seeds=1)


@pytest.mark.slow(reason="every policy is run with many seeds, and each run is written and read back")
@pytest.mark.parametrize("policy", POLICIES)
def test_many_runs_by_each_policy_are_valid(policy):
    for seed, other in zip(count(), POLICIES * 6, strict=False):
        check_everything(policy, other, seed)


@pytest.mark.slow(reason="every record is run by every policy with many seeds, and each run is written and read back")
@pytest.mark.parametrize("name", ["moscow-2007", "fishing", "colombia-2016"])
@pytest.mark.parametrize("policy", OFFERED)
def test_many_runs_of_each_record_by_each_policy_are_valid(name, policy):
    check_record(name, policy, seeds=25)


def check_record(name, policy, seeds):
    """Check runs of a record from its middle and from its end."""
    scenario = load(SCENARIOS / f"{name}.yaml")
    history = scenario.history
    for since in (history.dates[len(history.dates) // 2].best, history.dates[-1].best):
        for seed in range(seeds):
            check(scenario, planned(history, since, policy, seed), 0)


def planned(history, since, policy, seed):
    """The forecast of half a year by one policy for both parties."""
    parties = history.start.setting.party_ids
    return Forecast(history, since, since + timedelta(days=182), dict.fromkeys(parties, policy), seed=seed)
