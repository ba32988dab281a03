"""A folded record as a scenario: the reader of scenario files judges it, and its faults name entries."""

from collections.abc import Iterable, Mapping

from sim.model.errors import InJournal
from sim.records.imported_case import ImportedRow
from sim.records.importing.nodes import row_node, setting_node, value_node
from sim.records.journal.entries import Entry
from sim.records.journal.folding import FoldedRecord, RecordedMove, RecordedPart, folded
from sim.records.journal.references import by_number, complaint_of_gone
from sim.scenario.declarations import SECTIONS
from sim.scenario.load import scenario_of
from sim.scenario.scenario import Scenario
from sim.scenario.yaml.nodes import Faults, MappingNode, Node, ScalarNode, SequenceNode


def scenario_from(entries: Iterable[Entry], address: str) -> Scenario:
    """The scenario that the first entries of a journal give; complaints call it by its *address*.

    Raises: JournalError; InvalidScenarioError if the record has faults, as before its parties are declared.
    """
    return scenario_of_record(folded(entries), address)


def scenario_of_record(record: FoldedRecord, address: str) -> Scenario:
    """The scenario of a folded record. Raises: InvalidScenarioError, with all its faults."""
    faults = Faults(address, place=InJournal)
    return scenario_of(_root(record, faults), faults)


def move_node(move: RecordedMove, faults: Faults) -> MappingNode:
    """A move as the reader takes it; its place is the entry that gave its present reading."""
    return row_node(ImportedRow(move.read, move.item), faults)


def _root(record: FoldedRecord, faults: Faults) -> MappingNode:
    numbers = {move.added: number for number, move in enumerate(record.moves, 1)}
    sections = {name: _section(name, part, numbers, faults) for name, part in record.sections.items() if part}
    moves = SequenceNode([move_node(move, faults) for move in record.moves], 1, 1)
    in_order = {name: sections[name] for name in SECTIONS if name in sections}
    return setting_node({**sections, **in_order, **({"moves": moves} if moves.items else {})}, faults)


def _section(
    name: str, content: RecordedPart | Mapping[str, RecordedPart], numbers: Mapping[int, int], faults: Faults
) -> Node:
    if isinstance(content, RecordedPart):
        return value_node(content.value, content.read, faults)
    values = {key: _part(name, key, part, numbers, faults) for key, part in content.items()}
    keys = {key: ScalarNode(key, part.read, 1) for key, part in content.items()}
    first = next(iter(content.values()))
    return MappingNode(values, keys, first.read, 1)


def _part(section: str, name: str, part: RecordedPart, numbers: Mapping[int, int], faults: Faults) -> Node:
    """A part of a section; a move that it names and that is gone is a fault."""

    def gone(entry: int, branch: str, key: str) -> Node:
        faults.add_at(part.read, 1, f"branches, {branch}, {key}", complaint_of_gone(entry, key))
        return ScalarNode(f"@{entry}", part.read, 1, invalid=True)

    named = by_number({section: {name: part.value}}, numbers, gone)
    return value_node(named[section][name], part.read, faults)
