"""A scenario: a record with its branches, its expectations and its plan of a forecast."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from sim import forecast as forecasting
from sim.assess.weights import Weights
from sim.model.errors import Fault, UnknownNameError, by_id
from sim.model.notebook import ShownInNotebooks
from sim.rules.state import Negotiation

if TYPE_CHECKING:
    from sim.forecast.forecast import Forecast
    from sim.forecast.plan import Plan
    from sim.history.history import History
    from sim.scenario.branches_section import Alternative
    from sim.scenario.expectations import AssessedSnapshot, Expectation, Finding


@frozen
class Scenario(ShownInNotebooks):
    """A scenario file that has no fault: its name, title and summary, record, branches, expectations and forecast.

    `weights` are those of its tension; `warnings` tell of ids that look alike, and of terms
    that count for several issues by mere order.
    """

    file: str
    title: str
    summary: str | None
    history: "History"
    expectations: "tuple[Expectation, ...]" = ()
    branches: "tuple[Alternative, ...]" = ()
    weights: Weights = field(factory=Weights)
    plan: "Plan | None" = None
    warnings: tuple[Fault, ...] = field(default=(), eq=False, repr=False)

    @property
    def start(self) -> Negotiation:
        """The state before the first move."""
        return self.history.start

    def branch(self, name: str) -> "Alternative":
        """The branch of that id. Raises: UnknownNameError if there is none."""
        return by_id(self.branches, name, f"{self.file} has no branch", "it has no `branches`")

    def lineage(self, name: str) -> "tuple[Alternative, ...]":
        """The branch of that id, after those that it departs from. Raises: UnknownNameError if there is none."""
        lineage = [self.branch(name)]
        while lineage[-1].of:
            lineage.append(self.branch(lineage[-1].of))
        return tuple(reversed(lineage))

    def history_of(self, branch: str = "") -> "History":
        """The history of a branch, or without a name of the record.

        Raises: UnknownNameError if there is no such branch.
        """
        return self.branch(branch).branch.history if branch else self.history

    def assessed(self, expectation: "Expectation") -> "AssessedSnapshot":
        """The snapshot, and the figures, that an expectation is held against."""
        assessed: AssessedSnapshot = _expectations().AssessedSnapshot.of(
            self.history_of(expectation.branch),
            expectation.as_of,
            expectation.since,
            expectation.reading,
            self.weights,
        )
        return assessed

    def planned(self, pair: str = "", *, trust_policies: bool = False) -> "Plan":
        """The plan of its section `forecast`, under the policies of a pair or without a name under its own.

        The file with policies that it may name is read now, but not run; one that is not beside the scenario only if
        the policies are trusted.

        Raises: UnknownNameError if it has no such section, or no such pair; InvalidScenarioError if the file cannot be
        used.
        """
        if self.plan is None:
            raise UnknownNameError(f"{self.file} has no section `forecast`; give one, with from, until and policies")
        plan = self.plan.under(pair) if pair else self.plan
        policy_file: Any = import_module("sim.scenario.policy_file")  # by name: few calls want it
        opened: Plan = policy_file.opened(plan, trust_policies=trust_policies)
        return opened

    def forecast(self, pair: str = "", *, trust_policies: bool = False) -> "Forecast":
        """The forecast that it asks for, as for `planned`; it runs the code of `.files`.

        Raises: UnknownNameError if it asks for none; InvalidScenarioError as for `planned`.
        """
        plan = self.planned(pair, trust_policies=trust_policies)
        return forecasting.Forecast.planned(plan, self.history, self.weights)

    def findings(self, branch: str | None = None) -> "tuple[Finding, ...]":
        """The findings on its expectations, those of the record first; or on those of one branch alone.

        They are on the values alone; `sim.evidence.findings` judges what they must hold without as well.
        """
        expectations = [expectation for expectation in self.expectations if branch in (None, expectation.branch)]
        if not expectations:
            return ()
        findings: tuple[Finding, ...] = _expectations().findings(self.history_of, expectations, self.weights)
        return findings


def _expectations() -> Any:
    """The module of expectations, by name: only a file that has some needs it."""
    return import_module("sim.scenario.expectations")
