"""Logs of a system with concurrent clients, judged: how long it takes, and how often it comes to a verdict.

The logs are those of the tests: 8 clients, 200 operations and reads, some answers lost, by a server that does as the
law says, and by others with a fault.
"""

import sys
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from benchmarks.figures import MILLISECONDS, Figure
from sim.rules.subjects.talks import Talks
from sim.testing.generator import MoveGenerator
from sim.testing.judging import judge
from sim.testing.judging.checker import UNDECIDED
from sim.testing.story import START

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
from testing.judging.servers import FAULTY, Server, a_log

SEEDS = range(5)
SECONDS = 10


FAULTS = [fault(60) for fault in FAULTY]
LOGS = {
    "on many subjects, by a correct server": (MoveGenerator(START), [Server]),
    "on many subjects, by faulty servers": (MoveGenerator(START), FAULTS),
    "on two formats of talks, by a correct server": (MoveGenerator(START, kinds=(Talks,)), [Server]),
    "on two formats of talks, by faulty servers": (MoveGenerator(START, kinds=(Talks,)), FAULTS),
}


def figures() -> list[Figure]:
    """The median and the longest time of a verdict, for logs without and with faults, and the share of verdicts."""
    return [figure for what, (generator, servers) in LOGS.items() for figure in _figures(what, generator, servers)]


def _figures(what: str, generator: MoveGenerator, servers: list[type[Server]]) -> list[Figure]:
    times, decided = list[float](), 0
    for server in servers:
        for seed in SEEDS:
            log = a_log(Random(seed), server=server, generator=generator, lost=0.03)
            begin = perf_counter()
            decided += judge(log, seconds=SECONDS).verdict != UNDECIDED
            times.append(perf_counter() - begin)
    share, is_easy = decided / len(times), "many" in what
    return [
        Figure(what=f"A log {what}", value=median(times) * 1000, form=MILLISECONDS),
        Figure(what="– the longest", value=max(times) * 1000, form=MILLISECONDS, at_most=10_000 if is_easy else None),
        Figure(
            what="– the share that is decided",
            value=share,
            form="{:.0%}",
            at_least=1 if is_easy else None,
        ),
    ]
