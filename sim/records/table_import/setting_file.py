"""The setting of cases in a file beside their table: sections of a scenario file, for all cases or case by case."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from sim.records.table_import.yaml_file import check_faults, yaml_mapping
from sim.scenario.declarations import SECTIONS
from sim.scenario.fields import FieldReader
from sim.scenario.yaml.nodes import MappingNode

DECLARING: Final = tuple(key for key in SECTIONS if key not in ("moves", "branches", "forecast", "expect"))
"""The sections that a setting may have."""

_EMPTY: Final = (
    "the setting is empty; give sections of a scenario file, such as `parties: {aland: Aland, bohus: Bohus}`"
)


@frozen
class SettingFile:
    """The settings in a file: one for all cases, or by case."""

    file: str
    for_all: MappingNode | None
    by_case: Mapping[str, MappingNode]

    def of(self, case: str) -> MappingNode | None:
        """The setting of a case; None if the file has none for it."""
        return self.by_case.get(case, self.for_all)


def read_setting(path: str) -> SettingFile:
    """The settings in a file. Raises: UnreadableFileError; InvalidScenarioError, with all that is wrong with it."""
    reader, root = yaml_mapping(path, _EMPTY)
    if _is_by_case(root):
        settings = {case: reader.mapping(node, case) for case, node in root.values.items()}
        by_case = {case: setting for case, setting in settings.items() if setting is not None}
        for case, setting in by_case.items():
            _check_sections(reader, setting, case)
        found = SettingFile(path, None, by_case)
    else:
        _check_sections(reader, root, "")
        found = SettingFile(path, root, {})
    check_faults(reader)
    return found


def _is_by_case(root: MappingNode) -> bool:
    """Whether the keys are cases: none is a section, or each has sections below it."""
    return SECTIONS.keys().isdisjoint(root.values) or all(
        isinstance(node, MappingNode) and node.values and node.values.keys() <= {*DECLARING}
        for node in root.values.values()
    )


def _check_sections(reader: FieldReader, setting: MappingNode, case: str) -> None:
    advice = dict.fromkeys(SECTIONS.keys() - {*DECLARING}, ", as the table has the moves; leave it out")
    reader.known(setting, case, DECLARING, advice)
