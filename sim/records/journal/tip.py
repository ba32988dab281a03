"""The end of a record, to which a further move is judged without all that came before being read again."""

from datetime import date

from attrs import frozen

from sim.history.date_bounds import own_days
from sim.history.replay import after, ruled
from sim.model.condition import Condition
from sim.model.errors import IllegalMoveError, InJournal
from sim.records.journal.folding import RecordedMove
from sim.records.journal.reading import move_node
from sim.rules.state import Negotiation
from sim.scenario.fields import FieldReader
from sim.scenario.moves_section import read_moves
from sim.scenario.scenario import Scenario
from sim.scenario.yaml.nodes import Faults, SequenceNode


@frozen
class Tip:
    """The state after the last move, and a day by which all moves are over, or have begun where their end is open."""

    state: Negotiation
    over: date

    @classmethod
    def of(cls, scenario: Scenario) -> "Tip | None":
        """The end of a record; None where a further move may have to do with more than the moves before it."""
        if scenario.branches or scenario.plan is not None or scenario.expectations:
            return None
        days = (when.latest or when.earliest or date.min for when in scenario.history.dates)
        return cls(scenario.history.states[-1], max(days, default=date.min))

    def after(self, move: RecordedMove) -> "Tip | None":
        """The end with a further move; None where it must be judged with the whole record, or is not legal."""
        faults = Faults("", place=InJournal)
        node = move_node(move, faults)
        (parsed,) = read_moves(FieldReader(faults), SequenceNode([node], 1, 1)) or (None,)
        if parsed is None or parsed.move is None or faults.noted:
            return None
        if any(isinstance(value, Condition | dict) for value in parsed.fields.values()):
            return None
        try:
            rulings = ruled(self.state, parsed.move)
        except IllegalMoveError:
            return None
        first, last = own_days(parsed.move, rulings, self.state.setting)
        if first is None or first < self.over or (last is not None and last < first):
            return None
        return Tip(after(self.state, parsed.move, rulings), last or first)
