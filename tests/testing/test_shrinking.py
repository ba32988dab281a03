"""A history that breaks a planted law shrinks to the moves that break it, from every seed."""

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, find, settings

from sim.testing.strategies import histories

FIVE = ("propose", "threaten", "suspend", "convene", "accept")
NINE = ("propose", "suspend", "convene", "threaten", "commit", "agree-to-continue", "extend", "break-off", "withdraw")
SEEDS = range(6)
SEARCH = settings(
    max_examples=20_000,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


def has_in_order(history, verbs):
    """Whether the planted law is broken: these moves were made in this order, others between them."""
    made = iter(move.verb for move in history.moves)
    return all(verb in made for verb in verbs)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("verbs", [FIVE, NINE], ids=["five moves", "nine moves"])
def test_a_history_shrinks_to_the_moves_that_matter(verbs, seed):
    found = find(histories(), lambda each: has_in_order(each, verbs), settings=SEARCH, random=Random(seed))
    assert [move.verb for move in found.moves] == list(verbs)
