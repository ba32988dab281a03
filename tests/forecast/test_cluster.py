"""The runs on a Dask cluster: a scheduler and workers of their own, on loopback."""

import json
import signal
import socket
import subprocess
import sys
from concurrent.futures import CancelledError
from pathlib import Path
from time import monotonic, sleep
from types import SimpleNamespace

import pytest
from complaints import RECORD
from distributed import Client
from futures import between

from sim.forecast import backtest, cluster as cluster_module
from sim.forecast.ensembles import Executor, Experiment, ensemble
from sim.forecast.registry import PolicyFile, PolicySpec
from sim.model.errors import ClusterUnavailableError, ExecutorError, MissingDependencyError, PolicyError
from sim.model.frozen import FrozenDict
from sim.scenario import load

RUNS = 60
MOSCOW = Path(__file__).resolve().parents[2] / "scenarios" / "moscow-2007.yaml"

pytestmark = pytest.mark.filterwarnings("ignore")  # those of a library on its way out are not ours


@pytest.fixture(scope="module")
def asked():
    return between("random", "markov", runs=RUNS, seed=3)


@pytest.fixture(scope="module")
def many():
    return between("random", "markov", runs=99_999, seed=3)


@pytest.fixture(scope="module")
def in_this_process(asked):
    return ensemble(asked).counts


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


@pytest.fixture
def idle(tmp_path):
    """The address of a scheduler that has no workers."""
    place = tmp_path / "scheduler.json"
    process = start("scheduler", "--host", "tcp://127.0.0.1", "--port", "0", "--scheduler-file", place)
    try:
        wait_for(lambda: place.exists() and place.read_text("utf-8").endswith("}"))
        yield json.loads(place.read_text("utf-8"))["address"]
    finally:
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


def test_a_dask_cluster_comes_to_the_same_figures(asked, in_this_process, own, cluster):
    address, _ = cluster
    assert ensemble(asked, dask=address).counts == in_this_process
    assert ensemble(own, dask=address).counts == ensemble(own).counts


def test_a_backtest_on_a_cluster_comes_to_the_same_figures(cluster):
    address, _ = cluster
    few = {"horizon": 60, "cuts": 2, "runs": 4}
    records = [load(MOSCOW.parent / "fishing.yaml")]
    assert backtest(records, dask=address, **few) == backtest(records, **few)


@pytest.mark.slow(reason="a cluster is started, and waited for when it goes away")
def test_a_killed_dask_worker_costs_nothing_but_time(asked, in_this_process, cluster):
    address, (_, worker, _) = cluster
    experiment = Experiment(asked).run(Executor(dask=address), lambda _: worker.kill())
    assert worker.wait() == -signal.SIGKILL
    assert experiment.ensembles[0].counts == in_this_process


def kept(asked, address, kill):
    """How many runs are kept where a cluster is killed after the first piece, and the words of the fault."""
    experiment = Experiment(asked)
    with pytest.raises(ExecutorError) as fault:
        experiment.run(Executor(dask=address), lambda _: kill())
    assert type(fault.value) is ExecutorError
    return experiment.ensembles[0].runs, str(fault.value)


def test_a_cluster_that_goes_away_is_named_and_costs_only_what_was_not_finished(many, cluster):
    address, (scheduler, *_) = cluster
    runs, words = kept(many, address, scheduler.kill)
    assert 0 < runs < many.runs
    assert words == f"the Dask cluster has given up: its scheduler at {address} has gone away"


def test_a_cluster_whose_workers_all_go_away_has_given_up(many, cluster, monkeypatch):
    address, (_, *workers) = cluster
    monkeypatch.setattr(cluster_module, "_GRACE_SECONDS", 1)

    def kill():
        for worker in workers:
            worker.kill()

    runs, words = kept(many, address, kill)
    assert 0 < runs < many.runs
    assert words.startswith("the Dask cluster has given up: ")
    assert "workers" in words


def test_a_cluster_that_falls_silent_has_given_up(many, cluster, monkeypatch):
    address, (scheduler, *_) = cluster
    for name in ("_GRACE_SECONDS", "_TIMEOUT_SECONDS", "_CHECK_SECONDS"):
        monkeypatch.setattr(cluster_module, name, 1)
    runs, words = kept(many, address, lambda: scheduler.send_signal(signal.SIGSTOP))
    assert 0 < runs < many.runs
    assert words == "the Dask cluster has given up: nothing has been heard of its workers for 1 seconds"


