"""Verbs between which coders waver."""

from itertools import permutations
from typing import Final

from sim.model.move import Move

_GROUPS: Final = (
    ("impose", "carry-out", "raise", "resume", "threaten"),
    ("threaten", "remark", "act"),
    ("impose", "act"),
    ("suspend", "lift", "ease", "extend"),
    ("withdraw", "lift", "lapse", "repudiate"),
    ("oppose", "reject"),
    ("accept", "ratify", "commit", "comply"),
    ("propose", "commit", "agree-to-continue", "act"),
    ("leave", "repudiate", "breach", "suspend"),
    ("convene", "agree-to-continue"),
    ("adjourn", "break-off", "suspend"),
    ("carry-out", "comply", "act"),
)
NEAR: Final = frozenset(pair for group in _GROUPS for pair in permutations(group, 2))
"""Pairs of such verbs, either way round."""


def verbs_alike(one: Move, other: Move) -> float:
    """1 for one verb, a half for two between which coders waver, else 0."""
    if type(one) is type(other):
        return 1.0
    return 0.5 if (one.verb, other.verb) in NEAR else 0.0
