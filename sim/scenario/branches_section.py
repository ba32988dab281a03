"""The branches of a file: each leaves moves of the record out, or has others made instead."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Final, NoReturn, TypeVar

from attrs import field, frozen

from sim.history.branching import BranchResult
from sim.history.history import Branch, History
from sim.model.dates import When
from sim.model.errors import InconsistentDatesError, did_you_mean
from sim.model.move import Move
from sim.rules.registry import MOVES_BY_VERB, named_subjects
from sim.scenario.fields import FieldReader, InvalidValueError, day, names, text
from sim.scenario.moves_section import UNREAD, ParsedMove, created_ids, read_moves
from sim.scenario.replayed_moves import check_conditions, merged_subjects, note_refusal
from sim.scenario.yaml import nodes
from sim.scenario.yaml.nodes import Node, ScalarNode, SequenceNode

_KEYS: Final = ("title", "of", "from", "without", "moves", "expect")
_MOVE_NUMBER: Final = re.compile("#([0-9]{1,9})|([0-9]{1,3}|[0-9]{5,9})")
"""A number is that of a move; four digits without a # before them are a year."""


def move_number(text: str) -> int | None:
    """The number of a move that a text names; None if it names none."""
    match = _MOVE_NUMBER.fullmatch(text)
    return None if match is None else int(match[1] or match[2])


_DEEPEST: Final = 50
"""The most branches that can lie between a branch and the record."""

_SHOWN: Final = 12
"""The most branches of a circle that are named."""

Value = TypeVar("Value")
Fork = When | int | None
"""A day, or a number of moves, after which a branch departs; None: the end."""


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
class _ParsedBranch:
    """A branch as it stands in the file, its moves not replayed yet."""

    id: str
    key: ScalarNode
    node: nodes.MappingNode
    title: str
    of: str
    moves: list[ParsedMove] = field(factory=list)

    @property
    def unresolved(self) -> set[str]:
        """The ids that its faults hide, or hide moves on."""
        unread = {UNREAD} if self.node.is_unread("moves") else set()
        return unread.union(*(parsed_move.unresolved for parsed_move in self.moves))


