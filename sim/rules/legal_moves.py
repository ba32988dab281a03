"""The moves that the law allows now: an example of every transition that applies."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from attrs import NOTHING, fields

from sim.model.dates import When
from sim.model.errors import UnknownNameError, did_you_mean
from sim.model.ids import BOTH
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.lifecycle import AnyTransition, Case, Fields
from sim.rules.names import not_an_actor
from sim.rules.registry import CREATING_MOVES, LIFECYCLES, lifecycle_of
from sim.rules.subject import StateLike, Subject
from sim.rules.verdict import Refusal, Rulings, judge

ABOUT_AN_ISSUE: Final = frozenset(
    verb for verb in CREATING_MOVES if any(each.name == "issue" and each.default is NOTHING for each in fields(verb))
)
"""The moves that are about an issue in any case; no file can hold one that is about none."""

Legal = tuple[Move, Rulings]
"""A legal move, and the rulings on it."""


def legal_moves(state: StateLike, party: str | None, day: When | date | str) -> Iterator[Move]:
    """One move for every transition (and kind) that applies on *day*: on subjects in order of creation, then new ones.

    For a party that includes joint moves; for None it is what the clock does; a third party may ask too. What a move
    makes gets the id `<noun>-<n>`, n being the number that the move would have in the record, or the next one free.

    Raises: UnknownNameError if nobody has that name.
    """
    return (move for move, _ in legal_moves_with_rulings(state, party, day))


def legal_moves_with_rulings(state: StateLike, party: str | None, day: When | date | str) -> Iterator[Legal]:
    """The same, each with the rulings on it."""
    for name in state.ids:
        yield from _legal_on(state, name, party, day)
    yield from _creating(state, party, day)


def legal_moves_on(state: StateLike, name: str, party: str | None, day: When | date | str) -> Iterator[Move]:
    """The legal moves on one subject, in the order of its table; no other subject is looked at.

    Raises: UnknownNameError if nobody has that name, or nothing has that id.
    """
    return (move for move, _ in _legal_on(state, name, party, day))


def _legal_on(state: StateLike, name: str, party: str | None, day: When | date | str) -> Iterator[Legal]:
    if name not in state.subjects:
        raise UnknownNameError(f"nobody has made {name!r}{did_you_mean(name, state.ids)}")
    subject, when = state.subjects[name], When.of(day)
    seen: list[Move] = []
    for by in _actors(state.setting, party):
        for transition in _transitions_from_here(state, subject, by, when):
            legal = _allowed(state, transition, subject, by, when)
            if legal is not None and legal[0] not in seen:
                seen.append(legal[0])
                yield legal


def legal_move(state: StateLike, name: str, verb: type[Move], by: str | None, day: When | date | str) -> Move | None:
    """The first of the legal moves on one subject that are of this verb and by this actor; None if there is none."""
    subject, when = state.subjects[name], When.of(day)
    for transition in _transitions_from_here(state, subject, by, when):
        if transition.move is verb and transition.target == "subject":
            legal = _allowed(state, transition, subject, by, when)
            if legal is not None:
                return legal[0]
    return None


def creating_moves(state: StateLike, party: str | None, day: When | date | str) -> Iterator[Move]:
    """The legal moves that make a new subject or a statement and nothing else, in the order of the tables.

    What also acts on another subject, as one that is replaced, is a move on that.

    Raises: UnknownNameError if nobody has that name.
    """
    return (move for move, _ in _creating(state, party, day))


def _creating(state: StateLike, party: str | None, day: When | date | str) -> Iterator[Legal]:
    when = When.of(day)
    for by in _actors(state.setting, party):
        for lifecycle in LIFECYCLES.values():
            for transition in lifecycle.transitions_from(None):
                examples = (_allowed(state, transition, None, by, when, kind) for kind in transition.kinds or ("",))
                yield from (legal for legal in examples if legal is not None)


def _transitions_from_here(state: StateLike, subject: Subject, by: str | None, when: When) -> Iterator[AnyTransition]:
    """The transitions that lead out of where *by* may meet the subject, apart from those by moves on other subjects.

    Both together may meet it in two statuses, and so may a move whose date leaves open which of them it meets.
    """
    lifecycle = lifecycle_of(subject)
    for acted in lifecycle.acted_on(subject, by, state.setting):
        for status in acted.statuses(when):
            for transition in lifecycle.transitions_from(status):
                if transition.target == "subject" or transition.move in CREATING_MOVES:
                    yield transition


def _allowed(
    state: StateLike, transition: AnyTransition, subject: Any, by: str | None, when: When, kind: str = ""
) -> Legal | None:
    """An example of a transition; None if it does not apply, or its role is not open to *by*."""
    if not transition.by.allows(subject, by, state.setting):
        return None
    return example_move(state, transition, subject, by, when, kind)


def example_move(
    state: StateLike,
    transition: AnyTransition,
    subject: Any,
    by: str | None,
    when: When,
    kind: str = "",
    issues: tuple[str, ...] | None = None,
    instead: Fields | None = None,
) -> Legal | None:
    """A legal move that makes one transition of a subject (None: it makes one, of this kind), and the rulings on it.

    None if the transition does not apply. *by* is somebody to whom its role is open. What the move makes is about these
    *issues*; without them about the first that is declared. The fields *instead* take the place of those of an example.
    """
    about = state.setting.issue_ids[:1] if issues is None else issues
    values = _example_fields(state, transition, kind, subject, by, when, about)
    if values is None:
        return None
    if instead is not None:
        values |= instead
    make: Callable[..., Move] = transition.move
    move = make(**values)
    verdict = judge(state, move)
    if isinstance(verdict, Refusal):
        return None
    for _, _, _, transitions in verdict:
        if transition in transitions:
            return move, verdict
    return None


def _example_fields(
    state: StateLike,
    transition: AnyTransition,
    kind: str,
    subject: Any,
    by: str | None,
    when: When,
    issues: tuple[str, ...],
) -> Fields | None:
    """The fields of an example: those of every move, those that this one needs, those that its guard asks for.

    None if it has no object, *by* cannot make it alone, or nothing meets the guard today.
    """
    acts, guard = subject is not None and transition.target == "subject", transition.guard
    case = Case(state, subject if acts else None, kind, by, issues, when.best, transition.to)
    needed = transition.example(case)
    guarded = {} if guard is None else guard.example(case)
    if needed is None or guarded is None:
        return None
    name = subject.id if acts else fresh_id(state, CREATING_MOVES[transition.move].noun)
    values: Fields = {"subject": name, "by": by, "date": when, **needed, **guarded}
    if by is None:
        del values["by"]
    if not acts and subject is not None:
        values[transition.target] = subject.id
    return values


def _actors(setting: Setting, party: str | None) -> tuple[str | None, ...]:
    """The values of `by` with which *party* can move: alone, or together with the other."""
    for violation in not_an_actor(setting, party):
        raise UnknownNameError(violation.reason)
    return (party, BOTH) if party in setting.party_ids else (party,)


def fresh_id(state: StateLike, noun: str) -> str:
    """An id that is not taken yet: the noun, and the number that the move would have or the next one free."""
    number = state.version + 1
    while (name := f"{noun}-{number}") in state.subjects:
        number += 1
    return name
