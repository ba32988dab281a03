import pytest
from hypothesis import given, strategies as st

from sim.records.importers.negmas.python_values import python_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(9, 'a', -0.5, None)", [9, "a", -0.5, None]),
        ("{'a-1': <ResponseType.ACCEPT_OFFER: 0>}", {"a-1": "ResponseType.ACCEPT_OFFER"}),
        ("[np.int64(3), numpy.str_('x')]", [3, "x"]),
        ('[1, "x", null, true]', [1, "x", None, True]),
        (r"'\d'", r"\d"),
    ],
)
def test_a_value_as_python_prints_it_is_read(text, value):
    assert python_value(text) == value


@pytest.mark.parametrize(
    "text", ["f(1)", "1 + 1", "{**x}", "-'a'", "np.f(1, 2)", "a", "x" * 100_001, "(" * 5000, "0x" + "f" * 5000, "1\0"]
)
def test_any_other_text_is_refused(text):
    with pytest.raises(ValueError, match=r"it is no value as Python prints one|it has more than 100,000 characters"):
        python_value(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
    )
)
def test_what_python_prints_is_read_back(value):
    assert python_value(repr(value)) == value
