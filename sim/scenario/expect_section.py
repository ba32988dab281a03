"""The `expect` blocks of a file, for the record and for its branches."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, Final

from attrs import frozen

from sim.assess.durations import LASTING
from sim.assess.tension import DEPENDS, NO, YES
from sim.history.history import History
from sim.model.dates import LIKELY, READINGS, When
from sim.model.errors import MANY, Where, all_of, did_you_mean, no_party, with_article
from sim.model.ids import BOTH, NONE, TIE
from sim.model.setting import Setting
from sim.rules.registry import LIFECYCLES, lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subject import Subject, Subjects
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.talks import Talks
from sim.scenario.expectations import (
    ABOUT_SUBJECTS,
    ABSENT,
    CENTRE,
    COUNTS,
    EASED,
    FIGURES,
    MORE_HOSTILE,
    NEXT_TALKS,
    OF_THE_DAY,
    POSITIONS,
    SECTIONS,
    Expectation,
    HoldsWithout,
)
from sim.scenario.expected_positions import NamedTerms, ambiguous, value_or_none
from sim.scenario.fields import FieldReader, Form, InvalidValueError, chosen, day, names, number, text
from sim.scenario.holds_without import KEY as HOLDS_WITHOUT, HoldsWithoutReader
from sim.scenario.moves_section import is_unresolved
from sim.scenario.replayed_moves import merged_subjects
from sim.scenario.yaml import nodes
from sim.scenario.yaml.nodes import Node, ScalarNode

_SCOPE_KEYS: Final = ("branch", "as of", "since", "reading", HOLDS_WITHOUT, "quote")
"""The keys that say what a block looks at; all others expect something."""
KEYS: Final = (*_SCOPE_KEYS, *ABOUT_SUBJECTS, POSITIONS, *COUNTS, *FIGURES)
_RENAMED: Final = {"initiative": f"; did you mean {MORE_HOSTILE}?"}
"""The advice on a key that has another name now."""
_PLURALS: Final[dict[type[Subject], str]] = {Measure: "measures", Talks: "talks"}
_COUNTED_SINCE: Final = (*COUNTS, MORE_HOSTILE)
"""The keys that count from a day."""


@frozen
class _Scope:
    """The branch, the day and the reading that a block looks at, and the day since which it counts.

    `quote` are the words that it tests; `holds_without` is what it must hold without as well. `earlier` reads a day
    that must be earlier than the one that is looked at.
    """

    branch: str
    as_of: When | None
    since: When | None
    reading: str
    quote: str | None
    holds_without: HoldsWithout | None
    earlier: Form


class ExpectReader:
    """Reads the `expect` blocks of one file against the record, or against a branch of it.

    `histories` has them by branch, the record under the empty name. The *unresolved* ids are those that a fault keeps
    from being known.
    """

    def __init__(
        self,
        reader: FieldReader,
        histories: Mapping[str, History],
        unresolved: Collection[str],
        *,
        knows_all_branches: bool = True,
    ) -> None:
        self._reader = reader
        self._knows_all_branches = knows_all_branches
        self._histories = histories
        self._unresolved = unresolved
        self._terms = NamedTerms(histories)
        self._without = HoldsWithoutReader(reader, histories)

    @cached_property
    def _all_subjects(self) -> Subjects:
        """Every subject of the record or of a branch, by id."""
        return merged_subjects(history.states[-1] for history in self._histories.values())

    def read(self, node: Node | None, branch: str = "") -> tuple[Expectation, ...]:
        """All expectations of a list of blocks, in the order of the file; of the record unless they name a branch."""
        blocks = (self._reader.mapping(item, "expect") for item in self._reader.items(node, "expect"))
        return tuple(expectation for block in blocks if block is not None for expectation in self._block(block, branch))

    def _block(self, block: nodes.MappingNode, branch: str) -> Iterator[Expectation]:
        keys = KEYS if not branch else [key for key in KEYS if key != "branch"]
        self._reader.known(block, "expect", keys, _RENAMED)
        fault_count = len(self._reader.faults.noted)
        scope = self._scope(block, branch)
        if block.values.keys() <= {*_SCOPE_KEYS} and block.is_whole and len(self._reader.faults.noted) == fault_count:
            reason = "this block expects nothing; say what must hold, such as `agreed: 0`, or leave it out"
            self._reader.faults.add(block, "expect", reason)
        history = self._histories.get(scope.branch)
        if history is not None:
            yield from self._expectations(block, scope, history.states[-1])

    def _scope(self, block: nodes.MappingNode, branch: str) -> _Scope:
        name = branch or ((self._optional(block, "branch", self._a_branch) or "?") if "branch" in block.values else "")
        as_of = self._optional(block, "as of", day)
        earlier = partial(_earlier, as_of, self._histories.get(name)) if block.is_whole else day
        since = self._optional(block, "since", earlier)
        if since is not None and block.is_whole and not {*_COUNTED_SINCE} & block.values.keys():
            reason = f"nothing here is counted from a day; it is for {all_of(_COUNTED_SINCE)}"
            self._reader.faults.add(block.keys["since"], "expect, since", reason)
        reading = self._optional(block, "reading", partial(chosen, READINGS)) or LIKELY
        without = self._without.read(block.values.get(HOLDS_WITHOUT), name)
        return _Scope(name, as_of, since, reading, self._optional(block, "quote", text), without, earlier)

    def _optional(self, block: nodes.MappingNode, key: str, form: Form) -> Any:
        """The value that a block has under a key; None if it has none, or an invalid one."""
        node = block.values.get(key)
        return None if node is None else self._reader.value(node, f"expect, {key}", form)

    def _a_branch(self, node: Node) -> str:
        name = text(node)
        if name not in self._histories:
            branches = [branch for branch in self._histories if branch]
            advice = did_you_mean(name, branches) if branches else "; the file has no `branches`"
            raise InvalidValueError(node, f"there is no branch {name!r}{advice}" if self._knows_all_branches else "")
        return name

    def _expectations(self, block: nodes.MappingNode, scope: _Scope, end: Negotiation) -> Iterator[Expectation]:
        for key, node in block.values.items():
            if key in ABOUT_SUBJECTS:
                for name, value in self._entries(node, f"expect, {key}"):
                    if self._is_known(key, name, node, end):
                        yield from self._of_subject(scope, key, name, value, end)
            elif key == POSITIONS:
                yield from self._positions(node, scope, end)
            elif key in COUNTS:
                for party, value in self._by_actor(node, f"expect, {key}", end.setting.party_ids, no_party):
                    yield from self._of(scope, key, party, value, number, scope.since)
            elif key == EASED:
                yield from self._eased(node, scope)
            elif key in FIGURES:
                since = scope.since if key == MORE_HOSTILE else None
                yield from self._of(scope, key, key, node, _form(key, end.setting), since)

    def _of(
        self, scope: _Scope, key: str, subject: str, node: Node, form: Form, since: When | None = None
    ) -> Iterator[Expectation]:
        """The expectation, if the expected value can be read."""
        expected = self._reader.value(node, f"expect, {key}", form)
        if expected is not None:
            yield self._expectation(scope, key, subject, node, str(expected), since)

    def _expectation(
        self, scope: _Scope, key: str, subject: str, node: Node, expected: str, since: When | None
    ) -> Expectation:
        where = Where(self._reader.faults.file, node.line, node.column)
        asked = scope.as_of, scope.reading, key, subject, expected, scope.branch, since
        return Expectation(where, *asked, scope.quote, scope.holds_without)

    def _of_subject(self, scope: _Scope, key: str, name: str, node: Node, end: Negotiation) -> Iterator[Expectation]:
        if key in LASTING:
            yield from self._of(scope, key, name, node, number)
            return
        form = partial(chosen, (*LIFECYCLES[SECTIONS[key]].statuses, ABSENT, *OF_THE_DAY[key]))
        if key != "commitments":
            yield from self._of(scope, key, name, node, form)
        elif isinstance(node, ScalarNode):
            for whose in self._bound(scope, name):
                yield from self._of(scope, key, f"{name}/{whose}" if whose else name, node, form)
        else:
            actors = tuple(actor for actor in end.setting.actors if actor != BOTH)
            for whose, value in self._by_actor(node, f"expect, {key}, {name}", actors, _nobody):
                yield from self._of(scope, key, f"{name}/{whose}", value, form)

    def _positions(self, node: Node, scope: _Scope, end: Negotiation) -> Iterator[Expectation]:
        """The value at which a party stands on a term, by term and party."""
        concerns = f"expect, {POSITIONS}"
        mapping = self._reader.mapping(node, concerns)
        if mapping is None:
            return
        for term, value in mapping.values.items():
            meant = self._terms.meant(term, scope.branch)
            if len(meant) == 1:
                for party, position in self._by_actor(value, f"{concerns}, {term}", end.setting.party_ids, no_party):
                    form = partial(value_or_none, meant[0], end.setting)
                    yield from self._of(scope, POSITIONS, f"{term}/{party}", position, form)
            elif meant or not self._unresolved:
                unknown = f"no term {term!r} has a value in the whole record{did_you_mean(term, self._terms.names)}"
                self._reader.faults.add(mapping.keys[term], concerns, ambiguous(term, meant) if meant else unknown)
        if not mapping.values and mapping.is_whole:
            self._reader.faults.add(mapping, concerns, "nothing is expected here; say of what, or leave it out")

    def _bound(self, scope: _Scope, name: str) -> tuple[str, ...]:
        """Everybody who has a part in a commitment as a block looks at it; an empty name if it is not made by then."""
        state = self._histories[scope.branch].as_of(scope.as_of, scope.reading).state
        commitment = state.subjects.get(name)
        return tuple(commitment.parts) if isinstance(commitment, Commitment) else ("",)

    def _entries(self, node: Node, concerns: str) -> Iterator[tuple[str, Node]]:
        """The entries of a mapping; that there are none is a fault."""
        if isinstance(node, nodes.MappingNode) and not node.values and node.is_whole:
            self._reader.faults.add(node, concerns, "nothing is expected here; say of what, or leave it out")
        return self._reader.named(node, concerns)

    def _by_actor(
        self, node: Node, concerns: str, actors: tuple[str, ...], stranger: Callable[[str, tuple[str, ...]], str]
    ) -> Iterator[tuple[str, Node]]:
        """The entries of a mapping by actor; what is none of these *actors* is a fault, for a *stranger*'s reason."""
        for actor, value in self._entries(node, concerns):
            if actor in actors:
                yield actor, value
            else:
                assert isinstance(node, nodes.MappingNode)
                self._reader.faults.add(node.keys[actor], concerns, stranger(actor, actors))

    def _eased(self, node: Node, scope: _Scope) -> Iterator[Expectation]:
        """Whether tension has eased since a day."""
        if not isinstance(node, nodes.MappingNode):
            reason = f"a day to compare with and a verdict are wanted here; write {{since: DATE, is: {NO}}}"
            self._reader.faults.add(node, f"expect, {EASED}", reason)
            return
        forms: dict[str, Form] = {"since": scope.earlier, "is": partial(chosen, (YES, NO, DEPENDS))}
        values = self._reader.fields(node, f"expect, {EASED}", forms)
        for key in forms:
            if key not in node.values and node.is_whole:
                self._reader.faults.add(
                    node, f"expect, {EASED}", f"`{key}` is missing; write {{since: DATE, is: {NO}}}"
                )
        if forms.keys() <= values.keys():
            yield self._expectation(scope, EASED, EASED, node.values["is"], values["is"], values["since"])

    def _is_known(self, key: str, name: str, section: Node, end: Negotiation) -> bool:
        """Whether the id names such a subject; else a fault is noted, unless an earlier fault is to blame.

        It need not be made in the branch that is looked at, so that one can expect it to be `absent` there.
        """
        subject = end.subjects.get(name) or self._all_subjects.get(name)
        if isinstance(subject, ABOUT_SUBJECTS[key]):
            return True
        if not is_unresolved(name, self._unresolved, is_known=subject is not None):
            assert isinstance(section, nodes.MappingNode)
            reason = _unknown(key, name, subject, end)
            self._reader.faults.add(section.keys[name], f"expect, {key}", reason)
        return False


