"""`negsim import`: scenario files from a table of moves, or from a data set of the field."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from sim.cli import options
from sim.cli.files import say_written, unwritable_status, written
from sim.cli.import_report import ImportReport
from sim.cli.output_folder import filled_folder, unusable_status
from sim.cli.printing import say
from sim.cli.process import INVALID, UNMET, UNWRITTEN
from sim.model.errors import NegsimError, counted, one_of
from sim.records.imported_case import ImportedCase
from sim.records.importers.registry import IMPORTERS, importer
from sim.records.importing.cases import checked_case
from sim.records.importing.file_names import FileNames

REFUSED: Final = "refused.csv"
"""The name of the table of the rows that became no move, in the folder of the cases."""


class DyadType(click.ParamType[tuple[str, str]]):
    """Two names with a comma between them."""

    name = "dyad"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The two names."""
        names = [name.strip() for name in str(value).split(",")]
        if len(names) != 2 or not all(names) or names[0] == names[1]:
            self.fail(f"{value!r} names no two sides; write them with a comma between, such as USA,RUS", param, ctx)
        return names[0], names[1]


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "source", type=click.Choice(tuple(IMPORTERS)), help="The format of FILE; default: a table.")
@click.option("--dyad", type=DyadType(), metavar="A,B", help="With --from: the two sides, where FILE holds many.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FOLDER", required=True, help="Write the cases here."
)
@click.option(
    "--refused",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help=f"Write the rows that became no move here; default: {REFUSED} in FOLDER.",
)
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    file: Path,
    source: str | None,
    dyad: tuple[str, str] | None,
    output: Path,
    refused: Path | None,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Make scenario files of a table of moves, or of a data set.

    Each case becomes a file in FOLDER, which must be new or empty. A row that cannot be read, or whose move the law or
    the dates of other rows refuse, is left out and listed with its reason and the way out; the exit status is then 1.
    """
    if status := unusable_status(output) or unwritable_status(refused, (".csv",), str(file)):
        ctx.exit(status)
    try:
        with filled_folder(output) as folder:
            report = _imported(_cases(file, source, dyad), file, folder)
            if refused is not None and not written(refused, (folder / REFUSED).read_bytes()):
                ctx.exit(UNWRITTEN)
            if refused is not None or not report.has_lines:
                (folder / REFUSED).unlink()
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    except OSError as error:
        say(f"{output}: cannot be written: {(error.strerror or str(error)).lower()}", err=True)
        ctx.exit(UNWRITTEN)
    report.complain(str(refused or output / REFUSED))
    if not quiet:
        report.show()
        say_written(output, f", {counted(report.files, 'scenario file')}", apart=True)
    ctx.exit(UNMET if report.refused else 0)


def _cases(file: Path, source: str | None, dyad: tuple[str, str] | None) -> Iterable[ImportedCase]:
    """The cases in a file. Raises: NegsimError."""
    if source is None:
        raise click.UsageError(f"name the format of the file: --from {one_of(IMPORTERS)}")
    return importer(source).read(file, dyad)


def _imported(cases: Iterable[ImportedCase], file: Path, folder: Path) -> ImportReport:
    """The report of an import, after each case has been written to the folder, and beside it what was refused.

    Raises: NegsimError for a source that cannot be read; OSError.
    """
    names = FileNames()
    with (folder / REFUSED).open("w", encoding="utf-8", newline="") as table:
        report = ImportReport(str(file), table)
        for case in cases:
            checked = checked_case(case, str(file))
            name = names.name_for(case.name) if checked.moves else ""
            if checked.text is not None and name:
                (folder / f"{name}.yaml").write_text(checked.text, "utf-8", newline="\n")
            report.add(checked, name)
    return report
