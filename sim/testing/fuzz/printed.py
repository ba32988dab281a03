"""The faults of an output: it is not well-formed, or has signs that no terminal should get."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Final
from xml.etree import ElementTree as ET

from sim.report.table.render import CSV, JSON, MARKDOWN, NOTHING, TABLE
from sim.testing.fuzz.material import FORGED, HEADING

SVG: Final = "svg"
HTML: Final = "html"

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_FOR_TERMINALS: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_UNESCAPED_PIPE: Final = re.compile(r"(?<!\\)(?:\\\\)*\|")
_RAW_MARKUP: Final = re.compile(rf"(?<!\\)(?:\\\\)*(?:<|\]\(javascript:)|^{re.escape(HEADING)}")
_VOID: Final = frozenset(("meta", "link", "br", "hr", "img", "input", "path", "line", "rect", "circle", "use"))


def complaints(form: str, data: bytes) -> Iterator[str]:
    """The faults of the bytes as an output in this form."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield f"{form}, it is not UTF-8: {error}"
        return
    for complaint in _FORMS[form](text):
        yield f"{form}, {complaint}"


def _table(text: str) -> Iterator[str]:
    yield from for_a_terminal(text)
    if any(line.startswith(FORGED) for line in text.split("\n")):
        yield f"a line of its own that a text has forged: {FORGED}"


def for_a_terminal(text: str) -> Iterator[str]:
    """Whether a terminal gets signs that steer it or turn the order of letters round."""
    for sign in _FOR_TERMINALS.findall(text)[:1]:
        line = next(line for line in text.split("\n") if sign in line)
        yield f"a raw control or bidi character: U+{ord(sign):04X} in {line.strip()!r}"


def _control(text: str) -> Iterator[str]:
    for sign in _CONTROL.findall(text)[:1]:
        yield f"a raw control character: U+{ord(sign):04X}"


def _markdown(text: str) -> Iterator[str]:
    yield from _control(text)
    blocks = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    for block in blocks:
        counts = {len(_UNESCAPED_PIPE.findall(line)) for line in block.splitlines()}
        if len(counts) > 1:
            yield f"rows of a table with more or fewer cells: {block[:200]}"
    for line in [line for line in text.split("\n") if _RAW_MARKUP.search(line)][:1]:
        yield f"markup that is not escaped: {line.strip()}"


def _csv(text: str) -> Iterator[str]:
    yield from _control(text)
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if len({len(row) for row in rows}) > 1:
        yield f"rows with more or fewer cells: {rows[0]}"
    cells = [cell for row in rows for cell in row]
    for cell in [cell for cell in cells if cell.endswith("\n")][:1]:
        yield f"a cell that ends in a newline: {cell!r}"
    if NOTHING in cells:
        yield f"a cell that is not empty where there is nothing to say: {NOTHING}"


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _json(text: str) -> Iterator[str]:
    try:
        json.loads(text, parse_constant=_no_constant)
    except ValueError as error:
        yield f"it is not JSON: {error}"


def _svg(text: str) -> Iterator[str]:
    try:
        ET.fromstring(text)  # noqa: S314 - our own drawing
    except ET.ParseError as error:
        yield f"it is not XML: {error}"


class _Balance(HTMLParser):
    """Follows the elements of a page; `odd` is the first end that closes nothing, or what is left open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.odd: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            expected = self.open.pop() if self.open else "nothing"
            if expected != tag:
                self.odd.append(f"</{tag}> closes {expected}")


def _html(text: str) -> Iterator[str]:
    parser = _Balance()
    parser.feed(text)
    parser.close()
    for odd in (*parser.odd, *(f"<{tag}> is left open" for tag in parser.open))[:1]:
        yield f"elements that are not closed in turn: {odd}"


_FORMS: Final[dict[str, Callable[[str], Iterator[str]]]] = {
    TABLE: _table,
    MARKDOWN: _markdown,
    CSV: _csv,
    JSON: _json,
    SVG: _svg,
    HTML: _html,
}
