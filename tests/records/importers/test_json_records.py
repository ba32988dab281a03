import pytest
from imported import written

from sim.model.errors import InvalidImportError
from sim.records.importers import json_records as module, lines as lines_module
from sim.records.importers.json_records import InvalidRecord, json_records


def records(folder, text):
    return list(json_records(written(folder, text, "data.json")))


def complaint(folder, text):
    with pytest.raises(InvalidImportError) as error:
        records(folder, text)
    return str(error.value).removeprefix(str(folder / "data.json"))


@pytest.mark.parametrize(
    "text",
    ['[{"a": 1}, {"a": 2}]', '[\n{"a": 1},\n{"a": 2}\n]\n', '{\n"a": 1}\n{\n"a": 2}', '{"a": 1}\n{"a": 2}\n'],
)
def test_records_stand_in_a_list_on_lines_or_one_after_another(tmp_path, text):
    assert records(tmp_path, text) == [(1, {"a": 1}), (2, {"a": 2})]


def test_a_record_on_a_line_has_the_number_of_the_line(tmp_path):
    text = '\n{"a": 1}\n\n{"a"\n' + "[" * 100_000 + "\n" + "1" * 5_000
    (first, broken, deep, long) = records(tmp_path, text)
    assert first == (2, {"a": 1})
    assert broken == (4, InvalidRecord("it is no JSON: expecting ':' delimiter at column 5"))
    assert deep == (5, InvalidRecord("it is no JSON: it is nested too deeply"))
    assert long == (6, InvalidRecord("it is no JSON: it has a number that is too long"))


def test_what_is_no_json_is_told_with_its_line(tmp_path):
    assert complaint(tmp_path, '[\n{"a": 1},\n{"a"}]') == (
        ", row 3: this is no JSON: expecting ':' delimiter at column 5; mend it, or write one record on each line"
    )
    assert ", row 1: this is no JSON: it is nested too deeply;" in complaint(tmp_path, "[" * 100_000)
    assert complaint(tmp_path, " \n\n") == ": this file has nothing but blanks; name one that has records"


def test_a_list_on_one_line_may_be_longer_than_the_line_of_a_table(tmp_path, monkeypatch):
    monkeypatch.setattr(lines_module, "LONGEST_LINE", 10)
    assert records(tmp_path, "[1, 2, 3, 4, 5]") == [(number, number) for number in range(1, 6)]


def test_a_list_that_is_too_large_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LARGEST", 10)
    assert complaint(tmp_path, "[1, 2, 3, 4, 5]") == (
        ", row 1: this line is longer than 10 bytes; write one record on each line"
    )
    assert complaint(tmp_path, "[\n1, 2,\n3, 4]") == (
        ": a list of more than 10 characters is not read; write one record on each line"
    )
