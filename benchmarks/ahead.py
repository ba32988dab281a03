"""Runs ahead of a record: moves a second beside NegMAS, an ensemble in a fresh process, two jobs beside one."""

import subprocess
import sys

from benchmarks import peer
from benchmarks.crowd import RUNS, STEPS, forecast
from benchmarks.figures import MOVES_A_SECOND, TIMES, Figure, best_seconds

SAMPLE = 20
"""So many runs, or sessions, are timed at once: few, so that a busy moment of the machine leaves many others alone."""
BUDGET = 30  # seconds for each contestant; a shared machine is slow for many seconds on end


def figures() -> list[Figure]:
    """Moves a second and their ratio to the library's; the time and memory of many runs; the gain of a second job."""
    speeds = _speeds()
    alone, megabytes = _in_a_fresh_process(jobs=1)
    together, _ = _in_a_fresh_process(jobs=2)
    ours, theirs = speeds
    return [
        Figure(what=ours, value=speeds[ours], form=MOVES_A_SECOND, at_least=50_000),
        Figure(what=theirs, value=speeds[theirs], form=MOVES_A_SECOND),
        Figure(what="– forecast : NegMAS", value=speeds[ours] / speeds[theirs], form=TIMES),
        Figure(what=f"An ensemble of {RUNS:,} runs of {2 * STEPS} moves", value=alone, form="{:.1f} s", at_most=30),
        Figure(what="– memory of its process", value=megabytes, form="{:.0f} MB", at_most=150),
        Figure(what="– two jobs : one", value=alone / together, form=TIMES, at_least=1.7),
    ]


def _speeds() -> dict[str, float]:
    """Moves a second, by what makes them; both let go of a run, or a session, as soon as its moves are counted."""
    asked = forecast(SAMPLE)
    runs = {
        "Simulated moves, random policies, one core": lambda: sum(len(asked.run(n).moves) for n in range(SAMPLE)),
        "– NegMAS, random negotiators": lambda: peer.offers(SAMPLE, STEPS),
    }
    best = best_seconds(runs, BUDGET)
    return {what: made() / best[what] for what, made in runs.items()}


def _in_a_fresh_process(jobs: int) -> tuple[float, float]:
    """The seconds that the whole ensemble takes in so many jobs, and the megabytes at most of the process asking."""
    command = [sys.executable, "-m", "benchmarks.crowd", str(jobs)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - own module
    seconds, bytes_taken = printed.split()
    return float(seconds), float(bytes_taken) / 2**20
