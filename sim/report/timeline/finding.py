"""The finding of a timeline, in a sentence that can stand as its title: what became of tension."""

from sim.report.prose.dates import date_in_words
from sim.report.timeline.model import Timeline, TimePoint


def finding(timeline: Timeline) -> str:
    """When tension was highest and what became of it, by the moves that count; empty if there was none."""
    steps = timeline.counting
    most = max(points for _, points in steps)
    last = steps[-1][1]
    if most == 0:
        return ""
    peak = next(point for point, points in steps if points == most)
    height = f"{most} {'point' if most == 1 else 'points'}"
    at = _at(peak, timeline)
    if last == most:
        return f"Tension is at its highest at the end: {height}{f', first reached {at}' if at else ''}"
    first = steps[0][1]
    rose = f"Tension rose to {height} {at}" if at else f"Tension began at its highest, {height},"
    if last > first or not at:
        return f"{rose} and has fallen to {last} since"
    return f"{rose} and fell back to {last}"


def _at(point: TimePoint, timeline: Timeline) -> str:
    """The time of a point in words, no more exact than it is known; empty for the beginning."""
    if point.is_day_start:
        return f"on {point.day.day} {point.day:%B %Y}"
    if not point.number:
        return ""
    when = timeline.view.history.dates[point.number - 1]
    if when.is_exact:
        return f"on {date_in_words(when)}"
    return f"about {when.best:%B %Y}"
