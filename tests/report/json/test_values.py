import json

from hypothesis import given, strategies as st

from sim.records.json_values import json_text


@given(st.lists(st.dictionaries(st.text(), st.text())))
def test_the_text_of_a_document_says_what_the_document_says(document):
    assert json.loads(json_text(document)) == document


def test_signs_that_a_terminal_would_obey_are_escapes_in_json():
    assert json_text("\x1b[2J\u202e") == '"\\u001b[2J\\u202e"\n'
