"""The timeline of a record as a picture: with all its moves or, where these are too many, with counts of them."""

from collections.abc import Iterable
from datetime import date
from importlib.resources import files
from typing import Final

from sim.assess.weights import Weights
from sim.evidence.results import Evidence
from sim.history.snapshot import Snapshot
from sim.model.dates import When
from sim.model.errors import InvalidFieldError
from sim.model.escaping import one_line
from sim.report.svg.canvas import Canvas, Picture, size_attributes, svg_file, svg_fragment
from sim.report.svg.symbols import minified
from sim.report.timeline.axis import DatedMove, axis_of
from sim.report.timeline.bands import label_column
from sim.report.timeline.build import timeline_of
from sim.report.timeline.detailed import DetailedDrawing
from sim.report.timeline.excerpt import excerpt_of
from sim.report.timeline.header import AXIS_AT, MARGIN
from sim.report.timeline.model import Excerpt, LaneKey, Timeline
from sim.report.timeline.scale import MOST_DRAWN, MOST_IN_PAGE, TimeScale, name_width
from sim.report.timeline.summary import SummaryDrawing

_WIDTH: Final = 1200.0
"""The width of a picture whose moves need no more."""
_MOST_LABELS: Final = 0.25
"""The most of the width that the labels beside the axis may have, where it is asked for."""
_PAGE_AXIS_AT: Final = 34.0
"""The y of the axis within a page, which has the title itself."""
_EVIDENCE: Final = minified(files(__package__).joinpath("evidence.css").read_text("utf-8"))


def picture(
    title: str,
    view: Snapshot,
    weights: Weights | None = None,
    evidence: Evidence | None = None,
    *,
    standalone: bool = True,
    since: When | date | str | None = None,
    until: When | date | str | None = None,
    issues: Iterable[str] = (),
    only_open: bool = False,
    width: float | None = None,
    ids: bool = False,
) -> Picture:
    """The timeline of the record, with a line at the moment of the view.

    With *evidence* the moves on which conclusions hang have rings; it must be that of the history of the view.
    A *standalone* picture is a file, with its style and its title; any other is part of a page, which has these itself
    and enlarges it, so that each move has its mark.

    Of the record it has the moves *since* a day and *until* another, those on some *issues*, or *only* what is *open*
    at the end. It has the *width* that its moves need, or the one asked for, in pixels; moves without room are counted.
    Subjects and issues have their titles, or their *ids*.

    Raises: InvalidFieldError if the evidence is that of another history, or the days are in the wrong order;
    UnreadableDateError; UnknownNameError if there is no such issue, or no move is left.
    """
    if evidence and evidence.history.moves != view.history.moves:
        raise InvalidFieldError("evidence cannot be that of another history; ask for that of the record, or the branch")
    title, canvas = one_line(title), Canvas(standalone=standalone)
    excerpt = Excerpt.of(since, until, issues, only_open=only_open)
    timeline = excerpt_of(timeline_of(title, view, weights or Weights(), evidence, ids=ids), excerpt)
    drawing = _drawing(timeline, canvas, width)
    top = 0.0 if standalone else AXIS_AT - _PAGE_AXIS_AT
    size, description = size_attributes(drawing.width, drawing.height - top, top), _description(timeline)
    return Picture(
        title=title,
        svg=svg_file(title, description, canvas, size, _EVIDENCE if evidence else "")
        if standalone
        else svg_fragment(description, canvas, size),
        canvas=canvas,
        width=drawing.width,
        height=drawing.height,
        begins_at=drawing.begins_at,
        ends_at=drawing.ends_at,
        moves_at=drawing.moves_at,
        bands=drawing.bands,
        lanes=tuple((y - top, lane_title) for y, lane_title in drawing.lane_titles),
        lanes_end=drawing.lanes_end - top,
        counted_by=drawing.counted_by,
        detailed_at=drawing.detailed_at,
    )


def _drawing(timeline: Timeline, canvas: Canvas, width: float | None) -> DetailedDrawing | SummaryDrawing:
    """The timeline drawn with all its moves, or with counts of them where they have no room."""
    names, labels = name_width(timeline.view.history.start.setting), label_column(timeline)
    if width is not None:
        labels = min(labels, round(width * _MOST_LABELS))
    room = (width or _WIDTH) - names - labels - MARGIN
    moves, days = _dated_moves(timeline), _extra_days(timeline)
    drawn = sum(bool(move.tracks) for move in moves)
    if width is None and drawn <= (MOST_DRAWN if canvas.standalone else MOST_IN_PAGE):
        return DetailedDrawing(timeline, TimeScale(axis_of(moves, days, room), names, labels), canvas)
    least = axis_of(moves, days, 1.0).end
    if width is not None and least <= room:
        return DetailedDrawing(timeline, TimeScale(axis_of(moves, days, room, fill=True), names, labels), canvas)
    detailed_at = least + names + max(labels, round(least * _MOST_LABELS)) + MARGIN
    return SummaryDrawing(timeline, canvas, width or _WIDTH, names, detailed_at)


def _extra_days(timeline: Timeline) -> list[date]:
    """The days that have a column without a move: that of the view, those of next rounds, and the ends of a part."""
    view, excerpt = timeline.view, timeline.excerpt
    first, last = view.history.first_day, view.history.last_day or view.read_on
    ends = [day for day in (excerpt.since, excerpt.until) if day is not None and first < day < last]
    return [
        *(agreed.when.best for agreed in timeline.due),
        *ends,
        *([view.day] if view.day is not None and excerpt.has(view.day) else []),
    ]


def _dated_moves(timeline: Timeline) -> tuple[DatedMove, ...]:
    """The moves in order, each with the tracks that have a marker of it."""
    dates = timeline.view.history.dates
    tracks: list[tuple[tuple[LaneKey, int], ...]] = [()] * len(dates)
    for key, lane in timeline.lanes.items():
        for marker in lane.markers:
            tracks[marker.number - 1] += ((key, marker.track),)
    return tuple(DatedMove(when.best, of_move) for when, of_move in zip(dates, tracks, strict=True))


def _description(timeline: Timeline) -> str:
    """The picture in words, for screen readers."""
    record, titles = timeline.view.history, ", ".join(one_line(lane.title) for lane in timeline.lanes.values())
    moves = f"{len(record.moves)} {'move' if len(record.moves) == 1 else 'moves'}"
    days = f" from {record.dates[0].best} to {record.last_day}" if record.moves else ""
    last = timeline.tension[-1][1]
    points = f"{last} {'point' if last == 1 else 'points'}"
    return (
        f"{timeline.title}: timeline of {moves}{days}, in lanes: {titles or 'none'}. Tension at the end: {points}."
        f"{_load_bearing(timeline)}"
    )


def _load_bearing(timeline: Timeline) -> str:
    """The moves on which a conclusion hangs alone, in a sentence to follow others; empty without evidence."""
    if timeline.evidence is None:
        return ""
    alone = ", ".join(f"#{each.number}" for each in timeline.evidence.moves if each.alone)
    return f" Moves on which alone a conclusion hangs: {alone or 'none'}."
