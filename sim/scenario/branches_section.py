"""The branches of a file: what leaves moves of the record out, or has others made instead."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from attrs import field, frozen

from sim.history.branching import BranchResult
from sim.history.history import Branch, History
from sim.model.dates import When
from sim.model.errors import InconsistentDatesError, did_you_mean
from sim.rules.registry import MOVES_BY_VERB, named_subjects
from sim.scenario.fields import InvalidValueError, Reader, day, text
from sim.scenario.moves_section import UNREAD, ReadMove, check_conditions, made_by, merged, note_refusal, read_moves
from sim.scenario.yaml import nodes
from sim.scenario.yaml.nodes import Node, ScalarNode, SequenceNode

_KEYS: Final = ("title", "of", "from", "without", "moves", "expect")
_MOVE_NUMBER: Final = re.compile("#([0-9]{1,9})|([0-9]{1,3}|[0-9]{5,9})")
"""A number is that of a move; four digits without a # before them are a year."""

_DEEPEST: Final = 50
"""How many branches can lie between a branch and the record."""

_SHOWN: Final = 12
"""How many branches of a circle are named."""

Fork = When | int | None


@frozen
class Alternative:
    """A branch of a scenario: its id and title, the branch it departs from (empty: the record), where, and the branch.

    `fork` is the day or the number of the move after which it departs, None where the whole record goes on.
    """

    id: str
    title: str
    of: str
    fork: Fork
    branch: Branch


@frozen
class _Draft:
    """A branch as it stands in the file: its moves are read, but not put to the law yet."""

    id: str
    key: ScalarNode
    node: nodes.MappingNode
    title: str
    of: str
    moves: list[ReadMove] = field(factory=list)

    @property
    def clouds(self) -> set[str]:
        """The ids of which we would know more if it had no fault."""
        unread = {UNREAD} if self.node.is_unread("moves") else set()
        return unread.union(*(read.clouds for read in self.moves))


