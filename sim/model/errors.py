"""Everything that negsim refuses, as one tree, and the words in which it says so.

    NegsimError
    ├── UnreadableDateError     a date text outside the format of `sim.model.dates`
    ├── InvalidFieldError         a value that a field of a move cannot hold
    ├── InvalidWeightsError       points for tension that are out of order
    ├── InvalidSettingError       parties, issues or sources that do not make a negotiation
    ├── IllegalMoveError        a move for which the law has no row
    ├── InconsistentDatesError      dates that contradict each other or the order of the record
    ├── UnknownNameError        a question about something that is not in the record
    ├── UnreadableFileError     a file that cannot be opened
    ├── InvalidImportError      a table or a data set that cannot be read: its file, row, column and reason
    ├── JournalError       a journal that cannot be opened, read or written
    │   └── ConcurrentEntriesError      entries that others have recorded meanwhile
    ├── InvalidForecastError      a forecast that cannot be run: its span, its numbers or its parties
    ├── PolicyError        a policy of a forecast that does not do as a policy should
    ├── ExecutorError       processes or a cluster that do not do the work
    │   └── ClusterUnavailableError      a cluster that is not there, or cannot do anything
    ├── MissingDependencyError       something that needs a library which is not installed
    └── InvalidScenarioError    a scenario file with faults: all of them at once

Every class carries its parts as fields, so that a caller need not read the sentence. Those that are no more than one
sentence are `Told`.
"""

from collections.abc import Iterable, Iterator, Mapping, Set as AbstractSet
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from typing import Any, ClassVar, Final, Protocol, TypeVar

from attrs import define, frozen


@frozen
class Where:
    """A place in a file: its name, and line and column, both counted from 1."""

    file: str
    line: int
    column: int

    unit: ClassVar[str] = "line"
    """What its `line` counts."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@frozen
class InTable(Where):
    """A place in a table: its file, the number of the row as `line`, and of the column, both counted from 1."""

    unit: ClassVar[str] = "row"

    def __str__(self) -> str:
        return f"{self.file}, row {self.line}"


@frozen
class InJournal(Where):
    """A place in a journal: its address, and the number of the entry as `line`, counted from 1."""

    unit: ClassVar[str] = "entry"

    def __str__(self) -> str:
        return f"{self.file}@{self.line}"


def in_line(where: Where | None) -> str:
    """The line or row of a place in brackets, to follow what is said of it; empty for no place."""
    return "" if where is None else f" ({where.unit} {where.line})"


@frozen
class Violation:
    """One reason why a move may not be made.

    `field` names the field that is at fault, and `value` what stands there, where one value alone is to blame.
    """

    reason: str
    field: str | None = None
    value: str | None = None


@frozen
class Fault:
    """One fault of a file: where it stands, what it concerns (may be empty), and what is wrong with the way out."""

    where: Where
    concerns: str
    words: str

    def __str__(self) -> str:
        concerns = f"{self.concerns}: " if self.concerns else ""
        return f"{self.where}: {concerns}{self.words}"


class NegsimError(Exception):
    """The root of all that negsim raises on purpose."""


@define
class UnreadableDateError(NegsimError):
    """A text that is no date of the format."""

    text: str
    reason: str

    def __str__(self) -> str:
        return f"cannot read the date {self.text!r}: {self.reason}"


@define
class MessageError(NegsimError):
    """An error with a message of one sentence."""

    reason: str

    def __str__(self) -> str:
        return self.reason


class InvalidFieldError(MessageError):
    """A value that a field cannot hold."""


@define
class InvalidSettingError(NegsimError):
    """Parties, issues and sources that do not make a negotiation, with every reason."""

    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return "; ".join(self.reasons)


@define
class InvalidWeightsError(NegsimError):
    """Points out of the admissible order, with every reason."""

    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return "; ".join(self.reasons)


@define
class IllegalMoveError(NegsimError):
    """A move that the law refuses: every reason, and what its maker could do with its subject instead."""

    move: Any
    violations: tuple[Violation, ...]
    alternatives: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f"{self.move.where}: " if self.move.where else ""
        return where + self.sentence

    @property
    def sentence(self) -> str:
        """The complaint without its place: who, what, when, every reason, the way out."""
        reasons = "; ".join(violation.reason for violation in self.violations)
        who = self.move.by or "the clock"
        refused = f"{who} may not {self.move.verb} {self.move.names} on {self.move.date}"
        return f"{refused}: {reasons}{self._way_out(who)}"

    def _way_out(self, who: str) -> str:
        return f"; {who} may: {one_of(self.alternatives)}" if self.alternatives else ""


@define
class InconsistentDatesError(NegsimError):
    """Dates that contradict each other: for each, the move's number (from 1) and the reason."""

    faults: tuple[tuple[int, str], ...]

    def __str__(self) -> str:
        return "; ".join(f"move {number}: {reason}" for number, reason in self.faults)


class UnknownNameError(MessageError):
    """A name that a question uses and the record does not have."""


@define
class UnreadableFileError(NegsimError):
    """A file that cannot be opened, and why."""

    file: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


