"""The declarations of two codings side by side, in the names of the first."""

from typing import Any, Final

from sim.records.comparison.comparison import Comparison
from sim.records.comparison.names import ACTOR, ISSUE, SOURCE, SUBJECT, NameMatch
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
    whole = [start_as_mapping(scenario.start) for scenario in (comparison.first, comparison.second)]
    return {
        section: (
            {name: _titled(entry) for name, entry in whole[0].get(section, {}).items()},
            {
                comparison.names.of(namespace, name): _renamed(_titled(entry), comparison.names)
                for name, entry in whole[1].get(section, {}).items()
            },
        )
        for section, namespace in SECTIONS.items()
    }


def _titled(entry: str | dict[str, Any]) -> dict[str, Any]:
    """An entry that may be given by its title alone."""
    return {"title": entry} if isinstance(entry, str) else entry


def _renamed(entry: dict[str, Any], names: NameMatch) -> dict[str, Any]:
    return {key: _value(names, _NAMED.get(key), value) for key, value in entry.items()}


def _value(names: NameMatch, namespace: str | None, value: Any) -> Any:
    if namespace is None:
        return value
    return names.of(namespace, value) if isinstance(value, str) else list(names.of_all(namespace, value))
