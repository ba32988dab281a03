"""What the candidates for moves leave open: the proposals, threats and measures of each side, and the negotiations."""

from collections.abc import Iterable
from itertools import product
from typing import Final

from attrs import define, field, frozen

from sim.records.importers.events.coded_events import ANY, PROCEDURE, SUBSTANCE

TALKS: Final = "negotiations"
"""The id of the one format of talks."""


@frozen
class OpenSubject:
    """A subject that is open: its id, whose it is, and its sort: the matter of a proposal, or the kind of harm."""

    id: str
    by: str
    sort: str


@define
class Register:
    """Open subjects, found by whose they are and by their sort, however many there are."""

    _by_key: dict[tuple[str, str], dict[str, OpenSubject]] = field(factory=dict)

    def add(self, subject: OpenSubject) -> None:
        """Take a subject in."""
        self._by_key.setdefault((subject.by, subject.sort), {})[subject.id] = subject

    def remove(self, subject: OpenSubject) -> None:
        """Take a subject out, if it is in."""
        self._by_key.get((subject.by, subject.sort), {}).pop(subject.id, None)

    def only(self, authors: Iterable[str], sorts: Iterable[str]) -> OpenSubject | None:
        """The one subject of these authors and sorts; None if there is none, or several."""
        groups = [self._by_key.get(key, {}) for key in product(authors, sorts)]
        if sum(map(len, groups)) != 1:
            return None
        return next(subject for group in groups for subject in group.values())


@define
class OpenSubjects:
    """What is open after the moves so far: proposals, those of them that are not refused, threats and measures."""

    proposals: Register = field(factory=Register)
    unanswered: Register = field(factory=Register)
    threats: Register = field(factory=Register)
    measures: Register = field(factory=Register)
    is_in_session: bool = False

    def propose(self, proposal: OpenSubject) -> None:
        """Put a proposal on the table."""
        self.proposals.add(proposal)
        self.unanswered.add(proposal)

    def accepted(self, authors: Iterable[str], matter: str) -> OpenSubject | None:
        """The one open proposal of these authors, which is accepted; None if there is none, or several."""
        proposal = self.proposals.only(authors, _matters(matter))
        if proposal is not None:
            self.proposals.remove(proposal)
            self.unanswered.remove(proposal)
        return proposal

    def refused(self, author: str, matter: str) -> OpenSubject | None:
        """The one open proposal of an author that is not refused yet, and now is; None if there is none, or several."""
        proposal = self.unanswered.only((author,), _matters(matter))
        if proposal is not None:
            self.unanswered.remove(proposal)
        return proposal

    def carried_out(self, by: str, harm: str) -> OpenSubject | None:
        """The one threat of that side and kind, which is carried out; None if there is none, or several."""
        threat = self.threats.only((by,), (harm,))
        if threat is not None:
            self.threats.remove(threat)
        return threat


def _matters(matter: str) -> tuple[str, ...]:
    return (SUBSTANCE, PROCEDURE) if matter == ANY else (matter,)
