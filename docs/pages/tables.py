"""The page on long tables, from their columns."""

from typing import Final

from pages import code, codes, filled, table, wrapped
from sim.records.tables.arrow import ROWS_OF_A_GROUP, TYPES
from sim.records.tables.columns import DATE, FLAG, INTEGER, NUMBER, TEXT, LongTable
from sim.records.tables.named import TABLES
from sim.records.tables.periods import PERIODS

_ABOUT: Final = {
    "moves": "One row for each move. A record can be made of these rows again: all that its moves say is in them, and "
    "what its file says besides is in the setting. The columns after `effect` are the fields of some verbs alone; "
    "[moves](moves.md) says what they are for.",
    "effects": "One row for each effect of each move: on the subject itself, or on somebody's part in a commitment. A "
    "move may have several effects; a remark or an act has one, without a status.",
    "subjects": "One row for each proposal, measure, format of talks and act, and for each part in a commitment, as it "
    "stands at the end of the record.",
    "panel": "One row for each side and period, from the period of the first move to that of the last. `--by` says "
    f"how long a period is: {codes(PERIODS)}. States are those at the end of the last day of the period, as "
    "`negsim assess --as-of` has them; moves and concessions are counted within it. A record without moves has no row.",
    "positions": "One row for each side on each term whose values are numbers or words in order, at the end of the "
    "record; see [positions](assessment.md#positions).",
    "course": "One row for each step on such a term, in order.",
    "expectations": "One row for each expectation of the file, judged as `negsim check` judges it.",
}

_TYPES: Final = (
    (TEXT, "the text as it is", "a text", "`str`", "`character`"),
    (INTEGER, "digits", "a number", "`int64`; `float64` where a cell is empty", "`integer`"),
    (NUMBER, "digits with a point", "a number", "`float64`", "`numeric`"),
    (
        DATE,
        "`2007-10-12`",
        '`"2007-10-12"`',
        "`datetime64` with `parse_dates`; from Parquet `datetime.date`",
        "`Date` with `colClasses`",
    ),
    (FLAG, "`true` or `false`", "`true` or `false`", "`bool`", "`logical`"),
)


def page() -> str:
    """The reference of long tables."""
    headers = ("type", "in CSV", "in JSON", "in Parquet and Arrow", "in pandas", "in R")
    types = ((kind, of_csv, of_json, code(TYPES[kind].rstrip("_")), *rest) for kind, of_csv, of_json, *rest in _TYPES)
    return filled(
        "tables.md",
        names=wrapped(codes(TABLES)),
        types=table(headers, types),
        rows_of_a_group=f"{ROWS_OF_A_GROUP:,}",
        tables="\n\n".join(map(_section, TABLES.values())),
    )


def _section(long_table: LongTable) -> str:
    rows = ((code(column.name), column.kind, column.description) for column in long_table.columns)
    parts = (f"## {long_table.name}", wrapped(_ABOUT[long_table.name]), table(("column", "type", "what it says"), rows))
    return "\n\n".join(parts)
