"""A scenario without what it marks as `private`: what others may see, and nothing that says that there is more."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import NOTHING, evolve, fields, frozen

from sim.history.history import Branch, History
from sim.history.replay import Trace
from sim.rules.state import Negotiation

if TYPE_CHECKING:
    from sim.forecast.plan import Plan
    from sim.forecast.registry import PolicySpec
    from sim.scenario.branches_section import Alternative
    from sim.scenario.expectations import Expectation
    from sim.scenario.scenario import Scenario

Record = TypeVar("Record")
"""A move, a declaration or a source: what can mark fields as private."""


def without_private(scenario: "Scenario") -> "Scenario":
    """The scenario without what it marks as private, and without the marks; itself if it marks nothing.

    Each move keeps the dates that the whole record leaves open to it. A source that is named in private alone is
    left out, and so are private names among what an expectation must hold without.
    """
    naming = tuple(_naming(scenario))
    if not any(record.private for record in (*naming, *scenario.start.setting.source_by_id.values())):
        return scenario
    hidden = _Hidden.of(naming)
    history = scenario.history
    start = _shown_start(scenario.start, hidden)
    record = History.dated(Trace.of(start, map(shown, history.moves)), history.dates)
    return evolve(
        scenario,
        history=record,
        branches=tuple(_shown_branches(scenario, record)),
        expectations=tuple(map(hidden.taken_from, scenario.expectations)),
        plan=None if scenario.plan is None else _shown_plan(scenario.plan),
        warnings=(),  # they are on the file as a whole
    )


def shown(record: Record) -> Record:
    """A move, a declaration or a source without its private fields and their marks; itself if it has none."""
    made: Any = record
    if not made.private:
        return record
    unset = {
        each.alias: each.default
        for each in fields(type(made))
        if each.name in made.private and each.default is not NOTHING  # the title of a source
    }
    shown_record: Record = evolve(made, private=(), **unset)
    return shown_record


# WHAT THERE IS


def _naming(scenario: "Scenario") -> Iterator[Any]:
    """All that may name sources: the declarations and the moves, also those of branches and of the plan."""
    declared = (getattr(subject, "made", None) for subject in scenario.start.subjects.values())
    yield from (made for made in declared if made is not None)
    yield from scenario.history.moves
    for alternative in scenario.branches:
        yield from alternative.branch.history.moves
    for spec in () if scenario.plan is None else _specs(scenario.plan):
        yield from spec.scripted


def _specs(plan: "Plan") -> Iterator["PolicySpec"]:
    yield from plan.policies.values()
    for pair in plan.pairs:
        yield from pair.policies.values()


@frozen
class _Hidden:
    """The sources and the speakers that are named in private alone."""

    sources: frozenset[str]
    speakers: frozenset[str]

    @classmethod
    def of(cls, naming: Iterable[Any]) -> "_Hidden":
        names: dict[tuple[str, bool], set[str]] = {
            (key, is_private): set() for key in ("source", "speaker") for is_private in (False, True)
        }
        for record in naming:
            names["source", "source" in record.private].update(record.source)
            names["speaker", "speaker" in record.private].update(filter(None, [getattr(record, "speaker", None)]))
        return cls(
            frozenset(names["source", True] - names["source", False]),
            frozenset(names["speaker", True] - names["speaker", False]),
        )

    def taken_from(self, expectation: "Expectation") -> "Expectation":
        """The expectation, which need not hold without what is hidden."""
        without = expectation.holds_without
        if without is None or without.moves:
            return expectation
        sources = tuple(name for name in without.sources if name not in self.sources)
        speakers = tuple(name for name in without.speakers if name not in self.speakers)
        left = evolve(without, sources=sources, speakers=speakers) if sources or speakers else None
        return evolve(expectation, holds_without=left)


# WHAT IS LEFT


def _shown_start(start: Negotiation, hidden: _Hidden) -> Negotiation:
    """The state before the first move, with the sources that are left."""
    sources = {
        name: shown(evolve(source, title=name) if "title" in source.private else source)
        for name, source in start.setting.sources
        if name not in hidden.sources
    }
    subjects = start.subjects
    for name, subject in start.subjects.items():
        made: Any = getattr(subject, "made", None)
        if made is not None and made.private:
            changed: Any = subject
            subjects = subjects.insert(name, evolve(changed, made=shown(made)))
    return evolve(start, setting=evolve(start.setting, sources=sources), subjects=subjects)


def _shown_branches(scenario: "Scenario", record: History) -> Iterator["Alternative"]:
    """The branches in their order; each goes on from what is shown of its base."""
    branches: dict[str, Branch] = {}
    for alternative in sorted(scenario.branches, key=lambda each: len(scenario.lineage(each.id))):
        base = branches[alternative.of].history if alternative.of else record
        branches[alternative.id] = _shown_branch(alternative.branch, base)
    return (evolve(alternative, branch=branches[alternative.id]) for alternative in scenario.branches)


def _shown_branch(branch: Branch, base: History) -> Branch:
    pairs = zip(branch.numbers, branch.history.moves, strict=True)
    moves = (shown(move) if number is None else base.moves[number - 1] for number, move in pairs)
    history = History.dated(Trace.of(base.start, moves), branch.history.dates)
    fallen = tuple(evolve(each, move=base.moves[each.number - 1]) for each in branch.invalidated)
    return Branch(base, history, branch.numbers, branch.left_out, fallen)


def _shown_plan(plan: "Plan") -> "Plan":
    def policies(specs: Any) -> dict[str, "PolicySpec"]:
        return {party: spec.with_scripted(shown) for party, spec in specs.items()}

    pairs = tuple(evolve(pair, policies=policies(pair.policies)) for pair in plan.pairs)
    return evolve(plan, policies=policies(plan.policies), pairs=pairs)
