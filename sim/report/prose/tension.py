"""Tension in a line: how much there is, over what, and whether it has eased since the last talks.

The last talks are those of the last day before on which a session began or ended; what stood at the end of that day is
compared. Where talks were held only on the day itself, it is compared with the eve.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from sim.assess.assessment import Assessment
from sim.assess.dialogue import holds_talks
from sim.assess.tension import DEPENDS, NO, YES, eased, tension
from sim.history.readings import counts_from
from sim.history.snapshot import Snapshot
from sim.model.errors import counted
from sim.report.prose.dates import day_in_words
from sim.report.prose.names import Names

_MOST: Final = 2
"""The most issues that are named."""

_VERDICTS: Final = {
    YES: "it has eased {}",
    NO: "it has not eased {}",
    DEPENDS: "whether it has eased {}, depends on the weights",
}


def tension_forms(snapshot: Snapshot, assessment: Assessment, names: Names) -> Iterator[str]:
    """The tension, the issues that have most of it, and whether it has eased; then without the issues; then alone."""
    points, compared = f"Tension: {counted(assessment.tension.points, 'point')}", _compared(snapshot, assessment)
    yield f"{points}{_over(assessment, names)}{compared}."
    yield f"{points}{compared}."
    yield f"{points}."


def _compared(snapshot: Snapshot, assessment: Assessment) -> str:
    """Whether it has eased, and how much there was of it before."""
    before, since, then = _earlier(snapshot, assessment.before)
    if before is None:
        return ""
    earlier = tension(before, assessment.tension.weights).points
    return f"; {_VERDICTS[eased(before, snapshot)].format(since)} ({earlier:,} {then})"


def _over(assessment: Assessment, names: Names) -> str:
    """The issues over which there is most of the tension, with how much of it is over each unless it is all."""
    stock, centre = assessment.tension, assessment.centre
    if not centre:
        return ""
    titles = " and ".join(names.issue(issue) for issue in centre[:_MOST]) + _others(len(centre) - _MOST)
    points = stock.points_on(centre[0])
    if points == stock.points:
        return f", {'all ' if points > 1 else ''}over {titles}"
    return f", {float(points):.3g} {'of them' if len(centre) == 1 else 'each'} over {titles}"


def _others(count: int) -> str:
    return f" and {count:,} more" if count > 0 else ""


def _earlier(snapshot: Snapshot, given: Snapshot | None) -> tuple[Snapshot | None, str, str]:
    """The snapshot to compare with, the words for it, and those for its time.

    It is the *given* one, else that of the last talks.
    """
    if given is not None:
        return given, f"since {day_in_words(given.day)}" if given.day else "since the beginning", "then"
    held = [counts_from(step.when, snapshot.reading) for step in snapshot.steps() if holds_talks(step)]
    if not held or snapshot.day is None:
        return None, "", ""
    past = [day for day in held if day < snapshot.day]
    if past:
        return _as_it_stood(snapshot, max(past)), f"since the last talks, on {day_in_words(max(past))}", "then"
    eve = snapshot.day - timedelta(days=1)
    return _as_it_stood(snapshot, eve), f"with the talks of {day_in_words(snapshot.day)}", "on the eve"


def _as_it_stood(snapshot: Snapshot, day: date) -> Snapshot:
    """The same record at the end of an earlier day, under the same reading."""
    history, reading = snapshot.history, snapshot.reading
    numbers = tuple(number for number in snapshot.numbers if counts_from(history.dates[number - 1], reading) <= day)
    return Snapshot(history, day, reading, numbers)
