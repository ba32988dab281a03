import pytest
from pieces import ALL, COUNT, Squares, Unfit, results

from sim.executors.executor import Executor
from sim.model.errors import ExecutorError


def test_one_job_does_the_work_in_this_process_a_few_pieces_at_a_time_and_in_order():
    work = Unfit(ValueError("it is not to be pickled"))
    assert [number for number, _ in Executor().done(work, 1000)] == [20] * 50
    assert [square for _, squares in Executor().done(work, COUNT) for square in squares] == ALL


@pytest.mark.parametrize(("executor", "name"), [((3, ""), "in_processes"), ((1, "tcp://x"), "on_dask")])
def test_others_may_do_the_work(executor, name, monkeypatch):
    def elsewhere(payload, count, *where):
        assert where == ((3,) if name == "in_processes" else ("tcp://x",))
        yield count, payload.work().done(range(count))

    monkeypatch.setattr(f"sim.executors.executor.{name}", elsewhere)
    assert results(Executor(*executor)) == ALL


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_results_may_be_wanted_in_order(jobs):
    found = [square for _, squares in Executor(jobs).in_order(Squares(), COUNT) for square in squares]
    assert found == ALL


@pytest.mark.parametrize(("executor", "name"), [((3, ""), "in_processes"), ((1, "tcp://x"), "on_dask")])
def test_others_may_do_the_work_and_are_put_in_order(executor, name, monkeypatch):
    def elsewhere(payload, count, *_, reach):
        assert reach > 0
        for chunk in (range(20, count), range(20)):
            yield len(chunk), payload.work().done(chunk)

    monkeypatch.setattr(f"sim.executors.executor.{name}", elsewhere)
    found = [square for _, squares in Executor(*executor).in_order(Squares(), COUNT) for square in squares]
    assert found == ALL


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_work_is_done_at_once(jobs):
    assert results(Executor(jobs), count=0) == []


@pytest.mark.parametrize("jobs", [0, -1, "2", True])
def test_there_is_at_least_one_job(jobs):
    with pytest.raises(ExecutorError, match=rf"^jobs cannot be {jobs!r}; give a whole number from 1$"):
        Executor(jobs)
