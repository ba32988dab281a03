"""The long tables by name."""

from typing import Final

from sim.model.errors import UnknownNameError, did_you_mean
from sim.records.tables.columns import LongTable
from sim.records.tables.effects import EFFECTS
from sim.records.tables.expectations import EXPECTATIONS
from sim.records.tables.moves import MOVES
from sim.records.tables.panel import panel
from sim.records.tables.periods import MONTH, PERIODS
from sim.records.tables.positions import COURSE, POSITIONS
from sim.records.tables.subjects import SUBJECTS

PANEL: Final = "panel"

TABLES: Final = {
    table.name: table for table in (MOVES, EFFECTS, SUBJECTS, panel(MONTH), POSITIONS, COURSE, EXPECTATIONS)
}
"""Every table by its name; the panel by month."""


def long_table(name: str, by: str | None = None) -> LongTable:
    """The table of that name; that of a panel has periods of the length *by*, without it months.

    Raises: UnknownNameError if there is no such table, or no such period; or if a table that is no panel gets one.
    """
    if name not in TABLES:
        raise UnknownNameError(f"there is no table {name!r}{did_you_mean(name, TABLES)}")
    if by is None:
        return TABLES[name]
    if name != PANEL:
        raise UnknownNameError(f"only the table {PANEL!r} has periods, and {name!r} has none; leave the period out")
    if by not in PERIODS:
        raise UnknownNameError(f"there is no period {by!r}{did_you_mean(by, PERIODS)}")
    return panel(by)