class BranchReader:
    """Reads the branches of one file against the record, which is None where faults keep us from knowing it."""

    def __init__(self, reader: Reader, base: History | None) -> None:
        self._reader = reader
        self._trunk = base
        self._found: dict[str, Alternative] = {}
        self._knows_all = True
        self.unresolved: set[str] = set()
        self.made: list[tuple[str, Node]] = []
        self._histories: dict[str, History | None] = {"": base}
        self._depths = {"": 0}

    def read(self, node: Node | None) -> tuple[Alternative, ...]:
        """All branches without a fault, in the order of the file."""
        drafts = {draft.id: draft for draft in self._drafts(node)}
        self._knows_all = not isinstance(node, nodes.MappingNode) or node.is_whole
        for draft in drafts.values():
            self._grow(draft, drafts)
            self.made += made_by(draft.moves)
        found = tuple(self._found[name] for name in drafts if name in self._found)
        self.unresolved = {name for draft in drafts.values() if draft.id not in self._found for name in draft.clouds}
        self.unresolved |= set() if self._knows_all else {UNREAD}
        base = [] if self._trunk is None else [self._trunk]
        others = merged(history.states[-1] for history in (*base, *(each.branch.history for each in found)))
        for each in found:
            check_conditions(self._reader, drafts[each.id].moves, each.branch.history.states[-1], others, ())
        return found

    def _drafts(self, node: Node | None) -> Iterator[_Draft]:
        for name, part in self._reader.named(node, "branches"):
            assert isinstance(node, nodes.MappingNode)
            mapping = self._reader.mapping(part, f"branches, {name}")
            if mapping is not None:
                self._reader.known(mapping, f"branches, {name}", _KEYS)
                read = partial(self._text, mapping, name)
                moves = read_moves(self._reader, mapping.values.get("moves"))
                yield _Draft(name, node.keys[name], mapping, read("title") or name, read("of") or "", moves)

    def _text(self, mapping: nodes.MappingNode, name: str, key: str) -> str | None:
        node = mapping.values.get(key)
        return None if node is None else self._reader.value(node, f"branches, {name}, {key}", text)

    def _grow(self, draft: _Draft, drafts: Mapping[str, _Draft]) -> None:
        """Make the history of a branch, after those that it departs from; None where a fault is in the way."""
        lineage = self._lineage(draft, drafts)
        is_sound = self._is_rooted(lineage, drafts)
        for each in reversed(lineage):
            base = self._histories.get(each.of) if is_sound and each.node.is_whole else None
            found = self._put_to_the_law(each, base)
            if found is not None:
                self._found[each.id] = found
            self._histories[each.id] = None if found is None else found.branch.history
            self._depths[each.id] = self._depths.get(each.of, 0) + 1

    def _lineage(self, draft: _Draft, drafts: Mapping[str, _Draft]) -> list[_Draft]:
        """The branch and those that it departs from, nearest first, as far as they have no history yet."""
        lineage: dict[str, _Draft] = {}
        name = draft.id
        while name in drafts and name not in self._histories and name not in lineage:
            lineage[name] = drafts[name]
            name = drafts[name].of
        return list(lineage.values())

    def _is_rooted(self, lineage: list[_Draft], drafts: Mapping[str, _Draft]) -> bool:
        """Whether these lead back to the record, or to a branch with a history, in no more steps than there may be."""
        if not lineage:
            return True
        last, names = lineage[-1], [each.id for each in lineage]
        if last.of in names:
            self._fault(last, "of", _circle(names[names.index(last.of) :]))
            return False
        if last.of not in self._histories and self._knows_all:
            others = [name for name in drafts if name != last.id]
            advice = did_you_mean(last.of, others) or "; leave `of` out to depart from the record"
            self._fault(last, "of", f"there is no branch {last.of!r}{advice}")
        known = self._depths.get(last.of)
        excess = len(lineage) + (known or 0) - 1 - _DEEPEST
        if 0 < excess <= len(lineage):  # if it is more, the complaint is about one that these depart from
            deepest = lineage[_DEEPEST if known is None else excess - 1]
            self._fault(deepest, "of", f"branches can depart from each other {_DEEPEST} times, not more")
        return excess <= 0

    def _put_to_the_law(self, draft: _Draft, base: History | None) -> Alternative | None:
        """The branch of a trunk; None where a fault is in the way. Of an unknown trunk only the form is looked at."""
        count = len(self._reader.faults.found)
        known = _Trunk(base, f"the branch {draft.of}" if draft.of else "the record")
        fork = self._read(draft, "from", known.fork, None)
        left_out = self._read(draft, "without", partial(known.left_out, fork), ())
        own = [read.move for read in draft.moves if read.move is not None]
        if base is None or len(own) < len(draft.moves) or len(self._reader.faults.found) > count:
            return None
        branch_result = base.branch_result(fork, left_out, own)
        self._note_refusals(draft, branch_result)
        if len(self._reader.faults.found) > count:
            return None
        try:
            branch = base.branched(branch_result)
        except InconsistentDatesError as untimely:
            self._note_untimely(draft, branch_result, untimely)
            return None
        is_known = draft.node.values.keys() <= {*_KEYS}  # else what it was to change may stand under a misspelt key
        if branch.history.moves == base.moves and is_known:
            words = "it changes nothing; say from where it departs, what to leave out, or which moves are made instead"
            self._reader.faults.add(draft.key, f"branches, {draft.id}", words)
        return Alternative(draft.id, draft.title, draft.of, fork, branch)

    def _read(self, draft: _Draft, key: str, form: Any, otherwise: Any) -> Any:
        node = draft.node.values.get(key)
        value = None if node is None else self._reader.value(node, f"branches, {draft.id}, {key}", form)
        return otherwise if value is None else value

    def _note_refusals(self, draft: _Draft, branch_result: BranchResult) -> None:
        """Note why moves of its own are refused; what hangs on one of these is not complained of as well."""
        unresolved = set[str]()
        for refusal in branch_result.refusals:
            read = draft.moves[refusal.position]
            if read.move is not None and unresolved.isdisjoint(named_subjects(read.move)):
                hanging = _hanging(refusal.caused_by)
                note_refusal(self._reader, read, refusal.error, f"{hanging} in this branch" if hanging else "")
            unresolved.add(read.subject)

    def _note_untimely(self, draft: _Draft, branch_result: BranchResult, untimely: InconsistentDatesError) -> None:
        own = iter(draft.moves)
        places = [
            draft.key if number is not None else next(own).node.values["date"] for number, _ in branch_result.turns
        ]
        for number, words in untimely.faults:
            self._reader.faults.add(places[number - 1], f"branches, {draft.id}", words)

    def _fault(self, draft: _Draft, key: str, words: str) -> None:
        self._reader.faults.add(draft.node.values[key], f"branches, {draft.id}, {key}", words)


