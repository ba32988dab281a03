"""The picture of forecasts: the finding, what a forecast is, a bar for each outcome, and panels of tension."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final

from sim.forecast.ensembles import Ensemble
from sim.model.escaping import one_line
from sim.report.fan.bars import Bars
from sim.report.fan.panels import HEAD, Panels
from sim.report.fan.series import Series, description, notes, series_of
from sim.report.outcomes.caveat import span_in_words
from sim.report.outcomes.finding import finding
from sim.report.svg.canvas import Canvas, Picture, size_attributes, svg_file
from sim.report.svg.heading import draw_heading
from sim.report.svg.legend import draw_legend
from sim.report.svg.symbols import minified

_STYLE: Final = minified(files(__package__).joinpath("style.css").read_text("utf-8"))
_WIDTH: Final = 1000.0
_GAP: Final = 8.0
_HEADING: Final = 22.0
_LINE: Final = 15.0


def fan(title: str, ensembles: Sequence[tuple[str, Ensemble]]) -> Picture:
    """The picture of one ensemble or several, each with a label, from top to bottom in their order.

    Its title is the finding. Its lanes are the panels of tension.
    """
    canvas = Canvas()
    all_series = series_of([(one_line(label), ensemble) for label, ensemble in ensembles])
    found = finding([(series.letter, series.ensemble) for series in all_series])
    bottom = draw_heading(canvas, found, _subtitle(one_line(title), all_series), _notes(all_series), _WIDTH)
    bottom = Bars(canvas, all_series, bottom + _GAP, _WIDTH).bottom + _GAP
    canvas.text(6, bottom + 12, "Tension, in points", "head", HEAD)
    panels = Panels(canvas, all_series, bottom + _HEADING, _WIDTH)
    height = draw_legend(canvas, panels.legend_entries, panels.bottom + _LINE, _WIDTH)
    words = description(f"{found}. {title}", all_series)
    return Picture(
        title=found,
        svg=svg_file(found, words, canvas, size_attributes(_WIDTH, height), _STYLE),
        canvas=canvas,
        width=_WIDTH,
        height=height,
        begins_at=panels.days.left,
        moves_at=(),
        lanes=tuple(panels.titles),
        lanes_end=panels.lanes_end,
    )


def _subtitle(title: str, all_series: Sequence[Series]) -> str:
    span = span_in_words([series.ensemble.forecast for series in all_series])
    return f"{title}: {'a forecast' if len(all_series) == 1 else f'{len(all_series)} forecasts'} {span}"


def _notes(all_series: Sequence[Series]) -> Iterator[str]:
    """What a forecast is and is not, on how many runs it rests, and what a single one assumes."""
    if len(all_series) == 1:
        yield f"Assumed: {all_series[0].label}"
    yield from notes(all_series)
