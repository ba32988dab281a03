"""Scenario files: strategies for their parts, for whole ones and their texts in many hands; and a history as one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle
from typing import Any, Final, TypeVar

import yaml
from attrs import evolve
from hypothesis import assume, strategies as st

from sim.assess.durations import LASTING
from sim.assess.position import positions
from sim.assess.tension import DEPENDS, NO, YES
from sim.assess.weights import KINDS, RAYS, Weights
from sim.history.history import History
from sim.model.dates import READINGS
from sim.model.ids import NONE, TIE
from sim.model.move import Move, fields_of, holding
from sim.model.private import OF_A_MOVE
from sim.model.setting import Setting
from sim.rules.registry import CREATING_MOVES, LIFECYCLES, MOVES_BY_VERB
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.talks import Talks
from sim.scenario import Alternative, Expectation, Scenario, as_json, as_yaml
from sim.scenario.expect_section import ExpectReader
from sim.scenario.expectations import ABSENT, COUNTS, OF_THE_DAY, POSITIONS, SECTIONS, by_term, findings
from sim.scenario.fields import FieldReader
from sim.scenario.holds_without import MOST_MOVES
from sim.scenario.write import Part, as_mapping
from sim.scenario.yaml.nodes import Faults, MappingNode, Node, ScalarNode, SequenceNode
from sim.testing.actions import FIRST_DAY
from sim.testing.arguments.beginnings import history, setting, strategy
from sim.testing.arguments.checks import checked
from sim.testing.choices import drawn_history
from sim.testing.turns import MoveGenerator
from sim.testing.values import commitments, formats, ids, measures, settings, texts, whens

_HERE: Final = "<text>"

Habit = TypeVar("Habit")

# RECORDS


@checked(setting("setting", may_be_none=True))
@st.composite
def starts(draw: st.DrawFn, setting: Setting | None = None) -> Negotiation:
    """States before the first move in a setting (None: any), with up to five commitments, measures and formats."""
    begun = draw(settings()) if setting is None else setting
    kinds = commitments(begun) | measures(begun) | formats(begun)
    declared = draw(st.lists(kinds, max_size=5, unique_by=lambda subject: subject.id))
    return Negotiation.begin(begun, sorted(declared, key=lambda subject: _DECLARED.index(type(subject))))


_DECLARED: Final = (Commitment, Measure, Talks)
"""The kinds that are declared, in the order of their sections in a file."""


@st.composite
def _histories(draw: st.DrawFn) -> History:
    return drawn_history(draw, MoveGenerator(draw(starts())), 0, draw(st.integers(0, 8)))


@checked(history("history"))
@st.composite
def expectations(draw: st.DrawFn, history: History) -> tuple[Expectation, ...]:
    """Expectations of a history, met or not, under every key of an `expect` block."""
    node = _as_node(draw(st.lists(_blocks(history), max_size=3)))
    asked = ExpectReader(FieldReader(Faults(_HERE)), {"": history}, ()).read(node)
    return tuple(
        evolve(finding.expectation, expected=draw(st.sampled_from((finding.found, finding.expectation.expected))))
        for finding in findings(lambda branch: history, asked, Weights())
    )


def _blocks(history: History) -> st.SearchStrategy[Part]:
    end, days = history.states[-1], _days_about(history).map(str)
    others = {
        "as of": days,
        "reading": st.sampled_from(READINGS),
        "agreed": st.integers(0, 99).map(str),
        "next talks": st.just(NONE) | days,
        "since": days,
        "quote": texts(),
        "holds without": _left_out(history),
        **dict.fromkeys(COUNTS, _numbers_of(end.setting.party_ids)),
        "more hostile": st.sampled_from((*end.setting.party_ids, TIE, NONE)),
        "centre": st.just(NONE) | _some_of(end.setting.issue_ids),
        "tension": st.integers(0, 99).map(str),
        "tension eased": st.fixed_dictionaries({"since": days, "is": st.sampled_from((YES, NO, DEPENDS))}),
    }
    return st.fixed_dictionaries({}, optional=others | dict(_sections(history, end)))


def _left_out(history: History) -> st.SearchStrategy[Any]:
    """What an expectation must hold without: so many moves, or sources or speakers if there are any."""
    sources = tuple(history.start.setting.source_by_id)
    speakers = tuple(dict.fromkeys(move.speaker for move in history.moves if move.speaker))
    number: st.SearchStrategy[Any] = st.integers(1, MOST_MOVES).map(str)
    named = (
        st.fixed_dictionaries({key: _some_of(names)}) for key, names in (("source", sources), ("speaker", speakers))
    )
    return st.one_of(number, *named)


def _numbers_of(names: Sequence[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(names), st.integers(0, 9).map(str), min_size=1, max_size=3)


def _some_of(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True) if names else st.nothing()


def _days_about(history: History) -> st.SearchStrategy[Any]:
    first, last = history.dates[0].best if history.dates else FIRST_DAY, history.last_day or FIRST_DAY
    return whens(date.fromordinal(max(first.toordinal() - 40, 1)), last + min(timedelta(40), date.max - last))


def _values(parties: Sequence[str]) -> st.SearchStrategy[dict[str, str]]:
    """What a party may be expected to stand at, whatever the scale."""
    return st.dictionaries(st.sampled_from(parties), st.just(NONE), min_size=1)


def _sections(history: History, end: Negotiation) -> Iterator[tuple[str, st.SearchStrategy[Part]]]:
    """By kind of subject of which there are some, and of terms, expectations of them."""
    for key, kind in LASTING.items():
        names = [name for name in end.ids if isinstance(end.subjects[name], kind)]
        if names:
            yield key, _numbers_of(names)
    terms = by_term(positions(history.as_of()))
    if terms:
        yield POSITIONS, st.dictionaries(st.sampled_from(tuple(terms)), _values(end.setting.party_ids), min_size=1)
    for key, kind in SECTIONS.items():
        names = [name for name in end.ids if isinstance(end.subjects[name], kind)]
        statuses: st.SearchStrategy[Any] = st.sampled_from((*LIFECYCLES[kind].statuses, ABSENT, *OF_THE_DAY[key]))
        if kind is Commitment:
            statuses |= st.dictionaries(st.sampled_from(end.setting.party_ids), statuses, min_size=1)
        if names:
            yield key, st.dictionaries(st.sampled_from(names), statuses, min_size=1, max_size=3)


def _as_node(part: Any) -> Node:
    if isinstance(part, str):
        return ScalarNode(part, 1, 1)
    if isinstance(part, list):
        return SequenceNode([_as_node(item) for item in part], 1, 1)
    nodes = {key: _as_node(value) for key, value in part.items()}
    return MappingNode(nodes, {key: ScalarNode(key, 1, 1) for key in nodes}, 1, 1)


@checked(strategy("histories"))
@st.composite
def records(draw: st.DrawFn, histories: st.SearchStrategy[History] | None = None) -> Scenario:
    """Scenarios without faults, of these histories (None: short ones in any setting), with odd texts in all fields."""
    original = draw(_histories() if histories is None else histories)
    moves = [draw(_reworded(move)) for move in original.moves]
    history = History.of(original.start, moves)
    title, summary = draw(texts()), draw(st.none() | texts())
    branches = tuple(_distinct(draw(st.lists(_branches(history), max_size=2))))
    return Scenario(_HERE, title, summary, history, draw(expectations(history)), branches, draw(weights()))


def weights() -> st.SearchStrategy[Weights]:
    """Admissible weights of what stands: sums of up to four of the extreme ones."""
    rays = st.lists(st.sampled_from([ray.by_kind for ray in RAYS]), max_size=4)
    return rays.map(lambda some: Weights(**{name: sum(ray[kind] for ray in some) for kind, name in KINDS.items()}))


@st.composite
def _branches(draw: st.DrawFn, history: History) -> Alternative:
    """Branches of a record, some with a move of their own where they depart."""
    count = len(history.moves)
    fork = draw(st.none() | st.integers(0, count))
    kept = count if fork is None else fork
    without = draw(st.sets(st.integers(1, kept), max_size=2)) if kept else ()
    branch = history.branch(fork, without)
    moves = drawn_history(draw, MoveGenerator(branch.history.states[-1]), 0, draw(st.integers(0, 1))).moves
    if fork is not None:
        branch = history.branch(fork, without, moves)
    assume(branch.history.moves != history.moves)
    return Alternative(draw(ids()), draw(texts()), "", fork, branch)


def _distinct(branches: Iterable[Alternative]) -> Iterable[Alternative]:
    return {branch.id: branch for branch in branches}.values()


def _reworded(move: Move) -> st.SearchStrategy[Move]:
    """The move with other texts where it has some, and some of its fields private."""
    names = (attribute.name for attribute in fields_of(type(move)) if holding(attribute).form == "text")
    replaced = {name: texts() for name in names if getattr(move, name) is not None}
    able = tuple(name for name in OF_A_MOVE if getattr(move, name, None))
    return st.builds(evolve, st.just(move), private=st.sampled_from(((), able[:1], able)), **replaced)


# FILES


def scenarios() -> st.SearchStrategy[str]:
    """Scenario files without faults: YAML and JSON as they are written here, and YAML in other hands."""
    return scenarios_with_records().map(lambda pair: pair[0])


@st.composite
def scenarios_with_records(
    draw: st.DrawFn, recorded: st.SearchStrategy[Scenario] | None = None
) -> tuple[str, Scenario]:
    """Scenario files without faults, each with the record that it holds; records of your own, or any."""
    record = draw(records() if recorded is None else recorded)
    write = draw(st.sampled_from((as_yaml, as_json, lambda it: in_another_hand(draw, as_mapping(it)))))
    return write(record), record


def in_another_hand(draw: st.DrawFn, part: Part) -> str:
    """The file as somebody might write it by hand: other quotes, another order of keys, comments, a BOM."""
    lines = written(draw, _reordered(draw, part)).split("\n")
    notes = _in_turn(draw, ("", "# a comment\n", "#\n\n\n# key: 'value'\n"))
    text = "\n".join(next(notes) + line if line and line[0] not in " \t" else line for line in lines)
    if draw(st.booleans()):
        text = re.sub("^([a-z-]+:)$", r"\1  # a comment", text, flags=re.MULTILINE)
    start, end = draw(st.sampled_from(("", "\ufeff", "---\n"))), draw(st.sampled_from(("\n", "\r\n", "\r")))
    return (start + text).replace("\n", end)


def _in_turn(draw: st.DrawFn, habits: Sequence[Habit]) -> Iterator[Habit]:
    """A few of the *habits*, over and over again."""
    return cycle(draw(st.lists(st.sampled_from(habits), min_size=1, max_size=5)))


_DETAILED: Final = ("commitments", "measures", "talks", "sources")


def _reordered(draw: st.DrawFn, part: Part) -> Part:
    """The same file with its sections, and the keys of each move and declaration, in another order."""
    turns = _in_turn(draw, (0, 1, 2, 3))
    whole = dict(draw(st.permutations(tuple(part.items()))))
    for section in {*_DETAILED} & {*whole}:
        whole[section] = {name: _abbreviated(_turned(item, next(turns))) for name, item in whole[section].items()}
    if "moves" in whole:
        whole["moves"] = [_turned(move, next(turns)) for move in whole["moves"]]
    return whole


def _turned(part: Part, turn: int) -> Part:
    """The part with so many keys moved to its end, and one id as a list where the turn is odd."""
    items = [
        (key, [value] if turn % 2 and key in _LISTED and isinstance(value, str) else value)
        for key, value in part.items()
    ]
    return dict((*items[turn:], *items[:turn]))


def _abbreviated(part: Part) -> Part | str:
    return part["title"] if part.keys() == {"title"} else part


_LISTED: Final = (
    *(verb for verb, move in MOVES_BY_VERB.items() if move not in CREATING_MOVES),
    *("issue", "counters", "replaces", "settles", "subject-to", "source"),
)
"""The keys under which one id may stand as a list."""
_STYLES: Final = (None, "'", '"', "|", ">")
_SEPARATOR: Final = re.compile("[\u2028\u2029]")


def written(draw: st.DrawFn, part: Part) -> str:
    """The part as YAML, the file itself in block style."""
    styles, flows = _in_turn(draw, _STYLES), _in_turn(draw, (False, True))

    def noded(part: Any) -> yaml.Node:
        if isinstance(part, str):
            return yaml.ScalarNode(f"{_TAG}str", part, style='"' if _SEPARATOR.search(part) else next(styles))
        if isinstance(part, list):
            return yaml.SequenceNode(f"{_TAG}seq", [noded(item) for item in part], flow_style=next(flows))
        return mapping(part, flow_style=next(flows))

    def mapping(part: Part, *, flow_style: bool) -> yaml.MappingNode:
        pairs = [(noded(key), noded(value)) for key, value in part.items()]
        return yaml.MappingNode(f"{_TAG}map", pairs, flow_style=flow_style)

    root = mapping(part, flow_style=False)
    width, indent = draw(st.sampled_from((110, 40, 1000))), draw(st.sampled_from((2, 3, 8)))
    return str(yaml.serialize(root, Dumper=yaml.CBaseDumper, allow_unicode=True, width=width, indent=indent))


_TAG: Final = "tag:yaml.org,2002:"


# WHAT FAILS

FAILS: Final = "# A history that fails. Save it as a scenario file and look at it: negsim run FILE\n"
"""The first line of a failing history, by which it is known among all that a test prints; a comment in YAML."""


@checked(history("history"))
def as_scenario(history: History, title: str = "A history that fails") -> str:
    """The history as the text of a scenario file, which `negsim run` takes as it is."""
    return FAILS + as_yaml(Scenario("<text>", title, None, history, ()))


class Reproduction:
    """A history that hypothesis prints as a scenario file when a test fails; it is written only then."""

    def __init__(self, history: History) -> None:
        self._history = history

    def __repr__(self) -> str:
        return as_scenario(self._history)