class BranchReader:
    """Reads the branches of one file against the record, which is None if faults keep it from being known.

    After `read`, `unresolved` are the ids that faults in branches hide, `created` those that their moves make.
    """

    def __init__(self, reader: FieldReader, record: History | None) -> None:
        self.unresolved: set[str] = set()
        self.created: list[tuple[str, Node]] = []
        self._reader = reader
        self._record = record
        self._parsed: dict[str, _ParsedBranch] = {}
        self._branches: dict[str, Alternative] = {}
        self._knows_all = True
        self._histories: dict[str, History | None] = {"": record}
        self._depths = {"": 0}

    def read(self, node: Node | None) -> tuple[Alternative, ...]:
        """All branches without a fault, in the order of the file."""
        self._parsed = {parsed.id: parsed for parsed in self._parse(node)}
        self._knows_all = not isinstance(node, nodes.MappingNode) or node.is_whole
        for parsed in self._parsed.values():
            self._build(parsed)
            self.created += created_ids(parsed.moves)
        branches = tuple(self._branches[name] for name in self._parsed if name in self._branches)
        faulty = (parsed for parsed in self._parsed.values() if parsed.id not in self._branches)
        self.unresolved = set[str]().union(*(parsed.unresolved for parsed in faulty))
        self.unresolved |= set() if self._knows_all else {UNREAD}
        self._check_conditions(branches)
        return branches

    @property
    def moves(self) -> Iterator[ParsedMove]:
        """The moves of all branches, also of those that have a fault."""
        return chain.from_iterable(parsed.moves for parsed in self._parsed.values())

    def _check_conditions(self, branches: Iterable[Alternative]) -> None:
        histories = [branch.branch.history for branch in branches]
        record = [] if self._record is None else [self._record]
        others = merged_subjects(history.states[-1] for history in (*record, *histories))
        for branch in branches:
            moves, end = self._parsed[branch.id].moves, branch.branch.history.states[-1]
            check_conditions(self._reader, moves, end, others, ())

    def _parse(self, node: Node | None) -> Iterator[_ParsedBranch]:
        for name, part in self._reader.named(node, "branches"):
            assert isinstance(node, nodes.MappingNode)
            mapping = self._reader.mapping(part, f"branches, {name}")
            if mapping is not None:
                self._reader.known(mapping, f"branches, {name}", _KEYS)
                text_of = partial(self._text, mapping, name)
                moves = read_moves(self._reader, mapping.values.get("moves"))
                title, of = text_of("title") or name, text_of("of") or ""
                yield _ParsedBranch(name, node.keys[name], mapping, title, of, moves)

    def _text(self, mapping: nodes.MappingNode, name: str, key: str) -> str | None:
        node = mapping.values.get(key)
        return None if node is None else self._reader.value(node, f"branches, {name}, {key}", text)

    def _build(self, parsed: _ParsedBranch) -> None:
        """Make the history of a branch, after those that it departs from; None if it has a fault."""
        lineage = self._lineage(parsed)
        is_rooted = self._leads_to_the_record(lineage)
        for ancestor in reversed(lineage):
            base = self._histories.get(ancestor.of) if is_rooted and ancestor.node.is_whole else None
            branch = self._replayed(ancestor, base)
            if branch is not None:
                self._branches[ancestor.id] = branch
            self._histories[ancestor.id] = None if branch is None else branch.branch.history
            self._depths[ancestor.id] = self._depths.get(ancestor.of, 0) + 1

    def _lineage(self, parsed: _ParsedBranch) -> list[_ParsedBranch]:
        """The branch and those that it departs from, nearest first, as far as they have no history yet."""
        lineage: dict[str, _ParsedBranch] = {}
        name = parsed.id
        while name in self._parsed and name not in self._histories and name not in lineage:
            lineage[name] = self._parsed[name]
            name = self._parsed[name].of
        return list(lineage.values())

    def _leads_to_the_record(self, lineage: list[_ParsedBranch]) -> bool:
        """Whether a lineage ends at the record, or at a branch with a history, in no more steps than there may be."""
        if not lineage:
            return True
        last, names = lineage[-1], [parsed.id for parsed in lineage]
        if last.of in names:
            self._fault(last, "of", _circle(names[names.index(last.of) :]))
            return False
        if last.of not in self._histories and self._knows_all:
            others = [name for name in self._parsed if name != last.id]
            advice = did_you_mean(last.of, others) or "; leave `of` out to depart from the record"
            self._fault(last, "of", f"there is no branch {last.of!r}{advice}")
        depth = self._depths.get(last.of)
        excess = len(lineage) + (depth or 0) - 1 - _DEEPEST
        if 0 < excess <= len(lineage):  # if it is more, the complaint is about one that these depart from
            deepest = lineage[_DEEPEST if depth is None else excess - 1]
            self._fault(deepest, "of", f"branches can depart from each other {_DEEPEST} times, not more")
        return excess <= 0

    def _replayed(self, parsed: _ParsedBranch, base: History | None) -> Alternative | None:
        """The branch, given the history that it departs from; None if it has a fault, or that history is not known."""
        count = len(self._reader.faults.noted)
        named_base = _Base(base, f"the branch {parsed.of}" if parsed.of else "the record")
        fork = self._read(parsed, "from", named_base.fork, None)
        left_out = self._read(parsed, "without", partial(named_base.left_out, fork), tuple[int, ...]())
        moves = [parsed_move.move for parsed_move in parsed.moves if parsed_move.move is not None]
        if base is None or len(moves) < len(parsed.moves) or len(self._reader.faults.noted) > count:
            return None
        branch_result = base.branch_result(fork, left_out, moves)
        self._note_refusals(parsed, branch_result)
        if len(self._reader.faults.noted) > count:
            return None
        try:
            branch = base.branched(branch_result)
        except InconsistentDatesError as error:
            self._note_inconsistent_dates(parsed, branch_result, error)
            return None
        has_known_keys = parsed.node.values.keys() <= {*_KEYS}  # a misspelt key may hold what it was to change
        if branch.history.moves == base.moves and has_known_keys:
            reason = "it changes nothing; say from where it departs, what to leave out, or which moves are made instead"
            self._reader.faults.add(parsed.key, f"branches, {parsed.id}", reason)
        return Alternative(parsed.id, parsed.title, parsed.of, fork, branch)

    def _read(self, parsed: _ParsedBranch, key: str, form: Callable[[Node], Value], default: Value) -> Value:
        node = parsed.node.values.get(key)
        value = None if node is None else self._reader.value(node, f"branches, {parsed.id}, {key}", form)
        return default if value is None else value

    def _note_refusals(self, parsed: _ParsedBranch, branch_result: BranchResult) -> None:
        """Note why its moves are refused; those that depend on a refused one are not complained of as well."""
        unresolved = set[str]()
        for refusal in branch_result.refusals:
            parsed_move = parsed.moves[refusal.position]
            if parsed_move.move is not None and unresolved.isdisjoint(named_subjects(parsed_move.move)):
                note_refusal(self._reader, parsed_move, refusal.error, _dependence(refusal.caused_by))
            unresolved |= parsed_move.unresolved

    def _note_inconsistent_dates(
        self, parsed: _ParsedBranch, branch_result: BranchResult, error: InconsistentDatesError
    ) -> None:
        moves = iter(parsed.moves)
        places = [
            parsed.key if number is not None else next(moves).node.values["date"] for number, _ in branch_result.turns
        ]
        for number, reason in error.faults:
            self._reader.faults.add(places[number - 1], f"branches, {parsed.id}", reason)

    def _fault(self, parsed: _ParsedBranch, key: str, reason: str) -> None:
        self._reader.faults.add(parsed.node.values[key], f"branches, {parsed.id}, {key}", reason)


