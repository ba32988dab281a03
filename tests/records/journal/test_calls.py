import pytest
from journals import PACT, YES, begun

from sim.model.errors import JournalError
from sim.records.journal import Add, Retract
from sim.records.journal.calls import _follows, last_of_call


@pytest.mark.parametrize(
    ("before", "after", "follows"),
    [
        ("a", "a/2", True),
        ("a/2", "a/3", True),
        ("a/9", "a/10", True),
        ("a/2", "a/2/2", True),  # a call whose id looks like that of a second entry
        ("a", "b", False),
        ("a", "a/3", False),
        ("a/2", "b/3", False),
        ("a/x", "a/3", False),
    ],
)
def test_the_next_entry_of_a_call_has_the_next_id(before, after, follows):
    assert _follows(before, after) == follows


def test_what_was_known_amid_a_call_is_told_to_be_no_record(tmp_path):
    with begun(tmp_path, PACT, YES) as journal:
        journal.append([Retract(2)], let_fall=True)
        journal.append([Add(PACT)])
        with pytest.raises(JournalError, match=r"#main@4: entries up to @5 were recorded in one call.*ask for @5"):
            journal.history(4)
        assert [len(journal.history(number).moves) for number in (1, 2, 3, 5, 6)] == [0, 1, 2, 0, 1]
        assert [last_of_call(journal.read(since=number)) for number in range(6)] == [3, 3, 3, 5, 5, 6]
