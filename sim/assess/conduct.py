"""Conduct: who concedes, who eases, who makes more hostile moves, and who answers in kind."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from attrs import frozen

from sim.assess.concessions import Concessions
from sim.model.ids import NONE, TIE
from sim.model.move import Move, Resume, Suspend, Withdraw
from sim.model.setting import Setting
from sim.rules.lifecycle import CONCILIATORY, HOSTILE
from sim.rules.subjects.measures import DEFERRED, IN_PLACE, SUSPENDED, THREATENED, Ease, Lift
from sim.rules.subjects.participation import IN_BREACH, LEAVING, LEFT

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot, Step

TAKING_BACK: Final = (Withdraw, Suspend, Ease, Lift, Resume)
HARMS: Final = (THREATENED, DEFERRED, IN_PLACE, SUSPENDED, IN_BREACH, LEAVING, LEFT)
"""The statuses of a harm, of a measure or of a part in a commitment, that a conciliatory move takes back."""

Steps = tuple["Step", ...]


@frozen
class Conduct:
    """The conduct of one party in a span of the record: its moves of each sort, oldest first.

    `concessions` has a move as often as the party concedes by it: once for each deal or thing that it gives up.
    """

    concessions: Steps
    deescalation: Steps
    hostile: Steps
    conciliatory: Steps


def conduct(view: "Snapshot", steps: "Iterable[Step]") -> dict[str, Conduct]:
    """The conduct of each party in some of the moves of a snapshot; a joint move counts for both.

    What a third party with a side does counts as that party's.
    """
    span = tuple(steps)
    concessions = _concessions(view, {step.number for step in span})
    deescalating, tones = [step for step in span if _deescalates(step)], [(step, step.tone) for step in span]
    hostile, conciliatory = ([step for step, tone in tones if tone == told] for told in (HOSTILE, CONCILIATORY))
    return {
        party: Conduct(
            concessions[party],
            _by(party, view, deescalating),
            _by(party, view, hostile),
            _by(party, view, conciliatory),
        )
        for party in view.state.setting.party_ids
    }


def more_hostile(conduct_of: dict[str, Conduct]) -> str:
    """The party that made more hostile moves; `tie` for as many, `none` if there are none."""
    return ahead({party: len(conduct.hostile) for party, conduct in conduct_of.items()})


def ahead(counts: Mapping[str, int]) -> str:
    """The party with the larger of two counts; `tie` for as many, `none` if both are 0."""
    most = max(counts.values())
    leading = [party for party, count in counts.items() if count == most]
    return NONE if not most else leading[0] if len(leading) == 1 else TIE


def _by(party: str, view: "Snapshot", steps: "Iterable[Step]") -> Steps:
    setting = view.state.setting
    return tuple(step for step in steps if party in setting.sides_of(step.move.by))


def _concessions(view: "Snapshot", span: set[int]) -> dict[str, Steps]:
    """The moves of these numbers by which each party concedes, once for each deal or thing that it gives up."""
    setting = view.state.setting
    made: dict[str, list[Step]] = {party: [] for party in setting.party_ids}
    concessions = Concessions(setting)
    for step, state in zip(view.steps(), islice(view.states(), 1, None), strict=True):
        for party in concessions.made_by(step.move, state.subjects):
            if step.number in span:
                made[party].append(step)
    return {party: tuple(steps) for party, steps in made.items()}


def _deescalates(step: "Step") -> bool:
    """Whether a move takes back harm: a threat, a measure that is in place, or a step out of a commitment."""
    return isinstance(step.move, TAKING_BACK) and any(
        effect.tone == CONCILIATORY and effect.before in HARMS for effect in step.effects
    )


# RECIPROCITY


@frozen
class Reciprocity:
    """The reciprocity of one party: how often its next move after one of the other side has the same tone.

    `answered` are the moves of the other side that had an answer, `in_kind` those of them whose answer had their tone.
    `by_chance` is the share in kind to be expected from the tones of both if none were an answer.
    """

    answered: Steps
    in_kind: Steps
    by_chance: Fraction

    @property
    def share(self) -> Fraction | None:
        """The share of moves answered in kind; None if none was answered."""
        return Fraction(len(self.in_kind), len(self.answered)) if self.answered else None

    @property
    def beyond_chance(self) -> Fraction | None:
        """The share in kind less the share by chance, from -1 to 1; None if no move was answered."""
        return None if self.share is None else self.share - self.by_chance


def reciprocity(setting: Setting, steps: "Iterable[Step]") -> dict[str, Reciprocity]:
    """The reciprocity of each party, as the one that answers. Joint moves and those of others are no answers."""
    own_moves = [step for step in steps if step.move.by in setting.party_ids]
    return {party: _reciprocity(party, own_moves) for party in setting.party_ids}


class Toned(Protocol):
    """A move that has been made, in a tone."""

    @property
    def move(self) -> Move: ...  # noqa: D102 - the name says it
    @property
    def tone(self) -> str: ...  # noqa: D102 - the name says it


Made = TypeVar("Made", bound=Toned)


def answers(party: str, done: Sequence[Made]) -> list[tuple[Made, Made]]:
    """The moves of the other side that *party* answered, each with its answer, in moves of either side alone."""
    pairs, answer = list[tuple[Made, Made]](), None
    for step in reversed(done):
        if step.move.by == party:
            answer = step
        elif answer is not None:
            pairs.append((step, answer))
    return pairs[::-1]


def _reciprocity(party: str, done: "list[Step]") -> Reciprocity:
    pairs = answers(party, done)
    in_kind = tuple(first for first, second in pairs if first.tone == second.tone)
    tones = Counter((first.tone, second.tone) for first, second in pairs)
    return Reciprocity(tuple(first for first, _ in pairs), in_kind, by_chance(tones))


def by_chance(tones: Counter[tuple[str, str]]) -> Fraction:
    """The share in kind to be expected from these pairs of tones by chance, 0 to 1; 0 without any."""
    first, second = Counter[str](), Counter[str]()
    for (one, other), count in tones.items():
        first[one] += count
        second[other] += count
    return Fraction(sum(first[tone] * second[tone] for tone in first), max(tones.total(), 1) ** 2)
