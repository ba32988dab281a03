"""What the law and the second opinion of `lawbook` say of moves on the same records, held against each other."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import frozen
from lawbook import Book, attempts, judged, on_several, openings, read
from rules.standings import SETTING, STANDINGS, START

from sim.history.replay import after, replay, touched_by
from sim.model.move import Move, in_python
from sim.rules.state import Negotiation
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.statements import RecordedAct
from sim.rules.verdict import Refusal, Rulings, effects_of, judge

LATER = (0, 1, 9, 10, 11, 30, 60, 200, 400, 401)
"""Days after a move on which what it leads to is read: those on which something may turn, and others."""


@frozen
class Place:
    """What there is after some moves: the state by the law, and by the second opinion."""

    state: Negotiation
    book: Book

    def tried(self, move: Move) -> "tuple[Place, Rulings] | None":
        """The place to which a move leads, and the rulings on it; None if both refuse it."""
        ruled, opinion = judge(self.state, move), judged(self.book, move)
        if isinstance(ruled, Refusal) or opinion is None:
            assert isinstance(ruled, Refusal), f"the second opinion refuses {in_python(move)}{self.told(move)}"
            assert opinion is None, f"{ruled.violations} against {in_python(move)}{self.told(move)}"
            return None
        assert acted(ruled, move) == opinion.changes, f"{in_python(move)}{self.told(move)}"
        return Place(after(self.state, move, ruled), opinion.book), ruled

    def told(self, move: Move) -> str:
        """The moves so far on the subjects of a move."""
        known = (self.state.subjects[name] for name in move.subjects if name in self.state.subjects)
        return f" after {[[*map(in_python, subject.moves)] for subject in known]}"

    def reads_alike(self, last: date, names: Iterable[str]) -> None:
        """Hold the statuses of these subjects and the levels of measures against the second opinion, day by day."""
        for day in (last + timedelta(gap) for gap in LATER):
            for name in names:
                subject = self.state.subjects[name]
                if isinstance(subject, RecordedAct):
                    continue
                reads = self.book.reads(name, day)
                assert read_on(subject, day) == reads, told_of(name, day, subject)
                if isinstance(subject, Measure) and reads == {"": "in-place"}:
                    level = self.book.measures[name].on(day).level
                    assert subject.on(day).of.step == level, told_of(name, day, subject)


def told_of(name, day, subject):
    """A subject on a day, with all its moves."""
    return f"{name} on {day} after {[*map(in_python, subject.moves)]}"


def read_on(subject, day):
    """The statuses of a subject on a day, where an open proposal past its end is one that has expired."""
    is_expired = getattr(subject, "is_expired", None)
    return {"": "expired"} if is_expired and is_expired(day) else subject.statuses(day)


def acted(rulings, move):
    """The effects of a move, without those that leave a further subject as it was and are neutral."""
    effects = effects_of(rulings, move, SETTING)
    changes = {(each.subject, each.whose): (each.before, each.after, each.tone) for each in effects}
    return {
        part: (before, to, tone)
        for part, (before, to, tone) in changes.items()
        if part[0] in move.subjects or before != to or tone != "neutral"
    }


# WHATEVER STANDS


def standing(name: str) -> Place:
    """The place after the moves of that record."""
    moves = STANDINGS[name]
    return Place(replay(START, moves), read(START, moves))


def all_tried(state: Negotiation, name: str, day: date) -> Iterator[Move]:
    """All that can be tried: on one subject and those beside it, on several of its kind, and under a new name."""
    beside = [
        other for other in ("it", "other", "further", "ministers", "pact") if other in state.subjects and other != name
    ]
    alike = [other for other in state.ids if type(state.subjects[other]) is type(state.subjects[name])]
    for tried in (name, *beside[:1]):
        yield from attempts(SETTING, tried, [other for other in (name, *beside) if other != tried], day)
    yield from on_several(SETTING, [name, *(other for other in alike if other != name)][:2], day)
    yield from openings(SETTING, "new", day)


def compared(name: str) -> Iterator[tuple[Place, Move, Rulings]]:
    """The legal moves among all that can be tried there, on the day after its moves and in April; both must agree."""
    place, moves = standing(name), STANDINGS[name]
    place.reads_alike(max((move.date.best for move in moves), default=date(2013, 3, 1)), place.state.ids)
    subject = next(each for each in ("base", "it", "ministers") if each in place.state.subjects)
    for day in (date(2013, 3, len(moves) + 1), date(2013, 4, 10)):
        for move in all_tried(place.state, subject, day):
            outcome = place.tried(move)
            if outcome is not None:
                there, rulings = outcome
                there.reads_alike(day, touched_by(rulings))
                yield place, move, rulings
