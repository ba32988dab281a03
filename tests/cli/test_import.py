"""`negsim import`: tables and data sets become scenario files, and what is refused a table of its own."""

import csv
import os
from types import SimpleNamespace

import pytest

from sim import UnknownNameError, load
from sim.cli import import_records
from sim.cli.output_folder import filled_folder
from sim.records import IMPORTERS, ImportedCase, ImportedRow, InvalidImportError, importer

TABLE = (
    "scenario,date,by,verb,subject,issue\n"
    "strait,2013-02-01,aland,propose,shares,quota\n"
    "strait,2013-02-09,aland,oppose,shares,\n"
    "a/b,2013-02-01,aland,propose,shares,quota\n"
    "a/b,2013-02-09,bohus,oppose,shares,\n"
)
SETTING = "parties: {aland: Aland, bohus: Bohus}\n"


@pytest.fixture
def table(tmp_path):
    """A table of two cases, in one of which a row is refused."""
    path = tmp_path / "moves.csv"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.fixture
def setting(tmp_path):
    path = tmp_path / "moves.setting.yaml"
    path.write_text(SETTING, "utf-8")
    return path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_each_case_becomes_a_file_and_what_is_refused_a_table(negsim, table, setting, tmp_path):
    result = negsim("import", table, "-o", tmp_path / "cases")
    assert result.exit_code == 1
    assert names(tmp_path / "cases") == ["a-b.yaml", "refused.csv", "strait.yaml"]
    assert len(load(tmp_path / "cases" / "a-b.yaml").history.moves) == 2
    with (tmp_path / "cases" / "refused.csv").open(encoding="utf-8", newline="") as file:
        (refused,) = csv.DictReader(file)
    assert (refused["case"], refused["row"], refused["move"]) == ("strait", "3", "oppose shares")
    assert refused["way out"].startswith("aland may: ")
    assert f"{table}: strait, row 3: oppose shares: aland may not oppose" in result.stderr


def test_the_report_counts_rows_by_case_and_in_all(negsim, table, setting, tmp_path):
    lines = negsim("import", table, "-o", tmp_path / "cases").stdout.splitlines()
    assert [line.split() for line in lines[2:7]] == [
        ["case", "rows", "read", "refused"],
        ["------", "------", "------", "---------"],
        ["strait", "2", "1", "1"],
        ["a-b", "2", "2", "–"],
        ["in", "all", "4", "3", "1"],
    ]
    assert "the case 'a/b' is in a-b.yaml, as its own name is none for a file, or is taken" in lines
    assert "strait: issues from the rows: quota" in lines
    assert "setting from" in " ".join(lines)
    folder = tmp_path / "cases"
    assert lines[-1] == f"{folder}: written, 2 scenario files; `negsim run {folder}` replays them"


def test_the_bar_moves_with_the_bytes(negsim, table, setting, tmp_path, monkeypatch):
    monkeypatch.setattr(import_records, "_ROWS_AT_ONCE", 1)
    assert negsim("import", table, "-o", tmp_path / "cases").exit_code == 1


def test_what_a_table_has_that_is_not_known_is_a_warning(negsim, table, setting, tmp_path):
    table.write_text(TABLE.replace("issue", "isue", 1), "utf-8")
    stderr = negsim("import", table, "-o", tmp_path / "cases").stderr
    assert f"warning: {table}: the column 'isue' is not known, and is passed over; did you mean issue?\n" in stderr


def test_nothing_refused_is_success_and_leaves_no_table(negsim, table, setting, tmp_path):
    table.write_text("".join(TABLE.splitlines(keepends=True)[:2]), "utf-8")
    result = negsim("import", table, "-o", tmp_path / "cases", "-q")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert names(tmp_path / "cases") == ["strait.yaml"]


def test_the_table_of_the_refused_may_stand_elsewhere(negsim, table, setting, tmp_path):
    refused = tmp_path / "left-out.csv"
    negsim("import", table, "-o", tmp_path / "cases", "--refused", refused)
    assert names(tmp_path / "cases") == ["a-b.yaml", "strait.yaml"]
    assert refused.read_text("utf-8").startswith("case,row,column,move,outcome,reason,way out\nstrait,3,")
    result = negsim("import", table, "-o", tmp_path / "more", "--refused", tmp_path / "none" / "x.csv")
    assert (result.exit_code, (tmp_path / "more").exists()) == (74, False)
    assert negsim("import", table, "-o", tmp_path / "more", "--refused", table).exit_code == 2


def test_an_empty_folder_is_filled_and_a_full_one_left_alone(negsim, table, setting, tmp_path):
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / ".keep").touch()
    assert negsim("import", table, "-o", folder).exit_code == 1
    assert names(folder) == [".keep", "a-b.yaml", "refused.csv", "strait.yaml"]
    result = negsim("import", table, "-o", folder)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"{folder}: there are files in this folder, which stay as they are; name one that is empty, or a new one\n"
    )


