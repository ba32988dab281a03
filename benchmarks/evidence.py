"""What conclusions hang on: cut sets of a record that falls into parts, and of one that does not; and all the rest."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from random import Random

from attrs import evolve

from benchmarks.figures import MILLISECONDS, TIMES, Figure, best_seconds
from sim.assess.weights import Weights
from sim.evidence.conclusion_evidence import RecordEvidence
from sim.evidence.cut_sets import cut_sets_of_moves
from sim.evidence.divided_record import Conclusion, DividedRecord
from sim.history.history import History
from sim.model.dates import LIKELY, When
from sim.model.move import Move
from sim.rules.subjects.proposals import Oppose, Propose
from sim.scenario.expectations import AGREED, CENTRE, EASED, SECTIONS, TENSION, Expectation, actual_value
from sim.testing.generator import MoveGenerator, generate_history
from sim.testing.story import START

MOVES, FEW_MOVES = 80, 25
CONCLUSIONS = 100
SEED = 4
DAYS_ASKED = 10
FIRST_DAY = date(2013, 2, 1)
BUDGET = 10  # seconds for each contestant


def figures() -> list[Figure]:
    """The time for all singles and pairs, for triples of a shorter record, and for twice as many conclusions."""
    drawn, linked = _drawn(MOVES), History.of(START, islice(_offers(), MOVES))
    runs: dict[str, Callable[[], object]] = {
        "drawn": _cut_sets(drawn, CONCLUSIONS, 2),
        "twice": _cut_sets(drawn, 2 * CONCLUSIONS, 2),
        "linked": _cut_sets(linked, CONCLUSIONS, 2),
        "triples": _cut_sets(_drawn(FEW_MOVES), CONCLUSIONS, 3),
        "linked triples": _cut_sets(History.of(START, islice(_offers(), FEW_MOVES)), CONCLUSIONS, 3),
        "all": _evidence(drawn, CONCLUSIONS, 2),
    }
    best = best_seconds(runs, BUDGET)
    pairs, triples = (
        f"{name} of {moves} moves, {CONCLUSIONS} conclusions"
        for name, moves in (("All singles and pairs", MOVES), ("All singles, pairs and triples", FEW_MOVES))
    )
    return [
        _milliseconds(f"{pairs}, as the kit draws them", best["drawn"], at_most=5),
        _milliseconds(f"{pairs}, all moves linked", best["linked"], at_most=5),
        _milliseconds(f"{triples}, as the kit draws them", best["triples"], at_most=5),
        _milliseconds(f"{triples}, all moves linked", best["linked triples"], at_most=5),
        Figure(what="– twice as many conclusions", value=best["twice"] / best["drawn"], form=TIMES, at_most=2.2),
        _milliseconds(f"{pairs}, with sources, other days and additions", best["all"]),
    ]


def _milliseconds(what: str, seconds: float, at_most: float | None = None) -> Figure:
    return Figure(what=what, value=seconds * 1e3, form=MILLISECONDS, at_most=at_most and at_most * 1e3)


def _cut_sets(history: History, count: int, up_to: int) -> Callable[[], object]:
    asked = _conclusions(history, count)

    def run() -> object:
        record = DividedRecord(history, Weights())
        return [cut_sets_of_moves(Conclusion(record, each), up_to) for each in asked]

    return run


def _evidence(history: History, count: int, up_to: int) -> Callable[[], object]:
    asked = _conclusions(history, count)

    def run() -> object:
        evidence = RecordEvidence(DividedRecord(history, Weights()), asked, up_to)
        return list(map(evidence.of, asked))

    return run


def _conclusions(history: History, count: int) -> Sequence[Expectation]:
    """So many conclusions that hold: statuses and figures, on days all along a record."""
    record, days = DividedRecord(history, Weights()), [When.of(when.best) for when in history.dates]
    asked = [each for day in days[:: len(days) // DAYS_ASKED] for each in _asked_on(history, day)]
    chosen = Random(SEED).choices(asked, k=count)
    return [evolve(each, expected=actual_value(each, record.assessed(record.scope(each)))) for each in chosen]


def _asked_on(history: History, day: When) -> Iterator[Expectation]:
    for key, kind in SECTIONS.items():
        for name in history.states[-1].ids:
            subject = history.states[-1].subjects[name]
            if isinstance(subject, kind):
                parts = subject.parts if key == "commitments" else ("",)
                yield from (_asked(key, f"{name}/{whose}" if whose else name, day) for whose in parts)
    for key in (AGREED, CENTRE, TENSION, EASED):
        for _ in range(3):  # as often as files ask for figures
            yield _asked(key, key, day, When.of(history.first_day))


def _asked(key: str, subject: str, day: When, since: When | None = None) -> Expectation:
    return Expectation(None, day, LIKELY, key, subject, "", "", since)


def _drawn(moves: int) -> History:
    return generate_history(MoveGenerator(START), moves, Random(SEED))


def _offers() -> Iterator[Move]:
    """Offers that each counter the one before, and every second of which is opposed."""
    number = 0
    while True:
        by, counters = ("aland", "bohus")[number % 2], (f"offer-{number - 1}",) if number else ()
        day, other = FIRST_DAY + timedelta(days=number), ("bohus", "aland")[number % 2]
        yield Propose(subject=f"offer-{number}", by=by, date=day, issue="ports", kind="offer", counters=counters)
        yield Oppose(subject=f"offer-{number}", by=other, date=day)
        number += 1
