"""Step by step with every state kept: what a move costs with few and with many subjects on the table."""

from collections.abc import Callable

from benchmarks import record
from benchmarks.figures import MICROSECONDS, TIMES, Figure, best_seconds
from sim.history.replay import step
from sim.rules.state import Negotiation

MOVES = 20_000
FEW, SOME, MANY = 10, 1_000, 100_000
BUDGET = 6  # seconds for each contestant


def figures() -> list[Figure]:
    """The cost of a move by number of subjects, and the ratio of most to fewest."""
    best = best_seconds({subjects: _steps(subjects) for subjects in (FEW, SOME, MANY)}, BUDGET)
    what, ratio = "A step, its state kept, among {:,} subjects", best[MANY] / best[FEW]
    return [
        *(Figure(what=what.format(n), value=time / MOVES * 1e6, form=MICROSECONDS) for n, time in best.items()),
        Figure(what=f"– {MANY:,} : {FEW} subjects", value=ratio, form=TIMES, at_most=2.5),
    ]


def _steps(subjects: int) -> Callable[[], list[Negotiation]]:
    start, moves = record.underway(MOVES, subjects)

    def kept() -> list[Negotiation]:
        states = [start]
        for move in moves:
            states.append(step(states[-1], move))
        return states

    return kept
