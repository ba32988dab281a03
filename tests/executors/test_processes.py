import multiprocessing
import os
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import active_children
from pathlib import Path
from time import monotonic, sleep
from types import SimpleNamespace

import pytest
from pieces import ALL, COUNT, Dying, Failing, Squares, results

from sim.executors import processes
from sim.executors.executor import Executor
from sim.executors.work import Payload
from sim.model.errors import ExecutorError, PolicyError

TESTS = str(Path(__file__).resolve().parents[1])


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_jobs_comes_to_the_same_results(jobs):
    assert results(Executor(jobs)) == ALL


def test_a_killed_process_costs_nothing_but_time():
    killed, squares = [], []
    for number, result in Executor(2).done(Squares(), COUNT):
        assert number == len(result)
        squares += result
        if not killed:
            killed.append(active_children()[0].pid)
            os.kill(killed[0], signal.SIGKILL)
    assert killed
    assert sorted(squares) == ALL


def test_processes_that_die_time_and_again_are_given_up():
    words = "^the processes that do the work die time and again; use fewer jobs, or one$"
    with pytest.raises(ExecutorError, match=words):
        results(Executor(2), Dying())


def test_an_error_in_a_process_is_that_of_the_work():
    with pytest.raises(PolicyError, match="a lie"):
        results(Executor(2), Failing(PolicyError, ("a lie",)))


def test_ctrl_c_is_left_to_the_parent():
    before = signal.getsignal(signal.SIGINT)
    try:
        processes._leave_interrupts_to_the_parent()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


RUNNER = """
import sys
import pieces
from sim.executors.executor import Executor
from sim.executors.work import Payload

if __name__ == "__main__":
    for _ in Executor(3).done(getattr(pieces, sys.argv[1])(), 10**9):
        pass
"""


def children(number):
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(number)], capture_output=True, text=True, check=False)
    return [int(each) for each in found.stdout.split()]


@pytest.mark.slow(reason="processes are started, and waited for when the one that has started them is killed")
@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("work", ["Squares", "Stuck"])
def test_no_process_outlives_the_one_that_has_started_it(way, work):
    if work == "Stuck" and sys.platform != "linux":
        pytest.skip("only Linux kills a process that cannot look after its parent")
    with subprocess.Popen([sys.executable, "-c", RUNNER, work], env={**os.environ, "PYTHONPATH": TESTS}) as parent:
        try:
            wait_for(lambda: len(children(parent.pid)) >= 3)
            workers = children(parent.pid)
            sleep(0.5)
        finally:
            parent.send_signal(way)
        try:
            assert parent.wait(30) == -way
        finally:
            parent.kill()
    wait_for(lambda: not any(is_alive(each) for each in workers), seconds=10)


def is_alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(condition, seconds=60):
    end = monotonic() + seconds
    while not condition():
        assert monotonic() < end
        sleep(0.05)


class EndedError(Exception):
    """In the place of the end of this process."""


@pytest.fixture
def ends(monkeypatch):
    def end(status):
        raise EndedError

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(processes, "_CHECK_SECONDS", 0.01)


def test_a_process_ends_when_the_sentinel_of_its_parent_closes(ends):
    reading, writing = os.pipe()
    os.close(writing)
    with pytest.raises(EndedError):
        processes._end_with(reading, os.getppid())
    os.close(reading)


def test_a_process_ends_when_it_gets_another_parent(ends, monkeypatch):
    reading, writing = os.pipe()
    parents = iter([1, 1, 2])
    monkeypatch.setattr(os, "getppid", lambda: next(parents))
    with pytest.raises(EndedError):
        processes._end_with(reading, 1)
    os.close(reading)
    os.close(writing)


def test_a_process_that_begins_watches_its_parent(monkeypatch):
    watched = []
    monkeypatch.setattr(sys, "stdout", sys.stdout)  # which it leaves to its parent
    monkeypatch.setattr(processes, "_end_with", lambda *whom: watched.append(whom))
    monkeypatch.setattr(processes, "_leave_interrupts_to_the_parent", lambda: None)
    monkeypatch.setattr(processes, "_ask_to_be_killed", lambda: None)
    processes._prepare_worker()
    assert sys.stdout is sys.stderr
    assert watched == []  # this process has not been started by another of ours
    monkeypatch.setattr(processes, "parent_process", lambda: SimpleNamespace(sentinel=7))
    processes._prepare_worker()
    wait_for(lambda: watched)
    assert watched == [(7, os.getppid())]


def test_a_worker_keeps_the_work_that_it_has_been_given(monkeypatch):
    monkeypatch.setattr(processes, "_payloads", [Payload.of(Squares())])
    assert processes._run_chunk_of_payload(range(3, 5)) == [9, 16]


def test_where_nobody_can_be_asked_to_kill_a_process_it_begins_all_the_same(monkeypatch):
    monkeypatch.setitem(sys.modules, "ctypes", None)
    processes._ask_to_be_killed()


def test_linux_is_asked_to_kill_a_process(monkeypatch):
    asked = []
    library = SimpleNamespace(prctl=lambda *what: asked.append(what))
    monkeypatch.setattr("ctypes.CDLL", lambda _: library)
    processes._ask_to_be_killed()
    assert asked == [(1, signal.SIGKILL)]


def test_ctrl_c_is_held_while_a_process_is_started():
    seen = []
    with pytest.raises(KeyboardInterrupt):
        interrupted(seen)
    assert seen == ["held"]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def interrupted(seen):
    with processes._interrupts_held():
        signal.raise_signal(signal.SIGINT)
        seen.append("held")


def test_where_ctrl_c_cannot_be_held_processes_are_started_all_the_same(monkeypatch):
    monkeypatch.delattr(signal, "pthread_sigmask")
    assert results(Executor(2)) == ALL


def test_processes_that_cannot_be_started_are_named_and_none_is_left(monkeypatch):
    def submit(pool, *what):
        started.append(real(pool, *what))
        raise BlockingIOError(11, "Resource temporarily unavailable")

    started, real = [], ProcessPoolExecutor.submit
    monkeypatch.setattr(ProcessPoolExecutor, "submit", submit)
    words = "processes to do the work cannot be started: resource temporarily unavailable; use fewer jobs, or one"
    with pytest.raises(ExecutorError, match=words):
        results(Executor(2))
    assert started
    assert active_children() == []


def test_processes_that_do_not_go_away_by_themselves_are_ended(monkeypatch):
    process = multiprocessing.get_context("spawn").Process(target=sleep, args=(60,))

    def broken(*_, **__):
        process.start()
        raise NotImplementedError("no locks here")

    monkeypatch.setattr(processes, "ProcessPoolExecutor", broken)
    with pytest.raises(ExecutorError, match="cannot be started: no locks here"):
        results(Executor(2))
    process.join(10)
    assert process.exitcode == -signal.SIGTERM
