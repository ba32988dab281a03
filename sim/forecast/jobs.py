"""The runs done in this process or in several; the counts are the same either way.

Processes end with the one that has started them, however that ends.
"""

import os
import pickle
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import islice
from multiprocessing import active_children, connection, parent_process
from os import cpu_count
from threading import Thread
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sim.forecast.counts import Batch, count_runs
from sim.forecast.policy import Policy, shown
from sim.forecast.registry import PolicyFile, PolicySpec
from sim.model.errors import ExecutorError, NegsimError, PolicyError

if TYPE_CHECKING:
    from sim.forecast.measurement import Measurement

FinishedRuns = tuple[int, Batch]
"""A number of finished runs, and their counts."""

_CHUNKS_EACH: Final = 16
"""The chunks of each worker's share, so that all end at about the same time."""
_LARGEST_CHUNK: Final = 20
"""The most runs of a chunk, so that little is lost with a worker, or by Ctrl-C."""
_PROCESSES_PER_CORE: Final = 4
"""The most processes for a core; more would only take memory."""
_CHECK_SECONDS: Final = 1.0
"""The seconds after which a process checks again that its parent is there."""
_WHEN_THE_PARENT_ENDS: Final = 1
"""PR_SET_PDEATHSIG of Linux."""
_MOST_LOSSES: Final = 5
"""The most times in a row that workers may be lost with nothing done in between."""


@frozen
class Payload:
    """The questions of an ensemble, pickled for another process, and the policy files to be loaded there first."""

    files: tuple[PolicyFile, ...]
    data: bytes

    @classmethod
    def of(
        cls, measurements: "tuple[Measurement, ...]", policies: Iterable[Mapping[str, PolicySpec | Policy]]
    ) -> "Payload":
        """The payload of these questions, given the policies of each forecast.

        Raises: PolicyError if one of these cannot be pickled.
        """
        specs = (policy for by_party in policies for policy in by_party.values() if isinstance(policy, PolicySpec))
        files = dict.fromkeys(file for spec in specs for file in spec.files)
        try:
            return cls(tuple(files), pickle.dumps(measurements))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in the code of others
            advice = "define it in a module, or use one job"
            raise PolicyError(f"a policy cannot be sent to other processes: {shown(error)}; {advice}") from None

    def measurements(self) -> "tuple[Measurement, ...]":
        """The questions, unpickled once in each process."""
        return _unpickled(self)


@lru_cache(maxsize=4)
def _unpickled(payload: Payload) -> "tuple[Measurement, ...]":
    for file in payload.files:
        file.module()
    measurements: tuple[Measurement, ...] = pickle.loads(payload.data)  # noqa: S301 - our own process made it
    return measurements


def chunks(runs: int, workers: int) -> Iterator[range]:
    """The numbers of the runs, from 0, in chunks for so many workers."""
    size = min(max(runs // (workers * _CHUNKS_EACH), 1), _LARGEST_CHUNK)
    return (range(first, min(first + size, runs)) for first in range(0, runs, size))


def in_this_process(measurements: "tuple[Measurement, ...]", runs: int) -> Iterator[FinishedRuns]:
    """The runs done in this process, chunk by chunk."""
    for chunk in chunks(runs, 1):
        yield len(chunk), count_runs(measurements, chunk)


def run_chunk(payload: Payload, chunk: range) -> Batch | str:
    """The runs of a chunk, counted by a worker; or the message of an error, as errors do not pickle well."""
    try:
        return count_runs(payload.measurements(), chunk)
    except NegsimError as error:
        return str(error)


def checked_batch(result: Batch | str) -> Batch:
    """The counts of a worker. Raises: PolicyError if it sent the message of an error instead."""
    if isinstance(result, str):
        raise PolicyError(result)
    return result


def in_processes(payload: Payload, runs: int, jobs: int) -> Iterator[FinishedRuns]:
    """The runs done in so many processes; the unfinished ones of a process that dies are done again by another.

    Raises: ExecutorError if processes cannot be started, or die time and again and nothing gets done.
    """
    jobs = min(jobs, _PROCESSES_PER_CORE * (cpu_count() or 1), runs)
    waiting: Iterable[range] = chunks(runs, jobs)
    losses = 0
    while waiting:
        lost = list[range]()
        with _process_pool(jobs) as pool:
            for chunk, future in _completed(pool, payload, waiting, jobs):
                try:
                    batch = checked_batch(future.result())
                except BrokenProcessPool:
                    lost.append(chunk)
                else:
                    losses = 0
                    yield len(chunk), batch
        losses += bool(lost)
        if losses > _MOST_LOSSES:
            raise ExecutorError("the processes that do the runs die time and again; use fewer jobs, or one")
        waiting = lost


@contextmanager
def _process_pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """So many processes; in the end none is left. Raises: ExecutorError if they cannot be started."""
    others = set(active_children())
    try:
        pool = ProcessPoolExecutor(jobs, initializer=_prepare_worker)
        try:
            yield pool
        except BaseException:
            _kill(pool)
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    except (OSError, NotImplementedError) as error:
        for process in set(active_children()) - others:
            process.terminate()
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ExecutorError(f"processes for the runs cannot be started: {reason}; use fewer jobs, or one") from error


def _kill(pool: ProcessPoolExecutor) -> None:
    """End its processes at once; nobody waits for their results any more, and they may take for ever."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


def _completed(
    pool: ProcessPoolExecutor, payload: Payload, waiting: Iterable[range], jobs: int
) -> Iterator[tuple[range, "Future[Batch | str]"]]:
    """The chunks as they get done; only as many are handed out as keep every worker busy."""
    rest, running = iter(waiting), dict["Future[Batch | str]", range]()
    while True:
        for chunk in islice(rest, 2 * jobs - len(running)):
            try:
                with _interrupts_held():
                    running[pool.submit(run_chunk, payload, chunk)] = chunk
            except BrokenProcessPool as broken:
                failed: Future[Batch | str] = Future()
                failed.set_exception(broken)
                running[failed] = chunk
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            yield running.pop(future), future


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """No Ctrl-C meanwhile, neither here nor in a process that is started and has not begun yet; it comes afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare_worker() -> None:
    """Prepare a worker process."""
    _leave_interrupts_to_the_parent()
    _ask_to_be_killed()
    sys.stdout = sys.stderr  # what policies print has no place in the output of the parent
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel, os.getppid()), daemon=True).start()


def _leave_interrupts_to_the_parent() -> None:
    """Let Ctrl-C, which a terminal sends to all processes, be the parent's to deal with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _ask_to_be_killed() -> None:
    """Have Linux kill this process when its parent has ended, even while the code of others keeps it from looking."""
    with suppress(Exception):
        import ctypes  # noqa: PLC0415 - only a process that does runs needs it

        ctypes.CDLL(None).prctl(_WHEN_THE_PARENT_ENDS, signal.SIGKILL)


def _end_with(sentinel: int, parent: int) -> None:
    """End this process when its parent has ended: that closes the sentinel, and leaves it to another parent."""
    while not connection.wait([sentinel], _CHECK_SECONDS) and os.getppid() == parent:
        pass
    os._exit(1)
