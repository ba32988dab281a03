"""Conduct: who concedes, who eases, who takes the initiative, and who answers in kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from attrs import frozen

from sim.model.ids import BOTH
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.lifecycle import CONCILIATORY, HOSTILE
from sim.rules.subjects.measures import COMPLIED, Measure
from sim.rules.subjects.participation import IN_FORCE
from sim.rules.subjects.proposals import OFFER, WITHDRAWN, Accept, Proposal, Propose

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot, Step

NONE: Final = "none"
"""The value where there is nothing to name: nobody has the initiative, no issue is at the centre."""

Steps = tuple["Step", ...]


@frozen
class Conduct:
    """The conduct of one party in a span of the record: its moves of each sort, oldest first."""

    concessions: Steps
    deescalation: Steps
    hostile: Steps
    conciliatory: Steps


def conduct(view: "Snapshot", steps: "Iterable[Step]") -> dict[str, Conduct]:
    """The conduct of each party in some of the moves of a snapshot; a joint move counts for both."""
    span = tuple(steps)
    first_answers = _first_answers(view)
    return {
        party: Conduct(
            _by(party, view, (step for step in span if _concedes(step, view, first_answers))),
            _by(party, view, (step for step in span if _deescalates(step, view))),
            _by(party, view, (step for step in span if step.tone == HOSTILE)),
            _by(party, view, (step for step in span if step.tone == CONCILIATORY)),
        )
        for party in view.state.setting.party_ids
    }


def initiative(conduct_of: dict[str, Conduct]) -> str:
    """The party that made more hostile moves; `both` for as many, `none` if there are none."""
    counts = {party: len(conduct.hostile) for party, conduct in conduct_of.items()}
    most = max(counts.values())
    leading = [party for party, count in counts.items() if count == most]
    return NONE if not most else leading[0] if len(leading) == 1 else BOTH


def _by(party: str, view: "Snapshot", steps: "Iterable[Step]") -> Steps:
    setting = view.state.setting
    return tuple(step for step in steps if party in setting.acting(step.move.by))


def _first_answers(view: "Snapshot") -> set[int]:
    """The numbers of the moves that are a party's first acceptance of something, with a reservation or without."""
    first: dict[tuple[str, str | None], int] = {}
    for number in view.numbers:
        move = view.history.moves[number - 1]
        if isinstance(move, Accept):
            first.setdefault((move.subject, move.by), number)
    return set(first.values())


def _concedes(step: "Step", view: "Snapshot", first_answers: set[int]) -> bool:
    subject = view.state.subjects.get(step.move.subject)
    return concedes(step.move, subject, is_first=step.number in first_answers)


def concedes(move: Move, subject: object, *, is_first: bool) -> bool:
    """Whether a move on a subject is a concession; an acceptance is, if it is the first of its party."""
    if isinstance(move, Accept):
        return is_first
    if isinstance(move, Propose):
        return move.concedes is not None
    if isinstance(subject, Proposal):
        return subject.status == WITHDRAWN and subject.turn is move and subject.kind != OFFER
    return isinstance(subject, Measure) and subject.status == COMPLIED and subject.turn is move


def _deescalates(step: "Step", view: "Snapshot") -> bool:
    """Whether a move takes back harm: a conciliatory one on a measure by who did it, or one back into a commitment."""
    subject = view.state.subjects.get(step.move.subject)
    takes_back = isinstance(subject, Measure) and step.tone == CONCILIATORY and step.effects[0].after != COMPLIED
    bound_again = any(effect.before is not None and effect.after == IN_FORCE for effect in step.effects)
    return takes_back or (bound_again and step.tone == CONCILIATORY)


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
