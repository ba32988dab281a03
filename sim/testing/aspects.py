"""What a system under test tells beside statuses, what the model says of the same, and the differences in words."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen
from hypothesis.errors import InvalidArgument

from sim.assess import FIGURES, assess, figures
from sim.history.standing import standing as stands_on
from sim.model.dates import LIKELY, When
from sim.model.errors import did_you_mean
from sim.rules.phases import phase_on
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.answers import AWAITED
from sim.rules.subjects.measures import THREATS, Measure
from sim.rules.subjects.participation import Participation
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import SCHEDULED, Talks
from sim.testing.adapter import Adapter, standing

if TYPE_CHECKING:
    from sim.history.history import History

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


class UntoldError(Exception):
    """What a system does not tell: a sentence with what it raised when it was asked."""


@contextmanager
def asking() -> Iterator[None]:
    """A block in which a system is asked. Raises: UntoldError, whatever it raises, but InvalidArgument as it is."""
    try:
        yield
    except InvalidArgument:
        raise
    except Exception as error:
        raise UntoldError(f"the system does not tell its state, but raises {error!r}") from error


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
