import pytest
from hypothesis import given, strategies as st

from sim.model.ids import RESERVED, is_id
from sim.records.importers.names import id_of


@pytest.mark.parametrize(
    ("name", "taken", "id_"),
    [
        ("Agent @0", (), "agent-0"),
        ("both", (), "x-both"),
        ("", (), "x"),
        ("a_b", {"a-b", "a-b-2"}, "a-b-3"),
        ("é", (), "é"),
    ],
)
def test_a_name_becomes_an_id(name, taken, id_):
    assert id_of(name, taken) == id_


@given(st.text(), st.lists(st.text()))
def test_any_name_becomes_an_id_of_its_own(name, taken):
    made = id_of(name, taken)
    assert is_id(made)
    assert made not in {*taken, *RESERVED}
