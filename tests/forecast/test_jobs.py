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
from futures import between, forecast

from sim.forecast import jobs
from sim.forecast.ensembles import Executor, Experiment, ensemble
from sim.forecast.jobs import Payload
from sim.forecast.registry import PolicyFile, PolicySpec
from sim.model.errors import ExecutorError, InvalidForecastError, PolicyError
from sim.model.frozen import FrozenDict

RUNS = 60
TESTS = str(Path(__file__).resolve().parents[1])


@pytest.fixture(scope="module")
def asked():
    return between("random", "markov", runs=RUNS, seed=3)


@pytest.fixture(scope="module")
def in_this_process(asked):
    return ensemble(asked).counts


@pytest.mark.parametrize("count", [2, 3])
def test_any_number_of_jobs_comes_to_the_same_figures(asked, in_this_process, count):
    assert ensemble(asked, jobs=count).counts == in_this_process


def test_a_killed_process_costs_nothing_but_time(asked, in_this_process):
    killed = []

    def kill(_):
        if not killed:
            killed.append(active_children()[0].pid)
            os.kill(killed[0], signal.SIGKILL)

    experiment = Experiment(asked).run(Executor(jobs=2), kill)
    assert killed
    assert experiment.ensembles[0].counts == in_this_process


def test_processes_that_die_time_and_again_are_given_up(asked, monkeypatch):
    monkeypatch.setattr(jobs, "run_chunk", dies)
    with pytest.raises(ExecutorError, match="die time and again; use fewer jobs, or one"):
        ensemble(asked, jobs=2)


def dies(payload, chunk):
    os._exit(1)


def test_a_worker_gives_what_it_has_counted_or_the_words_of_a_fault(asked, in_this_process):
    assert jobs.run_chunk(Payload.of((asked.measurement,), [asked.policies]), range(RUNS)).counts == [in_this_process]
    faulty = forecast(aland=lies)
    assert jobs.run_chunk(Payload.of((faulty.measurement,), [faulty.policies]), range(1)).endswith(
        "give a move or None"
    )


def lies(state, party, day, legal, random):
    return "a lie"


def test_ctrl_c_is_left_to_the_parent():
    before = signal.getsignal(signal.SIGINT)
    try:
        jobs._leave_interrupts_to_the_parent()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


RUNNER = """
import sys
from attrs import evolve
from futures import between
from sim.forecast.ensembles import ensemble

def stuck(*_):
    sum(range(10**12))  # holds the interpreter for hours

asked = between("random", "markov", runs=999_999)
if __name__ == "__main__":
    if "stuck" in sys.argv:
        asked = evolve(asked, policies={"aland": stuck, "bohus": stuck})
    ensemble(asked, jobs=3)
"""


def children(number):
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(number)], capture_output=True, text=True, check=False)
    return [int(each) for each in found.stdout.split()]


@pytest.mark.slow(reason="processes are started, and waited for when the one that has started them is killed")
@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("policies", ["usual", "stuck"])
def test_no_process_outlives_the_one_that_has_started_it(way, policies):
    if policies == "stuck" and (sys.platform != "linux" or multiprocessing.get_start_method() != "fork"):
        pytest.skip("only Linux kills a process that cannot look after its parent; the policy travels by fork alone")
    with subprocess.Popen([sys.executable, "-c", RUNNER, policies], env={**os.environ, "PYTHONPATH": TESTS}) as parent:
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
    monkeypatch.setattr(jobs, "_CHECK_SECONDS", 0.01)


def test_a_process_ends_when_the_sentinel_of_its_parent_closes(ends):
    reading, writing = os.pipe()
    os.close(writing)
    with pytest.raises(EndedError):
        jobs._end_with(reading, os.getppid())
    os.close(reading)


def test_a_process_ends_when_it_gets_another_parent(ends, monkeypatch):
    reading, writing = os.pipe()
    parents = iter([1, 1, 2])
    monkeypatch.setattr(os, "getppid", lambda: next(parents))
    with pytest.raises(EndedError):
        jobs._end_with(reading, 1)
    os.close(reading)
    os.close(writing)


def test_a_process_that_begins_watches_its_parent(monkeypatch):
    watched = []
    monkeypatch.setattr(sys, "stdout", sys.stdout)  # which it leaves to its parent
    monkeypatch.setattr(jobs, "_end_with", lambda *whom: watched.append(whom))
    monkeypatch.setattr(jobs, "_leave_interrupts_to_the_parent", lambda: None)
    monkeypatch.setattr(jobs, "_ask_to_be_killed", lambda: None)
    jobs._prepare_worker()
    assert sys.stdout is sys.stderr
    assert watched == []  # this process has not been started by another of ours
    monkeypatch.setattr(jobs, "parent_process", lambda: SimpleNamespace(sentinel=7))
    jobs._prepare_worker()
    wait_for(lambda: watched)
    assert watched == [(7, os.getppid())]


