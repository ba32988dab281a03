"""Bulk replay of a long record, checked move by move, beside what others do with it."""

from benchmarks import record
from benchmarks.figures import MOVES_A_SECOND, TIMES, Figure, best_seconds
from benchmarks.library import Library
from benchmarks.plain import bare_loop, dataclass_fold, reduced
from sim.history.replay import replay

MOVES = 100_000
SUBJECTS = 1_000
BUDGET = 12  # seconds for each contestant


_REPLAY = f"Checked replay of {MOVES:,} moves on {SUBJECTS:,} subjects"
_BARE = "– a bare loop, same reducers, no checks"
_FOLD = "– frozen dataclasses, status only, no checks"
_MUTATE = "– eventsourcing, events in memory, no checks"
_REBUILD = "– eventsourcing, rebuild through its repository"


def figures() -> list[Figure]:
    """Moves a second of each way to fold the record, and the ratios of replay to two of them."""
    speeds = _speeds()
    bare, rebuild = speeds[_REPLAY] / speeds[_BARE], speeds[_REPLAY] / speeds[_REBUILD]
    return [
        *(Figure(what=what, value=speed, form=MOVES_A_SECOND) for what, speed in speeds.items()),
        Figure(what="– replay : bare loop", value=bare, form=TIMES, at_least=0.6),
        Figure(what="– replay : eventsourcing, rebuild", value=rebuild, form=TIMES, at_least=7),
    ]


def _speeds() -> dict[str, float]:
    start, moves = record.start(SUBJECTS), list(record.moves(MOVES, SUBJECTS))
    events = reduced(replay(start, moves), moves)
    library = Library(moves[:-1])  # its first event makes the aggregate
    runs = {
        _REPLAY: lambda: replay(start, moves),
        _BARE: lambda: bare_loop(start, moves),
        _FOLD: lambda: dataclass_fold(start.ids, events),
        _MUTATE: library.mutate,
        _REBUILD: library.rebuild,
    }
    return {what: MOVES / best for what, best in best_seconds(runs, BUDGET).items()}
