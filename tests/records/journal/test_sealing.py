import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from attrs import evolve
from journals import NOON, PACT

from sim.model.errors import JournalError
from sim.records.journal import Add, Entry, Retract
from sim.records.journal.sealing import FORMAT, as_text, as_time, genesis, hash_of, opened, seal, texts_of_json

ENTRY = Entry(2, "e2", NOON, "Anna", "because", Add({**PACT, "quote": "no"}), genesis("main"), "")


def test_an_entry_opens_to_itself_with_its_hash():
    stored = seal("main", ENTRY)
    assert opened(stored) == evolve(ENTRY, hash=stored.hash)
    assert stored.hash == hash_of(stored.sealed)


def test_what_is_sealed_names_the_record_the_format_and_the_entry_before():
    document = json.loads(seal("main", ENTRY).sealed)
    assert (document["record"], document["format"], document["previous"]) == ("main", FORMAT, genesis("main"))


def test_two_records_begin_differently():
    assert genesis("main") != genesis("other")


def test_the_seal_stays_when_a_text_is_removed():
    stored = seal("main", ENTRY)
    without = stored.without(("/reason",))
    assert (without.sealed, without.hash) == (stored.sealed, stored.hash)
    assert "because" not in without.texts_as_json
    assert texts_of_json(without.texts_as_json) == without.texts


@pytest.mark.parametrize(
    "sealed",
    ["", "{", "[]", "{}", '{"format": "x"}', '{"format": 0, "body": {}}', '{"format": 1, "body": {}}', "null"],
)
def test_an_entry_that_cannot_be_read_says_what_says_more(sealed):
    stored = evolve(seal("main", ENTRY), sealed=sealed, texts=())
    with pytest.raises(JournalError, match=r"entry @2 cannot be read \(\w+\); `negsim journal verify` says more"):
        opened(stored)


def test_an_entry_of_which_texts_are_gone_cannot_be_read():
    with pytest.raises(JournalError, match="entry @2 cannot be read"):
        opened(evolve(seal("main", ENTRY), texts=()))


def test_an_action_without_texts_has_those_of_who_and_why():
    assert seal("main", evolve(ENTRY, action=Retract(1))).paths == ("/by", "/reason")


def test_texts_of_times_are_in_the_order_of_the_times():
    times = [datetime(1, 1, 1, tzinfo=UTC), datetime(999, 1, 1, tzinfo=UTC), NOON, NOON + timedelta(microseconds=1)]
    assert sorted(map(as_text, times)) == [as_text(time) for time in times]
    assert [as_time(as_text(time)) for time in times] == times
    assert as_text(NOON.astimezone(timezone(timedelta(hours=5)))) == "2013-06-01T12:00:00.000000Z"
