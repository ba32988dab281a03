"""The picture of a record as one SVG, to stand alone or as part of a page."""

from collections.abc import Callable, Iterable
from math import ceil
from typing import Final

from attrs import frozen

from sim.assess.weights import Weights
from sim.history.snapshot import Snapshot
from sim.model.escaping import one_line
from sim.report.svg.canvas import Sheet, number, plain
from sim.report.svg.symbols import MARKERS, PATTERNS, PLAIN, STYLE
from sim.report.svg.text_width import width
from sim.report.timeline.axis import Stand, axis
from sim.report.timeline.layout import scene
from sim.report.timeline.model import LaneKey, Scene
from sim.report.timeline.render import Drawing
from sim.report.timeline.strips import LABEL, Scale

_SVG: Final = "http://www.w3.org/2000/svg"
_LEAST_ROOM, _MOST_ROOM = 80, 170
_PAGE_TOP: Final = 28.0
"""What is cut off at the top in a page: the title."""


@frozen
class Picture:
    """A picture: title and SVG, the sheet that it was drawn on, and its size.

    `begins_at` is where time begins, `moves_at` where each move is. For a page `lanes` are the titles of all lanes,
    each with its top, and `lanes_end` is where the last of them ends.
    """

    title: str
    svg: str
    sheet: Sheet
    width: float
    height: float
    begins_at: float
    moves_at: tuple[float, ...]
    lanes: tuple[tuple[float, str], ...]
    lanes_end: float

    @property  # a method would be called on the class as well
    def _repr_svg_(self) -> Callable[[], str]:
        return lambda: self.svg


def picture(title: str, view: Snapshot, weights: Weights | None = None, *, alone: bool = True) -> Picture:
    """The timeline of the whole record, with a line at the moment of the view.

    It stands *alone*, as a file does, with its style and with titles; or it is part of a page, which has these itself.
    """
    title = one_line(title)
    found, sheet = scene(title, view, weights or Weights()), Sheet(alone=alone)
    further = [each.when.best for each in found.due] + ([view.day] if view.day else [])
    scale = Scale(axis(_stands(found), further), _room_for_names(found))
    drawn = Drawing(found, scale, sheet)
    top = 0.0 if alone else _PAGE_TOP
    size = sized(drawn.width, drawn.height - top, top)
    return Picture(
        title=title,
        svg=as_file(title, _described(found), sheet, size) if alone else _in_page(found, sheet, size),
        sheet=sheet,
        width=drawn.width,
        height=drawn.height,
        begins_at=scale.left,
        moves_at=tuple(map(scale.of_move, range(1, len(view.history.moves) + 1))),
        lanes=tuple((at - top, words) for at, words in drawn.titles),
        lanes_end=drawn.lanes_end - top,
    )


def sized(across: float, down: float, top: float = 0.0) -> str:
    """The attributes that say how large a picture is, and from where on its sheet is shown."""
    wide, high = number(across), number(down)
    return f'width="{wide}" height="{high}" viewBox="0 {number(top)} {wide} {high}"'


def _in_page(found: Scene, sheet: Sheet, size: str) -> str:
    """The picture as part of a page, which has its title, its style and its definitions."""
    return f'<svg {size} role="img" aria-label="{plain(_described(found))}">{"".join(sheet.elements)}</svg>'


def as_file(title: str, description: str, sheet: Sheet, size: str, style: str = "") -> str:
    """A sheet as a file, with what it is in words, and a *style* of its own where that of a timeline does not do."""
    return "\n".join(
        (
            f'<svg xmlns="{_SVG}" {size} role="img" aria-labelledby="title description">',
            f'<title id="title">{plain(title)}</title>',
            f'<desc id="description">{plain(description)}</desc>',
            f"<style>{STYLE}{style}</style>",
            f"<defs>{definitions(sheet.verbs)}</defs>",
            '<rect class="ground" width="100%" height="100%"/>',
            *sheet.elements,
            "</svg>\n",
        )
    )


def _room_for_names(found: Scene) -> float:
    """The room at the left, for the names of the parties."""
    longest = max(width(title, LABEL) for _, title in found.view.history.start.setting.parties)
    return ceil(min(max(longest + 16, _LEAST_ROOM), _MOST_ROOM))


def _stands(found: Scene) -> tuple[Stand, ...]:
    """The moves, each with the strips that have a mark of it."""
    strips: list[tuple[tuple[LaneKey, int], ...]] = [()] * len(found.view.history.moves)
    for key, lane in found.lanes.items():
        for mark in lane.marks:
            strips[mark.number - 1] += ((key, mark.strip),)
    dates = found.view.history.dates
    return tuple(Stand(when.best, where) for when, where in zip(dates, strips, strict=True))


def definitions(verbs: Iterable[str]) -> str:
    """The markers of some verbs and the patterns, for use within SVG."""
    outlines = ((verb, MARKERS.get(verb, PLAIN)) for verb in sorted(verbs))
    markers = "".join(f'<path id="m-{verb}" d="{outline}"/>' for verb, outline in outlines)
    patterns = "".join(
        f'<pattern id="{shade}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="{turn}">'
        f'<path class="hatch" d="{lines}"/></pattern>'
        for shade, (turn, lines) in PATTERNS.items()
    )
    return markers + patterns


def _described(found: Scene) -> str:
    """The picture in words, for those who do not see it."""
    record, titles = found.view.history, ", ".join(one_line(lane.title) for lane in found.lanes.values())
    moves = f"{len(record.moves)} {'move' if len(record.moves) == 1 else 'moves'}"
    days = f" from {record.dates[0].best} to {record.last_day}" if record.moves else ""
    last = found.tension[-1][1]
    points = f"{last} {'point' if last == 1 else 'points'}"
    return f"{found.title}: timeline of {moves}{days}, in lanes: {titles or 'none'}. Tension at the end: {points}."
