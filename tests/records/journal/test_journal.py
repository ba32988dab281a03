"""A journal as its users meet it: what was known when, who follows it, and what cannot be opened."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import islice
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from journals import BAN, NOON, PACT, YES, Clock, actions, begun, verbs, whole

from sim.model.errors import InvalidScenarioError, JournalError, UnknownNameError
from sim.records.journal import Add, Amend, Journal, Retract, actions_of, folded, known_on
from sim.records.journal.store import Store
from sim.scenario.scenario import Scenario
from sim.testing.strategies import histories

LATER = {"act": "visit", "by": "aland", "date": "2013-01-05", "tone": "neutral", "action": "visits"}
STEPS = [
    [Add(YES)],
    [Add(BAN)],
    [Add(LATER, after=0)],
    [Amend(4, {**BAN, "date": "2013-04-09"})],
    [Retract(3)],
]


@pytest.fixture
def journal(tmp_path):
    """A journal of which each call was recorded on another day from 1 June on."""
    with begun(tmp_path, PACT) as journal:
        yield journal


def test_what_was_known_after_an_entry_is_known_for_ever(journal):
    then = {journal.version: whole(journal.scenario())}
    for step in STEPS:
        journal.append(step)
        then[journal.version] = whole(journal.scenario())
    assert {number: whole(journal.scenario(known_on=number)) for number in then} == then


def test_what_was_known_on_a_day_is_known_for_ever(journal):
    then, day = {}, date(2013, 6, 1)
    for step in STEPS:
        then[day] = whole(journal.scenario())
        journal.append(step)
        day += timedelta(days=1)
    assert {day: whole(journal.scenario(known_on=day)) for day in then} == then
    assert whole(journal.scenario(known_on=NOON)) == then[date(2013, 6, 1)]
    assert whole(journal.scenario(known_on("2013-06-03T11:59:59Z"))) == then[date(2013, 6, 2)]


def test_the_entries_that_are_given_are_those_that_are_read(tmp_path):
    clock = Clock(time=datetime(2013, 6, 1, 1, tzinfo=timezone(timedelta(hours=2))))
    with Journal.begin(str(tmp_path / "talks.db"), clock=clock) as journal:
        given = journal.append(actions({**PACT, "quote": "So be it.", "source": ("gazette",)}), by="Anna", reason="–")
        given += journal.append([Add({**YES, "date": date(2013, 3, 1)})], entry_id="yes")
        assert given == journal.read()
        assert {entry.recorded.tzinfo for entry in given} == {UTC}
        redaction = journal.redact(2, ["/body/add/quote"], by="Bo")
        assert redaction == journal.read(since=3)


def test_what_was_known_is_found_also_where_somebody_has_deleted_entries(journal):
    for step in STEPS:
        journal.append(step)
    with closing(sqlite3.connect(journal.address.journal)) as database, database:
        database.execute("DELETE FROM negsim_entries WHERE number IN (1, 3, 4)")
    ends = [journal.version_on(date(2013, 5, 31) + timedelta(days=days)) for days in range(8)]
    assert ends == [0, 2, 2, 2, 5, 6, 7, 7]


@settings(max_examples=settings.default.max_examples // 3)
@given(histories(min_moves=2, max_moves=6))
def test_any_first_entries_give_what_was_known_then(tmp_path_factory, history):
    with Journal.begin(str(tmp_path_factory.mktemp("talks") / "talks.db")) as journal:
        sections, *adds = actions_of(Scenario("", "S", None, history))
        journal.append([sections])
        then = [whole(journal.scenario())]
        for add in adds:
            journal.append([add])
            then.append(whole(journal.scenario()))
        assert [whole(journal.scenario(number)) for number in range(1, len(then) + 1)] == then


def test_entries_never_change_and_each_has_the_hash_of_the_one_before(journal):
    before = journal.read()
    for step in STEPS:
        journal.append(step)
        after = journal.read()
        assert after[: len(before)] == before
        before = after
    assert [entry.previous for entry in before[1:]] == [entry.hash for entry in before[:-1]]
    assert [entry.number for entry in before] == [*range(1, len(before) + 1)]


def test_before_the_first_entry_nothing_was_known(journal):
    assert journal.read(known_on=date(2013, 5, 31)) == ()
    with pytest.raises(JournalError, match=r"talks\.db#main: nothing was recorded by then"):
        journal.scenario(known_on=date(2013, 5, 31))


def test_in_a_new_record_nothing_is_known_yet(tmp_path):
    refused = pytest.raises(JournalError, match="nothing was recorded yet; `negsim journal declare` names its parties")
    with Journal.begin(str(tmp_path / "talks.db")) as journal, refused:
        journal.history()


def test_an_entry_that_is_not_there_is_not_known(journal):
    with pytest.raises(UnknownNameError, match="there is no entry @9; the journal has 2"):
        journal.scenario(known_on=9)


def test_the_entries_are_read_from_a_number_on_and_as_of_a_moment(journal):
    journal.append([Add(YES)])
    assert [entry.number for entry in journal.read(since=1)] == [2, 3]
    assert [entry.number for entry in journal.read(since=1, known_on=2)] == [2]
    assert journal.read(since=2, known_on=1) == ()


def test_a_retraction_that_is_taken_back_leaves_the_record_as_it_was(journal):
    journal.append([Add(YES), Add(BAN)])
    before = whole(journal.scenario())
    journal.append([Retract(4)])
    assert whole(journal.scenario()) != before
    journal.append([Add(BAN)])
    assert whole(journal.scenario()) == before


def test_what_fell_can_be_added_again_in_its_place(journal):
    journal.append([Add(YES), Add(BAN)])
    before = whole(journal.scenario())
    journal.append([Retract(2)], let_fall=True)
    assert verbs(journal) == ["threaten"]
    journal.append([Add(YES, after=0), Add(PACT, after=0)])
    assert whole(journal.scenario()) == before


def test_the_record_is_that_of_its_entries(journal):
    journal.append([Add(YES)])
    assert [move.item for move in folded(journal.read()).moves] == [PACT, YES]


# WHO FOLLOWS IT


def test_who_follows_it_gets_every_entry_once_wherever_it_begins_again(journal):
    for step in STEPS:
        journal.append(step)
    entries = journal.read()
    for since in range(len(entries) + 1):
        first = list(islice(journal.subscribe(), since))
        rest = list(islice(journal.subscribe(first[-1].number if first else 0), len(entries) - since))
        assert (*first, *rest) == entries


def test_who_follows_it_gets_what_others_record_meanwhile(tmp_path, journal):
    steps = iter(STEPS)

    def others_record(pause):
        assert pause == 3
        with Journal.open(str(tmp_path / "talks.db")) as other:
            other.append(next(steps))

    seen = tuple(islice(journal.subscribe(since=2, pause=3, wait=others_record), len(STEPS)))
    assert seen == journal.read(since=2)


def test_who_follows_it_may_record_what_it_likes_meanwhile(journal):
    for entry in journal.subscribe(since=1, pause=0):
        if entry.number == 4:
            break
        journal.append([Add({**BAN, "threaten": f"ban-{entry.number}"})])
    assert journal.version == 4


def test_who_catches_up_waits_for_nothing(journal, monkeypatch):
    monkeypatch.setattr("sim.records.journal.journal._AT_ONCE", 1)
    journal.append([Add(YES), Add(BAN)])
    waits = []
    assert len(list(islice(journal.subscribe(wait=waits.append), 4))) == 4
    assert waits == []


# OPENING


def test_a_journal_has_several_records(tmp_path):
    path = str(tmp_path / "talks.db")
    for name in ("pact", "border"):
        with Journal.begin(f"{path}#{name}", clock=Clock()) as journal:
            journal.append(actions({**PACT, "propose": f"{name}-1"}))
    with Journal.open(f"{path}#pact") as journal:
        assert (journal.record, journal.version) == ("pact", 2)
        assert journal.history().moves[0].subject == "pact-1"


def test_which_of_several_must_be_said(tmp_path):
    path = str(tmp_path / "talks.db")
    Journal.begin(f"{path}#pact").close()
    Journal.begin(f"{path}#border").close()
    with pytest.raises(JournalError, match=r"talks\.db: it has 2 records, border and pact; name one, as in .*#border"):
        Journal.open(path)
    with pytest.raises(JournalError, match="there is no record 'other'; there is border and pact"):
        Journal.open(f"{path}#other")


def test_a_record_is_begun_once(tmp_path):
    begun(tmp_path, PACT).close()
    with pytest.raises(JournalError, match=r"talks\.db#main: there is such a record already; give the new one another"):
        Journal.begin(str(tmp_path / "talks.db"))


def test_a_journal_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(JournalError, match="there is no such journal; `negsim journal init` makes one"):
        Journal.open(str(tmp_path / "talks.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_journal_is_made_in_a_folder_that_is_there_and_is_none_itself(tmp_path):
    with pytest.raises(JournalError, match="there is no folder"):
        Journal.begin(str(tmp_path / "none" / "talks.db"))
    with pytest.raises(JournalError, match=r"this is a folder; name a file in it, such as .*talks\.db"):
        Journal.begin(str(tmp_path))


def test_a_record_is_opened_or_begun_whoever_begins_it_meanwhile(tmp_path):
    address = str(tmp_path / "talks.db")
    with Journal.open_or_begin(address) as one, Journal.open_or_begin(f"{address}#other"):
        one.append(actions(PACT))
        with Journal.open_or_begin(address) as two:
            assert (two.record, two.read()) == ("main", one.read())


def test_nobody_follows_a_journal_after_an_entry_that_it_has_not(journal):
    with pytest.raises(UnknownNameError, match="there is no entry @3; the journal has 2"):
        next(journal.subscribe(since=3))


def test_a_record_that_is_there_is_not_begun_again(journal):
    with pytest.raises(JournalError, match="there is such a record already; give the new one another name"):
        Journal.begin(journal.address.journal)


def test_a_record_that_had_no_parties_yet_is_none(tmp_path):
    with Journal.begin(str(tmp_path / "talks.db")) as journal:
        journal.append([Add(PACT), *actions()])
        journal.append([Add(YES)])
        with pytest.raises(JournalError, match="entries up to @2 were recorded in one call"):
            journal.history(1)


def test_a_journal_that_cannot_be_begun_is_closed(tmp_path, monkeypatch):
    def refused(store, name):
        raise JournalError(name)

    monkeypatch.setattr(Store, "add_record", refused)
    with patch.object(Store, "close", autospec=True, side_effect=Store.close) as close:
        with pytest.raises(JournalError, match="main"):
            Journal.begin(str(tmp_path / "talks.db"))
        close.assert_called_once()


def test_a_record_that_is_none_after_its_last_entry_says_why(journal, monkeypatch):
    def refused(entries, address):
        raise InvalidScenarioError(())

    monkeypatch.setattr("sim.records.journal.journal.scenario_from", refused)
    with pytest.raises(InvalidScenarioError):
        journal.scenario()
