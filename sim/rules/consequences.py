"""Consequences: the further subjects on which a move acts: what it replaces, settles, raises or puts into force."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from sim.model.dates import When
from sim.model.ids import ids
from sim.model.move import Commit, Move
from sim.rules.lifecycle import Reducer
from sim.rules.registry import TARGET_FIELDS
from sim.rules.settlement import settled_at_once, settled_with
from sim.rules.subject import StateLike
from sim.rules.subjects.answers import ACCEPTED
from sim.rules.subjects.commitments import Commitment, superseded
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Accept, Proposal, Ratify, has_links

Further = tuple[str, str, Reducer[Any, Any] | None]
"""The field by which a move acts on a further subject, its id, and what it makes of it (None: as the table says)."""


def further_subjects(state: StateLike, move: Move, own: Sequence[Any]) -> Iterator[Further]:
    """The further subjects on which a legal move acts, each once, from the rulings on its own subjects."""
    if isinstance(move, Accept | Ratify):
        yield from _settled_by_yes(state, own)
        return
    for target in TARGET_FIELDS[type(move)]:
        names = ids(getattr(move, target, ()))
        if isinstance(move, Commit) and target == "replaces":
            yield from _superseded(state, move, own)
        elif target == "settles":
            if names:
                yield from _settled(state, move, names)
        elif target != "as_" or isinstance(state.subjects.get(names[0] if names else ""), Measure):
            yield from ((target, name, None) for name in names)


def _settled_by_yes(state: StateLike, own: Sequence[Any]) -> Iterator[Further]:
    settled: dict[str, None] = {}
    for _, before, _, transitions in own:
        if transitions[0].to == ACCEPTED and isinstance(before, Proposal) and has_links(state, before):
            settled.update(dict.fromkeys(settled_with(state, before)))
    yield from (("settles", name, None) for name in settled)


def _settled(state: StateLike, move: Move, names: tuple[str, ...]) -> Iterator[Further]:
    """Those that it names, be they open or not, and those that hang together with them."""
    further = (name for name in settled_at_once(state, names) if name not in move.subjects)
    yield from (("settles", name, None) for name in dict.fromkeys((*names, *further)))


def _superseded(state: StateLike, move: Move, own: Sequence[Any]) -> Iterator[Further]:
    """The commitments whose place is taken, as all who have a part in them have joined the new one."""
    taken: set[str] = set()
    for name, _, after, _ in own:
        for old in after.replaces if isinstance(after, Commitment) else ():
            replaced = state.subjects.get(old)
            if old in taken or not isinstance(replaced, Commitment) or replaced.replaced_by:
                continue
            if after.is_joined_by(replaced.participation):
                taken.add(old)
                yield "replaces", old, partial(superseded, replaced_by=name, day=_begins(move, after, replaced))


def _begins(move: Move, commitment: Commitment, replaced: Commitment) -> When | None:
    """The day from which all who have a part in a commitment are bound by the one that takes its place, if later."""
    parts = (commitment.participation[party].begins for party in replaced.participation)
    return max((day for day in parts if day is not None and day.best > move.date.best), default=None)
