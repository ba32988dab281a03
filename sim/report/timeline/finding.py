"""The finding of a timeline, in a sentence that can stand as its title: what became of tension."""

from typing import Final

from sim.model.dates import When
from sim.model.errors import counted
from sim.report.prose.dates import when_in_words
from sim.report.timeline.model import Timeline, TimePoint

_OFTEN: Final = 2
"""So many peaks are told by the last; of more their number is told."""


def finding(timeline: Timeline) -> str:
    """When tension was highest and what became of it, by the moves that count; empty if there was none."""
    steps = timeline.counting
    most, last = max(points for _, points in steps), steps[-1][1]
    if most == 0:
        return ""
    peaks = [_at(point, timeline) for point, points in steps if points == most]
    height = counted(most, "point")
    tension = "Tension over all issues" if timeline.excerpt.issues else "Tension"
    if last == most:
        first = f", first reached {peaks[0]}" if peaks[0] else ""
        return f"{tension} is at its highest at the end: {height}{first}"
    if len(peaks) > _OFTEN:
        often = f"{len(peaks):,} times, last {peaks[-1]}"
        return f"{tension} reached its highest, {height}, {often}; it is {last:,} at the end"
    if not peaks[-1]:
        return f"{tension} began at its highest, {height}, and has fallen to {last:,} since"
    if last > steps[0][1]:
        return f"{tension} rose to {height} {peaks[-1]} and has fallen to {last:,} since"
    return f"{tension} rose to {height} {peaks[-1]} and fell back to {last:,}"


def _at(point: TimePoint, timeline: Timeline) -> str:
    """The time of a point in words, no more exact than it is known; empty for the beginning."""
    if point.is_day_start:
        return when_in_words(When.of(point.day))
    if not point.number:
        return ""
    return when_in_words(When.parse(timeline.view.history.dates[point.number - 1].text))
