"""Status changes between two moments: subjects that appeared, read otherwise, or ended."""

from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from sim.history.status_on_day import DECLARED, LEVELS, StatusOnDay
from sim.rules.registry import lifecycle_of
from sim.rules.subject import Part, Status, Subject
from sim.rules.subjects.measures import EASED, RAISED

APPEARED = "appeared"
CHANGED = "changed"
ENDED = "ended"
MISSING = "missing"
IN_EFFECT = "in effect"


@frozen
class Change:
    """A status change of a subject, or of a party's part in it (`whose`, empty for the subject).

    A side is None where the subject has not been made, or the party has no part in it. `is_moved` tells whether a move
    on the subject, or on the part, is to blame, and not only the day or what happened to others.
    """

    subject: str
    noun: str
    whose: str
    was: StatusOnDay | None
    reads: StatusOnDay | None
    has_ended: bool
    is_moved: bool

    @property
    def before(self) -> Status | None:
        """The status that it had."""
        return None if self.was is None else self.was.status

    @property
    def after(self) -> Status | None:
        """The status that it has."""
        return None if self.reads is None else self.reads.status

    @property
    def words(self) -> tuple[str, ...]:
        """The words for it: `appeared`, `changed` or `missing`, `ended` if no row leads on, and those of the day.

        Of a measure that stands as before, whether it was raised or eased.
        """
        if self.reads is None:
            return (MISSING,)
        if self.before == self.after:
            return (*self._levelled, *self._of_the_day) or (CHANGED,)
        became = (APPEARED,) if self.was is None else () if self.after in self._of_the_day else (CHANGED,)
        return (*became, *((ENDED,) if self.has_ended else ()), *self._of_the_day)

    @property
    def is_of_the_day(self) -> bool:
        """Whether its status is the same, and the day alone or what happened to others makes it read otherwise."""
        return self.before == self.after and (bool(self._of_the_day) or not self.is_moved)

    @property
    def _of_the_day(self) -> tuple[str, ...]:
        """The words new beside the status; `in effect` where a declared change has taken effect."""
        known, words = (() if side is None else side.words for side in (self.was, self.reads))
        added = tuple(word for word in words if word not in (*known, DECLARED))
        is_in_effect = DECLARED in known and DECLARED not in words and self.before == self.after and not self.is_moved
        return (*added, IN_EFFECT) if is_in_effect else added

    @property
    def _levelled(self) -> tuple[str, ...]:
        """The word for a step up or down."""
        before, after = (0 if side is None or side.step is None else side.step for side in (self.was, self.reads))
        return () if before == after else (LEVELS[RAISED if after > before else EASED],)


StatusesOf = Callable[[str], tuple[Subject | None, dict[str, StatusOnDay]]]
"""A subject by its id (None: not made), and how it reads: under the empty name, or for each party."""


def changes(names: Iterable[str], before: StatusesOf, after: StatusesOf) -> Iterator[Change]:
    """The status changes of the subjects with these *names* between two moments, in the order of the names."""
    for name in names:
        (old, stood), (new, stands) = before(name), after(name)
        subject = old if new is None else new
        if subject is not None:
            law = lifecycle_of(subject)
            for whose in dict.fromkeys((*stood, *stands)):
                was, reads = stood.get(whose), stands.get(whose)
                if was != reads:
                    has_ended = reads is not None and reads.status in law.ended
                    is_moved = _part(old, whose) != _part(new, whose)
                    yield Change(name, law.noun, whose, was, reads, has_ended, is_moved)


def _part(subject: Subject | None, whose: str) -> Part | None:
    """The part of a subject by its name; None if it is not there."""
    return None if subject is None else subject.parts.get(whose)
