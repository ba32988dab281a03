"""Threats: what each party has threatened, how often that worked, and whether it does what it threatened.

Threats that work are never triggered, so those that are triggered are a selection, of threats that did not work.

Source: J. D. Fearon, Signaling Foreign Policy Interests (1997); K. A. Schultz, Looking for Audience Costs (2001).
"""

from typing import TYPE_CHECKING

from attrs import frozen

from sim.model.move import CarryOut
from sim.rules.subjects.measures import COMPLIED, Measure, Threaten

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot
    from sim.history.triggers import Triggers

Threats = tuple[Measure, ...]


@frozen
class FollowThrough:
    """The threats of a party in order: all, those complied with, those triggered, and of these the carried out."""

    threatened: Threats
    complied: Threats
    triggered: Threats
    carried_out: Threats


def follow_through(view: "Snapshot") -> dict[str, FollowThrough]:
    """What has come of the threats of each party, as of a day."""
    threats = [each for each in view.state.measures.values() if isinstance(each.made, Threaten)]
    party_ids = view.state.setting.party_ids
    return {party: _of([each for each in threats if each.author == party], view.triggers) for party in party_ids}


def _of(threats: list[Measure], triggers: "Triggers") -> FollowThrough:
    triggered = [each for each in threats if triggers.has_been_triggered(each)]
    return FollowThrough(
        tuple(threats),
        tuple(each for each in threats if each.status == COMPLIED),
        tuple(triggered),
        tuple(each for each in triggered if any(isinstance(move, CarryOut) for move in each.moves)),
    )
