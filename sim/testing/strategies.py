"""Strategies for hypothesis: legal histories, states, moves and near misses, and `st.from_type` for our classes.

A history is drawn move by move, in five choices each: one more?, the date, the subject, the action, the override of
fields. Every choice is by name, among the options that are legal now. So moves can be left out without the others
changing their meaning, and a failing history shrinks to the moves that matter. It is printed as a scenario file.
While it shrinks, "one more, as it is named" lets what hung on a move that is left out fall with it.
"""

from collections.abc import Collection
from functools import cache
from typing import Final

from hypothesis import assume, note, strategies as st

from sim.history.history import History
from sim.history.replay import Trace
from sim.model.dates import When
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks
from sim.testing.choices import drawn_pick, named_pick
from sim.testing.files import Reproduction, expectations, records, scenarios, starts
from sim.testing.generator import Focus, MoveGenerator, last_day
from sim.testing.invalid_files import faulty_scenarios
from sim.testing.near_misses import NEAR_MISSES, refused
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
FOCI: Final[tuple[Focus, ...]] = (
    *((frozenset(LIFECYCLES), in_play) for in_play in (4, 4, 2)),
    *((frozenset({Proposal}), in_play) for in_play in (4, 1)),
    *((frozenset({Proposal, other}), 4) for other in (Talks, Commitment)),
    (frozenset({Measure}), 3),
)
"""What a history is about: in some all kinds of subject, in others few, of which each sees many moves."""
_FOCUS: Final = st.sampled_from(FOCI)
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
def illegal_moves(draw: st.DrawFn, negotiation: Negotiation, *, faults: Collection[str] = tuple(NEAR_MISSES)) -> Move:
    """Near misses: moves that the state refuses for one thing that is wrong with them, one of these *faults*.

    A legal move by somebody else, on a subject not made yet or under a taken id; for another status; with a name that
    is not known, a field that does not fit, a date past an end; or on subjects that do not go together. Where a fault
    spoils no legal move, the example is thrown away.
    """
    generator, last = MoveGenerator(negotiation), last_day(negotiation)
    pick = drawn_pick(draw)
    move = generator.next_move(negotiation, last, pick)
    assert move is not None
    spoilt = cache(lambda fault: refused(negotiation, NEAR_MISSES[fault](generator, negotiation, move)))
    fault = pick(tuple(faults), lambda fault: bool(spoilt(fault)))
    assume(fault is not None)
    return draw(st.sampled_from(spoilt(fault)))


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
    generator, pace = draw(generators).about(draw(_FOCUS)), draw(st.sampled_from(_PACES))
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
