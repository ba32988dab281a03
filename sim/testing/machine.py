"""A state machine for hypothesis that drives a system under test beside the model, and compares the two.

Each step makes a move that is legal now in the model and in the system, tries one that is not, or lets days pass.
The machine reaches the system through an `Adapter`:

    class TrackerMachine(NegotiationMachine):
        adapter_factory = TrackerAdapter
        generator = MoveGenerator(START, kinds=(Proposal,))

    TestTracker = TrackerMachine.TestCase     # for pytest and unittest

`run(TrackerAdapter)` does the same in a function. A failure prints a few moves that lead to it, and their scenario
file.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import ClassVar, Final

import hypothesis
from attrs import define
from hypothesis import HealthCheck, Phase, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from sim.history.history import History
from sim.history.replay import illegal_move, step
from sim.model.move import Move
from sim.rules.state import Negotiation
from sim.rules.verdict import Refusal
from sim.testing import adapter, aspects, coverage, plain
from sim.testing.actions import OpenMoves
from sim.testing.adapter import Adapter, Statuses, standing
from sim.testing.aims import Aims, NearMiss, Step, Wait
from sim.testing.arguments import machines
from sim.testing.arguments.checks import checked
from sim.testing.arguments.values import instance
from sim.testing.aspects import AsOf
from sim.testing.choices import SEEDS, Choices, DrawnTurns
from sim.testing.files import Reproduction
from sim.testing.near_misses import NEAR_MISSES
from sim.testing.plain import named
from sim.testing.turns import MoveGenerator, last_day

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

STEPS: Final = 50
"""The most steps of a run, unless the settings say otherwise."""

PHASES: Final = tuple(phase for phase in Phase if phase is not Phase.explain)
"""The phases of hypothesis, unless the settings say otherwise: explaining would trace every line, and name ours."""


@st.composite
def steps(draw: st.DrawFn) -> Step | None:
    """The next step of the machine that draws it."""
    machine: NegotiationMachine = draw(st.runner())
    return machine.drawn(draw)


class NegotiationMachine(RuleBasedStateMachine):
    """A machine to be subclassed for a system under test; or see `run`.

    `generator` has the start and the moves, `adapter_factory` makes a fresh adapter. With a `refusal`, the exception
    (or several) by which the system refuses a move, illegal moves are tried as well: the system must refuse each of
    them, and nothing may come of it. Moves by somebody else, on another subject and in another status always are;
    `faults` are those of `NEAR_MISSES` by which legal moves are spoilt besides. Moves have plain dates, many of them
    about the day on which something ends; from one to the next, days may pass.
    """

    generator: ClassVar[MoveGenerator] = MoveGenerator()
    adapter_factory: ClassVar[Callable[[], Adapter]]
    refusal: ClassVar[type[Exception] | tuple[type[Exception], ...]] = ()
    faults: ClassVar[Collection[str]] = tuple(NEAR_MISSES)

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        machines.of_machine(cls, MoveGenerator, NEAR_MISSES)
        cls.TestCase.settings = hypothesis.settings(
            deadline=None,
            stateful_step_count=STEPS,
            phases=PHASES,
            report_multiple_bugs=False,
            suppress_health_check=tuple(HealthCheck),
        )

    def __init__(self) -> None:
        super().__init__()
        self.moves: list[Move] = []
        self.states = [self.generator.start]
        self.day = last_day(self.generator.start)
        self.system = machines.made_by(type(self))  # by the class, lest a function be taken for a method
        self._drawn: DrawnTurns | None = None
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
        return self.day if adapter.has_clock(self.system) else last_day(self.model)

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
        coverage.record_move(self.model, move)
        self.moves.append(move)
        self.states.append(step(self.model, move))
        self.day = max(self.day, move.date.best)
        adapter.tell_day(self.system, self.day)
        try:
            self.system.apply(move)
        except Exception as error:
            raise self._disagreement(f"it is legal, but the system raises {error!r}") from error
        self._compare()

    @rule(step=steps())
    def play(self, step: Step | None) -> None:
        """Play a step of a run: make a move, try an illegal one, or let days pass."""
        match step:
            case Wait():
                self.wait(step.until)
            case NearMiss():
                self.near_miss(step.move)
            case Move():
                self.make(step)

    def wait(self, day: date) -> None:
        """Let days pass until a day. Raises: DisagreementError if the system comes to another state than the model."""
        if day > self.day:
            self.day = day
            if adapter.has_clock(self.system):
                adapter.tell_day(self.system, day)
                self._compare(f", as of {day}")

    def near_miss(self, move: Move) -> None:
        """Try an illegal move in the system.

        Raises: DisagreementError unless it is refused, and nothing comes of it.
        """
        coverage.record_move(self.model, move)
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
            adapter.note_commands(self.system)
        adapter.close(self.system)

    def _compare(self, besides: str = "") -> None:
        model = AsOf(self.model, self.compared_on, tuple(self.generator.kinds), self._record)
        try:
            with aspects.asking():
                statuses, told = self.system.state(), tuple(aspects.differences(model, self.system))
        except aspects.UntoldError as error:
            raise self._disagreement(str(error), besides=besides) from error.__cause__
        differences = (*self.differences(self.expected(), statuses), *told)
        if differences:
            raise self._disagreement(*(f"in the system {place}" for place in differences), besides=besides)

    def _record(self) -> History:
        return History.of(self.generator.start, self.moves)

    def _may_be_made(self, move: Move) -> bool:
        """Whether the system supports such a move today; where it is told the day, on no other day."""
        is_today = not adapter.has_clock(self.system) or move.date.best == self.day
        return is_today and self.supports(move) and adapter.supports(self.system, move)

    def drawn(self, draw: st.DrawFn) -> Step | None:
        """The next step, drawn by hypothesis; None if what it chooses comes to none."""
        if self._drawn is None:
            aims = Aims(
                self.generator,
                self._may_be_made,
                tries=bool(self.refusal),
                faults=self.faults,
                waits=True,
            )
            self._drawn = DrawnTurns(Choices(draw, draw(SEEDS)), aims)
        self._drawn.note(self.model)
        return self._drawn.next(OpenMoves(self.generator.actions, self.model), self.day)

    def _disagreement(self, *reasons: str, besides: str = "") -> DisagreementError:
        when = f"after move {len(self.moves)}, {named(self.moves[-1])}" if self.moves else "before any move"
        return DisagreementError(when + besides, reasons)


@checked(
    machines.adapter_factory,
    instance("generator", MoveGenerator, "MoveGenerator(start)", may_be_none=True),
    machines.refusal,
    instance("settings", hypothesis.settings, "hypothesis.settings(…)", may_be_none=True),
)
def run(
    adapter_factory: Callable[[], Adapter],
    *,
    generator: MoveGenerator | None = None,
    refusal: type[Exception] | tuple[type[Exception], ...] = (),
    settings: hypothesis.settings | None = None,
) -> None:
    """Drive a system under test beside the model, in many runs of legal moves.

    *adapter_factory* makes a fresh adapter for each run: a class, or a function. *generator* has the start and the
    moves (None: all of `START`). *refusal* is the exception, or a tuple of several, by which the system refuses a move;
    without it no illegal move is tried. *settings* are those of hypothesis.

    Raises: DisagreementError, shrunk to few moves; InvalidArgument, when it is called.
    """
    name = getattr(adapter_factory, "__name__", "").strip("<>")  # by it hypothesis knows what has failed before
    members = {
        "adapter_factory": staticmethod(adapter_factory),
        "generator": generator or MoveGenerator(),
        "refusal": refusal,
    }
    machine = type(f"{name}Machine", (NegotiationMachine,), members)
    run_state_machine_as_test(machine, settings=settings)
