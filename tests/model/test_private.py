"""The marks of what a record keeps to itself."""

import pytest

from sim.model.errors import InvalidFieldError
from sim.model.private import private_fields
from sim.model.setting import Source
from sim.moves import Act, Propose
from sim.rules.subjects.commitments import Declaration
from sim.rules.subjects.measures import DeclaredMeasure

DAY = "2013-02-01"


def proposed(**fields):
    return Propose(subject="p", by="aland", date=DAY, issue="quota", **fields)


def test_one_key_or_several_can_be_private():
    assert proposed(quote="q", private="quote").private == ("quote",)
    assert proposed(quote="q", note="n", private=["quote", "note"]).private == ("quote", "note")


@pytest.mark.parametrize(
    ("make", "name", "advice"),
    [
        (lambda name: proposed(private=name), "qoute", "; did you mean quote"),
        (lambda name: proposed(private=name), "by", "; there is speaker, quote"),
        (lambda name: Source("Gazette", private=name), "published", "; there is title, url or note"),
        (lambda name: Declaration("pact", private=name), "since", "; there is source, quote or note"),
        (lambda name: DeclaredMeasure(subject="ban", by="aland", private=name), "level", "; there is source"),
    ],
)
def test_what_the_law_looks_at_cannot_be_private(make, name, advice):
    with pytest.raises(InvalidFieldError, match=f"'{name}' cannot be private{advice}"):
        make(name)


def test_each_key_is_private_once():
    with pytest.raises(InvalidFieldError, match="private names each key once"):
        proposed(quote="q", private=("quote", "quote"))


def test_the_private_fields_are_those_that_are_given():
    act = Act(subject="a", by="aland", date=DAY, tone="hostile", action="x", private=("note", "source", "action"))
    assert list(private_fields(act)) == ["action"]
    assert list(private_fields(proposed(private="action"))) == []
