"""What is to be recorded, judged by the law: with every entry the record stays one without faults."""

from collections.abc import Iterable, Sequence

from attrs import define, evolve, field, frozen

from sim.model.errors import Fault, InvalidScenarioError, LaterMovesError
from sim.records.journal.entries import Action, Add, Declare, Entry, Retract
from sim.records.journal.folding import RecordDraft, RecordedMove
from sim.records.journal.nested_branches import check_numbers
from sim.records.journal.reading import scenario_of_record
from sim.records.journal.references import by_entry
from sim.records.journal.tip import Tip


@frozen
class Judged:
    """Actions that may be recorded, with those that they bring about; the record with them, and its end if known."""

    actions: tuple[Action, ...]
    draft: RecordDraft | None
    tip: Tip | None


@define
class Judge:
    """The record of a journal up to an entry, to which actions are put before they are recorded.

    `tip` is its end, from which a further move can be judged alone; `is_tip_known` says whether it has been looked for.
    """

    address: str
    version: int = 0
    draft: RecordDraft = field(factory=RecordDraft)
    tip: Tip | None = None
    is_tip_known: bool = False

    def catch_up(self, entries: Iterable[Entry]) -> None:
        """Take the entries that have been recorded since. Raises: JournalError."""
        for entry in entries:
            self.draft.take(entry.number, entry.action)
            self.version = entry.number
            self.tip, self.is_tip_known = None, False

    def judged(self, actions: Sequence[Action], *, let_fall: bool) -> Judged:
        """The actions as they may be recorded; with *let_fall* also the retractions that they need.

        Raises: LaterMovesError with the faults of all moves that would have to fall; InvalidScenarioError with all
        faults that the record would have; UnknownNameError; JournalError.
        """
        return self._at_the_end(actions) or self._with_the_whole(actions, let_fall=let_fall)

    def keep(self, judged: Judged) -> None:
        """Go on from what has been judged, as it has been recorded."""
        if judged.draft is None:
            for number, action in enumerate(judged.actions, self.version + 1):
                self.draft.take(number, action)
            self.tip = judged.tip
        else:
            self.draft, self.tip, self.is_tip_known = judged.draft, None, False
        self.version += len(judged.actions)

    def _at_the_end(self, actions: Sequence[Action]) -> Judged | None:
        """Moves that follow all others, judged by the end of the record alone; None if that does not do."""
        tip = self._tip() if all(isinstance(action, Add) and action.after is None for action in actions) else None
        for number, action in enumerate(actions, self.version + 1):
            if tip is None or not isinstance(action, Add):
                return None
            tip = tip.after(RecordedMove(number, number, action.item))
        return None if tip is None else Judged(tuple(actions), None, tip)

    def _tip(self) -> Tip | None:
        if not self.is_tip_known and self.version:
            self.tip, self.is_tip_known = Tip.of(scenario_of_record(self.draft.frozen(), self.address)), True
        return self.tip

    def _with_the_whole(self, actions: Sequence[Action], *, let_fall: bool) -> Judged:
        draft = self.draft.copy()
        taken = [_taken(draft, number, action) for number, action in enumerate(actions, self.version + 1)]
        faults = list[Fault]()
        while True:
            try:
                scenario = scenario_of_record(draft.frozen(), self.address)
                break
            except InvalidScenarioError as error:
                faults += error.faults
                fallen = self._fallen(draft, error)
                if not fallen:
                    raise InvalidScenarioError(_in_order(faults)) from None
                for move in fallen:
                    taken.append(_taken(draft, self.version + len(taken) + 1, Retract(move)))
        if faults and not let_fall:
            raise LaterMovesError(_in_order(faults))
        check_numbers(self.draft, draft, scenario, self.address)
        return Judged(tuple(taken), draft, None)

    def _fallen(self, draft: RecordDraft, error: InvalidScenarioError) -> tuple[int, ...]:
        """The moves that were in the record before and have faults now; none if anything else has one."""
        moves = {move.read: move.added for move in draft.in_order() if move.read <= self.version}
        blamed = dict.fromkeys(fault.where.line for fault in error.faults)
        return tuple(moves[line] for line in blamed) if all(line in moves for line in blamed) else ()


def _in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: fault.where.line))


def as_recorded(actions: Sequence[Action], before: Iterable[Entry]) -> tuple[Action, ...]:
    """The actions as they are recorded after these entries. Raises: UnknownNameError; JournalError."""
    if not any(isinstance(action, Declare) for action in actions):
        return tuple(actions)
    draft, number = RecordDraft(), 0
    for entry in before:
        draft.take(entry.number, entry.action)
        number = entry.number
    return tuple(_taken(draft, number + position, action) for position, action in enumerate(actions, 1))


def _taken(draft: RecordDraft, number: int, action: Action) -> Action:
    """The action as it is recorded: its moves named by their entries. The draft has taken it."""
    if isinstance(action, Declare):
        entries = {count: move.added for count, move in enumerate(draft.in_order(), 1)}
        action = evolve(action, sections=by_entry(action.sections, entries))
    draft.take(number, action)
    return action
