"""The nodes of a scenario's text, which know their position, and the faults that are found in it."""

from typing import Any, Final

from attrs import define, field

from sim.model.errors import Fault, Where


@define
class ScalarNode:
    """A text, and where it stands; `invalid` if a fault has been noted here, so that no second one need be.

    It is bare if it is the value of a key between braces that has neither a colon nor a value. It is null if it is the
    word for nothing, `null` or `~`, without quotes; a scenario file has a text there.
    """

    text: str
    line: int
    column: int
    invalid: bool = False
    is_bare: bool = False
    is_null: bool = False


@define
class SequenceNode:
    """A list of nodes, and where it begins."""

    items: "list[Node]"
    line: int
    column: int


@define
class MappingNode:
    """Nodes by key, and where it begins; `keys` has each key with its own position.

    It is truncated if reading ended before it did. `lost` are the keys that were left out for a fault of their own: the
    text of one that stands there twice, else empty. Either way what seems to be missing may only be unread.
    """

    values: "dict[str, Node]"
    keys: dict[str, ScalarNode]
    line: int
    column: int
    is_truncated: bool = False
    lost: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every key of it was read, so that what is not here is missing."""
        return not (self.is_truncated or self.lost)

    def is_unread(self, key: str) -> bool:
        """Whether there may be more under this key than was read."""
        return key in self.lost or (key not in self.values and not self.is_whole)


Node = ScalarNode | SequenceNode | MappingNode


def is_whole(node: Node) -> bool:
    """Whether every key was read of all the mappings in the node."""
    if isinstance(node, MappingNode):
        return node.is_whole and all(is_whole(value) for value in node.values.values())
    return not isinstance(node, SequenceNode) or all(is_whole(item) for item in node.items)


def plain(node: Node) -> str | list[Any] | dict[str, Any]:
    """What a node holds: a text, a list or a mapping."""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.values.items()}


MAX_FAULTS: Final = 1_000
"""The faults that are noted in one file before it is given up."""


class TooManyFaultsError(Exception):
    """A file that is given up."""


@define
class Faults:
    """The faults of one file, collected while it is read; `truncated` says that its end was not reached.

    `place` is the class of their places: a table counts rows where a text counts lines.
    """

    file: str
    noted: list[Fault] = field(factory=list)
    truncated: bool = False
    place: type[Where] = Where

    def where(self, node: Node) -> Where:
        """The place of a node."""
        return self.place(self.file, node.line, node.column)

    def add(self, node: Node | Where, concerns: str, reason: str) -> None:
        """Note a fault where the *node* stands."""
        self.add_at(node.line, node.column, concerns, reason)

    def add_at(self, line: int, column: int, concerns: str, reason: str) -> None:
        """Note a fault at a line and column, both from 1.

        Raises: TooManyFaultsError.
        """
        if len(self.noted) == MAX_FAULTS:
            raise TooManyFaultsError
        self.noted.append(Fault(self.place(self.file, line, column), concerns, reason))

    def in_order(self) -> tuple[Fault, ...]:
        """All of them in the order of the file."""
        return tuple(sorted(self.noted, key=lambda fault: (fault.where.line, fault.where.column)))
