"""The five lifecycles, and what their transitions say of each move: what it acts on, makes and names."""

from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

from sim.model.ids import ids
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.lifecycle import Lifecycle, Transitions
from sim.rules.names import NAME_FIELDS
from sim.rules.subject import Subject
from sim.rules.subjects import commitments, measures, proposals, statements, talks
from sim.rules.subjects.commitments import Commit, Commitment
from sim.rules.subjects.statements import Remark

LIFECYCLES: Final[dict[type[Subject], Lifecycle]] = {
    lifecycle.entity: lifecycle
    for lifecycle in (
        proposals.LIFECYCLE,
        measures.LIFECYCLE,
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

    `names_others` tells whether it has fields for names besides `over` and `source`, which every move has, and
    `acts_further` whether it can act on further subjects.
    """

    find: Callable[[Any, Any, Setting], Transitions]
    names_others: bool
    acts_further: bool


Handlers = dict[type[Move], dict[type, Handler]]
"""The handlers by move and kind of subject (NoneType: not made yet)."""


def _handlers(target: str) -> Handlers:
    """The handlers of every move for the subjects that its field of that name gives."""
    handlers: Handlers = {verb: {} for verb in MOVES_BY_VERB.values()}
    for kind, lifecycle in LIFECYCLES.items():
        for (verb, field), index in lifecycle.indexes.items():
            if field == target:
                names_others = any(name not in ("over", "source") for name, _ in NAME_FIELDS[verb])
                handler = Handler(index.find, names_others, bool(TARGET_FIELDS[verb]))
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
