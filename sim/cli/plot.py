"""`negsim plot`: the timeline of a record, or the positions in it; and the file of a picture, with a warning.

The warning is about signs that no font has.
"""

from itertools import islice
from pathlib import Path
from typing import Final

import click

from sim.cli import options
from sim.cli.excerpt import excerpt, notes
from sim.cli.files import delivered, ending, unwritable_status, written
from sim.cli.printing import say
from sim.cli.process import INVALID, UNWRITTEN
from sim.cli.written_files import say_written
from sim.evidence.analysis import evidence
from sim.evidence.results import Evidence
from sim.model.dates import When
from sim.model.errors import InvalidFieldError, NegsimError
from sim.report.dance.picture import positions_picture
from sim.report.svg.canvas import Picture
from sim.report.svg.export import FORMS, MAX_PIXELS, SHARP, missing_characters, sharpness
from sim.report.timeline.picture import picture
from sim.scenario import Scenario

_MOST_NAMED: Final = 12
"""The most missing signs that a warning names."""


@click.command("plot")
@options.file
@options.output("Write it to this file: .svg, or with the extra `plot` .png or .pdf; else SVG goes to standard output.")
@options.moment
@options.branch
@excerpt
@click.option(
    "--terms",
    is_flag=True,
    help="Draw the positions instead: both sides' offers over time, for each term that has values.",
)
@click.option(
    "--evidence",
    "with_evidence",
    is_flag=True,
    help="Ring the moves on which expectations of the file hang, alone or in pairs.",
)
@options.private
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    output: Path | None,
    as_of: When | int | None,
    reading: str,
    branch: str | None,
    since: When | None,
    until: When | None,
    issues: tuple[str, ...],
    only_open: bool,  # noqa: FBT001 - click passes a flag so
    width: int | None,
    ids: bool,  # noqa: FBT001 - as above
    terms: bool,  # noqa: FBT001 - as above
    with_evidence: bool,  # noqa: FBT001 - as above
    quiet: bool,  # noqa: FBT001 - as above
) -> None:
    """Draw the record as a timeline.

    It has a lane for each issue, with every move and the status of each subject over time; with --as-of a line marks
    that moment. Of a long record the moves are counted by period; --since, --until, --issue and --open draw a part of
    it. With --evidence the moves on which expectations of the file hang, alone or in pairs, have rings. With --terms it
    has a panel for each term, with the moves that count by then. FILE is a scenario file, or - for standard input.
    """
    if terms and with_evidence:
        raise click.UsageError("--terms draws no timeline, whose moves --evidence rings; leave one of them out")
    part = {"since": since, "until": until, "issues": issues, "only_open": only_open, "width": width, "ids": ids}
    if terms and any(part.values()):
        raise click.UsageError(
            "--terms draws no timeline, of which --since, --until, --issue, --open, --width and --ids choose a part; "
            "leave them out"
        )
    if status := unwritable_status(output, FORMS, file):
        ctx.exit(status)
    try:
        scenario = options.scenario_in(file)
        snapshot = options.snapshot(scenario, as_of, reading, branch)
        title = f"{scenario.title} – {scenario.branch(branch).title}" if branch else scenario.title
        borne = _evidence(scenario, branch or "") if with_evidence else None
        drawing = (
            positions_picture(title, snapshot)
            if terms
            else picture(
                title,
                snapshot,
                scenario.weights,
                borne,
                since=since,
                until=until,
                issues=issues,
                only_open=only_open,
                width=width,
                ids=ids,
            )
        )
        content = converted(drawing, ending(output, ".svg"))
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    for note in () if quiet else notes(drawing, snapshot):
        say(f"note: {note}", err=True)
    if not delivered(output, content, quiet=quiet):
        ctx.exit(UNWRITTEN)


def _evidence(scenario: Scenario, branch: str) -> Evidence:
    """The evidence for the expectations on a branch, or without a name on the record; a warning if there are none."""
    conclusions = [each for each in scenario.expectations if each.branch == branch]
    if not conclusions:
        say(f"warning: {scenario.file} expects nothing of this record, so no move has a ring", err=True)
    return evidence(scenario, conclusions, branch=branch, moves_alone=True)


def drawn(drawing: Picture, output: Path, *, quiet: bool) -> bool:
    """Whether a picture beside a report has been written to its file, which is said unless *quiet*.

    Raises: MissingDependencyError.
    """
    try:
        content = converted(drawing, ending(output, ".svg"))
    except InvalidFieldError as error:
        options.complain(error)
        return False
    done = written(output, content)
    if done and not quiet:
        say_written(output, apart=True)
    return done


def converted(drawing: Picture, ending: str) -> bytes:
    """A picture as a file with this ending, after a warning about signs that no font has.

    Raises: MissingDependencyError; InvalidFieldError if a PNG cannot hold it.
    """
    content = FORMS[ending](drawing)
    if ending == ".png" and sharpness(drawing) < SHARP:
        full, least = (
            f"{factor * drawing.width:,.0f} × {factor * drawing.height:,.0f}" for factor in (SHARP, sharpness(drawing))
        )
        say(
            f"warning: a PNG has at most {MAX_PIXELS:,} pixels a side, so this one has {least} instead of {full}; "
            "draw a part of the record, or write an .svg or a .pdf, which are sharp at any size",
            err=True,
        )
    missing = () if ending == ".svg" else missing_characters(drawing)
    if missing:
        named = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in islice(missing, _MOST_NAMED))
        more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
        say(
            f"warning: no font here has {named}{more}, so the picture has boxes in their place; install a font that "
            "has them, or write an .svg, which is drawn with the fonts of whoever looks at it",
            err=True,
        )
    return content
