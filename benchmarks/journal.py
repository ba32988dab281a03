"""A journal on SQLite: what it records in a second, beside what writes without a look, and how soon it is open.

All files are in a folder of the working directory, lest they lie in memory. Every contestant writes ahead and waits
for the disk at the end of each transaction. The bare module and the recorder are given what is sealed already; the
journal judges, seals and hashes, and the application of `eventsourcing` makes and transcodes an event of four fields.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks import record
from benchmarks.events import Bare, Recorder, Saving
from benchmarks.figures import ENTRIES_A_SECOND, MILLISECONDS, TIMES, Figure, best_seconds, seconds
from sim.history.history import History
from sim.records.journal.entries import Action, Add
from sim.records.journal.from_scenario import actions_of
from sim.records.journal.journal import Journal
from sim.scenario import loads
from sim.scenario.scenario import Scenario
from sim.scenario.write import as_yaml, move_as_mapping

SUBJECTS: Final = 1_000
ONE_BY_ONE: Final = 500
"""The appends of one round, of which each is of one entry."""
BATCH: Final = 1_000
ROUNDS: Final = 12
LONG: Final = 100_000
"""The entries of the record that is opened: one declares, the others add a move each."""
MIDDLE: Final = LONG // 2
BUDGET: Final = 12  # seconds for each way to open it

_JOURNAL, _BARE, _RECORDER, _APPLICATION = "journal", "bare", "recorder", "application"
_NAMES: Final = {
    _BARE: "– the bare sqlite3 module, rows that are ready",
    _RECORDER: "– eventsourcing, its SQLite recorder, events that are ready",
    _APPLICATION: "– eventsourcing, an application that saves to it",
}

Write = Callable[[int], object]
"""Writes the next so many entries."""


def figures() -> list[Figure]:
    """The entries a second, one by one and in batches, and the times to open a long record."""
    with TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
        return [*_appending(Path(folder)), *_opening(Path(folder, "long.db"))]


def _appending(folder: Path) -> Iterator[Figure]:
    number = BATCH + ROUNDS * (ONE_BY_ONE + BATCH)
    declared, *adds = _actions(number)
    path = folder / "appended.db"
    with Journal.begin(str(path)) as journal:
        journal.append([declared, *adds[:BATCH]])
        further = iter(adds[BATCH:])
        bare = Bare(path, folder / "bare.db")
        recorder, application = Recorder(bare.sealed, folder / "recorder.db"), Saving(folder / "application.db")
        one_by_one: dict[str, Write] = {
            _JOURNAL: lambda entries: [journal.append([action]) for action in islice(further, entries)],
            _BARE: bare.one_by_one,
            _RECORDER: recorder.one_by_one,
            _APPLICATION: application.one_by_one,
        }
        batches: dict[str, Write] = {
            _JOURNAL: lambda entries: journal.append(list(islice(further, entries))),
            _BARE: bare.at_once,
            _RECORDER: recorder.at_once,
            _APPLICATION: application.at_once,
        }
        yield from _rates("Entries appended to a journal, one by one", _speeds(one_by_one, ONE_BY_ONE), at_least=1)
        yield from _rates(f"Entries appended to a journal, {BATCH:,} at once", _speeds(batches, BATCH))


def _actions(moves: int) -> tuple[Action, ...]:
    """The declarations, and so many moves."""
    (declared,) = actions_of(Scenario("", "A long record", None, History.of(record.start(SUBJECTS), ())))
    return (declared, *(Add(move_as_mapping(move)) for move in record.moves(moves, SUBJECTS)))


def _speeds(writes: Mapping[str, Write], entries: int) -> dict[str, float]:
    """The entries a second of each contestant in its best round; they take turns."""
    best = dict.fromkeys(writes, inf)
    for _ in range(ROUNDS):
        for name, write in writes.items():
            best[name] = min(best[name], seconds(lambda write=write: write(entries)))  # type: ignore[misc]
    return {name: entries / time for name, time in best.items()}


def _rates(what: str, speeds: Mapping[str, float], at_least: float | None = None) -> Iterator[Figure]:
    own = speeds[_JOURNAL]
    yield Figure(what=what, value=own, form=ENTRIES_A_SECOND)
    for name, line in _NAMES.items():
        yield Figure(what=line, value=speeds[name], form=ENTRIES_A_SECOND)
    yield Figure(what="– journal : bare sqlite3", value=own / speeds[_BARE], form=TIMES)
    yield Figure(
        what="– journal : eventsourcing, recorder", value=own / speeds[_RECORDER], form=TIMES, at_least=at_least
    )
    yield Figure(what="– journal : eventsourcing, application", value=own / speeds[_APPLICATION], form=TIMES)


def _opening(path: Path) -> Iterator[Figure]:
    """The times to open a long record, beside reading and replaying the same moves from a text in memory."""
    history = History.of(record.start(SUBJECTS), record.moves(LONG - 1, SUBJECTS))
    scenario = Scenario("", "A long record", None, history)
    text, moves = as_yaml(scenario), history.moves
    with Journal.begin(str(path)) as journal:
        journal.append(actions_of(scenario))
    runs: dict[str, Callable[[], Any]] = {
        "open": lambda: _history(path, None),
        "middle": lambda: _history(path, MIDDLE),
        "text": lambda: loads(text).history,
        "moves": lambda: History.of(record.start(SUBJECTS), moves),
    }
    assert len(runs["open"]().moves) == len(runs["text"]().moves) == LONG - 1
    best = best_seconds(runs, BUDGET)
    opened, middle = best["open"], best["middle"]
    yield Figure(what=f"Opening a record of {LONG:,} entries", value=opened * 1e3, form=MILLISECONDS)
    yield Figure(
        what="– the same scenario, a text in memory, read and replayed", value=best["text"] * 1e3, form=MILLISECONDS
    )
    yield Figure(what="– the same moves, objects in memory, replayed", value=best["moves"] * 1e3, form=MILLISECONDS)
    yield Figure(what="– opening : the text", value=opened / best["text"], form=TIMES, at_most=2)
    yield Figure(what="– opening : the objects", value=opened / best["moves"], form=TIMES)
    yield Figure(what=f"– as known on @{MIDDLE}", value=middle * 1e3, form=MILLISECONDS)
    yield Figure(what="– as known in the middle : at the end", value=middle / opened, form=TIMES, at_most=1)


def _history(path: Path, known_on: int | None) -> History:
    with Journal.open(str(path)) as journal:
        return journal.history(known_on)
