"""The finding of a backtest in one sentence: how many policies forecast better than the baselines, and the best."""

from typing import Final

from sim.forecast.backtesting.results import BacktestResult
from sim.forecast.backtesting.tallies import NOTHING_HAPPENS, OTHER_RECORDS
from sim.model.errors import counted

NO_QUESTION: Final = "These records leave no question to ask"

_BASELINES: Final = {NOTHING_HAPPENS: "saying that nothing happens", OTHER_RECORDS: "the share over the other records"}


def finding_of(result: BacktestResult) -> str:
    """The finding of a backtest, by the Brier score."""
    means = {scores.forecast: scores.brier.mean.value for scores in result.scores}
    known = {name: mean for name, mean in means.items() if mean is not None}
    baselines = {name: known[name] for name in _BASELINES if name in known}
    policies = {name: mean for name, mean in known.items() if name not in _BASELINES}
    if not (policies and baselines):
        return NO_QUESTION
    best, hardest = min(policies, key=policies.__getitem__), min(baselines, key=baselines.__getitem__)
    better = sum(mean < baselines[hardest] for mean in policies.values())
    against = "both baselines" if len(baselines) > 1 else _BASELINES[hardest]
    scores = f"(Brier score {policies[best]:.3f}, against {baselines[hardest]:.3f} of {_BASELINES[hardest]})"
    records = counted(result.scored_records, "record")
    if len(policies) == 1:
        return f"{best} forecasts {records} {'better' if better else 'no better'} than {against} {scores}"
    forecast = "forecasts" if better == 1 else "forecast"
    count = f"{better} of {len(policies)} policies"
    return f"{count} {forecast} {records} better than {against}; the best is {best} {scores}"
