"""The runs of forecasts as work: in one process, in several, and on a cluster."""

import json
import pickle
import socket
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest
from clusters import cluster_in, wait_for
from complaints import RECORD
from distributed import Client
from futures import between, forecast

from sim.executors.work import Payload, run_chunk
from sim.forecast import backtest
from sim.forecast.counted_runs import CountedRuns
from sim.forecast.ensembles import ensemble
from sim.forecast.registry import PolicyFile, PolicySpec
from sim.model.errors import ExecutorError, PolicyError
from sim.model.frozen import FrozenDict
from sim.scenario import load

RUNS = 60
SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"

on_a_cluster = pytest.mark.filterwarnings("ignore")  # those of a library on its way out are not ours


@pytest.fixture(scope="module")
def asked():
    return between("random", "markov", runs=RUNS, seed=3)


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


def with_policies(asked, aland, bohus="hold"):
    policies = {"aland": aland, "bohus": PolicySpec(bohus)}
    return type(asked)(asked.history, asked.since, asked.until, policies, runs=RUNS, seed=5)


@pytest.fixture(scope="module")
def own(asked):
    """A forecast with a policy from a file, which no other process knows."""
    return with_policies(asked, PolicySpec("noisy", FrozenDict(often=0.7), PolicyFile("nowhere/own.py", OWN)), "random")


@pytest.fixture(scope="module")
def lying(asked):
    file = PolicyFile("own.py", "def liar(state, party, day, legal, random):\n    return 'a lie'\n")
    return with_policies(asked, PolicySpec("liar", file=file))


@pytest.mark.parametrize("count", [2, 3])
def test_any_number_of_jobs_comes_to_the_same_figures(asked, in_this_process, count):
    assert ensemble(asked, jobs=count).counts == in_this_process


def test_a_worker_gives_what_it_has_counted_or_the_words_of_a_fault(asked, in_this_process):
    assert run_chunk(Payload.of(CountedRuns((asked.measurement,))), range(RUNS)).counts == [in_this_process]
    failure = run_chunk(Payload.of(CountedRuns((forecast(aland=lies).measurement,))), range(1))
    assert failure.kind is PolicyError
    assert failure.message.endswith("give a move or None")


def lies(state, party, day, legal, random):
    return "a lie"


@pytest.mark.parametrize("count", [0, -1, "2"])
def test_there_is_at_least_one_job(asked, count):
    with pytest.raises(ExecutorError, match="give a whole number from 1"):
        ensemble(asked, jobs=count)


def test_a_fault_in_a_process_is_the_fault_of_the_forecast(lying):
    with pytest.raises(PolicyError, match=r"the policy 'liar' of aland is at fault in run [0-9]+"):
        ensemble(lying, jobs=2)


def test_a_policy_from_a_file_travels_with_its_file(own):
    assert ensemble(own, jobs=2).counts == ensemble(own).counts


def test_the_runs_are_the_same_after_they_have_travelled(asked):
    travelled = pickle.loads(pickle.dumps(CountedRuns((asked.measurement,))))
    assert travelled.done(range(4, 9)) == CountedRuns((asked.measurement,)).done(range(4, 9))


def test_the_files_of_policies_are_loaded_before_the_runs_are_unpickled(own, monkeypatch):
    sent = pickle.dumps(CountedRuns((own.measurement,), own.files))
    assert pickle.loads(sent).files == own.files
    monkeypatch.setattr(PolicyFile, "module", refuse)
    with pytest.raises(PolicyError, match=r"^nowhere/own\.py$"):
        pickle.loads(sent)


def refuse(file):
    raise PolicyError(file.path)


def test_a_policy_that_cannot_travel_is_refused(asked):
    unfit = with_policies(asked, lambda *_: None)
    words = r"^a policy cannot be sent to other processes: .*; define it in a module, or use one job$"
    with pytest.raises(PolicyError, match=words):
        ensemble(unfit, jobs=2)


# ON A CLUSTER


@pytest.fixture
def cluster(tmp_path):
    with cluster_in(tmp_path) as cluster:
        yield cluster


@on_a_cluster
def test_a_dask_cluster_comes_to_the_same_figures(asked, in_this_process, own, cluster):
    address, _ = cluster
    assert ensemble(asked, dask=address).counts == in_this_process
    assert ensemble(own, dask=address).counts == ensemble(own).counts


@on_a_cluster
def test_a_backtest_on_a_cluster_comes_to_the_same_figures(cluster):
    address, _ = cluster
    few = {"horizon": 60, "cuts": 2, "runs": 4}
    records = [load(SCENARIOS / "fishing.yaml")]
    assert backtest(records, dask=address, **few) == backtest(records, **few)


@on_a_cluster
def test_a_policy_at_fault_is_no_fault_of_the_cluster(lying, cluster):
    address, _ = cluster
    with pytest.raises(PolicyError, match="the policy 'liar' of aland is at fault in run"):
        ensemble(lying, dask=address)


@on_a_cluster
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


@pytest.fixture
def silent():
    """A place where somebody listens who is no scheduler."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize("address", ["nowhere://x", "tcp://127.0.0.1:9", None])
def test_the_command_says_at_once_in_one_line_that_no_scheduler_answers(silent, address):
    command = [sys.executable, "-m", "sim", "forecast", SCENARIOS / "moscow-2007.yaml", "--dask", address or silent]
    began = monotonic()
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert monotonic() - began < 20  # seconds that a busy machine may need; the scheduler has three to answer
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"no Dask scheduler answers at {address or silent}")
    assert ended.stderr.count("\n") == 1
