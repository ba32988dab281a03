import json
import shutil

import pytest
from journal_writers import begun, remark
from sqlalchemy import text

from sim.records.journal import Journal
from sim.records.journal.sealing import hash_of


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The file of a journal that nobody has altered."""
    path = tmp_path_factory.mktemp("altered") / "talks.db"
    with begun(str(path), *(remark(f"hope {number}") for number in range(2, 7))) as journal:
        assert journal.verify().faults == ()
    return path


@pytest.fixture
def journal(whole, tmp_path):
    with Journal.open(shutil.copy(whole, tmp_path)) as journal:
        yield journal


def run(journal, statement, **values):
    with journal._store.engine.begin() as connection:
        connection.execute(text(statement), values)


def faults_after(journal, statement, **values):
    run(journal, statement, **values)
    return journal.verify().faults


def test_altered_and_deleted_entries_are_named_in_both_stores(address):
    with begun(address, remark("hope 2"), remark("hope 3"), remark("hope 4")) as journal:
        run(journal, "UPDATE negsim_entries SET texts = replace(texts, 'hope 4', 'fear 4') WHERE number = 4")
        run(journal, "DELETE FROM negsim_entries WHERE number = 2")
        assert journal.verify().faults == (
            "entry @2 is missing",
            "entry @4 has been altered: /body/add/quote is not the text that was recorded",
        )


def test_an_altered_entry_is_named(journal):
    statement = "UPDATE negsim_entries SET sealed = replace(sealed, '2013-02-01', '2013-02-02') WHERE number = 3"
    (fault,) = faults_after(journal, statement)
    assert fault == "entry @3 has been altered: it does not have the hash that it was recorded with"


def test_an_entry_that_was_altered_together_with_its_hash_is_named_by_the_next(journal):
    (sealed,) = [each.sealed for each in journal._store.entries("main", 2, 3)]
    altered = sealed.replace("2013-02-01", "2013-02-02")
    statement = "UPDATE negsim_entries SET sealed = :sealed, hash = :hash WHERE number = 3"
    (fault,) = faults_after(journal, statement, sealed=altered, hash=hash_of(altered))
    assert "entry @4 was not written after entry @3 as it is now" in fault


def test_the_last_entry_that_was_altered_together_with_its_hash_shows_by_the_head(journal):
    head = journal.verify().head
    (sealed,) = [each.sealed for each in journal._store.entries("main", 5, 6)]
    altered = sealed.replace("2013-02-01", "2013-02-02")
    run(journal, "UPDATE negsim_entries SET sealed = :s, hash = :h WHERE number = 6", s=altered, h=hash_of(altered))
    assert journal.verify().faults == ()
    assert f"no entry has the hash {head}" in journal.verify(head=head).faults[0]


@pytest.mark.parametrize(
    ("column", "value"), [("id", "another"), ("recorded", "2001-01-01T00:00:00.000000Z"), ("sealed", "{}")]
)
def test_an_entry_of_which_a_column_is_altered_is_named(journal, column, value):
    faults = faults_after(journal, f"UPDATE negsim_entries SET {column} = :value WHERE number = 4", value=value)
    assert faults[0].startswith("entry @4 has been altered")


def test_an_entry_whose_number_is_altered_is_named(journal):
    faults = faults_after(journal, "UPDATE negsim_entries SET number = 9 WHERE number = 4")
    assert faults[0] == "entry @4 is missing"
    assert "entry @9 is in the place of another: it was recorded as @4 of main" in faults


def test_a_deleted_entry_is_named(journal):
    assert faults_after(journal, "DELETE FROM negsim_entries WHERE number = 4") == ("entry @4 is missing",)


def test_the_first_entry_that_is_deleted_is_named(journal):
    assert faults_after(journal, "DELETE FROM negsim_entries WHERE number = 1") == ("entry @1 is missing",)


def test_swapped_entries_are_both_named(journal):
    for old, new in ((3, 99), (5, 3), (99, 5)):
        run(journal, f"UPDATE negsim_entries SET number = {new} WHERE number = {old}")
    faults = journal.verify().faults
    assert faults[:2] == (
        "entry @3 is in the place of another: it was recorded as @5 of main",
        "entry @5 is in the place of another: it was recorded as @3 of main",
    )


def test_an_entry_of_another_record_is_named(tmp_path):
    address = tmp_path / "talks.db"
    with begun(f"{address}#herring", remark()) as herring, begun(f"{address}#cod") as cod:
        run(herring, "UPDATE negsim_entries SET record = 'cod' WHERE record = 'herring' AND number = 2")
        assert herring.verify().faults == ()
        assert cod.verify().faults == ("entry @2 is in the place of another: it was recorded as @2 of herring",)


def test_an_altered_text_is_named(journal):
    (fault,) = faults_after(
        journal, "UPDATE negsim_entries SET texts = replace(texts, 'hope 4', 'fear 4') WHERE number = 4"
    )
    assert fault == "entry @4 has been altered: /body/add/quote is not the text that was recorded"


def test_a_text_that_is_gone_without_an_entry_that_says_so_is_named(journal):
    (sealed,) = journal._store.entries("main", 3, 4)
    emptied = sealed.without(("/body/add/quote",)).texts_as_json
    (fault,) = faults_after(journal, "UPDATE negsim_entries SET texts = :texts WHERE number = 4", texts=emptied)
    assert fault == ("entry @4 has been altered: /body/add/quote is gone, and no entry says that it was redacted")


@pytest.mark.parametrize("texts", ["", "[]", "[1]", "[[1]]", "{}", "[[1, 2], [3, 4], [5, 6]]", "[[null]]", "nonsense"])
def test_an_entry_whose_texts_are_damaged_is_named(journal, texts):
    faults = faults_after(journal, "UPDATE negsim_entries SET texts = :texts WHERE number = 4", texts=texts)
    assert faults[0].startswith("entry @4 ")


@pytest.mark.parametrize("sealed", ["", "[]", "1", "null", '{"format": 1}', '{"format": "x"}', "nonsense"])
def test_an_entry_whose_seal_is_damaged_is_named_even_with_the_hash_of_what_it_is_now(journal, sealed):
    statement = "UPDATE negsim_entries SET sealed = :sealed, hash = :hash WHERE number = 4"
    faults = faults_after(journal, statement, sealed=sealed, hash=hash_of(sealed))
    assert faults[0].startswith("entry @4 ")


def test_that_the_last_entries_are_gone_shows_only_by_the_head(journal):
    head = journal.verify().head
    run(journal, "DELETE FROM negsim_entries WHERE number > 4")
    assert journal.verify().faults == ()
    assert (journal.verify().entries, journal.verify(head=journal.verify().head).faults) == (4, ())
    (fault,) = journal.verify(head=head).faults
    assert fault == f"no entry has the hash {head}: the last entries are gone, or others have been put in their place"


def test_that_all_entries_are_gone_shows_only_by_the_head(journal):
    head = journal.verify().head
    assert journal.verify(head=head[:12]).faults == ()
    run(journal, "DELETE FROM negsim_entries")
    assert journal.verify().faults == ()
    assert len(journal.verify(head=head).faults) == 1


@pytest.mark.parametrize(
    "forged",
    [
        '[null, "another"]',
        '["a salt", null]',
        "[null, 5]",
        '[null, {"a": 1}]',
        '[5, "another"]',
        "[true, true]",
    ],
)
def test_a_text_that_is_put_in_place_of_another_is_named_whatever_its_salt(journal, forged):
    texts = next(journal._store.entries("main", 3, 4)).texts_as_json
    number = len(json.loads(texts))
    (fault, *_) = faults_after(
        journal, "UPDATE negsim_entries SET texts = :texts WHERE number = 4", texts=f"[{', '.join([forged] * number)}]"
    )
    assert "entry @4 " in fault


@pytest.mark.parametrize(
    "setting",
    [
        "sealed = CAST(sealed AS BLOB)",
        "hash = 5",
        "id = NULL",
        f"texts = '{'[' * 100_000}'",
        f"sealed = '{'[' * 100_000}'",
        "number = 3.5",
    ],
)
def test_an_entry_of_which_a_column_is_of_another_kind_is_named(journal, setting):
    run(journal, "CREATE TABLE loose AS SELECT * FROM negsim_entries")
    run(journal, "DROP TABLE negsim_entries")
    run(journal, "ALTER TABLE loose RENAME TO negsim_entries")
    faults = faults_after(journal, f"UPDATE negsim_entries SET {setting} WHERE number = 4")
    assert faults
    assert any("@4 " in fault for fault in faults)


def test_entries_that_are_missing_are_told_in_one_sentence(journal):
    faults = faults_after(journal, "UPDATE negsim_entries SET number = 2000000 WHERE number = 6")
    assert faults[0] == "the entries from @6 to @1999999 are missing"
    assert len(faults) <= 2
