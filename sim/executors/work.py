"""Work in numbered pieces, and how it travels to a worker: another process, here or on a cluster."""

import pickle
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final, Generic, Protocol, TypeVar

from attrs import define, field, frozen

from sim.model.errors import ExecutorError, MessageError, NegsimError
from sim.model.escaping import shown

Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)

_CHUNKS_EACH: Final = 16
"""The chunks of each worker's share, so that all end at about the same time."""
_LARGEST_CHUNK: Final = 20
"""The most pieces of a chunk, so that little is lost with a worker, or by Ctrl-C."""


class Work(Protocol[Result_co]):
    """Work in pieces that are numbered from 0, and can be done in any order.

    It can be pickled where several processes are to do it. Each of them unpickles it once, so that it may keep what
    several pieces need.
    """

    def done(self, numbers: range) -> Result_co:
        """The result of the pieces of these numbers, done in the process that asks. Raises: NegsimError."""
        ...


@frozen
class Payload(Generic[Result]):
    """Work, pickled for other processes."""

    data: bytes

    @classmethod
    def of(cls, work: Work[Result]) -> "Payload[Result]":
        """The payload of some work.

        Raises: ExecutorError if it cannot be pickled; or a NegsimError of its own, which says why.
        """
        try:
            return cls(pickle.dumps(work))
        except NegsimError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in the code of others
            raise ExecutorError(f"the work cannot be sent to other processes: {shown(error)}; use one job") from None

    def work(self) -> Work[Result]:
        """The work, unpickled once in each process."""
        work: Work[Result] = _unpickled(self.data)
        return work


@lru_cache(maxsize=4)
def _unpickled(data: bytes) -> Any:
    return pickle.loads(data)  # noqa: S301 - our own process made it


@frozen
class Failure:
    """An error of a worker: its message, and the class of error that the caller raises; errors do not pickle well.

    The class is that of the error, or the nearest above it that has a message alone and is known everywhere.
    """

    kind: type[MessageError]
    message: str

    @classmethod
    def of(cls, error: NegsimError) -> "Failure":
        """The failure of a worker that has had this error."""
        kinds = (kind for kind in type(error).__mro__ if kind.__module__ == MessageError.__module__)
        return cls(next((kind for kind in kinds if issubclass(kind, MessageError)), MessageError), str(error))


def chunks(count: int, workers: int) -> Iterator[range]:
    """The numbers of so many pieces, from 0, in chunks for so many workers."""
    size = min(max(count // (workers * _CHUNKS_EACH), 1), _LARGEST_CHUNK)
    return (range(first, min(first + size, count)) for first in range(0, count, size))


@define
class Handout:
    """Chunks to be handed out in order, none of them so many pieces ahead of the first that is not done (None: any)."""

    chunks: Iterable[range]
    reach: int | None = None
    _rest: Iterator[range] = field(init=False)
    _next: range | None = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._rest = iter(self.chunks)
        self._next = next(self._rest, None)

    def take(self, most: int, unfinished: Iterable[range]) -> Iterator[range]:
        """The next chunks, at *most* so many, while those that are *unfinished* have been handed out before."""
        first = min((chunk.start for chunk in unfinished), default=None)
        for _ in range(most):
            chunk = self._next
            if chunk is None or self._is_out_of_reach(chunk, first):
                return
            first = chunk.start if first is None else first
            self._next = next(self._rest, None)
            yield chunk

    def _is_out_of_reach(self, chunk: range, first: int | None) -> bool:
        return self.reach is not None and first is not None and chunk.start - first >= self.reach


@frozen
class Numbered(Generic[Result]):
    """Work whose results say of which pieces they are."""

    work: Work[Result]

    def done(self, numbers: range) -> tuple[range, Result]:
        """The numbers, and the result of these pieces. Raises: NegsimError."""
        return numbers, self.work.done(numbers)


def put_in_order(results: Iterable[tuple[int, tuple[range, Result]]]) -> Iterator[tuple[int, Result]]:
    """The results of numbered work in the order of its pieces; one that comes early waits for those before it."""
    waiting, position = dict[int, tuple[range, Result]](), 0
    for _, (numbers, result) in results:
        waiting[numbers.start] = numbers, result
        while position in waiting:
            ready, found = waiting.pop(position)
            position = ready.stop
            yield len(ready), found


def in_this_process(work: Work[Result], count: int) -> Iterator[tuple[int, Result]]:
    """The pieces done in this process, chunk by chunk and in order: how many, and their result."""
    for chunk in chunks(count, 1):
        yield len(chunk), work.done(chunk)


def run_chunk(payload: Payload[Result], chunk: range) -> Result | Failure:
    """The pieces of a chunk done by a worker: their result, or why there is none."""
    try:
        return payload.work().done(chunk)
    except NegsimError as error:
        return Failure.of(error)


def checked_result(result: Result | Failure) -> Result:
    """The result of a worker. Raises: NegsimError if it sent a failure instead."""
    if isinstance(result, Failure):
        raise result.kind(result.message)
    return result
