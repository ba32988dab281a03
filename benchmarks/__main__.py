"""`make bench`: every figure and ratio, measured in one run on this machine. A target missed is no error.

`make bench PART=replay` measures one part.
"""

import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from os import cpu_count

from tabulate import tabulate

from benchmarks.figures import Figure

PARTS = {
    "replay": "bulk",
    "steps": "steps",
    "over-time": "over_time",
    "assess": "assessment",
    "evidence": "evidence",
    "conditions": "conditions",
    "memory": "memory",
    "reading": "reading",
    "corpus": "corpus",
    "startup": "startup",
    "pages": "pages",
    "histories": "histories",
    "detection": "detection.measure",
    "judge": "logs",
    "forecast": "ahead",
    "backtest": "held",
    "journal": "journal",
}
"""The parts, with the modules that measure them; a part is loaded when its turn comes."""
LIBRARIES = (
    "attrs",
    "rpds-py",
    "PyYAML",
    "click",
    "tabulate",
    "eventsourcing",
    "SQLAlchemy",
    "hypothesis",
    "negmas",
    "playwright",
)
COLUMNS = ("figure", "measured", "target", "verdict")


def main(names: Sequence[str]) -> None:
    """Measure these parts, or all, and print."""
    for name in names:
        if name not in PARTS:
            sys.exit(f"there is no part {name!r} of the benchmarks; there is {', '.join(PARTS)}")
    print(_surroundings(), flush=True)
    rows = [figure.row for name in names or PARTS for figure in _figures(PARTS[name])]
    print(tabulate(rows, COLUMNS, disable_numparse=True, colalign=("left", "right", "right", "left")))


def _figures(module: str) -> list[Figure]:
    figures: list[Figure] = import_module(f"benchmarks.{module}").figures()
    return figures


def _surroundings() -> str:
    """The surroundings of the figures: commit, Python, machine and libraries."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"negsim {version('negsim')}{_commit()}\n{python}, {platform.platform()}, {cpu_count()} cores\n{libraries}\n"


def _commit() -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    described = subprocess.run(  # noqa: S603 - git itself
        [git, "describe", "--always", "--dirty"], check=False, capture_output=True, text=True
    )
    return f" ({described.stdout.strip()})" if described.stdout else ""


if __name__ == "__main__":
    main(sys.argv[1:])
