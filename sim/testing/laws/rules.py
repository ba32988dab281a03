"""A law, the functions that it judges, and the error of one that is broken."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from attrs import define, frozen
from hypothesis.errors import InvalidArgument

import sim
from sim.assess import tension
from sim.assess.tension import Contribution
from sim.history import replay as replays
from sim.history.history import History
from sim.history.replay import Audit
from sim.model.dates import When
from sim.model.errors import IllegalMoveError, Violation
from sim.model.move import Move
from sim.rules import legal_moves as next_moves, verdict
from sim.rules.state import Negotiation
from sim.rules.verdict import Effect
from sim.scenario.scenario import Scenario
from sim.testing.arguments.beginnings import history
from sim.testing.arguments.checks import checked
from sim.testing.aspects import UntoldError
from sim.testing.laws.system import Factory, LegalMoveRefusedError, Refusals, System, anything


@frozen(kw_only=True)
class Rules:
    """The functions that the laws judge: negsim's own, or others in their place.

    They belong together: whoever has another `step` gives the `replay`, `audit` and `history` that rest on it as well.
    """

    step: Callable[[Negotiation, Move], Negotiation] = replays.step
    reduce: Callable[[Negotiation, Move], Negotiation] = replays.reduce
    replay: Callable[[Negotiation, Iterable[Move]], Negotiation] = replays.replay
    audit: Callable[[Negotiation, Iterable[Move]], Audit] = replays.audit
    history: Callable[[Negotiation, Iterable[Move]], History] = History.of
    violations: Callable[[Negotiation, Move], tuple[Violation, ...]] = verdict.violations
    effects: Callable[[Negotiation, Move], tuple[Effect, ...]] = verdict.effects
    legal_moves: Callable[[Negotiation, str | None, When], Iterable[Move]] = next_moves.legal_moves
    standing: Callable[[Negotiation, date], Iterable[Contribution]] = tension.standing
    as_yaml: Callable[[Scenario], str] = sim.as_yaml
    as_json: Callable[[Scenario], str] = sim.as_json
    read: Callable[[bytes | str], Scenario] = sim.loads

    def legal_for(self, actor: str | None, state: Negotiation, day: When) -> list[Move]:
        """The moves of an actor that `legal_moves` offers and that have no violations."""
        return [move for move in self.legal_moves(state, actor, day) if not self.violations(state, move)]


OURS: Final = Rules()
"""The functions of negsim."""


@define
class LawBrokenError(AssertionError):
    """A law that does not hold: its number in the design, its name, and what was found where."""

    number: int
    name: str
    reason: str

    def __str__(self) -> str:
        return f"law {self.number}, {self.name.replace('_', ' ')}: {self.reason}"


LEGAL: Final = (5, "legal_moves_are_sound_and_complete")
"""The number and name of the law that is broken when a system does not make a legal move."""


@frozen
class Law:
    """A law of the design: its number, and the function that finds its breaches in a history.

    `from_outside` does the same for a system under test; None if that cannot be judged by what it accepts and tells.
    """

    number: int
    breaches: Callable[[History, Rules], Iterator[str]]
    from_outside: Callable[[History, System], Iterator[str]] | None = None

    @checked(history("history"))
    def __call__(
        self,
        history: History,
        rules: Rules | Factory = OURS,
        *,
        refusal: Refusals = (),
        supports: Callable[[Move], bool] = anything,
    ) -> None:
        """Hold the *rules* to the law in a *history* that `rules.history` has made; or a system, made by its adapter.

        Raises: LawBrokenError at the first place where it is broken; InvalidArgument for a system where the law cannot
        be judged from outside, or tries illegal moves and no *refusal* is named.
        """
        if isinstance(rules, Rules):
            reasons = self._reasons(history, rules)
        else:
            reasons = self._reasons_from_outside(history, System(rules, refusal, supports))
        broken, cause = self._first(reasons)
        if broken is not None:
            raise broken from cause  # here alone, with no error in hand: hypothesis takes all of them for one failure

    def _first(self, reasons: Iterator[str]) -> tuple[LawBrokenError | None, BaseException | None]:
        """The error of the first breach, and what the system raised there; None where there is none."""
        try:
            reason = next(reasons, None)
        except LegalMoveRefusedError as refused:
            return LawBrokenError(*LEGAL, str(refused)), refused.__cause__
        except UntoldError as untold:
            return LawBrokenError(self.number, self.__name__, str(untold)), untold.__cause__
        return (None if reason is None else LawBrokenError(self.number, self.__name__, reason)), None

    def _reasons_from_outside(self, history: History, system: System) -> Iterator[str]:
        if self.from_outside is None:
            raise InvalidArgument(
                f"law {self.number} cannot be judged from outside; those of `laws.LAWS_FROM_OUTSIDE` can"
            )
        yield from self.from_outside(system.supported(history), system)

    def _reasons(self, history: History, rules: Rules) -> Iterator[str]:
        """The breaches; a refusal where all is legal is one."""
        try:
            yield from self.breaches(history, rules)
        except IllegalMoveError as refused:
            yield f"what was legal is refused: {refused.sentence}"

    @property
    def __name__(self) -> str:
        """Its statement in snake case; pytest calls a test by it."""
        return self.breaches.__name__

    @property
    def sentence(self) -> str:
        """Its statement, a sentence."""
        return (self.breaches.__doc__ or "").partition("\n")[0]


def law(
    number: int, from_outside: Callable[[History, System], Iterator[str]] | None = None
) -> Callable[[Callable[[History, Rules], Iterator[str]]], Law]:
    """A decorator: the law of this number, by the function that finds its breaches."""
    return lambda breaches: Law(number, breaches, from_outside)
