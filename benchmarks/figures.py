"""What the benchmark reports: a figure, perhaps with a target; and how times are taken."""

import gc
from collections.abc import Callable, Mapping
from math import inf
from time import perf_counter

from attrs import frozen

MOVES_A_SECOND = "{:,.0f} moves/s"
MICROSECONDS = "{:.2f} µs"
MILLISECONDS = "{:,.0f} ms"
TIMES = "{:.2f} ×"


@frozen(kw_only=True)
class Figure:
    """One line of the report: what was measured, the value, how it is written, and the target if it has one."""

    what: str
    value: float
    form: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def row(self) -> tuple[str, str, str, str]:
        """The cells of its line: what, value, target, verdict; the last two are empty where there is no target."""
        return self.what, self.form.format(self.value), self._target(), self._verdict()

    def _target(self) -> str:
        bounds = (("at least", self.at_least), ("at most", self.at_most))
        return ", ".join(f"{words} {self.form.format(bound)}" for words, bound in bounds if bound is not None)

    def _verdict(self) -> str:
        if self.at_least is None and self.at_most is None:
            return ""
        low, high = (-inf if self.at_least is None else self.at_least), (inf if self.at_most is None else self.at_most)
        return "reached" if low <= self.value <= high else "missed"


def best_seconds(runs: Mapping[str, Callable[[], object]], budget: float) -> dict[str, float]:
    """The shortest time of each of the *runs*, by name, when each is repeated for *budget* seconds.

    They take turns, so that a slow spell of the machine hits all of them; whose turn it is has had the least time so
    far. The shortest time is the nearest to their own: what else goes on can only make one longer.
    """
    times: dict[str, list[float]] = {name: [_seconds(run)] for name, run in runs.items()}
    gc.freeze()
    while (least := min(times, key=lambda name: sum(times[name]))) and sum(times[least]) < budget:
        times[least].append(_seconds(runs[least]))
    gc.unfreeze()
    return {name: min(taken) for name, taken in times.items()}


def _seconds(run: Callable[[], object]) -> float:
    """The time of one call; garbage is collected before it, not during it, and what it made is dropped after it."""
    gc.collect()
    gc.disable()
    try:
        begin = perf_counter()
        made = run()
        end = perf_counter()
    finally:
        gc.enable()
    del made
    return end - begin
