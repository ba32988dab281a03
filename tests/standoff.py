"""A stand-off for tests of figures: two parties, an ally of one, a neutral court and two parliaments.

`recorded(*moves)` is its history, `did(verb, subject, by)` a move on the usual day, `ADMISSIBLE` all weights in order.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from sim import History
from sim.assess.contributions import as_written, standing
from sim.assess.tension import Tension, shifts, tension
from sim.assess.weights import KINDS, ORDER, Weights
from sim.history.replay import after
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.lifecycle import CONCILIATORY, HOSTILE
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.measures import DeclaredMeasure, Measure
from sim.rules.subjects.talks import BROKEN_OFF, Talks
from sim.rules.verdict import effects, judge

SETTING = Setting(
    parties={"aland": "Aland", "bohus": "Bohus"},
    issues={"quota": "The yearly herring quota", "ports": "Access to ports", "mesh": "The size of meshes"},
    third_parties={"ally": "Ally of Aland", "court": "Court", "senate": "Senate", "diet": "Diet"},
    sides={"ally": "aland"},
)
START = Negotiation.begin(
    SETTING,
    (
        Commitment.declared(Declaration("pact", issue="quota"), SETTING.party_ids),
        Talks.declared("ministers", issue="ports"),
        Talks.declared("experts"),
    ),
)
DAY = "2013-03-01"


def did(
    verb: type[Move], subject: str | tuple[str, ...], by: str | None = "aland", on: str = DAY, **fields: Any
) -> Move:
    """A move on a day."""
    return verb(subject=subject, by=by, date=on, **fields)


def recorded(*moves: Move, declared: tuple[Commitment | Measure | Talks, ...] = ()) -> History:
    """The history of these moves, and of what is declared beside pact, ministers and experts."""
    start = Negotiation.begin(SETTING, (*START.subjects.values(), *declared)) if declared else START
    return History.of(start, moves)


def stock(*moves: Move, day: str = "2013-03-31") -> Tension:
    """The tension after these moves, on a day."""
    return tension(recorded(*moves).as_of(day))


def kinds(*moves: Move, day: str = "2013-03-31") -> list[str]:
    """The kinds of what adds to tension after these moves, on a day."""
    return [contribution.kind for contribution in stock(*moves, day=day).contributions]


EMBARGO = Measure.declared(DeclaredMeasure(subject="embargo", by="ally", issue="ports", over="quota"))
COUNCIL = Talks.declared("council", status=BROKEN_OFF)


def _in_order(points: dict[str, int]) -> Weights:
    """The weights, each raised to the heaviest of those that may not weigh more."""
    for _ in ORDER:
        for lower, upper in ORDER:
            points[upper] = max(points[upper], points[lower])
    return Weights(**{KINDS[kind]: weight for kind, weight in points.items()})


ADMISSIBLE = st.fixed_dictionaries(dict.fromkeys(KINDS, st.integers(0, 9))).map(_in_order)


def best_day_in(history: History) -> Callable[[Move], date]:
    """The best day of a move of a history, after dates are tightened."""
    days = {id(move): when.best for move, when in zip(history.moves, history.dates, strict=True)}
    return lambda move: days.get(id(move)) or as_written(move)


def discords(before: Negotiation, move: Move, day: date, best_day: Callable[[Move], date] = as_written) -> list[str]:
    """The contradictions of tone and tension in what a legal move does, effect by effect, what is neutral first.

    There is one for every subject whose effect is conciliatory and raises tension, or hostile and lowers it.
    """
    tones = {effect.subject: effect.tone for effect in effects(before, move)}
    rulings = sorted(judge(before, move), key=lambda ruling: tones.get(ruling[0]) in (HOSTILE, CONCILIATORY))
    found, state = [], before
    for number, (name, *_) in enumerate(rulings, 1):
        following = after(before, move, rulings[:number])
        shift = shifts(*(standing(each, day, best_day=best_day) for each in (state, following)))
        if (tones.get(name) == CONCILIATORY and max(shift) > 0) or (tones.get(name) == HOSTILE and min(shift) < 0):
            found.append(f"{move.verb} of {name} is {tones[name]}, and tension shifts by {shift}")
        state = following
    return found
