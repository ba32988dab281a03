"""The measure of detection power: every bug from several seeds, and what comes of that in figures."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median
from typing import Final

from attrs import frozen
from hypothesis import Phase

from benchmarks.detection.bugs import BUGS
from benchmarks.detection.bugs.bug import Bug
from benchmarks.detection.trial import EXAMPLES, Trial, trial
from benchmarks.figures import Figure
from sim.testing.machine import PHASES

SEEDS: Final = 5
PROCESSES: Final = 2
SOON: Final = 100
"""The examples within which most bugs are to be found: as many as hypothesis tries by default."""
SHARE: Final = "{:.0%}"


@frozen
class Outcome:
    """What came of a bug: a trial for each seed."""

    bug: Bug
    trials: tuple[Trial, ...]

    @property
    def found(self) -> tuple[Trial, ...]:
        """The trials in which it was found."""
        return tuple(each for each in self.trials if each.examples is not None)

    def found_within(self, examples: int) -> int:
        """The number of trials in which it was found within so many examples."""
        return sum(each.examples is not None and each.examples <= examples for each in self.trials)

    @property
    def shrunk(self) -> tuple[Trial, ...]:
        """The trials that shrank it to its minimum, or to one step more."""
        return tuple(each for each in self.found if each.steps <= self.bug.minimum + 1)


def outcomes(
    bugs: Sequence[Bug] = BUGS,
    seeds: int = SEEDS,
    examples: int = EXAMPLES,
    processes: int = PROCESSES,
    phases: Collection[Phase] = PHASES,
) -> Iterator[Outcome]:
    """What comes of these bugs, one after the other, each from so many seeds, in so many processes."""
    jobs = [(BUGS.index(bug), seed, examples, tuple(phases)) for bug in bugs for seed in range(seeds)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        done = pool.map(_trial, jobs)
        for bug in bugs:
            yield Outcome(bug, tuple(next(done) for _ in range(seeds)))


def _trial(job: tuple[int, int, int, tuple[Phase, ...]]) -> Trial:
    number, seed, examples, phases = job
    return trial(BUGS[number].system, BUGS[number].broken, seed, examples, phases)


def figures() -> list[Figure]:
    """What the default machine finds of the planted bugs, how soon, and how far it shrinks that."""
    return figures_of(list(outcomes()))


def figures_of(done: Sequence[Outcome]) -> list[Figure]:
    """The figures of these outcomes; each bug and seed counts alike."""
    pairs, found = [each for one in done for each in one.trials], [each for one in done for each in one.found]
    shrunk = [each for one in done for each in one.shrunk]

    def of_bugs(is_found: Callable[[Iterable[bool]], bool]) -> float:
        return sum(is_found(each.examples is not None for each in one.trials) for one in done) / len(done)

    def within(examples: int) -> float:
        return sum(one.found_within(examples) for one in done) / len(pairs)

    return [
        Figure(
            what=f"{len(done)} planted bugs, {len(pairs)} trials: found within {SOON} examples",
            value=within(SOON),
            form=SHARE,
            at_least=0.75,
        ),
        Figure(what=f"– within {EXAMPLES} examples", value=within(EXAMPLES), form=SHARE, at_least=0.9),
        Figure(what="– bugs found from every seed", value=of_bugs(all), form=SHARE),
        Figure(what="– bugs found from any seed", value=of_bugs(any), form=SHARE),
        Figure(
            what="– examples to the first failure, median",
            value=median_of(each.examples for each in found),
            form="{:.0f}",
        ),
        Figure(what="– seconds to it, median", value=median_of(each.seconds for each in found), form="{:.2f} s"),
        Figure(
            what="– seconds of shrinking, median", value=median_of(each.shrinking for each in found), form="{:.2f} s"
        ),
        Figure(
            what="– steps left after shrinking, median", value=median_of(each.steps for each in found), form="{:.0f}"
        ),
        Figure(
            what="– shrunk to the minimum or one step more",
            value=len(shrunk) / max(len(found), 1),
            form=SHARE,
            at_least=0.9,
        ),
    ]


def median_of(values: Iterable[float | None]) -> float:
    """The median of those values that there are; not a number where there is none."""
    given = [value for value in values if value is not None]
    return median(given) if given else float("nan")
