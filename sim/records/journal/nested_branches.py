"""Moves that a branch of a branch names: their numbers count the moves of that one, and none may become another move.

Moves of a branch have no entries of their own, by which they could be named whatever comes before them.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from sim.model.errors import Fault, InJournal, InvalidScenarioError
from sim.records.journal.folding import RecordDraft, RecordedPart
from sim.records.journal.reading import scenario_of_record
from sim.scenario.branches_section import move_number
from sim.scenario.scenario import Scenario

_ADVICE: Final = {"from": "a date", "without": "verb and subject"}


@frozen(order=True)
class _Name:
    """A move by its number: the branch and the key under which it is named, and of which branch it is."""

    branch: str
    key: str
    of: str
    number: int
    entry: int


def check_numbers(before: RecordDraft, after: RecordDraft, scenario: Scenario, address: str) -> None:
    """Refuse what lets a number name another move than before; *scenario* is the record *after*.

    Raises: InvalidScenarioError, with each of these numbers.
    """
    names = sorted({*_names(before)} & {*_names(after)})
    if not names:
        return
    former = scenario_of_record(before.frozen(), address)
    faults = tuple(
        Fault(InJournal(address, name.entry, 1), f"branches, {name.branch}, {name.key}", _reason(name))
        for name in names
        if _move(name.of, name.number, former, before) != _move(name.of, name.number, scenario, after)
    )
    if faults:
        raise InvalidScenarioError(faults)


def _reason(name: _Name) -> str:
    reason = f"#{name.number} would be another move of {name.of} then"
    return f"{reason}; declare the branch again, with {_ADVICE[name.key]} in place of the number"


def _names(draft: RecordDraft) -> Iterator[_Name]:
    section = draft.sections.get("branches")
    for branch, part in section.items() if isinstance(section, Mapping) else ():
        yield from _names_of(branch, part)


def _names_of(branch: str, part: RecordedPart) -> Iterator[_Name]:
    of = part.value.get("of") if isinstance(part.value, Mapping) else None
    for key in _ADVICE if of else ():
        value = part.value.get(key)
        for item in value if isinstance(value, list) else [value]:
            if number := move_number(str(item)):
                yield _Name(branch, key, str(of), number, part.read)


def _move(of: str, number: int, scenario: Scenario, draft: RecordDraft) -> object:
    """The entry of a move of a branch or the record; for a move that only a branch has, its place among those."""
    if not of:
        return [move.added for move in draft.in_order()][number - 1]
    alternative = scenario.branch(of)
    numbers = alternative.branch.numbers[:number]
    own = numbers.count(None)
    return (of, own) if numbers[-1] is None else _move(alternative.of, numbers[-1], scenario, draft)
