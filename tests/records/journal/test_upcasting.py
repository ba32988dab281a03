"""Entries of earlier formats are read; those of later ones are refused in a sentence."""

import json
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest
from journals import PACT, begun, whole

from sim import load
from sim.model.errors import JournalError
from sim.records.journal import Journal
from sim.records.journal.sealing import FORMAT
from sim.records.journal.upcasting import UPCASTERS, upcast

FORMATS = Path(__file__).parent / "formats"
FAKE = {1: lambda document: {"title": document["name"]}, 2: lambda document: {**document, "words": 2}}


def test_a_document_is_brought_up_format_by_format():
    assert upcast({"format": 1, "name": "n"}, 3, FAKE) == {"format": 3, "title": "n", "words": 2}
    assert upcast({"format": 2, "title": "n"}, 3, FAKE) == {"format": 3, "title": "n", "words": 2}


def test_a_document_of_the_present_format_stays_as_it_is():
    document = {"format": FORMAT, "name": "n"}
    assert upcast(document, FORMAT) is document


def test_there_is_a_way_from_each_format_and_a_journal_of_each():
    assert {*UPCASTERS} == {*range(1, FORMAT)}
    assert {path.stem for path in FORMATS.glob("*.sql")} == {str(number) for number in range(1, FORMAT + 1)}


@pytest.mark.parametrize("version", range(1, FORMAT + 1))
def test_a_journal_of_each_format_gives_the_record_that_it_gave_then(tmp_path, version):
    path = tmp_path / "talks.db"
    with sqlite3.connect(path) as database:
        database.executescript((FORMATS / f"{version}.sql").read_text("utf-8"))
    database.close()
    with Journal.open(str(path)) as journal:
        assert whole(journal.scenario()) == whole(load(FORMATS / f"{version}.yaml"))
        assert journal.verify().faults == ()
        assert {entry.action.verb for entry in journal.read()} == {"declare", "add", "amend", "retract", "redact"}


def test_an_entry_of_a_later_format_is_refused_in_a_sentence(tmp_path):
    begun(tmp_path, PACT).close()
    with sqlite3.connect(tmp_path / "talks.db") as database:
        (sealed,) = database.execute("SELECT sealed FROM negsim_entries WHERE number = 2").fetchone()
        later = json.dumps({**json.loads(sealed), "format": FORMAT + 1})
        values = later, sha256(later.encode()).hexdigest()
        database.execute("UPDATE negsim_entries SET sealed = ?, hash = ? WHERE number = 2", values)
    database.close()
    with (
        Journal.open(str(tmp_path / "talks.db")) as journal,
        pytest.raises(JournalError, match=f"entry @2 has the format {FORMAT + 1} of a later negsim; install that one"),
    ):
        journal.scenario()
