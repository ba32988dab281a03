"""The place in a table of all that an import reads, by its header and a map."""

import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import frozen

from sim.model.errors import InvalidImportError, all_of, did_you_mean
from sim.records.table_import.column_map import ColumnMap
from sim.records.table_import.columns import CASE, DERIVED, KNOWN, NEEDED, meant, place_of
from sim.records.table_import.csv_rows import SEPARATORS, columns_between
from sim.records.table_import.rows import TableRows

_SHOWN: Final = 12
"""The most columns of a table that are named in a complaint."""


@frozen
class Layout:
    """The places of the known columns in the rows of a table, and its own names for them.

    `case` is the place of the column that names the case, None where the whole table is one. `ignored` are columns that
    say nothing that an import knows. The table is an export if it has the columns that one works out.
    """

    places: Mapping[str, int]
    names: Mapping[str, str]
    case: int | None
    ignored: tuple[str, ...]
    is_export: bool

    @property
    def warnings(self) -> tuple[str, ...]:
        """What there is to say of columns that are passed over, the ones that may be misspelt each by itself."""
        replaced = [name for name in self.ignored if name.strip().casefold() in self.names]
        yield_to = (f"the column {name!r} is passed over, as the map names another one for it" for name in replaced)
        advice = {name: meant(name) for name in self.ignored if name not in replaced}
        others = [name for name, words in advice.items() if not words]
        misspelt = (
            f"the column {name!r} is not known, and is passed over{words}" for name, words in advice.items() if words
        )
        if not others:
            return (*yield_to, *misspelt)
        shown = all_of([*others[:_SHOWN], f"{len(others) - _SHOWN} more"] if len(others) > _SHOWN else others)
        return (*yield_to, *misspelt, f"not known, and passed over: {shown}")


def laid_out(table: TableRows, column_map: ColumnMap) -> Layout:
    """The layout of a table. Raises: InvalidImportError if a column that is needed is missing, or stands twice."""
    header = table.columns
    mapped = {key: header.index(name) for key, name in column_map.columns.items()}
    named = {key: place for key in KNOWN if key not in mapped and (place := place_of(key, header)) is not None}
    found = mapped | {key: place for key, place in named.items() if place not in mapped.values()}
    missing = [key for key in NEEDED if key not in found and key not in column_map.constants]
    if missing:
        raise InvalidImportError(table.file, table.header, "", _missing(missing, header))
    case = place_of(CASE if column_map.case is None else column_map.case, header) if column_map.case != "" else None
    used = {*found.values()} | ({case} if case is not None else set())
    _check_twice(table, used)
    passed_over = {CASE, *DERIVED}
    ignored = (
        name for place, name in enumerate(header) if place not in used and name.strip().casefold() not in passed_over
    )
    is_export = all(place_of(name, header) is not None for name in DERIVED)
    names = {key: header[place] for key, place in found.items()}
    return Layout(found, names, case, tuple(filter(str.strip, ignored)), is_export)


def _check_twice(table: TableRows, used: Iterable[int]) -> None:
    counts = Counter(name.strip().casefold() for name in table.columns)
    for place in sorted(used):
        name = table.columns[place]
        if counts[name.strip().casefold()] > 1:
            reason = "this column stands twice in the header; leave one out, or give it another name"
            raise InvalidImportError(table.file, table.header, name, reason)


def _missing(missing: Sequence[str], header: Sequence[str]) -> str:
    columns = (
        f"no column is called {all_of(missing)}" if len(missing) == 1 else f"no columns are called {all_of(missing)}"
    )
    advice = did_you_mean(missing[0], [name for name in header if name.strip()]) if len(missing) == 1 else ""
    if len(header) == 1:
        return f"{columns}, and the header is one column; {_separated(header[0])}"
    example = ", ".join(f"{key}: …" for key in missing)
    return f"{columns}{advice}; name the ones that say this in a map, --map, as `columns: {{{example}}}`"


def _separated(header: str) -> str:
    """The advice on a header in one piece: the sign that is likeliest to separate its columns, if any finds some."""
    others = sorted({sign for sign in header if sign.isprintable() and not sign.isalnum() and sign not in ' _-"'})
    found = {sign: columns_between(header, sign, {*KNOWN, CASE}) for sign in (*SEPARATORS, *others)}
    likeliest = max(found, key=found.__getitem__)
    known, columns = found[likeliest]
    if columns == 1 or not (known or likeliest in SEPARATORS):
        return "name what separates its columns, such as --separator '^'"
    return f"give --separator {SEPARATORS.get(likeliest, shlex.quote(likeliest))}, which seems to separate its columns"
