"""Reads what a scenario expects: the `expect` blocks of the record and of its branches."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, Final

from attrs import frozen

from sim.assess.conduct import NONE
from sim.assess.tension import DEPENDS, NO, YES
from sim.history.history import History
from sim.model.dates import LIKELY, READINGS, When
from sim.model.errors import MANY, Where, did_you_mean, no_party, with_article
from sim.model.ids import BOTH
from sim.model.setting import Setting
from sim.rules.registry import LIFECYCLES, lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subject import Subject, Subjects
from sim.scenario.expectations import (
    ABSENT,
    CENTRE,
    CONCESSIONS,
    EASED,
    FINDS,
    INITIATIVE,
    NEXT_TALKS,
    OF_THE_DAY,
    SECTIONS,
    Expectation,
    Find,
    concessions,
    part,
    status,
)
from sim.scenario.fields import Form, InvalidValueError, Reader, chosen, day, names, number, text
from sim.scenario.moves_section import is_clouded, merged
from sim.scenario.yaml import nodes
from sim.scenario.yaml.nodes import Node, ScalarNode

_ASKING: Final = ("branch", "as of", "since", "reading", "quote")
"""The keys of a block that say how it asks."""
_KEYS: Final = (*_ASKING, *SECTIONS, CONCESSIONS, *FINDS)


@frozen
class _Asked:
    """One question of a block: the key, what the subject is called, what is expected, what finds it, since when."""

    key: str
    subject: str
    node: Node
    expected: str
    find: Find
    since: When | None = None


@frozen
class _Block:
    """How a block asks: in which branch, as of when, since when, under which reading, to test which words.

    `earlier` reads a day that must be earlier than the one that is asked about.
    """

    branch: str
    as_of: When | None
    since: When | None
    reading: str
    quote: str | None
    earlier: Form


class ExpectReader:
    """Reads the `expect` blocks of one file against the record, or against a branch of it.

    `histories` has them by branch, the record under the empty name. Of the *clouded* ids a fault keeps us from knowing
    more.
    """

    def __init__(
        self,
        reader: Reader,
        histories: Mapping[str, History],
        unresolved: Collection[str],
        *,
        knows_all_branches: bool = True,
    ) -> None:
        self._reader = reader
        self._knows_all_branches = knows_all_branches
        self._histories = histories
        self._clouded = unresolved

    @cached_property
    def _everything(self) -> Subjects:
        """Every subject that the record or a branch makes, by id."""
        return merged(history.states[-1] for history in self._histories.values())

    def read(self, node: Node | None, branch: str = "") -> tuple[Expectation, ...]:
        """All expectations of a list of blocks, in the order of the file; of the record unless they name a branch."""
        blocks = (self._reader.mapping(item, "expect") for item in self._reader.items(node, "expect"))
        return tuple(asked for block in blocks if block is not None for asked in self._block(block, branch))

    def _block(self, block: nodes.MappingNode, branch: str) -> Iterator[Expectation]:
        self._reader.known(block, "expect", _KEYS if not branch else [key for key in _KEYS if key != "branch"])
        known = len(self._reader.faults.found)
        asking = self._asking(block, branch)
        if block.values.keys() <= {*_ASKING} and block.is_whole and len(self._reader.faults.found) == known:
            words = "this block expects nothing; say what must hold, such as `agreed: 0`, or leave it out"
            self._reader.faults.add(block, "expect", words)
        history = self._histories.get(asking.branch)
        for asked in self._questions(block, asking, history.states[-1]) if history is not None else ():
            where = Where(self._reader.faults.file, asked.node.line, asked.node.column)
            yield Expectation(
                where,
                asking.as_of,
                asking.reading,
                asked.key,
                asked.subject,
                asked.expected,
                asked.find,
                asking.branch,
                asked.since,
                asking.quote,
            )

    def _asking(self, block: nodes.MappingNode, branch: str) -> _Block:
        named = branch or ((self._given(block, "branch", self._a_branch) or "?") if "branch" in block.values else "")
        as_of = self._given(block, "as of", day)
        earlier = partial(_earlier, as_of, self._histories.get(named)) if block.is_whole else day
        since = self._given(block, "since", earlier)
        if since is not None and block.is_whole and not {CONCESSIONS, INITIATIVE} & block.values.keys():
            words = f"nothing here is counted from a day; it is for {CONCESSIONS} and {INITIATIVE}"
            self._reader.faults.add(block.keys["since"], "expect, since", words)
        reading = self._given(block, "reading", partial(chosen, READINGS)) or LIKELY
        return _Block(named, as_of, since, reading, self._given(block, "quote", text), earlier)

    def _given(self, block: nodes.MappingNode, key: str, form: Form) -> Any:
        """What a block gives under a key; None if nothing, or if that is unfit."""
        node = block.values.get(key)
        return None if node is None else self._reader.value(node, f"expect, {key}", form)

    def _a_branch(self, node: Node) -> str:
        name = text(node)
        if name not in self._histories:
            known = [each for each in self._histories if each]
            advice = did_you_mean(name, known) if known else "; the file has no `branches`"
            raise InvalidValueError(node, f"there is no branch {name!r}{advice}" if self._knows_all_branches else "")
        return name

    def _questions(self, block: nodes.MappingNode, asking: _Block, end: Negotiation) -> Iterator[_Asked]:
        for key, node in block.values.items():
            if key in SECTIONS:
                for name, value in self._entries(node, f"expect, {key}"):
                    if self._is_known(key, name, node, end):
                        yield from self._of_subject(key, name, value, end)
            elif key == CONCESSIONS:
                for party, value in self._of_parties(node, f"expect, {key}", end):
                    yield from self._of(key, party, value, number, concessions(party), asking.since)
            elif key == EASED:
                yield from self._eased(node, asking)
            elif key in FINDS:
                since = asking.since if key == INITIATIVE else None
                yield from self._of(key, key, node, _form(key, end.setting), FINDS[key], since)

    def _of(
        self, key: str, subject: str, node: Node, form: Form, find: Find, since: When | None = None
    ) -> Iterator[_Asked]:
        """The question, if what is expected can be read."""
        expected = self._reader.value(node, f"expect, {key}", form)
        if expected is not None:
            yield _Asked(key, subject, node, str(expected), find, since)

    def _of_subject(self, key: str, name: str, node: Node, end: Negotiation) -> Iterator[_Asked]:
        form = partial(chosen, (*LIFECYCLES[SECTIONS[key]].statuses, ABSENT, *OF_THE_DAY[key]))
        if key != "commitments":
            yield from self._of(key, name, node, form, status(name, _expected(node)))
        elif isinstance(node, ScalarNode):
            for party in end.setting.party_ids:
                yield from self._of(key, f"{name}/{party}", node, form, part(name, party, node.text))
        else:
            for party, value in self._of_parties(node, f"expect, {key}, {name}", end):
                yield from self._of(key, f"{name}/{party}", value, form, part(name, party, _expected(value)))

    def _entries(self, node: Node, concerns: str) -> Iterator[tuple[str, Node]]:
        """The entries of a mapping; that there are none is a fault."""
        if isinstance(node, nodes.MappingNode) and not node.values and node.is_whole:
            self._reader.faults.add(node, concerns, "nothing is expected here; say of what, or leave it out")
        return self._reader.named(node, concerns)

    def _of_parties(self, node: Node, concerns: str, end: Negotiation) -> Iterator[tuple[str, Node]]:
        """The entries of a mapping by party; what is no party is a fault."""
        party_ids = end.setting.party_ids
        for party, value in self._entries(node, concerns):
            if party in party_ids:
                yield party, value
            else:
                assert isinstance(node, nodes.MappingNode)
                words = no_party(party, party_ids)
                self._reader.faults.add(node.keys[party], concerns, words)

    def _eased(self, node: Node, asking: _Block) -> Iterator[_Asked]:
        """Whether tension has eased since a day."""
        if not isinstance(node, nodes.MappingNode):
            words = f"a day to compare with and a verdict are wanted here; write {{since: DATE, is: {NO}}}"
            self._reader.faults.add(node, f"expect, {EASED}", words)
            return
        forms: dict[str, Form] = {"since": asking.earlier, "is": partial(chosen, (YES, NO, DEPENDS))}
        given = self._reader.fields(node, f"expect, {EASED}", forms)
        for key in forms:
            if key not in node.values and node.is_whole:
                self._reader.faults.add(
                    node, f"expect, {EASED}", f"`{key}` is missing; write {{since: DATE, is: {NO}}}"
                )
        if forms.keys() <= given.keys():
            yield _Asked(EASED, EASED, node.values["is"], given["is"], FINDS[EASED], given["since"])

    def _is_known(self, key: str, name: str, section: Node, end: Negotiation) -> bool:
        """Whether the id names such a subject; else a fault is noted, unless an earlier fault is to blame.

        It need not be made in the course that is looked at, so that one can expect that it is `absent` there.
        """
        subject = end.subjects.get(name) or self._everything.get(name)
        if isinstance(subject, SECTIONS[key]):
            return True
        if not is_clouded(name, self._clouded, is_known=subject is not None):
            assert isinstance(section, nodes.MappingNode)
            words = _unknown(key, name, subject, end)
            self._reader.faults.add(section.keys[name], f"expect, {key}", words)
        return False


def _expected(node: Node) -> str:
    """What is expected of a subject, as far as it can be read."""
    return node.text if isinstance(node, ScalarNode) else ""


def _unknown(key: str, name: str, subject: Subject | None, end: Negotiation) -> str:
    if subject is not None:
        return f"{name} is {with_article(lifecycle_of(subject).noun)}; expect it under its own key"
    known: Any = end.subjects
    if len(known) <= MANY:
        known = [other for other in end.ids if isinstance(end.subjects[other], SECTIONS[key])]
    return f"nobody makes {name!r} in the whole record{did_you_mean(name, known)}"


def _form(key: str, setting: Setting) -> Form:
    if key == NEXT_TALKS:
        return _day_or_none
    if key == INITIATIVE:
        return partial(chosen, (*setting.party_ids, BOTH, NONE))
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
