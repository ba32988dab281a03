import json

import pytest
from journal_writers import begun, remark

from sim.model.errors import JournalError
from sim.records.journal import Journal, archive_in


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("torn")


@pytest.fixture(scope="module")
def journal(folder):
    with begun(str(folder / "talks.db"), remark("one"), remark("two – zwei"), remark("three")) as journal:
        yield journal


@pytest.fixture
def lines(journal):
    return [*journal.export(private=True)]


@pytest.fixture(scope="module")
def copy(folder):
    """A journal that stays empty, for nothing may be taken in."""
    with Journal.begin(str(folder / "copy.db")) as copy:
        yield copy


def refusal(copy, lines):
    """What is said of an export of which nothing may be taken in."""
    with pytest.raises(JournalError) as caught:
        copy.take_in(archive_in(lines, "talks.jsonl"))
    assert copy.read() == ()
    return str(caught.value)


def test_an_export_whose_last_line_is_torn_is_refused_wherever_it_is_torn(copy, lines):
    for end in range(1, len(lines[-1])):
        assert refusal(copy, [*lines[:-1], lines[-1][:end]]) == (
            "talks.jsonl:5: this line is cut short or damaged; nothing was taken in; export it again"
        )


def test_an_export_without_its_last_line_is_refused(copy, lines):
    assert refusal(copy, lines[:-1]) == "talks.jsonl: it has 3 of 4 entries; export it again"
    assert refusal(copy, lines[:1]) == "talks.jsonl: it has 0 of 4 entries; export it again"
    assert refusal(copy, []) == "talks.jsonl: it is empty; `negsim journal export` writes what can be taken in"


def test_an_export_whose_head_is_torn_is_refused(copy, lines):
    for end in range(1, len(lines[0])):
        assert refusal(copy, [lines[0][:end]]).startswith("talks.jsonl:1: ")


@pytest.mark.parametrize("torn", range(1, 4))
def test_an_export_that_is_torn_in_the_middle_is_refused_by_its_line(copy, lines, torn):
    lines[torn] = lines[torn][:-9]
    assert refusal(copy, lines).startswith(f"talks.jsonl:{torn + 1}: this line is cut short")


def test_an_export_of_which_lines_are_swapped_altered_or_doubled_is_refused_by_the_entry(copy, lines):
    head, first, second, third, fourth = lines
    assert "entry @2 is missing" in refusal(copy, [head, first, third, second, fourth])
    altered = second.replace("2013-02-01", "2013-02-02")
    assert "talks.jsonl: entry @" in refusal(copy, [head, first, altered, third, fourth])
    assert "talks.jsonl: entry @" in refusal(copy, [head, first, second, second, fourth])
    assert "entry @3 has been altered" in refusal(copy, [head, first, second, third.replace("zwei", "drei"), fourth])


@pytest.mark.parametrize(
    "line",
    [
        *("[]", "1", "null", "{}", "[" * 100_000, '"\\ud800"'),
        '{"sealed": "' + "[" * 100_000 + '", "hash": "", "texts": []}',
        '{"sealed": 1, "hash": "", "texts": []}',
        '{"sealed": "{}", "hash": "", "texts": []}',
    ],
    ids=range(9),
)
def test_a_line_that_is_no_entry_is_named(copy, lines, line):
    assert refusal(copy, [*lines[:-1], line]).startswith("talks.jsonl:5: this ")


@pytest.mark.parametrize(
    "head",
    [
        {"record": "../x\ud800"},
        {"record": None},
        {"entries": "4"},
        {"entries": "x"},
        {"entries": None},
        {"entries": [4]},
        {"head": 7},
        {"head": ["a"]},
        {"format": "negsim-journal/9"},
    ],
)
def test_a_head_with_other_values_is_refused_in_one_sentence(copy, lines, head):
    said = refusal(copy, [json.dumps({**json.loads(lines[0]), **head}), *lines[1:]])
    assert said.startswith(("talks.jsonl:", str(copy.address)))
    assert "\n" not in said


def test_what_is_whole_is_taken_in(lines, journal, tmp_path):
    with Journal.begin(str(tmp_path / "copy.db")) as copy:
        assert copy.take_in(archive_in(lines, "talks.jsonl")) == 4
        assert copy.read() == journal.read()
