"""The terms that an `expect` block may name, and the values that it may expect of a party on them."""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from sim.assess.position import TermPositions, positions
from sim.history.history import History
from sim.model.errors import all_of, one_of
from sim.model.ids import NONE
from sim.model.quantity import is_same_unit
from sim.model.setting import Setting
from sim.model.terms import measured, value_fault
from sim.scenario.expectations import full_name
from sim.scenario.fields import InvalidValueError, text
from sim.scenario.yaml.nodes import Node


class NamedTerms:
    """The terms that have a value in a history, by the names that a block may give them, with and without their issue.

    *histories* are those of the record, under the empty name, and of the branches.
    """

    def __init__(self, histories: Mapping[str, History]) -> None:
        self._histories = histories
        self._of_branch = cache(self._read)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All names of terms of the record and of the branches."""
        return tuple({name: None for branch in self._histories for name in self._of_branch(branch)})

    def meant(self, name: str, branch: str) -> tuple[TermPositions, ...]:
        """What a name may mean in a branch: the terms that have it there, or if none has, those elsewhere."""
        return self._of_branch(branch).get(name) or tuple(self._everywhere(name))

    def _everywhere(self, name: str) -> Iterator[TermPositions]:
        told = [term for branch in self._histories for term in self._of_branch(branch).get(name, ())]
        yield from {full_name(term): term for term in told}.values()

    def _read(self, branch: str) -> dict[str, tuple[TermPositions, ...]]:
        """The terms of a branch by name."""
        terms: dict[str, tuple[TermPositions, ...]] = {}
        told = positions(self._histories[branch].as_of())
        for term in told:
            terms[term.term] = (*terms.get(term.term, ()), term)
        return terms | {full_name(term): (term,) for term in told}


def ambiguous(name: str, terms: tuple[TermPositions, ...]) -> str:
    """The complaint about a name that several issues have."""
    return f"{name!r} is a term of {all_of(term.issue for term in terms)}; write {one_of(map(full_name, terms))}"


def value_or_none(told: TermPositions, setting: Setting, node: Node) -> str:
    """The value of a term, on its scale or in the unit that the file has it in; or that there is none."""
    value = text(node)
    reason = "" if value == NONE else _fault(told, setting, value)
    if reason:
        raise InvalidValueError(node, reason)
    return value


def _fault(told: TermPositions, setting: Setting, value: str) -> str:
    """Why nobody can stand at a value, with the way out; empty if somebody can."""
    scale = setting.scales.get((told.issue, told.term))
    reason = value_fault(value, scale)
    if reason or scale is not None:
        return reason
    quantity, first = measured(value), told.course[0]
    if quantity is not None and (not quantity.unit or is_same_unit(quantity.unit, told.unit)):
        return ""
    what = "no number" if quantity is None else f"in {quantity.unit}"
    has, wanted = (f"is in {told.unit}", f"in {told.unit}") if told.unit else ("has no unit", "without a unit")
    return f"{value!r} is {what}, and {first.value} of {first.proposal} {has}; write a number {wanted}, or {NONE}"
