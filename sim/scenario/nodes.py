"""The nodes of a scenario's text, which know their position, and the faults that are found in it."""

from typing import Final

from attrs import define, field

from sim.errors import Fault, Where


@define
class Scalar:
    """A text, and where it stands; `spoiled` if a fault has been noted here, so that no second one need be."""

    text: str
    line: int
    column: int
    spoiled: bool = False


@define
class Sequence:
    """A list of nodes, and where it begins."""

    items: "list[Node]"
    line: int
    column: int


@define
class Mapping:
    """Nodes by key, and where it begins; `keys` has each key with its own position.

    It is cut off if reading ended before it did, so that what seems to be missing may only be unread.
    """

    values: "dict[str, Node]"
    keys: dict[str, Scalar]
    line: int
    column: int
    is_cut_off: bool = False


Node = Scalar | Sequence | Mapping


MAX_FAULTS: Final = 1_000
"""How many faults are noted in one file before it is given up."""


class TooManyFaults(Exception):
    """A file that is given up."""


@define
class Faults:
    """The faults of one file, collected while it is read; `truncated` says that its end was not reached."""

    file: str
    found: list[Fault] = field(factory=list)
    truncated: bool = False

    def add(self, node: Node | Where, concerns: str, words: str) -> None:
        """Note a fault where the *node* stands."""
        self.add_at(node.line, node.column, concerns, words)

    def add_at(self, line: int, column: int, concerns: str, words: str) -> None:
        """Note a fault at a line and column, both from 1.

        Raises: TooManyFaults.
        """
        if len(self.found) == MAX_FAULTS:
            raise TooManyFaults
        self.found.append(Fault(Where(self.file, line, column), concerns, words))

    def in_order(self) -> tuple[Fault, ...]:
        """All of them in the order of the file."""
        return tuple(sorted(self.found, key=lambda fault: (fault.where.line, fault.where.column)))
