"""The record of a journal for whoever takes a scenario file as well."""

from importlib import import_module, util
from typing import TYPE_CHECKING, Any

from sim.model.errors import MissingDependencyError
from sim.records.journal.moments import KnownOn
from sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from sim.records.journal.entries import Entry
    from sim.records.journal.journal import Journal


def journal_class() -> "type[Journal]":
    """The class of journals, loaded when one is wanted: what it needs takes long to load, and may not be there.

    Raises: MissingDependencyError.
    """
    if util.find_spec("sqlalchemy") is None:
        raise MissingDependencyError("a journal", "SQLAlchemy", "store", "keep the record in a scenario file")
    module: Any = import_module("sim.records.journal.journal")
    journal: type[Journal] = module.Journal
    return journal


def entries_between(address: str, before: KnownOn, after: KnownOn) -> "tuple[Entry, ...]":
    """The entries of a journal that were recorded after the first moment and by the second. Raises: NegsimError."""
    with journal_class().open(address) as journal:
        return journal.read(journal.version_on(before), after)


def recorded_scenario(address: str, known_on: KnownOn | None = None) -> Scenario:
    """The record in a journal, as it was known then. Raises: NegsimError."""
    with journal_class().open(address) as journal:
        return journal.scenario(known_on)
