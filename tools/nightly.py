"""`make nightly`: seeded random histories through every law, for so many minutes, on every core.

The plain player makes many more histories in that time than hypothesis. What breaks a law is handed to hypothesis,
which leaves out the moves that do not matter. With files, half of the time is theirs: they go through a mutation fuzz.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from functools import cache, partial
from itertools import count
from os import cpu_count
from pathlib import Path
from random import Random
from secrets import randbelow
from time import monotonic
from typing import Final, TypeVar

import click
from attrs import field, frozen
from hypothesis import Phase, find, reject, settings, strategies as st
from hypothesis.errors import NoSuchExample

from sim.history.history import History
from sim.history.replay import audit
from sim.model.errors import InconsistentDatesError, NegsimError
from sim.model.setting import Setting
from sim.rules.registry import LIFECYCLES
from sim.rules.verdict import rulings_by_table
from sim.scenario.starter import STARTER
from sim.testing.files import as_scenario
from sim.testing.generator import MoveGenerator, at_random
from sim.testing.laws import LAWS, OURS, Law, LawBrokenError, Rules
from sim.testing.story import START
from sim.testing.strategies import begun
from tools.fuzz_campaign import Harvest, fuzzed, reports, summary

BATCH: Final = 20
"""The histories that a process makes before it reports."""
TURNS: Final = (10, 30, 100)
"""The lengths of histories, in moves: the seed chooses."""

_STARTS: Final = (
    START,
    begun(Setting({"aland": "Aland", "bohus": "Bohus"})),
    begun(Setting({"рига": "Рига", "公海": "公海"}, issues={"mesh": "Mesh"}, third_parties={"un": "UN", "eu": "EU"})),
)


@frozen
class NightlyCounts:
    """The histories tried, the moves in them, and the numbers of the rows that they used."""

    histories: int = 0
    moves: int = 0
    rows: frozenset[int] = field(default=frozenset())

    def __add__(self, other: "NightlyCounts") -> "NightlyCounts":
        return NightlyCounts(self.histories + other.histories, self.moves + other.moves, self.rows | other.rows)


@frozen
class Failure:
    """A law that a history breaks: the seed of the history, the law's number, and the complaint."""

    seed: int
    number: int
    complaint: str


def tried(seeds: Iterable[int], rules: Rules = OURS) -> tuple[NightlyCounts, tuple[Failure, ...]]:
    """The histories of these seeds held to every law: what was tried, and what was broken."""
    tally, failures = NightlyCounts(), list[Failure]()
    for seed in seeds:
        history = of_seed(seed)
        tally += NightlyCounts(1, len(history.moves), frozenset(_rows_used(history)))
        complaints = (_complaint(law, history, rules) for law in LAWS)
        failures += [Failure(seed, error.number, str(error)) for error in complaints if error is not None]
    return tally, tuple(failures)


def of_seed(seed: int) -> History:
    """The history of a seed."""
    return at_random(seed, Random(seed).choice(TURNS), _generator(seed % len(_STARTS)))  # noqa: S311 - to be repeated


@cache
def _generator(number: int) -> MoveGenerator:
    return MoveGenerator(_STARTS[number])


def _complaint(law: Law, history: History, rules: Rules) -> LawBrokenError | None:
    """The breach of a law in the history, made anew by the rules; None if there is none."""
    try:
        _hold(law, history, rules)
    except LawBrokenError as error:
        return error
    except NegsimError as error:
        return LawBrokenError(law.number, law.__name__, f"what is legal is refused: {error}")
    return None


def _hold(law: Law, history: History, rules: Rules) -> None:
    law(history if rules is OURS else rules.history(history.start, history.moves), rules)


_ROWS: Final = {
    id(row): number for number, row in enumerate(row for table in LIFECYCLES.values() for row in table.transitions)
}


def _rows_used(history: History) -> Iterator[int]:
    for state, move in zip(history.states, history.moves, strict=False):
        yield from (_ROWS[id(row)] for _, _, _, rows in rulings_by_table(state, move) for row in rows)


