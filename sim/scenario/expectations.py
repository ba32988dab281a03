"""The expectations of a scenario: plain data, each as of a day and under a reading; and the findings on them."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from typing import Final

from attrs import frozen

from sim.assess.agreement import agreed
from sim.assess.conduct import Conduct, Steps, conduct, more_hostile
from sim.assess.dialogue import next_talks
from sim.assess.durations import LASTING, NO_DURATION, Duration, durations
from sim.assess.position import TermPositions, positions
from sim.assess.tension import Tension, eased, tension
from sim.assess.weights import Weights
from sim.history.history import History
from sim.history.snapshot import Snapshot, Step
from sim.history.status_on_day import DECLARED, OVERDUE
from sim.history.triggers import DISCHARGED, DUE, TRIGGERED
from sim.model.dates import When
from sim.model.errors import Where, all_of
from sim.model.ids import NONE
from sim.model.quantity import Quantity, is_same_unit
from sim.rules.phases import EXPIRED
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.participation import PENDING
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

ABOUT_SUBJECTS: Final = SECTIONS | LASTING
"""The keys that hold something by id, and the kind of subject that it is about."""

OF_THE_DAY: Final = {
    "proposals": (EXPIRED,),
    "measures": (EXPIRED, TRIGGERED, DUE, DISCHARGED),
    "commitments": (PENDING, EXPIRED),
    "talks": (OVERDUE,),
}
"""The words that a day adds to the status of a subject, by section; they can be expected too."""

AGREED: Final = "agreed"
NEXT_TALKS: Final = "next talks"
CONCESSIONS: Final = "concessions"
HOSTILE_MOVES: Final = "hostile moves"
CONCILIATORY_MOVES: Final = "conciliatory moves"
MORE_HOSTILE: Final = "more hostile"
POSITIONS: Final = "positions"
CENTRE: Final = "centre"
TENSION: Final = "tension"
EASED: Final = "tension eased"


@frozen
class HoldsWithout:
    """What an expectation must hold without, beside holding as it is. Exactly one of the three is given.

    `moves` are any so many moves; `sources` are ids, and `speakers` names, all of them left out together.
    """

    moves: int = 0
    sources: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        """What is left out, in words: "any 2 moves", "the sources ap and xinhua"."""
        if self.moves:
            return "any one move" if self.moves == 1 else f"any {self.moves} moves"
        noun, names = ("source", self.sources) if self.sources else ("speaker", self.speakers)
        return f"the {noun if len(names) == 1 else f'{noun}s'} {all_of(names)}"


@frozen
class Expectation:
    """One thing that must hold, with its place in the file; None for a claim that no file makes.

    `branch` is empty for the record. `as_of` None is the end; `since` the earlier day that it compares with or counts
    from. `key` is the key of its `expect` block; `subject` the id, `id/party`, `term/party`, a party, or the key
    itself. `quote` are the words of the source that it puts to the test. `holds_without` is what it must hold without
    as well, if it is asked for.
    """

    where: Where | None
    as_of: When | None
    reading: str
    key: str
    subject: str
    expected: str
    branch: str = ""
    since: When | None = None
    quote: str | None = None
    holds_without: HoldsWithout | None = None

    @property
    def line(self) -> int | None:
        """Its line in the file; None for a claim that no file makes."""
        return None if self.where is None else self.where.line

    @property
    def about(self) -> str:
        """Its subject in words, with the key where that says more."""
        return self.subject if self.key in SECTIONS or self.key == self.subject else f"{self.key}, {self.subject}"

    @property
    def when(self) -> str:
        """The branch, the day and the reading that it asks about, in words."""
        branch = f"in the branch {self.branch}, " if self.branch else ""
        return f"{branch}as of {self.as_of or 'the end'} ({self.reading})"

    @property
    def expected_in_words(self) -> str:
        """The expected value, and what it must hold without if it is asked for: "0 without any 2 moves"."""
        return self.expected if self.holds_without is None else f"{self.expected} without {self.holds_without.in_words}"

    def is_met_by(self, actual: str) -> bool:
        """Whether an actual value is the expected one; two spellings of a date, or of a number, are the same."""
        if self.key == POSITIONS:
            return actual == self.expected or _is_same_number(actual, self.expected)
        if self.key != NEXT_TALKS or NONE in (actual, self.expected):
            return actual == self.expected
        return When.parse(actual) == When.parse(self.expected)


def _is_same_number(actual: str, expected: str) -> bool:
    """Whether two values are the same number in one unit; one that has no unit is in that of its term, as all are."""
    one, other = Quantity.parse(actual), Quantity.parse(expected)
    if one is None or other is None or one.amount != other.amount:
        return False
    return not (one.unit and other.unit) or is_same_unit(one.unit, other.unit)


@frozen
class Finding:
    """An expectation, the value found for it, and whether they agree.

    Where it holds, but not without what it must hold without, `without` has the numbers of the moves without which it
    does not, and the value is that found then.
    """

    expectation: Expectation
    found: str
    met: bool
    without: tuple[int, ...] = ()

    @property
    def found_in_words(self) -> str:
        """The value, and the moves that are left out, if any are: "1 without #3 and #9"."""
        return f"{self.found} without {all_of(f'#{number}' for number in self.without)}" if self.without else self.found


@frozen(slots=False)  # for what is worked out once and kept
class AssessedSnapshot:
    """A snapshot, an earlier one (None: the start), and the figures that expectations ask for, each worked out once."""

    view: Snapshot
    before: Snapshot | None
    weights: Weights

    @classmethod
    def of(
        cls, history: History, as_of: When | None, since: When | None, reading: str, weights: Weights
    ) -> "AssessedSnapshot":
        """The history as of a day (None: the end), since another (None: the start)."""
        return cls(history.as_of(as_of, reading), None if since is None else history.as_of(since, reading), weights)

    @cached_property
    def tension(self) -> Tension:
        """The tension."""
        return tension(self.view, self.weights)

    @cached_property
    def centre(self) -> tuple[str, ...]:
        """The issues at the centre of the conflict."""
        return self.tension.centre(self.view.state.setting.issue_ids)

    @cached_property
    def latest(self) -> tuple[Step, ...]:
        """The moves since the earlier snapshot."""
        return self.view.since(self.before)

    @cached_property
    def conduct(self) -> dict[str, Conduct]:
        """The conduct of each party since the earlier snapshot."""
        return conduct(self.view, self.latest)

    @cached_property
    def durations(self) -> dict[str, dict[str, Duration]]:
        """What has lasted, by duration and by the id of its subject."""
        return durations(self.view)

    @cached_property
    def positions(self) -> dict[str, TermPositions]:
        """The positions by term, as an `expect` block names it."""
        return by_term(positions(self.view))


def full_name(term: TermPositions) -> str:
    """The name of a term with its issue."""
    return f"{term.issue}/{term.term}"


def by_term(terms: Iterable[TermPositions]) -> dict[str, TermPositions]:
    """The positions by `issue/term`, and by the term alone where only one issue has it."""
    told = tuple(terms)
    issues = Counter(each.term for each in told)
    return {
        **{each.term: each for each in told if issues[each.term] == 1},
        **{full_name(each): each for each in told},
    }


def findings(
    history_of: Callable[[str], History], expectations: Iterable[Expectation], weights: Weights
) -> tuple[Finding, ...]:
    """The findings on *expectations*, in their order, each in the history of its branch.

    They are on the values alone: nothing is left out, whatever an expectation must hold without.
    """

    @cache
    def assessed(branch: str, as_of: When | None, since: When | None, reading: str) -> AssessedSnapshot:
        return AssessedSnapshot.of(history_of(branch), as_of, since, reading, weights)

    def finding(expectation: Expectation) -> Finding:
        actual = actual_value(
            expectation,
            assessed(expectation.branch, expectation.as_of, expectation.since, expectation.reading),
        )
        return Finding(expectation, actual, expectation.is_met_by(actual))

    return tuple(map(finding, expectations))


def actual_value(expectation: Expectation, assessed: AssessedSnapshot) -> str:
    """The actual value of the thing that is expected, as the file would write it."""
    if expectation.key in SECTIONS:
        return _status(expectation, assessed.view)
    if expectation.key in LASTING:
        return str(assessed.durations[expectation.key].get(expectation.subject, NO_DURATION).days)
    if expectation.key == POSITIONS:
        return _position(expectation, assessed)
    if expectation.key in COUNTS:
        return str(len(COUNTS[expectation.key](assessed.conduct[expectation.subject])))
    return FIGURES[expectation.key](assessed)


def _status(expectation: Expectation, view: Snapshot) -> str:
    """The status of a subject, or of somebody's part in it; instead of that a word of the day, if one is expected."""
    name, _, party = expectation.subject.partition("/")
    subject, statuses = view.statuses(name)
    status = statuses.get(party)
    if status is None:
        return ABSENT if subject is None or party else str(subject.statuses(view.read_on)[""])
    options = (status.status, *(word for word in status.words if word != DECLARED))
    return expectation.expected if expectation.expected in options else options[-1]


