"""The rest of a record, played as a run is, so that what came of it is measured as what comes of a run."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from sim.model.dates import When
from sim.model.move import Move
from sim.rules.verdict import Refusal, judge

if TYPE_CHECKING:
    from sim.forecast.run import Observer, RunSetup


class RecordedRun:
    """The moves that a record has after the day on which a forecast begins: its context changes step by step.

    Each move comes with its date after tightening, and is made on its best day; they are in the order of the record.
    """

    def __init__(self, setup: "RunSetup", moves: Iterable[tuple[Move, When]], observer: "Observer") -> None:
        self.context = setup.context.copy()
        self._setup, self._observer, self._rest = setup, observer, deque(moves)

    def steps(self) -> Iterator[date]:
        """The days of the steps, each when the step is done; after them the record runs on to the last day."""
        for when in self._setup.days:
            self._play_until(when)
            yield when.best
        self._play_until(When.of(self.context.until))

    def _play_until(self, when: When) -> None:
        while self._rest and self._rest[0][1].best <= when.best:
            move, made = self._rest.popleft()
            self._turn_to(When.of(made.best))
            verdict = judge(self.context, move)
            assert not isinstance(verdict, Refusal), "the law has admitted it to the record"
            self._observer.moved(self.context.make(move, verdict), self.context)
        self._turn_to(when)

    def _turn_to(self, when: When) -> None:
        for day, name in self.context.turn_to(when):
            self._observer.turned(name, day, self.context)
