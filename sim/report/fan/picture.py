"""The picture of forecasts as one SVG: tension in panels, below them outcomes as bars, and what they rest on."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final

from sim.forecast.ensembles import Ensemble
from sim.model.escaping import one_line
from sim.report.fan.bars import Bars, signs
from sim.report.fan.panels import HEAD, Panels
from sim.report.fan.series import Shown, outcomes, percent, shown
from sim.report.svg.canvas import Sheet
from sim.report.svg.legend import draw_signs
from sim.report.svg.symbols import squeezed
from sim.report.svg.text_width import shortened
from sim.report.timeline.picture import Picture, as_file, sized
from sim.report.timeline.strips import LABEL

CAVEAT: Final = "intervals of 95 % show what chance in the runs does, not whether the assumptions hold"

_STYLE: Final = squeezed(files(__package__).joinpath("style.css").read_text("utf-8"))
_WIDTH: Final = 1000.0
_TITLE: Final = 15.0
_LINE: Final = 15.0
_TOP: Final = 56.0
_FOOT: Final = 8.0


def fan(title: str, ensembles: Sequence[tuple[str, Ensemble]]) -> Picture:
    """The picture of one ensemble or several, each with a label, from above in their order.

    Its lanes are the panels of tension.
    """
    title, sheet = one_line(title), Sheet()
    found = shown([(one_line(label), ensemble) for label, ensemble in ensembles])
    sheet.text(6, 21, shortened(title, _WIDTH - 12, _TITLE), "title", _TITLE)
    sheet.text(6, 43, "Tension, in points", "head", HEAD)
    panels = Panels(sheet, found, _TOP, _WIDTH)
    bottom = draw_signs(sheet, (*panels.signs, *signs(found)), panels.bottom + _LINE, _WIDTH)
    bottom = Bars(sheet, found, bottom, _WIDTH).bottom
    for note in _notes(found):
        bottom += _LINE
        sheet.text(6, bottom, shortened(note, _WIDTH - 12, LABEL), "small", LABEL)
    height = bottom + _FOOT
    return Picture(
        title=title,
        svg=as_file(title, _described(title, found), sheet, sized(_WIDTH, height), _STYLE),
        sheet=sheet,
        width=_WIDTH,
        height=height,
        begins_at=panels.days.left,
        moves_at=(),
        lanes=tuple(panels.titles),
        lanes_end=panels.lanes_end,
    )


def _notes(ensembles: Sequence[Shown]) -> Iterator[str]:
    """How many runs there are, once where all have as many, and what their intervals say."""
    counts = {each.runs for each in ensembles}
    if len(counts) > 1:
        yield from (f"{each.title}: {each.runs}" for each in ensembles)
        yield CAVEAT
    else:
        each = " each" if len(ensembles) > 1 else ""
        yield f"{counts.pop()}{each}; {CAVEAT}"


def _described(title: str, ensembles: Sequence[Shown]) -> str:
    """The picture in words, for those who do not see it."""
    return " ".join((f"{title}: fan of tension, and outcomes as bars.", *map(_in_words, ensembles)))


def _in_words(shown: Shown) -> str:
    """An ensemble in words: its runs, the last of tension, and the share of each outcome."""
    forecast, words = shown.ensemble.forecast, outcomes([shown])
    parts = [f"{shown.title}, {shown.runs} from {forecast.since} to {forecast.until}"]
    if shown.course:
        last = shown.course[-1]
        parts.append(f"tension at the end {last.median}, from {last.low} to {last.high}")
    for asked, chance in shown.chances.items():
        parts.append(f"{' – '.join(filter(None, words[asked]))}: {percent(chance.share.value)} %")
    return f"{'; '.join(parts)}."
