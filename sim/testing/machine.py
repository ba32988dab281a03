"""A state machine for hypothesis that drives a system under test beside the model, and compares the two.

Each verb is a rule, which makes a move that is legal now in the model and in the system; in between weeks may pass.
The machine reaches the system through an `Adapter`:

    class TrackerMachine(NegotiationMachine):
        adapter_factory = TrackerAdapter
        generator = MoveGenerator(START, kinds=(Proposal,))

    TestTracker = TrackerMachine.TestCase     # for pytest and unittest

`run(TrackerAdapter)` does the same in a function. A failure prints a few moves that lead to it, and their scenario
file.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from keyword import iskeyword
from typing import ClassVar, Final

import hypothesis
from attrs import define
from hypothesis import HealthCheck, Phase
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from sim.history.history import History
from sim.history.replay import illegal_move, step
from sim.model.move import Move
from sim.rules.registry import MOVES_BY_VERB
from sim.rules.state import Negotiation
from sim.rules.verdict import Refusal
from sim.testing import adapter, plain
from sim.testing.adapter import Adapter, AsOf, Statuses, standing
from sim.testing.choices import Candidates, illegal_moves, legal_moves
from sim.testing.files import Reproduction
from sim.testing.generator import MoveGenerator, last_day
from sim.testing.near_misses import NEAR_MISSES
from sim.testing.plain import named

__all__ = ["Adapter", "DisagreementError", "NegotiationMachine", "Statuses", "run", "standing"]

# THE SYSTEM


@define
class DisagreementError(AssertionError):
    """The system and the model do not agree: when, and what each of them says."""

    when: str
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.when}: {'; '.join(self.reasons)}"


# THE MACHINE

STEPS: Final = 20
"""The most steps of a run, unless the settings say otherwise: short runs shrink well."""

PHASES: Final = tuple(phase for phase in Phase if phase is not Phase.explain)
"""The phases of hypothesis, unless the settings say otherwise: explaining would trace every line, and name ours."""

_WEEK: Final = timedelta(7)


class NegotiationMachine(RuleBasedStateMachine):
    """A machine with a rule per verb, to be subclassed for a system under test; or see `run`.

    `generator` has the start and the moves, `adapter_factory` makes a fresh adapter. With a `refusal`, the exception
    (or several) by which the system refuses a move, illegal moves are tried as well: the system must refuse each of
    them, and nothing may come of it. Moves by somebody else, on another subject and in another status always are;
    `faults` are those of `NEAR_MISSES` by which legal moves are spoilt besides. Moves have plain dates; from one to the
    next, weeks may pass.
    """

    generator: ClassVar[MoveGenerator] = MoveGenerator()
    adapter_factory: ClassVar[Callable[[], Adapter]]
    refusal: ClassVar[type[Exception] | tuple[type[Exception], ...]] = ()
    faults: ClassVar[Collection[str]] = tuple(NEAR_MISSES)

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        in_use = {rule_name(verb): verb in cls.generator.verbs for verb in MOVES_BY_VERB.values()}
        for name, is_used in {**in_use, "near_miss": bool(cls.refusal)}.items():
            if name not in vars(cls):
                setattr(cls, name, getattr(NegotiationMachine, name) if is_used else None)
        cls.TestCase.settings = hypothesis.settings(
            deadline=None, stateful_step_count=STEPS, phases=PHASES, suppress_health_check=tuple(HealthCheck)
        )

    def __init__(self) -> None:
        super().__init__()
        self.moves: list[Move] = []
        self.states = [self.generator.start]
        self.day = last_day(self.generator.start)
        self.candidates = Candidates(self.generator, self._may_be_made, self.faults)
        self.candidates.update(self.model, self.day)
        self.system = type(self).adapter_factory()  # by the class, lest a function be taken for a method
        try:
            adapter.tell_day(self.system, self.day)
            self._compare()
        except DisagreementError:
            self.teardown()
            raise

    @property
    def model(self) -> Negotiation:
        """The state as it is to be."""
        return self.states[-1]

    @property
    def compared_on(self) -> date:
        """The day as of which the two are compared: today if the system is told the day, else that of the last move."""
        last = last_day(self.model)
        return max(self.day, last) if adapter.has_clock(self.system) else last

    def supports(self, move: Move) -> bool:
        """Whether the system has a word for such a move. To be overridden; a move that it lacks is not made."""
        return True

    def expected(self) -> Statuses:
        """The statuses to come in the system after the last move. To be overridden where it tells more, or less."""
        return standing(self.model, self.compared_on, self.generator.kinds)

    def differences(self, expected: Statuses, actual: Statuses) -> Iterable[str]:
        """The differences between the system and the model, in words. To be overridden for what may differ."""
        return plain.differences(expected, actual)

    def make(self, move: Move) -> None:
        """Make a legal move in the model and in the system.

        Raises: DisagreementError if the system refuses it, or comes to another state than the model.
        """
        self.moves.append(move)
        self.states.append(step(self.model, move))
        self.candidates.update(self.model, self.day)
        adapter.tell_day(self.system, self.compared_on)
        try:
            self.system.apply(move)
        except Exception as error:
            raise self._disagreement(f"it is legal, but the system raises {error!r}") from error
        self._compare()

    @precondition(lambda self: date.max - self.day >= _WEEK)
    @rule()
    def week_passes(self) -> None:
        """Let the next move be a week later."""
        self.day += _WEEK
        self.candidates.update(self.model, self.day)
        if adapter.has_clock(self.system):
            adapter.tell_day(self.system, self.day)
            self._compare(f", as of {self.day}")

    @precondition(lambda self: any(self.candidates.near_misses()))
    @rule(move=illegal_moves())
    def near_miss(self, move: Move) -> None:
        """Try an illegal move in the system.

        Raises: DisagreementError unless it is refused, and nothing comes of it.
        """
        illegal = illegal_move(Refusal(self.model, move)).sentence
        try:
            self.system.apply(move)
        except self.refusal:
            self._compare(f", and the refused {named(move)}")
        except Exception as error:
            raise self._disagreement(f"{illegal}; the system does not refuse it, but raises {error!r}") from error
        else:
            raise self._disagreement(f"{illegal}; but the system accepts it")

    def teardown(self) -> None:
        """Print the scenario file if this is a failure, and close the adapter."""
        if hypothesis.currently_in_test_context():
            hypothesis.note(Reproduction(self._record()))
        adapter.close(self.system)

    def _compare(self, besides: str = "") -> None:
        model = AsOf(self.model, self.compared_on, tuple(self.generator.kinds), self._record)
        differences = (
            *self.differences(self.expected(), self.system.state()),
            *adapter.differences(model, self.system),
        )
        if differences:
            raise self._disagreement(*(f"in the system {place}" for place in differences), besides=besides)

    def _record(self) -> History:
        return History.of(self.generator.start, self.moves)

    def _may_be_made(self, move: Move) -> bool:
        """Whether the system supports such a move today; where it is told the day, on no other day."""
        return self.supports(move) and (not adapter.has_clock(self.system) or move.date.best == self.day)

    def _disagreement(self, *reasons: str, besides: str = "") -> DisagreementError:
        when = f"after move {len(self.moves)}, {named(self.moves[-1])}" if self.moves else "before any move"
        return DisagreementError(when + besides, reasons)


# THE RULES


def rule_name(verb: type[Move]) -> str:
    """The name of the rule for a verb."""
    name = verb.verb.replace("-", "_")
    return f"{name}_" if iskeyword(name) else name


def rule_for(verb: type[Move]) -> Callable[..., None]:
    """The rule that makes moves of a verb, and is named after it."""

    def make(self: NegotiationMachine, move: Move) -> None:
        self.make(move)

    make.__name__ = rule_name(verb)
    make.__doc__ = verb.__doc__
    applied = rule(move=legal_moves(verb))(make)
    return precondition(lambda machine: bool(machine.candidates.basic(verb)))(applied)


for _verb in MOVES_BY_VERB.values():
    _rule = rule_for(_verb)
    setattr(NegotiationMachine, _rule.__name__, _rule)


def run(
    adapter_factory: Callable[[], Adapter],
    *,
    generator: MoveGenerator | None = None,
    refusal: type[Exception] | tuple[type[Exception], ...] = (),
    settings: hypothesis.settings | None = None,
) -> None:
    """Drive a system under test beside the model. Raises: DisagreementError, shrunk to few moves."""
    name = getattr(adapter_factory, "__name__", "").strip("<>")  # by it hypothesis knows what has failed before
    members = {
        "adapter_factory": staticmethod(adapter_factory),
        "generator": generator or MoveGenerator(),
        "refusal": refusal,
    }
    machine = type(f"{name}Machine", (NegotiationMachine,), members)
    run_state_machine_as_test(machine, settings=settings)
