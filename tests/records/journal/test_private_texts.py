"""What is marked as private is left out of an export in every reading, and what is no text is told."""

import pytest
from journals import BAN, PACT, begun

from sim.records.journal import Add, Amend, Declare, Journal
from sim.records.journal.archive import archive_in
from sim.records.journal.redaction import opened
from sim.records.journal.texts import REDACTED

QUOTED = {**PACT, "quote": "The first secret.", "note": "for all"}


@pytest.fixture
def journal(tmp_path):
    with begun(tmp_path, QUOTED) as journal:
        yield journal


def exported(journal):
    return "\n".join(journal.export())


def test_a_reading_that_marks_a_field_hides_it_in_the_earlier_and_the_later_ones(journal, tmp_path):
    assert "The first secret." in exported(journal)
    journal.append([Amend(2, {**QUOTED, "quote": "The second secret.", "private": "quote"})])
    journal.append([Amend(2, {**QUOTED, "quote": "The third secret."})])
    export = exported(journal)
    assert "secret" not in export
    assert export.count("for all") == 3
    with Journal.begin(str(tmp_path / "copy.db")) as copy:
        copy.take_in(archive_in(export.splitlines(), "talks.jsonl"))
        assert copy.verify() == journal.verify()
        assert [entry.action.item["quote"] for entry in copy.read(since=1)] == [REDACTED] * 3


def test_what_another_move_or_another_part_says_is_not_hidden_with_it(journal):
    journal.append([Add({**BAN, "note": "open", "quote": "secret", "private": ["quote"]})])
    letter = {"title": "A secret letter", "private": ["title"]}
    journal.append([Declare({"sources": {"letter": letter, "paper": {"title": "An open paper"}}})])
    journal.append([Declare({"sources": {"letter": {"title": "Another secret"}}})])
    export = exported(journal)
    assert "The first secret." in export
    assert "open" in export
    assert "An open paper" in export
    assert "A secret letter" not in export
    assert "Another secret" not in export


@pytest.mark.parametrize("terms", [{"private": 5}, {"private": "quote"}])
def test_terms_of_that_name_mark_nothing(journal, terms):
    journal.append([Add({**PACT, "propose": "other", "quote": "open", "terms": terms})])
    assert "open" in exported(journal)
    assert journal.private_beside_texts() == ()


def test_a_text_that_is_gone_without_a_mark_is_told(journal):
    journal.append([Amend(2, {**QUOTED, "private": "quote"})])
    stored = list(journal._store.entries("main"))
    gone = stored[1].without(["/body/add/note"])
    journal._store.replace_texts("main", [gone], [])
    assert opened(gone).action.item["note"] == REDACTED
    assert journal.verify().faults == (
        "entry @2 has been altered: /body/add/note is gone, and no entry says that it was redacted",
    )


def test_ids_and_choices_that_are_private_are_told(journal):
    journal.append([Amend(2, {**QUOTED, "source": ["gazette"], "private": ["source", "quote"]})])
    journal.append([Add({**BAN, "channel": "private", "private": "channel"})])
    assert journal.private_beside_texts() == ((3, "/body/amend/source"), (4, "/body/add/channel"))
