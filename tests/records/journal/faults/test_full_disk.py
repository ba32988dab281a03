import os
import shutil
import subprocess
from contextlib import contextmanager
from random import Random

import psycopg
import pytest
from journal_writers import begun, remark
from postgresql import USER

from sim.model.errors import JournalError
from sim.records.journal import Journal

LONG = "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=100_000))


def fill(journal):
    """Append until there is no room: what was acknowledged, and what is said at last."""
    acknowledged = [*journal.read()]
    for _ in range(1_000):
        try:
            acknowledged += journal.append([remark(LONG), remark("and the rest")], by="Bo")
        except JournalError as error:
            return acknowledged, str(error)
    raise AssertionError("there was room for all")


def assert_goes_on(address, journal, acknowledged):
    """Nothing is lost, nothing half-written, and the same writer and a new one go on."""
    assert [*journal.read()] == acknowledged
    journal.append([remark(LONG)])
    with Journal.open(address) as again:
        again.append([remark("once more")])
        assert [*again.read()][: len(acknowledged)] == acknowledged
        assert again.version == len(acknowledged) + 2
        assert again.verify().faults == ()


def test_when_a_database_may_not_grow_one_sentence_says_so_and_nothing_is_lost(tmp_path):
    address = str(tmp_path / "talks.db")
    with begun(address) as journal:
        limit(journal, 200)
        acknowledged, said = fill(journal)
        assert said == (
            f"{address}#main: the journal cannot be used: database or disk is full"
            "; make room, and try again: nothing of this entry was written"
        )
        assert journal.append([remark("short")])[0].number == len(acknowledged) + 1
        acknowledged = [*journal.read()]
        limit(journal, 100_000)
        assert_goes_on(address, journal, acknowledged)


def limit(journal, pages):
    with journal._store.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")


@contextmanager
def small_disk(folder, megabytes):
    """A disk of this size, in memory."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root can mount a disk that is soon full, and not in every container")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_when_the_disk_is_full_one_sentence_says_so_and_nothing_is_lost(tmp_path):
    with small_disk(tmp_path / "disk", 2) as disk:
        filler, address = disk / "filler", str(disk / "talks.db")
        filler.write_bytes(bytes(500_000))
        with begun(address) as journal:
            acknowledged, said = fill(journal)
            assert said.endswith("is full; make room, and try again: nothing of this entry was written")
            assert [*journal.read()] == acknowledged
            filler.unlink()
            assert_goes_on(address, journal, acknowledged)


@pytest.mark.parametrize("room", [0, 4_096, 20_000, 40_000])
def test_a_journal_on_a_full_disk_is_read_or_says_that_the_disk_is_full(tmp_path, room):
    with small_disk(tmp_path / "disk", 2) as disk:
        filler, address = disk / "filler", str(disk / "talks.db")
        with begun(address, remark()) as journal:
            acknowledged = journal.read()
        fill_up(filler, room)
        try:
            with Journal.open(address) as journal:
                assert journal.read() == acknowledged
                journal.append([remark(LONG)])
        except JournalError as error:
            assert "make room" in str(error)  # noqa: PT017 - reading may succeed
        filler.unlink()
        with Journal.open(address) as journal:
            assert_goes_on(address, journal, [*acknowledged])


def fill_up(filler, room):
    """Take all the room of a disk but so many bytes."""
    free = os.statvfs(filler.parent)
    filler.write_bytes(bytes(free.f_bavail * free.f_frsize - room))


def test_redaction_on_a_full_disk_says_that_the_bytes_are_not_gone(tmp_path):
    with small_disk(tmp_path / "disk", 2) as disk:
        filler, address = disk / "filler", str(disk / "talks.db")
        with begun(address, remark(LONG), remark("Zebrafish")) as journal:
            fill_up(filler, 4_096)
            with pytest.raises(JournalError, match="full; make room"):
                journal.redact(3, ["/body/add/quote"])
            filler.unlink()
            journal.redact(3, ["/body/add/quote"])
            assert journal.verify().faults == ()
            assert not any(b"Zebrafish" in path.read_bytes() for path in disk.iterdir())


@pytest.mark.slow(reason="a disk is filled by a server")
def test_when_the_disk_of_a_server_is_full_one_sentence_says_so_and_nothing_is_lost(postgresql):
    with small_disk(postgresql.folder / "disk", 16) as disk:
        shutil.chown(disk, USER, USER)
        with psycopg.connect(postgresql.address(), autocommit=True) as administrator:
            administrator.execute(f"CREATE TABLESPACE small LOCATION '{disk}'")
            administrator.execute("CREATE DATABASE small TABLESPACE small")
        address = postgresql.address("small")
        filler = disk / "filler"
        filler.write_bytes(bytes(4_000_000))
        with begun(address) as journal:
            acknowledged, said = fill(journal)
            assert said.endswith("; make room, and try again: nothing of this entry was written")
            assert "\n" not in said
            filler.unlink()
            assert_goes_on(address, journal, acknowledged)
        with psycopg.connect(postgresql.address(), autocommit=True) as administrator:
            administrator.execute("DROP DATABASE small")
            administrator.execute("DROP TABLESPACE small")