@pytest.mark.parametrize(
    ("folder", "status", "complaint"),
    [
        ("moves.csv", 2, "it is a file; name a folder to write to"),
        ("link", 2, "it is a link to what is not there; choose another folder"),
        ("none/cases", 74, "cannot be written: there is no folder {}/none; make it first, or choose another"),
    ],
)
def test_a_folder_that_cannot_be_written_to_is_refused(negsim, table, tmp_path, folder, status, complaint):
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    result = negsim("import", table, "-o", tmp_path / folder)
    assert (result.exit_code, result.stderr) == (status, f"{tmp_path / folder}: {complaint.format(tmp_path)}\n")


def test_where_writing_fails_nothing_is_left(negsim, table, setting, tmp_path, monkeypatch):
    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(import_records.Path, "write_bytes", full)
    result = negsim("import", table, "-o", tmp_path / "cases")
    assert (result.exit_code, names(tmp_path)) == (74, ["moves.csv", "moves.setting.yaml"])
    assert result.stderr.endswith("cases: cannot be written: no space left on device\n")


def test_a_folder_that_takes_no_files_is_said_before(negsim, table, tmp_path, monkeypatch):
    def denied(*arguments, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sim.cli.temporary_folder.tempfile.mkdtemp", denied)
    result = negsim("import", table, "-o", tmp_path / "cases")
    assert (result.exit_code, result.stderr) == (74, f"{tmp_path / 'cases'}: cannot be written: permission denied\n")


def test_files_come_to_stand_in_a_folder_together_or_not_at_all(tmp_path):
    with pytest.raises(FileExistsError), filled_folder(tmp_path / "new", lambda path: False) as folder:
        folder.mkdir()
    assert names(tmp_path) == []


def test_a_table_that_cannot_be_read_leaves_nothing(negsim, tmp_path):
    table = tmp_path / "moves.csv"
    table.write_text("a,b\n", "utf-8")
    result = negsim("import", table, "-o", tmp_path / "cases")
    assert (result.exit_code, names(tmp_path)) == (2, ["moves.csv"])
    assert result.stderr.startswith(f"{table}, row 1: no columns are called verb, subject, by and date; ")


def test_a_table_comes_from_standard_input(negsim, shell, table, setting, tmp_path):
    result = negsim("import", "-", "--setting", setting, "-o", tmp_path / "cases", stdin=TABLE)
    assert names(tmp_path / "cases") == ["a-b.yaml", "refused.csv", "strait.yaml"]
    assert "<stdin>: strait, row 3: " in result.stderr
    piped = shell(f"cat {table} | negsim import - --setting {setting} -o {tmp_path / 'piped'}")
    assert piped.returncode == 1, piped.stderr


def test_maps_settings_encodings_and_separators_are_taken(negsim, tmp_path):
    (tmp_path / "x.txt").write_bytes("wann\twer\twas\tworauf\tzu\n2013\taland\tpropose\tö\tquota\n".encode("cp1252"))
    (tmp_path / "map.yaml").write_text(
        "columns: {date: wann, by: wer, verb: was, subject: worauf, issue: zu}\n", "utf-8"
    )
    (tmp_path / "setting.yaml").write_text(SETTING, "utf-8")
    options = ("--map", tmp_path / "map.yaml", "--setting", tmp_path / "setting.yaml", "--encoding", "cp1252")
    assert negsim("import", tmp_path / "x.txt", *options, "--separator", "tab", "-o", tmp_path / "c").exit_code == 0
    assert load(tmp_path / "c" / "x.yaml").history.moves[0].subject == "ö"


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--dyad", "A,B"), "--dyad is for a data set; give --from as well, or leave it out"),
        (("--from", "ties", "--csv-safe"), "--csv-safe: for a table alone; leave this out with --from"),
        (("--from", "ties", "--dyad", "A"), "'A' names no two sides; write them with a comma between, such as USA,RUS"),
        (
            ("--from", "ties", "--map", "m", "--encoding", "utf-8"),
            "--map and --encoding: for a table alone; leave this out",
        ),
        (("--separator", "ab"), "'ab' is no separator; give one character, or comma, semicolon, tab or bar"),
        (("--encoding", "nonsense"), "there is no encoding 'nonsense' of texts; there is utf-8, utf-16, cp1252"),
        (("--encoding", "rot13"), "there is no encoding 'rot13' of texts"),
    ],
)
def test_options_that_do_not_fit_are_refused(negsim, table, tmp_path, options, complaint):
    result = negsim("import", table, "-o", tmp_path / "cases", *options)
    assert result.exit_code == 2
    assert complaint in " ".join(result.stderr.split())


