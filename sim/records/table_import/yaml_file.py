"""A file of YAML beside a table, a map or a setting, read as strictly as a scenario file."""

from sim.model.errors import InvalidScenarioError
from sim.scenario.fields import FieldReader
from sim.scenario.load import bytes_of
from sim.scenario.yaml.decode import decoded
from sim.scenario.yaml.nodes import Faults, MappingNode
from sim.scenario.yaml.parse import parsed


def yaml_mapping(path: str, empty: str) -> tuple[FieldReader, MappingNode]:
    """The mapping in a file, and the reader of its parts; *empty* is the complaint about a file without one.

    Raises: UnreadableFileError; InvalidScenarioError, with all that is wrong with its text.
    """
    faults = Faults(path)
    text = decoded(bytes_of(path), faults)
    node = None if text is None else parsed(text, faults)
    reader = FieldReader(faults)
    root = reader.mapping(node, "")
    if not faults.noted and (root is None or not root.values):
        faults.add_at(1, 1, "", empty)
    check_faults(reader)
    assert root is not None, "else there is a fault"
    return reader, root


def check_faults(reader: FieldReader) -> None:
    """Raise what has been noted. Raises: InvalidScenarioError, with all faults, if there are any."""
    if reader.faults.noted:
        raise InvalidScenarioError(reader.faults.in_order())
