"""The link to a system under test, and what of it is compared with the model: statuses and, where it tells them, more.

An `Adapter` has `apply` and `state`. Each of the other methods is optional, and what it tells is compared as well:
`since`, `ends`, `answers` and `figures`; `today` tells the system which day it is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

from attrs import frozen
from hypothesis.errors import InvalidArgument

from sim.assess import FIGURES, assess, figures
from sim.model.dates import LIKELY, When
from sim.model.errors import did_you_mean
from sim.model.move import Move
from sim.report.standing import standing as stands_on
from sim.rules.phases import phase_on
from sim.rules.registry import LIFECYCLES
from sim.rules.state import Negotiation
from sim.rules.subject import Status, Subject
from sim.rules.subjects.answers import AWAITED
from sim.rules.subjects.measures import THREATS, Measure
from sim.rules.subjects.participation import Participation
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import SCHEDULED, Talks

if TYPE_CHECKING:
    from sim.history.history import History

Statuses = Mapping[str, str | Mapping[str, str]]
"""The statuses of subjects by id; for a commitment, of each who has a part in it."""


class Adapter(Protocol):
    """The link between the model and a system under test: it makes moves there, and tells what stands.

    Further methods are optional, and are found by their names. What they tell is compared after every step:

    - `since()`: the day since which each subject has had its status, by id; of a commitment, by id and party.
    - `ends()`: the day on which that status ends by itself, in the same form; None, or no entry, where it does not. It
      is the expiry of an open proposal, the deadline of a threat, the last day of what is in place, in force or
      suspended, the day on which what is announced takes effect, and that for which talks are due.
    - `answers()`: the answer of each party to each proposal, by id and party: `accepted` or `opposed`.
    - `figures()`: figures by the names of `negsim assess`, and by party, issue or subject where there are several:
      `{"tension": 4, "concessions": {"aland": 1}}`. Those that it leaves out are not compared.

    Days are dates or their ISO texts. `today(day)` tells the system which day it is, before each move and when days
    pass without one. With it the comparison is as of that day; without it, as of the day of the last move. `close()` is
    called at the end.
    """

    def apply(self, move: Move) -> None:
        """Make the move in the system. Raises: anything, if the system refuses it."""

    def state(self) -> Statuses:
        """The statuses in the system, for the kinds of subjects that the generator has, from the start on."""


def has_clock(adapter: Adapter) -> bool:
    """Whether the system takes the day from who drives it."""
    return hasattr(adapter, "today")


def tell_day(adapter: Adapter, day: date) -> None:
    """Tell the system that it is this day now, if it asks for that."""
    today = getattr(adapter, "today", None)
    if today is not None:
        today(day)


def close(adapter: Adapter) -> None:
    """Close the adapter, if it can be closed."""
    closing = getattr(adapter, "close", None)
    if closing is not None:
        closing()


# WHAT THE MODEL SAYS


@frozen
class AsOf:
    """The model at the end of a day: the state, the kinds of subjects that are looked at, and the record so far."""

    state: Negotiation
    day: date
    kinds: tuple[type[Subject], ...]
    record: "Callable[[], History]"

    def subjects(self) -> Iterator[Subject]:
        """The subjects of these kinds, in order of creation."""
        return (
            self.state.subjects[name] for name in self.state.ids if isinstance(self.state.subjects[name], self.kinds)
        )


def standing(state: Negotiation, day: date, kinds: Iterable[type[Subject]] = tuple(LIFECYCLES)) -> Statuses:
    """The statuses of all subjects of these kinds at the end of the *day*, in order of creation."""
    classes, subjects = tuple(kinds), ((name, state.subjects[name]) for name in state.ids)
    return {name: _status(subject, day) for name, subject in subjects if isinstance(subject, classes)}


def _status(subject: Subject, day: date) -> Status | dict[str, Status]:
    statuses = subject.statuses(day)
    return statuses.get("", statuses)


Leaves = dict[tuple[str, ...], Any]
"""What is told, by the path to it: the id of a subject, and the party where there are several; nothing that is None."""


def _by_part(model: AsOf, of: Callable[[Any, date], When | None]) -> Leaves:
    """A day of each subject, or of each part of it."""
    parts = ((subject.id, whose, part) for subject in model.subjects() for whose, part in subject.parts.items())
    days = {((name, whose) if whose else (name,)): of(part, model.day) for name, whose, part in parts}
    return {path: day.best for path, day in days.items() if day is not None}


def _since(part: Any, day: date) -> When | None:
    """Since when a subject or a part of one has read as it does on a day."""
    if isinstance(part, Measure | Participation):
        return stands_on(part, day, LIKELY).since
    since: When | None = part.since
    return since


def _end(part: Any, day: date) -> When | None:
    """The day on which the status that a subject or part has on a *day* ends by itself."""
    match part:
        case Proposal():
            return part.expires if part.is_open else None
        case Talks():
            return part.due if part.status == SCHEDULED else None
        case Measure() | Participation():
            return _turning(part, day)
    return None


def _turning(part: Measure | Participation, day: date) -> When | None:
    phases = part.phases()
    phase = phase_on(phases, day)
    ahead = {turn for each in phases for turn in each.ahead if not turn.has_come(day)}
    for turn in sorted(ahead, key=lambda turn: (turn.day.best, turn.is_after)):
        if any(phase_on(phases, first_day).reads != phase.reads for first_day in turn.comes_on()):
            return turn.day
    return phase.of.ends.deadline if isinstance(part, Measure) and phase.reads in THREATS else None


def _statuses(model: AsOf) -> Leaves:
    return dict(_leaves(standing(model.state, model.day, model.kinds)))


def _answers(model: AsOf) -> Leaves:
    proposals = (subject for subject in model.subjects() if isinstance(subject, Proposal))
    given = {(each.id, party): answer for each in proposals for party, answer in each.given.items()}
    return {path: answer for path, answer in given.items() if answer != AWAITED}


def _figures(model: AsOf) -> Leaves:
    known = figures(assess(model.record().as_of(model.day)))
    return {((each.name, each.of) if each.of else (each.name,)): each.value for each in known}


# WHAT THE SYSTEM TELLS


def _leaves(told: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, value in told.items():
        if isinstance(value, Mapping):
            yield from (((name, whose), part) for whose, part in value.items())
        else:
            yield (name,), value


def _day(value: Any) -> Any:
    """A day as it is compared; a text that is none stays as it is."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, When):
        return value.best
    return value.date() if isinstance(value, datetime) else value


