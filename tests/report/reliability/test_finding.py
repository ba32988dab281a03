import pytest

from sim.forecast.backtesting.bootstrap import Estimate
from sim.forecast.backtesting.results import BacktestRecord, BacktestResult, ForecastScores, Score
from sim.report.reliability.finding import NO_QUESTION, finding_of


def told(records=2, **means):
    """The finding of a backtest with these means of the Brier score; `nothing` and `others` are the baselines."""
    names = {"nothing": "nothing happens", "others": "share over the other records"}
    none = Estimate(None)
    scores = [
        ForecastScores(names.get(name, name), "", 10, 2, Score(Estimate(mean), none, none), Score(none, none, none))
        for name, mean in means.items()
    ]
    record = BacktestRecord("A record", None, None, (), 5, 1)
    return finding_of(BacktestResult({}, 90, ("week",), 20, 200, 0, (record,) * records, tuple(scores), (), {}, False))


def test_policies_that_beat_both_baselines_are_counted_and_the_best_is_named():
    assert told(nothing=0.2, others=0.3, hold=0.1, grit=0.15, random=0.25) == (
        "2 of 3 policies forecast 2 records better than both baselines; the best is hold "
        "(Brier score 0.100, against 0.200 of saying that nothing happens)"
    )


def test_where_none_is_better_it_says_so():
    assert told(nothing=0.0, feud=0.1, hold=0.2).startswith("0 of 2 policies forecast 2 records better than saying")


@pytest.mark.parametrize(("mean", "compared"), [(0.3, "no better"), (0.1, "better")])
def test_a_single_policy_is_named_at_once(mean, compared):
    assert told(records=1, nothing=0.2, feud=mean) == (
        f"feud forecasts 1 record {compared} than saying that nothing happens "
        f"(Brier score {mean:.3f}, against 0.200 of saying that nothing happens)"
    )


def test_the_better_baseline_is_the_one_to_beat():
    assert "against 0.100 of the share over the other records" in told(nothing=0.2, others=0.1, hold=0.15)


def test_without_questions_there_is_none():
    assert told(nothing=None, hold=None) == NO_QUESTION
