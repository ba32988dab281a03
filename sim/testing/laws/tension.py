"""Law 14: what the tone of a row does to tension, for all admissible weights."""

from collections.abc import Iterator
from datetime import date

from sim.assess.tension import shifts
from sim.assess.weights import RAYS, Weights
from sim.history.history import History
from sim.model.move import Move
from sim.rules.lifecycle import CONCILIATORY, HOSTILE
from sim.rules.state import Negotiation
from sim.testing.laws.positions import nth, positions
from sim.testing.laws.rules import Rules, law
from sim.testing.plain import named


@law(14)
def tones_and_tension_agree(history: History, rules: Rules) -> Iterator[str]:
    """At its own date, a row of conciliatory tone never raises tension, a hostile one never lowers it."""
    for number, (move, when) in enumerate(zip(history.moves, history.dates, strict=True)):
        before, after = history.states[number : number + 2]
        discord = _discord(before, move, after, when.best, rules)
        yield from (f"{nth(history, number + 1)} {reason}" for reason in discord)
    for position in positions(history):
        for move in rules.legal_for(position.actor, position.state, position.day):
            after = rules.step(position.state, move)
            discord = _discord(position.state, move, after, move.date.best, rules)
            yield from (f"{position}, {named(move)} {reason}" for reason in discord)


def _discord(before: Negotiation, move: Move, after: Negotiation, day: date, rules: Rules) -> Iterator[str]:
    tones = {effect.tone for effect in rules.effects(before, move)}
    if not tones & {CONCILIATORY, HOSTILE}:
        return
    for ray, risen in zip(RAYS, shifts(rules.standing(before, day), rules.standing(after, day)), strict=True):
        if risen > 0 and CONCILIATORY in tones:
            yield f"is conciliatory, and raises tension by {risen} where {_weighed(ray)} count"
        if risen < 0 and HOSTILE in tones:
            yield f"is hostile, and lowers tension by {-risen} where {_weighed(ray)} count"


def _weighed(ray: Weights) -> str:
    return " and ".join(kind for kind, weight in ray.by_kind.items() if weight)
