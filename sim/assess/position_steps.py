"""The steps of positions: each value of a term that is put forward or accepted, by whom, and in which direction.

Source: D. G. Pruitt, Negotiation Behavior (1981), on concessions.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from attrs import define, field, frozen

from sim.assess.concessions import saying_yes
from sim.assess.opposition import is_of_substance
from sim.model.ids import BOTH
from sim.model.quantity import is_same_unit
from sim.model.setting import Setting
from sim.model.terms import Scale, measured
from sim.rules.subject import Subjects
from sim.rules.subjects.proposals import PLAN, Accept, Proposal, Propose, Ratify

if TYPE_CHECKING:
    from sim.history.snapshot import Step

OPENING: Final = "opening"
CONCESSION: Final = "concession"
RENEGING: Final = "reneging"
REPETITION: Final = "repetition"
REVISION: Final = "revision"
TEXT: Final = "text"
KINDS: Final = (OPENING, CONCESSION, RENEGING, REPETITION, REVISION, TEXT)
"""The kinds of steps; the last is that of a joint or a third party's text, which is nobody's position yet."""


@frozen
class PositionStep:
    """A value of a term that is put forward or accepted: by which move, whose position it is, and which kind of step.

    `party` is the party whose position it is; of a text the third party that proposes it, or `both`. `amount` is the
    number, or the place of the word in its list, from 0.
    """

    move: "Step"
    party: str
    proposal: str
    value: str
    amount: Decimal
    kind: str


@define
class Course:
    """The steps on one term so far, and the first and the last amount of each party."""

    scale: Scale | None
    unit: str | None = None
    steps: list[PositionStep] = field(factory=list)
    omitted: "dict[int, Step]" = field(factory=dict)
    first: dict[str, Decimal] = field(factory=dict)
    last: dict[str, Decimal] = field(factory=dict)

    def amount(self, value: str, move: "Step") -> Decimal | None:
        """The amount of a value in the unit of the course; None for prose, and for another unit, which is noted."""
        quantity = measured(value, self.scale)
        if quantity is None:
            return None
        if self.unit is None:
            self.unit = quantity.unit
        if not is_same_unit(quantity.unit, self.unit):
            self.omitted[move.number] = move
            return None
        self.unit = max(self.unit, quantity.unit, key=len)
        return quantity.amount

    def kind_of_step(self, party: str, other: str, amount: Decimal) -> str:
        """The kind of a step of a party to an amount."""
        before = self.last.get(party)
        if before is None:
            return OPENING
        if amount == before:
            return REPETITION
        if other not in self.last:
            return REVISION
        towards = self.first[other] - self.first[party] or self.last[other] - before
        return CONCESSION if (amount - before) * towards > 0 else RENEGING

    def step_to(self, step: PositionStep) -> None:
        """Add a step of a party, or one that is nobody's position."""
        self.steps.append(step)
        if step.kind != TEXT:
            self.first.setdefault(step.party, step.amount)
            self.last[step.party] = step.amount


@define
class Courses:
    """The courses of all terms by issue and term, kept up to date move by move; `numbered` has the numbers of moves."""

    setting: Setting
    numbered: dict[int, int]
    by_term: dict[tuple[str, str], Course] = field(factory=dict)

    def add(self, step: "Step", subjects: Subjects) -> None:
        """Add what a move puts forward or says yes to; *subjects* are those after it.

        Of several texts that are accepted at once the last to be made counts last, in whatever order they are named.
        """
        move = step.move
        if isinstance(move, Propose | Accept | Ratify):
            proposals = [subjects[name] for name in move.subjects]
            for proposal in sorted(proposals, key=lambda proposal: self.numbered[id(proposal.made)]):
                if proposal.kind != PLAN and is_of_substance(proposal) and isinstance(proposal.made.terms, Mapping):
                    self._add_values(step, proposal)

    def _add_values(self, move: "Step", proposal: Proposal) -> None:
        """Add the values of a proposal as those of its author, or of all who stand by it once somebody says yes."""
        author = proposal.author or ""
        owners = () if author == BOTH else self.setting.sides_of(author)
        if not isinstance(move.move, Accept | Ratify):
            for party in owners or (author,):
                self._step(move, proposal, party)
            return
        saying = saying_yes(move.move, proposal, self.setting)
        for party in owners if saying else ():
            self._step(move, proposal, party, only_if_moved=True)
        for party in saying:
            self._step(move, proposal, party)

    def _step(self, move: "Step", proposal: Proposal, party: str, *, only_if_moved: bool = False) -> None:
        made = proposal.made
        assert isinstance(made.terms, Mapping)
        for term, value in made.terms.items():
            key = self.setting.issue_of_term(term, made.issue), term
            course = self.by_term.setdefault(key, Course(self.setting.scales.get(key)))
            amount = course.amount(value, move)
            if amount is not None and not (only_if_moved and course.last.get(party) == amount):
                is_position = party in self.setting.party_ids
                kind = course.kind_of_step(party, self.setting.other(party), amount) if is_position else TEXT
                course.step_to(PositionStep(move, party, proposal.id, value, amount, kind))
