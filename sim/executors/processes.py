"""Work done in several processes of this machine.

They end with the one that has started them, however that ends.
"""

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import active_children, connection, parent_process
from os import cpu_count
from threading import Thread
from typing import Any, Final, TypeVar

from sim.executors.work import Failure, Handout, Payload, checked_result, chunks, run_chunk
from sim.model.errors import ExecutorError

Result = TypeVar("Result")

_PROCESSES_PER_CORE: Final = 4
"""The most processes for a core; more would only take memory."""
_CHECK_SECONDS: Final = 1.0
"""The seconds after which a process checks again that its parent is there."""
_WHEN_THE_PARENT_ENDS: Final = 1
"""PR_SET_PDEATHSIG of Linux."""
_MOST_LOSSES: Final = 5
"""The most times in a row that workers may be lost with nothing done in between."""


_payloads: Final = list[Payload[Any]]()
"""In a worker process: the work that it has been given, which is sent once and not with every chunk."""


def in_processes(
    payload: Payload[Result], count: int, jobs: int, *, reach: int | None = None
) -> Iterator[tuple[int, Result]]:
    """The pieces done in so many processes; the unfinished ones of a process that dies are done again by another.

    None is begun that is *reach* pieces ahead of the first that is not done.

    Raises: ExecutorError if processes cannot be started, or die time and again and nothing gets done.
    """
    jobs = min(jobs, _PROCESSES_PER_CORE * (cpu_count() or 1), count) or 1
    waiting: Iterable[range] = chunks(count, jobs)
    losses = 0
    while waiting:
        lost = list[range]()
        with _process_pool(jobs, payload) as pool:
            for chunk, future in _completed(pool, Handout(waiting, reach), jobs):
                try:
                    result = checked_result(future.result())
                except BrokenProcessPool:
                    lost.append(chunk)
                else:
                    losses = 0
                    yield len(chunk), result
        losses += bool(lost)
        if losses > _MOST_LOSSES:
            raise ExecutorError("the processes that do the work die time and again; use fewer jobs, or one")
        waiting = sorted(lost, key=lambda chunk: chunk.start)


@contextmanager
def _process_pool(jobs: int, payload: Payload[Any]) -> Iterator[ProcessPoolExecutor]:
    """So many processes for some work; in the end none is left. Raises: ExecutorError if they cannot be started."""
    others = set(active_children())
    try:
        pool = ProcessPoolExecutor(jobs, initializer=_prepare_worker, initargs=(payload,))
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
        raise ExecutorError(f"processes to do the work cannot be started: {reason}; use fewer jobs, or one") from error


def _kill(pool: ProcessPoolExecutor) -> None:
    """End its processes at once; nobody waits for their results any more, and they may take for ever."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


def _completed(pool: ProcessPoolExecutor, waiting: Handout, jobs: int) -> Iterator[tuple[range, "Future[Any]"]]:
    """The chunks as they get done; only as many are handed out as keep every worker busy."""
    running = dict["Future[Any]", range]()
    while True:
        for chunk in waiting.take(2 * jobs - len(running), [*running.values()]):
            try:
                with _interrupts_held():
                    running[pool.submit(_run_chunk_of_payload, chunk)] = chunk
            except BrokenProcessPool as broken:
                failed: Future[Any] = Future()
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


def _run_chunk_of_payload(chunk: range) -> Any | Failure:
    return run_chunk(_payloads[-1], chunk)


def _prepare_worker(*payload: Payload[Any]) -> None:
    """Prepare a worker process for some work."""
    _payloads.extend(payload)
    _leave_interrupts_to_the_parent()
    _ask_to_be_killed()
    sys.stdout = sys.stderr  # what the code of others prints has no place in the output of the parent
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel, os.getppid()), daemon=True).start()


def _leave_interrupts_to_the_parent() -> None:
    """Let Ctrl-C, which a terminal sends to all processes, be the parent's to deal with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _ask_to_be_killed() -> None:
    """Have Linux kill this process when its parent has ended, even while the code of others keeps it from looking."""
    with suppress(Exception):
        import ctypes  # noqa: PLC0415 - only a process that does work needs it

        ctypes.CDLL(None).prctl(_WHEN_THE_PARENT_ENDS, signal.SIGKILL)


def _end_with(sentinel: int, parent: int) -> None:
    """End this process when its parent has ended: that closes the sentinel, and leaves it to another parent."""
    while not connection.wait([sentinel], _CHECK_SECONDS) and os.getppid() == parent:
        pass
    os._exit(1)
