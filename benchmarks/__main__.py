"""`make bench`: every figure and ratio, measured in one run on this machine. A target missed is no error."""

import platform
import shutil
import subprocess
from importlib.metadata import version
from os import cpu_count

from tabulate import tabulate

from benchmarks import ahead, bulk, histories, memory, over_time, pages, reading, startup, steps

GROUPS = (bulk, steps, over_time, memory, reading, startup, pages, histories, ahead)
LIBRARIES = ("attrs", "rpds-py", "PyYAML", "click", "tabulate", "eventsourcing", "hypothesis", "negmas", "playwright")
COLUMNS = ("figure", "measured", "target", "verdict")


def main() -> None:
    """Measure and print."""
    print(_surroundings(), flush=True)
    rows = [figure.row for group in GROUPS for figure in group.figures()]
    print(tabulate(rows, COLUMNS, disable_numparse=True, colalign=("left", "right", "right", "left")))


def _surroundings() -> str:
    """What the figures depend on: commit, Python, machine and libraries."""
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
    main()
