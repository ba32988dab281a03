"""A list of mappings in a text, and one more item in it: the edits that put it there, and change nothing else."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from attrs import frozen

from sim.scenario.yaml.json_text import in_json
from sim.scenario.yaml.layout import Part, document_end, layout

Item = dict[str, Any]
"""A mapping, its values texts, lists and mappings."""

_COMMENT: Final = re.compile(r"(?:[ \t]*\n)*( *)#[^\n]*(?:\n|\Z)")
"""A line that is a comment alone, after blank lines."""
_COMMA: Final = re.compile(r"[ \t]*,")
_REST: Final = re.compile(r"[ \t]*(?:#[^\n]*)?\n")
"""The rest of a line on which nothing more is said."""


@frozen
class Edit:
    """A piece that takes the place of what stands from one index of a text to another."""

    start: int
    end: int
    piece: str


def inserted(text: str, section: str, item: Item, block: str, position: int) -> list[Edit]:
    """The edits that put an item into the list of a section, after so many others; it may be that nobody can read it.

    *block* is the item in block style. A list that is missing or empty is begun.
    """
    root = layout(text)
    items = root.named(section)
    if items is None:
        return [_new_section(text, root, section, item, block)]
    if not items.is_flow:
        return [_in_block(text, items, block, position)]
    if not items.parts and not root.is_flow and text[items.start + 1 : items.end - 1].strip(" ") == "":
        return list(_begun(text, items, _indented(block, root.column + 2, 2)))
    return list(_in_brackets(text, items, item, position))


# BLOCK STYLE


def _in_block(text: str, items: Part, block: str, position: int) -> Edit:
    """A line or more between those of two items, or after the last of them."""
    first = items.parts[0]
    is_beside = "\n" not in text[items.start : first.start]
    piece = _indented(block, items.column, first.column - items.column if is_beside else 2)
    if not position:
        return _lines(text, text.rfind("\n", 0, items.start) + 1, piece)
    is_last = position == len(items.parts)
    at = _after(text, items.parts[position - 1], items.column if is_last and items.column else items.column + 1)
    is_spaced = _is_spaced(text, items, position) and text[at - 2 : at] != "\n\n"
    return _lines(text, at, ("\n" if is_spaced else "") + piece)


def _is_spaced(text: str, items: Part, position: int) -> bool:
    """Whether there is a blank line between the items beside a place, the two before it if there are two."""
    pair = items.parts[max(position - 2, 0) : max(position, 2)]
    return len(pair) == 2 and re.search(r"\n[ \t]*\n", text[pair[0].end - 1 : pair[1].start]) is not None


def _indented(block: str, column: int, width: int) -> str:
    """An item of a list, with its dash in a column and its keys so many columns further on."""
    lines = "".join(" " * (column + width) + line if line.strip("\n") else line for line in block.splitlines(True))
    return f"{' ' * column}-{' ' * (width - 1)}{lines[column + width :]}"


def _after(text: str, part: Part, least: int) -> int:
    """The index of the line after a part, and after the comments that belong to it: those indented so far at least."""
    at = _next_line(text, part.end)
    while (comment := _COMMENT.match(text, at)) and len(comment[1]) >= least:
        at = comment.end()
    return at


def _next_line(text: str, index: int) -> int:
    """The index of the next line, or the same if a line begins there."""
    if text[index - 1 : index] == "\n":
        return index
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def _lines(text: str, at: int, piece: str) -> Edit:
    """Whole lines at the beginning of a line, or at the end of a text that ends within one."""
    return Edit(at, at, piece if not at or text[at - 1] == "\n" else f"\n{piece}")


def _begun(text: str, items: Part, piece: str) -> Iterator[Edit]:
    """A list in block style, with one item, in place of an empty one between brackets."""
    before = len(text[: items.start].rstrip(" "))
    is_rest = _REST.match(text, items.end) is None and items.end < len(text)
    yield Edit(before, items.end, " " if is_rest else "")
    yield _lines(text, _next_line(text, items.end), piece)


# BETWEEN BRACKETS


def _in_brackets(text: str, items: Part, item: Item, position: int) -> Iterator[Edit]:
    """An item in JSON between others, on lines of its own where they have such."""
    if not items.parts:
        yield Edit(items.end - 1, items.end - 1, in_json(item))
    elif not position:
        first = items.parts[0]
        is_apart = text[first.start - first.column : first.start].isspace()
        yield Edit(first.start, first.start, f"{_beside(text, first, item)},{_next(first) if is_apart else ' '}")
    else:
        yield from _behind(text, items.parts[position - 1], item, is_last=position == len(items.parts))


def _behind(text: str, before: Part, item: Item, *, is_last: bool) -> Iterator[Edit]:
    """An item behind another, on lines of its own if that ends its line; a comment on that stays where it is."""
    comma = _COMMA.match(text, before.end)
    rest = _REST.match(text, comma.end() if comma else before.end)
    if rest is None or not (comma or is_last):
        yield Edit(before.end, before.end, f", {in_json(item)}")
        return
    if not comma:
        yield Edit(before.end, before.end, ",")
    piece = f"{' ' * before.column}{_beside(text, before, item)}{'' if is_last else ','}\n"
    yield Edit(rest.end(), rest.end(), piece)


def _next(part: Part) -> str:
    return "\n" + " " * part.column


def _beside(text: str, other: Part, item: Item) -> str:
    """The item in JSON, on several lines if another is."""
    return in_json(item, " " * other.column) if "\n" in text[other.start : other.end] else in_json(item)


# A NEW SECTION


def _new_section(text: str, root: Part, section: str, item: Item, block: str) -> Edit:
    """The section with one item, after all others."""
    if root.is_flow:
        last = root.parts[-1].end
        between = _next(root.parts[-2]) if "\n" in text[root.start : last] else " "
        return Edit(last, last, f",{between}{json.dumps(section)}: [{in_json(item)}]")
    indent = " " * root.column
    piece = f"{indent}{section}:\n{_indented(block, root.column + 2, 2)}"
    return _lines(text, document_end(text), piece)
