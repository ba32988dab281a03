"""One trial: the default machine against a system, from a seed, until the first failure, and what is left of it."""

import sys
from collections.abc import Collection, Iterable
from time import perf_counter
from typing import Any, Final

import hypothesis
from attrs import define, frozen
from hypothesis import Phase
from hypothesis.stateful import run_state_machine_as_test

from benchmarks.detection.system import System
from benchmarks.detection.systems.frame import RefusedError
from sim.model.move import Move
from sim.testing.aims import NearMiss, Step, Wait
from sim.testing.machine import PHASES, DisagreementError, NegotiationMachine

EXAMPLES: Final = 300


@define
class Watch:
    """What the machine does, example by example: each has an adapter of its own."""

    examples: int = 0
    steps: int = 0
    failed_at: int | None = None
    failed_after: float = 0.0
    begun: float = 0.0
    left: int = 0

    def begin(self) -> None:
        """Another example begins."""
        self.examples, self.steps = self.examples + 1, 0

    def asked(self) -> None:
        """The system is asked to make a move."""
        self.steps += 1

    def failed(self) -> None:
        """The example has failed: the first that does, or one to which that was shrunk."""
        self.left = self.steps
        if self.failed_at is None:
            self.failed_at, self.failed_after = self.examples, perf_counter() - self.begun


class DrivenMachine(NegotiationMachine):
    """The default machine, which can also be led step by step."""

    def take(self, step: Step) -> None:
        """Take one step, on its day. Raises: DisagreementError."""
        self.wait(
            step.until if isinstance(step, Wait) else (step.move if isinstance(step, NearMiss) else step).date.best
        )
        self.play(step)


def machine_of(system: System, implementation: type[Any], watch: Watch | None = None) -> type[DrivenMachine]:
    """The default machine for a system, in a sound implementation or one that has a bug."""
    seen = watch or Watch()

    def adapter() -> Any:
        seen.begin()
        made = system.adapter(implementation)
        apply = made.apply

        def watched(move: Move) -> None:
            seen.asked()
            apply(move)

        made.apply = watched
        return made

    class Machine(DrivenMachine):
        adapter_factory = staticmethod(adapter)
        generator = system.generator
        refusal = RefusedError

        def supports(self, move: Move) -> bool:
            return system.supports(move)

        def teardown(self) -> None:
            if isinstance(sys.exc_info()[1], DisagreementError):
                seen.failed()
            super().teardown()

    return Machine


def failure(system: System, implementation: type[Any], steps: Iterable[Step]) -> tuple[int, str] | None:
    """The number of steps, days not counted, after which the system disagrees, and how; None if it never does."""
    machine, taken = machine_of(system, implementation)(), 0
    try:
        for step in steps:
            taken += not isinstance(step, Wait)
            machine.take(step)
    except DisagreementError as error:
        return taken, str(error)
    finally:
        machine.teardown()
    return None


@frozen
class Trial:
    """What came of a trial: the examples and seconds up to the first failure (no examples: there was none).

    `steps` counts the moves, made or refused, to which hypothesis shrank it, in so many seconds of `shrinking`.
    """

    examples: int | None
    seconds: float
    steps: int = 0
    shrinking: float = 0.0
    failure: str = ""


def trial(
    system: System,
    implementation: type[Any],
    seed: int,
    examples: int = EXAMPLES,
    phases: Collection[Phase] = PHASES,
) -> Trial:
    """Run the default machine from a seed, with its default settings."""
    watch = Watch()
    machine = hypothesis.seed(seed)(machine_of(system, implementation, watch))
    given = hypothesis.settings(machine.TestCase.settings, max_examples=examples, database=None, phases=phases)
    watch.begun = perf_counter()
    try:
        run_state_machine_as_test(machine, settings=given)
    except DisagreementError as error:
        shrinking = perf_counter() - watch.begun - watch.failed_after
        return Trial(watch.failed_at, watch.failed_after, watch.left, shrinking, str(error))
    return Trial(None, perf_counter() - watch.begun)
