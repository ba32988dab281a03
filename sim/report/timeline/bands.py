"""The bands of a track: from where to where each is drawn, and the label behind its end.

What has ended is drawn to the move that ended it, and what is concluded a little beyond its last move; only what still
stands goes on to the end of the axis.
"""

from math import ceil
from typing import Final

from attrs import frozen

from sim.report.prose.dates import date_in_words
from sim.report.svg.text_width import LABEL, shortened, width
from sim.report.timeline.model import DueRound, StatusBand, StatusSpan, Timeline
from sim.report.timeline.scale import TimeScale
from sim.rules.lifecycle import spoken

Item = StatusBand | DueRound
"""An item in a row of a track."""

DUE_GAP: Final = 8.0
"""The distance of a next round from the label before it."""
_CONCLUDED_LENGTH: Final = 12.0
"""How far a band goes on that is concluded."""
_LABEL_GAP: Final = 5.0
_MIN_LABELS, _MAX_LABELS = 50.0, 280.0


@frozen
class ItemLayout:
    """The layout of an item: from where to where it goes, its label and the left of that, and its row.

    `reach` is how far it goes by the moves that count, if that is further.
    """

    item: Item
    begin: float
    end: float
    label: str
    label_at: float
    reach: float = 0.0
    row: int = 0

    @property
    def left(self) -> float:
        """The left end, label included."""
        return min(self.begin, self.label_at)

    @property
    def right(self) -> float:
        """The right end, label included."""
        return max(self.end, self.reach, self.label_at + width(self.label, LABEL))


def label_column(timeline: Timeline) -> float:
    """The width of the column to the right of the axis, with the labels of the bands that reach its end."""
    bands = (band for lane in timeline.lanes.values() for band in lane.bands if band.stands)
    widest = max((width(f"{band.title}: {status_in_words(band)}", LABEL) for band in bands), default=0.0)
    return _LABEL_GAP + ceil(min(max(widest, _MIN_LABELS), _MAX_LABELS))


def item_layout(item: Item, scale: TimeScale) -> ItemLayout:
    """The layout of an item, in no row yet."""
    return _due_layout(item, scale) if isinstance(item, DueRound) else _band_layout(item, scale)


def _due_layout(due: DueRound, scale: TimeScale) -> ItemLayout:
    """The layout of a next round: its label is before it, or behind it if there is no room."""
    label = shortened(f"{due.title}: due {date_in_words(due.when)}", scale.axis.end, LABEL)
    begin = scale.left + scale.axis.begin_of(due.when.earliest or due.when.best)
    end, room = scale.left + scale.axis.end_of(due.when.best), width(label, LABEL)
    before, behind = begin - DUE_GAP - room, min(end + 14, scale.sheet_end - room)
    return ItemLayout(due, begin, end + 6, label, before if before >= scale.left else behind)


def _band_layout(band: StatusBand, scale: TimeScale) -> ItemLayout:
    """The layout of a band, with its title and its last status behind its end."""
    begin = min(scale.x_of(span.begin) for span in (*band.spans, *band.counting))
    end = span_end(band, band.last, scale)
    reach = max((min(span_end(band, span, scale), scale.moment) for span in band.counting), default=0.0)
    at = end + _LABEL_GAP
    status = f": {status_in_words(band)}"
    room = min(scale.sheet_end - at, _MAX_LABELS) - width(status, LABEL)
    return ItemLayout(band, begin, end, f"{shortened(band.title, room, LABEL)}{status}", at, reach)


def status_in_words(band: StatusBand) -> str:
    """The status at the end: the one that has a band, or the one that came after it."""
    return spoken(band.last.then if band.last.end and band.last.then else band.last.status)


def span_end(band: StatusBand, span: StatusSpan, scale: TimeScale) -> float:
    """The end of a span: that of the axis if it stands, a little beyond the last move if it is concluded."""
    if span.end is not None:
        return scale.x_of(span.end)
    if not span.concluded:
        return scale.right
    last_move = scale.x_of_move(band.last_move) if band.last_move else 0.0
    return min(max(scale.x_of(span.begin), last_move) + _CONCLUDED_LENGTH, scale.right)
