"""`negsim why`: how a subject, an issue or a move came to be as it is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from sim.cli import options
from sim.cli.files import STDIN, delivered, ending, unwritable_status
from sim.cli.output import Report, format_option, print_report, table_or_none, terminal_width
from sim.cli.printing import print_data, show, terminal_encoding
from sim.cli.process import INVALID, UNWRITTEN
from sim.cli.selection import names_between_commas
from sim.cli.why_answers import Answer, answers_to
from sim.model.dates import When
from sim.model.errors import NegsimError
from sim.report.story.html import as_html
from sim.report.story.markdown import as_markdown
from sim.report.story.text import as_text
from sim.report.table.render import CSV, CSVS, JSON, MARKDOWN, TABLE

STORY: Final = "story"
HTML: Final = "html"

FORMATS: Final = (STORY, TABLE, JSON, CSV, MARKDOWN, HTML)
ENDINGS: Final = {".html": HTML, ".htm": HTML, ".md": MARKDOWN}
"""The formats of a dossier, by the ending of its file."""


@click.command("why")
@options.file
@click.argument("subjects", nargs=-1, metavar="[SUBJECT|#N]...")
@click.option(
    "--issue",
    "issues",
    metavar="ISSUE",
    multiple=True,
    callback=names_between_commas,
    help="Tell what was done over this issue (may be repeated, or with commas).",
)
@options.moment
@options.branch
@options.output("Write the story to this file, .html or .md; else it goes to standard output.")
@format_option(FORMATS, "Output format; table, json and csv are for one subject, issue or move.", STORY)
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    subjects: tuple[str, ...],
    issues: tuple[str, ...],
    as_of: When | int | None,
    reading: str,
    branch: str | None,
    output: Path | None,
    form: str,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Tell how a subject, an issue or a move came to be as it is.

    The moves come oldest first, each in a sentence, with its quote, its sources and its note. SUBJECT is an id, or
    id/party for the part of one party or third party in a commitment; #N is a move (quote it: '#12'). FILE is a
    scenario file, or - for standard input.
    """
    _check_call(file, subjects, issues, form)
    if status := unwritable_status(output, ENDINGS, file):
        ctx.exit(status)
    try:
        scenario = options.scenario_in(file)
        snapshot = options.snapshot(scenario, as_of, reading, branch)
        answers = answers_to(scenario, branch, snapshot, subjects, issues)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    if output is not None:
        form = _form_of(ctx, output, form)
        done = delivered(output, _dossier(scenario.title, answers, form), _amount(answers), quiet=quiet)
        ctx.exit(0 if done else UNWRITTEN)
    if not quiet:
        _print(scenario.title, answers, form)


def _check_call(file: str, subjects: Sequence[str], issues: Sequence[str], form: str) -> None:
    """Refuse what no answer can be given to. Raises: click.UsageError."""
    if subjects and _are_swapped(file, subjects[0]):
        raise click.UsageError(f"the file comes first: negsim why {subjects[0]} {file}")
    if not subjects and not issues:
        raise click.UsageError("name a subject, a move such as '#12', or an issue with --issue")
    if len(subjects) + len(issues) > 1 and form in (JSON, *CSVS):
        raise click.UsageError(f"{'JSON' if form == JSON else 'CSV'} holds one answer; ask for one thing at a time")


def _are_swapped(file: str, subject: str) -> bool:
    """Whether the second argument is a file and the first is none."""
    try:
        return file != STDIN and not Path(file).exists() and (subject == STDIN or Path(subject).is_file())
    except OSError:  # a name that is too long
        return False


def _form_of(ctx: click.Context, output: Path, form: str) -> str:
    """The format that an output is written in, which its name decides. Raises: click.UsageError."""
    by_name = ENDINGS[ending(output, ".html")]
    if ctx.get_parameter_source("form") is not click.core.ParameterSource.DEFAULT and form != by_name:
        raise click.UsageError(f"{output} is written as {by_name}; leave out --format, or change the name")
    return by_name


def _dossier(title: str, answers: Sequence[Answer], form: str) -> str:
    stories = [answer.story() for answer in answers]
    return as_html(title, stories) if form == HTML else as_markdown(stories)


def _amount(answers: Sequence[Answer]) -> str:
    return "" if len(answers) == 1 else f"{len(answers):,} stories"


def _print(title: str, answers: Sequence[Answer], form: str) -> None:
    if form == STORY:
        show(as_text((answer.story() for answer in answers), terminal_width(), terminal_encoding()))
    elif form in (MARKDOWN, HTML):
        print_data(_dossier(title, answers, form))
    else:
        report = Report(
            document=answers[0].document,
            table=answers[0].table,
            blocks=lambda: [table_or_none(answer.table()) for answer in answers],
        )
        print_report(report, form)
