import re
from collections import Counter
from pathlib import Path

import pytest

from sim.report.page import page
from sim.report.page.script import joined, minified


@pytest.mark.parametrize(
    ("script", "short"),
    [
        ("const a = 1;  // one\n\n  const b = a + 2;\n", "const a=1;const b=a + 2;"),
        ("if (a) {\n  b();\n}\nc();\n", "if(a){b();}\nc();"),
        ("call(a, [b, c]);\n// nothing\ncall({ a: 1 });", "call(a,[b,c]);call({a:1});"),
        ("return a ? b : c;", "return a?b:c;"),
        ("x = (a + b) / c / d;", "x=(a + b)/ c / d;"),
        ("class A {\n  get x() { return 1; }\n\n  y() {}\n}", "class A{get x(){return 1;}\ny(){}}"),
    ],
)
def test_comments_and_needless_blanks_are_left_out(script, short):
    assert minified(script) == short


@pytest.mark.parametrize(
    "script",
    ['"a  // b"', "'a  { b'", "`a  ${b ? `c  d` : ''} // e`", 'x(/[/]  "/g)', "a\nb"],
)
def test_what_has_a_meaning_stays(script):
    assert minified(script) == script


def test_the_parts_are_in_one_strict_scope():
    assert joined(["const a = 1;", "f(a);"]) == '"use strict";(()=>{const a=1;f(a);})();'


def test_no_two_parts_give_one_name_to_two_things():
    parts = [Path(page.__file__).with_name(f"{name}.js").read_text("utf-8") for name in page._PARTS]
    declared = re.findall(r"^(?:const|let|class|function) (\w+)", "\n".join(parts), re.MULTILINE)
    assert [name for name, times in Counter(declared).items() if times > 1] == []
