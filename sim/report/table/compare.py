"""The tables of two codings compared: agreement, pairs, differences, and the moves and names of one alone."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from attrs import frozen

from sim.history.history import History
from sim.model.errors import counted
from sim.model.move import Move
from sim.records.comparison.agreement import FieldAgreement
from sim.records.comparison.comparison import Comparison, Pair
from sim.records.comparison.names import NAMESPACES
from sim.report.table.render import NOTHING, Table
from sim.report.words import CLOCK, value_in_words


@frozen
class ComparedCodings:
    """Two codings compared, with their agreement by field."""

    comparison: Comparison
    fields: tuple[FieldAgreement, ...]


def agreement_table(compared: ComparedCodings) -> Table:
    """The table of agreement, one row for each field."""
    headers = ("field", "pairs", "given", "same", "percent", "alpha", "metric")
    return Table("Agreement", headers, tuple(map(_agreement_row, compared.fields)))


def _agreement_row(each: FieldAgreement) -> tuple[str, ...]:
    counts = (str(count) for count in (each.pairs, each.given, each.same))
    alpha = each.reason if each.alpha is None else alpha_in_words(each.alpha)
    return each.key, *counts, percent(each.same, each.pairs), alpha, each.metric or NOTHING


def alpha_in_words(alpha: float) -> str:
    """Alpha with three decimals; a minus sign where it is below zero."""
    return f"{alpha:z.3f}".replace("-", "−")


def percent(part: int, whole: int) -> str:
    """A share in whole percent; nothing of nothing is none."""
    return f"{100 * part / whole:.0f} %" if whole else NOTHING


def pairs_table(compared: ComparedCodings) -> Table:
    """The table of the moves that both have, as the first has them, one row each."""
    headers = ("A", "B", "date", "party", "move", "subject", "differs in")
    return Table("Moves of both", headers, tuple(map(_pair_row, compared.comparison.pairs)))


def _pair_row(pair: Pair) -> tuple[str, ...]:
    differs = ", ".join(each.key for each in pair.differences)
    return str(pair.first), str(pair.second), *_cells(pair.moves[0]), differs or NOTHING


def _cells(move: Move) -> tuple[str, ...]:
    return str(move.date), move.by or CLOCK, move.verb, move.names


def differences_table(compared: ComparedCodings) -> Table:
    """The table of what differs in the moves of both, one row for each field."""
    rows = (
        (str(pair.first), str(pair.second), _named(pair), each.key, _value(each.first), _value(each.second))
        for pair in compared.comparison.pairs
        for each in pair.differences
    )
    return Table("Differences", ("A", "B", "move", "field", "in A", "in B"), tuple(rows))


def _named(pair: Pair) -> str:
    ours, _ = pair.moves
    return f"{ours.verb} {ours.names}"


def _value(value: Any) -> str:
    return value_in_words(value) if value else NOTHING


def first_only_table(compared: ComparedCodings) -> Table:
    """The table of the moves that the first alone has, one row each."""
    comparison = compared.comparison
    moves = comparison.first.history.moves
    return _alone("Only in A", comparison.first.history, moves, comparison.first_only)


def second_only_table(compared: ComparedCodings) -> Table:
    """The table of the moves that the second alone has, in the names of the first, one row each."""
    comparison = compared.comparison
    return _alone("Only in B", comparison.second.history, comparison.second_moves, comparison.second_only)


def _alone(title: str, history: History, moves: Sequence[Move], numbers: Sequence[int]) -> Table:
    places = ((number, history.moves[number - 1].where) for number in numbers)
    rows = (
        (str(number), NOTHING if where is None else str(where.line), *_cells(moves[number - 1]))
        for number, where in places
    )
    return Table(title, ("#", "line", "date", "party", "move", "subject"), tuple(rows), optional=("line",))


def names_table(compared: ComparedCodings) -> Table:
    """The table of the names in the second that are others in the first, one row each."""
    names = compared.comparison.names.names
    rows = (
        (namespace, first, second)
        for namespace in NAMESPACES
        for second, first in names[namespace].items()
        if first != second
    )
    return Table("Names", ("of", "in A", "in B"), tuple(rows))


TABLES: Final[dict[str, Callable[[ComparedCodings], Table]]] = {
    "agreement": agreement_table,
    "pairs": pairs_table,
    "differences": differences_table,
    "only-a": first_only_table,
    "only-b": second_only_table,
    "names": names_table,
}
"""The tables by name, in the order in which they are printed."""


# IN WORDS


def notes(comparison: Comparison) -> Iterator[str]:
    """Which file is A and which is B, how a move of one is found in the other, and how many are, as sentences."""
    first, second = comparison.first, comparison.second
    of_first, of_second = len(first.history.moves), len(second.history.moves)
    yield f"A is {first.file} ({counted(of_first, 'move')}), B is {second.file} ({counted(of_second, 'move')})."
    days = f"{comparison.days} day{'' if comparison.days == 1 else 's'}"
    yield (
        f"Moves are one by verb, party, date (at most {days} apart), subject and wording; subjects by their history. "
        "All names are those of A."
    )
    alone = (
        f"{len(numbers)} only in {name} ({percent(len(numbers), whole)} of its moves)"
        for name, numbers, whole in (("A", comparison.first_only, of_first), ("B", comparison.second_only, of_second))
    )
    same = sum(not pair.differences for pair in comparison.pairs)
    pairs = len(comparison.pairs)
    yield f"{counted(pairs, 'move')} in both, {same} of them without a difference; {', '.join(alone)}."


LEGEND: Final = (
    "Percent is the share of pairs in which both say the same; alpha is Krippendorff's, which takes off what chance "
    "would give. Fields are compared over the moves of both that can have them; `verb or none` also counts the moves "
    "that one coder does not have."
)
