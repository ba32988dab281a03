"""The five lifecycles, and what their transitions say of each move: what it acts on, makes and names."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Final

from attrs import fields_dict, frozen

from sim.model.ids import ids
from sim.model.move import Commit, Move
from sim.model.setting import Setting
from sim.rules.lifecycle import Lifecycle, Transitions
from sim.rules.names import NAME_FIELDS
from sim.rules.subject import StateLike, Subject
from sim.rules.subjects import commitments, measure_lifecycle, proposals, statements, talks
from sim.rules.subjects.answers import ACCEPTED
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Threaten
from sim.rules.subjects.proposals import Accept, Ratify, has_links
from sim.rules.subjects.statements import Remark

LIFECYCLES: Final[dict[type[Subject], Lifecycle]] = {
    lifecycle.entity: lifecycle
    for lifecycle in (
        proposals.LIFECYCLE,
        measure_lifecycle.LIFECYCLE,
        commitments.LIFECYCLE,
        talks.LIFECYCLE,
        statements.LIFECYCLE,
    )
}
"""The table of each kind of subject."""

MOVES_BY_VERB: Final[dict[str, type[Move]]] = {
    move.verb: move for lifecycle in LIFECYCLES.values() for move in lifecycle.moves
}
"""Every move by its verb, in the order of the tables."""

CREATING_MOVES: Final[dict[type[Move], Lifecycle]] = {
    move: lifecycle for lifecycle in LIFECYCLES.values() for move in lifecycle.creating_moves
}
"""The moves that can make a subject or a statement, and the table that lets them."""

TARGET_FIELDS: Final[dict[type[Move], tuple[str, ...]]] = {
    verb: tuple(
        dict.fromkeys(
            each.target
            for lifecycle in LIFECYCLES.values()
            for each in lifecycle.transitions
            if each.move is verb and each.target != "subject"
        )
    )
    for verb in MOVES_BY_VERB.values()
}
"""The fields of each move that name further subjects on which it acts."""


@frozen
class Handler:
    """The look-up in the transitions of one move on one kind of subject.

    `names_others` tells whether a move names anything besides `over` and `source`, which every move has; None where it
    has no such field.
    `targets` are its fields for further subjects on which it acts. `acts_further` tells, of a state and the ruling on
    its own subject, whether it acts on further ones without naming them; None where such a move never does.
    """

    find: Callable[[Any, Any, Setting], Transitions]
    names_others: Callable[[Any], Any] | None
    targets: tuple[str, ...]
    acts_further: Callable[[StateLike, Any], bool] | None


def _settles(state: StateLike, ruling: Any) -> bool:
    return ruling[3][0].to == ACCEPTED and has_links(state, ruling[1])


_ACTS_FURTHER: Final[dict[type[Move], Callable[[StateLike, Any], bool]]] = {
    Accept: _settles,
    Ratify: _settles,
    Commit: lambda state, ruling: bool(ruling[2].replaces),
}

Handlers = dict[type[Move], dict[type, Handler]]
"""The handlers by move and kind of subject (NoneType: not made yet)."""


def _names_others(verb: type[Move]) -> Callable[[Any], Any] | None:
    """The test whether such a move names anything, in a field of its own or in what would avert it."""
    names = tuple(name for name, _ in NAME_FIELDS[verb] if name not in ("over", "source"))
    if len(names) < 2:
        return attrgetter(*names) if names else None
    if verb is Threaten:
        names += ("unless",)
    if any(name == "issue" for name in names):
        return lambda move: True  # a move that makes something is about an issue
    values = attrgetter(*names)
    return lambda move: any(values(move))


def _handlers(target: str) -> Handlers:
    """The handlers of every move for the subjects that its field of that name gives."""
    handlers: Handlers = {verb: {} for verb in MOVES_BY_VERB.values()}
    for kind, lifecycle in LIFECYCLES.items():
        for (verb, field), index in lifecycle.indexes.items():
            if field == target:
                targets = tuple(name for name in TARGET_FIELDS[verb] if name in fields_dict(verb))
                handler = Handler(index.find, _names_others(verb), targets, _ACTS_FURTHER.get(verb))
                for each in index.transitions:
                    handlers[verb][type(None) if each.start is None else kind] = handler
    return handlers


HANDLERS: Final = _handlers("subject")
HANDLERS[Commit][Commitment] = HANDLERS[Commit][type(None)]  # who joins a commitment does not make it
TARGET_HANDLERS: Final = {
    field: _handlers(field) for field in dict.fromkeys(field for fields in TARGET_FIELDS.values() for field in fields)
}
NO_HANDLERS: Final[dict[type, Handler]] = {}


def lifecycle_of(subject: Subject) -> Lifecycle:
    """The table of a subject's kind."""
    return LIFECYCLES[type(subject)]


def named_subjects(move: Move) -> tuple[str, ...]:
    """The ids of the subjects that *move* names: its own first; for a remark none of its own."""
    own = () if type(move) is Remark else move.subjects
    named: list[Any] = [getattr(move, name) for name, namespace in NAME_FIELDS[type(move)] if namespace == "subject"]
    return (*own, *(single for value in named if value for single in ids(value)))
