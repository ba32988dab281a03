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
from sim.rules.verdict import effects, tone_of

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot

NONE: Final = "none"
"""The tone of the last move of a party that has made none yet."""

TonePair = tuple[str, str]
"""The tones of a party's own last move and of the other side's."""
Chances = FrozenDict[str, float]


@frozen
class Markov:
    """Makes a move whose tone has the chance that it had in the record after the same two tones.

    These are the tones of its own last move and of the other side's. What a third party does that stands with a side
    counts as that side's; joint moves and those of other third parties do not count. To the count of each tone the
    smoothing is added, so that what has not been seen is possible. It joins in what the other side proposes to do
    together with the chance that it would make a move of that tone.

    A row of the table with few moves says little; there is a warning, with the counts, of those with fewer than `thin`.

    Source: P. A. Schrodt, Forecasting conflict in the Balkans using hidden Markov models (2006), on chains of events;
    smoothing after G. J. Lidstone, Note on the general case of the Bayes–Laplace formula (1920).
    """

    smoothing: float = number(1.0, "What is added to the count of each tone.", low=0.001, high=1000)
    thin: int = whole(5, "With how many moves a row of the table is no longer thin.", high=1000)
    activity: float = share(1.0, "The chance that it makes a move at a step at all.")
    table: Mapping[TonePair, Chances] = field(default=FrozenDict(), converter=frozen_dict, metadata={"learnt": True})

    def fitted(self, record: "Snapshot", party: str) -> "tuple[Markov, tuple[str, ...]]":
        """The policy with the table of a party in a record, and a warning for each row that is thin."""
        side_of = record.state.setting.side_of
        sides = ((side_of(step.move.by), step.tone) for step in record.steps())
        toned_moves = [(side, tone) for side, tone in sides if side is not None]
        counts = transitions(toned_moves, party)
        table = {tone_pair: self._chances(counts.get(tone_pair, Counter())) for tone_pair in _tone_pairs()}
        last = dict(toned_moves)
        reachable = [tone_pair for tone_pair in _tone_pairs() if _is_reachable(tone_pair, party, last)]
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
        return random.random() < self.chances(state, party)[tone_of(effects(state, move))]

    def chances(self, state: PolicyContext, party: str) -> Chances:
        """The chance of each tone now."""
        tone_pair = tuple(state.last_tone(side) or NONE for side in (party, state.setting.other(party)))
        chances = self.table.get((tone_pair[0], tone_pair[1]))
        return self._chances(Counter()) if chances is None else chances

    def _chances(self, counts: Counter[str]) -> Chances:
        whole = counts.total() + self.smoothing * len(TONES)
        return FrozenDict({tone: (counts[tone] + self.smoothing) / whole for tone in TONES})

    def _warnings(self, counts: dict[TonePair, Counter[str]], reachable: list[TonePair], party: str) -> Iterable[str]:
        rows = [(tone_pair, counts.get(tone_pair, Counter[str]())) for tone_pair in reachable]
        thin = [(tone_pair, row) for tone_pair, row in rows if row.total() < self.thin]
        if thin:
            details = "; ".join(f"own {own}, other {others}: {_counts_in_words(row)}" for (own, others), row in thin)
            summary = (
                f"{len(thin)} of {len(rows)} rows of its table rest on fewer than {self.thin} moves and say little"
            )
            yield f"markov, {party}: {summary} ({details})"


def _is_reachable(tone_pair: TonePair, party: str, last: Mapping[str, str]) -> bool:
    """Whether a pair of tones can come about, given the tone of the last move of each side that has made one."""
    other_has_moved = any(side != party for side in last)
    return (tone_pair[0] == NONE) <= (party not in last) and (tone_pair[1] == NONE) <= (not other_has_moved)


def _counts_in_words(row: Counter[str]) -> str:
    return ", ".join(f"{row[tone]} {tone}" for tone in TONES)


def _tone_pairs() -> list[TonePair]:
    return [(own, others) for own in (NONE, *TONES) for others in (NONE, *TONES)]


def transitions(toned_moves: Iterable[tuple[str, str]], party: str) -> dict[TonePair, Counter[str]]:
    """The counts of tones of a party's moves, by the tones before; given the side and the tone of every move."""
    counts: dict[TonePair, Counter[str]] = {}
    own, others = NONE, NONE
    for side, tone in toned_moves:
        if side == party:
            counts.setdefault((own, others), Counter())[tone] += 1
            own = tone
        else:
            others = tone
    return counts
