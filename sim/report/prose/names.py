"""The names of parties, issues and subjects in words, where people read and need no id."""

from attrs import frozen

from sim.model.ids import BOTH
from sim.report.words import CLOCK, content
from sim.rules.state import Negotiation


@frozen
class Names:
    """The names in a state of a negotiation."""

    state: Negotiation

    def actor(self, by: str | None) -> str:
        """The title of who makes a move: a party, both sides, a third party or the clock."""
        setting = self.state.setting
        titles = {BOTH: "both sides", **dict(setting.parties), **dict(setting.third_parties)}
        return titles.get(by or "", CLOCK)

    def issue(self, issue: str) -> str:
        """The title of an issue."""
        return dict(self.state.setting.issues).get(issue, issue)

    def subject(self, name: str) -> str:
        """The title of a subject: its terms, its action or its title; its id in words where it has none."""
        subject = self.state.subjects.get(name)
        return (subject is not None and content(subject)) or name.replace("-", " ")
