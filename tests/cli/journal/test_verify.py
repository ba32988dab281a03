import json
import sqlite3


def head_of(negsim, journal):
    return json.loads(negsim("journal", "log", journal, "--format", "json").stdout)["head"]


def test_a_journal_as_it_was_written_is_whole(negsim, journal):
    head = head_of(negsim, journal)
    result = negsim("journal", "verify", journal, "--head", head[:12])
    assert result.stdout == f"{journal}#main: 3 entries, whole; head {head}\n"
    assert negsim("journal", "verify", journal, "-q").stdout == ""


def test_an_entry_that_was_altered_is_named(journal, told):
    with sqlite3.connect(journal) as connection:
        connection.execute("UPDATE negsim_entries SET sealed = replace(sealed, 'bohus', 'aland') WHERE number = 3")
    connection.close()
    assert "#main: entry @3 has been altered" in told("verify", journal)


def test_that_the_last_entry_is_gone_shows_with_the_head(negsim, journal, told):
    head = head_of(negsim, journal)
    with sqlite3.connect(journal) as connection:
        connection.execute("DELETE FROM negsim_entries WHERE number = 3")
    connection.close()
    assert negsim("journal", "verify", journal).exit_code == 0
    assert f"no entry has the hash {head}: the last entries are gone" in told("verify", journal, "--head", head)


def test_an_empty_hash_is_no_head(journal, told):
    assert "--head names no hash; give the one that `negsim journal log` printed" in told(
        "verify", journal, "--head", ""
    )
