"""Commitments: what each who is bound has undertaken, and what takes their place."""

from datetime import date

from attrs import evolve, field, frozen

from lawbook.course import Course, Turn, best
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Commit, Extend, Move, Resume, Suspend
from sim.rules.subjects.commitments import Breach, Leave

BINDS = ("pending", "in-force")
REPLACEABLE = (*BINDS, "suspended", "in-breach")
"""What is superseded when another commitment takes its place."""


@frozen
class Commitment:
    """The course of each part, and what the commitment takes the place of, with the day on which that was said."""

    parts: dict[str, Course]
    replaces: dict[str, date] = field(factory=dict)


Commitments = dict[str, Commitment]


def superseded(name: str, commitments: Commitments) -> tuple[str, date] | None:
    """What takes its place first, as all who have a part in it have joined that, and from which day; None if none."""
    holders = commitments[name].parts
    instead = {
        other: it for other, it in commitments.items() if name in it.replaces and holders.keys() <= it.parts.keys()
    }
    days = {
        other: max(it.replaces[name], *(max(it.parts[who].begin, it.parts[who].turns[0].since) for who in holders))
        for other, it in (instead if holders else {}).items()
    }
    return min(days.items(), key=lambda taken: taken[1], default=None)


def reads(name: str, who: str, commitments: Commitments, day: date) -> str:
    """What a part is on a day."""
    course, replaced = commitments[name].parts[who], superseded(name, commitments)
    status = course.reads(day)
    if replaced is None or day < replaced[1]:
        return status
    return "superseded" if status in REPLACEABLE or course.reads(replaced[1]) in REPLACEABLE else status


def joined(it: Commitment | None, move: Commit, actors: tuple[str, ...], day: date) -> Commitment | None:
    """It with the parts of these; None if one of them has a part already, or it has come to its end."""
    it = it or Commitment({})
    begin, end = max(best(move.effective) or day, day), term_of(it)
    term = best(move.until) or end
    if any(who in it.parts for who in actors) or (end and day > end) or (term and begin > term):
        return None
    parts = dict.fromkeys(actors, Course((Turn(day, "in-force", term),), begin))
    return Commitment(it.parts | parts, dict.fromkeys(move.replaces, day) | it.replaces)


def term_of(it: Commitment) -> date | None:
    """The end of the longest part, which is that of who joins and says nothing else; None if a part has no end."""
    terms = [course.turns[-1].term for course in it.parts.values()]
    return None if None in terms else max((term for term in terms if term), default=None)


def actors_of(it: Commitment, move: Move, parties: tuple[str, ...], day: date) -> tuple[str, ...]:
    """Whose parts a move is on: both parties' where both leave or extend; of a notice, that of who leaves."""
    if move.by != BOTH:
        return (move.by,) if move.by in it.parts else ()
    if not isinstance(move, (Leave, Extend)):
        return ()
    if isinstance(move, Extend) and move.effective:
        return tuple(who for who in parties if who in it.parts and it.parts[who].stored(day) == "leaving")
    return parties if all(who in it.parts for who in parties) else ()


def changed(course: Course, move: Move, day: date) -> tuple[Course, str] | None:  # noqa: PLR0911 - a case for each row
    """A part after a move and the tone of the change; None if there is no such transition."""
    status = course.reads(day)
    is_late = status == "expired"
    match move:
        case Suspend() if status in BINDS:
            return course.turned(day, "suspended", best(move.effective), until=best(move.until)), "hostile"
        case Resume() if status in ("suspended", "leaving", "left", "in-breach") and not move.until:
            term = course.at(day).term
            is_past = move.effective and term and move.effective.best > term
            return None if is_past else (course.turned(day, "in-force", best(move.effective)), "conciliatory")
        case Leave() if status in REPLACEABLE:
            return _left(course, move, day)
        case Breach() if course.stored(day) == "leaving":
            return course, "hostile"
        case Breach() if status in REPLACEABLE or is_late:
            return course.turned(day, "in-breach"), "hostile"
        case CarryOut(as_=None, level=None, effective=None, until=None) if _is_open(status):
            return course.turned(day, "fulfilled"), "conciliatory"
        case Extend() if _is_open(status):
            return _extended(course, move, day)
    return None


def _is_open(status: str) -> bool:
    """Whether what was undertaken may still be done, or its term extended, be it late."""
    return status in (*REPLACEABLE, "leaving", "expired")


def _left(course: Course, move: Leave, day: date) -> tuple[Course, str]:
    """Both together end it, on a later day where they say so; one gives notice."""
    if move.by == BOTH:
        return course.turned(day, "ended", best(move.effective)), "neutral"
    if move.effective is None or move.effective.best <= day:
        return course.turned(day, "left"), "hostile"
    notice = course.turned(day, "leaving", leaves=move.effective.best)
    return evolve(notice, turns=(*notice.turns, Turn(move.effective.best, "left", notice.turns[-1].term))), "hostile"


def _extended(course: Course, move: Extend, day: date) -> tuple[Course, str] | None:
    """A part with a later end, or none: of the notice, of the suspension if that has one, or of the term."""
    status, coming, end = course.stored(day), course.ahead(day), best(move.until)
    if move.expires or move.deadline or (move.until and move.effective):
        return None
    if status == "leaving":
        later = move.effective and coming and move.effective.best > coming.since
        return (course.put_off(day, best(move.effective)), "neutral") if later else None
    is_paused = status == "suspended" and course.at(day).until is not None
    present = course.at(day).until if is_paused else course.at(day).term
    is_no_later = present is None if end is None else (present is not None and end <= present) or end < course.begin
    if move.effective or is_no_later:
        return None
    return course.paused_until(day, end) if is_paused else course.extended(day, end), "neutral"
