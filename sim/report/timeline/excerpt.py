"""A part of a timeline: some days, some issues, or only what is open at the end."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Final

from attrs import evolve

from sim.model.dates import NO_DAY, When
from sim.model.errors import UnknownNameError, all_of, did_you_mean
from sim.report.prose.dates import date_in_words
from sim.report.timeline.model import (
    TALKS,
    Excerpt,
    Lane,
    LaneKey,
    StatusBand,
    StatusSpan,
    TensionSteps,
    Timeline,
    TimePoint,
)

_EDGE: Final = TimePoint(0, NO_DAY)
"""The beginning of what is drawn."""


def excerpt_of(timeline: Timeline, excerpt: Excerpt) -> Timeline:
    """The part of a timeline; what stands at its beginning is drawn from there.

    Raises: UnknownNameError if there is no such issue, or if no move is left.
    """
    if excerpt.is_whole:
        return timeline
    titles = dict(timeline.view.history.start.setting.issues)
    for name in excerpt.issues:
        if name not in titles:
            raise UnknownNameError(f"there is no issue {name!r}{did_you_mean(name, titles)}")
    lanes = {key: _lane(lane, excerpt) for key, lane in timeline.lanes.items() if _is_drawn(key, excerpt)}
    if TALKS in lanes and excerpt.issues:
        lanes[TALKS] = _of_issues(lanes[TALKS], timeline, excerpt)
    lanes = {key: lane for key, lane in lanes.items() if lane.markers or lane.bands or lane.due}
    if not any(lane.markers for lane in lanes.values()):
        raise UnknownNameError(_nothing_left(timeline, excerpt))
    for lane in lanes.values():
        lane.markers = [each if each.over in lanes else evolve(each, over=None) for each in lane.markers]
    return evolve(
        timeline,
        lanes=lanes,
        tension=_steps(timeline.tension, excerpt),
        counting=_steps(timeline.counting, excerpt),
        due=tuple(chain.from_iterable(lane.due for lane in lanes.values())),
        excerpt=excerpt,
    )


def _is_drawn(key: LaneKey, excerpt: Excerpt) -> bool:
    return not excerpt.issues or key == TALKS or (key[0] == "issue" and key[1] in excerpt.issues)


def _lane(lane: Lane, excerpt: Excerpt) -> Lane:
    """The part of a lane."""
    bands = [band for each in lane.bands if (band := _band(each, excerpt)) is not None]
    markers = [marker for marker in lane.markers if excerpt.has(marker.when.best)]
    if excerpt.only_open:
        bands = [band for band in bands if band.stands]
        open_subjects = {(band.subject, band.party) for band in bands}
        markers = [marker for marker in markers if not open_subjects.isdisjoint(marker.changes)]
    due = [agreed for agreed in lane.due if excerpt.has(agreed.when.best)]
    return Lane(lane.title, markers, bands, due)


def _of_issues(talks: Lane, timeline: Timeline, excerpt: Excerpt) -> Lane:
    """The talks on the issues of an excerpt."""
    subjects = timeline.view.history.states[-1].subjects
    names = {name for name, subject in subjects.items() if not {*subject.issue}.isdisjoint(excerpt.issues)}
    return Lane(
        talks.title,
        [marker for marker in talks.markers if not names.isdisjoint(name for name, _ in marker.changes)],
        [band for band in talks.bands if band.subject in names],
        [agreed for agreed in talks.due if agreed.talks in names],
    )


def _band(band: StatusBand, excerpt: Excerpt) -> StatusBand | None:
    """The part of a band; None if nothing is left, or only what was concluded before."""
    spans, counting = tuple(_spans(band.spans, excerpt)), tuple(_spans(band.counting, excerpt))
    if not spans and not counting:
        return None
    part = evolve(band, spans=spans, counting=counting)
    was_concluded = part.last.concluded and part.last.end is None and part.last.begin == _EDGE
    return None if was_concluded else part


def _spans(spans: Iterable[StatusSpan], excerpt: Excerpt) -> Iterator[StatusSpan]:
    for span in spans:
        ends_before = span.end is not None and excerpt.is_before(span.end.day)
        if not ends_before and not excerpt.is_after(span.begin.day):
            begin = _EDGE if excerpt.is_before(span.begin.day) else span.begin
            goes_on = span.end is not None and excerpt.is_after(span.end.day)
            yield evolve(span, begin=begin, end=None, then="") if goes_on else evolve(span, begin=begin)


def _steps(steps: TensionSteps, excerpt: Excerpt) -> TensionSteps:
    """The steps of tension, the first of them as it stands at the beginning."""
    before = [points for point, points in steps if excerpt.is_before(point.day)]
    within = tuple(step for step in steps if excerpt.has(step[0].day))
    return ((_EDGE, before[-1]), *within) if before else within


def _nothing_left(timeline: Timeline, excerpt: Excerpt) -> str:
    """The sentence for a part without a move, with the days of the record."""
    dates = timeline.view.history.dates
    if not dates:
        return "the record has no move, so there is no part of it to draw"
    days = f"its moves are from {date_in_words(dates[0])} to {date_in_words(dates[-1])}"
    if excerpt.only_open and not excerpt.issues and excerpt.since is excerpt.until is None:
        return f"nothing is open at the end of the record; {days}"
    return f"no move of the record is in this part: {'; '.join(excerpt_in_words(timeline, excerpt))}; {days}"


def excerpt_in_words(timeline: Timeline, excerpt: Excerpt) -> Iterator[str]:
    """An excerpt in words: its days, its issues, and that it has only what is open."""
    begin = f"from {_spoken(excerpt.since)}" if excerpt.since else ""
    end = f"to {_spoken(excerpt.until)}" if excerpt.until else ""
    if begin or end:
        yield " ".join(filter(None, (begin, end)))
    titles = dict(timeline.view.history.start.setting.issues)
    if excerpt.issues:
        yield f"on {all_of([titles[name] for name in excerpt.issues])}"
    if excerpt.only_open:
        yield "only what is open at the end"


def _spoken(day: date) -> str:
    return date_in_words(When.of(day))
