"""The positions of both sides on each term with values, as the page draws them."""

from typing import Any

from sim.assess.position import TermPositions, positions
from sim.assess.position_steps import PositionStep
from sim.history.history import History
from sim.report.dance.panel import term_title
from sim.report.page.texts import Texts
from sim.report.table.positions import shown_value


def positions_data(texts: Texts, history: History) -> list[Any]:
    """The terms of a record: the title, the unit, the words in order (none of numbers), and the steps of each.

    A step has the number of its move, whose position it is (0 and 1 the parties, 2 a text of others), the amount, the
    value as shown, and its kind.
    """
    return [_term(texts, term, history) for term in positions(history.as_of())]


def _term(texts: Texts, term: TermPositions, history: History) -> list[Any]:
    setting = history.start.setting
    title = term_title(term, dict(setting.issues))
    unit = "" if term.is_in_words else term.unit
    return [
        *texts.several((title, unit)),
        texts.several(term.words),
        [_step(texts, term, s, setting.party_ids) for s in term.course],
    ]


def _step(texts: Texts, term: TermPositions, step: PositionStep, party_ids: tuple[str, ...]) -> list[Any]:
    side = party_ids.index(step.party) if step.party in party_ids else len(party_ids)
    value = texts(shown_value(term, step))
    return [step.move.number, side, float(step.amount), value, texts(step.kind)]
