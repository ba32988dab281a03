"""Measures: harm that is threatened, announced, in place, suspended, and over."""

from datetime import date

from attrs import evolve, frozen

from lawbook.course import best
from sim.model.move import CarryOut, Extend, Lapse, Move, Resume, Suspend, Withdraw
from sim.model.setting import Setting
from sim.rules.subjects.measures import Comply, Ease, Impose, Lift, Raise, Threaten

THREATS = ("threatened", "deferred")
STANDING = ("in-place", "suspended")
BEGIN = {"threatened": "in-place", "deferred": "in-place"}
SUSPEND = {"in-place": "suspended", "threatened": "deferred"}
RESUME = {"suspended": "in-place", "deferred": "threatened"}
LIFT = {"in-place": "lifted", "suspended": "lifted"}
"""To what a change leads from a status that it finds."""


@frozen
class Stand:
    """A status, the last day of the term, the level (-1, 0 or 1), and the last day of a suspension."""

    status: str
    term: date | None = None
    level: int = 0
    until: date | None = None

    def on(self, day: date) -> "Stand":
        """It on a day: what was suspended for a time stands again after that."""
        is_over = self.until is not None and day > self.until
        again = {"suspended": "in-place", "deferred": "threatened"}
        return evolve(self, status=again[self.status], until=None) if is_over else self


@frozen
class Change:
    """What a move changes: a status that it finds, or a level; a term, and the last day of a suspension."""

    leads: dict[str, str]
    term: date | None = None
    until: date | None = None
    by_levels: int = 0

    def of(self, stand: Stand) -> Stand:
        """A stand once it is changed; the same where there is nothing to change."""
        term = self.term or stand.term
        if self.by_levels and stand.status in STANDING:
            return evolve(stand, level=min(max(stand.level + self.by_levels, -1), 1), term=term)
        if stand.status not in self.leads:
            return stand
        return evolve(stand, status=self.leads[stand.status], term=term, until=self.until)


@frozen
class Measure:
    """Who made it, how it stands since its last move, what is announced for which later days, and its deadline."""

    author: str
    stand: Stand
    announced: tuple[tuple[date, Change], ...] = ()
    deadline: date | None = None

    def on(self, day: date) -> Stand:
        """How it stands on a day: all that was announced by then has come in its order."""
        stand = self.stand
        for since, change in self.announced:
            if since <= day:
                stand = change.of(stand.on(since))
        return stand.on(day)

    def reads(self, day: date) -> str:
        """What it is on a day."""
        stand = self.on(day)
        return "expired" if stand.status in STANDING and stand.term is not None and day > stand.term else stand.status

    def ahead(self, day: date) -> tuple[tuple[date, Change], ...]:
        """What is announced for the days after one."""
        return tuple(each for each in self.announced if each[0] > day)

    def changed(self, day: date, change: Change, effective: date | None = None) -> "Measure":
        """It changed, at once or from a later day; what is announced comes all the same, where it still means anything.

        Nothing stays announced of what is only announced itself, nor an end before what is announced for later.
        """
        now, ahead = self.on(day), self.ahead(day)
        if effective is None:
            if now.status in THREATS:
                ahead = ()
            return evolve(self, stand=change.of(now), announced=ahead)._pruned()
        if change.leads is not LIFT:
            ahead = tuple(each for each in ahead if each[0] >= effective or each[1].leads is not LIFT)
        if now.status in THREATS:
            ahead = ()
        still = evolve(now, until=None) if change.leads is RESUME else now
        coming = sorted((*ahead, (effective, change)), key=lambda each: each[0])
        return evolve(self, stand=still, announced=tuple(coming))

    def _pruned(self) -> "Measure":
        """It without what changes nothing any more."""
        stand, kept = self.stand, []
        for since, change in self.announced:
            before, stand = stand.on(since), change.of(stand.on(since))
            if (stand.status, stand.level) != (before.status, before.level):
                kept.append((since, change))
        return evolve(self, announced=tuple(kept))

    def ended(self, status: str) -> "Measure":
        """It come to an end."""
        return evolve(self, stand=Stand(status), announced=())


def made(move: Threaten | Impose, day: date) -> Measure:
    """A measure as it is threatened, imposed or announced."""
    threat = Measure(move.by, Stand("threatened"))
    return evolve(threat, deadline=best(move.deadline)) if isinstance(move, Threaten) else in_place(threat, move, day)


def in_place(it: Measure, move: Impose | CarryOut, day: date) -> Measure:
    """What is in place at once or from a later day, until which it is threatened, for the term that the move gives."""
    threat = evolve(it, stand=evolve(it.stand, status="threatened", until=None), announced=())
    return threat.changed(day, Change(BEGIN, best(move.until)), best(move.effective))


