"""What the candidates for moves leave open: the proposals, threats and measures of each side, and the negotiations."""

from collections.abc import Collection
from typing import Final, TypeVar

from attrs import define, field

from sim.records.importers.coded_events import ANY

_Subject = TypeVar("_Subject")

TALKS: Final = "negotiations"
"""The id of the one format of talks."""


@define
class OpenProposal:
    """A proposal that is open: its id, who made it, its matter, and whether it was refused."""

    id: str
    by: str
    matter: str
    is_opposed: bool = False


@define
class StandingHarm:
    """A threat that stands, or a measure that is in place: its id, whose it is, and the kind of harm."""

    id: str
    by: str
    harm: str


@define
class OpenSubjects:
    """What is open after the moves so far."""

    proposals: list[OpenProposal] = field(factory=list)
    threats: list[StandingHarm] = field(factory=list)
    measures: list[StandingHarm] = field(factory=list)
    is_in_session: bool = False

    def to_accept(self, authors: Collection[str], matter: str) -> OpenProposal | None:
        """The one open proposal of these authors; None if there is none, or several."""
        return _only([each for each in self.proposals if each.by in authors and matter in (ANY, each.matter)])

    def to_oppose(self, other: str, matter: str) -> OpenProposal | None:
        """The one open proposal of the other side that is not refused yet; None if there is none, or several."""
        asked = [each for each in self.proposals if each.by == other and matter in (ANY, each.matter)]
        return _only([each for each in asked if not each.is_opposed])

    def to_carry_out(self, by: str, harm: str) -> StandingHarm | None:
        """The one threat of that side and kind that stands; None if there is none, or several."""
        return _only([each for each in self.threats if (each.by, each.harm) == (by, harm)])

    def to_ease(self, by: str, harm: str) -> StandingHarm | None:
        """The one measure of that side and kind that is in place; None if there is none, or several."""
        return _only([each for each in self.measures if (each.by, each.harm) == (by, harm)])


def _only(subjects: list[_Subject]) -> _Subject | None:
    return subjects[0] if len(subjects) == 1 else None
