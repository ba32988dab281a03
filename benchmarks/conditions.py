"""Conditions on the record: what has come of threats after each move of a long record, and a page that shows it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count, cycle, islice

from attrs import evolve

from benchmarks.figures import MICROSECONDS, MILLISECONDS, TIMES, Figure, best_seconds
from sim.history.history import History
from sim.history.triggers import Trigger
from sim.model.dates import READINGS
from sim.model.move import Move, Resume, Suspend
from sim.report.page.page import replay_page
from sim.rules.subjects.measures import Threaten
from sim.scenario import Scenario
from sim.testing.story import START

FEW, MANY = 1_000, 8_000
THREATS = 3
FIRST_DAY = date(2013, 2, 1)
BUDGET = 3  # seconds for each contestant


def figures() -> list[Figure]:
    """The time for each move of a short and a long record, and for the page of the short one."""
    short, long = map(_history, (FEW, MANY))
    runs: dict[str, Callable[[], object]] = {
        "short": lambda: _verdicts(short),
        "long": lambda: _verdicts(long),
        "page": lambda: replay_page(Scenario("pact.yaml", "A pact", None, evolve(short))),
    }
    best = best_seconds(runs, BUDGET)
    each = {FEW: best["short"] / FEW, MANY: best["long"] / MANY}
    what, ratio = f"What has come of {THREATS} threats after each of {{:,}} moves on a pact", each[MANY] / each[FEW]
    return [
        *(Figure(what=what.format(n), value=time * 1e6, form=MICROSECONDS) for n, time in each.items()),
        Figure(what=f"– {MANY:,} : {FEW:,} moves, for each move", value=ratio, form=TIMES, at_most=1.5),
        Figure(what=f"Its page of {FEW:,} moves", value=best["page"] * 1e3, form=MILLISECONDS, at_most=3_000),
    ]


def _history(moves: int) -> History:
    """A record of threats that are never triggered, and of so many moves on what they name."""
    return History.of(START, [*map(_threat, range(THREATS)), *islice(_moves_on_the_pact(), moves)])


def _threat(number: int) -> Move:
    conditions = {"if_": {"pact": {"aland": "left"}}, "unless": {"ministers": "in-session"}}
    return Threaten(subject=f"threat-{number}", by="bohus", date=FIRST_DAY, issue="ports", action="close", **conditions)


def _moves_on_the_pact() -> Iterator[Move]:
    for verb, days in zip(cycle((Suspend, Resume)), count(), strict=False):
        yield verb(subject="pact", by="aland", date=FIRST_DAY + timedelta(days=days))


def _verdicts(history: History) -> list[Trigger | None]:
    """The verdict on each threat after each move, and under each reading as of its day; worked out anew."""
    anew = evolve(history)
    views = [anew.as_of(number) for number in range(THREATS, len(anew.moves) + 1)]
    views += [anew.as_of(anew.dates[-1], reading) for reading in READINGS]
    return [view.triggers.of(measure) for view in views for measure in view.state.measures.values()]
