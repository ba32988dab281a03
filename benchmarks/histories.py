"""Drawing legal histories with hypothesis, beside a plain seeded player."""

from random import Random
from time import perf_counter

from hypothesis import HealthCheck, Phase, given, settings

from benchmarks.figures import MOVES_A_SECOND, Figure
from sim.history.history import History
from sim.testing.generator import MoveGenerator, generate_history
from sim.testing.strategies import histories

EXAMPLES = 500
TURNS = 20
HISTORIES_A_SECOND = "{:,.0f} a second"


def figures() -> list[Figure]:
    """Histories and moves a second, drawn by hypothesis and played by the plain player."""
    drawn, drawing = _drawn()
    plain, playing = _played()
    moves, others = (sum(len(history.moves) for history in made) for made in (drawn, plain))
    return [
        Figure(
            what=f"Histories drawn by hypothesis, {moves / len(drawn):.1f} moves each",
            value=len(drawn) / drawing,
            form=HISTORIES_A_SECOND,
        ),
        Figure(what="– their moves", value=moves / drawing, form=MOVES_A_SECOND),
        Figure(
            what=f"– histories by a plain random player, {others / len(plain):.1f} moves each",
            value=len(plain) / playing,
            form=HISTORIES_A_SECOND,
        ),
        Figure(what="– their moves", value=others / playing, form=MOVES_A_SECOND),
    ]


def _drawn() -> tuple[list[History], float]:
    """The histories that hypothesis draws, and the seconds that it takes: nothing is tested or shrunk."""
    made: list[History] = []
    drawing = settings(
        max_examples=EXAMPLES,
        phases=(Phase.generate,),
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )

    @drawing
    @given(histories())
    def keep(history: History) -> None:
        made.append(history)

    begin = perf_counter()
    keep()
    return made, perf_counter() - begin


def _played() -> tuple[list[History], float]:
    generator, begin = MoveGenerator(), perf_counter()
    made = [generate_history(generator, TURNS, Random(seed)) for seed in range(EXAMPLES)]
    return made, perf_counter() - begin
