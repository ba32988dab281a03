"""What stands above the lanes of a timeline: its finding, its title, the part of the record that it is, the moment."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sim.model.dates import When
from sim.model.errors import counted
from sim.model.escaping import one_line
from sim.report.prose.dates import date_in_words
from sim.report.svg.canvas import Canvas, number
from sim.report.svg.text_width import LABEL, shortened, width
from sim.report.timeline.excerpt import excerpt_in_words
from sim.report.timeline.finding import finding
from sim.report.timeline.model import Timeline

MARGIN: Final = 8.0
AXIS_AT: Final = 80.0
LANES_AT: Final = 92.0
LANE_GAP: Final = 5.0
LEGEND_GAP: Final = 20.0

_TITLE, _TITLE_AT = 15.0, 21.0
_SUBTITLE, _SUBTITLE_AT = 12.0, 40.0
_MOMENT_AT: Final = 55.0


def draw_title(canvas: Canvas, timeline: Timeline, across: float) -> None:
    """Draw the finding over the title of the record and the part of it; without a finding the title alone."""
    room, found, about = across - 12, finding(timeline), "; ".join(_about(timeline))
    title, subtitle = (found, f"{timeline.title}: {about}") if found else (timeline.title, about)
    canvas.text(6, _TITLE_AT, shortened(title, room, _TITLE), "title", _TITLE)
    canvas.text(6, _SUBTITLE_AT, shortened(subtitle, room, _SUBTITLE), "sub", _SUBTITLE)


def _about(timeline: Timeline) -> Iterator[str]:
    """The number of moves and their days; of a part of the record what is left out."""
    history = timeline.view.history
    count = len(history.moves)
    moves = counted(count, "move")
    if not timeline.excerpt.is_whole:
        drawn = {marker.number for lane in timeline.lanes.values() for marker in lane.markers}
        yield f"{len(drawn):,} of its {moves}"
        yield from map(one_line, excerpt_in_words(timeline, timeline.excerpt))
    elif count > 1:
        yield f"{moves} from {_spoken(history.dates[0].best)} to {_spoken(history.dates[-1].best)}"
    else:
        yield moves


def _spoken(day: date) -> str:
    return date_in_words(When.of(day))


def draw_moment(canvas: Canvas, moment: tuple[float, str] | None, bottom: float, across: float) -> None:
    """Draw the line at the moment of a view, with its label."""
    if moment is None:
        return
    x, label = moment
    canvas.line(f"M{number(x)} {number(AXIS_AT - 18)}V{number(bottom)}", "asof")
    long = width(label, LABEL)
    left = x + 4 if x + 4 + long < across else x - 4 - long
    canvas.text(left, _MOMENT_AT, label, "small", LABEL)
