import os
import signal
import subprocess
import sys
from multiprocessing import active_children
from time import monotonic, sleep

import pytest
from distributed import Client
from futures import between, forecast

from sim.errors import ClusterFault, MissingExtra, PolicyFault, UnfitForecast
from sim.forecast import jobs
from sim.forecast.ensemble import Crew, Experiment, ensemble
from sim.forecast.outcomes import Question
from sim.forecast.parcel import Parcel
from sim.forecast.registry import Choice, PolicyFile
from sim.frozen import FrozenDict

RUNS = 60


@pytest.fixture(scope="module")
def asked():
    return between("random", "markov", runs=RUNS, seed=3)


@pytest.fixture(scope="module")
def alone(asked):
    return ensemble(asked).tally


@pytest.mark.parametrize("count", [2, 3])
def test_any_number_of_jobs_comes_to_the_same_figures(asked, alone, count):
    assert ensemble(asked, jobs=count).tally == alone


def test_a_killed_process_costs_nothing_but_time(asked, alone):
    killed = []

    def kill(_):
        if not killed:
            killed.append(active_children()[0].pid)
            os.kill(killed[0], signal.SIGKILL)

    experiment = Experiment(asked).run(Crew(jobs=2), kill)
    assert killed
    assert experiment.ensembles[0].tally == alone


def test_processes_that_die_time_and_again_are_given_up(asked, monkeypatch):
    monkeypatch.setattr(jobs, "counted_in", dies)
    with pytest.raises(ClusterFault, match="die time and again; use fewer jobs, or one"):
        ensemble(asked, jobs=2)


def dies(parcel, piece):
    os._exit(1)


def test_a_worker_gives_what_it_has_counted_or_the_words_of_a_fault(asked, alone):
    assert jobs.counted_in(Parcel.of((question(asked),), [asked.policies]), range(RUNS)).tallies == [alone]
    faulty = forecast(aland=lies)
    assert jobs.counted_in(Parcel.of((question(faulty),), [faulty.policies]), range(1)).endswith("give a move or None")


def question(asked):
    return Question(asked.outset, asked.weights, asked.calendar)


def lies(state, party, day, legal, random):
    return "a lie"


def test_ctrl_c_is_left_to_the_parent():
    before = signal.getsignal(signal.SIGINT)
    try:
        jobs._leave_interrupts_to_the_parent()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("count", [0, -1, "2"])
def test_there_is_at_least_one_job(asked, count):
    with pytest.raises(UnfitForecast, match="give a whole number from 1"):
        ensemble(asked, jobs=count)


@pytest.mark.parametrize(("runs", "workers"), [(1, 1), (7, 2), (1000, 1), (10_000, 3)])
def test_the_pieces_are_all_runs_in_order(runs, workers):
    assert [number for piece in jobs.pieces(runs, workers) for number in piece] == list(range(runs))


def test_a_fault_in_a_process_is_the_fault_of_the_forecast():
    file = PolicyFile("own.py", "def liar(state, party, day, legal, random):\n    return 'a lie'\n")
    asked = between("hold", "hold", runs=RUNS)
    asked = type(asked)(
        asked.history, asked.since, asked.until, {"aland": Choice("liar", file=file), "bohus": Choice("hold")}
    )
    with pytest.raises(PolicyFault, match=r"the policy 'liar' of aland is at fault in run [0-9]+"):
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
    noisy = Choice("noisy", FrozenDict(often=0.7), PolicyFile("nowhere/own.py", OWN))
    policies = {"aland": noisy, "bohus": Choice("random")}
    return type(asked)(asked.history, asked.since, asked.until, policies, runs=RUNS, seed=5)


def test_a_policy_from_a_file_travels_with_its_file(own):
    assert ensemble(own, jobs=2).tally == ensemble(own).tally


def test_a_parcel_is_unpacked_once(own):
    parcel = Parcel.of((own.outset,), [own.policies])
    assert parcel.opened() is parcel.opened()


def test_a_policy_that_cannot_travel_is_refused(asked):
    policies = {"aland": lambda *_: None, "bohus": Choice("hold")}
    unfit = type(asked)(asked.history, asked.since, asked.until, policies, runs=RUNS)
    with pytest.raises(PolicyFault, match=r"cannot be sent to other processes.*define it in a module, or use one job"):
        ensemble(unfit, jobs=2)


# DASK: a scheduler and workers of their own, on loopback

pytestmark = pytest.mark.filterwarnings("ignore")  # those of a library on its way out are not ours


@pytest.fixture
def cluster(tmp_path):
    """A scheduler with two workers: its address, and the processes of all three."""
    place = tmp_path / "scheduler.json"
    started = [start("scheduler", "--host", "tcp://127.0.0.1", "--port", "0", "--scheduler-file", place)]
    try:
        wait_for(place.exists)
        options = ("--scheduler-file", place, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny")
        started += [start("worker", *options, "--local-directory", tmp_path / f"{number}") for number in range(2)]
        with Client(scheduler_file=str(place), set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            yield client.scheduler.address, started
    finally:
        for process in started:
            process.kill()
            process.wait()


def start(role, *options):
    command = [sys.executable, "-m", "dask", role, "--no-dashboard", *map(str, options)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(condition):
    end = monotonic() + 60
    while not condition():
        assert monotonic() < end
        sleep(0.05)


def test_a_dask_cluster_comes_to_the_same_figures(asked, alone, own, cluster):
    address, _ = cluster
    assert ensemble(asked, dask=address).tally == alone
    assert ensemble(own, dask=address).tally == ensemble(own).tally


def test_a_killed_dask_worker_costs_nothing_but_time(asked, alone, cluster):
    address, (_, worker, _) = cluster
    experiment = Experiment(asked).run(Crew(dask=address), lambda _: worker.kill())
    assert worker.wait() == -signal.SIGKILL
    assert experiment.ensembles[0].tally == alone


def test_a_cluster_that_goes_away_is_named(asked, cluster):
    address, (scheduler, _, _) = cluster
    with pytest.raises(ClusterFault, match="the Dask cluster has given up"):
        Experiment(asked).run(Crew(dask=address), lambda _: scheduler.kill())


def test_a_scheduler_that_does_not_answer_is_named(asked, monkeypatch):
    monkeypatch.setattr(jobs, "_TIMEOUT", "1s")
    with pytest.raises(ClusterFault, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9; give its address"):
        ensemble(asked, dask="tcp://127.0.0.1:9")


def test_an_address_of_no_sense_is_refused(asked):
    with pytest.raises(ClusterFault, match="no Dask scheduler answers at nowhere://x"):
        ensemble(asked, dask="nowhere://x")


def test_without_the_extra_the_way_out_is_said(asked, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match="--dask needs distributed, which the extra 'cluster' brings"):
        ensemble(asked, dask="tcp://127.0.0.1:9")
