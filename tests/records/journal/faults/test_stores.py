from datetime import UTC, date, datetime
from itertools import islice

import pytest
from journal_writers import FORKED, SETTING, append_batches, batch, begun, remark, together

from sim.model.errors import ConcurrentEntriesError, InvalidScenarioError, JournalError
from sim.records.journal import Add, Amend, Journal, Retract, archive_in


@pytest.fixture
def journal(address):
    with begun(address) as journal:
        yield journal


def numbers(entries):
    return [entry.number for entry in entries]


def ids(entries):
    return [entry.id for entry in entries]


def test_what_is_appended_is_read_in_order_and_after_opening_anew(address, journal):
    written = journal.append([remark("one"), remark("two")], by="Bo", reason="a letter")
    with Journal.open(address) as again:
        read = again.read(since=1)
        assert read == written
        assert (read[0].recorded_by, read[0].reason, read[1].action) == ("Bo", "a letter", remark("two"))
        assert [move.verb for move in again.history().moves] == ["remark", "remark"]


def test_what_is_refused_leaves_nothing_of_its_batch(journal):
    with pytest.raises(InvalidScenarioError):
        journal.append([remark(), Add({"accept": "nothing", "by": "bohus", "date": "2013-03-01"})])
    assert journal.version == 1


def test_a_journal_tells_what_was_known_when(address):
    days = iter(datetime(2013, 1, day, tzinfo=UTC) for day in range(1, 9))
    with begun(address, clock=lambda: next(days)) as journal:
        journal.append([remark("one")])
        journal.append([Amend(2, remark("two").item)])
        journal.append([Retract(2)])
        known = {day: len(journal.history(known_on=date(2013, 1, day)).moves) for day in (1, 2, 3, 4)}
        assert known == {1: 0, 2: 1, 3: 1, 4: 0}
        assert numbers(journal.read(known_on=datetime(2013, 1, 2, tzinfo=UTC))) == [1, 2]
        assert numbers(journal.read(known_on=3)) == [1, 2, 3]


def test_who_expects_another_version_is_told_what_others_have_written(address, journal):
    with Journal.open(address) as other:
        other.append([remark()], by="Bo")
    with pytest.raises(ConcurrentEntriesError, match=r"since entry @1 others have recorded .*Bo"):
        journal.append([remark()], by="Anna", expected_version=1)
    assert journal.version == 2
    assert numbers(journal.append([remark()], by="Anna", expected_version=2)) == [3]


def test_who_tries_again_with_the_same_id_writes_nothing_twice(address, journal):
    written = journal.append(batch("anna", 2), entry_id="x")
    with Journal.open(address) as again:
        assert again.append(batch("anna", 2), entry_id="x") == written
        assert again.version == 4
        with pytest.raises(JournalError, match="the id 'x' is that of another entry, @2"):
            again.append([remark("another")], entry_id="x")


def test_a_journal_has_several_records_which_do_not_know_each_other(address):
    with begun(f"{address}#herring") as herring, begun(f"{address}#cod") as cod:
        herring.append([remark()], entry_id="x")
        assert (herring.version, cod.version) == (2, 1)
        assert numbers(cod.append([remark(), remark()], entry_id="x")) == [2, 3]
        assert herring.verify().faults == cod.verify().faults == ()
    with pytest.raises(JournalError, match="it has 2 records, cod and herring"):
        Journal.open(address)
    with pytest.raises(JournalError, match="there is such a record already"):
        Journal.begin(f"{address}#cod")


def test_who_reads_during_a_write_reads_as_of_one_moment(address, journal):
    journal.append([remark() for _ in range(1_200)])
    reading = journal._entries(0, None)
    assert next(reading).number == 1
    with Journal.open(address) as other:
        other.append([remark("meanwhile")])
    assert numbers(reading) == [*range(2, 1_202)]
    assert journal.version == 1_202


def test_who_subscribes_misses_nothing_and_hears_nothing_twice(address, journal):
    def others_write(pause):
        with Journal.open(address) as other:
            other.append(batch("bo", other.version))

    heard = [*islice(journal.subscribe(wait=others_write), 4)]
    with Journal.open(address) as again:
        heard += islice(again.subscribe(since=heard[-1].number, wait=others_write), 6)
    assert heard == [*journal.read()][:10]


@pytest.mark.parametrize(
    "writers", [2, pytest.param(8, marks=pytest.mark.slow(reason="eight programs write at the same time"))]
)
def test_writers_at_the_same_time_lose_nothing(address, journal, writers):
    names = [f"writer-{number}" for number in range(writers)]
    assert together(address, names, 6) == [0] * writers
    written = ids(journal.read(since=1))
    expected = [
        f"{name}-{number}{f'/{part + 1}' if part else ''}"
        for name in names
        for number in range(6)
        for part in range(len(batch(name, number)))
    ]
    assert sorted(written) == sorted(expected)
    assert journal.verify().faults == ()
    for first in (each for each in expected if "/" not in each):
        at, whole = written.index(first), [each for each in expected if each.partition("/")[0] == first]
        assert written[at : at + len(whole)] == whole


def test_writers_at_the_same_time_with_the_same_ids_write_once(address, journal):
    assert together(address, ["bo"] * 3, 4) == [0] * 3
    assert len(ids(journal.read(since=1))) == len({*ids(journal.read(since=1))}) == sum(1 + n % 3 for n in range(4))


def test_whoever_reads_while_others_write_reads_whole_batches(address, journal):
    writer = FORKED.Process(target=append_batches, args=(address, "bo", 30))
    writer.start()
    versions = set()
    while writer.is_alive():
        entries = journal.read(since=1)
        versions.add(len(entries))
        assert journal.verify().faults == ()
    assert writer.exitcode == 0
    assert versions <= {sum(1 + n % 3 for n in range(count)) for count in range(31)}


def test_an_export_of_one_store_is_taken_in_by_the_other(journal, tmp_path, postgresql):
    journal.append(batch("anna", 2))
    archive = archive_in([*journal.export(private=True)], "talks.jsonl")
    for address in (str(tmp_path / "copy.db"), postgresql.new_database()):
        with Journal.begin(address) as copy:
            assert copy.take_in(archive) == 4
            assert copy.verify(head=journal.verify().head).faults == ()
            assert copy.read() == journal.read()


def test_a_setting_that_was_declared_is_read_alike_by_both(journal):
    (entry,) = journal.read()
    assert entry.action == SETTING
