"""A scenario file as a whole: from bytes to a checked record, or to all its faults at once."""

import errno
import gc
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import chain
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from sim.history.history import History
from sim.model.errors import Fault, InvalidScenarioError, UnreadableFileError, did_you_mean
from sim.scenario.declarations import read_declarations, read_weights
from sim.scenario.fields import FieldReader
from sim.scenario.moves_section import created_ids, read_moves
from sim.scenario.replayed_moves import check_conditions, merged_subjects, replayed, tightened_dates
from sim.scenario.scenario import Scenario
from sim.scenario.terms import TermReader
from sim.scenario.yaml.decode import MAX_BYTES, decoded
from sim.scenario.yaml.lookalikes import lookalikes
from sim.scenario.yaml.nodes import MAX_FAULTS, Faults, MappingNode, Node, TooManyFaultsError
from sim.scenario.yaml.parse import parsed

if TYPE_CHECKING:
    from sim.forecast.plan import Plan
    from sim.scenario.branches_section import Alternative, BranchReader
    from sim.scenario.expect_section import ExpectReader
    from sim.scenario.expectations import Expectation
    from sim.scenario.forecast_section import ForecastReader


def load(path: "str | PathLike[str]") -> Scenario:
    """The scenario in a file.

    Raises: UnreadableFileError if it cannot be opened; InvalidScenarioError, with all its faults.
    """
    return loads(bytes_of(path), fspath(path))