def _position(expectation: Expectation, assessed: AssessedSnapshot) -> str:
    """The value at which a party stands on a term, as written; `none` if it has named none."""
    term, _, party = expectation.subject.rpartition("/")
    told = assessed.positions.get(term)
    last = None if told is None else told.positions[party].last
    return NONE if last is None else last.value


COUNTS: Final[dict[str, Callable[[Conduct], Steps]]] = {
    CONCESSIONS: lambda conduct: conduct.concessions,
    HOSTILE_MOVES: lambda conduct: conduct.hostile,
    CONCILIATORY_MOVES: lambda conduct: conduct.conciliatory,
}
"""The keys that ask how many moves of a kind each party has made, and these moves."""


def _next_talks(assessed: AssessedSnapshot) -> str:
    talks = next_talks(assessed.view.state)
    return NONE if talks is None else str(talks.due)


def _eased(assessed: AssessedSnapshot) -> str:
    assert assessed.before is not None, "it is read with the day that it compares with"
    return eased(assessed.before, assessed.view)


FIGURES: Final[dict[str, Callable[[AssessedSnapshot], str]]] = {
    AGREED: lambda assessed: str(agreed(assessed.view.state, assessed.view.read_on, assessed.view.reading)),
    NEXT_TALKS: _next_talks,
    MORE_HOSTILE: lambda assessed: more_hostile(assessed.conduct),
    CENTRE: lambda assessed: ", ".join(assessed.centre) or NONE,
    TENSION: lambda assessed: str(assessed.tension.points),
    EASED: _eased,
}
"""The keys that ask about the record as a whole, and the actual value of each."""
