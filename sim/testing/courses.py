"""Courses: short histories with plain dates that together make every transition of the law.

A few that chance seldom finds are written down; random histories come next. Where a transition is missing, states in
which a subject stands as it wants are tried with its verb alone, and more such states are made with the verbs that lead
there.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any, Final

from attrs import NOTHING, evolve, frozen

from sim.history.replay import after
from sim.model.dates import When
from sim.model.move import Adjourn, CarryOut, Commit, Convene, Move, Suspend, fields_of
from sim.rules.lifecycle import AnyTransition
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB
from sim.rules.state import Negotiation
from sim.rules.subject import Part, Status, Subject
from sim.rules.subjects.commitments import Breach, Leave
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Ratify, Reject
from sim.rules.verdict import Refusal, judge, transitions_of
from sim.testing.generator import MoveGenerator, at_random
from sim.testing.story import START

Moves = tuple[Move, ...]

_PATIENCE: Final = 20
_TURNS: Final = 20
_HISTORIES: Final = 40
_TRIES: Final = 5


_DAY: Final = "2013-01-01"


def _proposed(*ratifiers: str) -> Move:
    return Propose(subject="a", issue="quota", by="aland", subject_to=ratifiers, date=_DAY)


_REJECTED: Final = (_proposed("council"), Reject(subject="a", by="council", date=_DAY))
_REFERRED: Final = (*_REJECTED, Oppose(subject="a", by="bohus", subject_to="bank", date=_DAY))
_RATIFIED: Final = (
    _proposed("council"),
    Oppose(subject="a", by="bohus", subject_to="bank", date=_DAY),
    Ratify(subject="a", by="bank", date=_DAY),
)
_PROVISIONAL: Final = (_proposed(), Accept(subject="a", by="bohus", subject_to="council", date=_DAY))
_ACCEPTED: Final = (_proposed(), Accept(subject="a", by="bohus", date=_DAY))
_OPPOSED: Final = (_proposed(), Oppose(subject="a", by="bohus", date=_DAY))
_DONE: Final = (*_ACCEPTED, CarryOut(subject="a", by="aland", date=_DAY))
_SETTLING: Final[tuple[Moves, ...]] = (
    (
        Convene(subject="ministers", by="both", date=_DAY),
        Adjourn(subject="ministers", by="both", settles="a", date=_DAY),
    ),
    (
        Propose(subject="b", issue="quota", by="aland", settles="a", subject_to="council", date=_DAY),
        Accept(subject="b", by="bohus", date=_DAY),
        Ratify(subject="b", by="council", date=_DAY),
    ),
    (Commit(subject="b", issue="quota", by="both", settles="a", date=_DAY),),
)

RARE: Final[tuple[Moves, ...]] = (
    (*_REJECTED, *(answer(subject="a", by="bohus", date=_DAY) for answer in (Oppose, Accept))),
    (Breach(subject="pact", by="aland", date=_DAY), Leave(subject="pact", by="aland", date=_DAY)),
    (Suspend(subject="pact", by="aland", date=_DAY), Leave(subject="pact", by="aland", date=_DAY)),
    (*_REFERRED, Reject(subject="a", by="bank", date=_DAY)),
    (*_REFERRED, Ratify(subject="a", by="bank", date=_DAY)),
    (*_RATIFIED, Reject(subject="a", by="bank", date=_DAY)),
    (*_RATIFIED, Reject(subject="a", by="council", date=_DAY), Reject(subject="a", by="bank", date=_DAY)),
    *((*before, *then) for before in (_REJECTED, _OPPOSED, _PROVISIONAL, _ACCEPTED, _DONE) for then in _SETTLING),
)
"""Courses of the kit's own start that chance seldom finds."""


