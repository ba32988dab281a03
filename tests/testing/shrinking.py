"""What hypothesis leaves of a history that breaks a planted law: run in a process of its own, it depends on the seed.

What else has been imported would tell: hypothesis also draws numbers that stand in the modules it finds.
"""

import sys
from random import Random

from hypothesis import HealthCheck, Phase, find, settings

from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks
from sim.testing.strategies import histories

FIVE = ("propose", "oppose", "accept", "extend", "withdraw")
NINE = (
    *("convene", "agree-to-continue", "adjourn"),
    *("convene", "adjourn", "agree-to-continue"),
    *("convene", "adjourn", "break-off"),
)
SUBJECTS = {FIVE: (Proposal, Talks), NINE: (Talks,)}
"""The moves that break a planted law, each with the subjects of the histories in which they are looked for."""
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


def left(verbs, seed):
    """The history that is left of one that was found from this seed."""
    drawn = histories(subjects=SUBJECTS[verbs])
    return find(drawn, lambda history: is_broken(verbs, history), settings=SEARCH, random=Random(seed))


if __name__ == "__main__":
    count, number = sys.argv[1:]
    found = left({"5": FIVE, "9": NINE}[count], int(number))
    sys.stdout.write(" ".join(move.verb for move in found.moves))
