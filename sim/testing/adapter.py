"""The link to a system under test, and what of it is compared with the model: statuses and, where it tells them, more.

An `Adapter` has `apply` and `state`. Each of the other methods is optional, and what it tells is compared as well:
`since`, `ends`, `answers` and `figures`; `today` tells the system which day it is.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Protocol

from hypothesis import note

from sim.model.move import Move
from sim.rules.registry import LIFECYCLES
from sim.rules.state import Negotiation
from sim.rules.subject import Status, Subject
from sim.testing.arguments.beginnings import state
from sim.testing.arguments.checks import checked
from sim.testing.arguments.lists import classes_of_subjects
from sim.testing.arguments.values import day

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
    pass without one. With it the comparison is as of that day; without it, as of the day of the last move.
    `supports(move)` says whether the system has a word for a move; others are not made. `commands()` gives the commands
    by which somebody may do the same by hand, to be printed with a history that fails. `close()` is called at the end.
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


def supports(adapter: Adapter, move: Move) -> bool:
    """Whether the system has a word for a move, as far as the adapter says."""
    says = getattr(adapter, "supports", None)
    return says is None or bool(says(move))


class _Commands:
    """The commands of an adapter as hypothesis prints them; they are made only then."""

    def __init__(self, commands: Callable[[], str]) -> None:
        self._commands = commands

    def __repr__(self) -> str:
        return self._commands()


def note_commands(adapter: Adapter) -> None:
    """Have hypothesis print the commands of an adapter, if it has any, in a test that fails."""
    commands = getattr(adapter, "commands", None)
    if commands is not None:
        note(_Commands(commands))


def close(adapter: Adapter) -> None:
    """Close the adapter, if it can be closed."""
    closing = getattr(adapter, "close", None)
    if closing is not None:
        closing()


@checked(state("state"), day("day"), classes_of_subjects("kinds"))
def standing(state: Negotiation, day: date, kinds: Iterable[type[Subject]] = tuple(LIFECYCLES)) -> Statuses:
    """The statuses of all subjects of these kinds at the end of the *day*, in order of creation."""
    classes, subjects = tuple(kinds), ((name, state.subjects[name]) for name in state.ids)
    return {name: _status(subject, day) for name, subject in subjects if isinstance(subject, classes)}


def _status(subject: Subject, day: date) -> Status | dict[str, Status]:
    statuses = subject.statuses(day)
    return statuses.get("", statuses)
