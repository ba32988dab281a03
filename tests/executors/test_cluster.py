"""Work on a Dask cluster: a scheduler and workers of their own, on loopback."""

import signal
import sys
from concurrent.futures import CancelledError
from time import sleep
from types import SimpleNamespace

import pytest
from clusters import cluster_in, idle_scheduler_in
from pieces import ALL, COUNT, Failing, Squares, results

from sim.executors import cluster as cluster_module
from sim.executors.executor import Executor
from sim.model.errors import ClusterUnavailableError, ExecutorError, MissingDependencyError, PolicyError

MANY = 99_999

pytestmark = pytest.mark.filterwarnings("ignore")  # those of a library on its way out are not ours


@pytest.fixture
def cluster(tmp_path):
    with cluster_in(tmp_path) as cluster:
        yield cluster


@pytest.fixture
def idle(tmp_path):
    with idle_scheduler_in(tmp_path) as address:
        yield address


def test_a_dask_cluster_comes_to_the_same_results(cluster):
    address, _ = cluster
    assert results(Executor(dask=address)) == ALL


@pytest.mark.slow(reason="a cluster is started, and waited for when it goes away")
def test_a_killed_dask_worker_costs_nothing_but_time(cluster):
    address, (_, worker, _) = cluster
    squares = []
    for _, result in Executor(dask=address).done(Squares(), COUNT):
        worker.kill()
        squares += result
    assert worker.wait() == -signal.SIGKILL
    assert sorted(squares) == ALL


def kept(address, kill):
    """How many pieces are kept where a cluster is killed after the first of them, and the words of the fault."""
    done = []
    with pytest.raises(ExecutorError) as fault:
        done.extend((number, kill()) for number, _ in Executor(dask=address).done(Squares(), MANY))
    assert type(fault.value) is ExecutorError
    return sum(number for number, _ in done), str(fault.value)


def test_a_cluster_that_goes_away_is_named_and_costs_only_what_was_not_finished(cluster):
    address, (scheduler, *_) = cluster
    count, words = kept(address, scheduler.kill)
    assert 0 < count < MANY
    assert words == f"the Dask cluster has given up: its scheduler at {address} has gone away"


def test_a_cluster_whose_workers_all_go_away_has_given_up(cluster, monkeypatch):
    address, (_, *workers) = cluster
    monkeypatch.setattr(cluster_module, "_GRACE_SECONDS", 1)

    def kill():
        for worker in workers:
            worker.kill()

    count, words = kept(address, kill)
    assert 0 < count < MANY
    assert words.startswith("the Dask cluster has given up: ")
    assert "workers" in words


def test_a_cluster_that_falls_silent_has_given_up(cluster, monkeypatch):
    address, (scheduler, *_) = cluster
    for name in ("_GRACE_SECONDS", "_TIMEOUT_SECONDS", "_CHECK_SECONDS"):
        monkeypatch.setattr(cluster_module, name, 1)
    count, words = kept(address, lambda: scheduler.send_signal(signal.SIGSTOP))
    assert 0 < count < MANY
    assert words == "the Dask cluster has given up: nothing has been heard of its workers for 1 seconds"


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
def test_an_address_where_no_scheduler_answers_is_refused(address):
    with pytest.raises(ClusterUnavailableError) as refused:
        results(Executor(dask=address))
    words = f"no Dask scheduler answers at {address}; give its address, such as tcp://127.0.0.1:8786"
    assert str(refused.value) == words


def test_a_network_that_does_not_answer_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(cluster_module, "_TIMEOUT_SECONDS", -0.95)
    monkeypatch.setattr(cluster_module, "_check_connection", lambda _: sleep(1))
    with pytest.raises(ClusterUnavailableError):
        results(Executor(dask="tcp://127.0.0.1:9"))


def test_a_cluster_without_workers_is_named(idle):
    with pytest.raises(
        ClusterUnavailableError, match=f"the Dask cluster at {idle} has no workers; start some, with `dask worker"
    ):
        results(Executor(dask=idle))


def test_a_worker_that_cannot_do_the_work_is_named(cluster, monkeypatch):
    address, _ = cluster
    monkeypatch.setattr(cluster_module, "run_chunk", int)
    with pytest.raises(ExecutorError, match="the Dask cluster has given up: TypeError: "):
        results(Executor(dask=address))


def test_an_error_of_the_work_is_no_fault_of_the_cluster(cluster):
    address, _ = cluster
    with pytest.raises(PolicyError, match="a lie"):
        results(Executor(dask=address), Failing(PolicyError, ("a lie",)))


def test_without_the_extra_the_way_out_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingDependencyError, match="--dask needs distributed, which the extra 'cluster' brings"):
        results(Executor(dask="tcp://127.0.0.1:9"))
