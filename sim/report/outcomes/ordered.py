"""The outcomes of forecasts in the order in which people read them, and those that every run has, or none."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve, field, frozen

from sim.forecast.ensembles import Chance, Ensemble
from sim.forecast.impossible import reason_against
from sim.forecast.measurement import Outcome
from sim.report.outcomes.words import GROUPS, OutcomeWords, outcome_in_words
from sim.report.prose.names import Names

_MOST_NAMED: Final = 8
"""The most outcomes that one sentence names."""


@frozen
class OutcomeRow:
    """An outcome of one forecast or several: its words, and by the index of each that asks about it its chance.

    `reasons` are why it cannot come about, by the index of each forecast in which it cannot.
    """

    outcome: Outcome
    words: OutcomeWords
    chances: dict[int, Chance] = field(factory=dict)
    reasons: dict[int, str] = field(factory=dict)

    @property
    def possible(self) -> dict[int, Chance]:
        """The chances in the forecasts in which it can come about."""
        return {at: chance for at, chance in self.chances.items() if at not in self.reasons}

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
            names = Names(ensemble.forecast.record.state)
            for chance in ensemble.chances:
                outcome = (chance.outcome, chance.of)
                if outcome not in rows:
                    rows[outcome] = OutcomeRow(outcome, outcome_in_words(outcome, ensemble.forecast, names))
                rows[outcome].chances[number] = chance
                reason = "" if chance.count else reason_against(outcome, ensemble.forecast)
                if reason:
                    rows[outcome].reasons[number] = reason
        return cls(ensembles, tuple(sorted(_told_apart(rows.values()), key=_place)))

    @property
    def uncertain(self) -> tuple[OutcomeRow, ...]:
        """The outcomes that some runs came to and others did not."""
        return tuple(row for row in self.rows if not row.is_never and not row.is_always)

    def sentences(self, names: Sequence[str] = ()) -> Iterator[str]:
        """The sentences on the outcomes that all runs came to, or none: because of chance, or because none can.

        Of several ensembles, which have *names*, those are told in which an outcome of others cannot come about.
        """
        always = [row for row in self.rows if row.is_always]
        if always:
            yield f"In every run: {_listed(always)}."
        never = [row for row in self.rows if row.is_never]
        possible = [row for row in never if row.possible]
        if possible:
            most = 100 * max(chance.share.high for row in possible for chance in row.possible.values())
            yield f"In no run, though it could have been (95 % interval: 0 to {most:.1f} %): {_listed(possible)}."
        yield from _impossible([row for row in never if not row.possible])
        for at, name in enumerate(names):
            yield from self._impossible_in(at, name)

    def _impossible_in(self, at: int, name: str) -> Iterator[str]:
        asked = [row for row in self.uncertain if at in row.chances]
        impossible = [row for row in asked if at in row.reasons]
        if impossible and len(impossible) == len(asked):
            yield f"None of the outcomes above can come about under {name}, as {impossible[0].reasons[at]}."
        else:
            yield from _impossible(impossible, f" under {name}", at)


def _impossible(rows: Iterable[OutcomeRow], where: str = "", at: int = 0) -> Iterator[str]:
    """The sentences on outcomes that cannot come about in a forecast, one for each reason."""
    by_reason: dict[str, list[OutcomeRow]] = {}
    for row in rows:
        by_reason.setdefault(row.reasons.get(at) or next(iter(row.reasons.values())), []).append(row)
    for reason, alike in by_reason.items():
        yield f"Cannot come about{where}, as {reason}: {_listed(alike)}."


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
