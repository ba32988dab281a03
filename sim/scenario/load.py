"""A scenario file as a whole: from bytes to a checked record, or to all its faults at once."""

import errno
import gc
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from sim.assess.weights import Weights
from sim.history.history import History
from sim.model.errors import Fault, InvalidScenarioError, UnknownNameError, UnreadableFileError, by_id, did_you_mean
from sim.rules.state import Negotiation
from sim.scenario.branches_section import Alternative, BranchReader
from sim.scenario.declarations import read_opening, read_weights
from sim.scenario.expect_section import ExpectReader
from sim.scenario.expectations import Expectation, Finding, Look, findings, look
from sim.scenario.fields import Reader
from sim.scenario.moves_section import admitted, check_conditions, dated, made_by, merged, read_moves
from sim.scenario.yaml.decode import MAX_BYTES, decoded
from sim.scenario.yaml.lookalikes import lookalikes
from sim.scenario.yaml.nodes import MAX_FAULTS, Faults, MappingNode, Node, TooManyFaultsError
from sim.scenario.yaml.parse import parsed

if TYPE_CHECKING:
    from sim.forecast.forecast import Forecast
    from sim.forecast.plan import Plan


@frozen
class Scenario:
    """A scenario file that has no fault: its name, title and summary, its record, its branches, and what it expects.

    `weights` are those of what stands, for tension; `warnings` tell of ids that look alike.
    """

    file: str
    title: str
    summary: str | None
    history: History
    expectations: tuple[Expectation, ...] = ()
    branches: tuple[Alternative, ...] = ()
    weights: Weights = field(factory=Weights)
    plan: "Plan | None" = None
    warnings: tuple[Fault, ...] = field(default=(), eq=False, repr=False)

    @property
    def start(self) -> Negotiation:
        """The state before the first move."""
        return self.history.start

    def branch(self, name: str) -> Alternative:
        """The branch of that id. Raises: UnknownNameError if there is none."""
        return by_id(self.branches, name, f"{self.file} has no branch", "it has no `branches`")

    def lineage(self, name: str) -> tuple[Alternative, ...]:
        """The branch of that id, after those that it departs from. Raises: UnknownNameError if there is none."""
        lineage = [self.branch(name)]
        while lineage[-1].of:
            lineage.append(self.branch(lineage[-1].of))
        return tuple(reversed(lineage))

    def history_of(self, branch: str = "") -> History:
        """The history of a branch, or without a name of the record.

        Raises: UnknownNameError if there is no such branch.
        """
        return self.branch(branch).branch.history if branch else self.history

    def look(self, asked: Expectation) -> Look:
        """How the scenario is looked at for an expectation."""
        return look(self.history_of(asked.branch), asked.as_of, asked.since, asked.reading, self.weights)

    def planned(self, pair: str = "", *, trust_policies: bool = False) -> "Plan":
        """What its section `forecast` asks for, under the policies of a pair or without a name of its own.

        The file with policies that it may name is read now, but not run; one that is not beside the scenario only if
        the policies are trusted.

        Raises: UnknownNameError if it has no such section, or no such pair; InvalidScenarioError if the file cannot be
        used.
        """
        from sim.scenario.policy_file import opened  # noqa: PLC0415 - loads every policy, which few files want

        if self.plan is None:
            raise UnknownNameError(f"{self.file} has no section `forecast`; give one, with from, until and policies")
        plan = self.plan.under(pair) if pair else self.plan
        return opened(plan, trust_policies=trust_policies)

    def forecast(self, pair: str = "", *, trust_policies: bool = False) -> "Forecast":
        """The forecast that it asks for, as for `planned`; it runs the code of `.files`.

        Raises: UnknownNameError if it asks for none; InvalidScenarioError as for `planned`.
        """
        return self.planned(pair, trust_policies=trust_policies).forecast(self.history, self.weights)

    def findings(self, branch: str | None = None) -> tuple[Finding, ...]:
        """What is found for each expectation, of the record and then of its branches; or of one branch alone."""
        asked = [each for each in self.expectations if branch in (None, each.branch)]
        return findings(self.history_of, asked, self.weights)


