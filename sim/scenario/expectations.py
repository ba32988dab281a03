"""What a scenario expects of its record, each as of a day and under a reading, and what is found instead."""

from collections.abc import Callable, Iterable
from functools import cache, cached_property, partial
from typing import Final

from attrs import field, frozen

from sim.assess.agreement import agreed
from sim.assess.conduct import NONE, Conduct, conduct, initiative
from sim.assess.dialogue import next_talks
from sim.assess.linkage import centre, linkage
from sim.assess.tension import Tension, eased, tension
from sim.assess.weights import Weights
from sim.history.history import History
from sim.history.snapshot import Snapshot, Step
from sim.history.status_on_day import DECLARED, EXPIRED, OVERDUE
from sim.history.triggers import DISCHARGED, DUE, TRIGGERED
from sim.model.dates import When
from sim.model.errors import Where
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import PENDING, Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks

ABSENT: Final = "absent"
"""The status of what has not been made yet."""

SECTIONS: Final[dict[str, type[Subject]]] = {
    "proposals": Proposal,
    "measures": Measure,
    "commitments": Commitment,
    "talks": Talks,
}
"""The keys of an `expect` block that hold statuses by id."""

OF_THE_DAY: Final = {
    "proposals": (EXPIRED,),
    "measures": (TRIGGERED, DUE, DISCHARGED),
    "commitments": (PENDING, EXPIRED),
    "talks": (OVERDUE,),
}
"""What can be expected of a subject beside its status, as it depends on the day that is asked about."""

AGREED: Final = "agreed"
NEXT_TALKS: Final = "next talks"
CONCESSIONS: Final = "concessions"
INITIATIVE: Final = "initiative"
CENTRE: Final = "centre"
TENSION: Final = "tension"
EASED: Final = "tension eased"


@frozen(slots=False)  # for what is worked out once and kept
class Look:
    """How a record is looked at: as of a day, since an earlier one (None: from the start), with which weights."""

    view: Snapshot
    before: Snapshot | None
    weights: Weights

    @cached_property
    def tension(self) -> Tension:
        """What tension rests on."""
        return tension(self.view, self.weights)

    @cached_property
    def centre(self) -> tuple[str, ...]:
        """The issues at the centre of the conflict."""
        return centre(linkage(self.view), self.tension)

    @cached_property
    def latest(self) -> tuple[Step, ...]:
        """The moves since the earlier day."""
        return self.view.since(self.before)

    @cached_property
    def conduct(self) -> dict[str, Conduct]:
        """The conduct of each party since the earlier day."""
        return conduct(self.view, self.latest)


Find = Callable[[Look], str]


@frozen
class Expectation:
    """One thing that must hold: where it stands, in which branch (empty: the record), as of when, what it expects.

    `as_of` None is the end; `since` the earlier day that it compares with or counts from. `key` is the key of the
    `expect` block that it stands under; `subject` the id, `id/party`, a party, or the key itself. `quote` are the words
    that it puts to the test.
    """

    where: Where
    as_of: When | None
    reading: str
    key: str
    subject: str
    expected: str
    find: Find = field(eq=False, repr=False)
    branch: str = ""
    since: When | None = None
    quote: str | None = None

    @property
    def about(self) -> str:
        """What it is about, in words."""
        return self.subject if self.key in SECTIONS or self.key == self.subject else f"{self.key}, {self.subject}"

    @property
    def when(self) -> str:
        """In which branch it asks, as of when and under which reading, in words."""
        branch = f"in the branch {self.branch}, " if self.branch else ""
        return f"{branch}as of {self.as_of or 'the end'} ({self.reading})"

    def is_met_by(self, found: str) -> bool:
        """Whether what was found is what is expected; two spellings of the same date are the same."""
        if self.key != NEXT_TALKS or NONE in (found, self.expected):
            return found == self.expected
        return When.parse(found) == When.parse(self.expected)


@frozen
class Finding:
    """An expectation, what was found, and whether that meets it."""

    expectation: Expectation
    found: str
    met: bool


def findings(
    history_of: Callable[[str], History], expectations: Iterable[Expectation], weights: Weights
) -> tuple[Finding, ...]:
    """What is found for each of the *expectations*, in their order, in the history of its branch."""

    @cache
    def looked_at(branch: str, as_of: When | None, since: When | None, reading: str) -> Look:
        return look(history_of(branch), as_of, since, reading, weights)

    found = []
    for asked in expectations:
        answer = asked.find(looked_at(asked.branch, asked.as_of, asked.since, asked.reading))
        found.append(Finding(asked, answer, asked.is_met_by(answer)))
    return tuple(found)


def look(history: History, as_of: When | None, since: When | None, reading: str, weights: Weights) -> Look:
    """A look at a history as of a day (None: the end), since another (None: the start)."""
    return Look(history.as_of(as_of, reading), None if since is None else history.as_of(since, reading), weights)


# WHAT IS FOUND


def status(name: str, expected: str) -> Find:
    """The status of a subject if that is expected; else what the day adds to it, if anything."""
    return partial(_status, name, "", expected)


def part(name: str, party: str, expected: str) -> Find:
    """The status of a party's part in a commitment, as for `status`."""
    return partial(_status, name, party, expected)


def _status(name: str, whose: str, expected: str, look: Look) -> str:
    subject, statuses = look.view.statuses(name)
    found = statuses.get(whose)
    if found is None:
        return ABSENT if subject is None or whose else str(subject.statuses(look.view.read_on)[""])
    told = (found.status, *(word for word in found.words if word != DECLARED))
    return expected if expected in told else told[-1]


def concessions(party: str) -> Find:
    """How many concessions a party has made."""
    return lambda look: str(len(look.conduct[party].concessions))


def _next_talks(look: Look) -> str:
    format_due = next_talks(look.view.state)
    return NONE if format_due is None else str(format_due.due)


def _eased(look: Look) -> str:
    assert look.before is not None, "it is read with the day that it compares with"
    return eased(look.before, look.view)


def _centre(look: Look) -> str:
    return ", ".join(look.centre) or NONE


FINDS: Final[dict[str, Find]] = {
    AGREED: lambda look: str(agreed(look.view.state)),
    NEXT_TALKS: _next_talks,
    INITIATIVE: lambda look: initiative(look.conduct),
    CENTRE: _centre,
    TENSION: lambda look: str(look.tension.points),
    EASED: _eased,
}
"""What finds the answer to each question about the record as a whole."""