def test_a_data_set_is_read_by_its_importer(negsim, tmp_path, monkeypatch):
    seen = []

    def read(path, dyad):
        seen.append((path, dyad))
        row = {"propose": "a", "by": "us", "date": "2007", "issue": "q", "note": "candidate"}
        setting = {"parties": {"us": "US", "ru": "Russia"}, "issues": {"q": "Q"}}
        rows = (ImportedRow(1, row, "guessed"), ImportedRow(2, None, "dropped", "no such code"))
        yield ImportedCase("us-ru", "Story", setting, rows, ("us-ru: one code is not known",))
        if dyad == ("X", "Y"):
            raise InvalidImportError("events.tab", 3, "code", "it is torn; get it anew")

    monkeypatch.setattr(import_records, "importer", lambda name: SimpleNamespace(read=read, FORMAT="events, version 7"))
    file = tmp_path / "events.tab"
    result = negsim("import", file, "--from", "icews", "--dyad", "US, RU", "-o", tmp_path / "cases")
    assert (result.exit_code, seen) == (0, [(file, ("US", "RU"))])
    assert names(tmp_path / "cases") == ["refused.csv", "us-ru.yaml"]
    assert "read as events, version 7\nus-ru: one code is not known" in result.stdout
    assert result.stderr == f"1 line on what became no move: {tmp_path / 'cases' / 'refused.csv'}\n"
    result = negsim("import", file, "--from", "icews", "--dyad", "X,Y", "-o", tmp_path / "more")
    assert (result.exit_code, result.stderr) == (2, "events.tab, row 3, column code: it is torn; get it anew\n")
    assert names(tmp_path) == ["cases"]


def test_of_many_refused_rows_and_notes_some_are_shown(negsim, tmp_path):
    rows = "".join(f"c{number},2013,aland,propose,a,quota\nc{number},never,bohus,oppose,a,\n" for number in range(25))
    (tmp_path / "t.csv").write_text(f"scenario,date,by,verb,subject,issue\n{rows}", "utf-8")
    result = negsim("import", tmp_path / "t.csv", "-o", tmp_path / "cases")
    assert result.stderr.count("row ") == 20
    assert result.stderr.endswith(f"25 lines on what became no move: {tmp_path / 'cases' / 'refused.csv'}\n")
    assert "… and 30 more" in result.stdout


def test_a_case_of_which_no_move_is_left_has_no_file(negsim, table, setting, tmp_path):
    table.write_text(TABLE.replace("strait,2013", "strait,12/2013"), "utf-8")
    result = negsim("import", table, "-o", tmp_path / "cases")
    assert names(tmp_path / "cases") == ["a-b.yaml", "refused.csv"]
    assert "the case 'strait' has no file, as no move of it is left" in result.stdout


def test_an_import_of_which_no_move_is_left_says_so_and_can_be_tried_again(negsim, table, setting, tmp_path):
    folder = tmp_path / "cases"
    table.write_text(TABLE.replace(",2013-", ",12/2013-"), "utf-8")
    result = negsim("import", table, "-o", folder)
    assert (result.exit_code, names(folder)) == (1, ["refused.csv"])
    assert result.stderr.endswith(f"{folder}: no scenario file has been made, as no move is left of any case\n")
    assert "replays" not in result.stdout
    table.write_text("".join(TABLE.splitlines(keepends=True)[:2]), "utf-8")
    assert negsim("import", table, "-o", folder).exit_code == 0
    assert names(folder) == ["strait.yaml"]


def test_a_table_of_another_name_or_header_is_no_leftover(negsim, table, setting, tmp_path):
    folder = tmp_path / "cases"
    (folder / "refused.csv").mkdir(parents=True)
    assert negsim("import", table, "-o", folder).exit_code == 2
    (folder / "refused.csv").rmdir()
    (folder / "refused.csv").write_text("mine\n", "utf-8")
    assert negsim("import", table, "-o", folder).exit_code == 2
    assert (folder / "refused.csv").read_text("utf-8") == "mine\n"


def test_an_importer_that_there_is_not_is_said():
    with pytest.raises(UnknownNameError, match="there is no importer 'tie'; did you mean ties"):
        importer("tie")


def test_the_module_of_an_importer_is_loaded_by_name(monkeypatch):
    monkeypatch.setitem(IMPORTERS, "csv", "csv")
    assert importer("csv") is csv


def test_a_bar_shows_how_far_it_is(shell, table, setting, tmp_path):
    rows = TABLE + "strait,2013-03-01,bohus,oppose,shares,\n" * 1_100
    table.write_text(rows, "utf-8")
    line = f"negsim import {table} -o {tmp_path / 'cases'}"
    result = shell(f'script -qec "{os.sys.executable} -m sim {line.removeprefix("negsim ")}" /dev/null')
    if "script: " not in result.stderr:
        assert "Reading" in result.stdout
        assert "Making cases" in result.stdout
