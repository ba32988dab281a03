"""Measures: harm that is threatened, announced, in place, suspended, and over."""

from datetime import date
from typing import Any

from attrs import evolve, frozen

from lawbook.course import PAUSED, Course, Turn, best
from sim.model.move import CarryOut, Extend, Lapse, Move, Resume, Suspend, Withdraw
from sim.model.setting import Setting
from sim.rules.subjects.measures import Comply, Ease, Impose, Lift, Raise, Threaten

THREATS = ("threatened", "deferred")
STANDING = ("in-place", "suspended")


@frozen
class Measure:
    """Who made it, what it is from day to day, and the deadline of its threat."""

    author: str
    course: Course
    deadline: date | None = None

    def reads(self, day: date) -> str:
        """What it is on a day."""
        return self.course.reads(day)

    def level(self, day: date) -> int:
        """Whether it is eased (-1), as imposed (0) or raised (1) on a day."""
        return self.course.at(day).level


def made(move: Threaten | Impose, day: date) -> Measure:
    """A measure as it is threatened, imposed or announced."""
    threat = Course((Turn(day, "threatened"),))
    if isinstance(move, Threaten):
        return Measure(move.by, threat, best(move.deadline))
    return Measure(move.by, in_place(threat, move, day))


def in_place(course: Course, move: Impose | CarryOut, day: date) -> Course:
    """What is in place at once or from a later day, until which it is threatened, for the term that the move gives."""
    threat = course if course.reads(day) == "threatened" else course.turned(day, "threatened")
    return threat.turned(day, "in-place", best(move.effective), term=best(move.until))


def may_be_made(move: Threaten | Impose, measures: dict[str, Measure], setting: Setting, day: date) -> bool:
    """Whether a party or a third party makes it, in the place of its own threats alone."""
    is_alone = move.by in setting.party_ids or move.by in setting.outsiders
    return is_alone and all(
        name in measures and measures[name].author == move.by and measures[name].reads(day) in THREATS
        for name in move.replaces
    )


def changed(it: Measure, move: Move, day: date, setting: Setting) -> tuple[Measure, str] | None:  # noqa: C901, PLR0911, PLR0912 - a case for each row
    """The measure after a move and the tone of the change; None if there is no such transition."""
    status, course = it.reads(day), it.course
    own, third = move.by == it.author, move.by in setting.outsiders
    gently = "conciliatory" if own else "neutral"
    match move:
        case CarryOut() if own and status in THREATS and not move.settles:
            if move.as_ is not None:
                return evolve(it, course=course.turned(day, "carried-out")), "neutral"
            return evolve(it, course=in_place(course, move, day)), "hostile"
        case Raise() if own and status == "in-place":
            return raised(it, move, day, 1), "hostile"
        case Ease() if own and status == "in-place":
            return raised(it, move, day, -1), "conciliatory"
        case Suspend() if (own or third) and status in ("in-place", "threatened"):
            to = "suspended" if status == "in-place" else "deferred"
            return evolve(it, course=turned(course, move, day, to, until=best(move.until))), gently
        case Resume() if (own or third) and status == "suspended":
            term = best(move.until) or course.at(day).term
            return evolve(it, course=turned(course, move, day, "in-place", term=term)), _roughly(gently)
        case Resume() if (own or third) and status == "deferred" and move.until is None:
            return evolve(it, course=course.turned(day, "threatened", best(move.effective))), _roughly(gently)
        case Lift() if (own or third) and status in STANDING:
            return evolve(it, course=turned(course, move, day, "lifted")), gently
        case Comply() if is_opposite(move.by, it.author, setting) and status in THREATS:
            return evolve(it, course=course.turned(day, "complied")), "conciliatory"
        case Comply() if is_opposite(move.by, it.author, setting) and status in STANDING:
            return it, "conciliatory"
        case Withdraw() if own and status in THREATS:
            return evolve(it, course=course.turned(day, "withdrawn")), "conciliatory"
        case Extend() if own and status in (*THREATS, *STANDING, "expired"):
            return _extended(it, move, day)
        case Lapse() if course.stored(day) in (*THREATS, "in-place") and _is_due(it, day):
            return evolve(it, course=course.turned(day, "lapsed")), "neutral"
    return None