def minimal(history: History, law: Law, rules: Rules = OURS) -> History:
    """The smallest history, found by hypothesis, that still breaks the law."""

    def breaks(part: History) -> bool:
        try:
            _hold(law, part, rules)
        except LawBrokenError:
            return True
        except NegsimError:
            return False
        return False

    thorough = settings(max_examples=200, deadline=None, database=None, phases=(Phase.generate, Phase.shrink))
    try:
        return find(_parts(history), breaks, settings=thorough, random=Random(0))  # noqa: S311 - to be repeated
    except NoSuchExample:
        return history


@st.composite
def _parts(draw: st.DrawFn, history: History) -> History:
    """The history without some of its moves, and without those that are illegal then."""
    kept = [move for move in history.moves if draw(st.integers(0, 19))]
    try:
        return History.of(history.start, audit(history.start, kept).moves)
    except InconsistentDatesError:
        reject()


Part = TypeVar("Part")


def _batches(work: Callable[[range], Part], seed: int, minutes: float, jobs: int) -> Iterator[Part]:
    """The results of one batch of seeds after the other, until the time is over."""
    end, seeds = monotonic() + minutes * 60, count(seed, BATCH)
    with ProcessPoolExecutor(jobs) as pool:
        running: set[Future[Part]] = set()
        while running or monotonic() < end:
            while monotonic() < end and len(running) < 2 * jobs:
                first = next(seeds)
                running.add(pool.submit(work, range(first, first + BATCH)))
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)


def _commit() -> str:
    git = shutil.which("git")
    command = [git or "", "describe", "--always", "--dirty"]
    described = subprocess.run(command, check=False, capture_output=True, text=True) if git else None  # noqa: S603 - git
    return described.stdout.strip() if described and described.stdout else "unknown"


@click.command("nightly")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--minutes", type=click.FloatRange(min=0, min_open=True), default=10, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=None, help="The seed of the first history; else any.")
@click.option("--jobs", type=click.IntRange(min=1), default=cpu_count(), help="Processes at work; else one a core.")
@click.option(
    "--save",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build/nightly"),
    show_default=True,
    help="Put files that fail into this folder.",
)
def command(files: tuple[Path, ...], minutes: float, seed: int | None, jobs: int, save: Path) -> None:
    """Hold negsim to its laws in random histories for some minutes. Exit status: 1 if one is broken.

    With scenario FILES, half of the time is for mutants of them, which it has to withstand. Exit status: 1 if not.
    """
    first = randbelow(2**32) if seed is None else seed
    click.echo(f"commit {_commit()}, seed {first}, {minutes:g} minutes, {jobs} jobs")
    share = minutes / 2 if files else minutes
    lawful = _holds_in_histories(first, share, jobs)
    sound = not files or _withstands_mutants(files, first, share, jobs, save)
    sys.exit(0 if lawful and sound else 1)


def _holds_in_histories(first: int, minutes: float, jobs: int) -> bool:
    """Whether every law holds in random histories; prints the counts, and the first failure."""
    begin, tally, failures = monotonic(), NightlyCounts(), list[Failure]()
    for part, broken in _batches(tried, first, minutes, jobs):
        tally += part
        failures += broken
        if failures:
            break
    spent = monotonic() - begin
    click.echo(
        f"{tally.histories:,} histories, {tally.moves:,} moves, {len(tally.rows)} of {len(_ROWS)} rows, "
        f"{len(LAWS)} laws in {spent:,.0f} s: {tally.moves / spent:,.0f} moves/s"
    )
    for failure in failures[:1]:
        click.echo(f"seed {failure.seed}: {failure.complaint}\n", err=True)
        law = next(law for law in LAWS if law.number == failure.number)
        click.echo(as_scenario(minimal(of_seed(failure.seed), law)), err=True)
    return not failures


def _withstands_mutants(files: tuple[Path, ...], first: int, minutes: float, jobs: int, folder: Path) -> bool:
    """Whether mutants of the files bring up no fault; what was tried is printed, and each kind of fault."""
    texts = (STARTER, *(path.read_text("utf-8") for path in files))
    begin, harvest = monotonic(), Harvest()
    for part in _batches(partial(fuzzed, texts), first, minutes, jobs):
        harvest += part
    click.echo(summary(harvest, len(texts), monotonic() - begin))
    for kind in reports(harvest, texts, folder):
        click.echo(kind, err=True)
    return not harvest.kinds


if __name__ == "__main__":
    command()
