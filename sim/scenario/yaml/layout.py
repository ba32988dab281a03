"""The layout of a text that has been read without a fault: where each part of it begins and ends."""

from collections.abc import Iterator
from typing import Any, Final

import yaml
from attrs import frozen

_ENDS: Final = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


@frozen
class Part:
    """A text, a list or a mapping as it is laid out; `start` and `end` are indexes into the whole text.

    `parts` are the items of a list, or the keys and the values of a mapping by turns. What is between brackets is in
    flow style. A part in block style ends with its last text, in which case it may end with a line.
    """

    value: str
    start: int
    column: int
    end: int
    is_flow: bool = False
    parts: "tuple[Part, ...]" = ()

    def named(self, key: str) -> "Part | None":
        """The value of a mapping under a key; None if it has none."""
        pairs = zip(self.parts[::2], self.parts[1::2], strict=True)
        return next((value for name, value in pairs if name.value == key), None)


def layout(text: str) -> Part:
    """The layout of the only document of a text."""
    events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
    first = next(event for event in events if isinstance(event, yaml.MappingStartEvent))
    return _part(first, events, text)


def document_end(text: str) -> int:
    """The index at which the only document of a text ends: that of a line `...`, or the end."""
    events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
    end: Any = next(event for event in events if isinstance(event, yaml.DocumentEndEvent))
    return int(end.start_mark.index) if end.explicit else len(text)


def _part(event: Any, events: Iterator[Any], text: str) -> Part:
    start = event.start_mark
    if isinstance(event, yaml.ScalarEvent):
        return Part(event.value, start.index, start.column, _end_of_text(event, text))
    parts = []
    last = next(events)
    while type(last) not in _ENDS:
        parts.append(_part(last, events, text))
        last = next(events)
    end = last.end_mark.index if event.flow_style else parts[-1].end
    return Part("", start.index, start.column, end, event.flow_style, tuple(parts))


def _end_of_text(event: Any, text: str) -> int:
    """The end of a text; that of a block is the end of its last line, before blank lines that are none of it."""
    start, end = event.start_mark.index, event.end_mark.index
    if event.style not in ("|", ">") or "+" in text[start : text.find("\n", start)].partition("#")[0]:
        return int(end)
    while text[end - 2 : end] == "\n\n":
        end -= 1
    return int(end)
