"""Threats: how many each party made, how many worked, and how many it carried out when they were triggered.

Threats that work are never triggered; so the triggered ones are a selection of those that did not work.

Source: J. D. Fearon, Signaling Foreign Policy Interests (1997); K. A. Schultz, Looking for Audience Costs (2001).
"""

from typing import TYPE_CHECKING

from attrs import frozen

from sim.rules.subjects.measures import CARRIED_THROUGH, COMPLIED, LIFTED, SUSPENDED, Measure, Threaten

if TYPE_CHECKING:
    from sim.history.snapshot import Snapshot
    from sim.history.triggers import Triggers

Threats = tuple[Measure, ...]


@frozen
class FollowThrough:
    """The threats of a party, oldest first: all, those complied with, those triggered, and those carried out then."""

    threatened: Threats
    complied: Threats
    triggered: Threats
    carried_out: Threats


def follow_through(view: "Snapshot") -> dict[str, FollowThrough]:
    """The threats of each party in a snapshot, by what has come of them."""
    threats = [measure for measure in view.state.measures.values() if isinstance(measure.made, Threaten)]
    party_ids = view.state.setting.party_ids
    return {
        party: _follow_through([threat for threat in threats if threat.author == party], view.triggers)
        for party in party_ids
    }


def _follow_through(threats: list[Measure], triggers: "Triggers") -> FollowThrough:
    triggered = [threat for threat in threats if triggers.has_been_triggered(threat)]
    return FollowThrough(
        tuple(threats),
        tuple(threat for threat in threats if threat.status == COMPLIED),
        tuple(triggered),
        tuple(threat for threat in triggered if threat.status in (*CARRIED_THROUGH, SUSPENDED, LIFTED)),
    )
