from collections import Counter
from datetime import date
from itertools import pairwise
from statistics import mean as mean_of

import pytest
from futures import EVERYTHING, SINCE, UNTIL, between, forecast, proposal, result
from scipy import stats

from sim.executors.executor import Executor
from sim.forecast.calendar import CalendarEvent
from sim.forecast.counts import Counts
from sim.forecast.ensembles import Ensemble, Experiment, QuantileBand, compare, ensemble
from sim.forecast.forecast import Forecast
from sim.forecast.intervals import Interval, Pairs, difference, mean, wilson
from sim.forecast.policies.at_random import RandomMoves
from sim.history.history import History
from sim.model.dates import When
from sim.model.errors import InvalidForecastError
from sim.model.setting import Setting
from sim.rules.state import Negotiation

ANY = ("any agreement", "")
OFF = ("break-off", "")


@pytest.fixture(scope="module")
def asked():
    return between("random", "extending", *EVERYTHING, runs=150)


@pytest.fixture(scope="module")
def found(asked):
    return ensemble(asked)


@pytest.fixture(scope="module")
def results(asked):
    return [result(asked, number) for number in range(asked.runs)]


def chance(found, outcome):
    return next(each for each in found.chances if (each.outcome, each.of) == outcome)


# CHANCES


def test_a_chance_is_the_share_of_runs_that_came_to_it(found, results):
    for each in found.chances:
        count = sum((each.outcome, each.of) in one.days for one in results)
        assert (each.count, each.share) == (count, wilson(count, 150))


def test_every_outcome_has_a_chance_though_no_run_came_to_it():
    found = ensemble(forecast(runs=10))
    assert {each.count for each in found.chances} == {0}
    assert chance(found, ANY).time == QuantileBand(None, None, None)


def coin(number):
    """One step, at which bohus breaks off the talks with a chance of 1/4, and otherwise opposes the offer.

    Three moves are legal and weigh anything: the break-off of the experts' talks, alone or with aland, which weighs a
    tenth of 10 each, and the no, which weighs 6; the ministers have not met and cannot be broken off.
    """
    bohus = RandomMoves({"break-off": 10, "oppose": 6}, otherwise=0)
    return forecast(proposal("halves"), aland=joining, bohus=bohus, until=date(2013, 3, 8), runs=20, seed=number)


def joining(state, party, day, legal, random):
    """No move; it joins in whatever the other side proposes to do together."""


def test_a_chance_that_is_known_lies_in_its_interval_about_as_often_as_it_says():
    shares = [chance(ensemble(coin(seed)), OFF).share for seed in range(220)]
    hits = sum(share.low <= 1 / 4 <= share.high for share in shares)
    inside = [wilson(count, 20).low <= 1 / 4 <= wilson(count, 20).high for count in range(21)]
    promised = sum(stats.binom.pmf(count, 20, 1 / 4) for count in range(21) if inside[count])
    assert 0.93 < promised < 0.97
    assert stats.binomtest(hits, 220, promised).pvalue > 0.001
    assert mean_of(share.value for share in shares) == pytest.approx(1 / 4, abs=0.015)


# TIMES

END = 92


def durations(found, outcome):
    """After how many days runs came to an outcome, and until when the others were watched."""
    days = list(found.counts.days.get(outcome, Counter()).elements())
    return stats.CensoredData(uncensored=days, right=[END] * (found.runs - len(days)))


@pytest.mark.parametrize("outcome", [ANY, OFF, ("agreement", "mesh"), ("treaty left", "")])
def test_the_estimate_of_kaplan_and_meier_is_one_less_the_share_of_runs_that_have_come_to_it(found, outcome):
    survival = stats.ecdf(durations(found, outcome)).sf
    days = found.counts.days[outcome]
    for day in range(END + 1):
        share = sum(count for each, count in days.items() if each <= day) / found.runs
        assert survival.evaluate(day) == pytest.approx(1 - share, abs=1e-12)


@pytest.mark.parametrize("outcome", [ANY, OFF, ("agreement", "mesh"), ("treaty left", "")])
def test_the_time_of_an_outcome_is_when_half_of_all_runs_had_come_to_it(found, outcome):
    survival, days = stats.ecdf(durations(found, outcome)).sf, range(END + 1)
    halved = next((day for day in days if survival.evaluate(day) <= 0.5 + 1e-12), None)
    assert chance(found, outcome).time.median == halved