@frozen
class Scope:
    """The moves of courses: where they begin, with which verbs, on which kinds, with optional fields or without."""

    start: Negotiation = START
    verbs: tuple[type[Move], ...] = tuple(MOVES_BY_VERB.values())
    kinds: tuple[type[Subject], ...] = tuple(LIFECYCLES)
    is_basic: bool = False

    def fitted(self, move: Move) -> Move:
        """The move with plain dates, and if wanted without the fields that it does not need."""
        values: dict[str, Any] = {}
        for field in fields_of(type(move)):
            value = getattr(move, field.name)
            if isinstance(value, When):
                values[field.name] = When.of(value.best)
            if self.is_basic and field.default is not NOTHING and field.init:
                values[field.name] = field.default
        return evolve(move, **values)

    def transitions(self) -> Iterator[AnyTransition]:
        """The transitions that its moves may make, in the order of the tables: from statuses to which some lead."""
        for kind in self.kinds:
            rows = [each for each in LIFECYCLES[kind].transitions if each.move in self.verbs and self._is_named(each)]
            declared = (part.status for part in _parts(self.start, kind))
            statuses: list[Status | None] = [None, *dict.fromkeys(declared)]
            for start in statuses:
                statuses += dict.fromkeys(each.to for each in rows if each.start == start and each.to not in statuses)
            yield from (each for each in rows if each.start in statuses)

    def _is_named(self, transition: AnyTransition) -> bool:
        """Whether its moves can name a further subject on which such a transition acts."""
        return transition.target == "subject" or not self.is_basic


@frozen
class Place:
    """A state, and the moves that led there."""

    moves: Moves
    state: Negotiation

    def then(self, move: Move) -> "tuple[Place, frozenset[int]] | None":
        """The place after a move, and the transitions that it has made by their identity; None if it is illegal."""
        verdict = judge(self.state, move)
        if isinstance(verdict, Refusal):
            return None
        return Place((*self.moves, move), after(self.state, move, verdict)), frozenset(map(id, transitions_of(verdict)))


class Courses:
    """The courses of a scope, found at random: `found` has those that are needed, in the order of their finding."""

    def __init__(self, scope: Scope, random: Random) -> None:
        self.scope, self.found = scope, list[Moves]()
        self._random, self._start = random, Place((), scope.start)
        self._missing = {id(transition): transition for transition in scope.transitions()}
        self._places = list[Place]()
        self._generators = dict[tuple[tuple[type[Move], ...], tuple[type[Subject], ...]], MoveGenerator]()

    def find(self) -> Sequence[Moves]:
        """The courses that make every transition, as far as they are found."""
        for moves in RARE:
            if all(type(move) in self.scope.verbs and self.scope.fitted(move) == move for move in moves):
                self._note(moves)
        for _ in range(_HISTORIES):
            kinds = self._random.choice((self.scope.kinds, (self._random.choice(self.scope.kinds),)))
            self._wander(self.scope.verbs, kinds)
        idle = 0  # rounds in a row that found nothing
        while self._missing and idle * len(self._missing) < _PATIENCE:
            before = len(self._missing)
            for transition in tuple(self._missing.values()):
                for _ in range(_TRIES):
                    self._wander(*self._leading_to(transition))
                self._aim(transition)
            idle = idle + 1 if len(self._missing) == before else 0
        return self.found

    def wander(self) -> Moves:
        """A random history of the scope."""
        generator = self._generator(self.scope.start, self.scope.verbs, self.scope.kinds)
        return self._walk(self._start, generator, _TURNS)[-1].moves

    def _wander(self, verbs: tuple[type[Move], ...], kinds: tuple[type[Subject], ...]) -> None:
        """Note the places of a random history, and what it makes that was missing."""
        self._places += self._walk(self._start, self._generator(self.scope.start, verbs, kinds), _TURNS)

    def _generator(
        self, start: Negotiation, verbs: tuple[type[Move], ...], kinds: tuple[type[Subject], ...]
    ) -> MoveGenerator:
        """The generator of such moves; that from the first state is kept, as it takes long to make."""
        if start is not self.scope.start:
            return MoveGenerator(start, verbs, kinds)
        if (verbs, kinds) not in self._generators:
            self._generators[verbs, kinds] = MoveGenerator(start, verbs, kinds)
        return self._generators[verbs, kinds]

    def _walk(self, place: Place, generator: MoveGenerator, turns: int) -> list[Place]:
        """The places of a random history from a place on, the first one included."""
        places = [place]
        for move in at_random(self._random.randrange(2**32), turns, generator).moves:
            following = places[-1].then(self.scope.fitted(move))
            if following is not None:
                places.append(following[0])
                if not self._missing.keys().isdisjoint(following[1]):
                    self._note(following[0].moves)
        return places

    def _note(self, moves: Moves) -> None:
        """Keep a course, without the moves that it does without."""
        wanted = self._made(moves) & self._missing.keys()
        if not wanted:
            return
        for number in range(len(moves))[::-1]:
            fewer = (*moves[:number], *moves[number + 1 :])
            if wanted <= self._made(fewer):
                moves = fewer
        self.found.append(moves)
        for made in self._made(moves):
            self._missing.pop(made, None)

    def _made(self, moves: Moves) -> set[int]:
        """The transitions that moves make; none where the law refuses one of them."""
        place, made = self._start, set[int]()
        for move in moves:
            following = place.then(move)
            if following is None:
                return set()
            place = following[0]
            made |= following[1]
        return made

    def _aim(self, transition: AnyTransition) -> None:
        """Try the verb of a transition where a subject stands as it wants, and another one as its move wants."""
        wanted = {_kind_of(transition): (transition.start,)} | _starts_of(transition.move, _kind_of(transition))
        places = [place for place in self._places if _stand(place.state, wanted)]
        for place in self._random.sample(places, min(len(places), 2 * _TRIES)):
            generator = self._generator(place.state, (transition.move,), self.scope.kinds)
            for _ in range(_TRIES):
                if id(transition) not in self._missing:
                    return
                self._walk(place, generator, 1)

    def _leading_to(self, transition: AnyTransition) -> tuple[tuple[type[Move], ...], tuple[type[Subject], ...]]:
        """The verbs and the kinds of subjects that lead to where a transition starts, and to where its move is made."""
        kind, verb = _kind_of(transition), transition.move
        verbs = {
            verb,
            *_way_to(kind, transition.start),
            *self._random.sample(_own_moves(kind), min(3, len(_own_moves(kind)))),
        }
        makers = _starts_of(verb, kind)
        verbs |= {needed for maker, starts in makers.items() for start in starts for needed in _way_to(maker, start)}
        kinds = {kind, *makers}
        return (
            tuple(each for each in self.scope.verbs if each in verbs),
            tuple(each for each in self.scope.kinds if each in kinds),
        )


