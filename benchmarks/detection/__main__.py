"""A table with a line for each planted bug: from how many seeds it is found, how soon, and how far that shrinks."""

import argparse
import sys
from typing import Final

from hypothesis import Phase
from tabulate import tabulate

from benchmarks.detection.bugs import BUGS
from benchmarks.detection.measure import PROCESSES, SEEDS, Outcome, figures_of, median_of, outcomes
from benchmarks.detection.trial import EXAMPLES
from sim.testing.machine import PHASES

COLUMNS: Final = ("bug", "system", "found", "examples", "seconds", "shrinking", "shrunk to", "minimum")


def row(outcome: Outcome) -> tuple[str, ...]:
    """The cells of a bug's line: medians of the trials in which it was found, and the steps left in each."""
    bug, found = outcome.bug, outcome.found
    return (
        bug.name,
        bug.system.name,
        f"{len(found)} of {len(outcome.trials)}",
        f"{median_of(each.examples for each in found):.0f}" if found else "–",
        f"{median_of(each.seconds for each in found):.1f}" if found else "–",
        f"{median_of(each.shrinking for each in found):.1f}" if found else "–",
        " ".join(str(each.steps) for each in found) or "–",
        str(bug.minimum),
    )


def main() -> None:
    """Print the table, and below it the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.detection", description=__doc__)
    parser.add_argument("--bug", action="append", metavar="WORDS", help="only bugs with these words in their name")
    parser.add_argument("--system", help="only bugs of this system")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="seeds from which each is looked for")
    parser.add_argument("--examples", type=int, default=EXAMPLES, help="examples at the most")
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument(
        "--no-shrink",
        action="store_true",
        help="stop at the first failure: much quicker, and the steps are those of that",
    )
    asked = parser.parse_args()
    bugs = [bug for bug in BUGS if not asked.bug or any(words in bug.name for words in asked.bug)]
    bugs = [bug for bug in bugs if asked.system in (None, bug.system.name)]
    if not bugs:
        parser.error("there is no such bug")
    phases = [phase for phase in PHASES if not asked.no_shrink or phase is not Phase.shrink]
    done = []
    for outcome in outcomes(bugs, asked.seeds, asked.examples, asked.processes, phases):
        print(" · ".join(row(outcome)), file=sys.stderr, flush=True)
        done.append(outcome)
    print(tabulate([row(each) for each in done], COLUMNS, disable_numparse=True))
    print()
    print(tabulate([figure.row for figure in figures_of(done)], disable_numparse=True))


if __name__ == "__main__":
    main()