def test_the_interval_of_a_time_is_where_that_of_the_share_takes_in_a_half(found):
    time, survival = chance(found, OFF).time, stats.ecdf(durations(found, OFF)).sf
    shares = {day: round((1 - survival.evaluate(day)) * found.runs) for day in range(END + 1)}
    bounds = {day: stats.binomtest(count, found.runs).proportion_ci(method="wilson") for day, count in shares.items()}
    assert time.low == next((day for day, (_, high) in bounds.items() if high >= 0.5), None)
    assert time.high == next((day for day, (low, _) in bounds.items() if low >= 0.5), None)


def test_a_time_that_half_the_runs_did_not_reach_is_open():
    counts = Counts(runs=100, days={ANY: Counter({7: 45})})
    assert chance(Ensemble(forecast(), counts), ANY).time == QuantileBand(7, None, None)


# TENSION, CONCESSIONS, ANSWERS, DEADLOCK


def test_the_band_of_tension_has_the_deciles_and_the_median_of_each_step(found, results):
    assert [day for day, _ in found.tension] == [when.best for when in found.forecast.setup.days]
    for step, (_, band) in enumerate(found.tension):
        points = sorted(one.tension[step] for one in results)
        assert band == QuantileBand(points[14], points[74], points[134])


def test_concessions_are_those_of_a_run_in_the_mean(found, results):
    for party, interval in found.concessions.items():
        assert interval == mean(Counter(one.concessions[party] for one in results))


def test_reciprocity_is_counted_over_the_moves_of_all_runs(found, results):
    for party, each in found.reciprocity.items():
        pairs = [pair for one in results for pair in one.answers[party].elements()]
        assert (each.answered, each.in_kind) == (len(pairs), sum(first == second for first, second in pairs))
        assert each.share == wilson(each.in_kind, each.answered)
        firsts, seconds = (Counter(pair[side] for pair in pairs) for side in (0, 1))
        chance = sum(firsts[tone] * seconds[tone] for tone in firsts) / len(pairs) ** 2
        assert each.by_chance == pytest.approx(chance)


def test_where_nothing_was_answered_there_is_no_share():
    assert ensemble(forecast(runs=3)).reciprocity["aland"].share is None


def test_the_deadlock_at_the_end_lies_in_a_band(found, results):
    lengths = sorted(one.deadlock for one in results)
    assert found.deadlock == QuantileBand(lengths[14], lengths[74], lengths[134])


def test_where_nothing_has_ever_moved_the_deadlock_is_beyond_all_numbers():
    assert ensemble(forecast(runs=3)).deadlock == QuantileBand(None, None, None)


def test_days_are_counted_from_the_beginning():
    found = Ensemble(forecast(), Counts())
    assert (found.day(0), found.day(31), found.day(None)) == (SINCE, date(2013, 4, 1), None)


# TWO FORECASTS


def test_forecasts_are_compared_run_by_run(asked):
    other = between("random", "hold", *EVERYTHING, runs=150)
    found = compare(asked, other)
    one, two = ensemble(asked), ensemble(other)
    assert (found.first, found.second) == (one, two)
    changes = {(each.figure, each.of): each for each in found.differences}
    runs = [(result(asked, number), result(other, number)) for number in range(150)]
    happened = Counter((ANY in first.days, ANY in second.days) for first, second in runs)
    pairs = Pairs(happened[True, True], happened[True, False], happened[False, True], happened[False, False])
    assert changes[ANY].change == difference(pairs)
    assert (changes[ANY].first, changes[ANY].second) == (chance(one, ANY).share.value, chance(two, ANY).share.value)


def test_concessions_and_the_tension_at_the_end_are_compared_in_the_mean(asked):
    other = between("random", "hold", *EVERYTHING, runs=40)
    found = Experiment(other, asked).run().contrasts[0]
    runs = [(result(other, number), result(asked, number)) for number in range(40)]
    changes = {(each.figure, each.of): each for each in found.differences}
    points = Counter(second.tension[-1] - first.tension[-1] for first, second in runs)
    assert changes["tension at the end", ""].change == mean(points)
    yielded = Counter(second.concessions["bohus"] - first.concessions["bohus"] for first, second in runs)
    assert changes["concessions", "bohus"].change == mean(yielded)