def _circle(names: list[str]) -> str:
    """The complaint about branches that depart from each other in a circle."""
    shown = names if len(names) <= _SHOWN else [*names[:_SHOWN], "…"]
    circle = ", which is of ".join((*shown, names[0]))
    return f"it would depart from itself: {circle}; let one depart from the record"


def _dependence(caused_by: Iterable[int]) -> str:
    """The chain of moves that a move of a branch depends on, in reason; empty for none."""
    numbers = [f"#{number}" for number in caused_by]
    return f"it hangs on {', which hangs on '.join(numbers)}, which is left out in this branch" if numbers else ""


@frozen
class _Base:
    """The history that a branch departs from, None if faults keep it from being known, and its name in complaints."""

    history: History | None
    name: str

    def fork(self, node: Node) -> Fork:
        """The point where a branch departs: a day, or a number of moves."""
        number = move_number(text(node))
        if number is None:
            try:
                return day(node)
            except InvalidValueError as invalid:
                reason = (
                    f"{invalid.reason}; or give the number of a move, such as '#12'; another branch goes under `of`"
                )
                raise InvalidValueError(node, reason) from None
        return self._known(number, node, least=0)

    def left_out(self, fork: Fork, node: Node) -> tuple[int, ...]:
        """The numbers of the moves that a branch leaves out, given by number, or by verb and subject."""
        numbers: dict[int, None] = {}
        items = node.items if isinstance(node, SequenceNode) else [node]
        for item in items:
            for number in self._numbers(item):
                if self.history is not None and number not in self.history.as_of(fork).numbers:
                    reason = f"#{number} comes after `from`, so it is not in the branch anyhow; "
                    advice = "name the others by number" if isinstance(item, nodes.MappingNode) else "take it out here"
                    raise InvalidValueError(item, reason + advice)
                if number in numbers:
                    raise InvalidValueError(item, f"#{number} is left out twice; name it once")
                numbers[number] = None
        if not items or (items == [node] and isinstance(node, nodes.MappingNode) and not node.values and node.is_whole):
            raise InvalidValueError(node, "nothing stands here; name a move, or leave the key out")
        return tuple(sorted(numbers))

    def _numbers(self, item: Node) -> list[int]:
        if isinstance(item, nodes.MappingNode):
            return [number for verb, value in item.values.items() for number in self._named(item, verb, value)]
        number = move_number(text(item))
        if number is None:
            raise InvalidValueError(item, f"{text(item)!r} names no move; write its number, '#12', or `verb: subject`")
        return [self._known(number, item, least=1)]

    def _known(self, number: int, node: Node, least: int) -> int:
        count = number if self.history is None else len(self.history.moves)
        if not least <= number <= count:
            raise InvalidValueError(node, f"there is no move #{number}; {self.name} has {count}")
        return number

    def _named(self, item: nodes.MappingNode, verb: str, value: Node) -> list[int]:
        """All moves of a verb on a subject, or on all of several; one act on more than these counts as well."""
        if verb not in MOVES_BY_VERB:
            raise InvalidValueError(item.keys[verb], f"there is no move {verb!r}{did_you_mean(verb, MOVES_BY_VERB)}")
        subjects = names(value) if isinstance(value, SequenceNode) else (text(value),)
        moves = () if self.history is None else self.history.moves
        alike = {number: move for number, move in enumerate(moves, 1) if move.verb == verb}
        numbers = [number for number, move in alike.items() if set(subjects) <= {*move.subjects}]
        if not numbers and self.history is not None:
            self._refuse(verb, value, subjects, tuple(alike.values()))
        return numbers

    def _refuse(self, verb: str, value: Node, subjects: tuple[str, ...], moves: tuple[Move, ...]) -> NoReturn:
        """Raise that no move of a verb is on all these subjects, at the first that none of the *moves* is on."""
        others = list(dict.fromkeys(name for move in moves for name in move.subjects))
        places = value.items if isinstance(value, SequenceNode) else [value]
        for place, subject in zip(places, subjects, strict=True):
            if subject not in others:
                advice = did_you_mean(subject, others) if others else f"; {self.name} has no {verb} at all"
                raise InvalidValueError(place, f"{self.name} has no `{verb}: {subject}`{advice}")
        reason = f"{self.name} has no one `{verb}` on all of these; name each by itself"
        raise InvalidValueError(value, reason)