def load(path: str | Path) -> Scenario:
    """The scenario in a file.

    Raises: UnreadableFileError if it cannot be opened; InvalidScenarioError, with all its faults.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnreadableFileError(str(path), _why_unreadable(Path(path), error)) from None
    return loads(data, str(path))


def _why_unreadable(path: Path, error: OSError | ValueError) -> str:
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
    try:
        with _collector_at_rest():
            scenario = None if text is None else _read(text, faults)
    except TooManyFaultsError:
        last = Fault(faults.in_order()[-1].where, "", f"these are {MAX_FAULTS:,} faults; no more were looked for")
        raise InvalidScenarioError((*faults.in_order(), last)) from None
    if scenario is None or faults.found:
        raise InvalidScenarioError(faults.in_order())
    return scenario


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No search for garbage meanwhile: reading makes many objects and keeps nearly all of them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read(text: str, faults: Faults) -> Scenario | None:
    root = parsed(text, faults)
    reader = Reader(faults)
    if root is None:
        if not faults.found:
            faults.add_at(1, 1, "", "the file is empty; `negsim new FILE` writes one to begin with")
        return None
    mapping = reader.mapping(root, "")
    if mapping is None:
        return None
    opening = read_opening(reader, mapping)
    moves = read_moves(reader, mapping.values.get("moves"))
    if opening is None or faults.truncated:
        return None
    record = admitted(reader, opening, moves)
    history = History.dated(record.trace, dated(reader, record))
    branch_reader = BranchReader(reader, None if faults.found else history)
    branches = branch_reader.read(mapping.values.get("branches"))
    others = merged(each.branch.history.states[-1] for each in branches)
    unresolved = record.unresolved | branch_reader.unresolved
    check_conditions(reader, record.kept, record.trace.states[-1], others, unresolved)
    weights = read_weights(reader, mapping.values.get("weights"))
    plan = _plan(reader, history, unresolved, mapping) if "forecast" in mapping.values else None
    expectations = _expectations(reader, mapping, history, branches, unresolved)
    warnings = tuple(lookalikes(faults.file, _spaces(mapping, (*made_by(record.kept), *branch_reader.made))))
    title, summary = opening.title, opening.summary
    return Scenario(faults.file, title, summary, history, expectations, branches, weights, plan, warnings)


def _spaces(
    root: MappingNode, made: Iterable[tuple[str, Node]]
) -> Iterator[tuple[str, Iterable[tuple[str, Node]], bool]]:
    """The name spaces of a file: what is named, by which ids, and whether reserved words are none of these."""
    keys = {name: node.keys.items() for name, node in root.values.items() if isinstance(node, MappingNode)}
    yield "party", (*keys.get("parties", ()), *keys.get("third-parties", ())), True
    yield "issue", keys.get("issues", ()), True
    yield "source", keys.get("sources", ()), True
    yield "subject", (*keys.get("commitments", ()), *keys.get("talks", ()), *made), True
    yield "branch", keys.get("branches", ()), False
    planned = root.values.get("forecast")
    inner = planned.values if isinstance(planned, MappingNode) else {}
    for noun, section in (("pair", "pairs"), ("date of the calendar", "calendar")):
        node = inner.get(section)
        yield noun, node.keys.items() if isinstance(node, MappingNode) else (), False


def _plan(reader: Reader, history: History, unresolved: Collection[str], root: MappingNode) -> "Plan | None":
    from sim.scenario.forecast_section import ForecastReader  # noqa: PLC0415 - loads every policy, which few files want

    return ForecastReader(reader, history, unresolved).read(root.values["forecast"])


def _expectations(
    reader: Reader, root: MappingNode, history: History, branches: Iterable[Alternative], unresolved: Collection[str]
) -> tuple[Expectation, ...]:
    """What is expected of the record, then of each branch; one that a fault keeps from being known is not judged."""
    known = {each.id: each.branch.history for each in branches}
    section = root.values.get("branches")
    written = reader.mappings(section)
    histories = {"": history} | {name: known.get(name, history) for name in written}
    knows_all = not root.is_unread("branches") and (
        section is None or not isinstance(section, MappingNode) or section.is_whole
    )
    expecting = ExpectReader(reader, histories, unresolved, knows_all_branches=knows_all)
    found = list(expecting.read(root.values.get("expect")))
    for name in known:
        found += expecting.read(written[name].values.get("expect"), name)
    return tuple(found)
