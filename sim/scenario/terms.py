"""The values of terms in the moves of a file: each on the scale of its term, and all of one term in one unit."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from sim.model.quantity import is_same_unit
from sim.model.setting import Setting
from sim.model.terms import measured, value_fault
from sim.scenario.fields import FieldReader
from sim.scenario.moves_section import ParsedMove
from sim.scenario.yaml.nodes import MappingNode, Node


@frozen
class _FirstValue:
    """The first number that a file gives for a term, as written; its unit, its proposal, and its line."""

    text: str
    unit: str
    proposal: str
    line: int


class TermReader:
    """Notes a fault for each value that is not on the scale of its term, or in another unit than an earlier one.

    A term has one unit in the whole file: in the record, its branches and its scripts.
    """

    def __init__(self, reader: FieldReader, setting: Setting) -> None:
        self._reader, self._setting = reader, setting
        self._first = dict[tuple[str, str], _FirstValue]()

    def check(self, moves: Iterable[ParsedMove]) -> None:
        """Check the terms of these moves, in the order of the file."""
        for parsed in moves:
            terms = parsed.fields.get("terms")
            if isinstance(terms, Mapping):
                node = parsed.node.values["terms"]
                assert isinstance(node, MappingNode), "its values are those of a mapping"
                for term, value in terms.items():
                    self._check_value(parsed, term, value, node.values[term])

    def _check_value(self, parsed: ParsedMove, term: str, value: str, node: Node) -> None:
        issue = self._setting.issue_of_term(term, parsed.fields.get("issue", ()))
        scale = self._setting.scales.get((issue, term))
        reason = value_fault(value, scale)
        if reason and scale is not None:
            reason = f"{reason}; the issue {issue} declares {term} so"
        elif not reason and scale is None:
            reason = self._unit_fault(issue, term, value, parsed, node)
        if reason:
            self._reader.faults.add(node, f"{parsed.label}, terms, {term}", reason)

    def _unit_fault(self, issue: str, term: str, value: str, parsed: ParsedMove, node: Node) -> str:
        """Why a value cannot stand beside the first number of its term: it is in another unit; empty if it can."""
        quantity = measured(value)
        if quantity is None:
            return ""
        new = _FirstValue(value, quantity.unit, parsed.label.partition(" ")[2], node.line)
        first = self._first.setdefault((issue, term), new)
        if is_same_unit(first.unit, quantity.unit):
            return ""
        return (
            f"{value} {_unit_in_words(quantity.unit)}, and {first.text} of {first.proposal} (line {first.line}) "
            f"{_unit_in_words(first.unit)}; give both in one unit, or call one of the two terms otherwise"
        )


def _unit_in_words(unit: str) -> str:
    return f"is in {unit}" if unit else "has no unit"
