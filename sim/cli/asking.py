"""The questions of `negsim add --ask`: who, when, which move, on what; then its fields, if they are legal."""

from collections.abc import Iterator, Sequence
from functools import partial

import click
from attrs import frozen

from sim.cli.move_options import CLOCK, Item
from sim.cli.printing import for_terminal, show
from sim.cli.questions import InvalidAnswerError, asked, listed, one_among
from sim.cli.tried_moves import TriedMove, first_tried
from sim.history.history import History
from sim.history.readings import earliest, latest
from sim.model.dates import When
from sim.model.errors import UnknownNameError, UnreadableDateError
from sim.model.ids import BOTH, NOT_AN_ID, RESERVED, is_id, reserved
from sim.model.move import Move
from sim.rules.legal_moves import legal_moves
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Remark
from sim.scenario.scenario import Scenario
from sim.scenario.write import in_yaml


def asked_item(scenario: Scenario, after: int | None) -> Item | None:
    """The item of the move that the answers make, after so many moves (None: all); None if the last answer is no.

    Raises: UnknownNameError if there is no such move, or nothing that may be done; click.Abort if the answers end.
    """
    moves = scenario.history.moves
    count = len(moves) if after is None else after
    if count > len(moves):
        raise UnknownNameError(f"{scenario.file}: there is no move #{count}; the record has {len(moves)}")
    state = scenario.history.states[count]
    actors = [*state.setting.party_ids, BOTH, *(name for name, _ in state.setting.third_parties), CLOCK]
    who = asked("Who makes the move", partial(one_among, actors), actors)
    date = asked("Date", partial(_date, scenario.history, count))
    examples = list(_examples(state, who, When.parse(date)))
    if not examples:
        raise UnknownNameError(f"{scenario.file}: there is no move that {who} may make on {date}")
    item = _asked_move(state, examples, date)
    show("\n" + "".join(f"{for_terminal(line)}\n" for line in in_yaml([item]).splitlines()) + "\n")
    return item if click.confirm("Add this move?") else None


def _date(history: History, count: int, answer: str) -> str:
    """The answer, a date after that of so many moves and before the next. Raises: InvalidAnswerError if it is none."""
    try:
        day = When.parse(answer)
    except UnreadableDateError as error:
        raise InvalidAnswerError(str(error)) from None
    dates = history.dates
    if count and latest(day) < earliest(dates[count - 1]):
        raise InvalidAnswerError(f"move #{count} was made on {dates[count - 1]}; give a day that is no earlier")
    if count < len(dates) and earliest(day) > latest(dates[count]):
        raise InvalidAnswerError(f"move #{count + 1} was made on {dates[count]}; give a day that is no later")
    return answer


def _examples(state: Negotiation, who: str, day: When) -> Iterator[Move]:
    """Examples of the legal moves of somebody, `both` or the clock."""
    by = None if who == CLOCK else who
    asking = state.setting.party_ids[0] if who == BOTH else by
    return (move for move in legal_moves(state, asking, day) if move.by == by)


def _asked_move(state: Negotiation, examples: Sequence[Move], date: str) -> Item:
    verbs = list(dict.fromkeys(move.verb for move in examples))
    verb = asked("Move", partial(one_among, verbs), verbs)
    chosen = [move for move in examples if move.verb == verb]
    subjects = _Subjects.of(state, chosen)
    tried = asked(subjects.question, partial(_on, state, chosen, subjects), subjects.there)
    return tried.with_date(date) | tried.asked_fields()


@frozen
class _Subjects:
    """What a move may be on: the ids that are there, and whether it may make a new one."""

    there: list[str]
    is_new: bool

    @classmethod
    def of(cls, state: Negotiation, examples: Sequence[Move]) -> "_Subjects":
        """The subjects of the legal moves of one verb, of which there are these examples."""
        if isinstance(examples[0], Remark):
            return cls(list(state.setting.issue_ids), is_new=False)
        there = dict.fromkeys(move.subject for move in examples if move.subject in state.subjects)
        return cls(list(there), any(move.subject not in there for move in examples))

    @property
    def question(self) -> str:
        """The question for them."""
        if not self.is_new:
            return "Subject"
        return "Subject, or an id that is new" if self.there else "Subject, an id that is new"

    def check(self, names: Sequence[str], state: Negotiation) -> None:
        """Check that a move may be on these. Raises: InvalidAnswerError."""
        for name in names:
            if not is_id(name):
                raise InvalidAnswerError(f"{name!r} {NOT_AN_ID}")
            if name in RESERVED:
                raise InvalidAnswerError(reserved(name))
        if not self.is_new or (self.there and all(name in state.subjects for name in names)):
            for name in names:
                one_among(self.there, name)


def _on(state: Negotiation, examples: Sequence[Move], subjects: _Subjects, answer: str) -> TriedMove:
    """The move on the subjects of an answer. Raises: InvalidAnswerError if it is not legal on them."""
    names = tuple(listed(answer))
    subjects.check(names, state)
    alike = [move for move in examples if move.subject not in subjects.there or move.subject in names]
    return first_tried(state, alike or examples, names)
