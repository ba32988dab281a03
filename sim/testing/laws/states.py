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
from sim.testing.laws import outside
from sim.testing.laws.positions import Position, after, positions, spread
from sim.testing.laws.rules import Rules, law
from sim.testing.laws.snapshots import Snapshots
from sim.testing.plain import differences


@law(1, from_outside=outside.same_state)
def the_same_moves_give_the_same_state(history: History, rules: Rules) -> Iterator[str]:
    """Replaying the same moves gives the same state, at once or one by one, and from copies of them."""
    for way, state in _replays(history, rules):
        yield from (
            f"{way} leads to another state: {difference}" for difference in differences(history.states[-1], state)
        )


def _replays(history: History, rules: Rules) -> Iterator[tuple[str, Negotiation]]:
    start, moves = history.start, history.moves
    yield "a replay", rules.replay(start, moves)
    yield "step by step, it", reduce(rules.step, moves, start)
    yield "reduced, it", reduce(rules.reduce, moves, start)
    yield "a replay of copies of the moves", rules.replay(start, [evolve(move) for move in moves])


@law(2, from_outside=outside.same_prefix)
def any_prefix_is_a_snapshot(history: History, rules: Rules) -> Iterator[str]:
    """A record that is replayed up to some move, and from there on, leads where the whole does."""
    for number in spread(len(history.states)):
        snapshot = rules.replay(history.start, history.moves[:number])
        whole = rules.replay(snapshot, history.moves[number:])
        if whole != history.states[-1]:
            how = f"replayed in two parts, the second {after(history, number)}, it leads to another state"
            yield from (f"{how}: {difference}" for difference in differences(history.states[-1], whole))


@law(3)
def no_earlier_state_ever_changes(history: History, rules: Rules) -> Iterator[str]:
    """Every state is after all later moves what it was before them."""
    snapshots, shown = Snapshots(history), spread(len(history.states), MANY)
    for number, state in enumerate(accumulate(history.moves, rules.step, initial=history.start)):
        if number in shown:
            snapshots.take(number, state)
    yield from (f"later moves have changed {difference}" for difference in snapshots.changes())


@law(12)
def a_branch_never_touches_its_trunk(history: History, rules: Rules) -> Iterator[str]:
    """However a record might have gone on from one of its states, all of its states stay as they are."""
    snapshots = Snapshots(history)
    for number in spread(len(history.states), MANY):
        snapshots.take(number, history.states[number])
    for position in positions(history, 4):
        _branch_off(position, rules)
    yield from (f"a branch has changed {difference}" for difference in snapshots.changes())


MANY: Final = 40
"""The most states of a history that are compared with copies of them."""


def _branch_off(position: Position, rules: Rules) -> None:
    """Make each legal move of the position's actor, and where the last of them leads, each of a party's."""
    state = position.state
    for mover in (position.actor, state.setting.party_ids[position.turn % 2]):
        beginning = state
        for move in rules.legal_for(mover, beginning, position.day):
            with suppress(IllegalMoveError):  # what a branch may not do is not for this law to say
                state = rules.step(beginning, move)
