"""The names of files for cases: safe on every system, and each its own."""

import pytest
from hypothesis import given, strategies as st

from sim.records.importing.file_names import FileNames


@pytest.mark.parametrize(
    ("case", "name"),
    [
        ("moscow-2007", "moscow-2007"),
        ("Åland, 2013", "Åland, 2013"),
        ("a/b\\c:d", "a-b-c-d"),
        ("..", "unnamed"),
        ("", "unnamed"),
        (".hidden", "hidden"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\nb\0c", "a-b-c"),
        ("CON", "case-CON"),
        ("lpt1.old", "case-lpt1.old"),
        ("console", "console"),
        ("ends in a dot. ", "ends in a dot"),
        ("x.setting", "x-setting"),
        ("é" * 200, "é" * 50),
    ],
)
def test_a_name_is_made_safe(case, name):
    assert FileNames().name_for(case) == name


def test_no_two_cases_have_one_file():
    names = FileNames()
    assert [names.name_for(case) for case in ("a", "A", "a/", "a-2", "é" * 60, "é" * 70)] == [
        "a",
        "A-2",
        "a-3",
        "a-2-2",
        "é" * 50,
        "é" * 49 + "-2",
    ]


@given(st.lists(st.text(max_size=120), max_size=8))
def test_any_names_are_files_of_their_own(cases):
    names = FileNames()
    given_names = [names.name_for(case) for case in cases]
    assert len({name.casefold() for name in given_names}) == len(cases)
    assert all(name and len(name.encode()) <= 110 and not {*name} & {*'/\\:*?"<>|\0'} for name in given_names)
    assert not any(name[0] in ".- " or name[-1] in ". " for name in given_names)
