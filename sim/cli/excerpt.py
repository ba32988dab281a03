"""The options for a part of a picture, and what is said of one that is too large or counts its moves."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

import click

from sim.cli.options import Command, DateType
from sim.cli.selection import names_between_commas
from sim.history.snapshot import Snapshot
from sim.model.errors import one_of
from sim.report.svg.canvas import Picture
from sim.report.timeline.scale import MIN_WIDTH, MOST_DRAWN

_LARGE: Final = 4_000
"""More pixels than this one has to scroll through."""
_WIDEST: Final = 100_000


def excerpt(command: Command) -> Command:
    """`--since`, `--until`, `--issue`, `--open`, `--width` and `--ids`."""
    for option in (
        click.option("--ids", is_flag=True, help="Name subjects and issues by their ids instead of their titles."),
        click.option(
            "--width",
            type=click.IntRange(MIN_WIDTH, _WIDEST),
            metavar="PIXELS",
            help="Make the picture so wide; moves that have no room for a mark each are counted by period.",
        ),
        click.option("--open", "only_open", is_flag=True, help="Leave out what has ended or is concluded."),
        click.option(
            "--issue",
            "issues",
            multiple=True,
            callback=names_between_commas,
            metavar="ISSUE",
            help="Draw the lane of this issue only (may be repeated, or with commas).",
        ),
        click.option("--until", type=DateType(), metavar="DATE", help="Draw the moves up to this date only."),
        click.option(
            "--since",
            type=DateType(),
            metavar="DATE",
            help="Draw the moves from this date on only, with what stands by then.",
        ),
    ):
        command = option(command)
    return command


def notes(drawing: Picture, view: Snapshot) -> Iterator[str]:
    """What is to be said of a timeline: that its moves are counted, or that it is large, each with the way out."""
    ways = (*_parts(view), "--open")
    if drawing.counted_by:
        wide = -(-int(drawing.detailed_at) // 100) * 100
        yield (
            f"moves are counted by {drawing.counted_by}, as they have no room for a mark each; "
            f"draw a part of the record, such as {one_of(ways)}, or all with --width {wide}"
        )
    if max(drawing.width, drawing.height) > _LARGE:
        yield (
            f"the picture is {drawing.width:,.0f} pixels wide and {drawing.height:,.0f} high; "
            f"draw a part of the record, such as {one_of(ways)}"
        )


def _parts(view: Snapshot) -> Iterator[str]:
    """Options that draw a part: the last moves that have a mark each, and an issue."""
    dates = view.history.dates
    later = next((when.best for when in islice(dates, max(len(dates) - MOST_DRAWN, 0), None)), None)
    if later is not None and later > view.history.first_day:
        yield f"--since {later}"
    issues = [name for name, _ in view.history.start.setting.issues]
    if len(issues) > 1:
        yield f"--issue {issues[0]}"
