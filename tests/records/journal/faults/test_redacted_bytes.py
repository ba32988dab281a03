import sqlite3
from contextlib import closing
from random import Random

import psycopg
import pytest
from journal_writers import begun, remark

from sim.model.errors import JournalError
from sim.records.journal import Journal, engine, purge

WORD = "Zebrafish"
TEXTS = {
    "a short text": f"The minister said {WORD}.",
    "a text of several pages": WORD + "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=50_000)) + WORD,
}
QUOTE = ["/body/add/quote"]


def holders(folder):
    """The files anywhere under a folder that hold the word."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if WORD.encode() in path.read_bytes()]


def with_text(address, text):
    """A journal whose third entry has this text, among others."""
    journal = begun(address, remark("before"), remark(text))
    journal.append([remark(f"after {number}") for number in range(20)])
    return journal


def assert_redacted(journal):
    assert WORD not in str(journal.read())
    assert journal.read(2, 3)[0].action.item["quote"] == "[redacted]"
    assert journal.verify().faults == ()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_file_holds_a_redacted_text(tmp_path, text):
    with with_text(str(tmp_path / "talks.db"), text) as journal:
        assert holders(tmp_path) != []
        journal.redact(3, QUOTE)
        assert holders(tmp_path) == []
        assert_redacted(journal)
    assert holders(tmp_path) == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_file_holds_a_text_that_is_redacted_while_others_have_read_it(tmp_path, text):
    address = str(tmp_path / "talks.db")
    with with_text(address, text) as journal, Journal.open(address) as reader:
        assert WORD in str(reader.read())
        journal.redact(3, QUOTE)
        assert holders(tmp_path) == []
        assert_redacted(reader)


def test_who_redacts_with_a_name_that_no_text_can_hold_is_told(tmp_path):
    with with_text(str(tmp_path / "talks.db"), TEXTS["a short text"]) as journal:
        with pytest.raises(JournalError, match=r"the name '\\udcff' has the sign U\+DCFF"):
            journal.redact(3, QUOTE, by="\udcff")
        assert WORD in str(journal.read())


def test_who_is_in_the_middle_of_reading_is_waited_for_and_then_named(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "_WAIT", 0.1)
    path = tmp_path / "talks.db"
    with with_text(str(path), TEXTS["a short text"]) as journal:
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM negsim_entries")
            with pytest.raises(JournalError, match=r"talks\.db#main: the text is out of the record, but .*end that"):
                journal.redact(3, QUOTE)
        version = journal.version
        assert journal.redact(3, QUOTE) == ()
        assert (holders(tmp_path), journal.version) == ([], version)
        assert_redacted(journal)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_file_of_a_server_holds_a_redacted_text(postgresql, text):
    address = postgresql.new_database()
    with with_text(address, text) as journal, Journal.open(address) as reader:
        assert WORD in str(reader.read())
        with psycopg.connect(address, autocommit=True) as administrator:
            administrator.execute("CHECKPOINT")
        assert len(holders(postgresql.folder)) >= 2  # the table and the log
        journal.redact(3, QUOTE)
        assert holders(postgresql.folder) == []
        assert_redacted(reader)


def test_a_transaction_that_began_before_a_redaction_is_waited_for_and_then_named(postgresql, monkeypatch):
    monkeypatch.setattr(purge, "_TRIES", 2)
    address = postgresql.new_database()
    with with_text(address, TEXTS["a short text"]) as journal:
        with psycopg.connect(address) as other:
            other.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            other.execute("SELECT 1")
            with pytest.raises(JournalError, match="keeps its bytes for a transaction that began before; end that"):
                journal.redact(3, QUOTE)
        assert journal.redact(3, QUOTE) == ()
        assert holders(postgresql.folder) == []


def test_an_account_that_may_not_empty_the_log_of_the_server_is_told_what_it_needs(postgresql):
    address = postgresql.new_database()
    with psycopg.connect(address, autocommit=True) as administrator:
        administrator.execute('CREATE ROLE "a group" LOGIN')
        administrator.execute('GRANT CREATE ON SCHEMA public TO "a group"')
        with with_text(address.replace("negsim@", "a%20group@"), TEXTS["a short text"]) as journal:
            with pytest.raises(JournalError, match="in the log files of the server: permission denied") as caught:
                journal.redact(3, QUOTE)
            administrator.execute(str(caught.value).split("`")[1])
            assert journal.redact(3, QUOTE) == ()
            assert holders(postgresql.folder) == []
            assert_redacted(journal)


def test_an_account_that_does_not_own_the_tables_is_told_that_their_owner_must_redact(postgresql):
    address = postgresql.new_database()
    with psycopg.connect(address, autocommit=True) as administrator, with_text(address, "Zebrafish") as journal:
        administrator.execute("CREATE ROLE guest LOGIN")
        administrator.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO guest")
        with (
            Journal.open(address.replace("negsim@", "guest@")) as guest,
            pytest.raises(JournalError, match="only its owner may have written anew; redact the text again as"),
        ):
            guest.redact(3, QUOTE)
        assert journal.redact(3, QUOTE) == ()
        assert holders(postgresql.folder) == []
