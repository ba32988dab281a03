"""A figure of the benchmark, perhaps with a target; and how times are taken."""

import gc
from collections.abc import Callable, Mapping
from math import inf
from time import perf_counter
from typing import TypeVar

from attrs import frozen

MOVES_A_SECOND = "{:,.0f} moves/s"
ENTRIES_A_SECOND = "{:,.0f} entries/s"
MICROSECONDS = "{:.2f} µs"
MILLISECONDS = "{:,.0f} ms"
TIMES = "{:.3g} ×"

Name = TypeVar("Name")


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


def best_seconds(runs: Mapping[Name, Callable[[], object]], budget: float) -> dict[Name, float]:
    """The shortest time of each of the *runs*, by name, when each is repeated for *budget* seconds.

    They take turns, so that a slow spell of the machine hits all of them; whose turn it is has had the least time so
    far. The shortest time is the nearest to their own: what else goes on can only make one longer.
    """
    best, spent = dict.fromkeys(runs, inf), dict.fromkeys(runs, 0.0)
    gc.collect()
    gc.freeze()
    while min(spent.values()) < budget:
        name = min(spent, key=lambda name: spent[name])
        taken = seconds(runs[name])
        best[name], spent[name] = min(best[name], taken), spent[name] + taken
    gc.unfreeze()
    return best


def seconds(run: Callable[[], object]) -> float:
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
