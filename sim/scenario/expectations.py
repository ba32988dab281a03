"""What a scenario expects of its record, each as of a day and under a reading, and what is found instead."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from typing import Any, Final

from attrs import field, frozen

from sim.errors import Where, did_you_mean, with_article
from sim.history import LIKELY, READINGS, History
from sim.law import SUBJECTS
from sim.lifecycle import Subject
from sim.negotiation import Negotiation
from sim.scenario.nodes import Mapping, Node, Scalar
from sim.scenario.reading import Reader, chosen, day, number, text
from sim.subjects.commitments import Commitment
from sim.subjects.measures import Measure
from sim.subjects.proposals import Proposal
from sim.subjects.talks import Talks
from sim.view import AsOf
from sim.when import When

ABSENT: Final = "absent"
"""The status of what has not been made yet."""
NONE: Final = "none"
"""What `next talks` finds where no round is agreed."""

SECTIONS: Final[dict[str, type[Subject]]] = {
    "proposals": Proposal,
    "measures": Measure,
    "commitments": Commitment,
    "talks": Talks,
}
"""The keys of an `expect` block that hold statuses by id."""

_KEYS: Final = ("as of", "reading", *SECTIONS, "agreed", "next talks")


@frozen
class Expectation:
    """One thing that must hold: where it stands, as of when (None: the end), what it asks about, what it expects.

    `key` is the key of the `expect` block that it stands under; `subject` the id, `id/party` or the key itself.
    """

    where: Where
    as_of: When | None
    reading: str
    key: str
    subject: str
    expected: str
    find: Callable[[AsOf, Negotiation], str] = field(eq=False, repr=False)

    def is_met_by(self, found: str) -> bool:
        """Whether what was found is what is expected; two spellings of the same date are the same."""
        if self.key != "next talks" or NONE in (found, self.expected):
            return found == self.expected
        return When.parse(found) == When.parse(self.expected)


@frozen
class Finding:
    """An expectation, what was found, and whether that meets it."""

    expectation: Expectation
    found: str
    met: bool


def findings(history: History, expectations: tuple[Expectation, ...]) -> tuple[Finding, ...]:
    """What is found for each of the *expectations*, in their order."""

    @cache
    def as_of(when: When | None, reading: str) -> tuple[AsOf, Negotiation]:
        view = history.as_of(when, reading)
        return view, view.state

    found = []
    for expectation in expectations:
        answer = expectation.find(*as_of(expectation.as_of, expectation.reading))
        found.append(Finding(expectation, answer, expectation.is_met_by(answer)))
    return tuple(found)


def agreed(state: Negotiation) -> int:
    """How many proposals were ever accepted and have not been replaced since."""
    return sum(1 for proposal in state.proposals.values() if proposal.is_agreed())


def next_due(state: Negotiation) -> When | None:
    """When the next round of talks is due, the earliest of all formats; None if none is agreed with a date."""
    return min((talks.due for talks in state.talks.values() if talks.due is not None), default=None)


def _status(name: str, view: AsOf, state: Negotiation) -> str:
    subject: Any = state.subjects.get(name)
    return ABSENT if subject is None else subject.status


def _part(name: str, party: str, view: AsOf, state: Negotiation) -> str:
    commitment: Any = state.subjects.get(name)
    return (commitment and commitment.status_of(party, view.day or date.min)) or ABSENT


def _agreed(view: AsOf, state: Negotiation) -> str:
    return str(agreed(state))


def _next_talks(view: AsOf, state: Negotiation) -> str:
    return str(next_due(state) or NONE)


class ExpectReader:
    """Reads the `expect` blocks of one file against the state at its end."""

    def __init__(self, reader: Reader, end: Negotiation, clouded: set[str]) -> None:
        self._reader = reader
        self._end = end
        self._clouded = clouded

    def read(self, node: Node | None) -> tuple[Expectation, ...]:
        """All expectations, in the order of the file."""
        blocks = (self._reader.mapping(item, "expect") for item in self._reader.items(node, "expect"))
        return tuple(expectation for block in blocks if block is not None for expectation in self._block(block))

    def _block(self, block: Mapping) -> Iterator[Expectation]:
        self._reader.known(block, "expect", _KEYS)
        values = block.values
        as_of = self._reader.value(values["as of"], "expect, as of", day) if "as of" in values else None
        reading = LIKELY
        if "reading" in values:
            reading = self._reader.value(values["reading"], "expect, reading", partial(chosen, READINGS)) or LIKELY
        for key, subject, node, find in self._questions(block):
            expected = self._reader.value(node, f"expect, {key}", _form(key))
            if expected is not None:
                where = Where(self._reader.faults.file, node.line, node.column)
                yield Expectation(where, as_of, reading, key, subject, str(expected), find)

    def _questions(self, block: Mapping) -> Iterator[tuple[str, str, Node, Callable[[AsOf, Negotiation], str]]]:
        """What the block asks: its key, what the subject is called, the node that expects, what finds the answer."""
        for key, node in block.values.items():
            if key in SECTIONS:
                for name, value in self._reader.named(node, f"expect, {key}"):
                    if self._is_known(key, name, node):
                        yield from self._of_subject(key, name, value)
            elif key == "agreed":
                yield key, key, node, _agreed
            elif key == "next talks":
                yield key, key, node, _next_talks

    def _of_subject(
        self, key: str, name: str, node: Node
    ) -> Iterator[tuple[str, str, Node, Callable[[AsOf, Negotiation], str]]]:
        sides = self._end.setting.sides
        if key != "commitments":
            yield key, name, node, partial(_status, name)
        elif isinstance(node, Scalar):
            for party in sides:
                yield key, f"{name}/{party}", node, partial(_part, name, party)
        else:
            for party, value in self._reader.named(node, f"expect, {key}, {name}"):
                if party in sides:
                    yield key, f"{name}/{party}", value, partial(_part, name, party)
                else:
                    assert isinstance(node, Mapping)
                    words = f"{party!r} is not one of the parties{did_you_mean(party, sides)}"
                    self._reader.faults.add(node.keys[party], f"expect, {key}, {name}", words)

    def _is_known(self, key: str, name: str, section: Node) -> bool:
        """Whether the id names such a subject; else a fault is noted, unless an earlier fault is to blame."""
        subject = self._end.subjects.get(name)
        if isinstance(subject, SECTIONS[key]):
            return True
        if name not in self._clouded:
            assert isinstance(section, Mapping)
            self._reader.faults.add(section.keys[name], f"expect, {key}", self._unknown(key, name, subject))
        return False

    def _unknown(self, key: str, name: str, subject: Subject | None) -> str:
        if subject is not None:
            return f"{name} is {with_article(SUBJECTS[type(subject)].LAW.noun)}; expect it under its own key"
        known = [other for other in self._end.ids if isinstance(self._end.subjects[other], SECTIONS[key])]
        return f"nobody makes {name!r} in the whole record{did_you_mean(name, known)}"


def _form(key: str) -> Callable[[Node], object]:
    if key == "agreed":
        return number
    if key == "next talks":
        return _day_or_none
    return partial(chosen, (*SUBJECTS[SECTIONS[key]].LAW.statuses, ABSENT))


def _day_or_none(node: Node) -> str:
    if text(node) != NONE:
        day(node)
    return text(node)
