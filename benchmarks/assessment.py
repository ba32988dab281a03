"""Figures: the assessment of records of more and more moves, of several shapes."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from benchmarks import record
from benchmarks.figures import MICROSECONDS, MILLISECONDS, TIMES, Figure, best_seconds
from sim import History
from sim.assess import assess, figures as figures_of
from sim.history.snapshot import Snapshot
from sim.model.move import CarryOut, Move
from sim.rules.subjects.measures import Threaten
from sim.rules.subjects.proposals import Propose
from sim.testing.story import START

FEW, MANY = 10_000, 70_000
SUBJECTS = 50
FIRST_DAY = date(2013, 2, 1)
BUDGET = 8  # seconds for each contestant


def figures() -> list[Figure]:
    """The time for each move of a short and of a long record, by shape."""
    return [figure for name, snapshot_of in SHAPES.items() for figure in _of_shape(name, snapshot_of)]


def _of_shape(name: str, snapshot_of: Callable[[int], Snapshot]) -> Iterator[Figure]:
    views = {count: snapshot_of(count) for count in (FEW, MANY)}
    best = best_seconds({count: _assessing(view) for count, view in views.items()}, BUDGET)
    each = {count: seconds / count for count, seconds in best.items()}
    for count, seconds in each.items():
        yield Figure(what=f"Assess {count:,} moves, {name}, for each move", value=seconds * 1e6, form=MICROSECONDS)
    ratio = each[MANY] / each[FEW]
    yield Figure(what=f"– {MANY:,} : {FEW:,} moves, for each move", value=ratio, form=TIMES, at_most=1.5)
    yield Figure(what=f"– all {MANY:,}", value=best[MANY] * 1e3, form=MILLISECONDS)


def _assessing(view: Snapshot) -> Callable[[], object]:
    return lambda: figures_of(assess(view))


def _on_few_subjects(count: int) -> Snapshot:
    return History.of(record.start(SUBJECTS), list(record.moves(count, SUBJECTS))).as_of()


def _of_counter_proposals(count: int) -> Snapshot:
    return History.of(START, list(map(_counter_proposal, range(count)))).as_of()


def _counter_proposal(number: int) -> Move:
    by, counters = ("aland", "bohus")[number % 2], (f"offer-{number - 1}",) if number else ()
    return Propose(subject=f"offer-{number}", by=by, date=_day(number), issue="ports", kind="offer", counters=counters)


def _of_threats(count: int) -> Snapshot:
    return History.of(START, [move for number in range(count // 2) for move in _threat(number)]).as_of()


def _threat(number: int) -> tuple[Move, Move]:
    day, name = _day(number), f"threat-{number}"
    threat = Threaten(subject=name, by="aland", date=day, issue="ports", action="close", deadline=day)
    return threat, CarryOut(subject=name, by="aland", date=day)


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number // 20)


SHAPES: dict[str, Callable[[int], Snapshot]] = {
    f"on {SUBJECTS} subjects": _on_few_subjects,
    "each a counter-proposal": _of_counter_proposals,
    "threats carried out": _of_threats,
}
