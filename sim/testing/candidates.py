"""What may be done now, for a machine to choose from."""

from collections.abc import Callable, Iterator
from datetime import date

from attrs import evolve
from hypothesis import strategies as st

from sim.model.dates import When
from sim.model.move import Move
from sim.rules.state import Negotiation
from sim.rules.verdict import is_legal
from sim.testing.generator import MoveGenerator, Option, is_fit
from sim.testing.overrides import Action


class Candidates:
    """What may be done in a state on a day, of what the game has and the system takes.

    The newest subject comes first, so that the rest keep their meaning when moves before them are left out; and each
    pick is one choice where it can be, for hypothesis leaves out short runs of choices. So failures shrink.
    """

    def __init__(self, game: MoveGenerator, takes: Callable[[Move], bool]) -> None:
        self._game, self._takes = game, takes
        self._deeds: dict[type, dict[type[Move], tuple[Action, ...]]] = {}

    def turn_to(self, state: Negotiation, day: date) -> None:
        """Look at another state, on another day."""
        self._state, self._when = state, When.of(day)
        self._free = next(name for name in self._game.names(state) if name not in state.subjects)
        self._names = (self._free, *reversed(state.ids))
        self._plain: dict[type[Move], tuple[Move, ...]] = {}

    def plain(self, verb: type[Move]) -> tuple[Move, ...]:
        """The legal moves of that verb, without the fields that need not be given."""
        if verb not in self._plain:
            self._plain[verb] = tuple(self._all_plain(verb))
        return self._plain[verb]

    def legal(self, verb: type[Move], draw: st.DrawFn) -> Move:
        """A legal move of that verb, perhaps with further fields."""
        move = draw(_one_of(self.plain(verb)))
        flavours = self._game.flavours[verb].among(self._names)
        flavoured = (flavour.on(move) for flavour in flavours)
        return draw(_one_of(tuple(each for each in flavoured if self._takes(each) and is_fit(self._state, each))))

    def illegal(self, draw: st.DrawFn) -> Move:
        """An illegal move: some deed, be it one that suits another subject, or makes one under an id that is taken."""
        name = draw(_one_of(tuple(name for name in self._names if any(self.near_misses(name)))))
        return draw(_one_of(tuple(self.near_misses(name))))

    def near_misses(self, *names: str) -> Iterator[Move]:
        """The illegal moves on what goes by these names; if none is given, on anything."""
        groups = (group for name in self._names for group in self._deeds_on(name).values())
        deeds = tuple(dict.fromkeys(deed for group in groups for deed in group))
        attempts = (self._attempt(name, deed) for name in names or self._names for deed in deeds)
        return (move for move in attempts if self._takes(move) and not is_legal(self._state, move))

    def _all_plain(self, verb: type[Move]) -> Iterator[Move]:
        for name in self._names:
            for deed in self._deeds_on(name).get(verb, ()):
                move = self._game.done(self._state, deed, name, self._when)
                if move is not None and self._takes(move):
                    yield move

    def _attempt(self, name: str, deed: Action) -> Move:
        """The move that does this, be it illegal."""
        makes = deed in self._deeds_on(self._free).get(deed.verb, ())
        made = self._game.done(self._state, deed, self._free, self._when) if makes else None
        return deed.done_to(name, self._when) if made is None else evolve(made, subject=name)

    def _deeds_on(self, name: str) -> dict[type[Move], tuple[Action, ...]]:
        """All that might be done under a name, by verb."""
        subject = self._state.subjects.get(name)
        if type(subject) not in self._deeds:
            deeds = dict.fromkeys(self._game.deeds_on(subject))
            by_verb = {deed.verb: tuple(each for each in deeds if each.verb is deed.verb) for deed in deeds}
            self._deeds[type(subject)] = by_verb
        return self._deeds[type(subject)]


def _one_of(options: tuple[Option, ...]) -> st.SearchStrategy[Option]:
    return st.integers(0, len(options) - 1).map(options.__getitem__)


@st.composite
def legal_moves(draw: st.DrawFn, verb: type[Move]) -> Move:
    """The moves of a verb that are legal now in the machine that draws."""
    return _outlook(draw).legal(verb, draw)


@st.composite
def illegal_moves(draw: st.DrawFn) -> Move:
    """The moves that are illegal now in the machine that draws."""
    return _outlook(draw).illegal(draw)


def _outlook(draw: st.DrawFn) -> Candidates:
    outlook: Candidates = draw(st.runner()).outlook
    return outlook
