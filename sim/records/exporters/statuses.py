"""The statuses of all subjects over time: one value each time that one changes, by a move or by a day alone."""

from collections.abc import Iterator

from attrs import frozen

from sim.assess.state_changes import StateChange, state_changes
from sim.history.snapshot import Record, Snapshot
from sim.history.status_on_day import StatusOnDay
from sim.model.dates import LIKELY
from sim.records.exporters.times import ALWAYS, midnight, times_of_moves


@frozen
class StatusChange:
    """A status from a time on: of a subject, or of the part that `whose` has in it (empty: the subject itself)."""

    subject: str
    whose: str
    time: str
    status: StatusOnDay


def status_changes(record: Record) -> Iterator[StatusChange]:
    """The changes of status in order, up to the end of the day of the last move.

    What is declared has its first status from the first day of the record on.
    """
    times, known = times_of_moves(record), dict[tuple[str, str], StatusOnDay]()
    for change in state_changes(record):
        view = Snapshot(record, change.day, LIKELY, range(1, change.number + 1))
        time = _time(change, record, times)
        for name in change.names:
            for whose, status in view.statuses(name)[1].items():
                if known.get((name, whose)) != status:
                    known[name, whose] = status
                    yield StatusChange(name, whose, time, status)


def _time(change: StateChange, record: Record, times: tuple[str, ...]) -> str:
    if change.by_day_alone:
        return midnight(change.day)
    if change.number:
        return times[change.number - 1]
    return midnight(change.day) if record.moves else ALWAYS
