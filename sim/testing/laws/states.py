"""Laws 1, 2, 3 and 12: states are values; what led to them is all that they depend on."""

from collections.abc import Iterator
from contextlib import suppress
from functools import reduce
from itertools import accumulate
from typing import Final

from attrs import evolve

from sim.history.history import History
from sim.model.errors import IllegalMoveError
from sim.rules.state import Negotiation
from sim.testing.laws.positions import Position, after, points, spread
from sim.testing.laws.rules import Rules, law
from sim.testing.laws.snapshots import Snapshots
from sim.testing.plain import differences


@law(1)
def the_same_moves_give_the_same_state(history: History, rules: Rules) -> Iterator[str]:
    """Replaying the same moves gives the same state, at once or one by one, and from copies of them."""
    for way, state in _replays(history, rules):
        yield from (f"{way} leads to another state: {apart}" for apart in differences(history.states[-1], state))


def _replays(history: History, rules: Rules) -> Iterator[tuple[str, Negotiation]]:
    start, moves = history.start, history.moves
    yield "a replay", rules.replay(start, moves)
    yield "step by step, it", reduce(rules.step, moves, start)
    yield "reduced, it", reduce(rules.reduce, moves, start)
    yield "a replay of copies of the moves", rules.replay(start, [evolve(move) for move in moves])


@law(2)
def any_prefix_is_a_snapshot(history: History, rules: Rules) -> Iterator[str]:
    """A record that is replayed up to some move, and from there on, leads where the whole does."""
    for number in spread(len(history.states)):
        snapshot = rules.replay(history.start, history.moves[:number])
        whole = rules.replay(snapshot, history.moves[number:])
        if whole != history.states[-1]:
            how = f"replayed in two parts, the second {after(history, number)}, it leads to another state"
            yield from (f"{how}: {apart}" for apart in differences(history.states[-1], whole))


@law(3)
def no_earlier_state_ever_changes(history: History, rules: Rules) -> Iterator[str]:
    """Every state is after all later moves what it was before them."""
    pictures, shown = Snapshots(history), spread(len(history.states), MANY)
    for number, state in enumerate(accumulate(history.moves, rules.step, initial=history.start)):
        if number in shown:
            pictures.take(number, state)
    yield from (f"later moves have changed {apart}" for apart in pictures.changes())


@law(12)
def a_branch_never_touches_its_trunk(history: History, rules: Rules) -> Iterator[str]:
    """However a record might have gone on from one of its states, all of its states stay as they are."""
    pictures = Snapshots(history)
    for number in spread(len(history.states), MANY):
        pictures.take(number, history.states[number])
    for point in points(history, 4):
        _branch_off(point, rules)
    yield from (f"a branch has changed {apart}" for apart in pictures.changes())


MANY: Final = 40
"""How many states of a history are kept an eye on at the most."""


def _branch_off(point: Position, rules: Rules) -> None:
    """Make each legal move of the point's actor, and where the last of them leads, each of a party's."""
    state = point.state
    for mover in (point.actor, state.setting.party_ids[point.lot % 2]):
        beginning = state
        for move in rules.legal_for(mover, beginning, point.day):
            with suppress(IllegalMoveError):  # what a branch may not do is not for this law to say
                state = rules.step(beginning, move)
