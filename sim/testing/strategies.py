"""Strategies for hypothesis: legal histories, states, moves and near misses, and `st.from_type` for our classes.

A history is drawn move by move, aimed at where mistakes are: see `sim.testing.player`. Each move is a few choices by
name: its subject, its date, its action, its optional fields. So moves can be left out without the others changing their
meaning, what hung on a move falls with it, and a failing history shrinks to the moves that matter. It is printed as a
scenario file.
"""

from collections.abc import Collection
from typing import Final

from hypothesis import assume, note, strategies as st

from sim.history.history import History
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.talks import Talks
from sim.testing import coverage
from sim.testing.arguments.beginnings import first_state, state
from sim.testing.arguments.checks import checked
from sim.testing.arguments.histories import OF_HISTORIES
from sim.testing.arguments.lists import classes_of_moves, classes_of_subjects, words
from sim.testing.choices import drawn_history, drawn_move
from sim.testing.files import Reproduction, expectations, records, scenarios, starts
from sim.testing.invalid_files import faulty_scenarios
from sim.testing.near_misses import NEAR_MISSES, near_misses
from sim.testing.story import START
from sim.testing.turns import MoveGenerator
from sim.testing.values import (
    STRATEGIES,
    any_moves,
    commitments,
    conditions,
    declarations,
    formats,
    ids,
    moves_of,
    settings,
    sources,
    texts,
    whens,
)

Beginning = Setting | Negotiation
"""The start of a history: a state, or a setting, to which `begun` adds a treaty and talks."""

EVERY_MOVE: Final = tuple(MOVES_BY_VERB.values())
EVERY_SUBJECT: Final = tuple(LIFECYCLES)


@checked(first_state("beginning"))
def begun(beginning: Beginning) -> Negotiation:
    """The first state of a history; a bare setting gets a treaty in force for both parties, and talks."""
    if isinstance(beginning, Negotiation):
        return beginning
    treaty = Declaration("treaty", issue=beginning.issue_ids[:1])
    return Negotiation.begin(beginning, (Commitment.declared(treaty, beginning.party_ids), Talks.declared("talks")))


@checked(*OF_HISTORIES)
def histories(
    setting: Beginning | st.SearchStrategy[Beginning] = START,
    *,
    min_moves: int = 0,
    max_moves: int | None = None,
    moves: Collection[type[Move]] = EVERY_MOVE,
    subjects: Collection[type[Subject]] = EVERY_SUBJECT,
) -> st.SearchStrategy[History]:
    """Legal histories, which shrink to the moves that matter.

    They begin in *setting*: a state, a setting, which gets a treaty and talks, or a strategy of either. They have from
    *min_moves* to *max_moves* moves (None: most are short, some long), all of them of the classes *moves* and on
    subjects of the classes *subjects*. Both narrow the draw itself: what is not drawn need not be searched.

    A test that fails on one prints it as a scenario file. An example with fewer moves than there have to be is thrown
    away. Raises: InvalidArgument, when it is called.

    >>> from hypothesis import given
    >>> from sim.moves import Proposal
    >>> from sim.testing.strategies import histories
    >>> @given(histories(subjects=[Proposal], min_moves=1))
    ... def test_somebody_has_proposed(history):
    ...     assert history.states[-1].proposals
    """
    return _histories(_generators(setting, moves, subjects), min_moves, max_moves)


@checked(*OF_HISTORIES)
def negotiations(
    setting: Beginning | st.SearchStrategy[Beginning] = START,
    *,
    min_moves: int = 0,
    max_moves: int | None = None,
    moves: Collection[type[Move]] = EVERY_MOVE,
    subjects: Collection[type[Subject]] = EVERY_SUBJECT,
) -> st.SearchStrategy[Negotiation]:
    """The states that such histories lead to: the options are those of `histories`. Raises: InvalidArgument.

    >>> from hypothesis import given
    >>> from sim.testing.strategies import negotiations
    >>> @given(negotiations(min_moves=3))
    ... def test_every_move_is_counted(state):
    ...     assert state.version >= 3
    """
    drawn = _histories(_generators(setting, moves, subjects), min_moves, max_moves)
    return drawn.map(lambda history: history.states[-1])


