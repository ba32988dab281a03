"""Writes docs/reference from the code, and refreshes what the other pages show of the command's output.

python docs/generate.py                writes docs/reference/*.md
python docs/generate.py --tutorial     also runs every command that a page shows, and puts its output there
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import click
from pages import assessment, command, forecast, json_output, law, python_api, scenario_format, tables, testing, vectors
from transcripts import PAGES_WITH_COMMANDS, refreshed

DOCS: Final = Path(__file__).resolve().parent

PAGES: Final[dict[str, Callable[[], str]]] = {
    "moves.md": law.moves,
    "lifecycles.md": law.lifecycles,
    "scenario-format.md": scenario_format.page,
    "assessment.md": assessment.page,
    "forecast.md": forecast.page,
    "command.md": command.page,
    "tables.md": tables.page,
    "json.md": json_output.page,
    "python-api.md": python_api.page,
    "testing.md": testing.page,
    "vectors.md": vectors.page,
}
"""What writes each page of docs/reference."""


@click.command()
@click.option("--tutorial", is_flag=True, help="Also refresh the outputs that the other pages show.")
def main(*, tutorial: bool) -> None:
    """Write docs/reference from the code."""
    for name, page in PAGES.items():
        _write(DOCS / "reference" / name, page())
    if tutorial:
        for path in PAGES_WITH_COMMANDS:
            _write(path, refreshed(path))


def _write(path: Path, text: str) -> None:
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")
        click.echo(f"{path.relative_to(DOCS.parent)}: written")


if __name__ == "__main__":
    main()
