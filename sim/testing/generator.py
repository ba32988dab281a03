"""Histories made move by move, each of them legal.

A move is four picks: its date, its subject by name, the action (verb, kind, actor) and the override (optional fields).
What is not legal now is left out of the options. What picks is an argument: hypothesis in `sim.testing.strategies`, a
`random.Random` in `at_random`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import count, islice, product
from math import sqrt
from random import Random
from string import ascii_lowercase
from typing import Any, Final, Protocol, TypeVar

from attrs import evolve, fields

from sim.history.history import History
from sim.history.replay import Trace
from sim.history.triggers import unknown_stands
from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.ids import BOTH
from sim.model.move import Move
from sim.rules.legal_moves import ABOUT_AN_ISSUE, creating_moves, legal_move
from sim.rules.registry import CREATING_MOVES, LIFECYCLES, MOVES_BY_VERB
from sim.rules.state import Negotiation
from sim.rules.subject import Status, Subject
from sim.rules.subjects.commitments import Commit
from sim.rules.subjects.statements import Remark
from sim.rules.verdict import Refusal, Rulings, judge, limits_of
from sim.testing.overrides import DATE_OFFSETS, Action, FieldOverrides, OverrideChoices
from sim.testing.story import START

Option = TypeVar("Option")


class Pick(Protocol):
    """A choice of one of the options for which the test holds; None if none is chosen."""

    def __call__(self, options: Sequence[Option], fits: Callable[[Option], bool], /) -> Option | None: ...  # noqa: D102


FIRST_DAY: Final = date(2013, 1, 1)
"""The day of the first move at the earliest, where none has been made."""

NO_SUBJECT: Final = ""
"""The name of no subject."""

SUBJECTS_IN_PLAY: Final = 4
"""Subjects in play at once beside the declared ones: few, so that each of them sees many moves."""


class MoveGenerator:
    """The legal moves of histories that begin in a state: with some of the verbs, on some kinds of subjects."""

    def __init__(
        self,
        start: Negotiation = START,
        verbs: Iterable[type[Move]] = tuple(MOVES_BY_VERB.values()),
        kinds: Iterable[type[Subject]] = tuple(LIFECYCLES),
    ) -> None:
        self.start = start
        self.verbs, self.kinds = frozenset(verbs), frozenset(kinds)
        self._actors = (*start.setting.party_ids, *sorted(start.setting.outsiders), None)
        self._openings = self._all_openings()
        self._creating_actions = balanced(self._openings)
        self._actions = {kind: tuple(dict.fromkeys(self._all_actions(kind))) for kind in self.kinds}
        self._verbs_from = {kind: self._verbs_by_status(kind) for kind in self.kinds}
        self.overrides = {verb: OverrideChoices(verb, start.setting) for verb in self.verbs}
        self._untaken = (name for name in _letters() if name not in start.subjects)
        self._pool: list[str] = []

    def can_continue(self, state: Negotiation, when: When) -> bool:
        """Whether anything may happen on that day."""
        return bool(self._openings) or any(self._may_be_picked(state, name, when) for name in self.names(state))

    def next_move(self, state: Negotiation, last: date, pick: Pick) -> Move | None:
        """A legal move, on the day *last* or later; None if a pick comes to none.

        It takes four picks in any case.
        """
        offset = pick(
            DATE_OFFSETS, lambda gap: gap.is_possible_after(last) and self.can_continue(state, gap.after(last))
        )
        when, names = (offset or DATE_OFFSETS[0]).after(last), self.names(state)
        name = pick(names, lambda name: self._may_be_picked(state, name, when)) or NO_SUBJECT
        actions = self.actions_on(state.subjects.get(name)) if name else ()
        action = pick(actions, lambda action: bool(self.move_for(state, action, name, when)))
        move = self.move_for(state, action, name, when) if action else None
        overrides = self.overrides[type(move)].among(names) if move else ()
        override = pick(overrides, lambda override: move is not None and _suits(state, override, move))
        return override.applied_to(move) if move and override and offset else None

    def names(self, state: Negotiation) -> tuple[str, ...]:
        """The names in play: declared ones, those that moves have made, and at least one that is free."""
        made = [subject for name, subject in state.subjects.items() if name not in self.start.subjects]
        ended = sum(not self._may_move(subject) for subject in made)
        return (*self.start.ids, *self._first_names(max(SUBJECTS_IN_PLAY + ended, len(made) + 1)))

    def _first_names(self, count: int) -> list[str]:
        self._pool.extend(islice(self._untaken, max(count - len(self._pool), 0)))
        return self._pool[:count]

    def _may_move(self, subject: Subject) -> bool:
        by_status = self._verbs_from.get(type(subject), {})
        return any(status in by_status for status in _statuses(subject))

    def _may_be_picked(self, state: Negotiation, name: str, when: When) -> bool:
        subject = state.subjects.get(name)
        if subject is None:
            return bool(self._openings)
        return self._may_move(subject) and any(
            self.move_for(state, action, name, when) for action in self.actions_on(subject)
        )

    def move_for(self, state: Negotiation, action: Action, name: str, when: When) -> Move | None:
        """The move for an action on that subject; None if it is not legal."""
        subject = state.subjects.get(name)
        if subject is None:
            opening = self._openings[action]
            return evolve(opening, date=when, subject=opening.subject if action.verb is Remark else name)
        verbs = self._verbs_from[type(subject)]
        if any(action.verb in verbs.get(status, ()) for status in _statuses(subject)):
            move = legal_move(state, name, action.verb, action.by, when)
            return move if move is not None and is_in_time(state, move) else None
        return None

    def _all_openings(self) -> dict[Action, Move]:
        """The moves under a free name, by action; none that would be about no issue."""
        opening_moves: dict[Action, Move] = {}
        for by in self._actors:
            for move in creating_moves(self.start, by, FIRST_DAY):
                verb = type(move)
                if verb in self.verbs and _kind_made_by(verb) in self.kinds and _is_about_something(move):
                    opening_moves.setdefault(Action.of(move), move)
        return opening_moves

    def actions_on(self, subject: Subject | None) -> tuple[Action, ...]:
        """The actions of everybody on a subject, whatever its status; for None, those that make a subject."""
        return self._creating_actions if subject is None else self._actions.get(type(subject), ())

    def _all_actions(self, kind: type[Subject]) -> Iterator[Action]:
        """The actions of everybody on a subject of that kind."""
        for row in LIFECYCLES[kind].transitions:
            if row.move in self.verbs and row.target == "subject" and (row.start or row.move is Commit):
                actors = (*self._actors[:-1], BOTH) if fields(row.move).by.init else (None,)
                yield from (Action(row.move, "", actor) for actor in actors)

    def _verbs_by_status(self, kind: type[Subject]) -> dict[Status | None, set[type[Move]]]:
        verbs: dict[Status | None, set[type[Move]]] = {}
        for row in LIFECYCLES[kind].transitions:
            if row.move in self.verbs and row.target == "subject":
                verbs.setdefault(row.start, set()).add(row.move)
        return verbs


def _statuses(subject: Any) -> tuple[Status | None, ...]:
    """The statuses of the subject or of its parties; None among them where a party may still join it."""
    statuses = tuple(part.status for part in subject.parts.values())
    return statuses if len(statuses) == 2 or "" in subject.parts else (*statuses, None)


def balanced(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions, repeated for verbs with few of them: offers are made in many more ways than threats."""
    by_verb: dict[type[Move], list[Action]] = {}
    for action in actions:
        by_verb.setdefault(action.verb, []).append(action)
    most = max(map(len, by_verb.values()), default=0)
    return tuple(action for group in by_verb.values() for action in group * round(sqrt(most / len(group))))


