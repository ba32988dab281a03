"""A system under test, and the setting that all of them are tested in."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from benchmarks.detection.systems.frame import Frame
from sim import Negotiation, Setting
from sim.model.dates import When
from sim.model.move import Move
from sim.rules.subject import Subject
from sim.testing.generator import MoveGenerator

SETTING: Final = Setting(
    parties={"aland": "Aland", "bohus": "Bohus"},
    issues={"quota": "The yearly herring quota", "ports": "Access to ports"},
    third_parties={"council": "Nordic Council", "bank": "Bank of Aland"},
    sides={"bank": "aland"},
)
FRAME: Final = Frame(("aland", "bohus"), {"council": None, "bank": "aland"}, ("quota", "ports"))


@frozen
class System:
    """A system under test: its start in negsim's terms, the moves for which it has a word, and how it is reached.

    `sound` is its class; an `adapter` is made for that, or for a class that has a bug.
    """

    name: str
    start: Negotiation
    kind: type[Subject]
    sound: type
    adapter: Callable[[Any], Any]
    has: Callable[[Move], bool]
    generator: MoveGenerator = field(init=False)

    @generator.default
    def _(self) -> MoveGenerator:
        return MoveGenerator(self.start, kinds=(self.kind,))

    def supports(self, move: Move) -> bool:
        """Whether it has a word for a move: none of the systems asks for whose sake it is made, or who reports it."""
        return not move.over and not move.source and self.has(move)


def day_of(when: When | None) -> date | None:
    """The day that a system is told; None for none."""
    return None if when is None else when.best
