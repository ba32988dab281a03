"""Laws 9 and 10: what has ended stays as it is, and everything keeps what made and changed it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sim.history.history import History
from sim.model.dates import When
from sim.model.move import Move
from sim.rules.phases import phases_met
from sim.rules.registry import LIFECYCLES
from sim.rules.state import Negotiation
from sim.rules.subject import Part, Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.proposals import Propose
from sim.rules.subjects.statements import Act, Remark
from sim.testing.laws import outside
from sim.testing.laws.positions import after
from sim.testing.laws.rules import Rules, law
from sim.testing.laws.tables import expected_uses, further_targets
from sim.testing.plain import differences

# ENDED

Units = dict[str, Any]
"""Subjects by their ids, and the parts that parties have in them by id and party."""

_OPEN: Final = {
    kind: {row.start for row in lifecycle.transitions if row.start is not None}
    for kind, lifecycle in LIFECYCLES.items()
}
"""The statuses that some row leads out of."""
_LATE: Final = {
    kind: {row.start for row in lifecycle.transitions if row.is_late} for kind, lifecycle in LIFECYCLES.items()
}
"""The statuses that some row leads out of even past the last day."""


@law(9, from_outside=outside.ended_again)
def ended_is_ended(history: History, rules: Rules) -> Iterator[str]:
    """A subject, or a part of one, whose status no row leads out of never changes again."""
    ended: Units = {}
    for number, (state, when) in enumerate(zip(history.states, _dates(history), strict=True)):
        units = _units(state, when)
        still = {name: units[name][0] for name in ended if name in units}
        for difference in differences(ended, still):
            yield f"{after(history, number)}, what had ended has changed: {difference}"
        ended = {name: unit for name, (unit, is_open) in units.items() if not is_open}


def _dates(history: History) -> list[When]:
    """The date of what may come after each state: that of the following move."""
    return [*(move.date for move in history.moves), When.of(date.max)]


def _units(state: Negotiation, when: When) -> dict[str, tuple[Any, bool]]:
    """The units at a date, each with whether a move of that date may still change it."""
    units = dict[str, tuple[Any, bool]]()
    for name, subject in state.subjects.items():
        opens = {whose: _is_open(type(subject), part, when) for whose, part in subject.parts.items()}
        units |= {f"{name}, {whose}": (subject.parts[whose], is_open) for whose, is_open in opens.items()}
        units[name] = subject, any(opens.values()) or _may_be_joined(subject)
    return units


def _is_open(kind: type[Subject], part: Part, when: When) -> bool:
    """Whether some row leads out of where a move of that date may meet a part."""
    met = phases_met(part.phases(), when)
    return any(phase.status in (_LATE if phase.is_over else _OPEN)[kind] for phase in met)


def _may_be_joined(subject: Subject) -> bool:
    return isinstance(subject, Commitment) and not subject.replaced_by


# KEPT


@law(10, from_outside=outside.lost)
def nothing_is_lost(history: History, rules: Rules) -> Iterator[str]:
    """Every subject belongs to the move that made it, or to its declaration; no id is used twice; no move is lost."""
    for difference in differences(_to_be_kept(history), _kept(history.states[-1])):
        yield f"at the end of the record, {difference}"


def _kept(state: Negotiation) -> dict[str, Any]:
    """The moves and declarations that a state holds, and what counters what."""
    return {
        "version": state.version,
        "ids": state.ids,
        "statements": state.statements,
        "countered by": dict(state.countered_by),
        "subjects": {name: _origin(subject) for name, subject in state.subjects.items()},
    }


def _origin(subject: Any) -> dict[str, Any]:
    return {"id": subject.id, "made": getattr(subject, "made", None), "moves": subject.moves}


def _to_be_kept(history: History) -> dict[str, Any]:
    """The same as the moves alone say it."""
    kept = _kept(history.start)
    kept["version"] += len(history.moves)
    kept["statements"] += tuple(move for move in history.moves if isinstance(move, (Remark, Act)))
    for state, move in zip(history.states, history.moves, strict=False):
        if type(move) is not Remark:
            _keep(state, move, kept)
    return kept


def _keep(state: Negotiation, move: Move, kept: dict[str, Any]) -> None:
    subjects, countered = kept["subjects"], kept["countered by"]
    for name in move.subjects:
        if name not in subjects:
            kept["ids"] += (name,)
            subjects[name] = {"id": name, "made": move, "moves": ()}
    own = expected_uses(state, move)
    further = (target.name for target in further_targets(state, move, own))
    for name in (*move.subjects, *further):
        subjects[name]["moves"] += (move,)
    for name in move.counters if isinstance(move, Propose) else ():
        countered[name] = (*countered.get(name, ()), move.subject)