def _suits(state: Negotiation, override: FieldOverrides, move: Move) -> bool:
    if not all(name in state.subjects for name in override.subjects):
        return False
    conditions = (value for _, value in override.fields if isinstance(value, Condition))
    can_be_asked = not any(unknown_stands(state.subjects, state.setting, condition) for condition in conditions)
    return can_be_asked and is_possible(state, override.applied_to(move))


def is_possible(state: Negotiation, move: Move) -> bool:
    """Whether the law permits the move, and its source, if it has one, appeared no earlier."""
    source = state.setting.source_by_id.get(move.source or "")
    published = None if source is None else source.published
    is_reported = published is None or (published.latest or published.best) >= move.date.best
    verdict = judge(state, move)
    return is_reported and not isinstance(verdict, Refusal) and _is_in_time(verdict, move)


def is_in_time(state: Negotiation, move: Move) -> bool:
    """Whether a move is legal, and its best date will do for all ends that it has to meet."""
    verdict = judge(state, move)
    return not isinstance(verdict, Refusal) and _is_in_time(verdict, move)


def _is_in_time(rulings: Rulings, move: Move) -> bool:
    """Whether the best date of a legal move will do for all ends that it has to meet."""
    if move.date.is_exact:
        return True
    day = When.of(move.date.best)
    return all(limit.is_kept(when, day) for limit, when, _ in limits_of(rulings, move))


def last_day(state: Negotiation) -> date:
    """The best date of the last move that led to the state; `FIRST_DAY` if there is none."""
    trails = (*(subject.trail for subject in state.subjects.values()), state.said)
    return max((move.date.best for trail in trails for move in islice(trail, 1)), default=FIRST_DAY)


def at_random(seed: int, turns: int, generator: MoveGenerator | None = None) -> History:
    """A random history of so many moves; the same for the same seed."""
    return generate_history(generator or MoveGenerator(), turns, random_pick(Random(seed)))  # noqa: S311 - a test, not a secret


def generate_history(generator: MoveGenerator, turns: int, pick: Pick) -> History:
    """A history of so many moves; of fewer if no move is legal any more."""
    trace, day = Trace.of(generator.start), last_day(generator.start)
    while len(trace.moves) < turns and generator.can_continue(trace.states[-1], When.of(day)):
        move = generator.next_move(trace.states[-1], day, pick)
        assert move is not None
        trace.step(move)
        day = move.date.best
    return History.of_trace(trace)


_TRIES: Final = 4
"""Options picked in the hope that one fits, before all are looked at."""


def random_pick(source: Random) -> Pick:
    """A pick in which every option that fits has the same chance."""

    def pick(options: Sequence[Option], fits: Callable[[Option], bool], /) -> Option | None:
        for option in source.choices(options, k=_TRIES):
            if fits(option):
                return option
        return source.choice([option for option in options if fits(option)])

    return pick


def _letters() -> Iterator[str]:
    """The names a, b, …, z, aa, ab and so on."""
    return ("".join(letters) for length in count(1) for letters in product(ascii_lowercase, repeat=length))


def _kind_made_by(verb: type[Move]) -> type[Subject] | None:
    return next((kind for kind, lifecycle in LIFECYCLES.items() if lifecycle is CREATING_MOVES[verb]), None)


def _is_about_something(move: Move) -> bool:
    """Whether it is about an issue, or need not be."""
    return type(move) not in ABOUT_AN_ISSUE or bool(getattr(move, "issue", ()))
