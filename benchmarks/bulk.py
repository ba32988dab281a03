"""Bulk replay of long records, checked move by move, beside what others do with them.

Two shapes: many moves on each subject, as a benchmark of the law alone; and a new subject for every two or three moves,
as real records have it. There the loop and the fold take an acceptance for a provisional one, at the same cost.
"""

from collections.abc import Sequence

from benchmarks import record
from benchmarks.figures import MOVES_A_SECOND, TIMES, Figure, best_seconds
from benchmarks.library import Library
from benchmarks.plain import bare_loop, dataclass_fold, reduced
from sim.history.replay import replay
from sim.model.move import Move
from sim.rules.state import Negotiation

MOVES = 100_000
SUBJECTS = 1_000
SHORT_LIVED = 20_000
BUDGET = 12  # seconds for each contestant

_BARE = "– a bare loop, same reducers, no checks"
_FOLD = "– frozen dataclasses, status only, no checks"
_MUTATE = "– eventsourcing, events in memory, no checks"
_REBUILD = "– eventsourcing, rebuild through its repository"


def figures() -> list[Figure]:
    """Moves a second of each way to fold each of the records, and the ratios of replay to two of them."""
    long_lived = f"Checked replay of {MOVES:,} moves on {SUBJECTS:,} subjects"
    short_lived = f"Checked replay of {SHORT_LIVED:,} moves, a new subject for every two or three"
    return [
        *_shape(long_lived, record.start(SUBJECTS), list(record.moves(MOVES, SUBJECTS)), bare_at_least=0.6),
        *_shape(short_lived, record.start(0), list(record.short_lived(SHORT_LIVED))),
    ]


def _shape(what: str, start: Negotiation, moves: Sequence[Move], bare_at_least: float | None = None) -> list[Figure]:
    """The figures of one record."""
    speeds = _speeds(what, start, moves)
    bare, rebuild = speeds[what] / speeds[_BARE], speeds[what] / speeds[_REBUILD]
    return [
        *(Figure(what=name, value=speed, form=MOVES_A_SECOND) for name, speed in speeds.items()),
        Figure(what="– replay : bare loop", value=bare, form=TIMES, at_least=bare_at_least),
        Figure(what="– replay : eventsourcing, rebuild", value=rebuild, form=TIMES, at_least=7),
    ]


def _speeds(what: str, start: Negotiation, moves: Sequence[Move]) -> dict[str, float]:
    events = reduced(replay(start, moves), moves)
    library = Library(moves[:-1])  # its first event makes the aggregate
    runs = {
        what: lambda: replay(start, moves),
        _BARE: lambda: bare_loop(start, moves),
        _FOLD: lambda: dataclass_fold(start.ids, events),
        _MUTATE: library.mutate,
        _REBUILD: library.rebuild,
    }
    return {name: len(moves) / best for name, best in best_seconds(runs, BUDGET).items()}