@define
class InvalidImportError(NegsimError):
    """A table or a data set that cannot be read: its file, the row (None: no single one), the column, and why."""

    file: str
    row: int | None
    column: str
    reason: str

    def __str__(self) -> str:
        row = "" if self.row is None else f", row {self.row:,}"
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: {self.reason}"


class JournalError(MessageError):
    """A journal that cannot be opened, read or written, and why."""


class ConcurrentEntriesError(JournalError):
    """An entry that was to follow another one, after which others have been recorded meanwhile: who, what, and when."""


class InvalidForecastError(MessageError):
    """A forecast that cannot be run, and why."""


class InvalidEvidenceError(MessageError):
    """A question about evidence that cannot be asked, and why."""


class InvalidComparisonError(MessageError):
    """Two codings that cannot be compared, and why."""


class PolicyError(MessageError):
    """A policy that fails or offers a move it may not make: whose, where, and the fault."""


class ExecutorError(MessageError):
    """Processes or a cluster that do not do the work, and what can be done instead."""


class ClusterUnavailableError(ExecutorError):
    """A cluster that is not there, or cannot do anything, before anything has been done."""


@define
class MissingDependencyError(NegsimError):
    """A missing library: the thing that needs it, the extra that brings it, and the alternative."""

    what: str
    library: str
    extra: str
    instead: str

    def __str__(self) -> str:
        brings = f"which the extra {self.extra!r} brings"
        return f"{self.what} needs {self.library}, {brings}: `pip install {self.library}`, or {self.instead}"


@define
class InvalidScenarioError(NegsimError):
    """A scenario that cannot be used, with all its faults in the order of the file."""

    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class LaterMovesError(InvalidScenarioError):
    """A change to a record that would make later moves illegal; with these gone it would have no fault."""


def one_of(words: Iterable[str]) -> str:
    """The words as a choice: "a, b or c"."""
    return _listed(words, "or")


def all_of(words: Iterable[str]) -> str:
    """The words as a sum: "a, b and c"."""
    return _listed(words, "and")


def _listed(words: Iterable[str], last: str) -> str:
    *others, final = words
    return f"{', '.join(others)} {last} {final}" if others else final


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str: ...  # noqa: D102 - the name says it


MANY: Final = 200
"""The most names compared with a misspelt one; among more, only names one letter away are found."""

_LONGEST: Final = 100
"""The length of the longest word for which similar names are looked up."""

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789-_"


def likeliest(word: str, known: Iterable[str]) -> str | None:
    """The one of the *known* that an unknown *word* was probably meant to be; None if none is near."""
    options = known if isinstance(known, Mapping | AbstractSet) else tuple(known)
    if len(word) > _LONGEST:
        return None
    if len(options) <= MANY:
        return _closest(word, tuple(options))
    names = frozenset(options) if isinstance(options, tuple) else options
    return next((each for each in _one_letter_away(word) if each in names and _closest(word, (each,))), None)


@lru_cache(maxsize=1024)
def _closest(word: str, options: tuple[str, ...]) -> str | None:
    return next(iter(get_close_matches(word, [each for each in options if len(each) <= 2 * _LONGEST], n=1)), None)


def _one_letter_away(word: str) -> Iterator[str]:
    """The words from which this one comes by a slip: two letters exchanged, one too many, wrong or left out."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from (before + after[1] + after[0] + after[2:] for before, after in halves if len(after) > 1)
    yield from (before + after[1:] for before, after in halves if after)
    yield from (before + letter + after[1:] for before, after in halves if after for letter in _LETTERS)
    yield from (before + letter + after for before, after in halves for letter in _LETTERS)


def no_party(name: object, party_ids: Iterable[str]) -> str:
    """The complaint about a name that is that of neither party."""
    return f"{name!r} is not one of the parties{did_you_mean(str(name), party_ids)}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The advice that ends a complaint about an unknown *word*: the likeliest of the *known*, else all of them."""
    options = known if isinstance(known, Mapping | AbstractSet) else tuple(dict.fromkeys(known))
    close = likeliest(word, options)
    if close:
        return f"; did you mean {close}?"
    if not options:
        return ""
    if len(options) > MANY:
        return f"; none of the {len(options):,} that there are is like it"
    shown = tuple(islice(options, 12))
    more = f", … ({len(options)} in all)" if len(options) > len(shown) else ""
    return f"; there is {one_of(shown) if not more else ', '.join(shown) + more}"


Thing = TypeVar("Thing", bound=Identified)


def by_id(things: Iterable[Thing], name: str, lacking: str, without: str) -> Thing:
    """The one of the *things* that has this id.

    Raises: UnknownNameError, saying who is *lacking* it, with the likeliest that was meant; or, if there is nothing at
    all, that it is *without*.
    """
    found = {each.id: each for each in things}
    if name not in found:
        raise UnknownNameError(f"{lacking} {name!r}{did_you_mean(name, found) if found else f'; {without}'}")
    return found[name]


def with_article(noun: str) -> str:
    """The noun with "a" or "an" before it; a plural as it is."""
    if noun.endswith("s"):
        return noun
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """The number with its noun: "1 row", "1,200 rows", and "3 threats stand" with a *plural* of its own."""
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"
