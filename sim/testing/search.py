"""The search for one history: the smallest that is found of which something holds."""

from collections.abc import Callable, Collection
from pathlib import Path
from random import Random
from typing import Any, Final, TypeVar, overload

import hypothesis
from hypothesis import Phase, Verbosity, settings, strategies as st
from hypothesis.errors import NoSuchExample, Unsatisfiable

from sim.history.history import History
from sim.model.errors import all_of
from sim.model.move import Move
from sim.rules.subject import Subject
from sim.testing.arguments.beginnings import strategy
from sim.testing.arguments.checks import checked, refuse
from sim.testing.arguments.histories import OF_HISTORIES
from sim.testing.arguments.values import number, predicate
from sim.testing.story import START
from sim.testing.strategies import EVERY_MOVE, EVERY_SUBJECT, Beginning, histories

Drawn = TypeVar("Drawn")

EXAMPLES: Final = 2_000
"""The most examples that a search tries before it gives up."""

_PHASES: Final = (Phase.generate, Phase.target, Phase.shrink)


def _options_go_with_no_strategy(given: dict[str, Any]) -> None:
    """The check that nobody gives a strategy and what would be for histories."""
    defaults = {"setting": START, "min_moves": 0, "max_moves": None, "moves": EVERY_MOVE, "subjects": EVERY_SUBJECT}
    options = [name for name, default in defaults.items() if given[name] is not default]
    if given["strategy"] is not None and options:
        refuse(f"{all_of(options)} would be for histories, not for a strategy of your own; leave out one or the other")


@overload
def find(
    predicate: Callable[[History], object],
    strategy: None = None,
    *,
    seed: int | None = None,
    max_examples: int = EXAMPLES,
    setting: Beginning | st.SearchStrategy[Beginning] = START,
    min_moves: int = 0,
    max_moves: int | None = None,
    moves: Collection[type[Move]] = EVERY_MOVE,
    subjects: Collection[type[Subject]] = EVERY_SUBJECT,
) -> History: ...
@overload
def find(
    predicate: Callable[[Drawn], object],
    strategy: st.SearchStrategy[Drawn],
    *,
    seed: int | None = None,
    max_examples: int = EXAMPLES,
) -> Drawn: ...
@checked(
    predicate("predicate"),
    strategy("strategy"),
    number("seed", may_be_none=True),
    number("max_examples", least=1),
    _options_go_with_no_strategy,
    *OF_HISTORIES,
)
def find(
    predicate: Callable[[Any], object],
    strategy: st.SearchStrategy[Any] | None = None,
    *,
    seed: int | None = None,
    max_examples: int = EXAMPLES,
    setting: Beginning | st.SearchStrategy[Beginning] = START,
    min_moves: int = 0,
    max_moves: int | None = None,
    moves: Collection[type[Move]] = EVERY_MOVE,
    subjects: Collection[type[Subject]] = EVERY_SUBJECT,
) -> Any:
    """The smallest history that is found of which the *predicate* is true.

    Without a *strategy* it is drawn as by `histories`, whose options the last five are; else it is a value of the
    strategy. The search leaves out the phase in which hypothesis explains a failure, keeps nothing for the next time,
    and comes to the same for the same *seed*. Name the moves or subjects that matter: what is not drawn need not be
    searched, and less is left beside what matters.

    Raises: NoSuchExample if it is true of none of so many examples; InvalidArgument as `histories` does.

    >>> from sim.moves import Oppose, Proposal
    >>> from sim.testing import find
    >>> refused = find(lambda drawn: any(isinstance(move, Oppose) for move in drawn.moves), seed=1, subjects=[Proposal])
    >>> [move.verb for move in refused.moves]
    ['propose', 'oppose']
    """
    options: dict[str, Any] = {"min_moves": min_moves, "max_moves": max_moves, "moves": moves, "subjects": subjects}
    drawn = histories(setting, **options) if strategy is None else strategy
    search = settings(
        max_examples=max_examples, deadline=None, database=None, phases=_PHASES, verbosity=Verbosity.quiet
    )
    random = None if seed is None else Random(seed)  # noqa: S311 - to be repeated
    try:
        return hypothesis.find(drawn, lambda value: bool(predicate(value)), settings=search, random=random)
    except (NoSuchExample, Unsatisfiable) as error:
        raise _no_such_example(predicate, max_examples, error) from None


def _no_such_example(predicate: Callable[[Any], object], count: int, error: Exception) -> NoSuchExample:
    tried = "nothing could be drawn" if isinstance(error, Unsatisfiable) else f"{count:,} examples were tried"
    advice = "name the moves and subjects that it takes, give a higher max_examples, or ask for less"
    failure = NoSuchExample("")
    failure.args = (f"nothing was found of which {_named(predicate)} is true: {tried}; {advice}",)
    return failure


def _named(predicate: Callable[[Any], object]) -> str:
    """The name of a predicate, and where it stands, as a lambda has no name of its own."""
    name, code = getattr(predicate, "__qualname__", repr(predicate)), getattr(predicate, "__code__", None)
    return name if code is None else f"{name} ({Path(code.co_filename).name}:{code.co_firstlineno})"