def _kind_of(transition: AnyTransition) -> type[Subject]:
    """The kind of subject that a transition is of."""
    return next(kind for kind, table in LIFECYCLES.items() if any(each is transition for each in table.transitions))


def _starts_of(verb: type[Move], besides: type[Subject]) -> dict[type[Subject], tuple[Status | None, ...]]:
    """The statuses of its own subject from which a verb is made, by the kinds of that *besides* one."""
    rows = {
        kind: tuple(each.start for each in table.transitions if each.move is verb and each.target == "subject")
        for kind, table in LIFECYCLES.items()
    }
    return {kind: starts for kind, starts in rows.items() if starts and kind is not besides}


def _own_moves(kind: type[Subject]) -> tuple[type[Move], ...]:
    """The verbs that act on a kind of subject by its id."""
    rows = (each for each in LIFECYCLES[kind].transitions if each.target == "subject")
    return tuple(dict.fromkeys(each.move for each in rows))


def _way_to(kind: type[Subject], status: Status | None) -> tuple[type[Move], ...]:
    """The verbs of a shortest way from a new subject to a status; none if there is no way."""
    ways: dict[Status | None, tuple[type[Move], ...]] = {None: ()}
    for start in (statuses := [*ways]):
        for each in LIFECYCLES[kind].transitions:
            if (each.target, each.start) == ("subject", start) and each.to not in ways:
                ways[each.to] = (*ways[start], each.move)
                statuses.append(each.to)
    return ways.get(status, ())


def _stand(state: Negotiation, wanted: Mapping[type[Subject], tuple[Status | None, ...]]) -> bool:
    """Whether there is a subject of the first kind, and one of some other kind if there are others, that stands so."""
    (first, *others) = (
        None in statuses or any(part.status in statuses for part in _parts(state, kind))
        for kind, statuses in wanted.items()
    )
    return first and (not others or any(others))


def _parts(state: Negotiation, kind: type[Subject]) -> Iterator[Part]:
    """The parts of all subjects of a kind."""
    for name in state.ids:
        if isinstance(state.subjects[name], kind):
            yield from state.subjects[name].parts.values()