def _nobody(name: str, actors: tuple[str, ...]) -> str:
    """The complaint about a name of whom nobody has declared."""
    return f"nobody named {name!r} takes part{did_you_mean(name, actors)}"


def _unknown(key: str, name: str, subject: Subject | None, end: Negotiation) -> str:
    if subject is not None:
        kind = with_article(lifecycle_of(subject).noun)
        if key in LASTING:
            return f"{name} is {kind}; {key} are counted of {_PLURALS[LASTING[key]]}"
        return f"{name} is {kind}; expect it under its own key"
    known: Any = end.subjects
    if len(known) <= MANY:
        known = [other for other in end.ids if isinstance(end.subjects[other], ABOUT_SUBJECTS[key])]
    return f"nobody makes {name!r} in the whole record{did_you_mean(name, known)}"


def _form(key: str, setting: Setting) -> Form:
    if key == NEXT_TALKS:
        return _day_or_none
    if key == MORE_HOSTILE:
        return partial(chosen, (*setting.party_ids, TIE, NONE))
    return partial(_issues_or_none, setting.issue_ids) if key == CENTRE else number


def _earlier(as_of: When | None, history: History | None, node: Node) -> When:
    """The day that a node holds, no later than the one that is asked about, or than the end of the record."""
    since = day(node)
    end = None if history is None else history.last_day
    asked = end if as_of is None else as_of.best
    if asked is not None and since.best > asked:
        raise InvalidValueError(node, f"{since} is later than {as_of or end}, the day asked about; give an earlier day")
    return since


def _day_or_none(node: Node) -> str:
    if text(node) != NONE:
        day(node)
    return text(node)


def _issues_or_none(issues: Iterable[str], node: Node) -> str:
    """The issues that a node names, in the order of their declaration."""
    known = tuple(issues)
    if isinstance(node, ScalarNode) and node.text == NONE:
        return NONE
    named = names(node)
    for name in named:
        if name not in known:
            options = known if isinstance(node, nodes.SequenceNode) else (*known, NONE)
            raise InvalidValueError(node, f"{name!r} is not declared{did_you_mean(name, options)}")
    return ", ".join(issue for issue in known if issue in named)
