"""`negsim export --to`: records in the formats of other tools."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import click
from attrs import frozen
from click.core import ParameterSource

from sim.cli import options
from sim.cli.cases import Cases
from sim.cli.files import unwritable_status, writing
from sim.cli.printing import StandardOutput
from sim.model.dates import When
from sim.records.exporters import gmcr
from sim.records.exporters.named import ENDINGS, EXPORTERS, GMCR
from sim.records.tables.writers import write_texts
from sim.scenario.scenario import Scenario

_OF_TABLES: Final = {"by": "--by", "form": "--format", "csv_safe": "--csv-safe", "jobs": "--jobs", "dask": "--dask"}
ADVICE: Final = {
    "ocel": "read it with pm4py, or another tool for object-centric event logs",
    "cloudevents": "send each line as an event",
    "timelinejs": "show it with TimelineJS, on a page of yours",
    GMCR: "read it as JSON: the options of both sides, and what is chosen",
}
"""What one does with a file of each format."""

_OF_GMCR: Final = {"as_of": "--as-of", "reading": "--reading"}


@frozen
class Target:
    """A format of another tool, and the moment that is asked about, for one that has a single moment."""

    form: str
    as_of: When | int | None
    reading: str

    def texts(self, cases: Cases) -> Iterator[str]:
        """The text of the file, piece by piece. Raises: NothingReadError if no case can be read."""
        if self.form == GMCR:
            return cases.parts(self._conflict)
        return EXPORTERS[self.form].export(cases.parts(lambda name, scenario: iter([(name, scenario)])))

    def _conflict(self, name: str, scenario: Scenario) -> Iterator[str]:
        return gmcr.export(name, scenario.title, options.snapshot(scenario, self.as_of, self.reading))


def check_options(ctx: click.Context, form: str | None) -> None:
    """Let only options pass that fit the format of another tool, or a table (None). Raises: click.UsageError."""
    if form is not None and (named := _given(ctx, _OF_TABLES)):
        raise click.UsageError(f"{named} is for --table; leave it out with --to {form}")
    if form != GMCR and (named := _given(ctx, _OF_GMCR)):
        raise click.UsageError(f"{named} is for --to {GMCR}; all else has the whole record")


def _given(ctx: click.Context, flags: dict[str, str]) -> str:
    """The first of these options that the call gives; empty if it gives none."""
    given = (flag for name, flag in flags.items() if ctx.get_parameter_source(name) is not ParameterSource.DEFAULT)
    return next(given, "")


def write_to(ctx: click.Context, cases: Cases, target: Target, output: Path | None) -> tuple[Path, ...]:
    """The file that the cases have been written to; none for standard output.

    Raises: click.UsageError; UnwritableError; NothingReadError.
    """
    if target.form == GMCR and len(cases.files) > 1:
        raise click.UsageError(f"--to {GMCR} takes one file, as a conflict is one record as of one day")
    status = unwritable_status(output, ENDINGS[target.form], *cases.files)
    if status:
        ctx.exit(status)
    with ExitStack() as stack:
        stream = StandardOutput() if output is None else stack.enter_context(writing(output))
        try:
            write_texts(stream, target.texts(cases))
        finally:
            cases.say_faulty()
    return () if output is None else (output,)