def _roughly(tone: str) -> str:
    return "hostile" if tone == "conciliatory" else tone


def raised(it: Measure, move: Raise | Ease | CarryOut, day: date, by_levels: int) -> Measure:
    """It a level up or down, for another term where the move gives one."""
    now = it.course.at(day)
    level, term = min(max(now.level + by_levels, -1), 1), best(move.until) or now.term
    return evolve(it, course=turned(it.course, move, day, "in-place", by_levels, level=level, term=term))


def turned(course: Course, move: Any, day: date, to: str, by_levels: int = 0, **given: Any) -> Course:
    """The course with a change from a day on, after which what was announced before still comes.

    That falls where the measure ends before, where it was only announced itself, and where nothing is left of it.
    """
    plain, now = course.turned(day, to, best(move.effective), **given), course.stored(day)
    own, ahead = plain.turns[-1], [turn for turn in course.turns if turn.since > day]
    if now not in STANDING or not ahead:
        return plain
    before = [turn for turn in ahead if turn.since < own.since]
    if before and before[-1].status == "lifted" and to != "lifted":
        return turned(course.without(before[-1]), move, day, to, by_levels, **given)

    def alike(turn: Turn, since: date) -> Turn:
        if turn.status != now and not (turn.status == "suspended" and (by_levels or to == "lifted")):
            return evolve(turn, since=since)
        term = best(getattr(move, "until", None)) if not isinstance(move, Suspend) else None
        kept = evolve(turn, since=since, term=term or turn.term, level=min(max(turn.level + by_levels, -1), 1))
        return kept if by_levels else evolve(kept, status=to, until=own.until, then=turn.status)

    turns = [*plain.turns[:-1], *before, alike(before[-1], own.since) if before else own]
    for turn in [] if turns[-1].status == "lifted" else ahead[len(before) :]:
        changed_too = alike(turn, turn.since)
        if (changed_too.status, changed_too.level) != (turns[-1].status, turns[-1].level):
            turns.append(changed_too)
    return evolve(plain, turns=tuple(turns))


def is_opposite(by: str | None, author: str, setting: Setting) -> bool:
    """Whether it is the party on the other side of the author, or either of two where the author is on neither."""
    return by in setting.party_ids and by != setting.side_of(author)


def _extended(it: Measure, move: Extend, day: date) -> tuple[Measure, str] | None:
    """It with a later end, or none, of what it stands in: what is announced, a deadline, a term, a suspension."""
    status, coming = it.reads(day), it.course.ahead(day)
    ends = {} if coming is None else {"effective": coming.since}
    if status in PAUSED:
        ends["until"] = it.course.at(day).until
    elif status != "threatened":
        ends["until"] = it.course.at(day).term
    elif coming is None:
        ends["deadline"] = it.deadline
    given = [name for name in ("expires", "deadline", "until", "effective") if getattr(move, name)]
    name = given[0] if given else next((name for name, end in ends.items() if end), "")
    if len(given) > 1 or name not in ends or move.under:
        return None
    end, present = best(getattr(move, name)), ends[name]
    if end is not None and present is not None and end <= present:
        return None
    match name:
        case "deadline":
            after = evolve(it, deadline=end)
        case "effective":
            after = evolve(it, course=it.course.put_off(day, end))
        case _ if status in PAUSED:
            after = evolve(it, course=it.course.paused_until(day, end))
        case _:
            after = evolve(it, course=it.course.extended(day, end))
    return after, "neutral"


def _is_due(it: Measure, day: date) -> bool:
    """Whether the end of what it stands in has come, if it has one."""
    end = it.course.at(day).term if it.course.stored(day) == "in-place" else it.deadline
    return end is None or day >= end
