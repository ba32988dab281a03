"""A move more in a scenario file: its text with the item of the move in it, and the scenario that it holds then.

Nothing else of the text changes: the item is put between what stands there, and the whole is read again.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, Final

from attrs import frozen

from sim.model.errors import Fault, InvalidScenarioError, UnknownNameError, Where
from sim.scenario.branches_section import move_number
from sim.scenario.load import loads
from sim.scenario.scenario import Scenario
from sim.scenario.write import in_yaml
from sim.scenario.yaml.decode import decoded
from sim.scenario.yaml.insertion import Edit, Item, inserted
from sim.scenario.yaml.json_text import in_json
from sim.scenario.yaml.nodes import Faults, MappingNode, Node, ScalarNode, SequenceNode, plain
from sim.scenario.yaml.parse import parsed

_MOVES: Final = "moves"
_OPEN_END: Final = "...\n"
"""The end of a document in YAML, which is written after a block that keeps its blank lines."""
_BREAK: Final = re.compile("\r\n|\r|\n")


class WouldBeInvalidError(InvalidScenarioError):
    """A scenario file that is in order, and would have these faults with a move more; nothing has changed."""


@frozen
class Extended:
    """A scenario file with a move more: its bytes, the scenario in them, and the number of the move."""

    data: bytes
    scenario: Scenario
    number: int


def extended(data: bytes, file: str, item: Item, after: int | None = None) -> Extended:
    """A scenario file with one move more: after so many others, or (None) after all of them.

    Raises: InvalidScenarioError if it has faults, or if the move cannot be put there with nothing else changed;
    WouldBeInvalidError if it would have faults then, in the lines that it would have; UnknownNameError if it has not so
    many moves.
    """
    scenario = loads(data, file)
    count = len(scenario.history.moves)
    at = count if after is None else after
    if at > count:
        raise UnknownNameError(f"{file}: there is no move #{at}; the record has {count}")
    before = _tree(data, file)
    _check_numbers(file, (each for each in _numbers(before) if not each.of and each.number > at))
    longer = _longer(data, file, before, item, at)
    new = _loaded(longer, file)
    _check_numbers(file, (each for each in _numbers(before) if each.move_in(scenario) != each.move_in(new) and each.of))
    return Extended(longer, new, at + 1)


def _loaded(data: bytes, file: str) -> Scenario:
    try:
        return loads(data, file)
    except InvalidScenarioError as invalid:
        raise WouldBeInvalidError(invalid.faults) from None


def _text(data: bytes, file: str) -> str:
    text = decoded(data, Faults(file))
    assert text is not None, "it has been read before"
    return text


def _tree(data: bytes, file: str) -> Node:
    tree = parsed(_text(data, file), Faults(file))
    assert tree is not None, "it has been read before"
    return tree


# THE TEXT


def _longer(data: bytes, file: str, before: Node, item: Item, at: int) -> bytes:
    """The bytes of a file with an item more, in block style, or in JSON where that would take in blank lines below it.

    Raises: InvalidScenarioError if either way the text would hold anything but what it held before, and the item.
    """
    wanted: Any = plain(before)
    moves = wanted.get(_MOVES, [])
    wanted[_MOVES] = [*moves[:at], item, *moves[at:]]
    for block in (in_yaml(item).removesuffix(_OPEN_END), f"{in_json(item)}\n"):
        longer = _spliced(data, item, block, at)
        faults = Faults(file)
        text = decoded(longer, faults)
        tree = None if text is None else parsed(text, faults)
        if tree is not None and plain(tree) == wanted:
            return longer
    raise InvalidScenarioError((Fault(_place(before, file, at), "moves", _UNSAFE),))


def _spliced(data: bytes, item: Item, block: str, at: int) -> bytes:
    text, raw = _text(data, ""), data.decode("utf-8")
    for edit in sorted(inserted(text, _MOVES, item, block, at), key=lambda edit: edit.start, reverse=True):
        raw = _edited(raw, edit)
    return raw.encode("utf-8", "surrogatepass")


def _edited(raw: str, edit: Edit) -> str:
    r"""A text as it is in a file, after an edit of what is read of it: no byte-order mark, and `\n` for every break."""
    mark = 1 if raw.startswith("\ufeff") else 0
    breaks = [match.start() - count - mark for count, match in enumerate(re.finditer("\r\n", raw))]
    start, end = (index + bisect_left(breaks, index) + mark for index in (edit.start, edit.end))
    line_break = _BREAK.search(raw)
    piece = edit.piece.replace("\n", line_break[0]) if line_break else edit.piece
    return raw[:start] + piece + raw[end:]


_UNSAFE: Final = (
    "the move cannot be put here with nothing else changed; begin each move on a line of its own, after a `- `, "
    "and end the last line of the file; or write the move with an editor"
)


def _place(root: Node, file: str, at: int) -> Where:
    """The place of the move before, or of all moves."""
    moves = root.values.get(_MOVES) if isinstance(root, MappingNode) else None
    items = moves.items if isinstance(moves, SequenceNode) else []
    node = items[at - 1] if items and at else moves or root
    return Where(file, node.line, node.column)


# THE NUMBERS OF MOVES


@frozen
class _Number:
    """The number of a move in a branch of a file, the key that it stands under, and what the branch departs from."""

    branch: str
    key: str
    of: str
    number: int
    node: ScalarNode

    def move_in(self, scenario: Scenario) -> Any:
        """The move of that number in what the branch departs from; None if it is none."""
        moves = scenario.history_of(self.of).moves
        return moves[self.number - 1] if 0 < self.number <= len(moves) else None


def _numbers(root: Node) -> Iterator[_Number]:
    """All numbers of moves in the branches of a file that has no fault."""
    branches = root.values.get("branches") if isinstance(root, MappingNode) else None
    for name, branch in branches.values.items() if isinstance(branches, MappingNode) else ():
        assert isinstance(branch, MappingNode), "it has been read before"
        of = branch.values.get("of")
        for key in ("from", "without"):
            node = branch.values.get(key)
            for item in node.items if isinstance(node, SequenceNode) else [node]:
                if isinstance(item, ScalarNode) and (number := move_number(item.text)) is not None:
                    base = of.text if isinstance(of, ScalarNode) else ""
                    yield _Number(name, key, base, number, item)


def _check_numbers(file: str, numbers: Iterable[_Number]) -> None:
    """Raises: InvalidScenarioError if there are *numbers* of moves, which another move would have then."""
    advice = {"from": "give a date instead", "without": "name it by verb and subject instead"}
    faults = tuple(
        Fault(
            Where(file, each.node.line, each.node.column),
            f"branches, {each.branch}, {each.key}",
            f"#{each.number} would be another move then; {advice[each.key]}, or add the move at the end",
        )
        for each in numbers
    )
    if faults:
        raise InvalidScenarioError(faults)
