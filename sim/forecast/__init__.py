"""The simulator run forward: from any day of a record, parties that follow policies make legal moves until a horizon.

    forecast = scenario.forecast()
    result = ensemble(forecast)
    result.chances

    backtest([scenario, other]).scores

A policy is a function of the state, the party, the day, the legal moves and a `random.Random`; see
docs/explanation/what-a-forecast-says.md for what the numbers mean and do not mean.
"""

from sim.lazy import attach_stub

__getattr__, __dir__ = attach_stub(__name__)
