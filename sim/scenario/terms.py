"""The values of terms in the moves of a file: each on the scale of its term, and all of one term in one unit."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from sim.model.errors import Fault, Where, in_line
from sim.model.quantity import is_same_unit
from sim.model.setting import Setting
from sim.model.terms import measured, value_fault
from sim.scenario.fields import FieldReader
from sim.scenario.moves_section import ParsedMove
from sim.scenario.yaml.nodes import MappingNode, Node


@frozen
class _Number:
    """A number that a file gives for a term, as written; its unit, its proposal, and its place."""

    text: str
    unit: str
    proposal: str
    where: Where


@frozen
class _Place:
    """The first proposal that has a number for a term of an issue, all issues of the proposal, and its place."""

    proposal: str
    issues: tuple[str, ...]
    where: Where


class TermReader:
    """Notes a fault for each value that is not on the scale of its term, or in another unit than an earlier one.

    A term has one unit in the whole file: in the record, its branches and its scripts. `warnings` tell of terms that
    count for another issue in another proposal on the same issues.
    """

    def __init__(self, reader: FieldReader, setting: Setting) -> None:
        self._reader, self._setting = reader, setting
        self._first = dict[tuple[str, str], _Number]()
        self._places = dict[str, dict[str, _Place]]()
        self._scattered = dict[str, Fault]()

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """One warning at most for each term, in the order in which they were met."""
        return tuple(self._scattered.values())

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
        elif not reason and scale is None and (quantity := measured(value)) is not None:
            self._note_place(issue, term, parsed, node)
            reason = self._unit_fault((issue, term), self._number(value, quantity.unit, parsed, node))
        if reason:
            self._reader.faults.add(node, f"{parsed.label}, terms, {term}", reason)

    def _note_place(self, issue: str, term: str, parsed: ParsedMove, node: Node) -> None:
        """Note for which issue a term counts, with a warning if it counts for another one elsewhere by mere order."""
        places, issues = self._places.setdefault(term, {}), tuple(parsed.fields.get("issue", ()))
        for other, place in places.items():
            if other != issue and (other in issues or issue in place.issues):
                reason = (
                    f"{term} counts for {issue} here, and for {other} in {place.proposal}{in_line(place.where)}; "
                    "declare it among the `terms` of the issue that it belongs to, or call one of the two otherwise"
                )
                self._scattered.setdefault(term, Fault(self._reader.faults.where(node), "warning", reason))
        places.setdefault(issue, _Place(_proposal(parsed), issues, self._reader.faults.where(node)))

    def _number(self, value: str, unit: str, parsed: ParsedMove, node: Node) -> _Number:
        return _Number(value, unit, _proposal(parsed), self._reader.faults.where(node))

    def _unit_fault(self, key: tuple[str, str], new: _Number) -> str:
        """Why a value cannot stand beside the first number of its term: it is in another unit; empty if it can."""
        first = self._first.setdefault(key, new)
        if is_same_unit(first.unit, new.unit):
            return ""
        return (
            f"{new.text} {_unit_in_words(new.unit)}, and {first.text} of {first.proposal}{in_line(first.where)} "
            f"{_unit_in_words(first.unit)}; give both in one unit, or call one of the two terms otherwise"
        )


def _proposal(parsed: ParsedMove) -> str:
    return parsed.label.partition(" ")[2]


def _unit_in_words(unit: str) -> str:
    return f"is in {unit}" if unit else "has no unit"
