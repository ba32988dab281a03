"""Bulk replay of a long record, checked move by move, beside what others do with it."""

from benchmarks import record
from benchmarks.figures import MOVES_A_SECOND, TIMES, Figure, best_seconds
from benchmarks.library import Library
from benchmarks.plain import bare_loop, dataclass_fold, reduced
from sim.history import replay

MOVES = 100_000
SUBJECTS = 1_000
BUDGET = 16


def figures() -> list[Figure]:
    """Moves a second of each way to fold the record, and the ratios of replay to two of them."""
    speeds = _speeds()
    replayed = speeds[f"Checked replay of {MOVES:,} moves on {SUBJECTS:,} subjects"]
    return [
        *(Figure(what=what, value=speed, form=MOVES_A_SECOND) for what, speed in speeds.items()),
        Figure(what="  replay : bare loop", value=replayed / speeds[_BARE], form=TIMES, at_least=0.6),
        Figure(what="  replay : eventsourcing, rebuild", value=replayed / speeds[_REBUILD], form=TIMES, at_least=7),
    ]


_BARE = "  a bare loop, same reducers, no checks"
_REBUILD = "  eventsourcing, rebuild through its repository"


def _speeds() -> dict[str, float]:
    start, moves = record.start(SUBJECTS), list(record.moves(MOVES, SUBJECTS))
    events, declared = reduced(replay(start, moves), moves), start.ids
    library = Library(moves[:-1])  # its first event makes the aggregate
    runs = {
        f"Checked replay of {MOVES:,} moves on {SUBJECTS:,} subjects": lambda: replay(start, moves),
        _BARE: lambda: bare_loop(start, moves),
        "  frozen dataclasses, status only, no checks": lambda: dataclass_fold(declared, events),
        "  eventsourcing, mutate only": library.mutate,
        _REBUILD: library.rebuild,
    }
    return {what: MOVES / best for what, best in best_seconds(runs, BUDGET).items()}
