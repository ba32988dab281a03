"""The legend of a timeline: its symbols with their meaning, and no others."""

from collections.abc import Iterator, Sequence
from typing import Final

from sim.report.evidence.words import no_conclusion
from sim.report.svg import legend
from sim.report.svg.symbols import (
    ALL_SHADES,
    ALONE,
    FIRST,
    IN_PAIR,
    OUTSIDE,
    SECOND,
    TOGETHER,
    shade_meaning,
    shade_of,
)
from sim.report.timeline.model import MoveMarker, StatusBand, Timeline
from sim.report.timeline.scale import TimeScale
from sim.rules.lifecycle import spoken

_LOADS: Final = {ALONE: "a conclusion hangs on it alone", IN_PAIR: "a conclusion hangs on it and one other"}


Groups = Iterator[tuple[str, tuple[legend.Entry, ...]]]
"""Headings, each with symbols and their meaning."""


def legend_groups(timeline: Timeline, scale: TimeScale) -> Groups:
    """The symbols that occur, each with its meaning: who, moves, statuses, then the rest."""
    lanes = tuple(timeline.lanes.values())
    markers = [marker for lane in lanes for marker in lane.markers]
    bands = [band for lane in lanes for band in lane.bands if band.spans]
    yield "Who", tuple(_sides(timeline, markers, bands))
    verbs = dict.fromkeys(marker.verb for marker in sorted(markers, key=lambda marker: marker.number))
    yield "Moves", tuple((legend.verb_symbol(verb), spoken(verb)) for verb in verbs)
    statuses = [span.status for band in bands for span in band.spans]
    shades = set(map(shade_of, statuses))
    drawn = filter(shades.__contains__, ALL_SHADES)
    yield "Statuses", tuple((legend.shade_symbol(shade), shade_meaning(shade, statuses)) for shade in drawn)
    yield "Signs", (*_loads(timeline, markers), *_signs(markers, bands, scale))


def _sides(timeline: Timeline, markers: Sequence[MoveMarker], bands: Sequence[StatusBand]) -> Iterator[legend.Entry]:
    (_, first), (_, second) = timeline.view.history.start.setting.parties
    placed = {(marker.side, marker.beside) for marker in markers} | {(band.side, band.beside) for band in bands}
    used = {side for side, _ in placed} | {FIRST, SECOND}
    others = "others, beside the side that they are on" if {(OUTSIDE, FIRST), (OUTSIDE, SECOND)} & placed else "others"
    sides = {FIRST: f"{first}, above the line", SECOND: f"{second}, below it", TOGETHER: "both", OUTSIDE: others}
    yield from ((legend.side_symbol(side), meaning) for side, meaning in sides.items() if side in used)


def _loads(timeline: Timeline, markers: Sequence[MoveMarker]) -> Iterator[legend.Entry]:
    if timeline.evidence:
        loads = {marker.load for marker in markers}
        meanings = {**_LOADS, "": no_conclusion(timeline.evidence.up_to)}
        yield from ((legend.load_symbol(load), meaning) for load, meaning in meanings.items() if load in loads)


def _signs(markers: Sequence[MoveMarker], bands: Sequence[StatusBand], scale: TimeScale) -> Iterator[legend.Entry]:
    if not all(band.stands for band in bands):
        yield legend.band_end, "ended or concluded"
    if not all(marker.when.is_exact for marker in markers):
        yield legend.uncertain_day, "day not known, from earliest to latest"
    if any(marker.over for marker in markers):
        yield legend.linkage, "made over the issue that it points to"
    if not all(marker.counts for marker in markers):
        yield legend.not_counting, "does not count yet"
    if any(column.moves > 1 for column in scale.axis.columns):
        yield legend.busy_day, "one day, widened to show its moves"
    if scale.axis.breaks:
        yield legend.axis_break, "time cut short: the axis is not to scale there"