def may_be_made(move: Threaten | Impose, measures: dict[str, Measure], setting: Setting, day: date) -> bool:
    """Whether a party or a third party makes it, in the place of its own threats alone."""
    is_alone = move.by in setting.party_ids or move.by in setting.outsiders
    return is_alone and all(
        name in measures and measures[name].author == move.by and measures[name].reads(day) in THREATS
        for name in move.replaces
    )


def changed(it: Measure, move: Move, day: date, setting: Setting) -> tuple[Measure, str] | None:  # noqa: C901, PLR0911 - a case for each row
    """The measure after a move and the tone of the change; None if there is no such transition."""
    status, own, third = it.reads(day), move.by == it.author, move.by in setting.outsiders
    gently, roughly = ("conciliatory", "hostile") if own else ("neutral", "neutral")
    match move:
        case CarryOut() if own and status in THREATS and not move.settles:
            return (in_place(it, move, day), "hostile") if move.as_ is None else (it.ended("carried-out"), "neutral")
        case Raise() if own and status == "in-place":
            return raised(it, move, day, 1), "hostile"
        case Ease() if own and status == "in-place":
            return raised(it, move, day, -1), "conciliatory"
        case Suspend() if (own or third) and status in ("in-place", "threatened"):
            return it.changed(day, Change(SUSPEND, until=best(move.until)), best(move.effective)), gently
        case Resume() if (own or third) and status == "suspended":
            term = best(move.until) or it.on(day).term
            if move.effective and term and move.effective.best > term:
                return None
            return it.changed(day, Change(RESUME, best(move.until)), best(move.effective)), roughly
        case Resume() if (own or third) and status == "deferred" and move.until is None:
            return it.changed(day, Change(RESUME), best(move.effective)), roughly
        case Lift() if (own or third) and status in STANDING:
            return it.changed(day, Change(LIFT), best(move.effective)), gently
        case Comply() if is_opposite(move.by, it.author, setting) and status in (*THREATS, *STANDING):
            return it.ended("complied") if status in THREATS else it, "conciliatory"
        case Withdraw() if own and status in THREATS:
            return it.ended("withdrawn"), "conciliatory"
        case Extend() if own and status in (*THREATS, *STANDING, "expired"):
            return _extended(it, move, day)
        case Lapse() if it.on(day).status in (*THREATS, "in-place") and _is_due(it, day):
            return it.ended("lapsed"), "neutral"
    return None


def raised(it: Measure, move: Raise | Ease | CarryOut, day: date, by_levels: int) -> Measure:
    """It a level up or down, for another term where the move gives one."""
    return it.changed(day, Change({}, best(move.until), by_levels=by_levels), best(move.effective))


def is_opposite(by: str | None, author: str, setting: Setting) -> bool:
    """Whether it is the party on the other side of the author, or either of two where the author is on neither."""
    return by in setting.party_ids and by != setting.side_of(author)


def _extended(it: Measure, move: Extend, day: date) -> tuple[Measure, str] | None:
    """It with a later end, or none, of what it stands in: what is announced, a deadline, a term, a suspension."""
    now, ahead = it.on(day), it.ahead(day)
    ends = {"effective": ahead[-1][0]} if ahead else {}
    if now.status not in THREATS or (now.status == "deferred"):
        is_paused = now.status in ("suspended", "deferred") and it.reads(day) == now.status
        ends["until"] = now.until if is_paused else now.term
    elif not ahead:
        ends["deadline"] = it.deadline
    given = [name for name in ("expires", "deadline", "until", "effective") if getattr(move, name)]
    name = given[0] if given else next((name for name, end in ends.items() if end), "")
    if len(given) > 1 or name not in ends or move.under:
        return None
    end, present = best(getattr(move, name)), ends[name]
    if end is not None and present is not None and end <= present:
        return None
    return _ending(evolve(it, stand=now, announced=ahead), name, end, day), "neutral"


def _ending(it: Measure, name: str, end: date | None, day: date) -> Measure:
    """It with that end; one that is put off holds of what is announced as well."""
    if name == "deadline":
        return evolve(it, deadline=end)
    if name == "effective":
        return evolve(it, announced=() if end is None else (*it.announced[:-1], (end, it.announced[-1][1])))
    if it.reads(day) in ("suspended", "deferred"):
        return evolve(it, stand=evolve(it.stand, until=end))
    changes = tuple((since, evolve(change, term=None)) for since, change in it.announced)
    return evolve(it, stand=evolve(it.stand, term=end), announced=changes)


def _is_due(it: Measure, day: date) -> bool:
    """Whether the end of what it stands in has come, if it has one."""
    end = it.on(day).term if it.on(day).status == "in-place" else it.deadline
    return end is None or day >= end
