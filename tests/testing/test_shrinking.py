"""A history that breaks a planted law shrinks to the moves that break it."""

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, find, settings

from sim.testing.strategies import histories

FIVE = ("propose", "oppose", "accept", "extend", "withdraw")
NINE = (
    *("convene", "agree-to-continue", "adjourn"),
    *("convene", "adjourn", "agree-to-continue"),
    *("convene", "adjourn", "break-off"),
)
SEARCH = settings(
    max_examples=20_000,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


def has_seen(subject, verbs, history):
    """Whether these moves were made on the subject in this order, others between them or not."""
    made = iter([move.verb for move in history.moves if move.subject == subject])
    return all(verb in made for verb in verbs)


def is_broken(verbs, history):
    """Whether the planted law is: no subject sees these moves in this order."""
    return any(has_seen(subject, verbs, history) for subject in {move.subject for move in history.moves})


def shrunk(verbs, seed):
    """The verbs that are left of a history that breaks the planted law."""
    found = find(histories(), lambda history: is_broken(verbs, history), settings=SEARCH, random=Random(seed))
    return [move.verb for move in found.moves]


@pytest.mark.no_cover  # to trace every line would double the time
@pytest.mark.parametrize("seed", range(6))
def test_a_history_shrinks_to_the_five_moves_that_matter(seed):
    assert shrunk(FIVE, seed) == [*FIVE]


@pytest.mark.no_cover  # the same; each of these takes about a minute, so two seeds must do
@pytest.mark.parametrize("seed", range(2))
def test_a_history_shrinks_to_the_nine_moves_that_matter(seed):
    assert shrunk(NINE, seed) == [*NINE]
