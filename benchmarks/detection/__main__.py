"""`python -m benchmarks.detection`: a table with a line for each planted bug."""

import argparse
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median

from tabulate import tabulate

from benchmarks.detection.bugs import BUGS
from benchmarks.detection.trial import EXAMPLES, Trial, trial

SEEDS = 5
COLUMNS = ("bug", "system", "found", "examples", "seconds", "shrunk to", "minimum")


def trials(
    names: Sequence[str], seeds: int = SEEDS, examples: int = EXAMPLES, processes: int = 2
) -> dict[str, list[Trial]]:
    """The trials of the bugs of these names, one for each seed."""
    jobs = [(name, seed, examples) for name in names for seed in range(seeds)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        done = list(pool.map(_trial, jobs))
    return {name: [each for job, each in zip(jobs, done, strict=True) if job[0] == name] for name in names}


def _trial(job: tuple[str, int, int]) -> Trial:
    name, seed, examples = job
    (bug,) = (bug for bug in BUGS if bug.name == name)
    return trial(bug.system, bug.broken, seed, examples)


def row(name: str, done: Sequence[Trial]) -> tuple[str, ...]:
    """The cells of a bug's line."""
    (bug,) = (bug for bug in BUGS if bug.name == name)
    found = [each for each in done if each.examples is not None]
    return (
        name,
        bug.system.name,
        f"{len(found)} of {len(done)}",
        _median(each.examples for each in found),
        _median(each.seconds for each in found),
        ", ".join(str(each.steps) for each in found) or "–",
        str(bug.minimum),
    )


def _median(values: Iterable[float | None]) -> str:
    given = [value for value in values if value is not None]
    return f"{median(given):.3g}" if given else "–"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.detection", description=__doc__)
    parser.add_argument("--bug", action="append", metavar="WORDS", help="only bugs with these words in their name")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--examples", type=int, default=EXAMPLES)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    names = [bug.name for bug in BUGS if not asked.bug or any(words in bug.name for words in asked.bug)]
    done = trials(names, asked.seeds, asked.examples, asked.processes)
    print(tabulate([row(name, done[name]) for name in names], COLUMNS, disable_numparse=True))


if __name__ == "__main__":
    main()
