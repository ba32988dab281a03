import json

import pytest


@pytest.fixture
def export(negsim, journal, tmp_path):
    """The export of the journal, in a file."""
    path = tmp_path / "talks.jsonl"
    printed = negsim("journal", "export", journal, "-o", path).stdout
    assert "3 entries; `negsim journal import` takes it into a journal" in printed
    return path


def test_an_export_makes_the_same_journal_again(negsim, journal, export, tmp_path):
    copy = tmp_path / "copy.db"
    assert f"copy.db#main: 3 entries taken in from {export}" in negsim("journal", "import", copy, export).stdout
    assert "0 entries" in negsim("journal", "import", copy, export).stdout
    logs = [negsim("journal", "log", each, "--format", "json").stdout for each in (journal, copy)]
    assert logs[0] == logs[1]


def test_a_copy_that_lags_behind_catches_up(negsim, journal, export, tmp_path):
    copy = tmp_path / "copy.db"
    negsim("journal", "import", copy, export, "-q")
    negsim("journal", "retract", journal, "#2")
    later = negsim("journal", "export", journal).stdout
    assert "1 entry taken in from -" in negsim("journal", "import", copy, "-", stdin=later).stdout


def test_copies_that_have_both_grown_are_told_apart(negsim, journal, export, told, tmp_path):
    copy = tmp_path / "copy.db"
    negsim("journal", "import", copy, export, "-q")
    for each in (journal, copy):
        negsim("journal", "retract", each, "#2", "--recorded-by", each.stem)
    text = negsim("journal", "export", journal).stdout
    assert "differs from the export from entry @4 on" in told("import", copy, "-", stdin=text)


def test_a_line_that_is_cut_short_is_named_and_nothing_is_taken_in(export, told, tmp_path):
    export.write_bytes(export.read_bytes()[:-20])
    assert f"{export}:4: this line is cut short or damaged" in told("import", tmp_path / "copy.db", export)
    assert not (tmp_path / "copy.db").exists()


def test_lines_that_are_missing_are_told(export, told, tmp_path):
    export.write_text("".join(export.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    assert "it has 2 of 3 entries; export it again" in told("import", tmp_path / "copy.db", export)


def test_an_entry_that_was_altered_is_told(export, told, tmp_path):
    export.write_text(export.read_text("utf-8").replace("equal-shares", "equal-stakes"), "utf-8")
    assert "entry @3 was not written after entry @2" in told("import", tmp_path / "copy.db", export)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "it is empty"),
        ("scenario: x\n", "<stdin>:1: this line is cut short or damaged"),
        ("[]\n", "<stdin>:1: this is no line of a journal"),
        ("{}\n", "<stdin>:1: this is no journal"),
        ('{"format": "negsim-journal/1", "record": "main", "entries": 1}\n{}\n', "<stdin>:2: this is no entry"),
    ],
)
def test_what_is_no_export_is_refused(told, tmp_path, text, complaint):
    assert complaint in told("import", tmp_path / "copy.db", "-", stdin=text)


def test_what_cannot_be_read_is_refused(told, tmp_path):
    (tmp_path / "x").write_bytes(b"\xff\n")
    assert "it is not UTF-8" in told("import", tmp_path / "copy.db", tmp_path / "x")
    assert "no such file" in told("import", tmp_path / "copy.db", tmp_path / "y")


def test_an_export_goes_into_the_record_of_its_name(told, export, tmp_path):
    assert "it is of the record 'main'; take it into that" in told("import", f"{tmp_path}/copy.db#fish", export)


def test_private_texts_are_left_out_unless_they_are_asked_for(negsim, journal):
    text = "the minister said so off the record"
    negsim("journal", "amend", journal, "#1", "--set", f"note={text}", "--set", "private=note")
    assert text not in negsim("journal", "export", journal).stdout
    assert text in negsim("journal", "export", journal, "--private").stdout


def test_nothing_is_written_where_it_cannot_be(negsim, journal, tmp_path):
    assert negsim("journal", "export", journal, "-o", tmp_path / "none" / "x.jsonl").exit_code == 74


def test_an_export_that_fails_is_no_success(negsim, journal, tmp_path, monkeypatch):
    monkeypatch.setattr("sim.cli.journal.archive.delivered", lambda *_, **__: False)
    assert negsim("journal", "export", journal, "-o", tmp_path / "x.jsonl").exit_code == 74


def test_the_lines_are_json(negsim, journal):
    lines = negsim("journal", "export", journal).stdout.splitlines()
    assert json.loads(lines[0])["entries"] == len(lines) - 1


def test_an_export_takes_the_place_of_no_journal(negsim, journal, tmp_path):
    before = journal.read_bytes()
    result = negsim("journal", "export", f"{journal}#main", "-o", journal)
    assert result.exit_code == 2
    assert f"{journal}: it is a journal, or another database; choose another name" in result.stderr
    assert journal.read_bytes() == before


def test_no_guard_of_csv_is_offered_where_there_is_no_csv(negsim, journal):
    assert "No such option" in negsim("journal", "watch", journal, "--csv-safe").stderr


def test_what_is_private_and_no_text_is_told(negsim, journal):
    assert negsim("journal", "amend", journal, "#1", "--set", "note=not told", "--set", "source=gazette").exit_code == 0
    marked = negsim("journal", "amend", journal, "#1", "--set", "private=note,source")
    assert marked.exit_code == 0, marked.stderr
    result = negsim("journal", "export", journal)
    assert "not told" not in result.stdout
    warning = "the export has what is private and is no text: source of @4 and source of @5"
    assert result.stderr == f"warning: {journal}#main: {warning}\n"
    assert negsim("journal", "export", journal, "--private").stderr == ""
