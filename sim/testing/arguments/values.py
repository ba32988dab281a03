"""Checks of single values: numbers, days, objects of a kind."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sim.model.move import Move
from sim.rules.subject import Subject
from sim.testing.arguments.checks import Check, Given, refuse, shown

# NUMBERS AND DAYS


def number(name: str, *, least: int = 0, may_be_none: bool = False) -> Check:
    """The check that an argument is a whole number, no lower than the *least*."""

    def check(given: Given) -> None:
        value = given[name]
        if value is None and may_be_none:
            return
        if not isinstance(value, int) or isinstance(value, bool):
            refuse(f"{name} is {shown(value)}, no whole number; give {least} or more")
        if value < least:
            refuse(f"{name} is {value}, which is too low; give {least} or more")

    return check


def bounds(given: Given) -> None:
    """The check that `min_moves` and `max_moves` are numbers of moves, the one no higher than the other."""
    number("min_moves")(given)
    number("max_moves", may_be_none=True)(given)
    least, most = given["min_moves"], given["max_moves"]
    if most is not None and least > most:
        refuse(f"min_moves={least} is above max_moves={most}; lower the one, or leave the other out")


def day_in(name: str, value: object) -> date:
    """The value of an argument, a day."""
    if not isinstance(value, date):
        refuse(f"{name} is {shown(value)}, no day; give a datetime.date, such as date(2013, 3, 1)")
    return value


def day(name: str) -> Check:
    """The check that an argument is a day."""

    def check(given: Given) -> None:
        day_in(name, given[name])

    return check


def days(given: Given) -> None:
    """The check that `min_day` and `max_day` are days in that order."""
    first, last = given["min_day"], given["max_day"]
    for name, day in (("min_day", first), ("max_day", last)):
        day_in(name, day)
    if first > last:
        refuse(f"min_day {first} is after max_day {last}; exchange them")


# OBJECTS OF A KIND

A_STATE: Final = "a state, such as begun(setting) or scenario.history.start"
"""What to give instead of what is no state."""


def instance(name: str, kind: type, what: str, *, may_be_none: bool = False) -> Check:
    """The check that an argument is of a kind; *what* says what to give instead."""

    def check(given: Given) -> None:
        value = given[name]
        if not (isinstance(value, kind) or (value is None and may_be_none)):
            refuse(f"{name} is {shown(value)}, no {kind.__name__}; give {what}")

    return check


def predicate(name: str) -> Check:
    """The check that an argument is a function of what is drawn, and no class of what a history has."""

    def check(given: Given) -> None:
        value = given[name]
        if not callable(value):
            refuse(f"{name} is {shown(value)}, no function; give one that says yes or no of what is drawn")
        if isinstance(value, type) and issubclass(value, Move | Subject):
            held = "history.moves" if issubclass(value, Move) else "history.states[-1].subjects.values()"
            example = f"lambda history: {value.__name__} in map(type, {held})"
            refuse(f"{name} is {value.__name__}, a class; give a function of what is drawn: {example}")

    return check


def moves_one_by_one(given: Given) -> None:
    """The check that `moves` are moves, and not one list of them."""
    for value in given["moves"]:
        if not isinstance(value, Move):
            way_out = "give them one by one, with a star: *moves" if isinstance(value, Iterable) else "make one of it"
            refuse(f"{shown(value)} is no move; {way_out}")
