"""A scenario's text as a tree of nodes, read strictly.

Every key and every scalar is text; what YAML would do silently to a text (cut it off, share it, guess its type) is a
fault instead. Built on the events of PyYAML's C parser, which keep every position.
"""

import re
from typing import Any, Final

import yaml

from sim.scenario.nodes import Faults, Mapping, Node, Scalar, Sequence
from sim.scenario.syntax import REST, TAB_INDENT, add_syntax_fault

_MAX_DEPTH: Final = 8
_ESCAPED_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HASH_GLUED: Final = re.compile(r"[ \t]#[^\s#]")
_GLUED: Final = re.compile(r"[ \t]+#(?=[^\s#])")


def parsed(text: str, faults: Faults) -> Node | None:
    """The tree of the *text*; None if there is nothing in it. Where its syntax breaks, what came before is kept."""
    tree = _Tree(text, faults)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            tree.take(event)
            if faults.truncated:
                break
    except yaml.MarkedYAMLError as error:
        faults.truncated = True
        if not tree.has_just_lost_a_text(error):
            add_syntax_fault(error, text, faults)
    tree.cut_off()
    return tree.root


class _Tree:
    """Builds the nodes from the parser's events."""

    def __init__(self, text: str, faults: Faults) -> None:
        self.root: Node | None = None
        self._text = text
        self._faults = faults
        self._open: list[Sequence | Mapping] = []
        self._pending: list[Scalar | None] = []
        self._documents = 0
        self._odd_key: int | None = None
        self._glued_line = -2
        self._has_glue = _HASH_GLUED.search(text) is not None
        self._tabbed = _tabbed(text)
        self._take: dict[type, Any] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def has_just_lost_a_text(self, error: "yaml.MarkedYAMLError") -> bool:
        """Whether the error comes from a text that a glued # has cut off in this line or the one before."""
        return error.problem_mark is not None and error.problem_mark.line - self._glued_line in (0, 1)

    def cut_off(self) -> None:
        """Mark the mappings that reading did not come to the end of."""
        for node in self._open:
            if isinstance(node, Mapping):
                node.is_cut_off = True

    def take(self, event: Any) -> None:
        """Take the next event."""
        take = self._take.get(type(event))
        if take is not None:
            take(event)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._fault(event, "a second document begins here; a scenario is one document, put the other in a file")
            self._faults.truncated = True
        elif event.version or event.tags:
            self._fault(event, "a YAML directive; leave it out")

    def _scalar(self, event: Any) -> None:
        self._refuse_magic(event)
        mark = event.start_mark
        node = Scalar(event.value, mark.line + 1, mark.column + 1)
        if self._has_glue and event.style == "" and (glue := _GLUED.match(self._text, event.end_mark.index)):
            column = event.end_mark.column + len(glue[0])
            words = "YAML cuts the text off at this #; quote the text, or put a space after the # of a comment"
            self._faults.add_at(event.end_mark.line + 1, column, "", words)
            node.spoiled = True
            self._glued_line = event.end_mark.line
        elif event.style == '"' and (found := _ESCAPED_CONTROL.search(event.value)):
            self._fault(event, f"an escape for the control character U+{ord(found[0]):04X}; leave it out")
            node.spoiled = True
        self._add(node)

    def _mapping(self, event: Any) -> None:
        self._refuse_magic(event)
        self._enter(event, Mapping({}, {}, event.start_mark.line + 1, event.start_mark.column + 1))

    def _sequence(self, event: Any) -> None:
        self._refuse_magic(event)
        self._enter(event, Sequence([], event.start_mark.line + 1, event.start_mark.column + 1))

    def _alias(self, event: Any) -> None:
        self._fault(event, f"an alias, *{event.anchor}; write the text out, or quote it if it begins with a *")
        self._add(Scalar("", event.start_mark.line + 1, event.start_mark.column + 1, spoiled=True))

    def _enter(self, event: Any, node: Sequence | Mapping) -> None:
        self._add(node)
        self._open.append(node)
        self._pending.append(None)
        if len(self._open) > _MAX_DEPTH:
            self._fault(event, f"nested deeper than a scenario ever is{REST}")
            self._faults.truncated = True

    def _close(self, _: Any) -> None:
        self._open.pop()
        self._pending.pop()
        if self._odd_key == len(self._open):
            self._odd_key = None

    def _add(self, node: Node) -> None:
        if node.line in self._tabbed and node.column == self._tabbed[node.line] + 1:
            self._faults.add(node, "", "a tab in the indentation; indent with spaces")
        if not self._open:
            self.root = node
            self._faults.truncated = not isinstance(node, Mapping)
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif (key := self._pending[-1]) is None:
            self._pending[-1] = self._key(node, parent)
        else:
            parent.values.setdefault(key.text, node)
            self._pending[-1] = None

    def _key(self, node: Node, parent: Mapping) -> Scalar:
        if not isinstance(node, Scalar):
            if self._odd_key is None:
                self._faults.add(node, "", "a key must be a text; write `key: value`")
                self._odd_key = len(self._open)
            return Scalar("", node.line, node.column)
        first = parent.keys.setdefault(node.text, node)
        if first is not node:
            self._faults.add(node, "", f"the key {node.text!r} stands here a second time, first in line {first.line}")
            return Scalar(f"{node.text} (again)", node.line, node.column)
        if node.text == "<<":
            self._faults.add(node, "", "a merge, <<; write the keys out")
            del parent.keys[node.text]
        return node

    def _refuse_magic(self, event: Any) -> None:
        if event.anchor is not None:
            self._fault(event, f"an anchor, &{event.anchor}; leave it out, or quote the text if it begins with an &")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._fault(event, f"a tag, {tag}; leave it out, or quote the text if it begins with a !")

    def _fault(self, event: Any, words: str) -> None:
        self._faults.add_at(event.start_mark.line + 1, event.start_mark.column + 1, "", words)


def _tabbed(text: str) -> dict[int, int]:
    """The lines, from 1, that have a tab in their indentation, with the width of that."""
    if "\t" not in text:
        return {}
    indents = ((number, TAB_INDENT.match(line)) for number, line in enumerate(text.split("\n"), 1))
    return {number: len(found[0]) for number, found in indents if found is not None}
