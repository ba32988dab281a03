"""Strategies for hypothesis: legal histories, states, moves and near misses, and `st.from_type` for our classes.

A history is drawn move by move, in five choices each: one more?, the date, the subject, the action, the override of
fields. Every choice is by name, among the options that are legal now. So moves can be left out without the others
changing their meaning, and a failing history shrinks to the moves that matter. It is printed as a scenario file.
While it shrinks, "one more, as it is named" lets what hung on a move that is left out fall with it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from attrs import evolve
from hypothesis import assume, note, strategies as st

from sim.history.history import History
from sim.history.replay import Trace
from sim.model.dates import When
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.registry import CREATING_MOVES, LIFECYCLES, MOVES_BY_VERB
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.statements import Remark
from sim.rules.subjects.talks import Talks
from sim.rules.verdict import violations
from sim.testing.choices import drawn_pick, named_pick
from sim.testing.files import Reproduction, expectations, records, scenarios, starts
from sim.testing.generator import MoveGenerator, last_day
from sim.testing.invalid_files import faulty_scenarios
from sim.testing.story import START
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

_PACES: Final = (6, 20, 60)
"""Moves in a history on average, or nearly: most are short, that many be tried, some long, for rare ones."""
_ANSWERS: Final = 16
_MORE: Final = st.integers(0, _ANSWERS - 1)
"""One more? 0 says no, 1 yes, but only as it is named; the others say yes, save a few in the middle of short histories.

They are few, as every step by which hypothesis lowers an answer counts among the 500 that it takes at the most.
"""
_NO, _AS_NAMED, _MIDDLE = 0, 1, 8


def _is_enough(draw: st.DrawFn, answer: int, pace: int) -> bool:
    """Whether the answer is no; in long histories it takes a second no."""
    if answer == _NO:
        return pace < 2 * _ANSWERS or draw(st.integers(0, pace // _ANSWERS - 1)) == _NO
    return _MIDDLE < answer <= _MIDDLE + _ANSWERS // pace


def begun(beginning: Beginning) -> Negotiation:
    """The first state of a history; a bare setting gets a treaty in force for both parties, and talks."""
    if isinstance(beginning, Negotiation):
        return beginning
    treaty = Declaration("treaty", issue=beginning.issue_ids[:1])
    return Negotiation.begin(beginning, (Commitment.declared(treaty, beginning.party_ids), Talks.declared("talks")))


def histories(
    setting: Beginning | st.SearchStrategy[Beginning] = START,
    *,
    min_moves: int = 0,
    max_moves: int | None = None,
    moves: Collection[type[Move]] = EVERY_MOVE,
    subjects: Collection[type[Subject]] = EVERY_SUBJECT,
) -> st.SearchStrategy[History]:
    """Legal histories from a beginning: of so many moves, with these moves only, on these kinds of subjects only.

    A test that fails on one prints it as a scenario file. It is unsatisfiable if fewer than `min_moves` can be made.
    """
    return _histories(_generators(setting, moves, subjects), min_moves, max_moves)


def negotiations(
    setting: Beginning | st.SearchStrategy[Beginning] = START,
    *,
    min_moves: int = 0,
    max_moves: int | None = None,
    moves: Collection[type[Move]] = EVERY_MOVE,
    subjects: Collection[type[Subject]] = EVERY_SUBJECT,
) -> st.SearchStrategy[Negotiation]:
    """The states that such histories lead to."""
    drawn = _histories(_generators(setting, moves, subjects), min_moves, max_moves)
    return drawn.map(lambda history: history.states[-1])


@st.composite
def moves(
    draw: st.DrawFn,
    negotiation: Negotiation,
    *,
    moves: Collection[type[Move]] = EVERY_MOVE,
    subjects: Collection[type[Subject]] = EVERY_SUBJECT,
) -> Move:
    """Legal moves in a state, on the day of its last move or later."""
    generator, last = MoveGenerator(negotiation, moves, subjects), last_day(negotiation)
    assume(generator.can_continue(negotiation, When.of(last)))
    move = generator.next_move(negotiation, last, drawn_pick(draw))
    assert move is not None
    return move


@st.composite
def illegal_moves(draw: st.DrawFn, negotiation: Negotiation) -> Move:
    """Near misses: moves that the state refuses for one thing that is wrong with them.

    A legal move by somebody else, on a subject not made yet or under a taken id; or a move for such a kind of subject,
    but not in its status.
    """
    generator, last = MoveGenerator(negotiation), last_day(negotiation)
    move = generator.next_move(negotiation, last, drawn_pick(draw))
    assert move is not None
    spoilt = {kind: _refused(negotiation, spoil(generator, negotiation, move)) for kind, spoil in NEAR_MISSES.items()}
    kind = draw(st.sampled_from(tuple(spoilt)).filter(lambda kind: spoilt[kind]))
    return draw(st.sampled_from(spoilt[kind]))


def _refused(state: Negotiation, moves: Iterable[Move]) -> tuple[Move, ...]:
    return tuple(move for move in moves if violations(state, move))


def _by_somebody_else(generator: MoveGenerator, state: Negotiation, move: Move) -> Iterator[Move]:
    if move.by is not None:
        yield from (evolve(move, by=other) for other in state.setting.actors if other != move.by)


def _on_what_nobody_made(generator: MoveGenerator, state: Negotiation, move: Move) -> Iterator[Move]:
    if type(move) not in CREATING_MOVES:
        yield from (evolve(move, subject=name) for name in generator.names(state) if name not in state.subjects)


def _under_a_name_that_is_taken(generator: MoveGenerator, state: Negotiation, move: Move) -> Iterator[Move]:
    if type(move) in CREATING_MOVES and type(move) is not Remark:
        yield from (evolve(move, subject=name) for name in state.ids)


def _as_the_subject_does_not_stand(generator: MoveGenerator, state: Negotiation, move: Move) -> Iterator[Move]:
    for name in state.ids:
        for action in generator.actions_on(state.subjects[name]):
            yield action.on(name, move.date)


NEAR_MISSES: Final[dict[str, Callable[[MoveGenerator, Negotiation, Move], Iterator[Move]]]] = {
    "wrong party": _by_somebody_else,
    "unknown id": _on_what_nobody_made,
    "id reused": _under_a_name_that_is_taken,
    "wrong status": _as_the_subject_does_not_stand,
}
"""The faults of near misses, each with the function that makes such moves of a legal one."""


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
    generator, pace = draw(generators), draw(st.sampled_from(_PACES))
    fitting, named = drawn_pick(draw), named_pick(draw)
    trace, day = Trace.of(generator.start), last_day(generator.start)
    while (max_moves is None or len(trace.moves) < max_moves) and generator.can_continue(
        trace.states[-1], When.of(day)
    ):
        answer = draw(_MORE)
        if len(trace.moves) >= min_moves and _is_enough(draw, answer, pace):
            break
        move = generator.next_move(trace.states[-1], day, named if answer == _AS_NAMED else fitting)
        if move is not None:
            trace.step(move)
            day = move.date.best
    assume(len(trace.moves) >= min_moves)
    history = History.of_trace(trace)
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
