"""Threats: how many each party made, how many worked, and how many it carried out when they were triggered.

Threats that work are never triggered; so the triggered ones are a selection of those that did not work.

Source: J. D. Fearon, Signaling Foreign Policy Interests (1997); K. A. Schultz, Looking for Audience Costs (2001).
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from sim.model.dates import When
from sim.model.move import CarryOut, Move
from sim.rules.subject import Subject
from sim.rules.subjects.measures import COMPLIED, Impose, Measure, Threaten

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot

Threats = tuple[Measure, ...]


@frozen
class FollowThrough:
    """The threats of a party, oldest first: all, those complied with, those triggered, and those carried out then."""

    threatened: Threats
    complied: Threats
    triggered: Threats
    carried_out: Threats


def follow_through(view: "Snapshot") -> dict[str, FollowThrough]:
    """The threats of each party, and of third parties `with` it, in a snapshot, by what has come of them."""
    threats = [measure for measure in view.state.measures.values() if isinstance(measure.made, Threaten)]
    setting, punctual = view.state.setting, {*_carried_out_at_the_deadline(view)}
    triggered = {each.id for each in threats if view.triggers.has_been_triggered(each)} | punctual
    made_by: dict[str, list[Measure]] = {party: [] for party in setting.party_ids}
    for threat in threats:
        for party in setting.sides_of(threat.author):
            made_by[party].append(threat)
    return {party: _follow_through(made, triggered) for party, made in made_by.items()}


def _carried_out_at_the_deadline(view: "Snapshot") -> Iterator[str]:
    """The ids of the threats that were carried out when their deadline had come, be it on its last day."""
    for step, before in zip(view.steps(), view.states(), strict=False):
        for name in _made_true(step.move):
            deadline = _deadline(before.subjects.get(name), step.when.best)
            if deadline is not None and deadline.has_come(step.when.best, view.reading):
                yield name


def _made_true(move: Move) -> tuple[str, ...]:
    """The ids of the threats that a move makes true: those that it carries out, or does harm in place of."""
    match move:
        case CarryOut():
            return move.subjects
        case Impose():
            return move.replaces
    return ()


def _deadline(subject: Subject | None, day: date) -> When | None:
    """The deadline of a threat as it stands on a day; None if it has none, or is no threat."""
    deadline: When | None = subject.on(day).of.ends.deadline if isinstance(subject, Measure) else None
    return deadline


def _follow_through(threats: list[Measure], ids_triggered: Collection[str]) -> FollowThrough:
    triggered = [threat for threat in threats if threat.id in ids_triggered]
    return FollowThrough(
        tuple(threats),
        tuple(threat for threat in threats if threat.status == COMPLIED),
        tuple(triggered),
        tuple(threat for threat in triggered if any(threat.id in _made_true(move) for move in threat.moves)),
    )
