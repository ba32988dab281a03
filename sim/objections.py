"""Objections that several subjects raise beside their tables: ends that come too soon, fields out of place."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from sim.errors import Violation
from sim.move import CarryOut, Extend, Lapse, Move, key_of
from sim.when import When

ENDS: Final = ("expires", "deadline", "until")
"""The fields of `extend`; each kind of subject takes one."""
_OTHERS: Final = {name: tuple(other for other in ENDS if other != name) for name in ENDS}


def ends_too_soon(name: str, end: When | None, move: Move) -> tuple[Violation, ...]:
    """The objection to an end that lies before the first day on which the move that sets it can have been made."""
    if end is None or not end.is_past(move.date.earliest or move.date.best):
        return ()
    return (Violation(f"{key_of(name)} {end} is past already on {move.date}; give a later day", name, str(end)),)


def extension(move: Extend, name: str, present: When | None) -> tuple[Violation, ...]:
    """The objections to an extension unless it sets just the field *name*, to a later day than at *present*."""
    return _out_of_place(move, name) + _no_later(move, name, getattr(move, name), present)


def _out_of_place(move: Extend, name: str) -> tuple[Violation, ...]:
    first, second = _OTHERS[name]
    if getattr(move, first) is None and getattr(move, second) is None:
        return ()
    given = (other for other in (first, second) if getattr(move, other) is not None)
    return tuple(Violation(f"{other} is not for this subject; give {name}, its new last day", other) for other in given)


def _no_later(move: Extend, name: str, end: When | None, present: When | None) -> tuple[Violation, ...]:
    if end is None:
        return (Violation(f"it takes {name}, the new last day"),)
    if present is not None and end.best <= present.best:
        return (Violation(f"it runs until {present} already; give a later {name}", name, str(end)),)
    return ends_too_soon(name, end, move)


def not_lapsed_yet(move: Lapse, end: When | None) -> tuple[Violation, ...]:
    """The objection to a lapse before the stated end."""
    return () if end is None or move.date.best >= end.best else (Violation(f"it stands until {end}"),)


def a_later_day(present: When | None, day: date) -> When:
    """A day thirty days after *day*, or after the present end if that is later."""
    return _thirty_days_after(day if present is None else max(day, present.best))


@lru_cache(maxsize=65_536)
def _thirty_days_after(day: date) -> When:
    return When.of(day + min(timedelta(days=30), date.max - day))


def no_threat_to_record(move: CarryOut) -> tuple[Violation, ...]:
    """The objection to `as` where nothing was threatened."""
    if move.as_ is None:
        return ()
    return (Violation("`as` is for a threat that is carried out; leave it out here", "as_", move.as_),)
