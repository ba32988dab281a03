"""What may be done now: one representative of every row that applies, for a side, a third party or the clock."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from attrs import NOTHING, fields

from sim.model.dates import When
from sim.model.errors import UnknownNameError, did_you_mean
from sim.model.ids import BOTH
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.lifecycle import Transition
from sim.rules.verdict import CREATING_MOVES, HOMES, SUBJECTS, Position, Ruling, permitted

ABOUT_AN_ISSUE: Final = frozenset(
    verb for verb in CREATING_MOVES if any(each.name == "issue" and each.default is NOTHING for each in fields(verb))
)
"""The moves that are about an issue in any case; no file can hold one that is about none."""

Ruled = tuple[Move, list[Ruling]]
"""A legal move, and the rulings that permit it."""


def legal_moves(position: Position, party: str | None, day: When | date | str) -> Iterator[Move]:
    """One move for every row (and kind) that applies on *day*: on each subject in order of creation, then new ones.

    For a party that includes joint moves; for None it is what the clock does; a third party may ask too. What a move
    makes gets the id `<noun>-<n>`, n being the number that the move would have in the record, or the next one free.

    Raises: UnknownNameError if nobody has that name.
    """
    for name in position.ids:
        yield from legal_moves_on(position, name, party, day)
    yield from openings(position, party, day)


def legal_moves_on(position: Position, name: str, party: str | None, day: When | date | str) -> Iterator[Move]:
    """The legal moves on one subject, in the order of its table; no other subject is looked at.

    Raises: UnknownNameError if nobody has that name, or nothing has that id.
    """
    if name not in position.subjects:
        raise UnknownNameError(f"nobody has made {name!r}{did_you_mean(name, position.ids)}")
    subject, when = position.subjects[name], When.of(day)
    seen: list[Move] = []
    for by in _voices(position.setting, party):
        for row in _rows(position, subject, by, when):
            found = _allowed(position, row, subject, by, when)
            if found is not None and found not in seen:
                seen.append(found)
                yield found


def legal_move(position: Position, name: str, verb: type[Move], by: str | None, day: When | date | str) -> Move | None:
    """The first of the legal moves on one subject that are of this verb and by this actor; None if there is none."""
    subject, when = position.subjects[name], When.of(day)
    for row in _rows(position, subject, by, when):
        if row.move is verb and row.through == "subject":
            found = _allowed(position, row, subject, by, when)
            if found is not None:
                return found
    return None


def _rows(position: Position, subject: Any, by: str | None, when: When) -> Iterator[Transition]:
    """The rows that lead out of where *by* finds the subject; both parties together may find it in two statuses."""
    law = SUBJECTS[type(subject)].LIFECYCLE
    for standing in law.standings(subject, by, when, position.setting):
        yield from law.rows_from(standing.status)


def openings(position: Position, party: str | None, day: When | date | str) -> Iterator[Move]:
    """The legal moves that make a new subject or a statement, in the order of the tables.

    Raises: UnknownNameError if nobody has that name.
    """
    when = When.of(day)
    for by in _voices(position.setting, party):
        for home in SUBJECTS.values():
            for row in home.LIFECYCLE.rows_from(None):
                found = (_allowed(position, row, None, by, when, kind) for kind in row.kinds or ("",))
                yield from (each for each in found if each is not None)


def _allowed(
    position: Position, row: Transition, subject: Any, by: str | None, when: When, kind: str = ""
) -> Move | None:
    """The representative of a row; None if it does not apply, or its role is not open to *by*."""
    if not row.by.allows(subject, by, position.setting):
        return None
    found = representative(position, row, subject, by, when, kind)
    return None if found is None else found[0]


def representative(
    position: Position,
    row: Transition,
    subject: Any,
    by: str | None,
    when: When,
    kind: str = "",
    issues: tuple[str, ...] | None = None,
) -> Ruled | None:
    """The legal move of one row on a subject (None: it makes one, of this kind); None if the row does not apply.

    *by* is somebody to whom the role of the row is open. The move comes with the rulings that permit it. What it makes
    is about these *issues*; without them about the first that is declared.
    """
    about = position.setting.issue_ids[:1] if issues is None else issues
    given = _given(position, row, kind, subject, by, when, about)
    if given is None:
        return None
    make: Callable[..., Move] = row.move
    move = make(**given)
    found = permitted(position, move)
    for _, _, rows, _ in found:
        if row in rows:
            return move, found
    return None


def _given(
    position: Position, row: Transition, kind: str, subject: Any, by: str | None, when: When, issues: tuple[str, ...]
) -> dict[str, Any] | None:
    """The fields of a representative: those of every move, those its class needs, those that meet the row's condition.

    None if it has no object, *by* cannot make it alone, or nothing meets the condition today.
    """
    home, acts = HOMES[row], subject is not None and row.through == "subject"
    needed = home.sample(row.move, kind, subject if acts else None, by, issues, when.best)
    met = {} if row.when is None else row.when.sample(position.subjects, subject, by, when.best)
    if needed is None or met is None:
        return None
    name = subject.id if acts else fresh_id(position, home.LIFECYCLE.noun)
    given: dict[str, Any] = {"subject": name, "by": by, "date": when, **needed, **met}
    if by is None:
        del given["by"]
    if not acts and subject is not None:
        given[row.through] = subject.id
    return given


def _voices(setting: Setting, party: str | None) -> tuple[str | None, ...]:
    """The values of `by` with which *party* can move: alone, or together with the other."""
    if party is not None and party not in setting.actors:
        raise UnknownNameError(f"nobody named {party!r} takes part{did_you_mean(party, setting.actors)}")
    return (party, BOTH) if party in setting.party_ids else (party,)


def fresh_id(position: Position, noun: str) -> str:
    """An id that is not taken yet: the noun, and the number that the move would have or the next one free."""
    number = position.version + 1
    while (name := f"{noun}-{number}") in position.subjects:
        number += 1
    return name
