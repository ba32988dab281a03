"""A scenario's text as a tree of nodes, read strictly.

Every key and every scalar is text; what YAML would do silently to a text (cut it off, share it, guess its type) is a
fault instead. Built on the events of PyYAML's C parser, which keep every position.
"""

import re
from collections.abc import Callable
from typing import Any, Final

import yaml
from attrs import evolve

from sim.scenario.yaml.nodes import Faults, MappingNode, Node, ScalarNode, SequenceNode
from sim.scenario.yaml.syntax_errors import REST, TAB_INDENT, Quoted, add_syntax_fault, quotable

_MAX_DEPTH: Final = 12
_MOST_QUOTED: Final = 20
"""The most texts with a colon that a file is read past; it is read anew for each."""
_READ_ANEW: Final = 1_000_000
"""The length of the longest file that is read anew."""
_LOST: Final = ScalarNode("", 0, 0)
"""The key in place of one that is left out together with its value."""
ESCAPED_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""The characters that no text of a scenario has, not even as an escape."""
_NULL: Final = frozenset(("null", "Null", "NULL", "~"))
"""The words for nothing in YAML and JSON."""
_HASH_GLUED: Final = re.compile(r"[ \t]#[^\s#]")
_GLUED: Final = re.compile(r"[ \t]+#(?=[^\s#])")


def parsed(text: str, faults: Faults) -> Node | None:
    """The tree of the *text*; None if there is nothing in it. Where its syntax breaks, what came before is kept.

    It is read on past a text that has a colon in it: that is a fault, and the text is taken as if it were quoted.
    """
    count, quoted = len(faults.noted), list[Quoted]()
    tree, error = _read(text, faults, quoted)
    most = _MOST_QUOTED if len(text) <= _READ_ANEW else 0
    while error is not None and len(quoted) < most and (more := quotable(error, text)) is not None:
        del faults.noted[count:]
        faults.truncated = False
        text = more.text
        quoted.append(more)
        tree, error = _read(text, faults, quoted)
    if error is not None and tree.has_just_lost_a_text(error):
        faults.noted[-1] = evolve(faults.noted[-1], words=faults.noted[-1].words + REST)
    elif error is not None and not any(each.goes_on_at(error) for each in quoted):
        add_syntax_fault(error, text, faults)
    for each in quoted:
        each.note(faults, error)
    tree.truncate_open_mappings()
    return tree.root


def _read(text: str, faults: Faults, quoted: list[Quoted]) -> "tuple[_Tree, yaml.MarkedYAMLError | None]":
    """The tree of the text, as far as its syntax goes, and the error that ends it."""
    tree = _Tree(text, faults, {each.place for each in quoted})
    handlers = tree.handlers()
    parser = yaml.CSafeLoader(text)
    try:
        while not faults.truncated and (event := parser.get_event()) is not None:
            handlers.get(type(event), _pass_over)(event)
    except yaml.MarkedYAMLError as error:
        faults.truncated = True
        return tree, error
    finally:
        parser.dispose()
    return tree, None


def _pass_over(event: Any) -> None:
    """Take an event that says nothing: the stream and the document begin or end."""


class _Tree:
    """Builds the nodes from the parser's events."""

    def __init__(self, text: str, faults: Faults, invalid: set[tuple[int, int]]) -> None:
        self.root: Node | None = None
        self._text = text
        self._faults = faults
        self._invalid = invalid
        self._parent: SequenceNode | MappingNode | None = None
        self._key: ScalarNode | None = None
        self._above: list[tuple[SequenceNode | MappingNode | None, ScalarNode | None]] = []
        self._documents = 0
        self._muted: int | None = None
        self._glued_line = -2
        self._has_glue = _HASH_GLUED.search(text) is not None
        self._tabbed = _tabbed(text)

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """The handler of each type of event; the others say nothing."""
        return {
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

    def truncate_open_mappings(self) -> None:
        """Mark the mappings that reading did not come to the end of."""
        for node in (self._parent, *(parent for parent, _ in self._above)):
            if isinstance(node, MappingNode):
                node.is_truncated = True

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._fault(event, "a second document begins here; a scenario is one document, put the other in a file")
            self._faults.truncated = True
        elif event.version or event.tags:
            self._fault(event, "a YAML directive; leave it out")

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_magic(event)
        mark = event.start_mark
        node = ScalarNode(event.value, mark.line + 1, mark.column + 1)
        if event.style == "":
            if self._has_glue:
                self._refuse_glue(event, node)
            if not event.value:
                self._see_whether_bare(event, node)
            elif event.value in _NULL:
                node.is_null = True
        elif event.style == '"' and (match := ESCAPED_CONTROL.search(event.value)):
            self._fault(event, f"an escape for the control character U+{ord(match[0]):04X}; leave it out")
            node.invalid = True
        elif event.style == "'" and self._invalid:
            node.invalid = (node.line, node.column) in self._invalid
        key, parent = self._key, self._parent
        if key is None or key is _LOST or self._tabbed or not isinstance(parent, MappingNode):
            self._add(node)
        else:  # what `_add` does with a value, without the call: half of a file is values
            parent.values[key.text] = node
            self._key = None

    def _see_whether_bare(self, event: Any, node: ScalarNode) -> None:
        """Mark the value of a key between braces that has no colon; of several in a row, only the first is kept."""
        parent, key, end = self._parent, self._key, event.start_mark.index
        if (
            not isinstance(parent, MappingNode)
            or key is None
            or key is _LOST
            or self._text[end : end + 1] not in (",", "}")
        ):
            return
        before = end - 1
        while self._text[before].isspace():
            before -= 1
        node.is_bare = self._text[before] != ":"
        last = next(reversed(parent.values.values()), None)
        if node.is_bare and isinstance(last, ScalarNode) and last.is_bare:
            parent.keys.pop(key.text)
            parent.lost += ("",)
            self._key = _LOST

    def _mapping(self, event: Any) -> None:
        mark = event.start_mark
        self._enter(event, MappingNode({}, {}, mark.line + 1, mark.column + 1))

    def _sequence(self, event: Any) -> None:
        mark = event.start_mark
        self._enter(event, SequenceNode([], mark.line + 1, mark.column + 1))

    def _alias(self, event: Any) -> None:
        self._fault(event, f"an alias, *{event.anchor}; write the text out, or quote it if it begins with a *")
        self._add(ScalarNode("", event.start_mark.line + 1, event.start_mark.column + 1, invalid=True))

    def _enter(self, event: Any, node: SequenceNode | MappingNode) -> None:
        self._add(node)
        self._refuse_magic(event)
        self._above.append((self._parent, self._key))
        self._parent, self._key = node, None
        if len(self._above) > _MAX_DEPTH + max(0, (self._muted or 0) - 1):
            self._faults.add(node, "", f"nested deeper than a scenario ever is{REST}")
            self._faults.truncated = True

    def _close(self, _: Any) -> None:
        self._parent, self._key = self._above.pop()
        self._unmute()

    def _unmute(self) -> None:
        """Note faults again, where the key or the value is over of which no more was to be said."""
        if self._muted == len(self._above):
            self._muted = None

    def _add(self, node: Node) -> None:
        """Put the node where it belongs: into the list, or as the key or the value that is due in the mapping."""
        if self._tabbed and self._muted is None and node.column == self._tabbed.get(node.line, -1) + 1:
            self._faults.add(node, "", "a tab in the indentation; indent with spaces")
        parent, key = self._parent, self._key
        if isinstance(parent, MappingNode):
            if key is None:
                self._key = self._as_key(node, parent)
            else:
                self._key = None
                if key is not _LOST:
                    parent.values[key.text] = node
                elif isinstance(node, ScalarNode):
                    self._unmute()
        elif parent is None:
            self.root = node
            self._faults.truncated = not isinstance(node, MappingNode)
        else:
            parent.items.append(node)

    def _as_key(self, node: Node, parent: MappingNode) -> ScalarNode:
        """The node as a key of the mapping; where it cannot be one, that is a fault, and it is lost."""
        if not isinstance(node, ScalarNode):
            return self._lost_key(node, parent, "a key must be a text; write `key: value`", mute=True)
        if node.invalid:
            return self._lost_key(node, parent, "")
        if node.text == "<<":
            return self._lost_key(node, parent, "a merge, <<; write the keys out", mute=True)
        first = parent.keys.setdefault(node.text, node)
        if first is not node:
            reason = f"the key {node.text!r} stands here a second time, first in line {first.line}"
            return self._lost_key(node, parent, reason, text=node.text)
        if not node.text:
            parent.lost += ("",)  # it is no key of any mapping, as the reader will say, so another one is lost
        return node

    def _lost_key(
        self, node: Node, parent: MappingNode, reason: str, *, text: str = "", mute: bool = False
    ) -> ScalarNode:
        """Leave a key out for a fault, noted unless one has been at this place; *mute* what is in it or follows it."""
        parent.lost += (text,)
        if reason and self._muted is None and not self._has_fault_at(node):
            self._faults.add(node, "", reason)
        if mute and self._muted is None:
            self._muted = len(self._above)
        return _LOST

    def _has_fault_at(self, node: Node) -> bool:
        last = self._faults.noted[-1].where if self._faults.noted else None
        return last is not None and (last.line, last.column) == (node.line, node.column)

    def _refuse_magic(self, event: Any) -> None:
        if event.anchor is not None:
            reason = f"an anchor, &{event.anchor}; leave it out, or quote the text if it begins with an &"
            self._fault(event, reason if event.tag is None else f"a tag and {reason}")
        elif event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._fault(event, f"a tag, {tag}; leave it out, or quote the text if it begins with a !")

    def _refuse_glue(self, event: Any, node: ScalarNode) -> None:
        end = event.end_mark
        glue = _GLUED.match(self._text, end.index)
        if glue is not None and self._muted is None:
            reason = "YAML cuts the text off at this #; quote the text, or put a space after the # of a comment"
            self._faults.add_at(end.line + 1, end.column + len(glue[0]), "", reason)
            node.invalid = True
            self._glued_line = end.line

    def _fault(self, event: Any, reason: str) -> None:
        if self._muted is None:
            self._faults.add_at(event.start_mark.line + 1, event.start_mark.column + 1, "", reason)


def _tabbed(text: str) -> dict[int, int]:
    """The lines, from 1, that have a tab in their indentation, with the width of that."""
    if "\t" not in text:
        return {}
    indents = ((number, TAB_INDENT.match(line)) for number, line in enumerate(text.split("\n"), 1))
    return {number: len(match[0]) for number, match in indents if match is not None}
