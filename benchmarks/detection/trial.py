"""One trial: the default machine against a system, from a seed, until the first failure, and what is left of it."""

import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any, Final

import hypothesis
from attrs import define, frozen
from hypothesis.stateful import run_state_machine_as_test

from benchmarks.detection.adapters import System
from benchmarks.detection.systems.frame import RefusedError
from sim.model.move import Move
from sim.testing.machine import DisagreementError, NegotiationMachine

EXAMPLES: Final = 300


@frozen
class Trial:
    """What came of a trial: the examples and seconds up to the first failure (None: none found), and what was left.

    `steps` counts the moves, made or refused, of the example to which hypothesis shrank the failure.
    """

    examples: int | None
    seconds: float
    steps: int | None = None
    shrinking: float = 0.0
    message: str = ""


@define
class Watch:
    """What the machine does, example by example: each has one adapter."""

    examples: int = 0
    asked: int = 0
    failed_at: int | None = None
    failed_after: float = 0.0
    begun: float = 0.0
    left: int = 0

    def failed(self) -> None:
        """An example has failed: the first, or a smaller one."""
        self.left = self.asked
        if self.failed_at is None:
            self.failed_at, self.failed_after = self.examples, perf_counter() - self.begun


def machine_of(system: System, implementation: type, watch: Watch | None = None) -> type[NegotiationMachine]:
    """The default machine for a system, in a sound implementation or one that has a bug."""
    watch = watch or Watch()

    def adapter() -> Any:
        made = system.adapter(implementation)
        apply: Callable[[Move], None] = made.apply

        def counted(move: Move) -> None:
            watch.asked += 1
            apply(move)

        watch.examples, watch.asked, made.apply = watch.examples + 1, 0, counted
        return made

    class Machine(NegotiationMachine):
        adapter_factory = staticmethod(adapter)
        generator = system.generator
        refusal = RefusedError

        def supports(self, move: Move) -> bool:
            return system.supports(move)

        def teardown(self) -> None:
            if isinstance(sys.exc_info()[1], DisagreementError):
                watch.failed()
            super().teardown()

    return Machine


def trial(system: System, implementation: type, seed: int, examples: int = EXAMPLES) -> Trial:
    """Run the default machine from a seed."""
    watch = Watch()
    machine = hypothesis.seed(seed)(machine_of(system, implementation, watch))
    given = hypothesis.settings(machine.TestCase.settings, max_examples=examples, database=None)
    watch.begun = perf_counter()
    try:
        run_state_machine_as_test(machine, settings=given)
    except DisagreementError as error:
        shrinking = perf_counter() - watch.begun - watch.failed_after
        return Trial(watch.failed_at, watch.failed_after, watch.left, shrinking, str(error))
    return Trial(None, perf_counter() - watch.begun)
