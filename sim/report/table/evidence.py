"""The tables of evidence: the conclusions, what each hangs on, what overturns it, and how much hangs on each move."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Protocol

from sim.evidence.results import ALL, SOME, Addition, ConclusionEvidence, Evidence, MoveImportance
from sim.history.snapshot import Step
from sim.model.dates import READINGS
from sim.model.errors import counted
from sim.report.evidence.words import about_in_words, concluded
from sim.report.table.record import moment_in_words, move_cells
from sim.report.table.render import NOTHING, Table
from sim.report.words import CLOCK, fields_in_words
from sim.rules.registry import CREATING_MOVES
from sim.rules.subjects.statements import Remark
from sim.scenario.expectations import Expectation

_LINE: Final = "line"
_LINKS: Final[tuple[str, ...]] = ("replaces", "counters", "settles", "under", "as")
"""The fields by which an added move is about something else, too; the rest of what it has are examples."""
_FIRST: Final = 3
"""How many items of a list are named, where not all are."""


class EvidenceTable(Protocol):
    """A table of what conclusions hang on; of a list it names the first three items, or *in full* all of them."""

    def __call__(self, result: Evidence, *, in_full: bool) -> Table: ...  # noqa: D102 - the class says it


# CONCLUSIONS


def records_table(result: Evidence) -> Table:
    """The table of a record among several: its title, how many conclusions were asked about, and how many hold."""
    hold = sum(each.holds for each in result.conclusions)
    return Table("Records", ("title", "conclusions", "hold"), ((result.title, str(result.asked), str(hold)),))


def conclusions_table(result: Evidence, *, in_full: bool) -> Table:
    """The table of conclusions, one row each, with its verdict; what is found *in full* only, as that says it too."""
    headers = (_LINE, "as of", "conclusion", "expected", "found", "verdict")
    rows = (_conclusion_row(each, in_full=in_full) for each in result.conclusions)
    return Table("Conclusions", headers, tuple(rows), optional=(_LINE, "found"))


def _conclusion_row(conclusion: ConclusionEvidence, *, in_full: bool) -> tuple[str, ...]:
    asked = conclusion.expectation
    found = conclusion.found if in_full else NOTHING
    return _line(asked), moment_in_words(asked), about_in_words(asked), asked.expected, found, conclusion.verdict


def _line(asked: Expectation) -> str:
    return NOTHING if asked.line is None else str(asked.line)


def cuts_table(result: Evidence, *, in_full: bool) -> Table:
    """The table of minimal cut sets, one row for each conclusion that has some: of moves, sources and speakers."""

    def row(conclusion: ConclusionEvidence) -> tuple[str, ...]:
        of_moves = tuple(tuple(map(_number, cut)) for cut in conclusion.moves)
        cuts = (of_moves, conclusion.sources, conclusion.speakers)
        return tuple(_listed(map(" + ".join, each), in_full=in_full) for each in cuts)

    return _table("Minimal cut sets", ("moves", "sources", "speakers"), result, row)


def days_table(result: Evidence, *, in_full: bool) -> Table:
    """The table of other days on which a conclusion does not hold, one row for each conclusion that has some."""

    def row(conclusion: ConclusionEvidence) -> tuple[str, ...]:
        days = (f"#{each.number} on {each.day}" for each in conclusion.other_days)
        return (_listed(days, in_full=in_full),)

    return _table("Other days of one move that overturn it", ("days",), result, row)


def readings_table(result: Evidence, *, in_full: bool) -> Table:
    """The table of the conclusions that do not hold under all readings or for all weights, one row each."""

    def row(conclusion: ConclusionEvidence) -> tuple[str, ...]:
        is_under_all = len(conclusion.readings) == len(READINGS)
        if not conclusion.holds or (is_under_all and conclusion.weights != SOME):
            return NOTHING, NOTHING
        weights = f"{SOME}, not all" if conclusion.weights == SOME else conclusion.weights or NOTHING
        return ALL if is_under_all else ", ".join(conclusion.readings), weights

    return _table("Readings and weights", ("holds under", "holds for weights"), result, row)


def additions_table(result: Evidence, *, in_full: bool) -> Table:
    """The table of moves that would overturn a conclusion, had one been made, one row for each that has some."""

    def row(conclusion: ConclusionEvidence) -> tuple[str, ...]:
        return (_listed(map(_addition, conclusion.additions), in_full=in_full),)

    return _table("Not reported: one more move that overturns it", ("moves",), result, row)


def _addition(addition: Addition) -> str:
    """An added move with its place; what is new has no name yet, but what it is about."""
    move, place = addition.move, f"after #{addition.after}" if addition.after else "before #1"
    is_new = type(move) in CREATING_MOVES and not isinstance(move, Remark)
    fields = dict(fields_in_words(move, ()))
    keys = [key for key in _LINKS if key in fields] or [key for key in ("issue",) if is_new and key in fields]
    about = f" ({', '.join(f'{key}: {fields[key]}' for key in keys)})" if keys else ""
    return f"{move.verb} {'something new' if is_new else move.names} by {move.by or CLOCK}{about}, {place}"


Row = Callable[[ConclusionEvidence], tuple[str, ...]]


def _table(title: str, headers: tuple[str, ...], result: Evidence, row: Row) -> Table:
    """The table with these columns, one row for each conclusion that has a value in one of them."""
    rows = ((each.expectation, row(each)) for each in result.conclusions)
    told = tuple((_line(asked), _statement(asked), *cells) for asked, cells in rows if set(cells) != {NOTHING})
    return Table(title, (_LINE, "conclusion", *headers), told, optional=(_LINE, *headers))


def _statement(asked: Expectation) -> str:
    """What is concluded, and in which branch, whose moves have numbers of their own."""
    return f"{concluded(asked)}{f' ({asked.branch})' if asked.branch else ''}"


def _listed(texts: Iterable[str], *, in_full: bool) -> str:
    """The texts in one cell: all of them, or the first three and how many more there are."""
    every = list(texts)
    named = every if in_full else every[:_FIRST]
    more = len(every) - len(named)
    return "; ".join([*named, *([f"{more} more"] if more else [])]) or NOTHING


def _number(number: int) -> str:
    return f"#{number}"


# IMPORTANCE


def importance_table(result: Evidence, *, in_full: bool) -> Table:
    """The table of moves that conclusions on the history hang on, or *in full* of all, one row each.

    It says how many conclusions hang on a move alone, which, and how many do in a pair with it.
    """
    headers = ("#", "date", "party", "move", "subject", "alone", "lines", "claims", "in pairs")
    rows = (
        _importance_row(step, each, result, in_full=in_full)
        for step, each in _with_steps(result)
        if in_full or not each.carries_nothing
    )
    return Table("Importance of moves: the conclusions that hang on each", headers, tuple(rows), optional=headers[-3:])


def _with_steps(result: Evidence) -> Iterable[tuple[Step, MoveImportance]]:
    """Each move with what hangs on it; nothing where no conclusion on its history has been looked at."""
    return zip(result.history.as_of().steps(), result.moves, strict=True) if result.on_history else ()


def _importance_row(step: Step, importance: MoveImportance, result: Evidence, *, in_full: bool) -> tuple[str, ...]:
    lines = dict.fromkeys(str(each.line) for each in importance.alone if each.line is not None)
    claims = dict.fromkeys(each.about for each in importance.alone if each.line is None)
    which = (_listed(names, in_full=in_full) for names in (lines, claims))
    in_pairs = str(importance.in_pairs) if result.up_to > 1 else NOTHING
    alone = str(len(importance.alone))
    return *move_cells(step), alone, *which, in_pairs


TABLES: Final[dict[str, EvidenceTable]] = {
    "conclusions": conclusions_table,
    "cuts": cuts_table,
    "days": days_table,
    "readings": readings_table,
    "additions": additions_table,
    "importance": importance_table,
}
"""The tables of evidence by name, in the order in which they are printed."""


# IN WORDS

LEGEND: Final = (
    "A minimal cut set is a smallest set of moves without which a conclusion no longer holds; what needs them falls "
    "with them. The same is asked of sources and of speakers. It tests false reports against this record, not against "
    "the world."
)


_NONE: Final = {
    "cuts": "conclusion has a minimal cut set of that size",
    "days": "other day of one move overturns a conclusion",
    "readings": "conclusion depends on the reading or on the weights",
    "additions": "further legal move overturns a conclusion",
}
"""What there is none of where a table has no rows."""


def empty_tables(result: Evidence, names: Iterable[str]) -> Iterator[str]:
    """For each of these tables that has no rows, what there is none of, as a sentence."""
    no = "So far no" if result.is_partial else "No"
    for name in names if result.conclusions else ():
        if name in _NONE and not TABLES[name](result, in_full=False).rows:
            yield f"{no} {_NONE[name]}."


def notes(result: Evidence) -> Iterator[str]:
    """How far the analysis has come, and how large the cut sets are that it looks for, as sentences."""
    if result.is_partial:
        yield f"Partial: {len(result.conclusions):,} of {result.asked:,} conclusions have been looked at."
    sizes = {1: "one", 2: "two", 3: "three"}
    count = len(result.history.moves)
    yield f"Cut sets have up to {sizes[result.up_to]} of the {counted(count, 'move')}."


def idle_moves(result: Evidence) -> str:
    """The moves on which no conclusion hangs, in a sentence; empty if there are none."""
    idle = [_number(each.number) for _, each in _with_steps(result) if each.carries_nothing]
    if not idle:
        return ""
    so_far, with_another = ("So far nothing" if result.is_partial else "Nothing"), ", alone or with one other"
    return f"{so_far} hangs on {', '.join(idle)}{with_another if result.up_to > 1 else ' alone'}."


def on_branches(result: Evidence) -> str:
    """How many conclusions are on branches, of which the importance of moves says nothing; empty if none are."""
    count, conclusions = len(result.conclusions) - len(result.on_history), len(result.conclusions)
    if not count or result.branch:
        return ""
    are = "is on a branch" if count == 1 else "are on branches"
    return (
        f"{count} of {conclusions} conclusions {are}, whose moves have numbers of their own; --branch ID says what "
        "hangs on these."
    )


def held(result: Evidence) -> str:
    """How many of the conclusions hold, in a sentence."""
    holding, all_of_them = sum(each.holds for each in result.conclusions), len(result.conclusions)
    return f"{holding} of {all_of_them} conclusions hold."