@checked(state("negotiation"), classes_of_moves("moves"), classes_of_subjects("subjects"))
@st.composite
def moves(
    draw: st.DrawFn,
    negotiation: Negotiation,
    *,
    moves: Collection[type[Move]] = EVERY_MOVE,
    subjects: Collection[type[Subject]] = EVERY_SUBJECT,
) -> Move:
    """Legal moves in a state, on the day of its last move or later.

    They are of the classes *moves*, on subjects of the classes *subjects*. An example in which none of them is legal is
    thrown away. Raises: InvalidArgument, when it is called.

    >>> from hypothesis import given, strategies as st
    >>> from sim import step
    >>> from sim.testing.strategies import moves, negotiations
    >>> @given(negotiations(), st.data())
    ... def test_one_more(state, data):
    ...     assert step(state, data.draw(moves(state))).version == state.version + 1
    """
    return drawn_move(draw, MoveGenerator(negotiation, moves, subjects))


@checked(state("negotiation"), words("faults", NEAR_MISSES, "faults"))
@st.composite
def illegal_moves(draw: st.DrawFn, negotiation: Negotiation, *, faults: Collection[str] = tuple(NEAR_MISSES)) -> Move:
    """Near misses: moves that the state refuses for one thing that is wrong with them, one of these *faults*.

    A legal move by somebody else, on a subject not made yet or under a taken id; for another status; with a name that
    is not known, a field that does not fit, a date past an end; on subjects that do not go together; or one that has
    been made already. Where a fault spoils no legal move, the example is thrown away. *faults* are names in
    `NEAR_MISSES`, all of them unless some are given. Raises: InvalidArgument, when it is called.

    >>> from hypothesis import given, strategies as st
    >>> from sim import violations
    >>> from sim.testing.strategies import illegal_moves, negotiations
    >>> @given(negotiations(), st.data())
    ... def test_it_is_refused(state, data):
    ...     assert violations(state, data.draw(illegal_moves(state, faults=["too late", "wrong party"])))
    """
    generator = MoveGenerator(negotiation)
    move = drawn_move(draw, generator)
    spoilt = (near_misses(fault, generator, negotiation, move) for fault in draw(st.permutations(tuple(faults))))
    some = next(filter(None, spoilt), ())
    assume(some)
    miss = draw(st.sampled_from(some))
    coverage.record_move(negotiation, miss)
    return miss


def _generators(
    setting: Beginning | st.SearchStrategy[Beginning],
    verbs: Collection[type[Move]],
    kinds: Collection[type[Subject]],
) -> st.SearchStrategy[MoveGenerator]:
    if isinstance(setting, st.SearchStrategy):
        return setting.map(lambda beginning: MoveGenerator(begun(beginning), verbs, kinds))
    return st.just(MoveGenerator(begun(setting), verbs, kinds))


@st.composite
def _histories(
    draw: st.DrawFn, generators: st.SearchStrategy[MoveGenerator], min_moves: int, max_moves: int | None
) -> History:
    history = drawn_history(draw, draw(generators), min_moves, max_moves)
    assume(len(history.moves) >= min_moves)
    note(Reproduction(history))
    return history


__all__ = [
    "EVERY_MOVE",
    "EVERY_SUBJECT",
    "NEAR_MISSES",
    "STRATEGIES",
    "any_moves",
    "begun",
    "commitments",
    "conditions",
    "declarations",
    "expectations",
    "faulty_scenarios",
    "formats",
    "histories",
    "ids",
    "illegal_moves",
    "moves",
    "moves_of",
    "negotiations",
    "records",
    "scenarios",
    "settings",
    "sources",
    "starts",
    "texts",
    "whens",
]

for _kind, _strategy in {**STRATEGIES, Negotiation: negotiations(), History: histories()}.items():
    st.register_type_strategy(_kind, _strategy)
