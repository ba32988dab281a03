"""A suite of tests for a system under test, to be subclassed: it agrees with the model, and keeps the laws.

    class TestTracker(NegotiationSuite):
        generator = MoveGenerator(START, kinds=(Proposal,))
        refusal = Refused

        def system(self):
            return TrackerAdapter()

pytest collects the subclass. A test that fails prints a few moves that lead there, and their scenario file. What cannot
be tested is skipped, with the reason.
"""

import sys
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Final

import hypothesis
import pytest
from hypothesis.stateful import run_state_machine_as_test

from sim.history.history import History
from sim.model.move import Move
from sim.testing.adapter import Adapter, Statuses, close
from sim.testing.arguments.checks import refuse
from sim.testing.aspects import ASPECTS
from sim.testing.generator import MoveGenerator
from sim.testing.laws import LAWS_FROM_OUTSIDE, Law, a_refused_move_leaves_nothing_behind
from sim.testing.machine import NegotiationMachine

LAW_EXAMPLES: Final = 30
"""The histories in which a law is tried, unless the settings say otherwise: each plays them several times."""

NO_REFUSAL: Final = "no `refusal` is named, the exception by which the system refuses a move"


class NegotiationSuite:
    """The tests that a system under test is to pass; to be subclassed, with a `system` that gives a fresh adapter.

    `generator` has the start and the moves, `refusal` is the exception (or several) by which the system refuses a move,
    `settings` are those of hypothesis for every test. `machine` may be a subclass of the machine that words statuses
    otherwise.
    """

    __test__: ClassVar[int] = False

    generator: ClassVar[MoveGenerator] = MoveGenerator()
    refusal: ClassVar[type[Exception] | tuple[type[Exception], ...]] = ()
    settings: ClassVar[hypothesis.settings | None] = None
    machine: ClassVar[type[NegotiationMachine]] = NegotiationMachine

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "__test__" not in vars(cls):
            cls.__test__ = 1  # as True pytest would collect it whatever its name

    def system(self) -> Adapter:
        """A fresh adapter of the system. To be overridden; the class of the adapter may stand in its place."""
        refuse(f"{type(self).__name__} needs a method `system` that gives a fresh adapter, or the class of the adapter")

    def supports(self, move: Move) -> bool:
        """Whether the system has a word for such a move. To be overridden; a move that it lacks is not made."""
        return True

    def test_it_agrees_with_the_model(self) -> None:
        """Whatever legal moves are made, each is accepted, and the statuses are those of the model."""
        self._drive(self.machine, "", lambda: Limited(self.system()))

    def test_illegal_moves_are_refused(self) -> None:
        """What the model refuses is refused, and nothing comes of it."""
        if not self.refusal:
            pytest.skip(NO_REFUSAL)
        self._drive(self.machine, "Refusals", lambda: Limited(self.system()), refusal=self.refusal)

    def _agree_on(self, method: str) -> None:
        if not self._tells(method):
            pytest.skip(f"the adapter has no `{method}`")
        self._drive(AspectMachine, method.capitalize(), lambda: Limited(self.system(), method))

    def _tells(self, method: str) -> bool:
        adapter = self.system()
        try:
            return hasattr(adapter, method)
        finally:
            close(adapter)

    def _keep(self, law: Law) -> None:
        if law is a_refused_move_leaves_nothing_behind and not self.refusal:
            pytest.skip(NO_REFUSAL)

        def judge(history: History) -> None:
            law(history, self.system, refusal=self.refusal, supports=self.supports)

        self._drive(LawMachine, f"Law{law.number}", self._rehearsing, judge=staticmethod(judge))

    def _rehearsing(self) -> Adapter:
        """A system that takes every move and tells nothing; the adapter may have one that knows the commands, too."""
        adapter = self.system()
        try:
            return Limited(getattr(adapter, "rehearsal", Recorder)())
        finally:
            close(adapter)

    def _drive(
        self, machine: type[NegotiationMachine], name: str, factory: Callable[[], Adapter], **members: Any
    ) -> None:
        """Run such a machine. By its name hypothesis knows what has failed before."""
        if type(self).system is NegotiationSuite.system:
            self.system()
        members["generator"], members["adapter_factory"] = self.generator, staticmethod(factory)
        members["supports"] = lambda _, move: self.supports(move)
        driving: type[NegotiationMachine] = type(f"{type(self).__name__}{name}Machine", (machine,), members)
        run_state_machine_as_test(driving, settings=self.settings or driving.TestCase.settings)


# THE MACHINES


class Limited:
    """An adapter that tells statuses and one thing more, of all that another one does."""

    def __init__(self, adapter: Adapter, *methods: str) -> None:
        self.apply, self.state = adapter.apply, adapter.state
        for name in ("today", "supports", "commands", "close", *methods):
            if hasattr(adapter, name):
                setattr(self, name, getattr(adapter, name))


class AspectMachine(NegotiationMachine):
    """A machine that leaves statuses aside."""

    def differences(self, expected: Statuses, actual: Statuses) -> Iterable[str]:
        """None."""
        return ()


class Recorder:
    """A system that takes every move and tells nothing."""

    def apply(self, move: Move) -> None:
        """Nothing."""

    def state(self) -> Statuses:
        """Nothing."""
        return {}


class LawMachine(AspectMachine):
    """A machine that makes a history, and has it judged at its end."""

    judge: ClassVar[Callable[[History], None]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.TestCase.settings = hypothesis.settings(cls.TestCase.settings, max_examples=LAW_EXAMPLES)

    def __init__(self) -> None:
        super().__init__()
        self._raised_before = sys.exc_info()[1]

    def teardown(self) -> None:
        """Judge the history, unless hypothesis has given it up."""
        super().teardown()
        if sys.exc_info()[1] is self._raised_before:
            type(self).judge(History.of(self.generator.start, self.moves))


# A TEST FOR EACH LAW, AND FOR EACH THING THAT AN ADAPTER MAY TELL


def _test_of_law(law: Law) -> Callable[[NegotiationSuite], None]:
    def test(self: NegotiationSuite) -> None:
        self._keep(law)

    test.__doc__ = law.sentence
    return test


def _test_of_aspect(method: str) -> Callable[[NegotiationSuite], None]:
    def test(self: NegotiationSuite) -> None:
        self._agree_on(method)

    test.__doc__ = f"What the adapter tells by `{method}` is what the model says."
    return test


_TESTS: Final = {
    **{f"test_the_model_says_the_same_of_{aspect.method}": _test_of_aspect(aspect.method) for aspect in ASPECTS},
    **{f"test_{law.__name__}": _test_of_law(law) for law in LAWS_FROM_OUTSIDE},
}
for _name, _test in _TESTS.items():
    _test.__name__ = _name
    _test.__qualname__ = f"NegotiationSuite.{_name}"
    setattr(NegotiationSuite, _name, _test)
