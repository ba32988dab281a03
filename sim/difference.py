"""What has become of the subjects between two states: which appeared, changed their status, ended."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from sim.law import SUBJECTS
from sim.lifecycle import Status, Subject
from sim.negotiation import Negotiation

APPEARED = "appeared"
CHANGED = "changed"
ENDED = "ended"
MISSING = "missing"


@frozen
class Change:
    """A standing that differs: of which subject and what it is, whose part (empty: its own), from and to which status.

    A status is None where the subject has not been made, or the party has no part in it.
    """

    subject: str
    noun: str
    whose: str
    before: Status | None
    after: Status | None
    has_ended: bool

    @property
    def words(self) -> tuple[str, ...]:
        """What has become of it: `appeared`, `changed` or `missing`, and `ended` if no row leads on from there."""
        if self.after is None:
            return (MISSING,)
        became = APPEARED if self.before is None else CHANGED
        return (became, ENDED) if self.has_ended else (became,)


def changes(
    names: Iterable[str], before: Negotiation, day_before: date, after: Negotiation, day_after: date
) -> Iterator[Change]:
    """What differs in the subjects of these *names*, each state read on its day; in the order of the names."""
    for name in names:
        old, new = before.subjects.get(name), after.subjects.get(name)
        subject = old if new is None else new
        if subject is not None:
            law, stood, stands = SUBJECTS[type(subject)].LAW, _statuses(old, day_before), _statuses(new, day_after)
            for whose in dict.fromkeys((*stood, *stands)):
                was, status = stood.get(whose), stands.get(whose)
                if was != status:
                    yield Change(name, law.noun, whose, was, status, status in law.ended)


def _statuses(subject: Subject | None, day: date) -> dict[str, Status]:
    return {} if subject is None else subject.statuses(day)