def _answer(value: Any) -> Any:
    return None if value == AWAITED else value


def _figure(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@frozen
class Aspect:
    """What a system may tell: the method, the word for it, how it is read, and what the model says."""

    method: str
    word: str
    read: Callable[[Any], Any]
    expected: Callable[[AsOf], Leaves]

    def told(self, adapter: Adapter) -> Leaves | None:
        """What the system tells; None if it has no such method. Raises: InvalidArgument for what is no mapping."""
        tell = getattr(adapter, self.method, None)
        if tell is None:
            return None
        told = tell()
        if not isinstance(told, Mapping):
            raise InvalidArgument(f"`{self.method}` of the adapter gives {told!r}; it must give a mapping by id")
        read = {path: self.read(value) for path, value in _leaves(told)}
        return {path: value for path, value in read.items() if value is not None}

    def differences(self, expected: Leaves, told: Leaves) -> Iterator[str]:
        """The differences in words, each with its place."""
        for path in sorted({*expected, *told}, key=str):
            one, other = expected.get(path), told.get(path)
            if one != other:
                yield f"{', '.join(map(str, path))}: {self.word} is {_shown(other)}, not {_shown(one)}"


def _shown(value: Any) -> str:
    return "none" if value is None else str(value)


STATUS: Final = Aspect("state", "status", lambda status: status, _statuses)
ASPECTS: Final = (
    Aspect("since", "since", _day, lambda model: _by_part(model, _since)),
    Aspect("ends", "end", _day, lambda model: _by_part(model, _end)),
    Aspect("answers", "answer", _answer, _answers),
    Aspect("figures", "figure", _figure, _figures),
)
"""What a system may tell beside statuses."""


def differences(model: AsOf, adapter: Adapter) -> Iterator[str]:
    """The differences between what the system tells beside statuses and what the model says, in words.

    Of figures only those that it tells are compared. Raises: InvalidArgument for a figure that has no such name.
    """
    for aspect in ASPECTS:
        told = aspect.told(adapter)
        if told is None:
            continue
        expected = aspect.expected(model)
        if aspect.method == "figures":
            _check_names(told)
            expected = {path: value for path, value in expected.items() if path in told}
        yield from aspect.differences(expected, told)


Told = dict[Aspect, Leaves]
"""All that a system tells, or the model says, by aspect."""


def told(adapter: Adapter) -> Told:
    """All that the system tells, the statuses first."""
    leaves = ((aspect, aspect.told(adapter)) for aspect in (STATUS, *ASPECTS))
    return {aspect: each for aspect, each in leaves if each is not None}


def changes(before: Told, after: Told) -> Iterator[str]:
    """The differences of what is told from what was told before, in words."""
    for aspect in before:
        yield from aspect.differences(before[aspect], after[aspect])


def _check_names(told: Leaves) -> None:
    for name, *_ in told:
        if name not in FIGURES:
            raise InvalidArgument(f"there is no figure {name!r}, which the adapter tells{did_you_mean(name, FIGURES)}")
