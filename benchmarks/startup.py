"""Start-up in fresh processes: the command beside a bare click program, and what importing the package costs."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import MILLISECONDS, TIMES, Figure, best_seconds

BUDGET = 3  # seconds for each command
BARE_CLICK = """\
import click

@click.command()
@click.version_option("1.0", prog_name="bare")
def main() -> None: ...

main()
"""


def figures() -> list[Figure]:
    """The time of `negsim --version`, its ratio to a bare click program, and the time that `import sim` adds."""
    with TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(BARE_CLICK)
        commands = {
            "negsim": [str(Path(sys.executable).with_name("negsim")), "--version"],
            "click": [sys.executable, str(bare), "--version"],
            "sim": [sys.executable, "-c", "import sim"],
            "all of sim": [sys.executable, "-c", "from sim import *"],
            "load": [sys.executable, "-c", "from sim import load"],
            "libraries": [sys.executable, "-c", "import attrs, yaml, rpds"],
            "nothing": [sys.executable, "-c", "pass"],
        }
        best = best_seconds({name: process(command) for name, command in commands.items()}, BUDGET)
    names = ("sim", "all of sim", "load", "libraries")
    imported, everything, loaded, libraries = (best[name] - best["nothing"] for name in names)
    return [
        Figure(what="negsim --version", value=best["negsim"] * 1000, form=MILLISECONDS),
        Figure(what="– a bare click program", value=best["click"] * 1000, form=MILLISECONDS),
        Figure(what="– negsim : bare click", value=best["negsim"] / best["click"], form=TIMES, at_most=2),
        Figure(what="import sim", value=imported * 1000, form=MILLISECONDS, at_most=15),
        Figure(what="– and all that it offers", value=everything * 1000, form=MILLISECONDS),
        Figure(what="sim.load", value=loaded * 1000, form=MILLISECONDS),
        Figure(what="– sim.load : attrs, yaml and rpds", value=loaded / libraries, form=TIMES, at_most=3),
    ]


def process(command: list[str]) -> Callable[[], object]:
    """A run of a command."""
    return lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own commands
