import pickle

import pytest
from pieces import Failing, Squares, Unfit

from sim.executors.work import Failure, Payload, checked_result, chunks, run_chunk
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
