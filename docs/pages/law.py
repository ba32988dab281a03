"""The pages on the moves and on the lifecycles, both drawn from the tables."""

from itertools import groupby
from typing import Any

from attrs import NOTHING, Attribute, fields, fields_dict

import sim.moves
from pages import code, codes, filled, table, wrapped
from sim.model.move import Move, fields_of, holding, key_of
from sim.rules.lifecycle import AnyTransition, Lifecycle
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB
from sim.rules.subjects.statements import Remark

_TITLES = {
    "proposal": "Proposals",
    "measure": "Measures",
    "commitment": "Commitments",
    "talks": "Talks",
    "statement": "Statements",
}
_FORMS = {
    "text": "text",
    "date": "date",
    "id": "id",
    "ids": "id, or a list of ids",
    "choice": "choice",
    "choices": "choices",
    "terms": "text, or the value of each term",
    "condition": "text, or a [condition on the record](scenario-format.md#conditions-on-the-record)",
}
_MAKERS = {move for law in LIFECYCLES.values() for move in law.creating_moves if move is not Remark}
_COMMON = {attribute.name for attribute in fields_of(Move)}


def moves() -> str:
    """The reference of the moves."""
    sections = [_move(move) for move in MOVES_BY_VERB.values()]
    overview = table(
        ("move", "what it says", "acts on"),
        (
            (f"[{move.verb}](#{move.verb})", move.__doc__ or "", ", ".join(_nouns(move)))
            for move in MOVES_BY_VERB.values()
        ),
    )
    return filled("moves.md", overview=overview, common=_fields(Move), moves="\n".join(sections))


def _nouns(move: type[Move]) -> list[str]:
    return [law.noun for law in LIFECYCLES.values() if move in law.moves]


def _move(move: type[Move]) -> str:
    parts = [f"## {move.verb}", move.__doc__ or ""]
    subject = holding(fields(move).subjects).words.rstrip(".")
    new = ", a new one where it makes it" if move in _MAKERS else ""
    parts.append(
        f"The value of `{move.verb}`: {subject[0].lower()}{subject[1:]}{new}. Class `{_home(move)}.{move.__name__}`."
    )
    own = _fields(move, besides=_COMMON)
    parts.append(own or "It has no fields of its own.")
    if "by" not in {attribute.name for attribute in fields_of(move)}:
        parts.append("It takes no `by`: nobody makes it but the clock.")
    rows = [(_TITLES[law.noun], row) for law in LIFECYCLES.values() for row in grouped(law) if row[0].move is move]
    parts.append(table(("subject", *_ROW_HEADERS), ((_linked(title), *_cells(group)) for title, group in rows)))
    return "\n\n".join(parts) + "\n"


def _home(move: type[Move]) -> str:
    return "sim.moves" if move.__name__ in dir(sim.moves) else move.__module__


def _linked(title: str) -> str:
    return f"[{title.lower()}](lifecycles.md#{title.lower()})"


def _fields(move: type[Move], besides: set[str] | frozenset[str] = frozenset()) -> str:
    rows = [_field(attribute) for attribute in fields_of(move) if attribute.name not in besides]
    return table(("field", "holds", "required", "what it says"), rows) if rows else ""


def _field(attribute: "Attribute[Any]") -> tuple[str, str, str, str]:
    held = holding(attribute)
    form = _FORMS[held.form]
    if held.choices:
        form = f"{'one' if held.form == 'choice' else 'some'} of {codes(held.choices)}"
    required = "yes" if attribute.default is NOTHING else "no"
    if isinstance(attribute.default, str):
        required = f"no; {code(attribute.default)} if left out"
    return code(key_of(attribute.name)), form, required, held.words


def lifecycles() -> str:
    """The reference of the lifecycles."""
    return filled("lifecycles.md", lifecycles="\n".join(_lifecycle(law) for law in LIFECYCLES.values()))


def _lifecycle(law: Lifecycle) -> str:
    parts = [f"## {_TITLES[law.noun]}", table(_ROW_HEADERS, (_cells(group) for group in grouped(law)))]
    if law.statuses:
        ended = codes(status for status in law.statuses if status in law.ended).replace("–", "none")
        known = f"Statuses: {codes(law.statuses)}."
        parts.append(wrapped(f"{known} Ended, so that nothing changes it any more: {ended}."))
        parts.append(f"```mermaid\n{law.diagram()}\n```")
    return "\n\n".join(parts) + "\n"


_ROW_HEADERS = ("from", "move", "to", "by", "tone", "kinds", "when")


def grouped(law: Lifecycle) -> list[tuple[AnyTransition, ...]]:
    """The rows of a table, those together that differ in the status they start from alone, or leave it as it is."""
    leading = [tuple(group) for _, group in groupby(law.transitions, key=lambda row: (row.to, *_besides_statuses(row)))]
    merged = groupby(
        enumerate(leading), key=lambda each: _besides_statuses(each[1][0]) if _is_same(each[1]) else each[0]
    )
    return [tuple(row for _, group in groups for row in group) for _, groups in merged]


def _besides_statuses(row: AnyTransition) -> tuple[Any, ...]:
    return row.move, row.by, row.tone, row.kinds, row.guard, row.outcome, row.target, row.is_late


def _is_same(group: tuple[AnyTransition, ...]) -> bool:
    """Whether it is a single row that leaves the status as it is, whatever was answered before."""
    return len(group) == 1 and group[0].start == group[0].to and group[0].outcome is None


def _cells(group: tuple[AnyTransition, ...]) -> tuple[str, ...]:
    row = group[0]
    start = ", ".join("–" if each.start is None else each.start for each in group)
    is_as_it_was = len(group) > 1 and all(each.start == each.to for each in group)
    to = "the same" if is_as_it_was else row.to or "–"
    when = [row.guard.words] if row.guard else []
    when += ["it follows from the answers"] if row.outcome else []
    when += ["also past its last day"] if row.is_late else []
    return start, _verb(row), to, row.by.words, row.tone, ", ".join(row.kinds) or "–", "; ".join(when) or "–"


def _verb(row: AnyTransition) -> str:
    """The move, and how it comes to act on the subject where that is not its own."""
    if row.target == "subject":
        return row.move.verb
    if row.target in fields_dict(row.move):
        return f"{row.move.verb}, which names it in {code(key_of(row.target))}"
    return f"{row.move.verb}, of what settles it"