@pytest.mark.slow(reason="a cluster is started, and waited for when it goes away")
def test_the_command_prints_what_a_cluster_had_finished_when_it_went_away(cluster, tmp_path):
    address, (scheduler, *_) = cluster
    path = tmp_path / "strait.yaml"
    span = "{from: 2013-02-01, until: 2013-06-30, policies: {aland: random, bohus: random}, runs: 900000}"
    path.write_text(f"{RECORD}forecast: {span}\n", "utf-8")
    command = [sys.executable, "-m", "sim", "forecast", path, "--dask", address, "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        with Client(address, set_as_default=False) as client:
            wait_for(lambda: sum(map(len, client.has_what().values())) > 4)
        scheduler.kill()
        printed, said = process.communicate(timeout=60)
    assert process.returncode == 69
    document = json.loads(printed)
    assert document["partial"]
    kept = f"this is what has been finished so far: {document['runs']:,} of 900,000 runs"
    assert said == f"the Dask cluster has given up: its scheduler at {address} has gone away; {kept}\n"


def test_a_cluster_may_be_without_workers_for_a_while(monkeypatch):
    workers = iter([{}, {"tcp://127.0.0.1:1": 1}, {}])
    client = SimpleNamespace(sync=lambda *_, **__: next(workers), scheduler=SimpleNamespace(ncores=None))
    monitor = cluster_module._ClusterMonitor(client, "tcp://127.0.0.1:9")
    answers = iter([TimeoutError(), TimeoutError(), TimeoutError(), "done"])

    def ask():
        answer = next(answers)
        if isinstance(answer, TimeoutError):
            raise answer
        return answer

    assert monitor._patiently(ask) == "done"


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        ("connecting", CancelledError(), "its scheduler at tcp://127.0.0.1:9 has gone away"),
        ("running", ConnectionResetError(), "its scheduler at tcp://127.0.0.1:9 has gone away"),
        ("running", CancelledError(), "its workers have gone away, and what they had with them"),
        ("running", ValueError("a\nb"), "ValueError: a b; see the log of its scheduler"),
    ],
)
def test_why_a_cluster_has_given_up_is_one_sentence(status, error, words):
    monitor = cluster_module._ClusterMonitor(SimpleNamespace(status=status), "tcp://127.0.0.1:9")
    with pytest.raises(ExecutorError) as fault, monitor.named_faults():
        raise error
    assert str(fault.value) == f"the Dask cluster has given up: {words}"


# ADDRESSES THAT ARE WRONG


@pytest.fixture
def silent():
    """A place where somebody listens who is no scheduler."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"


WRONG = [
    "tcp://127.0.0.1:9",
    "127.0.0.1:9",
    "nowhere://x",
    "tcp://127.0.0.1:x",
    "tcp://[::1",
    "tcp://",
    "x",
    "tcp://a..b:1",
]


@pytest.mark.parametrize("address", WRONG)
def test_an_address_where_no_scheduler_answers_is_refused(asked, address):
    with pytest.raises(ClusterUnavailableError) as refused:
        ensemble(asked, dask=address)
    words = f"no Dask scheduler answers at {address}; give its address, such as tcp://127.0.0.1:8786"
    assert str(refused.value) == words


@pytest.mark.parametrize("address", ["nowhere://x", "tcp://127.0.0.1:9", None])
def test_the_command_says_so_at_once_in_one_line(silent, address):
    command = [sys.executable, "-m", "sim", "forecast", MOSCOW, "--dask", address or silent]
    began = monotonic()
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert monotonic() - began < 20  # seconds that a busy machine may need; the scheduler has three to answer
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"no Dask scheduler answers at {address or silent}")
    assert ended.stderr.count("\n") == 1


def test_a_network_that_does_not_answer_is_not_waited_for(asked, monkeypatch):
    monkeypatch.setattr(cluster_module, "_TIMEOUT_SECONDS", -0.95)
    monkeypatch.setattr(cluster_module, "_check_connection", lambda _: sleep(1))
    with pytest.raises(ClusterUnavailableError):
        ensemble(asked, dask="tcp://127.0.0.1:9")


def test_a_cluster_without_workers_is_named(asked, idle):
    with pytest.raises(
        ClusterUnavailableError, match=f"the Dask cluster at {idle} has no workers; start some, with `dask worker"
    ):
        ensemble(asked, dask=idle)


def test_a_worker_that_cannot_do_the_runs_is_named(asked, cluster, monkeypatch):
    address, _ = cluster
    monkeypatch.setattr(cluster_module, "run_chunk", int)
    with pytest.raises(ExecutorError, match="the Dask cluster has given up: TypeError: "):
        ensemble(asked, dask=address)


def test_a_policy_at_fault_is_no_fault_of_the_cluster(asked, cluster):
    address, _ = cluster
    file = PolicyFile("own.py", "def liar(state, party, day, legal, random):\n    return 'a lie'\n")
    liars = {"aland": PolicySpec("liar", file=file), "bohus": PolicySpec("hold")}
    with pytest.raises(PolicyError, match="the policy 'liar' of aland is at fault in run"):
        ensemble(type(asked)(asked.history, asked.since, asked.until, liars, runs=RUNS), dask=address)


def test_without_the_extra_the_way_out_is_said(asked, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingDependencyError, match="--dask needs distributed, which the extra 'cluster' brings"):
        ensemble(asked, dask="tcp://127.0.0.1:9")