def _circle(names: list[str]) -> str:
    """The complaint about branches of which each departs from the next, and the last from the first."""
    shown = names if len(names) <= _SHOWN else [*names[:_SHOWN], "…"]
    circle = ", which is of ".join((*shown, names[0]))
    return f"it would depart from itself: {circle}; let one depart from the record"


def _hanging(because: Iterable[int]) -> str:
    """The moves on which something hangs, in words; empty for none."""
    numbers = [f"#{number}" for number in because]
    return f"it hangs on {', which hangs on '.join(numbers)}, which is left out" if numbers else ""


@frozen
class _Trunk:
    """What a branch departs from, None where faults keep us from knowing it, and what complaints call it."""

    history: History | None
    name: str

    def fork(self, node: Node) -> Fork:
        """From where a branch departs: a day, or a number of moves."""
        number = _MOVE_NUMBER.fullmatch(text(node))
        if number is None:
            try:
                return day(node)
            except InvalidValueError as unfit:
                words = f"{unfit.words}; or give the number of a move, such as '#12'; another branch goes under `of`"
                raise InvalidValueError(node, words) from None
        return self._known(int(number[1] or number[2]), node, least=0)

    def left_out(self, fork: Fork, node: Node) -> tuple[int, ...]:
        """The numbers of the moves that a branch leaves out, given by number, or by verb and subject."""
        found: dict[int, None] = {}
        items = node.items if isinstance(node, SequenceNode) else [node]
        for item in items:
            for number in self._numbers(item):
                if self.history is not None and number not in self.history.at(fork).numbers:
                    words = f"#{number} comes after `from`, so it is not in the branch anyhow; "
                    advice = "name the others by number" if isinstance(item, nodes.MappingNode) else "take it out here"
                    raise InvalidValueError(item, words + advice)
                if number in found:
                    raise InvalidValueError(item, f"#{number} is left out twice; name it once")
                found[number] = None
        if not items or (items == [node] and isinstance(node, nodes.MappingNode) and not node.values and node.is_whole):
            raise InvalidValueError(node, "nothing stands here; name a move, or leave the key out")
        return tuple(sorted(found))

    def _numbers(self, item: Node) -> list[int]:
        if isinstance(item, nodes.MappingNode):
            return [number for verb, value in item.values.items() for number in self._named(item, verb, value)]
        number = _MOVE_NUMBER.fullmatch(text(item))
        if number is None:
            raise InvalidValueError(item, f"{text(item)!r} names no move; write its number, '#12', or `verb: subject`")
        return [self._known(int(number[1] or number[2]), item, least=1)]

    def _known(self, number: int, node: Node, least: int) -> int:
        count = number if self.history is None else len(self.history.moves)
        if not least <= number <= count:
            raise InvalidValueError(node, f"there is no move #{number}; {self.name} has {count}")
        return number

    def _named(self, item: nodes.MappingNode, verb: str, value: Node) -> list[int]:
        """All moves of a verb on a subject."""
        if verb not in MOVES_BY_VERB:
            raise InvalidValueError(item.keys[verb], f"there is no move {verb!r}{did_you_mean(verb, MOVES_BY_VERB)}")
        subject = text(value)
        moves = () if self.history is None else self.history.moves
        found = [number for number, move in enumerate(moves, 1) if (move.verb, move.subject) == (verb, subject)]
        if not found and self.history is not None:
            others = list(dict.fromkeys(move.subject for move in moves if move.verb == verb))
            advice = did_you_mean(subject, others) if others else f"; {self.name} has no {verb} at all"
            raise InvalidValueError(value, f"{self.name} has no `{verb}: {subject}`{advice}")
        return found
