import pytest

from sim.model.errors import InvalidScenarioError
from sim.records.journal.declared import declared


def test_the_sections_of_a_file_are_declared_as_it_has_them():
    data = b"parties: {aland: Aland}\nsources: {gazette: {title: G, published: 2013-05-01}}\n"
    assert declared(data, "s.yaml") == {
        "parties": {"aland": "Aland"},
        "sources": {"gazette": {"title": "G", "published": "2013-05-01"}},
    }


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (
            b"scenario: S\nmoves:\n- remark: x\n",
            "s.yaml:2:1: there is no key 'moves' here; `negsim journal add` adds each move",
        ),
        (b"partis: {a: A}\n", "s.yaml:1:1: there is no key 'partis' here; did you mean parties?"),
        (b"", "s.yaml:1:1: the file is empty"),
        (b"\xff\xfe\xfd", "s.yaml"),
        (b"- a\n", "s.yaml:1:1"),
    ],
)
def test_what_cannot_be_declared_is_refused_at_its_place(data, because):
    with pytest.raises(InvalidScenarioError) as refused:
        declared(data, "s.yaml")
    assert str(refused.value).startswith(because)


def test_what_is_null_and_not_quoted_is_taken_back():
    data = b"""summary: null
sources: {a: ~, b: "null", c: 'null', d: NULL, e: {title: null}, f: nullify}
forecast: {pairs: null}
"""
    assert declared(data, "s.yaml") == {
        "summary": None,
        "sources": {"a": None, "b": "null", "c": "null", "d": None, "e": {"title": "null"}, "f": "nullify"},
        "forecast": {"pairs": "null"},
    }
