"""Checks of the options of histories."""

from collections.abc import Iterable
from typing import Final

from sim.model.errors import one_of
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.legal_moves import ABOUT_AN_ISSUE
from sim.rules.registry import CREATING_MOVES, LIFECYCLES
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.talks import Talks
from sim.testing.arguments.beginnings import beginning, is_strategy
from sim.testing.arguments.checks import Check, Given, refuse
from sim.testing.arguments.lists import classes_of_moves, classes_of_subjects
from sim.testing.arguments.values import bounds


def something_to_make(given: Given) -> None:
    """The check that some move is possible, where there has to be one: it makes something, or acts on what is there."""
    least, start, verbs, kinds = (given[name] for name in ("min_moves", "setting", "moves", "subjects"))
    if least and not is_strategy(start) and not any(_may_be_made(verb, start, kinds) for verb in verbs):
        named = one_of(verb.__name__ for verb in verbs[:_FEW]) + (" and others" if len(verbs) > _FEW else "")
        refuse(
            f"min_moves is {least}, but nothing can be made: there is nothing of these subjects for {named} to act on; "
            "add to the moves one that makes something, such as Propose, and to the subjects what it makes"
        )


_FEW: Final = 3


def _may_be_made(verb: type[Move], start: Setting | Negotiation, kinds: Iterable[type[Subject]]) -> bool:
    declared = {type(subject) for subject in start.subjects.values()} if isinstance(start, Negotiation) else _BEGUN
    issues = (start.setting if isinstance(start, Negotiation) else start).issues
    makes = CREATING_MOVES[verb].entity if verb in CREATING_MOVES else None
    if makes is not None and makes in kinds and (issues or verb not in ABOUT_AN_ISSUE):
        return True
    return any(kind in declared and verb in LIFECYCLES[kind].moves for kind in kinds)


_BEGUN: Final = frozenset((Commitment, Talks))
"""The kinds of subject that a bare setting gets."""

OF_HISTORIES: Final[tuple[Check, ...]] = (
    beginning("setting"),
    bounds,
    classes_of_moves("moves"),
    classes_of_subjects("subjects"),
    something_to_make,
)
"""The checks of the options of `histories`."""
