"""The legal moves of a party: all of them, or one drawn at random by trying one transition at a time."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate, chain, pairwise, product
from random import Random
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field, frozen

from sim.forecast.open_subjects import UNMADE, StateKey
from sim.forecast.relevance import OUT_OF_PLACE
from sim.model.errors import UnknownNameError, no_party
from sim.model.ids import BOTH
from sim.model.move import Move
from sim.rules.legal_moves import ABOUT_AN_ISSUE, Legal, example_move, legal_moves, legal_moves_on
from sim.rules.lifecycle import AnyTransition, Fields, Tone
from sim.rules.registry import CREATING_MOVES
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Breach, Leave
from sim.rules.subjects.measure_lifecycle import ELSEWHERE
from sim.rules.subjects.measures import Impose, Threaten
from sim.rules.subjects.proposals import Accept, Repudiate
from sim.rules.subjects.talks import BreakOff
from sim.rules.verdict import Rulings, effects_of, tone_of

if TYPE_CHECKING:
    from sim.forecast.context import PolicyContext

_TRIES: Final = range(32)
"""The tries of a draw before it lists all legal moves."""

NEW: Final = 0.1
"""What a move that makes something new weighs in a draw, of what one weighs on what stands."""

BREAKS: Final = (Breach, Leave, BreakOff, Repudiate)
"""The moves that break what stands and answer nothing; they weigh as little as what makes something new."""

Candidate = tuple[AnyTransition, str, bool]
"""A transition, the kind of the subject that it makes (empty: none, or no kinds), and whether it is joint."""

WeightedCandidate = tuple[Candidate, float]


@frozen
class WeightedChoice:
    """Candidates, the cumulative weights at which each but the last ends, and the total weight."""

    candidates: tuple[Candidate, ...]
    bounds: tuple[float, ...]
    weight: float

    @classmethod
    def of(cls, weighted: Iterable[WeightedCandidate]) -> "WeightedChoice":
        """The choice among the candidates with a positive weight."""
        kept = [(candidate, weight) for candidate, weight in weighted if weight > 0]
        *bounds, total = accumulate((weight for _, weight in kept), initial=0.0)
        return cls(tuple(candidate for candidate, _ in kept), tuple(bounds[1:]), total)

    def at(self, point: float) -> Candidate:
        """The candidate at a point between 0 and the total weight."""
        return self.candidates[bisect_right(self.bounds, point)]


class MoveWeights:
    """The weight of each transition in a draw; where it can make several kinds of subject, each has an equal share.

    What makes something new, also in the place of what stands or `under` it, and what breaks a treaty, talks or an
    agreement, weighs a tenth of that, so that answers to what stands prevail. A threat is carried out by itself, never
    `as` another harm: a simulated move knows of none that was meant by it. With a `tone` only a move of that tone is
    drawn.
    """

    def __init__(self, weigh: Callable[[AnyTransition], float], tone: Tone | None = None) -> None:
        self._weigh, self.tone = weigh, tone
        self.by_party = (_WeightsByState(self, 0), _WeightsByState(self, 1))

    def __reduce__(self) -> tuple[Any, ...]:
        return MoveWeights, (self._weigh, self.tone)

    def weighted(self, state_key: StateKey, party_index: int) -> Iterator[WeightedCandidate]:
        """The candidates of the first (0) or second (1) party on a subject in that state, alone or jointly."""
        for transition, joint in chain(
            product(state_key.transitions(party_index), (False,)), product(state_key.shared_transitions, (True,))
        ):
            if transition.guard is not ELSEWHERE and joint in transition.by.joint_modes(state_key.author, party_index):
                kinds = transition.kinds if state_key is UNMADE and transition.kinds else ("",)
                is_rare = _makes_a_subject(transition, state_key) or transition.move in BREAKS
                weight = self._weigh(transition) * (NEW if is_rare else 1) / len(kinds)
                yield from (((transition, kind, joint), weight) for kind in kinds)


def _makes_a_subject(transition: AnyTransition, state_key: StateKey) -> bool:
    """Whether a move makes something new, be it in the place of a subject in that state or under it."""
    return state_key is UNMADE or transition.target != "subject"


class _WeightsByState(dict[StateKey, float]):
    """The total weight of the candidates of the first (0) or second (1) party on a subject, by its state key.

    `choices` has the candidates, once a total has been asked for: a draw adds up many totals and needs one choice.
    """

    __slots__ = ("_move_weights", "_party_index", "choices")

    def __init__(self, move_weights: MoveWeights, party_index: int) -> None:
        super().__init__()
        self._move_weights, self._party_index = move_weights, party_index
        self.choices: dict[StateKey, WeightedChoice] = {}

    def __missing__(self, state_key: StateKey) -> float:
        choice = self.choices[state_key] = WeightedChoice.of(self._move_weights.weighted(state_key, self._party_index))
        self[state_key] = choice.weight
        return choice.weight


EVEN: Final = MoveWeights(lambda transition: 1.0)
"""The same weight for every transition."""


@cache
def of_tone(tone: Tone) -> MoveWeights:
    """The same weight for every transition of a tone, and none for the others."""
    return MoveWeights(lambda transition: float(transition.tone == tone), tone)


@define(eq=False)
class LegalMoves:
    """The legal moves of a party, joint ones included: to be listed, or drawn from at random.

    Raises: UnknownNameError for anybody but the two parties.
    """

    context: "PolicyContext"
    party: str
    _party_index: int = field(init=False)
    _drawn: tuple[Move | None, Rulings, int] = field(default=(None, (), -1), init=False)

    def __attrs_post_init__(self) -> None:
        party_ids = self.context.setting.party_ids
        if self.party not in party_ids:
            raise UnknownNameError(no_party(self.party, party_ids))
        self._party_index = party_ids.index(self.party)

    def __iter__(self) -> Iterator[Move]:
        """One move for every transition that applies: on each subject in order of creation, then new ones."""
        return legal_moves(self.context, self.party, self.context.when)

    def on(self, subject: str) -> Iterator[Move]:
        """The legal moves on one subject."""
        return legal_moves_on(self.context, subject, self.party, self.context.when)

    def draw(self, random: Random, move_weights: MoveWeights = EVEN) -> Move | None:
        """A legal move at random, each with a chance proportional to the weight of its transition; None if all are 0.

        A new subject is about an issue at random, and a new harm is one that the record names. What the record speaks
        against is passed over: to answer again what was answered, to carry out a threat before its time, to put into
        force again what is in force, and to put a yes to those who ratify nothing in the record. Candidates are drawn
        until one is legal; where hardly any are, all legal moves are listed. The chances are the same either way.
        """
        context, weights = self.context, move_weights.by_party[self._party_index]
        subjects, state_keys = context.open_subjects.subjects, context.open_subjects.state_keys
        sums = list(accumulate(map(weights.__getitem__, state_keys)))
        total = sums[-1]
        for _ in _TRIES if total else ():
            point = random.random() * total
            position = bisect_right(sums, point)
            candidate = weights.choices[state_keys[position]].at(sums[position] - point)
            legal = self._legal(candidate, subjects[position], random, move_weights.tone)
            if legal is not None:
                move, rulings = legal
                self._drawn = move, rulings, context.version
                return move
        choices = zip(subjects, map(weights.choices.__getitem__, state_keys), strict=True)
        return self._listed(random, choices, move_weights.tone)

    def _listed(
        self, random: Random, choices: Iterable[tuple[Subject | None, WeightedChoice]], tone: Tone | None
    ) -> Move | None:
        """A legal move at random out of the list of all, with the same chances as in a draw."""
        moves, weights = list[Move](), list[float]()
        for subject, choice in choices:
            for candidate, (below, upto) in zip(
                choice.candidates, pairwise((0.0, *choice.bounds, choice.weight)), strict=False
            ):
                legal = self._legal(candidate, subject, random, tone)
                if legal is not None:
                    moves.append(legal[0])
                    weights.append(upto - below)
        return random.choices(moves, weights)[0] if moves else None

    def drawn(self, move: object) -> Rulings:
        """The rulings on the move that was drawn last, if it was drawn in this very state; none for any other move."""
        drawn, rulings, version = self._drawn
        if drawn is None or drawn is not move or version != self.context.version:
            return ()
        return rulings if drawn.date is self.context.when else ()

    def _legal(self, candidate: Candidate, subject: Subject | None, random: Random, tone: Tone | None) -> Legal | None:
        """The move of a candidate with its rulings; None if it is not legal, or of another tone."""
        (transition, kind, joint), context = candidate, self.context
        issues: tuple[str, ...] = ()
        instead: Fields | None = None
        if subject is None:
            names = context.setting.issue_ids
            if not names and transition.move in ABOUT_AN_ISSUE:
                return None
            issues = (names[int(random.random() * len(names))],) if names else ()
        elif transition.move in OUT_OF_PLACE and OUT_OF_PLACE[transition.move](subject, self.party, context):
            return None
        elif transition.move in CREATING_MOVES:
            issues = subject.issue
        if transition.move is Threaten or transition.move is Impose:
            instead = {"action": context.vocabulary.action(self.party, issues, random)}
        by = BOTH if joint else self.party
        legal = example_move(context, transition, subject, by, context.when, kind, issues, instead)
        if legal is not None and isinstance(legal[0], Accept) and not context.ratifiers.issuperset(legal[0].subject_to):
            return None
        if legal is None or tone is None or (len(legal[1]) == 1 and transition.tone == tone):
            return legal
        return legal if tone_of(effects_of(legal[1], legal[0], context.setting)) == tone else None
