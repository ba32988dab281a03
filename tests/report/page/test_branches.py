import pytest
from complaints import FOUR_MOVES, recorded
from page_records import record_of

from sim.report.page.branches import base_counts, first_difference

ACT = "{act: x, by: aland, date: 2013-02-20, tone: neutral}"


def branch(text):
    return recorded(f"{FOUR_MOVES}branches:\n  b: {text}\n").branch("b").branch


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("{without: '#2'}", 2),
        ("{without: '#1'}", 1),
        (f"{{moves: [{ACT}]}}", 3),
        ("{from: '#2'}", 3),
    ],
)
def test_the_first_difference_is_the_first_move_that_the_trunk_does_not_have_there(text, number):
    assert first_difference(branch(text)) == number


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("{without: '#2'}", [0, 1, 3, 4]),
        (f"{{moves: [{ACT}]}}", [0, 1, 2, 2, 3, 4]),
        (f"{{from: '#2', moves: [{ACT}]}}", [0, 1, 2, 2]),
        ("{from: '#2'}", [0, 1, 2]),
        ("{from: '#0'}", [0]),
    ],
)
def test_the_trunk_stands_beside_its_branch_as_of_the_same_time(text, counts):
    assert list(base_counts(branch(text))) == counts


def test_while_a_branch_goes_its_own_way_its_trunk_goes_on_by_the_day():
    acts = [f"{{act: x{n}, by: aland, date: 2013-0{n}-15, tone: neutral}}" for n in (2, 3)]
    assert list(base_counts(branch(f"{{from: '#1', moves: [{', '.join(acts)}]}}"))) == [0, 1, 2, 4]


def test_a_branch_names_what_it_departs_from_and_what_of_it_is_missing():
    text = f"{FOUR_MOVES}branches:\n  b: {{without: {{oppose: equal-shares}}, title: No no}}\n"
    record, texts = record_of(text, "b", at=1)
    assert (texts[record["title"]], record["of"]) == ("No no", 0)
    assert [texts[place] for place in record["missing"][0]] == [
        "#2",
        "2013-02-09",
        "oppose equal-shares by bohus",
        "left out",
    ]


def test_a_branch_of_a_branch_stands_beside_that():
    text = f"{FOUR_MOVES}branches:\n  b: {{without: '#2'}}\n  c: {{of: b, without: '#2'}}\n"
    record, _ = record_of(text, "b", "c", at=2)
    assert record["of"] == 1
