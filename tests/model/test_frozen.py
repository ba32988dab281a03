import copy
import pickle

import pytest

from sim.model.frozen import FrozenDict

ANSWERS = FrozenDict({"bohus": "opposed", "aland": "awaited"})


@pytest.mark.parametrize(
    "write",
    [
        lambda answers: answers.update(bohus="accepted"),
        lambda answers: answers.pop("bohus"),
        lambda answers: answers.__setitem__("bohus", "accepted"),
        lambda answers: answers.__delitem__("bohus"),
        lambda answers: answers.clear(),
    ],
)
def test_it_cannot_be_written_to(write):
    with pytest.raises(TypeError, match="cannot be written to"):
        write(ANSWERS)


def test_what_is_inserted_is_in_a_copy():
    assert ANSWERS.insert("bohus", "accepted") == {"bohus": "accepted", "aland": "awaited"}
    assert ANSWERS["bohus"] == "opposed"


def test_equal_ones_have_the_same_hash_whatever_their_order():
    other = FrozenDict({"aland": "awaited", "bohus": "opposed"})
    assert (other, hash(other), repr(other)) == (ANSWERS, hash(ANSWERS), repr(ANSWERS))


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda answers: pickle.loads(pickle.dumps(answers))])
def test_a_copy_is_equal_and_as_frozen(copied):
    assert copied(ANSWERS) == ANSWERS
    assert isinstance(copied(ANSWERS), FrozenDict)
