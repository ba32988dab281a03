import html
import json
import unicodedata

import pytest
import yaml
from hypothesis import given, strategies as st

from sim.model.escaping import (
    is_visible,
    one_line,
    shown,
    utf8,
    visible,
    visible_in_json,
    visible_in_xml,
    visible_in_yaml,
)

ANY = st.text(st.characters())
"""Texts with any sign at all, lone surrogates among them."""
OBEYED = (
    *map(chr, (*range(0x20), *range(0x7F, 0xA0))),
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff",
)


@pytest.mark.parametrize("sign", OBEYED, ids=lambda sign: f"{ord(sign):04x}")
def test_a_sign_that_a_terminal_obeys_is_shown_as_its_escape(sign):
    escaped = visible(f"a{sign}b")
    assert escaped.isascii()
    assert escaped.isprintable()
    assert escaped[1:-1].encode().decode("unicode_escape") == sign


@given(ANY)
def test_nothing_is_left_that_a_terminal_obeys(text):
    shown = visible(text)
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in shown)
    assert not any(unicodedata.bidirectional(sign) in BIDI for sign in shown)
    assert visible(shown) == shown


BIDI = ("LRE", "LRO", "PDF", "RLE", "RLO", "LRI", "RLI", "FSI", "PDI")


@pytest.mark.parametrize("text", ["Åland – 条約", "سلام", "שלום", "👩\u200d👧", "می\u200cخواهم", "e\u0301", "\\n"])
def test_what_is_written_stays_as_it_is(text):
    assert visible(text) == text
    assert one_line(text) == text
    assert utf8(text).decode() == text


@given(ANY)
def test_a_text_is_one_line_and_keeps_its_words(text):
    line = one_line(text)
    assert not set(line) & set("\n\r\t")
    assert "".join(line.split()) == "".join(text.split())


def test_lines_of_a_text_become_one():
    assert one_line("First\r\n\n  second\t line\n") == "First second line"


@given(ANY)
def test_every_text_can_be_written_as_utf_8(text):
    utf8(text).decode("utf-8")


@given(st.text())
def test_what_is_text_is_written_as_it_is(text):
    assert utf8(text) == text.encode()


@pytest.mark.parametrize(("name", "shown"), [("条.yaml", "条.yaml"), (b"\xff\xfe.yaml", "\\udcff\\udcfe.yaml")])
def test_an_argument_that_the_locale_could_not_read_is_read_as_utf_8_if_it_is_that(name, shown):
    given = (name if isinstance(name, bytes) else name.encode()).decode("ascii", "surrogateescape")
    assert visible(given) == shown
    assert utf8(given).decode() == shown


@given(st.recursive(st.none() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_says_the_same_with_escapes(value):
    text = visible_in_json(json.dumps(value, ensure_ascii=False, indent=2))
    assert json.loads(text) == value
    assert visible(text.replace("\n", " ")) == text.replace("\n", " ")


def test_json_has_escapes_of_json():
    assert visible_in_json('"\x7f\u202e\ud800"') == '"\\u007f\\u202e\\ud800"'


XML = st.text(st.characters(exclude_categories=("Cs", "Cc")))


@given(XML)
def test_xml_says_the_same_with_references(text):
    shown = visible_in_xml(html.escape(text))
    assert html.unescape(shown) == text
    assert is_visible(shown)


@given(XML)
def test_yaml_says_the_same_with_escapes(text):
    shown = visible_in_yaml(json.dumps(text, ensure_ascii=False))
    assert yaml.safe_load(shown.replace("\ufffe", "").replace("\uffff", "")) == text.replace("\ufffe", "").replace(
        "\uffff", ""
    )
    assert is_visible(shown)


class Mute:
    def __repr__(self):
        raise SystemExit


@pytest.mark.parametrize(
    ("thing", "text"),
    [
        (ValueError("two\n lines"), "two lines"),
        ("a\nb", r"'a\nb'"),
        ("x" * 600, f"'{'x' * 499}…"),
        (Mute(), "a Mute"),
    ],
)
def test_a_foreign_object_is_shown_on_one_line(thing, text):
    assert shown(thing) == text
