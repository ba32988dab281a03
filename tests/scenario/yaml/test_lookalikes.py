import unicodedata

import pytest
from complaints import RECORD, recorded
from hypothesis import given, strategies as st

from sim.model.ids import is_id
from sim.scenario.yaml.lookalikes import _shapes


def warnings(text):
    return [str(warning) for warning in recorded(text).warnings]


def with_issues(*names):
    return RECORD.replace("ports: Access", "".join(f"{name}: X, " for name in names) + "ports: Access")


def test_ids_that_differ_are_nothing_to_warn_of():
    assert warnings(RECORD) == []
    assert warnings(with_issues("fail", "fall", "port-1", "port-2", "kutoa", "квота")) == []


@pytest.mark.parametrize(
    ("names", "how"),
    [
        (("catch", "Catch"), "they differ only in case"),
        (("СССР", "ссср"), "they differ only in case"),
        (("catch", "саtch"), "CYRILLIC SMALL LETTER ES"),
        (("CATCH", "САТСН"), "CYRILLIC CAPITAL LETTER ES"),
        (("catch", "Сatch"), "CYRILLIC CAPITAL LETTER ES"),
        (("total", "tοtal"), "GREEK SMALL LETTER OMICRON"),
        (("talks-1", "talks-l"), "in signs that look alike; give"),
        (("talks-I", "talks-1"), "in signs that look alike; give"),
        (("round-O", "round-0"), "in signs that look alike; give"),
        (("café", "cafe\u0301"), "COMBINING ACUTE ACCENT"),
        (("catch", "ｃatch"), "FULLWIDTH LATIN SMALL LETTER C"),
        (("catch", "cat\u034fch"), "COMBINING GRAPHEME JOINER"),
        (("catch", "cat\u061cch"), "ARABIC LETTER MARK"),
        (("a-b", "a\u2212b"), "MINUS SIGN"),
    ],
)
def test_ids_that_look_alike_are_warned_of_with_both_lines(names, how):
    [warning] = warnings(with_issues(*names))
    assert warning.startswith("f:4:")
    assert f": warning: the issue {names[1]!r} looks like {names[0]!r} (line 4): " in warning
    assert how in warning
    assert warning.endswith("; give one of them another id")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{council: Nordic Council}", "{Aland: Other}", "the party 'Aland' looks like 'aland' (line 2)"),
        ("{gazette: {", "{Gazette: {}, gazette: {", "the source 'gazette' looks like 'Gazette' (line 7)"),
        ("talks: {ministers", "talks: {Pact: P, ministers", "the subject 'Pact' looks like 'pact' (line 5)"),
        ("propose: equal-shares", "propose: Pact", "the subject 'Pact' looks like 'pact' (line 5)"),
        ("{council: Nordic Council}", "{Clock: The clock}", "the party 'Clock' looks like the reserved word 'clock'"),
    ],
)
def test_so_it_is_in_every_name_space(old, new, words):
    [warning] = warnings(RECORD.replace("Strait Gazette, published: 2013-05-02", "Strait Gazette").replace(old, new))
    assert words in warning


def test_ids_of_branches_and_of_what_they_make_are_looked_at():
    own = "moves: [{propose: Equal-shares, by: aland, date: 2013-03-01, issue: quota}]"
    found = warnings(f"{RECORD}branches:\n  b: {{{own}}}\n  B: {{{own}}}\n")
    assert [warning.split(": ")[2].split(" looks")[0] for warning in found] == [
        "the subject 'Equal-shares'",
        "the branch 'B'",
    ]


def test_ids_of_pairs_and_of_the_calendar_are_looked_at():
    pairs = "    soft: {policies: {aland: grit}}\n    Soft: {policies: {aland: random}}\n"
    calendar = "  calendar: {summit: 2013-04-01, Summit: 2013-04-02}\n"
    plan = "  from: 2013-02-09\n  until: 2013-12-31\n  policies: {aland: hold, bohus: hold}\n"
    found = warnings(f"{RECORD}forecast:\n{plan}  pairs:\n{pairs}{calendar}")
    assert [warning.split(": ")[2].split(" looks")[0] for warning in found] == [
        "the pair 'Soft'",
        "the date of the calendar 'Summit'",
    ]


def test_what_is_named_in_two_name_spaces_is_nothing_to_warn_of():
    assert warnings(RECORD.replace("{ministers", "{Quota: Q, ministers")) == []


@given(st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=8).filter(is_id))
def test_no_case_and_no_normal_form_makes_another_id_of_one(name):
    for other in (name.swapcase(), unicodedata.normalize("NFD", name), unicodedata.normalize("NFKC", name)):
        if name.casefold() == other.casefold() or other != name.swapcase():
            assert set(_shapes(name)) & set(_shapes(other))
