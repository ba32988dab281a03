import pickle

import pytest
from pieces import Failing, Squares, Unfit

from sim.executors.work import Failure, Handout, Payload, checked_result, chunks, put_in_order, run_chunk
from sim.model.errors import ExecutorError, MessageError, PolicyError, UnreadableFileError


class OurPolicyError(PolicyError):
    """As the code of others may define one."""


@pytest.mark.parametrize(("count", "workers"), [(0, 1), (1, 1), (7, 2), (1000, 1), (10_000, 3)])
def test_the_chunks_are_all_pieces_in_order(count, workers):
    assert [number for chunk in chunks(count, workers) for number in chunk] == list(range(count))


def test_a_payload_is_unpickled_once():
    payload = Payload.of(Squares())
    assert pickle.loads(pickle.dumps(payload)).work() is payload.work()


def test_a_worker_gives_its_result():
    assert checked_result(run_chunk(Payload.of(Squares()), range(3, 5))) == [9, 16]


@pytest.mark.parametrize(
    ("error", "parts", "kind"),
    [
        (PolicyError, ("a lie",), PolicyError),
        (OurPolicyError, ("a lie",), PolicyError),
        (UnreadableFileError, ("a.yaml", "no such file"), MessageError),
    ],
)
def test_an_error_of_a_worker_reaches_the_caller_in_its_words(error, parts, kind):
    sent = pickle.loads(pickle.dumps(run_chunk(Payload.of(Failing(error, parts)), range(1))))
    assert sent == Failure(kind, ": ".join(parts))
    with pytest.raises(kind) as raised:
        checked_result(sent)
    assert (type(raised.value), str(raised.value)) == (kind, ": ".join(parts))


def test_work_that_cannot_be_sent_is_refused():
    advice = r"^the work cannot be sent to other processes: a lock holds it; use one job$"
    with pytest.raises(ExecutorError, match=advice):
        Payload.of(Unfit(ValueError("a lock\nholds it")))


def test_work_may_say_itself_why_it_cannot_be_sent():
    with pytest.raises(PolicyError, match="the policy stays here"):
        Payload.of(Unfit(PolicyError("the policy stays here")))


def test_no_chunk_is_handed_out_far_ahead_of_one_that_is_not_done():
    waiting = Handout(chunks(60, 1), reach=9)
    first = list(waiting.take(100, ()))
    assert [chunk.start for chunk in first] == [0, 3, 6]
    assert list(waiting.take(100, first)) == []
    assert [chunk.start for chunk in waiting.take(100, [first[1]])] == [9]
    assert len(list(Handout(chunks(60, 1)).take(100, ()))) == 20


def test_no_more_chunks_are_handed_out_than_are_wanted():
    waiting = Handout(chunks(60, 1))
    assert [chunk.start for chunk in waiting.take(2, ())] == [0, 3]
    assert [chunk.start for chunk in waiting.take(1, ())] == [6]
    assert list(waiting.take(0, ())) == []


def test_results_wait_for_those_before_them():
    results = [(2, (range(2, 4), "b")), (1, (range(4, 5), "c")), (2, (range(2), "a")), (1, (range(5, 6), "d"))]
    assert list(put_in_order(results)) == [(2, "a"), (2, "b"), (1, "c"), (1, "d")]
