"""The declarations of two codings side by side, in the names of the first."""

from typing import Any, Final

from sim.records.comparison.comparison import Comparison
from sim.records.comparison.names import ACTOR, ISSUE, SOURCE, SUBJECT, NameMatch
from sim.scenario.scenario import Scenario
from sim.scenario.write import start_as_mapping

SUBJECTS: Final = ("commitments", "measures", "talks")
"""The sections whose entries are subjects."""
SECTIONS: Final = {
    "third-parties": ACTOR,
    "issues": ISSUE,
    **dict.fromkeys(SUBJECTS, SUBJECT),
    "sources": SOURCE,
}
"""The sections that are compared, each with the namespace of its ids."""

_NAMED: Final = {"issue": ISSUE, "over": ISSUE, "source": SOURCE, "parties": ACTOR, "by": ACTOR, "with": ACTOR}
"""The keys of declarations whose values are names."""

Entries = dict[str, dict[str, Any]]
"""The declarations of a section by id."""


def compared_sections(comparison: Comparison) -> dict[str, tuple[Entries, Entries]]:
    """The entries of each section in both codings."""
    first = _entries(comparison.first, NameMatch())
    second = _entries(comparison.second, comparison.names)
    return {section: (first[section], second[section]) for section in SECTIONS}


def _entries(scenario: Scenario, names: NameMatch) -> dict[str, Entries]:
    """The entries of each section in these names."""
    whole, parties = start_as_mapping(scenario.start), {*names.of_all(ACTOR, scenario.start.setting.party_ids)}
    return {
        section: {
            names.of(namespace, name): _entry(entry, names, parties) for name, entry in whole.get(section, {}).items()
        }
        for section, namespace in SECTIONS.items()
    }


def _entry(entry: str | dict[str, Any], names: NameMatch, parties: set[str]) -> dict[str, Any]:
    """An entry, which may be given by its title alone; that it binds both parties goes without saying."""
    whole = {"title": entry} if isinstance(entry, str) else entry
    renamed = {key: _value(names, _NAMED.get(key), value) for key, value in whole.items()}
    binds_both = isinstance(renamed.get("parties"), list) and {*renamed["parties"]} == parties
    return {key: value for key, value in renamed.items() if not (binds_both and key == "parties")}


def _value(names: NameMatch, namespace: str | None, value: Any) -> Any:
    if namespace is None:
        return value
    return names.of(namespace, value) if isinstance(value, str) else list(names.of_all(namespace, value))
