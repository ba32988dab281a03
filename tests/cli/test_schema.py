import json
from pathlib import Path

import pytest

from sim.cli import files
from sim.scenario.schema import schema


def test_the_schema_is_printed(negsim):
    result = negsim("schema")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == schema()


def test_the_schema_is_written_to_a_file(negsim, tmp_path):
    path = tmp_path / "schema.json"
    result = negsim("schema", "-o", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("; name it to your editor, which then completes and checks scenario files\n")
    assert path.read_text("utf-8") == negsim("schema").stdout


def test_a_schema_that_is_there_already_is_replaced(negsim, tmp_path):
    path = tmp_path / "schema.json"
    path.write_text("{}", "utf-8")
    assert negsim("schema", "-o", path).exit_code == 0
    assert json.loads(path.read_text("utf-8")) == schema()


def test_a_file_in_a_missing_folder_is_not_written(negsim, tmp_path):
    path = tmp_path / "no" / "schema.json"
    result = negsim("schema", "-o", path)
    assert result.exit_code == 74
    words = f"there is no folder {path.parent}; make it first, or choose another"
    assert result.stderr == f"{path}: cannot be written: {words}\n"


def test_a_folder_is_not_written_over_and_nothing_is_left_beside_it(negsim, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    result = negsim("schema", "-o", folder)
    assert result.exit_code == 74
    assert "cannot be written" in result.stderr
    assert list(tmp_path.iterdir()) == [folder]


def test_what_cannot_be_written_whole_is_not_written_at_all(negsim, tmp_path, monkeypatch):
    path = tmp_path / "schema.json"
    path.write_text("{}", "utf-8")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    result = negsim("schema", "-o", path)
    assert (result.exit_code, path.read_text("utf-8")) == (74, "{}")
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_has_the_permissions_that_new_files_have(tmp_path):
    plain = tmp_path / "plain"
    plain.touch()
    assert files.written(tmp_path / "written", "x")
    assert (tmp_path / "written").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("text", ["", "各\n\r\n"])
def test_a_text_is_written_as_it_is(tmp_path, text):
    assert files.written(tmp_path / "x", text)
    assert (tmp_path / "x").read_bytes().decode() == text


def test_a_device_is_written_to_and_stays_what_it_is(negsim):
    assert negsim("schema", "-o", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()