def bytes_of(path: "str | PathLike[str]") -> bytes:
    """The bytes of a file of YAML, up to one more than such a file may have.

    Raises: UnreadableFileError if it cannot be opened.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes as long to load as a small file to read
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnreadableFileError(fspath(path), _why_unreadable(fspath(path), error)) from None


def _why_unreadable(name: str, error: OSError | ValueError) -> str:
    from pathlib import Path  # noqa: PLC0415 - takes as long to load as a small file to read; only complaints want it

    path = Path(name)
    if not isinstance(error, OSError):
        return "no file can have this name"
    if error.errno == errno.ENOENT:
        if path.is_symlink():
            return "it is a link to what is not there"
        nearby = sorted(str(other) for other in path.parent.glob("*.yaml")) if path.parent.is_dir() else []
        return f"there is no such file{did_you_mean(str(path), nearby)}"
    if error.errno == errno.EISDIR:
        return "this is a folder; name a scenario file in it"
    return f"it cannot be read: {(error.strerror or str(error)).lower()}"


def loads(data: bytes | str, file: str = "<text>") -> Scenario:
    """The scenario in a text or its bytes; *file* is what complaints call it.

    Raises: InvalidScenarioError, with all its faults.
    """
    faults = Faults(file)
    text = decoded(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data, faults)
    return _without_fault(lambda: None if text is None else _read(text, faults), faults)


def scenario_of(root: MappingNode, faults: Faults) -> Scenario:
    """The scenario in a tree of nodes that is no scenario file; *faults* knows the file in which they stand.

    Raises: InvalidScenarioError, with all its faults.
    """
    return _without_fault(lambda: _read_tree(root, faults), faults)


def _without_fault(read: Callable[[], Scenario | None], faults: Faults) -> Scenario:
    """What is read. Raises: InvalidScenarioError if that has noted faults."""
    try:
        with collector_at_rest():
            scenario = read()
    except TooManyFaultsError:
        last = Fault(faults.in_order()[-1].where, "", f"these are {MAX_FAULTS:,} faults; no more were looked for")
        raise InvalidScenarioError((*faults.in_order(), last)) from None
    if scenario is None or faults.noted:
        raise InvalidScenarioError(faults.in_order())
    return scenario


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No search for garbage meanwhile: reading makes many objects and keeps nearly all of them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read_root(text: str, faults: Faults) -> MappingNode | None:
    """The sections of a text; None, and a fault, if there are none."""
    node = parsed(text, faults)
    if node is None and not faults.noted:
        faults.add_at(1, 1, "", "the file is empty; `negsim new FILE` writes one to begin with")
    return FieldReader(faults).mapping(node, "")


def _read(text: str, faults: Faults) -> Scenario | None:
    root = read_root(text, faults)
    return None if root is None else _read_tree(root, faults)


def _read_tree(root: MappingNode, faults: Faults) -> Scenario | None:
    reader = FieldReader(faults)
    declarations = read_declarations(reader, root)
    moves = read_moves(reader, root.values.get("moves"))
    if declarations is None or faults.truncated:
        return None
    terms = TermReader(reader, declarations.start.setting)
    terms.check(moves)
    record = replayed(reader, declarations, moves)
    history = History.dated(record.trace, tightened_dates(reader, record))
    branches, unresolved, created = _branches(reader, root, None if faults.noted else history, terms)
    unresolved |= record.unresolved
    others = merged_subjects(branch.branch.history.states[-1] for branch in branches)
    check_conditions(reader, record.legal, record.trace.states[-1], others, unresolved)
    weights = read_weights(reader, root.values.get("weights"))
    plan = _plan(reader, root, history, unresolved, terms)
    expectations = _expectations(reader, root, history, branches, unresolved)
    alike = lookalikes(faults.file, _spaces(root, (*created_ids(record.legal), *created)))
    warnings = (*alike, *terms.warnings)
    title, summary = declarations.title, declarations.summary
    return Scenario(faults.file, title, summary, history, expectations, branches, weights, plan, warnings)


def _spaces(
    root: MappingNode, made: Iterable[tuple[str, Node]]
) -> Iterator[tuple[str, Iterable[tuple[str, Node]], bool]]:
    """The namespaces of a file: their noun, their ids, and whether reserved words are refused as ids."""
    keys = {name: node.keys.items() for name, node in root.values.items() if isinstance(node, MappingNode)}
    yield "party", (*keys.get("parties", ()), *keys.get("third-parties", ())), True
    yield "issue", keys.get("issues", ()), True
    yield "source", keys.get("sources", ()), True
    declared = (*keys.get("commitments", ()), *keys.get("measures", ()), *keys.get("talks", ()))
    yield "subject", (*declared, *made), True
    yield "branch", keys.get("branches", ()), False
    planned = root.values.get("forecast")
    inner = planned.values if isinstance(planned, MappingNode) else {}
    for noun, section in (("pair", "pairs"), ("date of the calendar", "calendar")):
        node = inner.get(section)
        yield noun, node.keys.items() if isinstance(node, MappingNode) else (), False


# SECTIONS THAT FEW FILES HAVE


def _section(name: str) -> Any:
    """The module that reads a section, by name: it is loaded only for a file that has the section."""
    return import_module(f"sim.scenario.{name}_section")


def _branches(
    reader: FieldReader, root: MappingNode, record: History | None, terms: TermReader
) -> tuple[tuple["Alternative", ...], set[str], list[tuple[str, Node]]]:
    """The branches without a fault, the ids that faults in branches hide, and those that their moves make."""
    if "branches" not in root.values:
        return (), set(), []
    branch_reader: BranchReader = _section("branches").BranchReader(reader, record)
    branches = branch_reader.read(root.values["branches"])
    terms.check(branch_reader.moves)
    return branches, branch_reader.unresolved, branch_reader.created


def _plan(
    reader: FieldReader, root: MappingNode, history: History, unresolved: Collection[str], terms: TermReader
) -> "Plan | None":
    if "forecast" not in root.values:
        return None
    forecast_reader: ForecastReader = _section("forecast").ForecastReader(reader, history, unresolved)
    plan = forecast_reader.read(root.values["forecast"])
    terms.check(forecast_reader.moves)
    return plan


def _expectations(
    reader: FieldReader,
    root: MappingNode,
    history: History,
    branches: Iterable["Alternative"],
    unresolved: Collection[str],
) -> tuple["Expectation", ...]:
    """The expectations of the record, then those of each branch; a branch that has a fault is not judged."""
    known = {branch.id: branch.branch.history for branch in branches}
    section = root.values.get("branches")
    nodes = reader.mappings(section)
    blocks = {"": root.values.get("expect")} | {name: nodes[name].values.get("expect") for name in known}
    if not any(blocks.values()):
        return ()
    histories = {"": history} | {name: known.get(name, history) for name in nodes}
    knows_all = not root.is_unread("branches") and (
        section is None or not isinstance(section, MappingNode) or section.is_whole
    )
    expect_reader: ExpectReader = _section("expect").ExpectReader(
        reader, histories, unresolved, knows_all_branches=knows_all
    )
    return tuple(chain.from_iterable(expect_reader.read(node, name) for name, node in blocks.items()))
