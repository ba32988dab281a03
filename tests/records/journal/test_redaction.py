"""Texts are removed from every entry that has them, also in a copy of the journal that takes in what was redacted."""

import pytest
from journals import PACT, YES, Clock, actions, begun

from sim.model.errors import ConcurrentEntriesError, JournalError
from sim.records.journal import Add, Amend, Journal, Redact, archive_in, writer
from sim.records.journal.store import Store, StoreConflictError
from sim.records.journal.texts import REDACTED

WITNESS = "said by a witness"
NOTED = {**PACT, "note": WITNESS}


@pytest.fixture
def journal(tmp_path):
    with begun(tmp_path, NOTED) as journal:
        yield journal


@pytest.fixture
def conflict(monkeypatch):
    """Another writer that is always quicker."""

    def replace_texts(*_):
        raise StoreConflictError

    monkeypatch.setattr(Store, "replace_texts", replace_texts)
    monkeypatch.setattr(writer, "_TRIES", 2)


def copied(journal, folder):
    """Another journal that has the entries of the first."""
    folder.mkdir()
    copy = Journal.begin(str(folder / "talks.db"), clock=Clock())
    copy.take_in(archive_in(tuple(journal.export(private=True)), "talks.jsonl"))
    return copy


def test_a_text_is_removed_from_every_entry_that_has_it(journal):
    journal.append([Amend(2, {**NOTED, "terms": "a tenth less"}), Add(YES)], reason=WITNESS)
    said = journal.redact(2, ["/body/add/note"], by="Ben")
    assert [entry.action for entry in said] == [
        Redact(2, ("/body/add/note",)),
        Redact(3, ("/reason", "/body/amend/note")),
        Redact(4, ("/reason",)),
    ]
    assert journal.history().moves[0].note == REDACTED
    assert journal.verify().faults == ()


def test_it_can_be_redacted_once(journal):
    journal.redact(2, ["/body/add/note"])
    assert journal.redact(2, ["/body/add/note"]) == ()
    assert journal.version == 3


@pytest.mark.parametrize(
    ("entry", "path", "because"),
    [
        (9, "/reason", "there is no entry @9; the journal has 2"),
        (2, "/body/add/by", "no text at /body/add/by"),
    ],
)
def test_what_is_not_there_cannot_be_redacted(journal, entry, path, because):
    with pytest.raises(JournalError, match=because):
        journal.redact(entry, [path])


def test_the_copy_that_takes_in_a_redaction_loses_the_text_too(journal, tmp_path):
    with copied(journal, tmp_path / "copy") as copy:
        journal.redact(2, ["/body/add/note"])
        assert copy.take_in(archive_in(tuple(journal.export()), "talks.jsonl")) == 1
        assert copy.read() == journal.read()
        assert copy.history().moves[0].note == REDACTED


def test_an_export_of_another_record_or_of_another_course_is_not_taken_in(journal, tmp_path):
    export = archive_in(tuple(journal.export()), "talks.jsonl")
    refused = pytest.raises(JournalError, match="this is an export of the record 'main'; take it into that")
    with Journal.begin(f"{tmp_path / 'talks.db'}#other") as other, refused:
        other.take_in(export)
    (tmp_path / "copy").mkdir()
    refused = pytest.raises(JournalError, match="it differs from the export from entry @1 on")
    with begun(tmp_path / "copy", PACT) as copy, refused:
        copy.take_in(export)


def test_what_was_taken_in_can_be_gone_on_from(journal, tmp_path):
    with copied(journal, tmp_path / "copy") as copy:
        assert copy.append(actions(YES)[1:])[0].previous == journal.read()[-1].hash


def test_who_is_too_slow_to_redact_gives_up(journal, conflict):
    with pytest.raises(ConcurrentEntriesError, match="others were quicker 2 times; try again"):
        journal.redact(2, ["/body/add/note"])
    assert journal.history().moves[0].note == WITNESS


def test_who_is_too_slow_to_take_in_is_told(journal, conflict):
    with pytest.raises(ConcurrentEntriesError, match="others have recorded meanwhile; try again"):
        journal.take_in(archive_in(tuple(journal.export()), "talks.jsonl"))


@pytest.mark.parametrize(("by", "reason"), [("Bo", f"it says {WITNESS}"), (WITNESS, "")])
def test_a_redaction_does_not_say_what_it_removes(journal, by, reason):
    what = "reason" if reason else "name of who redacts"
    with pytest.raises(JournalError, match=f"the {what} has the text that is to go; give another one"):
        journal.redact(2, ["/body/add/note"], by=by, reason=reason)
    assert journal.history().moves[0].note == WITNESS


def test_the_export_of_an_empty_record_is_taken_in(tmp_path):
    with Journal.begin(str(tmp_path / "talks.db")) as journal, Journal.begin(str(tmp_path / "copy.db")) as copy:
        assert copy.take_in(archive_in(tuple(journal.export()), "talks.jsonl")) == 0
        assert copy.read() == ()
