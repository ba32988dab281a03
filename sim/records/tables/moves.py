"""The table of moves: one row for each, with all that the record says of it. A record can be made of these rows."""

from collections.abc import Callable, Iterator
from typing import Final

from sim.history.effect_words import effects_in_words
from sim.history.snapshot import Step
from sim.model.errors import all_of
from sim.model.move import Holds, Move, fields_of, holding, key_of
from sim.model.private import private_fields
from sim.records.tables.cells import DATE_OF_MOVE, NUMBER_OF_MOVE, dated, listed, value_cell, words_or_json
from sim.records.tables.columns import CASE, INTEGER, TEXT, Cell, Column, LongTable, Row
from sim.rules.registry import MOVES_BY_VERB
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Remark
from sim.scenario.scenario import Scenario

_BEFORE_FIELDS: Final = (
    CASE,
    NUMBER_OF_MOVE,
    *DATE_OF_MOVE,
    Column("by", TEXT, "Who made it: a party, a third party or `both`; empty where the clock did."),
    Column("verb", TEXT, "The verb of the move, as in scenario files."),
    Column("subject", TEXT, "The ids of what it makes or acts on, with a blank between; of a remark the issues."),
    Column(
        "issue",
        TEXT,
        "The issues that it gives, if moves of its verb give some; else those of its subjects. With blanks between.",
    ),
    Column("over", TEXT, "The issue for whose sake it is made (leverage)."),
    Column("tone", TEXT, "`hostile`, `conciliatory` or `neutral`: the strongest tone of its effects."),
    Column("speaker", TEXT, "Whose words they are."),
    Column("quote", TEXT, "The words, as the source has them."),
    Column("source", TEXT, "The ids of the sources that report it, with a blank between."),
    Column("channel", TEXT, "How it was made known: `public`, `private` or `secret`."),
    Column("note", TEXT, "What the coder has to add."),
    Column("private", TEXT, "The keys that are marked as private, with a blank between; empty without `--private`."),
    Column("line", INTEGER, "The line of its file; empty for a record that no file has."),
    Column("effect", TEXT, "The statuses that it leads to, in words; empty if it leads to none."),
)

_FORMS: Final = {
    "date": "a date as written",
    "ids": "ids with a blank between",
    "condition": "words, or statuses by subject as JSON",
    "terms": "words, or the value of each term as JSON",
}


def _further_fields() -> dict[str, list[tuple[type[Move], Holds]]]:
    """The fields that have no column yet, by name, with the moves that have them and what they hold there."""
    known = {column.name for column in _BEFORE_FIELDS}
    further: dict[str, list[tuple[type[Move], Holds]]] = {}
    for move in MOVES_BY_VERB.values():
        for attribute in fields_of(move):
            if key_of(attribute.name) not in known:
                further.setdefault(attribute.name, []).append((move, holding(attribute)))
    return further


_FURTHER: Final = _further_fields()


def _column(name: str) -> Column:
    """The column of a further field: which verbs have it, in what form, and what it says if it says the same of all."""
    holders = _FURTHER[name]
    verbs = all_of(f"`{move.verb}`" for move, _ in holders)
    form = next((_FORMS[about.form] for _, about in holders if about.form in _FORMS), None)
    of_verbs = f"Of {verbs}{f': {form}' if form else ''}."
    words = {about.words for _, about in holders}
    return Column(key_of(name), TEXT, f"{of_verbs} {words.pop()}" if len(words) == 1 else of_verbs)


def _cell_of(name: str) -> Callable[[object], Cell]:
    is_in_words = any(about.form in ("condition", "terms") for _, about in _FURTHER[name])
    return words_or_json if is_in_words else value_cell


_HOLDERS: Final = {name: {move for move, _ in holders} for name, holders in _FURTHER.items()}
"""The classes of moves that have each further field; others may have a property of that name."""

_CELLS: Final = {name: _cell_of(name) for name in _FURTHER}


def _rows(case: str, scenario: Scenario) -> Iterator[Row]:
    history = scenario.history
    for step, state in zip(history.as_of().steps(), history.states[1:], strict=True):
        move = step.move
        further = (cell(getattr(move, name)) if type(move) in _HOLDERS[name] else None for name, cell in _CELLS.items())
        yield (case, step.number, *dated(step.when), *_described(step, state), *further)


def _described(step: Step, state: Negotiation) -> tuple[Cell, ...]:
    move = step.move
    return (
        move.by,
        move.verb,
        listed(move.subjects),
        listed(issues_of(move, state)),
        move.over,
        str(step.tone),
        move.speaker,
        move.quote,
        listed(move.source),
        move.channel,
        move.note,
        listed(private_fields(move)),
        None if move.where is None else move.where.line,
        effects_in_words(move, step.effects) or None,
    )


def issues_of(move: Move, state: Negotiation) -> tuple[str, ...]:
    """The issues that a move is on: its own where moves of its class give some, else those of its subjects.

    *state* is the one after it.
    """
    if isinstance(move, Remark):
        return move.subjects
    if hasattr(move, "issue"):
        own: tuple[str, ...] = move.issue
        return own
    return tuple(dict.fromkeys(issue for name in move.subjects for issue in state.subjects[name].issue))


MOVES: Final = LongTable("moves", (*_BEFORE_FIELDS, *map(_column, _FURTHER)), _rows)
