"""Many mutants, counted; the kinds of fault that they bring up, each with its smallest file."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from textwrap import fill
from typing import Final

from attrs import field, frozen

from sim.testing.fuzz.checks import held
from sim.testing.fuzz.kinds import Finding
from sim.testing.fuzz.mutants import Mutant, mutant
from sim.testing.fuzz.shrinking import noted, shrunk

_SHARE: Final = 0.3
"""The share of the checks that a mutant is held to, by chance; so more mutants have their turn."""
_NAME_LENGTH: Final = 80


@frozen
class Harvest:
    """The mutants tried, the number of each check, and by kind of fault a finding and its seed."""

    mutants: int = 0
    checked: Counter[str] = field(factory=Counter)
    kinds: dict[str, tuple[int, Finding]] = field(factory=dict)

    def __add__(self, other: "Harvest") -> "Harvest":
        """Both; of a kind that both have, the finding of this one."""
        return Harvest(self.mutants + other.mutants, self.checked + other.checked, other.kinds | self.kinds)


def fuzzed(texts: Sequence[str], seeds: Iterable[int]) -> Harvest:
    """The mutants of these seeds held to the checks, each to some of them; reading is always one."""
    harvest = Harvest()
    for seed in seeds:
        chance = Random(seed)  # noqa: S311 - to be repeated
        outcome = held(mutant(seed, texts).data, lambda name: chance.random() < _SHARE)  # noqa: B023 - called at once
        harvest += Harvest(1, outcome.checked, {finding.kind: (seed, finding) for finding in outcome.findings[::-1]})
    return harvest


def summary(harvest: Harvest, files: int, spent: float) -> str:
    """The mutants and checks tried, in a line, and the number of each check, in a paragraph."""
    count = harvest.checked
    checks = ", ".join(f"{name} {count[name]:,}" for name in sorted(count))
    return (
        f"{harvest.mutants:,} mutants of {files} files, {count.total():,} checks in {spent:,.0f} s: "
        f"{harvest.mutants / spent:,.1f} mutants/s; kinds of fault: {len(harvest.kinds)}\n{fill(checks, 100)}"
    )


def reports(harvest: Harvest, texts: Sequence[str], folder: Path) -> Iterator[str]:
    """Each kind of fault, with the smallest file that shows it, saved in the folder."""
    for kind, (seed, finding) in sorted(harvest.kinds.items()):
        origin = mutant(seed, texts)
        path = _saved(finding, origin, folder)
        happened = ", ".join(origin.happened) or "unchanged"
        yield f"{kind}\n  {finding.detail}\n  seed {seed} ({happened}); again: python -m sim.testing.fuzz {path}"


def _saved(finding: Finding, origin: Mutant, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (re.sub("[^a-z0-9]+", "-", finding.kind.lower()).strip("-")[:_NAME_LENGTH] + ".yaml")
    path.write_bytes(noted(finding, shrunk(finding, origin.data)))
    return path