def test_where_nobody_can_be_asked_to_kill_a_process_it_begins_all_the_same(monkeypatch):
    monkeypatch.setitem(sys.modules, "ctypes", None)
    jobs._ask_to_be_killed()


def test_linux_is_asked_to_kill_a_process(monkeypatch):
    asked = []
    library = SimpleNamespace(prctl=lambda *what: asked.append(what))
    monkeypatch.setattr("ctypes.CDLL", lambda _: library)
    jobs._ask_to_be_killed()
    assert asked == [(1, signal.SIGKILL)]


def test_ctrl_c_is_held_while_a_process_is_started():
    seen = []
    with pytest.raises(KeyboardInterrupt):
        interrupted(seen)
    assert seen == ["held"]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def interrupted(seen):
    with jobs._interrupts_held():
        signal.raise_signal(signal.SIGINT)
        seen.append("held")


def test_where_ctrl_c_cannot_be_held_processes_are_started_all_the_same(asked, in_this_process, monkeypatch):
    monkeypatch.delattr(signal, "pthread_sigmask")
    assert ensemble(asked, jobs=2).counts == in_this_process


def test_processes_that_cannot_be_started_are_named_and_none_is_left(asked, monkeypatch):
    def submit(pool, *what):
        started.append(real(pool, *what))
        raise BlockingIOError(11, "Resource temporarily unavailable")

    started, real = [], ProcessPoolExecutor.submit
    monkeypatch.setattr(ProcessPoolExecutor, "submit", submit)
    words = "processes for the runs cannot be started: resource temporarily unavailable; use fewer jobs, or one"
    with pytest.raises(ExecutorError, match=words):
        ensemble(asked, jobs=2)
    assert started
    assert active_children() == []


def test_processes_that_do_not_go_away_by_themselves_are_ended(asked, monkeypatch):
    process = multiprocessing.get_context("spawn").Process(target=sleep, args=(60,))

    def broken(*_, **__):
        process.start()
        raise NotImplementedError("no locks here")

    monkeypatch.setattr(jobs, "ProcessPoolExecutor", broken)
    with pytest.raises(ExecutorError, match="cannot be started: no locks here"):
        ensemble(asked, jobs=2)
    process.join(10)
    assert process.exitcode == -signal.SIGTERM


@pytest.mark.parametrize("count", [0, -1, "2"])
def test_there_is_at_least_one_job(asked, count):
    with pytest.raises(InvalidForecastError, match="give a whole number from 1"):
        ensemble(asked, jobs=count)


@pytest.mark.parametrize(("runs", "workers"), [(1, 1), (7, 2), (1000, 1), (10_000, 3)])
def test_the_pieces_are_all_runs_in_order(runs, workers):
    assert [number for chunk in jobs.chunks(runs, workers) for number in chunk] == list(range(runs))


def test_a_fault_in_a_process_is_the_fault_of_the_forecast():
    file = PolicyFile("own.py", "def liar(state, party, day, legal, random):\n    return 'a lie'\n")
    asked = between("hold", "hold", runs=RUNS)
    asked = type(asked)(
        asked.history, asked.since, asked.until, {"aland": PolicySpec("liar", file=file), "bohus": PolicySpec("hold")}
    )
    with pytest.raises(PolicyError, match=r"the policy 'liar' of aland is at fault in run [0-9]+"):
        ensemble(asked, jobs=2)


OWN = """\
from attrs import frozen

@frozen
class Noisy:
    often: float = 0.5

    def __call__(self, state, party, day, legal, random):
        return legal.draw(random) if random.random() < self.often else None
"""


@pytest.fixture(scope="module")
def own(asked):
    """A forecast with a policy from a file, which no other process knows."""
    noisy = PolicySpec("noisy", FrozenDict(often=0.7), PolicyFile("nowhere/own.py", OWN))
    policies = {"aland": noisy, "bohus": PolicySpec("random")}
    return type(asked)(asked.history, asked.since, asked.until, policies, runs=RUNS, seed=5)


def test_a_policy_from_a_file_travels_with_its_file(own):
    assert ensemble(own, jobs=2).counts == ensemble(own).counts


def test_a_payload_is_unpickled_once(own):
    payload = Payload.of((own.setup,), [own.policies])
    assert payload.measurements() is payload.measurements()


def test_a_policy_that_cannot_travel_is_refused(asked):
    policies = {"aland": lambda *_: None, "bohus": PolicySpec("hold")}
    unfit = type(asked)(asked.history, asked.since, asked.until, policies, runs=RUNS)
    with pytest.raises(PolicyError, match=r"cannot be sent to other processes.*define it in a module, or use one job"):
        ensemble(unfit, jobs=2)
