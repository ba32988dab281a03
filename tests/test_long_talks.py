"""The long record of the tests has what real ones have."""

import pytest
from long_talks import long_scenario


@pytest.fixture(scope="module")
def record():
    return long_scenario().history


def test_it_has_as_many_moves_as_are_asked_for(record):
    assert (len(record.moves), len(long_scenario(60).history.moves)) == (300, 60)


def test_some_of_what_is_made_has_ended_and_some_stands(record):
    statuses = {subject.status for subject in record.as_of().state.proposals.values()}
    assert {"accepted", "settled", "withdrawn", "tabled"} <= statuses


def test_all_sorts_of_moves_and_of_days_are_in_it(record):
    assert len({type(move) for move in record.moves}) >= 18
    assert {move.by for move in record.moves} == {"lowland", "upland", "council", "assembly", "senate", "both"}
    assert any(not when.is_exact for when in record.dates)
