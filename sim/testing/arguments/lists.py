"""Checks of lists: classes of moves and of subjects, words."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sim.model.errors import did_you_mean
from sim.model.move import Move
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB
from sim.rules.subject import Subject
from sim.testing.arguments.checks import Check, Given, refuse, shown


def classes_of_moves(name: str) -> Check:
    """The check that an argument lists classes of moves."""
    return _listed(name, {verb.__name__: verb for verb in MOVES_BY_VERB.values()}, Move, "moves")


def classes_of_subjects(name: str) -> Check:
    """The check that an argument lists classes of subjects."""
    return _listed(name, {kind.__name__: kind for kind in LIFECYCLES}, Subject, "subjects")


def class_of_moves(name: str) -> Check:
    """The check that an argument is a class of moves."""
    known = {verb.__name__: verb for verb in MOVES_BY_VERB.values()}

    def check(given: Given) -> None:
        if given[name] not in known.values():
            refuse(f"{name} is {shown(given[name])}, no class of moves{_meant(given[name], known, Move)}")

    return check


def _listed(name: str, known: Mapping[str, type], base: type, noun: str) -> Check:
    example = next(iter(known))

    def check(given: Given) -> None:
        given[name] = _as_tuple(name, given[name], f"{noun}, such as {name}=[{example}]")
        for value in given[name]:
            if value not in known.values():
                refuse(f"{name} has {shown(value)}, no class of {noun}{_meant(value, known, base)}")

    return check


def _as_tuple(name: str, value: Any, what: str) -> tuple[Any, ...]:
    if isinstance(value, str | type) or not isinstance(value, Iterable):
        refuse(f"{name} is {shown(value)}, no list; give a list of {what}")
    listed = tuple(value)
    if not listed:
        refuse(f"{name} is empty, so nothing could be drawn; give {what}, or leave it out")
    return listed


def _meant(value: Any, known: Mapping[str, type], base: type) -> str:
    """The advice on what is no class in a list."""
    if isinstance(value, base):
        return f"; give its class, {type(value).__name__}"
    if isinstance(value, str):
        verb = MOVES_BY_VERB.get(value)
        by_name = known.get(value) or (verb if verb in known.values() else None)
        return f"; give the class, {by_name.__name__}" if by_name else did_you_mean(value.title(), known)
    other = next((word for word, classes in _LISTS if value in classes), "")
    return f"; name it in {other}" if other else did_you_mean(getattr(value, "__name__", ""), known)


_LISTS: Final = (
    ("the list of moves", tuple(MOVES_BY_VERB.values())),
    ("the list of subjects", tuple(LIFECYCLES)),
)


def words(name: str, known: Iterable[str], noun: str) -> Check:
    """The check that an argument lists words that are known."""
    options = tuple(known)

    def check(given: Given) -> None:
        given[name] = _as_tuple(name, given[name], f"{noun}, such as {name}=[{options[0]!r}]")
        for word in given[name]:
            if word not in options:
                refuse(f"there are no {noun} {word!r}{did_you_mean(str(word), options)}")

    return check
