import os
import signal
from collections import Counter
from contextlib import suppress
from random import Random
from time import sleep

import psycopg
import pytest
from journal_writers import FORKED, append_for_ever, batch, begun, remark
from postgresql import installed, running

from sim.model.errors import JournalError
from sim.records.journal import Journal

LONGEST = 0.08  # seconds; it takes a writer about a quarter of that to open the journal


@pytest.fixture
def acknowledged(tmp_path):
    """The file with the ids of all batches that were acknowledged."""
    return tmp_path / "acknowledged"


def let_write(address, names, acknowledged):
    """Writers that have begun."""
    writers = [FORKED.Process(target=append_for_ever, args=(address, name, acknowledged)) for name in names]
    for writer in writers:
        writer.start()
    return writers


def kill(writers):
    for writer in writers:
        writer.kill()
    for writer in writers:
        writer.join(60)


def assert_nothing_is_lost(address, acknowledged):
    """All that was acknowledged is there, no batch in part, and the chain is whole: the number of batches."""
    with Journal.open(address) as journal:
        assert journal.verify().faults == ()
        ids = [entry.id.partition("/")[0] for entry in journal.read(since=1)]
        assert len(journal.history().moves) == len(ids)
    batches = Counter(ids)
    for name, number in (each.rsplit("-", 1) for each in batches):
        assert batches[f"{name}-{number}"] == len(batch(name, int(number)))
    told = acknowledged.read_text().split() if acknowledged.exists() else []
    assert {*told} <= batches.keys()
    return len(batches), len(told)


@pytest.mark.slow(reason="hundreds of writers are killed")
@pytest.mark.parametrize("seed", range(15))
def test_nothing_acknowledged_is_lost_when_writers_are_killed(tmp_path, acknowledged, seed):
    rng, address = Random(seed), str(tmp_path / "talks.db")
    begun(address).close()
    for turn in range(20):
        writers = let_write(address, [f"{turn}-{writer}" for writer in range(rng.choice((1, 1, 2)))], acknowledged)
        sleep(rng.uniform(0, LONGEST))
        kill(writers)
        batches, told = assert_nothing_is_lost(address, acknowledged)
    assert batches >= told > 0


@pytest.mark.slow(reason="writers are killed, and servers with them")
def test_nothing_acknowledged_is_lost_when_writers_to_a_server_are_killed(postgresql, acknowledged):
    rng, address = Random(1), postgresql.new_database()
    begun(address).close()
    for turn in range(30):
        writers = let_write(address, [f"{turn}-{writer}" for writer in range(rng.choice((1, 2)))], acknowledged)
        sleep(rng.uniform(0, 3 * LONGEST))
        kill(writers)
        batches, told = assert_nothing_is_lost(address, acknowledged)
    assert batches >= told > 0


def stop_at_once(server, address):
    server.stop("immediate")
    server.start()


def kill_a_backend(server, address):
    """Kill what serves a writer, for which the server ends all others too, and recovers."""
    with psycopg.connect(address) as connection:
        query = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        backends = [pid for (pid,) in connection.execute(query)]
        for backend in backends[:1]:
            os.kill(backend, signal.SIGKILL)
    wait_for(server)


def wait_for(server):
    for _ in range(200):
        sleep(0.05)
        with suppress(psycopg.OperationalError), psycopg.connect(server.address()):
            return


@pytest.mark.slow(reason="writers are killed, and servers with them")
@pytest.mark.parametrize("end", [stop_at_once, kill_a_backend])
def test_nothing_acknowledged_is_lost_when_the_server_is_killed(postgresql, acknowledged, end):
    rng = Random(2)
    with running(installed()) as server:
        address = server.new_database()
        begun(address).close()
        for turn in range(8):
            writers = let_write(address, [f"{turn}-{writer}" for writer in range(2)], acknowledged)
            sleep(rng.uniform(LONGEST, 4 * LONGEST))
            with suppress(psycopg.Error):  # the backend that asks is ended too
                end(server, address)
            wait_for(server)
            kill(writers)
            batches, told = assert_nothing_is_lost(address, acknowledged)
        assert batches >= told > 0


@pytest.mark.slow(reason="writers are killed, and servers with them")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # psycopg's cursor outlives its server
def test_a_journal_whose_server_was_stopped_says_so_and_goes_on_once_it_is_back(postgresql):
    with running(installed()) as server, begun(server.new_database()) as journal:
        for mode in ("immediate", "fast"):
            server.stop(mode)
            for _ in range(2):
                with pytest.raises(JournalError, match="is the server running, and is its address right") as caught:
                    journal.append([remark()])
                assert "\n" not in str(caught.value)
            server.start()
            version = journal.version
            assert journal.append([remark()], entry_id=mode)[0].number == version + 1
        assert journal.verify().faults == ()
