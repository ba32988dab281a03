"""A scenario file read past what the law refuses: the moves that cannot have happened as coded, and why.

audited = audited_file("strait.yaml")
for refused in audited.refused:
print(refused.line, refused.move, refused.reasons)
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from os import PathLike, fspath
from typing import Final

from attrs import frozen

from sim.model.errors import Fault, InvalidScenarioError
from sim.records.importing.replayed_rows import Reasons, key_at, replayed_rows
from sim.scenario.declarations import read_declarations
from sim.scenario.fields import FieldReader
from sim.scenario.load import bytes_of, collector_at_rest, loads, read_root
from sim.scenario.moves_section import ParsedMove, created_ids, read_moves
from sim.scenario.yaml.decode import decoded
from sim.scenario.yaml.nodes import Faults, MappingNode, Node, ScalarNode, SequenceNode, TooManyFaultsError

UNREADABLE: Final = "unreadable"
REFUSED: Final = "refused"
"""What is wrong with a move: it cannot be read, or it cannot have been made."""

_PASSED_OVER: Final = ("weights", "branches", "forecast", "expect")
"""The sections that say nothing of the moves of the record."""


@frozen
class RefusedMove:
    """A move that cannot be read, or cannot have been made.

    `number` counts all moves of the file from 1, `line` is that of the move. Each of the `reasons` is the key of the
    field to blame (empty: the move as a whole) and a complaint with the way out. `depends_on` has the numbers of the
    moves that are left out as well and make its subject, or with which the law would let it pass.
    """

    number: int
    line: int
    by: str
    date: str
    move: str
    outcome: str
    reasons: tuple[tuple[str, str], ...]
    depends_on: tuple[int, ...] = ()


@frozen
class AuditedFile:
    """A file that has been audited: its name in the call, its title, how many moves it has, and those that fail."""

    file: str
    title: str
    moves: int
    refused: tuple[RefusedMove, ...] = ()

    @property
    def standing(self) -> int:
        """The number of moves that stand where all the others are left out."""
        return self.moves - len(self.refused)


def audited_file(path: "str | PathLike[str]") -> AuditedFile:
    """The audit of a file. Raises: UnreadableFileError; InvalidScenarioError as `audited_text` does."""
    return audited_text(bytes_of(path), fspath(path))


def audited_text(data: bytes | str, file: str = "<text>") -> AuditedFile:
    """The audit of a text or its bytes; *file* is what complaints call it. Only declarations and moves are looked at.

    Raises: InvalidScenarioError if there are faults outside the moves, without which these cannot be judged.
    """
    try:
        scenario = loads(data, file)
    except InvalidScenarioError:
        with collector_at_rest():
            return _audited(data, file)
    return AuditedFile(file, scenario.title, len(scenario.history.moves))


def _audited(data: bytes | str, file: str) -> AuditedFile:
    faults = Faults(file)
    reader = FieldReader(faults)
    declarations, root, items = None, None, list[Node]()
    with suppress(TooManyFaultsError):
        text = decoded(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data, faults)
        root = None if text is None else read_root(text, faults)
        if root is not None:
            declarations, items = read_declarations(reader, root), reader.items(root.values.get("moves"), "moves")
    outside, inside = _told_apart(faults, root, items)
    if root is None or declarations is None or outside or faults.truncated:
        raise InvalidScenarioError(tuple(outside) or faults.in_order())
    faults.noted.clear()
    moves, unreadable = _read(reader, items, inside)
    replay = replayed_rows(reader, declarations.start, moves, unreadable, _made_in_branches(file, root))
    numbers = {id(move): number for number, move in enumerate(moves, 1)}

    def left_out() -> Iterator[RefusedMove]:
        for position, reasons in sorted(replay.refused.items()):
            outcome = UNREADABLE if position in unreadable else REFUSED
            depends_on = sorted(numbers[id(cause)] for cause in replay.causes.get(position, ()))
            yield _refused(position + 1, moves[position], outcome, reasons, tuple(depends_on))

    return AuditedFile(file, declarations.title, len(items), tuple(left_out()))


def _told_apart(
    faults: Faults, root: MappingNode | None, items: Sequence[Node]
) -> tuple[list[Fault], dict[int, list[Fault]]]:
    """The faults outside the moves, and those within each of them, by position; of other sections there are none."""
    sections = sorted((key.line, key.column, name) for name, key in root.keys.items()) if root else []
    outside, inside = list[Fault](), dict[int, list[Fault]]()
    for fault in faults.in_order():
        place = (fault.where.line, fault.where.column)
        section = next((name for *begin, name in reversed(sections) if tuple(begin) <= place), "")
        begun = [at for at, item in enumerate(items) if (item.line, item.column) <= place]
        if section == "moves" and begun:
            inside.setdefault(begun[-1], []).append(fault)
        elif section not in _PASSED_OVER:
            outside.append(fault)
    return outside, inside


def _read(
    reader: FieldReader, items: Sequence[Node], inside: dict[int, list[Fault]]
) -> tuple[list[ParsedMove], dict[int, Reasons]]:
    """The moves as they read, and the reasons against those that cannot be read, by position."""
    moves, unreadable = list[ParsedMove](), dict[int, Reasons]()
    for position, item in enumerate(items):
        read = read_moves(reader, SequenceNode([item], item.line, item.column))
        move = read[0] if read else ParsedMove("", (), MappingNode({}, {}, item.line, item.column))
        reasons = [("", fault.words) for fault in inside.get(position, ())]
        reasons += [(key_at(move.node, fault.where), fault.words) for fault in reader.faults.in_order()]
        if reasons:
            unreadable[position] = reasons
        moves.append(move)
        reader.faults.noted.clear()
    return moves, unreadable


def _made_in_branches(file: str, root: MappingNode) -> frozenset[str]:
    """The ids of the subjects that moves of branches make, which conditions of the record may name."""
    reader, made = FieldReader(Faults(file)), set[str]()
    with suppress(TooManyFaultsError):
        for branch in reader.mappings(root.values.get("branches")).values():
            made |= {name for name, _ in created_ids(read_moves(reader, branch.values.get("moves")))}
    return frozenset(made)


def _refused(number: int, move: ParsedMove, outcome: str, reasons: Reasons, depends_on: tuple[int, ...]) -> RefusedMove:
    label = move.label if move.verb else next(_texts(move.node), "")
    by, date = (_text(move.node.values.get(key)) for key in ("by", "date"))
    return RefusedMove(number, move.node.line, by, date, label, outcome, tuple(reasons), depends_on)


def _texts(node: MappingNode) -> Iterator[str]:
    """The keys of a move with their texts: what an item that names no move is called by."""
    return (f"{key} {_text(value)}".rstrip() for key, value in node.values.items())


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, ScalarNode) else ""
