"""Acting as in the record so far."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from sim.forecast.context import PolicyContext
from sim.forecast.policy import number, share, whole
from sim.forecast.sampling import LegalMoves, of_tone
from sim.model.frozen import FrozenDict, frozen_dict
from sim.model.move import Move
from sim.rules.lifecycle import TONES
from sim.rules.verdict import effects

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot

NONE: Final = "none"
"""The tone of the last move of a party that has made none yet."""

Context = tuple[str, str]
"""The tones of a party's own last move and of the other side's."""
Chances = FrozenDict[str, float]


@frozen
class Markov:
    """Makes a move whose tone has the chance that it had in the record after the same two tones.

    These are the tones of its own last move and of the other side's; joint moves and those of third parties do not
    count. To the count of each tone the smoothing is added, so that what has not been seen is possible. It joins in
    what the other side proposes to do together with the chance that it would make a move of that tone.

    A row of the table with few moves says little; there is a warning, with the counts, of those with fewer than `thin`.

    Source: P. A. Schrodt, Forecasting conflict in the Balkans using hidden Markov models (2006), on chains of events;
    smoothing after G. J. Lidstone, Note on the general case of the Bayes–Laplace formula (1920).
    """

    smoothing: float = number(1.0, "What is added to the count of each tone.", low=0.001, high=1000)
    thin: int = whole(5, "With how many moves a row of the table is no longer thin.", high=1000)
    activity: float = share(1.0, "The chance that it makes a move at a step at all.")
    table: Mapping[Context, Chances] = field(default=FrozenDict(), converter=frozen_dict, metadata={"learnt": True})

    def fitted(self, record: "Snapshot", party: str) -> "tuple[Markov, tuple[str, ...]]":
        """The policy with the table of a party in a record, and a warning for each row that is thin."""
        party_ids = record.state.setting.party_ids
        spoken = [(step.move.by or "", step.tone) for step in record.steps() if step.move.by in party_ids]
        counts = transitions(spoken, party)
        table = {context: self._chances(counts.get(context, Counter())) for context in _contexts()}
        last = dict(spoken)
        reachable = [context for context in _contexts() if _may_come(context, party, last)]
        fitted = Markov(self.smoothing, self.thin, self.activity, table)
        return fitted, tuple(self._warnings(counts, reachable, party))

    def __call__(self, state: PolicyContext, party: str, day: date, legal: LegalMoves, random: Random) -> Move | None:
        """A move of a tone at random, or none."""
        if self.activity < 1 and random.random() >= self.activity:
            return None
        chances = self.chances(state, party)
        return legal.draw(random, of_tone(random.choices(TONES, [chances[tone] for tone in TONES])[0]))

    def consents(self, state: PolicyContext, party: str, move: Move, random: Random) -> bool:
        """With the chance of a move of that tone."""
        return random.random() < self.chances(state, party)[effects(state, move)[0].tone]

    def chances(self, state: PolicyContext, party: str) -> Chances:
        """The chance of each tone now."""
        context = tuple(state.last_tone(each) or NONE for each in (party, state.setting.other(party)))
        found = self.table.get((context[0], context[1]))
        return self._chances(Counter()) if found is None else found

    def _chances(self, counts: Counter[str]) -> Chances:
        whole = counts.total() + self.smoothing * len(TONES)
        return FrozenDict({tone: (counts[tone] + self.smoothing) / whole for tone in TONES})

    def _warnings(self, counts: dict[Context, Counter[str]], reachable: list[Context], party: str) -> Iterable[str]:
        rows = [(context, counts.get(context, Counter[str]())) for context in reachable]
        thin = [(context, row) for context, row in rows if row.total() < self.thin]
        if thin:
            said = "; ".join(f"own {own}, other {others}: {_seen(row)}" for (own, others), row in thin)
            few = f"{len(thin)} of {len(rows)} rows of its table rest on fewer than {self.thin} moves and say little"
            yield f"markov, {party}: {few} ({said})"


def _may_come(context: Context, party: str, last: Mapping[str, str]) -> bool:
    """Whether a context can come about, given the tone of the last move of each side that has made one."""
    other_has_moved = any(by != party for by in last)
    return (context[0] == NONE) <= (party not in last) and (context[1] == NONE) <= (not other_has_moved)


def _seen(row: Counter[str]) -> str:
    return ", ".join(f"{row[tone]} {tone}" for tone in TONES)


def _contexts() -> list[Context]:
    return [(own, others) for own in (NONE, *TONES) for others in (NONE, *TONES)]


def transitions(spoken: Iterable[tuple[str, str]], party: str) -> dict[Context, Counter[str]]:
    """How often a party made a move of each tone, by the tones before; given who made each move, and its tone."""
    found: dict[Context, Counter[str]] = {}
    own, others = NONE, NONE
    for by, tone in spoken:
        if by == party:
            found.setdefault((own, others), Counter())[tone] += 1
            own = tone
        else:
            others = tone
    return found
