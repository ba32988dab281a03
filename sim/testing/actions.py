"""The actions of a generated move: verb, kind where that matters, actor; and the legal move for each in one state."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import sqrt
from typing import Any, Final

from attrs import NOTHING, evolve, fields, frozen

from sim.model.dates import When
from sim.model.ids import BOTH
from sim.model.move import Commit, Holds, Move, fields_of, holding
from sim.rules.legal_moves import ABOUT_AN_ISSUE, creating_moves, legal_move
from sim.rules.lifecycle import NEUTRAL, AnyTransition, Lifecycle
from sim.rules.registry import CREATING_MOVES, LIFECYCLES
from sim.rules.roles import neither
from sim.rules.state import Negotiation
from sim.rules.subject import Status, Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.statements import Remark
from sim.rules.verdict import Refusal, judge, limits_of

FIRST_DAY: Final = date(2013, 1, 1)
"""The day of the first move at the earliest, where none has been made."""


@frozen(cache_hash=True)
class Action:
    """A move without its subject, its date and its optional fields: verb, kind where that matters, actor."""

    verb: type[Move]
    kind: str
    by: str | None

    def on(self, subject: str, when: When) -> Move:
        """The move without any optional field; the law may refuse it for that."""
        values: dict[str, Any] = {"subject": subject, "date": when} | ({} if self.by is None else {"by": self.by})
        values |= {name: _placeholder(about, when) for name, about in _required(self.verb)}
        return self.verb(**values)

    @classmethod
    def of(cls, move: Move) -> "Action":
        """The action of a move."""
        verb = type(move)
        return cls(verb, getattr(move, "kind", "") if verb in KINDS else "", move.by)


def _required(verb: type[Move]) -> Iterator[tuple[str, Holds]]:
    """The fields that a move must have besides those of every move, with what they hold."""
    own = (attribute for attribute in fields_of(verb) if attribute.default is NOTHING)
    return ((attribute.name, holding(attribute)) for attribute in own if attribute.name not in ("by", "date"))


def _placeholder(about: Holds, when: When) -> Any:
    """A value that a field can hold."""
    return about.choices[0] if about.choices else when if about.form == "date" else "x"


def _kinds(lifecycle: Lifecycle) -> Iterator[tuple[type[Move], tuple[str, ...]]]:
    """The moves that make several kinds of a subject, with the kinds, if later rows tell them apart."""
    if any(row.kinds for row in lifecycle.transitions if row.start is not None):
        yield from ((row.move, row.kinds) for row in lifecycle.transitions if row.start is None)


KINDS: Final = dict(pair for lifecycle in LIFECYCLES.values() for pair in _kinds(lifecycle))
"""The kinds of subject that a move makes, for moves with a row for each of several kinds."""

# TABLES

_NONE: Final[Mapping["Action", int]] = {}
_LASTING: Final = 3
"""The least weight of an action that changes its subject and does not end it, as what lasts sees more."""
_NEGOTIATING: Final = 2
"""How many times as often as a third party a party acts, or both do."""
_ROWS: Final = 1.5
"""How much such a weight grows with the rows for the action."""


Weighted = Mapping[Action, int]
"""Actions, each with its weight: how often it is to be taken, compared with the others."""


class ActionTable:
    """The actions in histories that begin in a state: with some of the verbs, on some kinds of subjects."""

    def __init__(self, start: Negotiation, verbs: Iterable[type[Move]], kinds: Iterable[type[Subject]]) -> None:
        self.verbs, self.kinds = frozenset(verbs), frozenset(kinds)
        self._start, self._outsiders = start, start.setting.outsiders
        self._actors = (*start.setting.party_ids, *sorted(start.setting.outsiders), None)
        self.openings = self._all_openings()
        self._creating_actions: Weighted = Counter(
            balanced(
                action for action in self.openings for _ in range(1 if action.by in self._outsiders else _NEGOTIATING)
            )
        )
        in_order = (kind for kind in LIFECYCLES if kind in self.kinds)
        self._actions: dict[type[Subject], Weighted] = {kind: Counter(self._all_actions(kind)) for kind in in_order}
        self.verbs_from = {kind: self._verbs_by_status(kind) for kind in self.kinds}
        self.by_verb = {kind: _by_verb(actions) for kind, actions in self._actions.items()}
        everything = (self._creating_actions, *self._actions.values())
        self.kind_made = {action: _kind_made_by(action.verb) for action in self.openings}
        self.all = tuple(dict.fromkeys(action for actions in everything for action in actions))
        self.numbers = {action: number for number, action in enumerate(self.all)}

    def action(self, number: int) -> Action | None:
        """The action of that number, if there is one."""
        return self.all[number] if number < len(self.all) else None

    def on(self, subject: Subject | None) -> Weighted:
        """The actions of everybody on a subject, whatever its status; for None, those that make a subject."""
        return self.of_kind(None if subject is None else type(subject))

    def of_kind(self, kind: type[Subject] | None) -> Weighted:
        """The actions of everybody on a subject of that kind; for None, those that make a subject."""
        return self._creating_actions if kind is None else self._actions.get(kind, _NONE)

    def _all_openings(self) -> dict[Action, Move]:
        """The moves under a free name, by action; none that would be about no issue."""
        opening_moves: dict[Action, Move] = {}
        for by in self._actors:
            for move in creating_moves(self._start, by, FIRST_DAY):
                verb = type(move)
                if verb in self.verbs and _kind_made_by(verb) in self.kinds and _is_about_something(move):
                    opening_moves.setdefault(Action.of(move), move)
        return opening_moves

    def _all_actions(self, kind: type[Subject]) -> Iterator[Action]:
        """The actions of everybody on a subject of that kind."""
        lifecycle, rows = LIFECYCLES[kind], dict[type[Move], list[AnyTransition]]()
        for row in lifecycle.transitions:
            if row.move in self.verbs and row.target == "subject" and (row.start or row.move is Commit):
                rows.setdefault(row.move, []).append(row)
        for verb, group in rows.items():
            actors = (*self._actors[:-1], BOTH) if fields(verb).by.init else (None,)
            copies = _weight(verb, group, lifecycle.ended)
            is_for_parties = any(row.by.joint_modes is not neither for row in group)
            for actor in actors:
                is_fewer = is_for_parties and actor in self._outsiders
                yield from [Action(verb, "", actor)] * (copies if is_fewer else copies * _NEGOTIATING)

    def _verbs_by_status(self, kind: type[Subject]) -> dict[Status | None, set[type[Move]]]:
        verbs: dict[Status | None, set[type[Move]]] = {}
        for row in LIFECYCLES[kind].transitions:
            if row.move in self.verbs and row.target == "subject":
                verbs.setdefault(row.start, set()).add(row.move)
        return verbs


def _weight(verb: type[Move], rows: Sequence[AnyTransition], ended: Container[Status]) -> int:
    """The copies of an action among the options, by the rows for it, and those for what else such a move acts on."""
    is_idle = all(row.to == row.start and row.tone == NEUTRAL for row in rows)
    if is_idle or all(row.to in ended for row in rows):
        return 1
    further = [row for table in LIFECYCLES.values() for row in table.transitions if row.move is verb]
    count = len(rows) + sum(row.target != "subject" for row in further)
    return max(_LASTING, round(_ROWS * sqrt(count)))


def _by_verb(actions: Iterable[Action]) -> dict[type[Move], tuple[Action, ...]]:
    """The actions by verb."""
    by_verb: dict[type[Move], list[Action]] = {}
    for action in actions:
        by_verb.setdefault(action.verb, []).append(action)
    return {verb: tuple(group) for verb, group in by_verb.items()}


def balanced(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions, repeated so that more is made of what has a longer table, however many ways there are to make it."""
    by_verb: dict[type[Move], list[Action]] = {}
    for action in actions:
        by_verb.setdefault(action.verb, []).append(action)
    weights = {verb: _weight_of_new(verb) / len(group) for verb, group in by_verb.items()}
    least = min(weights.values(), default=1)
    return tuple(
        action for verb, group in by_verb.items() for action in group for _ in range(round(weights[verb] / least))
    )


