"""Forecasts held against what came: a backtest of the shipped records, measured with a part of the runs and scaled."""

import sys
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.figures import Figure
from sim.executors.executor import Executor
from sim.forecast.backtesting.backtest import STANDARD, Backtest, BacktestSettings
from sim.scenario import load

RECORDS: Final = ("fishing", "moscow-2007", "colombia-2016")
CUTS: Final = 20
RUNS: Final = 200
SHARE: Final = (
    10  # one run in so many is done: what comes before the runs counts in full, so the scaled time is too long
)
HORIZON: Final = 60  # days; the shortest of the records has so many cuts then
JOBS: Final = 2
MINUTES: Final = 10


def figures() -> list[Figure]:
    """The minutes of all records, cuts, policies and runs, from a tenth of the runs."""
    folder = Path(__file__).resolve().parent.parent / "scenarios"
    settings = BacktestSettings(horizon=HORIZON, cuts=CUTS, runs=RUNS // SHARE)
    asked = Backtest([load(folder / f"{name}.yaml") for name in RECORDS], (), settings)
    begin = perf_counter()
    asked.run(Executor(JOBS))
    seconds = perf_counter() - begin
    cuts = asked.done * SHARE // RUNS
    if cuts != len(RECORDS) * CUTS:
        sys.exit(f"the shipped records have {cuts} cuts, not {len(RECORDS) * CUTS}; choose a shorter horizon")
    what = f"A backtest of {cuts} cuts × {len(STANDARD)} policies × {RUNS} runs, {JOBS} jobs"
    return [Figure(what=what, value=seconds * SHARE / 60, form="{:.1f} min", at_most=MINUTES)]
