"""Drawing legal histories with hypothesis, beside lists of small dataclasses and a plain seeded player."""

from dataclasses import dataclass
from random import Random
from time import perf_counter
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from benchmarks.figures import MOVES_A_SECOND, Figure
from sim.history.history import History
from sim.testing.generator import MoveGenerator, generate_history
from sim.testing.strategies import histories

EXAMPLES = 500
TURNS = 20
HISTORIES_A_SECOND = "{:,.0f} a second"
ITEMS_A_SECOND = HISTORIES_A_SECOND


Drawn = TypeVar("Drawn")


@dataclass
class Item:
    """A small dataclass, as many a property test builds them."""

    name: str
    count: int
    by: str
    is_open: bool


ITEMS = st.builds(Item, st.sampled_from("abc"), st.integers(0, 99), st.sampled_from(("x", "y")), st.booleans())
LISTS = st.lists(ITEMS, min_size=TURNS, max_size=TURNS)
"""The baseline: lists of 20 small dataclasses, as hypothesis builds them."""
TARGET = 1.5 * 0.297
"""Half as many again as were drawn for each item of the baseline before histories were drawn by number (0.297)."""


def figures() -> list[Figure]:
    """Histories and moves a second, drawn by hypothesis, beside the baseline, and played by the plain player."""
    lists, building = _drawn(LISTS)
    drawn, drawing = _drawn(histories())
    plain, playing = _played()
    moves, others = (sum(len(history.moves) for history in made) for made in (drawn, plain))
    items = sum(map(len, lists))
    return [
        Figure(what="Small dataclasses built by hypothesis, 20 to a list", value=items / building, form=ITEMS_A_SECOND),
        Figure(
            what=f"Histories drawn by hypothesis, {moves / len(drawn):.1f} moves each",
            value=len(drawn) / drawing,
            form=HISTORIES_A_SECOND,
        ),
        Figure(what="– their moves", value=moves / drawing, form=MOVES_A_SECOND),
        Figure(
            what="– their moves to such a dataclass, in one run",
            value=(moves / drawing) / (items / building),
            at_least=TARGET,
            form="{:.3f}",
        ),
        Figure(
            what=f"– histories by a plain random player, {others / len(plain):.1f} moves each",
            value=len(plain) / playing,
            form=HISTORIES_A_SECOND,
        ),
        Figure(what="– their moves", value=others / playing, form=MOVES_A_SECOND),
    ]


def _drawn(strategy: st.SearchStrategy[Drawn]) -> tuple[list[Drawn], float]:
    """The values that hypothesis draws, and the seconds that it takes: nothing is tested or shrunk."""
    made: list[Drawn] = []
    drawing = settings(
        max_examples=EXAMPLES,
        phases=(Phase.generate,),
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )

    @drawing
    @given(strategy)
    def keep(value: Drawn) -> None:
        made.append(value)

    begin = perf_counter()
    keep()
    return made, perf_counter() - begin


def _played() -> tuple[list[History], float]:
    generator, begin = MoveGenerator(), perf_counter()
    made = [generate_history(generator, TURNS, Random(seed)) for seed in range(EXAMPLES)]
    return made, perf_counter() - begin