def _weight_of_new(verb: type[Move]) -> float:
    """How often a verb is to make something: the longer the table, and the fewer other verbs make such a subject."""
    lifecycle = CREATING_MOVES[verb]
    return max(_LASTING, sqrt(len(lifecycle.transitions) / len(lifecycle.creating_moves)))


def statuses_met(subject: Subject) -> tuple[Status | None, ...]:
    """The statuses in which a move may meet the subject or a part of it; None among them where anybody may join it."""
    met = tuple(phase.status for part in subject.parts.values() for phase in part.phases())
    return (*met, None) if isinstance(subject, Commitment) and not subject.replaced_by else met


def _kind_made_by(verb: type[Move]) -> type[Subject] | None:
    return next((kind for kind, lifecycle in LIFECYCLES.items() if lifecycle is CREATING_MOVES[verb]), None)


def _is_about_something(move: Move) -> bool:
    """Whether it is about an issue, or need not be."""
    return type(move) not in ABOUT_AN_ISSUE or bool(getattr(move, "issue", ()))


# IN ONE STATE


class OpenMoves:
    """The legal moves for actions in one state, without optional fields, each worked out once."""

    def __init__(self, table: ActionTable, state: Negotiation) -> None:
        self.table, self.state = table, state
        self._moves = dict[tuple[str, Action, When], Move | None]()
        self._verbs = dict[str, set[type[Move]]]()

    def move(self, action: Action, name: str, when: When) -> Move | None:
        """The move for an action under a name; None if it is not legal."""
        key = name, action, when
        if key not in self._moves:
            self._moves[key] = self._legal(action, name, when)
        return self._moves[key]

    def _legal(self, action: Action, name: str, when: When) -> Move | None:
        if name not in self.state.subjects:
            opening = self.table.openings[action]
            return evolve(opening, date=when, subject=opening.subject if action.verb is Remark else name)
        if action.verb not in self.verbs_on(name):
            return None
        move = legal_move(self.state, name, action.verb, action.by, when)
        return move if move is not None and is_in_time(self.state, move) else None

    def verbs_on(self, name: str) -> set[type[Move]]:
        """The verbs of the transitions that lead out of where a subject may be met."""
        if name not in self._verbs:
            subject = self.state.subjects[name]
            by_status = self.table.verbs_from.get(type(subject), {})
            self._verbs[name] = {verb for status in statuses_met(subject) for verb in by_status.get(status, ())}
        return self._verbs[name]


def is_possible(state: Negotiation, move: Move) -> bool:
    """Whether the law permits the move, and its sources, if it has any, appeared no earlier."""
    published = (state.setting.source_by_id[name].published for name in move.source)
    is_reported = all(when is None or (when.latest or when.best) >= move.date.best for when in published)
    return is_reported and not isinstance(judge(state, move), Refusal) and is_in_time(state, move)


def is_in_time(state: Negotiation, move: Move) -> bool:
    """Whether the best date of a legal move will do for all ends that it has to meet."""
    if move.date.is_exact:
        return True
    verdict = judge(state, move)
    day = When.of(move.date.best)
    return not isinstance(verdict, Refusal) and all(
        limit.is_kept(when, day) for limit, when, _ in limits_of(verdict, move, state.setting)
    )
