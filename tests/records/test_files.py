"""Files and folders in a call, and the names of the cases in them."""

import pytest

from sim import UnreadableFileError
from sim.records import case_names, scenario_files


def written(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text("", "utf-8")


def test_a_folder_stands_for_the_scenario_files_below_it_by_name(tmp_path):
    written(tmp_path, "b.yml", "a.yaml", "deep/c.JSON", "notes.txt", ".hidden.yaml", ".git/d.yaml")
    found = scenario_files([str(tmp_path)])
    assert [file.removeprefix(f"{tmp_path}/") for file in found] == ["a.yaml", "b.yml", "deep/c.JSON"]


def test_a_file_is_named_as_it_is_and_once(tmp_path):
    written(tmp_path, "a.yaml")
    file = str(tmp_path / "a.yaml")
    assert scenario_files(["-", file, str(tmp_path), "missing.txt"]) == ("-", file, "missing.txt")


def test_a_folder_without_scenarios_is_refused(tmp_path):
    written(tmp_path, "notes.txt")
    with pytest.raises(UnreadableFileError, match=r"has no scenario file: none ends in \.yaml, \.yml, \.json"):
        scenario_files([str(tmp_path)])


def test_a_folder_that_cannot_be_read_is_refused(tmp_path, monkeypatch):
    def denied(folder):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.iterdir", denied)
    with pytest.raises(UnreadableFileError, match="it cannot be read: permission denied"):
        scenario_files([str(tmp_path)])


def test_a_case_is_named_after_its_file():
    assert case_names(["cases/a.yaml", "b.json", "-"]) == ("a", "b", "-")


def test_files_of_the_same_name_keep_their_folders():
    assert case_names(["one/a.yaml", "two/a.yaml"]) == ("one/a.yaml", "two/a.yaml")
