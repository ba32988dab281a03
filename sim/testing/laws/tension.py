"""Law 14: what the tone of an effect does to tension, for all admissible weights."""

from collections.abc import Iterator
from datetime import date

from sim.assess.tension import Contribution, shifts
from sim.assess.weights import RAYS, Weights
from sim.history.history import History
from sim.model.move import Move
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL
from sim.rules.state import Negotiation
from sim.rules.verdict import Effect
from sim.testing.laws.positions import nth, positions
from sim.testing.laws.rules import Rules, law
from sim.testing.plain import named

Stands = tuple[Contribution, ...]
"""What adds to tension in a state."""


@law(14)
def tones_and_tension_agree(history: History, rules: Rules) -> Iterator[str]:
    """At its own date, an effect of conciliatory tone never raises tension, a hostile one never lowers it."""
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
    """The effects of a move that change tension against their tone, each by itself and then all together.

    What changes because a subject is settled, superseded or put into force besides has no tone, and is left aside.
    """
    effects = rules.effects(before, move)
    toned = [effect for effect in effects if effect.tone != NEUTRAL]
    if not toned:
        return
    standing = tuple(rules.standing(before, day)), tuple(rules.standing(after, day))
    for effect in toned if len(effects) > 1 else ():
        on_it = tuple(tuple(each for each in stands if _is_of(each, effect)) for stands in standing)
        yield from (f"on {effect.subject} {reason}" for reason in _against({effect.tone}, *on_it))
    besides = {effect.subject for effect in effects}.difference(effect.subject for effect in toned)
    whole = tuple(tuple(each for each in stands if each.subject not in besides) for stands in standing)
    yield from _against({effect.tone for effect in toned}, *whole)


def _is_of(contribution: Contribution, effect: Effect) -> bool:
    return contribution.subject == effect.subject and effect.whose in ("", contribution.whose)


def _against(tones: set[str], before: Stands, after: Stands) -> Iterator[str]:
    """The admissible weights under which what stands changes against one of these tones."""
    for ray, risen in zip(RAYS, shifts(before, after), strict=True):
        if risen > 0 and CONCILIATORY in tones:
            yield f"is conciliatory, and raises tension by {risen} where {_weighed(ray)} count"
        if risen < 0 and HOSTILE in tones:
            yield f"is hostile, and lowers tension by {-risen} where {_weighed(ray)} count"


def _weighed(ray: Weights) -> str:
    return " and ".join(kind for kind, weight in ray.by_kind.items() if weight)
