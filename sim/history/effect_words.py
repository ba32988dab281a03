"""The effects of a move in words: the statuses that it leads to, and what it does beside the status."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sim.history.status_on_day import LEVELS
from sim.model.dates import When
from sim.model.move import CarryOut, Commit, Extend, Move
from sim.rules.lifecycle import spoken
from sim.rules.subjects.measures import EASED, RAISED, Comply, Ease, Raise
from sim.rules.subjects.participation import LEAVING, SUPERSEDED
from sim.rules.verdict import Effect


def effects_in_words(move: Move, effects: Sequence[Effect]) -> str:
    """The statuses that a move leads to, those of its own subjects first; empty if it leads to none.

    A subject is named where its own statuses are not those of all subjects of the move.
    """
    if len(effects) == 1:
        return effect_in_words(effects[0], move)
    reached: dict[str, dict[str, None]] = {}
    for effect in effects:
        if effect.after:
            reached.setdefault(effect.subject, {})[effect_in_words(effect, move)] = None
    words = {name: ", ".join(statuses) for name, statuses in reached.items()}
    own = {name: told for name, told in words.items() if name in move.subjects}
    further = {name: told for name, told in words.items() if name not in own}
    parts = [*({*own.values()} if len({*own.values()}) == 1 else _grouped(own)), *_grouped(further)]
    return ("; " if any("," in part for part in parts) else ", ").join(parts)


def _grouped(words: Mapping[str, str]) -> Iterator[str]:
    """The words, each after the names of all for which they stand."""
    for told in dict.fromkeys(words.values()):
        yield f"{', '.join(name for name, its_words in words.items() if its_words == told)} {told}"


def effect_in_words(effect: Effect, move: Move, said: Callable[[When], str] = str) -> str:
    """The status that an effect leads to, or what it does beside the status; from when, if that is a later day.

    *said* puts that day in words.
    """
    beside = _beside_the_status(effect, move)
    reached = beside or spoken(effect.after or "")
    is_announced = effect.subject in move.subjects or beside or _is_replaced(effect, move)
    effective = getattr(move, "effective", None)
    if effective is None or not is_announced or isinstance(move, Extend) or effect.after == LEAVING:
        return reached
    return f"{reached} from {said(effective)}"


def _beside_the_status(effect: Effect, move: Move) -> str:
    """What an effect does that leaves the status as it is: another level, a demand that is met; empty otherwise."""
    if effect.before == effect.after:
        if isinstance(move, Raise | Ease):
            return _levelled(RAISED if isinstance(move, Raise) else EASED, move.to)
        if isinstance(move, CarryOut) and effect.subject == move.as_:
            return _levelled(RAISED, move.level)
        if isinstance(move, Comply):
            return "complied with"
    return ""


def _is_replaced(effect: Effect, move: Move) -> bool:
    """Whether the place of a commitment is taken by the one that a move makes."""
    return isinstance(move, Commit) and effect.after == SUPERSEDED


def _levelled(step: int, to: str | None) -> str:
    return LEVELS[step] if to is None else f"{LEVELS[step]} to {to}"