def test_a_forecast_does_not_differ_from_itself(asked):
    small = between("random", "extending", *EVERYTHING, runs=20)
    found = compare(small, small)
    assert {each.change.value for each in found.differences} == {0}
    assert all(each.first == each.second for each in found.differences)


def test_the_differences_are_in_the_order_of_the_figures():
    found = compare(forecast(runs=2), forecast(runs=2, aland=RandomMoves()))
    figures = [(each.figure, each.of) for each in found.differences]
    asked_about = [(each.outcome, each.of) for each in found.first.chances]
    assert figures == [*asked_about, ("concessions", "aland"), ("concessions", "bohus"), ("tension at the end", "")]


# UNDER WAY


def test_an_experiment_tells_how_many_runs_have_been_done():
    told = []
    experiment = Experiment(forecast(runs=37)).run(progress=told.append)
    assert sum(told) == 37
    assert (experiment.ensembles[0].runs, experiment.ensembles[0].is_partial) == (37, False)


def test_what_has_been_counted_so_far_is_kept_where_it_is_interrupted():
    def interrupt(runs):
        raise KeyboardInterrupt

    experiment = Experiment(forecast(runs=40, aland=RandomMoves()))
    with pytest.raises(KeyboardInterrupt):
        experiment.run(progress=interrupt)
    (found,) = experiment.ensembles
    assert 0 < found.runs < 40
    assert found.is_partial


def test_before_the_first_run_has_ended_there_is_nothing_to_say():
    experiment = Experiment(forecast(), forecast())
    assert experiment.ensembles[0].chances == ()
    assert experiment.ensembles[0].concessions == {}
    assert experiment.contrasts[0].differences == ()


def test_more_runs_narrow_the_interval_and_begin_with_the_same():
    widths = []
    for runs in (10, 40, 160):
        share = chance(ensemble(between("random", "hold", runs=runs)), OFF).share
        widths.append(share.high - share.low)
    assert all(more < fewer for fewer, more in pairwise(widths))


@pytest.mark.parametrize(("executor", "name"), [((3, ""), "in_processes"), ((1, "tcp://x"), "on_dask")])
def test_others_may_do_the_runs_and_count_the_same(executor, name, monkeypatch):
    def elsewhere(payload, runs, *where):
        assert where == ((3,) if name == "in_processes" else ("tcp://x",))
        yield runs, payload.work().done(range(runs))

    monkeypatch.setattr(f"sim.executors.executor.{name}", elsewhere)
    small = between("random", "grit", runs=8)
    assert ensemble(small, *executor).counts == ensemble(small).counts
    assert Experiment(small).run(Executor(*executor)).ensembles[0].runs == 8


def test_an_interval_of_a_single_run_is_that_of_one():
    found = ensemble(between("random", "hold", runs=1))
    assert {each.share.value for each in found.chances} <= {0.0, 1.0}
    assert all(interval == Interval(*[interval.value] * 3) for interval in found.concessions.values())


# COMPARED WITH OTHERS


def test_only_outcomes_that_both_ask_about_are_compared():
    calendars = ((CalendarEvent(name, When.of("2013-04-01"), name),) for name in ("x", "y"))
    one, other = (forecast(calendar=calendar, runs=2) for calendar in calendars)
    figures = [each.figure for each in compare(one, other).differences]
    assert "any agreement" in figures
    assert "any agreement by" not in figures


def test_what_is_compared_has_the_seed_and_the_runs_of_the_first():
    contrast = compare(forecast(runs=3, seed=1), forecast(runs=7, seed=2))
    assert (contrast.second.forecast.runs, contrast.second.forecast.seed, contrast.second.runs) == (3, 1, 3)


def test_forecasts_with_other_parties_are_not_compared():
    others = History.of(Negotiation.begin(Setting({"a": "A", "b": "B"})), ())
    strange = Forecast(others, SINCE, UNTIL, {"a": "hold", "b": "hold"})
    with pytest.raises(InvalidForecastError, match="only forecasts with the same parties can be compared, here aland"):
        compare(forecast(), strange)
