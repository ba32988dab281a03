"""Who does the runs: this process, or several processes. What is counted is the same whoever does.

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

from sim.forecast.counts import Batch, counted
from sim.forecast.policy import Policy, shown
from sim.forecast.registry import PolicyFile, PolicySpec
from sim.model.errors import ExecutorError, NegsimError, PolicyError

if TYPE_CHECKING:
    from sim.forecast.measurement import Question

Done = tuple[int, Batch]
"""How many runs have been done, and what they come to."""

_PIECES: Final = 16
"""Into how many pieces each worker's share is cut, so that all end at about the same time."""
_LARGEST: Final = 20
"""How many runs a piece has at the most, so that little is lost with a worker, or by Ctrl-C."""
_PROCESSES: Final = 4
"""How many processes a core gets at the most; more would only take memory."""
_LOOK: Final = 1.0
"""After how many seconds a process looks again whether its parent is there."""
_WHEN_THE_PARENT_ENDS: Final = 1
"""PR_SET_PDEATHSIG of Linux."""
_PATIENCE: Final = 5
"""How often in a row workers may be lost with nothing done in between."""


@frozen
class Payload:
    """The questions of an ensemble, pickled for another process, and the policy files to be loaded there first."""

    files: tuple[PolicyFile, ...]
    data: bytes

    @classmethod
    def of(cls, questions: "tuple[Question, ...]", policies: Iterable[Mapping[str, PolicySpec | Policy]]) -> "Payload":
        """The payload of these questions, given the policies of each forecast.

        Raises: PolicyError if one of these cannot be pickled.
        """
        specs = (policy for by_party in policies for policy in by_party.values() if isinstance(policy, PolicySpec))
        files = dict.fromkeys(file for spec in specs for file in spec.files)
        try:
            return cls(tuple(files), pickle.dumps(questions))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in the code of others
            advice = "define it in a module, or use one job"
            raise PolicyError(f"a policy cannot be sent to other processes: {shown(error)}; {advice}") from None

    def questions(self) -> "tuple[Question, ...]":
        """The questions, unpickled once in each process."""
        return _unpickled(self)


@lru_cache(maxsize=4)
def _unpickled(payload: Payload) -> "tuple[Question, ...]":
    for file in payload.files:
        file.module()
    questions: tuple[Question, ...] = pickle.loads(payload.data)  # noqa: S301 - our own process made it
    return questions


def pieces(runs: int, workers: int) -> Iterator[range]:
    """The numbers of the runs, from 0, in pieces for so many workers."""
    size = min(max(runs // (workers * _PIECES), 1), _LARGEST)
    return (range(first, min(first + size, runs)) for first in range(0, runs, size))


def alone(questions: "tuple[Question, ...]", runs: int) -> Iterator[Done]:
    """The runs done in this process, piece by piece."""
    for piece in pieces(runs, 1):
        yield len(piece), counted(questions, piece)


def counted_in(payload: Payload, piece: range) -> Batch | str:
    """What a worker does: the runs of a piece, counted; or the words of a fault, as errors do not travel well."""
    try:
        return counted(payload.questions(), piece)
    except NegsimError as error:
        return str(error)


def batch_of(found: Batch | str) -> Batch:
    """What a worker has counted. Raises: PolicyError if it has found a fault instead."""
    if isinstance(found, str):
        raise PolicyError(found)
    return found


def in_processes(payload: Payload, runs: int, jobs: int) -> Iterator[Done]:
    """The runs done in so many processes; what a process that dies has not finished is done again by another.

    Raises: ExecutorError if processes cannot be started, or die time and again and nothing gets done.
    """
    jobs = min(jobs, _PROCESSES * (cpu_count() or 1), runs)
    waiting: Iterable[range] = pieces(runs, jobs)
    losses = 0
    while waiting:
        lost = list[range]()
        with _pool(jobs) as pool:
            for piece, future in _completed(pool, payload, waiting, jobs):
                try:
                    batch = batch_of(future.result())
                except BrokenProcessPool:
                    lost.append(piece)
                else:
                    losses = 0
                    yield len(piece), batch
        losses += bool(lost)
        if losses > _PATIENCE:
            raise ExecutorError("the processes that do the runs die time and again; use fewer jobs, or one")
        waiting = lost


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """So many processes; in the end none is left. Raises: ExecutorError if they cannot be started."""
    others = set(active_children())
    try:
        pool = ProcessPoolExecutor(jobs, initializer=_begin)
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
    """End its processes at once, as nobody waits any more for what they are at, which may take for ever."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


def _completed(
    pool: ProcessPoolExecutor, payload: Payload, waiting: Iterable[range], jobs: int
) -> Iterator[tuple[range, "Future[Batch | str]"]]:
    """The pieces as they get done; no more are handed out than are needed to keep everybody busy."""
    rest, running = iter(waiting), dict["Future[Batch | str]", range]()
    while True:
        for piece in islice(rest, 2 * jobs - len(running)):
            try:
                with _interrupts_held():
                    running[pool.submit(counted_in, payload, piece)] = piece
            except BrokenProcessPool as broken:
                failed: Future[Batch | str] = Future()
                failed.set_exception(broken)
                running[failed] = piece
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


def _begin() -> None:
    """What a process does first."""
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
    while not connection.wait([sentinel], _LOOK) and os.getppid() == parent:
        pass
    os._exit(1)
