"""The outcomes of forecasts in the order in which people read them, and those that every run has, or none."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve, field, frozen

from sim.forecast.ensembles import Chance, Ensemble
from sim.forecast.impossible import reason_against
from sim.forecast.measurement import Outcome
from sim.report.outcomes.words import GROUPS, OutcomeWords, outcome_in_words

_MOST_NAMED: Final = 8
"""The most outcomes that one sentence names."""


@frozen
class OutcomeRow:
    """An outcome of one forecast or several: its words, and its chance in each that asks about it (by their index)."""

    outcome: Outcome
    words: OutcomeWords
    chances: dict[int, Chance] = field(factory=dict)

    @property
    def shares(self) -> list[float]:
        """The share of runs in each forecast that asks about it."""
        return [chance.share.value for chance in self.chances.values()]

    @property
    def is_never(self) -> bool:
        """Whether no run of any of them came to it."""
        return not any(self.shares)

    @property
    def is_always(self) -> bool:
        """Whether every run of each of them came to it."""
        return all(share == 1 for share in self.shares)


@frozen
class OrderedOutcomes:
    """The outcomes of some ensembles: by group, and in each the most probable first, as the first ensemble has it."""

    ensembles: Sequence[Ensemble]
    rows: tuple[OutcomeRow, ...]

    @classmethod
    def of(cls, ensembles: Sequence[Ensemble]) -> "OrderedOutcomes":
        """The outcomes of ensembles."""
        rows: dict[Outcome, OutcomeRow] = {}
        for number, ensemble in enumerate(ensembles):
            for chance in ensemble.chances:
                outcome = (chance.outcome, chance.of)
                if outcome not in rows:
                    rows[outcome] = OutcomeRow(outcome, outcome_in_words(outcome, ensemble.forecast))
                rows[outcome].chances[number] = chance
        return cls(ensembles, tuple(sorted(_told_apart(rows.values()), key=_place)))

    @property
    def uncertain(self) -> tuple[OutcomeRow, ...]:
        """The outcomes that some runs came to and others did not."""
        return tuple(row for row in self.rows if not row.is_never and not row.is_always)

    def sentences(self) -> Iterator[str]:
        """The sentences on the outcomes that all runs came to, or none: because of chance, or because none can."""
        always = [row for row in self.rows if row.is_always]
        never = [row for row in self.rows if row.is_never]
        if always:
            yield f"In every run: {_listed(always)}."
        possible = [row for row in never if not self._reason(row)]
        if possible:
            most = 100 * max(chance.share.high for row in possible for chance in row.chances.values())
            yield f"In no run, though it could have been (95 % CI: 0 to {most:.1f} %): {_listed(possible)}."
        for reason in dict.fromkeys(filter(None, map(self._reason, never))):
            yield f"Cannot come about, as {reason}: {_listed([row for row in never if self._reason(row) == reason])}."

    def _reason(self, row: OutcomeRow) -> str:
        """The reason why an outcome cannot come about in any of the forecasts; empty if it could in one."""
        reasons = [reason_against(row.outcome, self.ensembles[number].forecast) for number in row.chances]
        return reasons[0] if all(reasons) else ""


def _told_apart(rows: Iterable[OutcomeRow]) -> Iterator[OutcomeRow]:
    """The rows, those whose titles are the same with their ids as well."""
    rows = tuple(rows)
    counts = Counter((row.words.group, row.words.label) for row in rows)
    for row in rows:
        words, of = row.words, row.outcome[1]
        if of and counts[words.group, words.label] > 1:
            words = OutcomeWords(words.group, f"{words.label} ({of})", f"{words.clause} ({of})")
        yield evolve(row, words=words)


def _place(row: OutcomeRow) -> tuple[int, float]:
    return GROUPS.index(row.words.group), -row.shares[0]


def _listed(rows: Sequence[OutcomeRow]) -> str:
    """The outcomes as clauses, and how many more there are where they are many."""
    clauses = [row.words.clause for row in rows[:_MOST_NAMED]]
    more = [f"and {len(rows) - _MOST_NAMED} more"] if len(rows) > _MOST_NAMED else []
    return "; ".join((*clauses, *more))


def by_group(rows: Iterable[OutcomeRow]) -> Iterator[tuple[str, OutcomeRow]]:
    """The rows in their order, each with its group, which is empty but for the first of each."""
    before = ""
    for row in rows:
        yield ("" if row.words.group == before else row.words.group), row
        before = row.words.group
