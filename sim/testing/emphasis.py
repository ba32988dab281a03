"""What a stretch of a history is about, by chance, and choices among options with weights.

Some verbs and kinds of subjects are left out, and some days, actors and fields come more often. What is left out leaves
room for the rest: Groce and others, Swarm Testing, 2012.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Final, Generic, TypeVar

from attrs import frozen

from sim.model.ids import BOTH
from sim.model.move import Move
from sim.rules.registry import LIFECYCLES
from sim.rules.subject import Subject
from sim.testing.actions import Action
from sim.testing.turns import MoveGenerator

Option = TypeVar("Option")

# EMPHASIS


@frozen
class Emphasis:
    """What the turns of a stretch of history are about, and how often.

    `in_play` is how many of the subjects that moves have made are to be alive at once; the rest are chances, weights.
    """

    verbs: frozenset[type[Move]]
    kinds: frozenset[type[Subject]]
    in_play: int
    fresh: float
    at_turns: float
    later: float
    open_dates: float
    misses: float
    waits: float
    overrides: float
    fields: Mapping[str, float]
    joint: float
    others: float

    @classmethod
    def by_chance(cls, source: Random, generator: MoveGenerator) -> "Emphasis":
        """An emphasis for histories of a generator."""
        kinds = _some(source, [kind for kind in LIFECYCLES if kind in generator.kinds])
        verbs = _most(source, sorted(generator.verbs, key=lambda verb: verb.verb))
        return cls(
            verbs=verbs,
            kinds=kinds,
            in_play=source.choice((1, 1, 2, 2, 4)),
            fresh=source.choice((0.03, 0.1, 0.3)),
            at_turns=source.choice((0.05, 0.3, 0.6)),
            later=source.choice((0.05, 0.3, 0.6)),
            open_dates=source.choice((0, 0.1, 0.3)),
            misses=source.choice((0.1, 0.3, 0.5)),
            waits=source.choice((0.05, 0.2, 0.4)),
            overrides=source.choice((0.2, 0.5, 0.9)),
            fields={name: source.choice((0, 0.5, 1, 3)) for name in generator.fields},
            joint=source.choice((0.3, 1, 2)),
            others=source.choice((0.3, 1, 3)),
        )

    def weight(self, action: Action, outsiders: frozenset[str]) -> float:
        """How much more often than others an action is to be taken, for its verb and for who takes it."""
        if action.verb not in self.verbs:
            return 0
        return self.joint if action.by == BOTH else self.others if action.by in outsiders else 1


_ALL_KINDS: Final = 0.4
_ALL_VERBS: Final = 0.4
_LEFT_OUT: Final = 0.25


def _some(source: Random, kinds: Sequence[type[Subject]]) -> frozenset[type[Subject]]:
    """All of the kinds, or one or two of them, most often those with the longest tables."""
    if source.random() < _ALL_KINDS:
        return frozenset(kinds)
    weights = [len(LIFECYCLES[kind].transitions) for kind in kinds]
    return frozenset(source.choices(kinds, weights, k=source.choice((1, 2)))) if kinds else frozenset()


def _most(source: Random, verbs: Sequence[type[Move]]) -> frozenset[type[Move]]:
    if source.random() < _ALL_VERBS:
        return frozenset(verbs)
    return frozenset(verb for verb in verbs if source.random() >= _LEFT_OUT)


# WEIGHTED CHOICES


class WeightedChoice(Generic[Option]):
    """A choice among options by their weights; those without any are never chosen."""

    def __init__(self, weighted: Iterable[tuple[Option, float]]) -> None:
        pairs = [(option, weight) for option, weight in weighted if weight > 0]
        self.options = [option for option, _ in pairs]
        self._ends = [*accumulate(weight for _, weight in pairs)]

    def __call__(self, source: Random) -> Option:
        """One of the options. Raises: IndexError if there is none."""
        return source.choices(self.options, cum_weights=self._ends)[0]
