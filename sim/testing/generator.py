"""Random histories without hypothesis: legal moves, the same for the same seed, aimed at where mistakes are."""

from random import Random

from sim.history.history import History
from sim.history.replay import Trace
from sim.model.move import Move
from sim.testing import coverage
from sim.testing.actions import OpenMoves
from sim.testing.aims import Aims
from sim.testing.arguments.checks import checked
from sim.testing.arguments.values import instance, number
from sim.testing.player import Player
from sim.testing.turns import ALIKE, MoveGenerator, Slots, last_day

__all__ = ["MoveGenerator", "at_random", "generate_history", "last_day"]


@checked(
    number("seed"), number("turns"), instance("generator", MoveGenerator, "MoveGenerator(start)", may_be_none=True)
)
def at_random(seed: int, turns: int, generator: MoveGenerator | None = None) -> History:
    """A random history of so many moves; the same for the same seed."""
    return generate_history(generator or MoveGenerator(), turns, Random(seed))  # noqa: S311 - a test, not a secret


@checked(
    number("turns"),
    instance("generator", MoveGenerator, "MoveGenerator(start)"),
    instance("source", Random, "random.Random(1)"),
)
def generate_history(generator: MoveGenerator, turns: int, source: Random) -> History:
    """A history of so many moves; of fewer if no move is legal any more."""
    trace, day = Trace.of(generator.start), last_day(generator.start)
    player, slots = Player(Aims(generator), source), Slots(generator.start, alike=source.random() < ALIKE)
    while len(trace.moves) < turns:
        played = player.turn(OpenMoves(generator.actions, trace.states[-1]), slots, day)
        if played is None:
            break
        turn, move = played
        assert isinstance(move, Move)
        trace.step(move)
        slots.take(turn.slot, trace.states[-1])
        day = move.date.best
    coverage.record(trace)
    return History.of_trace(trace)
