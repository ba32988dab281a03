"""Many runs of one forecast, in a process of their own: prints the seconds, and the bytes that it took at most."""

import sys
from datetime import date, timedelta
from time import perf_counter

from benchmarks.memory import AT_MOST, occupied
from sim.forecast.ensembles import ensemble
from sim.forecast.forecast import Forecast
from sim.forecast.policies.at_random import RandomMoves
from sim.history.history import History
from sim.testing.story import START

STEPS = 25  # a move for each party: 50 moves a run
RUNS = 10_000
_FIRST = date(2013, 1, 1)


def forecast(runs: int) -> Forecast:
    """So many runs of two parties that make a random legal move each day, and join whatever is proposed together."""
    policy = RandomMoves(consent=1.0)
    last = _FIRST + timedelta(days=STEPS)
    return Forecast(
        History.of(START, ()), _FIRST, last, {"aland": policy, "bohus": policy}, step="day", runs=runs, seed=1
    )


if __name__ == "__main__":
    begin = perf_counter()
    found = ensemble(forecast(RUNS), jobs=int(sys.argv[1]))
    print(perf_counter() - begin, occupied(AT_MOST))
