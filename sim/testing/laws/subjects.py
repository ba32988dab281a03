"""Laws 9 and 10: what has ended stays as it is, and everything keeps what made and changed it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sim.history.history import History
from sim.model.dates import When
from sim.model.ids import BOTH
from sim.model.move import Move
from sim.rules.registry import CREATING_MOVES, LIFECYCLES, TARGET_FIELDS, lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commit
from sim.rules.subjects.statements import Act, Remark
from sim.testing.laws.positions import after
from sim.testing.laws.rules import Rules, law
from sim.testing.plain import differences

# ENDED

Units = dict[str, Any]
"""Subjects by their ids, and the parts that parties have in them by id and party."""

_OPEN: Final = {kind: frozenset(row.start for row in lifecycle.transitions) for kind, lifecycle in LIFECYCLES.items()}
"""The statuses that some row leads out of; None among them where there is nothing before a move makes it."""


@law(9)
def ended_is_ended(history: History, rules: Rules) -> Iterator[str]:
    """A subject, or a party's part in one, whose status no row leads out of never changes again."""
    ended: Units = {}
    for number, (state, day) in enumerate(zip(history.states, _days(history), strict=True)):
        units = _units(state, day)
        still = {name: units[name][0] for name in ended if name in units}
        for difference in differences(ended, still):
            yield f"{after(history, number)}, what had ended has changed: {difference}"
        ended = {name: unit for name, (unit, is_open) in units.items() if not is_open}


def _days(history: History) -> list[date]:
    """The day to come after each state: that of the following move."""
    return [*(when.best for when in history.dates), date.max]


def _units(state: Negotiation, day: date) -> dict[str, tuple[Any, bool]]:
    """The units on a day, each with whether a move on it is still possible."""
    units = dict[str, tuple[Any, bool]]()
    for name, subject in state.subjects.items():
        standings = lifecycle_of(subject).acted_on(subject, BOTH, When.of(day), state.setting)
        opens = [standing.status in _OPEN[type(subject)] for standing in standings]
        for standing, is_open in zip(standings, opens, strict=True):
            units[f"{name}, {standing.whose}"] = standing.part, is_open
        units[name] = subject, any(opens)
    return units


# KEPT


@law(10)
def nothing_is_lost(history: History, rules: Rules) -> Iterator[str]:
    """Every subject belongs to the move that made it, or to its declaration; no id is used twice; no move is lost."""
    for difference in differences(_to_be_kept(history), _kept(history.states[-1])):
        yield f"at the end of the record, {difference}"


def _kept(state: Negotiation) -> dict[str, Any]:
    """The moves and declarations that a state holds."""
    return {
        "version": state.version,
        "ids": state.ids,
        "statements": state.statements,
        "subjects": {name: _origin(subject) for name, subject in state.subjects.items()},
    }


def _origin(subject: Any) -> dict[str, Any]:
    return {"id": subject.id, "made": getattr(subject, "made", None), "moves": subject.moves}


def _to_be_kept(history: History) -> dict[str, Any]:
    """The same as the moves alone say it."""
    kept = _kept(history.start)
    kept["version"] += len(history.moves)
    kept["statements"] += tuple(move for move in history.moves if isinstance(move, (Remark, Act)))
    for move in history.moves:
        if type(move) is not Remark:
            _keep(move, kept)
    return kept


def _keep(move: Move, kept: dict[str, Any]) -> None:
    subjects = kept["subjects"]
    if type(move) in CREATING_MOVES and not (type(move) is Commit and move.subject in subjects):
        kept["ids"] += (move.subject,)
        subjects.setdefault(move.subject, {"id": move.subject, "made": move, "moves": ()})
    for name in dict.fromkeys((move.subject, *getattr(move, TARGET_FIELDS.get(type(move), ""), ()))):
        subjects[name]["moves"] += (move,)
