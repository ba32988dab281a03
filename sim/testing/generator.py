"""Playing on from a state: turn by turn, each a legal move.

A turn is four picks: the date, the subject by its name, the deed (verb, kind, actor) and the flavour (further fields).
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
from sim.rules.subjects.commitments import Commit, Commitment
from sim.rules.subjects.statements import Remark
from sim.rules.verdict import Refusal, Rulings, judge, limits_of
from sim.testing.overrides import DATINGS, Action, FieldOverrides, OverrideChoices
from sim.testing.story import START

Option = TypeVar("Option")


class Pick(Protocol):
    """What picks one of the options for which the test holds; None if it comes to none."""

    def __call__(self, options: Sequence[Option], fits: Callable[[Option], bool], /) -> Option | None: ...  # noqa: D102


FIRST_DAY: Final = date(2013, 1, 1)
"""The day of the first move at the earliest, where none has been made."""

NOBODY: Final = ""
"""The name of no subject."""

WIDTH: Final = 4
"""How many subjects are in play at once beside the declared ones, so that each of them sees much."""


class MoveGenerator:
    """What may happen in histories that begin in a state: with some of the verbs, on some kinds of subjects."""

    def __init__(
        self,
        start: Negotiation = START,
        verbs: Iterable[type[Move]] = tuple(MOVES_BY_VERB.values()),
        kinds: Iterable[type[Subject]] = tuple(LIFECYCLES),
    ) -> None:
        self.start = start
        self.verbs, self.kinds = frozenset(verbs), frozenset(kinds)
        self._voices = (*start.setting.party_ids, *sorted(start.setting.outsiders), None)
        self._openings = self._all_openings()
        self._makings = evened(self._openings)
        self._deeds = {kind: tuple(dict.fromkeys(self._all_deeds(kind))) for kind in self.kinds}
        self._verbs_from = {kind: self._verbs_by_status(kind) for kind in self.kinds}
        self.flavours = {verb: OverrideChoices(verb, start.setting) for verb in self.verbs}
        self._untaken = (name for name in _letters() if name not in start.subjects)
        self._pool: list[str] = []

    def goes_on(self, state: Negotiation, when: When) -> bool:
        """Whether anything may happen on that day."""
        return bool(self._openings) or any(self._may_be_picked(state, name, when) for name in self.names(state))

    def turn(self, state: Negotiation, last: date, pick: Pick) -> Move | None:
        """A legal move, on the day *last* or later; None if a pick comes to none.

        It takes four picks in any case.
        """
        dating = pick(DATINGS, lambda each: each.is_possible_after(last) and self.goes_on(state, each.after(last)))
        when, names = (dating or DATINGS[0]).after(last), self.names(state)
        name = pick(names, lambda each: self._may_be_picked(state, each, when)) or NOBODY
        deeds = self.deeds_on(state.subjects.get(name)) if name else ()
        deed = pick(deeds, lambda each: bool(self.done(state, each, name, when)))
        move = self.done(state, deed, name, when) if deed else None
        flavours = self.flavours[type(move)].among(names) if move else ()
        flavour = pick(flavours, lambda each: move is not None and _suits(state, each, move))
        return flavour.on(move) if move and flavour and dating else None

    def names(self, state: Negotiation) -> tuple[str, ...]:
        """The names in play: of what is declared, of what moves have made, and at least one that is not taken."""
        made = [subject for name, subject in state.subjects.items() if name not in self.start.subjects]
        ended = sum(not self._may_move(subject) for subject in made)
        return (*self.start.ids, *self._first_names(max(WIDTH + ended, len(made) + 1)))

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
        return self._may_move(subject) and any(self.done(state, deed, name, when) for deed in self.deeds_on(subject))

    def done(self, state: Negotiation, deed: Action, name: str, when: When) -> Move | None:
        """The move that does the deed under that name; None if it is not legal."""
        subject = state.subjects.get(name)
        if subject is None:
            opening = self._openings[deed]
            return evolve(opening, date=when, subject=opening.subject if deed.verb is Remark else name)
        verbs = self._verbs_from[type(subject)]
        if any(deed.verb in verbs.get(status, ()) for status in _statuses(subject)):
            found = legal_move(state, name, deed.verb, deed.by, when)
            return found if found is not None and is_in_time(state, found) else None
        return None

    def _all_openings(self) -> dict[Action, Move]:
        """What may be done under a name that is not taken; nothing that would be about no issue."""
        found: dict[Action, Move] = {}
        for by in self._voices:
            for move in creating_moves(self.start, by, FIRST_DAY):
                verb = type(move)
                if verb in self.verbs and _kind_made_by(verb) in self.kinds and _is_about_something(move):
                    found.setdefault(Action.of(move), move)
        return found

    def deeds_on(self, subject: Subject | None) -> tuple[Action, ...]:
        """Every deed that anybody might do on the subject, whatever its status; None: that would make one."""
        return self._makings if subject is None else self._deeds.get(type(subject), ())

    def _all_deeds(self, kind: type[Subject]) -> Iterator[Action]:
        """Every deed on a subject of that kind that anybody might do."""
        for row in LIFECYCLES[kind].transitions:
            if row.move in self.verbs and row.target == "subject" and (row.start or row.move is Commit):
                voices = (*self._voices[:-1], BOTH) if fields(row.move).by.init else (None,)
                yield from (Action(row.move, "", by) for by in voices)

    def _verbs_by_status(self, kind: type[Subject]) -> dict[Status | None, set[type[Move]]]:
        found: dict[Status | None, set[type[Move]]] = {}
        for row in LIFECYCLES[kind].transitions:
            if row.move in self.verbs and row.target == "subject":
                found.setdefault(row.start, set()).add(row.move)
        return found


def _statuses(subject: Any) -> tuple[Status | None, ...]:
    """The statuses that moves on the subject may start from; None where a party may still join it."""
    if not isinstance(subject, Commitment):
        return (subject.status,)
    parts = tuple(part.status for part in subject.participation.values())
    return parts if len(parts) == 2 else (*parts, None)


def evened(deeds: Iterable[Action]) -> tuple[Action, ...]:
    """The deeds, those of verbs with few of them several times: offers are made in many more ways than threats."""
    by_verb: dict[type[Move], list[Action]] = {}
    for deed in deeds:
        by_verb.setdefault(deed.verb, []).append(deed)
    most = max(map(len, by_verb.values()), default=0)
    return tuple(deed for group in by_verb.values() for deed in group * round(sqrt(most / len(group))))


def _suits(state: Negotiation, flavour: FieldOverrides, move: Move) -> bool:
    if not all(name in state.subjects for name in flavour.subjects):
        return False
    conditions = (value for _, value in flavour.fields if isinstance(value, Condition))
    is_possible = not any(unknown_stands(state.subjects, state.setting, each) for each in conditions)
    return is_possible and is_fit(state, flavour.on(move))


def is_fit(state: Negotiation, move: Move) -> bool:
    """Whether the law permits the move, and its source, if it has one, did not appear before it."""
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


def at_random(seed: int, turns: int, game: MoveGenerator | None = None) -> History:
    """The history of so many turns that a seeded player makes; the same for the same seed."""
    return played(game or MoveGenerator(), turns, picking(Random(seed)))  # noqa: S311 - a game, not a secret


def played(game: MoveGenerator, turns: int, pick: Pick) -> History:
    """The history of so many turns, fewer if nothing can be done any more."""
    trace, day = Trace.of(game.start), last_day(game.start)
    while len(trace.moves) < turns and game.goes_on(trace.states[-1], When.of(day)):
        move = game.turn(trace.states[-1], day, pick)
        assert move is not None
        trace.step(move)
        day = move.date.best
    return History.of_trace(trace)


_TRIES: Final = 4
"""How often an option is picked in the hope that it fits, before all options are looked at."""


def picking(source: Random) -> Pick:
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
