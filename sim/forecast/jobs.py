"""Who does the runs: this process, several processes, or a Dask cluster. What is counted is the same whoever does."""

import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import islice
from os import cpu_count
from typing import Any, Final

from sim.errors import ClusterFault, MissingExtra, NegsimError, PolicyFault
from sim.forecast.outcomes import Question
from sim.forecast.parcel import Parcel
from sim.forecast.tally import Batch, counted

Done = tuple[int, Batch]
"""How many runs have been done, and what they come to."""

_PIECES: Final = 16
"""Into how many pieces each worker's share is cut, so that all end at about the same time."""
_LARGEST: Final = 20
"""How many runs a piece has at the most, so that little is lost with a worker, or by Ctrl-C."""
_PROCESSES: Final = 4
"""How many processes a core gets at the most; more would only take memory."""
_IN_HAND: Final = 4
"""How many pieces a worker of a cluster is given ahead."""
_TIMEOUT: Final = "10s"
"""How long a scheduler has to answer."""
_PATIENCE: Final = 5
"""How often in a row workers may be lost with nothing done in between."""


def pieces(runs: int, workers: int) -> Iterator[range]:
    """The numbers of the runs, from 0, in pieces for so many workers."""
    size = min(max(runs // (workers * _PIECES), 1), _LARGEST)
    return (range(first, min(first + size, runs)) for first in range(0, runs, size))


def alone(questions: tuple[Question, ...], runs: int) -> Iterator[Done]:
    """The runs done in this process, piece by piece."""
    for piece in pieces(runs, 1):
        yield len(piece), counted(questions, piece)


def counted_in(parcel: Parcel, piece: range) -> Batch | str:
    """What a worker does: the runs of a piece, counted; or the words of a fault, as errors do not travel well."""
    try:
        return counted(parcel.opened(), piece)
    except NegsimError as error:
        return str(error)


def _batch(found: Batch | str) -> Batch:
    """What a worker has counted. Raises: PolicyFault if it has found a fault instead."""
    if isinstance(found, str):
        raise PolicyFault(found)
    return found


def in_processes(parcel: Parcel, runs: int, jobs: int) -> Iterator[Done]:
    """The runs done in so many processes; what a process that dies has not finished is done again by another.

    Raises: ClusterFault if processes die time and again and nothing gets done.
    """
    jobs = min(jobs, _PROCESSES * (cpu_count() or 1), runs)
    waiting: Iterable[range] = pieces(runs, jobs)
    losses = 0
    while waiting:
        lost = list[range]()
        with ProcessPoolExecutor(jobs, initializer=_leave_interrupts_to_the_parent) as pool:
            try:
                for piece, future in _completed(pool, parcel, waiting, jobs):
                    try:
                        batch = _batch(future.result())
                    except BrokenProcessPool:
                        lost.append(piece)
                    else:
                        losses = 0
                        yield len(piece), batch
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
        losses += bool(lost)
        if losses > _PATIENCE:
            raise ClusterFault("the processes that do the runs die time and again; use fewer jobs, or one")
        waiting = lost


def _completed(
    pool: ProcessPoolExecutor, parcel: Parcel, waiting: Iterable[range], jobs: int
) -> Iterator[tuple[range, "Future[Batch | str]"]]:
    """The pieces as they get done; no more are handed out than are needed to keep everybody busy."""
    rest, running = iter(waiting), dict["Future[Batch | str]", range]()
    while True:
        for piece in islice(rest, 2 * jobs - len(running)):
            try:
                running[pool.submit(counted_in, parcel, piece)] = piece
            except BrokenProcessPool as broken:
                failed: Future[Batch | str] = Future()
                failed.set_exception(broken)
                running[failed] = piece
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            yield running.pop(future), future


def _leave_interrupts_to_the_parent() -> None:
    """Let Ctrl-C, which a terminal sends to all processes, be the parent's to deal with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def on_dask(parcel: Parcel, runs: int, address: str) -> Iterator[Done]:
    """The runs done on a Dask cluster; its scheduler gives what a lost worker has not finished to another.

    Raises: MissingExtra without Dask; ClusterFault if the cluster cannot be reached or gives up.
    """
    try:
        from distributed import CancelledError, Client, KilledWorker, as_completed  # noqa: PLC0415 - heavy, seldom wanted
    except ImportError:
        raise MissingExtra("--dask", "distributed", "cluster", "use --jobs on this machine") from None
    try:
        client = Client(address, timeout=_TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        words = f"no Dask scheduler answers at {address}; give its address, such as tcp://127.0.0.1:8786"
        raise ClusterFault(words) from error
    with client:
        workers = max(len(client.nthreads()), 1)
        sent = client.scatter(parcel, broadcast=True)
        rest, futures = pieces(runs, workers), dict[Any, range]()

        def hand_out(count: int) -> list[Any]:
            """Give the cluster so many pieces more."""
            given = {client.submit(counted_in, sent, each, pure=False, retries=3): each for each in islice(rest, count)}
            futures.update(given)
            return list(given)

        try:
            done = as_completed(hand_out(_IN_HAND * workers), loop=client.loop)
            for future in done:
                done.update(hand_out(1))
                yield len(futures.pop(future)), _batch(future.result())
        except (CancelledError, KilledWorker, OSError) as error:
            raise ClusterFault(f"the Dask cluster has given up: {error}; see the log of its scheduler") from error
        finally:
            with suppress(Exception):
                client.cancel(list(futures))
