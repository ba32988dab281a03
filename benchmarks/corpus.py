"""Many files: `check` and `assess` of a folder beside reading and replaying each file, and with two processes."""

from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from os import cpu_count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.figures import MILLISECONDS, TIMES, Figure, best_seconds
from sim.cli import group
from sim.records import scenario_files
from sim.scenario import Scenario, as_yaml, load
from sim.testing.generator import MoveGenerator, generate_history
from sim.testing.story import START

FILES, MOVES = 1_000, 50
SEED = 4
BUDGET = 20  # seconds for each contestant


def figures() -> list[Figure]:
    """The time of each command, in one process and in two, and the ratios."""
    with TemporaryDirectory() as folder:
        _write(Path(folder))
        runs = {
            "load": lambda: _load(folder),
            "check": _command("check", folder),
            "check, 2": _command("check", folder, "--jobs", "2"),
            "assess": _command("assess", folder),
            "assess, 2": _command("assess", folder, "--jobs", "2"),
        }
        best = best_seconds(runs, BUDGET)
    what = f"{FILES:,} files of {MOVES} moves"
    is_shared = (cpu_count() or 1) > 1
    return [
        Figure(what=f"{what}, read and replayed", value=best["load"] * 1000, form=MILLISECONDS),
        *_of_command("check", best, at_most=1.3, at_least=1.7 if is_shared else None),
        *_of_command("assess", best, at_most=1.6, at_least=1.7 if is_shared else None),
    ]


def _of_command(name: str, best: dict[str, float], at_most: float, at_least: float | None) -> list[Figure]:
    alone, shared = best[name], best[f"{name}, 2"]
    return [
        Figure(what=f"negsim {name}", value=alone * 1000, form=MILLISECONDS),
        Figure(what="– beside reading and replaying", value=alone / best["load"], form=TIMES, at_most=at_most),
        Figure(what="– one process : two", value=alone / shared, form=TIMES, at_least=at_least),
    ]


def _write(folder: Path) -> None:
    """Write so many files, each with a record of its own as the kit draws them."""
    for number in range(FILES):
        history = generate_history(MoveGenerator(START), MOVES, Random(SEED * FILES + number))
        scenario = Scenario("", f"Case {number}", None, history)
        (folder / f"case-{number:04}.yaml").write_text(as_yaml(scenario), "utf-8")


def _load(folder: str) -> int:
    """Read and replay the files one after the other, and keep none."""
    return sum(len(load(file).history.moves) for file in scenario_files([folder]))


def _command(*arguments: str) -> Callable[[], object]:
    """A call of the command in this process, whose output is thrown away."""

    def run() -> None:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            group([*arguments], prog_name="negsim", standalone_mode=False)

    return run
