import pytest

from sim.testing.fuzz.material import FORGED, HEADING
from sim.testing.fuzz.printed import complaints


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("table", "A title\n\n  id  title\n"),
        ("markdown", "# Title\n\n| a | b |\n|---|---|\n| c \\| d | \\<i> |\n\n| a |\n"),
        ("csv", 'a,b\n"c\nd",e\n'),
        ("csv", ""),
        ("csv", f"a\n{'b' * 200_000}\n"),
        ("json", '{"a": "\\u0007", "b": 1}'),
        ("svg", "<svg><title>a</title></svg>"),
        ("html", "<!doctype html><p>a<br>b</p><script>'</p>'</script>"),
    ],
)
def test_nothing_is_wrong_with_what_is_well_formed(form, text):
    assert list(complaints(form, text.encode())) == []


@pytest.mark.parametrize(
    ("form", "text", "kind"),
    [
        ("table", "bell \x07", "table, a raw control or bidi character"),
        ("table", "\u202eevil\n", "table, a raw control or bidi character"),
        ("table", "tab\t", "table, a raw control or bidi character"),
        ("markdown", "\x1b[m", "markdown, a raw control character"),
        ("markdown", "| a | b |\n| c |\n", "markdown, rows of a table with more or fewer cells"),
        ("markdown", "a \\\\<b>\n", "markdown, markup that is not escaped"),
        ("markdown", "[a](javascript:b)\n", "markdown, markup that is not escaped"),
        ("markdown", f"a\n\n{HEADING}\n", "markdown, markup that is not escaped"),
        ("table", f"Title\n{FORGED}\n", "table, a line of its own that a text has forged"),
        ("csv", "a,b\nc\n", "csv, rows with more or fewer cells"),
        ("csv", 'a\n"b\n"\n', "csv, a cell that ends in a newline"),
        ("csv", "a,b\nc,–\n", "csv, a cell that is not empty where there is nothing to say"),
        ("csv", "\x00", "csv, a raw control character"),
        ("json", "{", "json, it is not JSON"),
        ("json", "NaN", "json, it is not JSON"),
        ("json", '"\x07"', "json, it is not JSON"),
        ("svg", "<svg>", "svg, it is not XML"),
        ("html", "<p><b></p></b>", "html, elements that are not closed in turn"),
        ("html", "</p>", "html, elements that are not closed in turn"),
        ("html", "<p>", "html, elements that are not closed in turn"),
    ],
)
def test_what_is_not_well_formed_is_said(form, text, kind):
    assert [complaint.partition(": ")[0] for complaint in complaints(form, text.encode())] == [kind]


@pytest.mark.parametrize("form", ["table", "markdown", "csv", "json", "svg", "html"])
def test_every_form_is_utf_8(form):
    assert [complaint.partition(": ")[0] for complaint in complaints(form, b"\xff")] == [f"{form}, it is not UTF-8"]
