"""A system that the laws judge from outside: through an adapter, by what it accepts and what it tells."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property

from attrs import frozen
from hypothesis.errors import InvalidArgument

from sim.history.history import History
from sim.history.replay import audit
from sim.model.move import Move
from sim.testing.adapter import Adapter, close
from sim.testing.arguments.machines import complete, fresh, refusal
from sim.testing.aspects import Told, asking, told

Factory = Callable[[], Adapter]
Refusals = type[Exception] | tuple[type[Exception], ...]


class LegalMoveRefusedError(Exception):
    """A legal move that the system does not make: the sentence that says which, and what it raised."""


def anything(move: Move) -> bool:
    """Whether a system supports a move, where it supports all of them."""
    return True


@frozen
class System:
    """A system under test: what makes a fresh adapter, how it refuses a move, and which moves are to be made."""

    factory: Factory
    refusal: Refusals = ()
    is_to_be_made: Callable[[Move], bool] = anything

    def __attrs_post_init__(self) -> None:
        if not callable(self.factory):
            raise InvalidArgument(
                f"{self.factory!r} is neither `Rules` nor makes adapters; give the class of the adapter, or a function "
                "that makes a fresh one, as each law plays the moves anew"
            )
        if isinstance(self.factory, type):
            complete(self.factory, self.factory.__name__)
        refusal({"refusal": self.refusal})

    def supports(self, move: Move) -> bool:
        """Whether a move is to be made, and the adapter says that the system has a word for it."""
        return self.is_to_be_made(move) and self._has_a_word_for(move)

    @cached_property
    def _has_a_word_for(self) -> Callable[[Move], bool]:
        with self.opened() as adapter:
            says: Callable[[Move], bool] = getattr(adapter, "supports", anything)
            return says

    def supported(self, history: History) -> History:
        """The history without what the system does not support, and what cannot be made without that."""
        moves = [move for move in history.moves if self.supports(move)]
        if len(moves) == len(history.moves):
            return history
        return History.of(history.start, audit(history.start, moves).moves)

    @contextmanager
    def opened(self) -> Iterator[Adapter]:
        """A fresh adapter, which is closed in the end."""
        adapter = fresh(self.factory, "the factory")
        try:
            yield adapter
        finally:
            close(adapter)


def make(adapter: Adapter, move: Move, name: str) -> None:
    """Make a legal move of that name. Raises: LegalMoveRefusedError, whatever the system raises."""
    try:
        adapter.apply(move)
    except Exception as error:
        raise LegalMoveRefusedError(f"{name} is legal, but the system raises {error!r}") from error


def told_by(adapter: Adapter) -> Told:
    """All that a system tells. Raises: UntoldError, whatever it raises; InvalidArgument for what is no answer."""
    with asking():
        return told(adapter)
