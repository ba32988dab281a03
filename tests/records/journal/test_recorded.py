from datetime import date
from importlib import util

import pytest
from journals import BAN, PACT, YES, begun, whole

from sim.model.errors import MissingDependencyError
from sim.records.journal import Add
from sim.records.journal.recorded import entries_between, journal_class, recorded_scenario


@pytest.fixture
def address(tmp_path):
    """A journal whose calls were recorded on 1, 2 and 3 June."""
    with begun(tmp_path, PACT) as journal:
        journal.append([Add(YES)])
        journal.append([Add(BAN)])
    return str(tmp_path / "talks.db")


@pytest.mark.parametrize(
    ("before", "after", "numbers"),
    [
        (date(2013, 6, 1), date(2013, 6, 2), [3]),
        (date(2013, 5, 1), 3, [1, 2, 3]),
        (2, date(2013, 7, 1), [3, 4]),
        (4, 2, []),
    ],
)
def test_what_was_learnt_between_two_moments(address, before, after, numbers):
    assert [entry.number for entry in entries_between(address, before, after)] == numbers


def test_the_record_as_it_was_known(address):
    assert len(recorded_scenario(address).history.moves) == 3
    assert whole(recorded_scenario(address, date(2013, 6, 2))) == whole(recorded_scenario(address, 3))


def test_without_its_library_a_journal_cannot_be_used(monkeypatch):
    monkeypatch.setattr(util, "find_spec", lambda name: None)
    with pytest.raises(MissingDependencyError, match="SQLAlchemy"):
        journal_class()
