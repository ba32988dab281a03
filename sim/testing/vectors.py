"""Test vectors for implementations in other languages: legal and illegal moves, and what the law says to each.

`negsim vectors` writes them. They come as histories, each from the same start; together they make every transition of
the law that the moves and the kinds of subjects allow, as far as their number allows.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import chain, islice
from random import Random
from typing import Final

from attrs import field, frozen

from sim import __version__
from sim.history.standing import standing
from sim.model.dates import LIKELY, When
from sim.model.ids import RESERVED
from sim.model.move import Move
from sim.records.json_values import Json
from sim.rules.registry import LIFECYCLES
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.verdict import violations
from sim.scenario.write import move_as_mapping, start_as_mapping
from sim.testing.actions import FIRST_DAY
from sim.testing.courses import Courses, Moves, Place, Scope
from sim.testing.generator import MoveGenerator
from sim.testing.near_misses import NEAR_MISSES, near_misses
from sim.testing.refusals import groups_of

FORMAT: Final = "negsim-vectors/1"

COUNT: Final = 1_500
"""The steps that are written unless the call says otherwise; fewer may leave transitions out."""

_SHARE_ILLEGAL: Final = 0.4
"""The chance that an illegal move is tried before a legal one."""


@frozen(slots=False)
class Vectors:
    """The vectors of a scope, the same for the same *seed*: `lines` has the header, and then *count* steps."""

    scope: Scope = field(factory=Scope)
    seed: int = 0
    count: int = COUNT

    def lines(self) -> Iterator[Json]:
        """The objects of a file of vectors, one a line."""
        yield self._header()
        random = Random(self.seed)  # noqa: S311 - a test, not a secret
        courses = Courses(self.scope, random)
        histories = enumerate(chain(courses.find(), iter(courses.wander, ())), 1)
        steps = ({"history": number, **step} for number, moves in histories for step in self._steps(moves, random))
        yield from islice(steps, self.count)

    def _header(self) -> Json:
        return {
            "format": FORMAT,
            "negsim": __version__,
            "seed": self.seed,
            "moves": [verb.verb for verb in self.scope.verbs],
            "subjects": [LIFECYCLES[kind].noun for kind in self.scope.kinds],
            "reserved": list(RESERVED),
            "start": start_as_mapping(self.scope.start),
            "state": _state(self.scope.start, FIRST_DAY),
        }

    def _steps(self, moves: Moves, random: Random) -> Iterator[Json]:
        """The steps of a history: before each move, and after the last, perhaps one that is illegal."""
        place, day = Place((), self.scope.start), FIRST_DAY
        for move in moves:
            if random.random() < _SHARE_ILLEGAL:
                yield from self._then(place.state, day, self._illegal(place.state, move, random))
            following = place.then(move)
            assert following is not None
            place, day = following[0], move.date.best
            yield from self._then(place.state, day, [{"move": move_as_mapping(move), "legal": True}])
        yield from self._then(place.state, day, self._illegal(place.state, moves[-1], random))

    def _then(self, state: Negotiation, day: date, steps: Iterable[Json]) -> Iterator[Json]:
        """Steps with the state after them."""
        for step in steps:
            yield {**step, "as_of": str(day), "state": _state(state, day)}

    @cached_property
    def _generator(self) -> MoveGenerator:
        return MoveGenerator(self.scope.start)

    def _illegal(self, state: Negotiation, move: Move, random: Random) -> Iterator[Json]:
        """A step with a near miss of a move, of one of the faults for which there is one."""
        for fault in random.sample(tuple(NEAR_MISSES), len(NEAR_MISSES)):
            spoilt = near_misses(fault, self._generator, state, move)
            within = [each for each in spoilt if type(each) in self.scope.verbs and self.scope.fitted(each) == each]
            if within:
                illegal = random.choice(within)
                yield {"move": move_as_mapping(illegal), "legal": False, "fault": fault, **_reasons(state, illegal)}
                return


def _reasons(state: Negotiation, illegal: Move) -> Json:
    """What the law looked at when it refused a move, and its reasons in words."""
    against = violations(state, illegal)
    return {"reasons": list(groups_of(against)), "because": [violation.reason for violation in against]}


def _state(state: Negotiation, day: date) -> Json:
    """How each subject stands at the end of a day."""
    return {name: _subject(state.subjects[name], day) for name in state.ids}


def _subject(subject: Subject, day: date) -> Json:
    kind = LIFECYCLES[type(subject)].noun
    statuses = subject.statuses(day)
    if isinstance(subject, Commitment):
        parts = subject.participation
        stands = {who: _part(status, standing(parts[who], day, LIKELY).since) for who, status in statuses.items()}
        return {"kind": kind, "parties": stands}
    since = standing(subject, day, LIKELY).since if isinstance(subject, Measure) else getattr(subject, "since", None)
    return {"kind": kind, **_part(statuses[""], since)}


def _part(status: str, since: When | None) -> Json:
    return {"status": status, "since": None if since is None else str(since.best)}
