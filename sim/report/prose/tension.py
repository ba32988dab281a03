"""Tension in a line: how much there is, over what, and whether it has eased since the last talks.

The last talks are those of the last day before on which a session began or ended; what stood at the end of that day is
compared. Where talks were held only on the day itself, it is compared with the eve.
"""

from datetime import date, timedelta
from typing import Final

from sim.assess.assessment import Assessment
from sim.assess.dialogue import holds_talks
from sim.assess.tension import DEPENDS, NO, YES, eased, tension
from sim.history.readings import counts_from
from sim.history.snapshot import Snapshot
from sim.report.prose.dates import day_in_words
from sim.report.prose.items import counted
from sim.report.prose.names import Names

_VERDICTS: Final = {
    YES: "it has eased {}",
    NO: "it has not eased {}",
    DEPENDS: "whether it has eased {}, depends on the weights",
}


def tension_line(snapshot: Snapshot, assessment: Assessment, names: Names) -> str:
    """The tension, the issue that has most of it, and whether it has eased."""
    points = assessment.tension.points
    most = " and ".join(names.issue(issue) for issue in assessment.centre[:2])
    over = f", most of them over {most}" if most else ""
    line = f"Tension: {counted(points, 'point', 'points')}{over}"
    before, since = _earlier(snapshot, assessment.before)
    if before is None:
        return f"{line}."
    points_then = tension(before, assessment.tension.weights).points
    return f"{line}; {_VERDICTS[eased(before, snapshot)].format(since)} ({points_then:,} then)."


def _earlier(snapshot: Snapshot, given: Snapshot | None) -> tuple[Snapshot | None, str]:
    """The snapshot to compare with, and the words for it: the *given* one, else that of the last talks."""
    if given is not None:
        return given, f"since {day_in_words(given.day)}" if given.day else "since the beginning"
    held = [counts_from(step.when, snapshot.reading) for step in snapshot.steps() if holds_talks(step)]
    if not held or snapshot.day is None:
        return None, ""
    past = [day for day in held if day < snapshot.day]
    if past:
        return _as_it_stood(snapshot, max(past)), f"since the last talks, on {day_in_words(max(past))}"
    return _as_it_stood(snapshot, snapshot.day - timedelta(days=1)), f"with the talks of {day_in_words(snapshot.day)}"


def _as_it_stood(snapshot: Snapshot, day: date) -> Snapshot:
    """The same record at the end of an earlier day, under the same reading."""
    history, reading = snapshot.history, snapshot.reading
    numbers = tuple(number for number in snapshot.numbers if counts_from(history.dates[number - 1], reading) <= day)
    return Snapshot(history, day, reading, numbers)
