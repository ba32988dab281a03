"""The layout of a table on a terminal: the width of each column, or one row below the other where room is short."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from tabulate import MIN_PADDING, SEPARATING_LINE, tabulate

from sim.report.table.marked import Paint, painted
from sim.report.table.wrapping import columns, pieces, wrapped
from sim.rules.registry import MOVES_BY_VERB

_GAP: Final = 2
_PROSE: Final = 24
"""The width at which prose reads well; no column is narrower for the sake of a wider one, if there is room."""
_LONG: Final = 32
"""A word that is longer may be broken where it stands among others."""
_LONGEST_ID: Final = 60
_LIKE_AN_ID: Final = re.compile(r"\(?(?=[^-_]*[-_])[A-Za-z0-9][A-Za-z0-9_-]*[),;:.]*", re.ASCII)
"""A word that is broken only where a row on lines of its own has no room for it: the id of a subject or a party."""

_NUMBER: Final = re.compile(r"[+−-]?[0-9][0-9,.]*(?: to [+−-]?[0-9][0-9,.]*)?(?: %| points)?")
"""A text that is aligned to the right."""
_PARTS: Final = re.compile("[^-]+-?")
_SPAN: Final = re.compile(r"[0-9][0-9-]*/[0-9][0-9-]*\??")
_IN_SPAN: Final = re.compile("[^/]+/?")
_NO_NUMBER: Final = ("", "–", "-")

Grid = Sequence[Sequence[str]]
"""Rows of texts, each on one line."""


def laid_out(
    headers: Sequence[str], rows: Grid, width: int, paint: Paint | None = None, *, breaks_ids: bool = False
) -> str:
    """The rows under their headers; where room is short, each row as lines of its own: header, text."""
    widths = _fitted(headers, rows, width, breaks_ids=breaks_ids)
    if widths is None:
        return _row_by_row(headers, rows, width, paint)
    return tabulate(
        _all_wrapped(rows, widths, paint),
        headers=_wrapped(headers, [width - MIN_PADDING for width in widths]),
        tablefmt="simple",
        colalign=[*map(_side, headers, _columns(headers, rows))] if rows else None,
        disable_numparse=True,
    )


def _all_wrapped(rows: Grid, widths: Sequence[int], paint: Paint | None) -> list[list[str]]:
    """The cells of the rows wrapped; a text that stands in a column many times is wrapped once."""
    by_column = [
        {text: wrapped(text, width) for text in texts}
        for texts, width in zip(_columns(widths, rows), widths, strict=True)
    ]
    return [[painted(lines[text], text, paint) for lines, text in zip(by_column, row, strict=True)] for row in rows]


def _wrapped(texts: Sequence[str], widths: Sequence[int], paint: Paint | None = None) -> list[str]:
    return [painted(wrapped(text, width), text, paint) for text, width in zip(texts, widths, strict=True)]


def _side(header: str, texts: Sequence[str]) -> str:
    """The alignment of a column: right for numbers, and for those of moves under a `#`."""
    numbers = [text.removeprefix("#") if header.startswith("#") else text for text in texts if text not in _NO_NUMBER]
    return "right" if numbers and all(map(_NUMBER.fullmatch, numbers)) else "left"


def _columns(headers: Sequence[object], rows: Grid) -> Iterator[list[str]]:
    """The texts of each column, each text once."""
    return (list(dict.fromkeys(row[place] for row in rows)) for place in range(len(headers)))


def _row_by_row(headers: Sequence[str], rows: Grid, width: int, paint: Paint | None) -> str:
    name = max(map(columns, headers))
    room = [name, width - name - _GAP]
    lines = list[list[str] | str]()
    for row in rows:
        lines += [SEPARATING_LINE, *(_wrapped(pair, room, paint) for pair in zip(headers, row, strict=True))]
    return tabulate(lines[1:], tablefmt="simple", disable_numparse=True)


# WIDTHS


def is_roomy(headers: Sequence[str], rows: Grid, total: int) -> bool:
    """Whether a table at most *total* wide has columns in which all texts read well."""
    room, (_, reads_well, *_) = _levels(headers, rows, total)
    return sum(reads_well) <= room


def _levels(headers: Sequence[str], rows: Grid, total: int) -> tuple[int, list[tuple[int, ...]]]:
    """The room for the texts of all columns, and the widths that these have at each level of `_widths`."""
    return total - _GAP * (len(headers) - 1), [*zip(*map(_widths, headers, _columns(headers, rows)), strict=True)]


def _fitted(headers: Sequence[str], rows: Grid, total: int, *, breaks_ids: bool) -> list[int] | None:
    """The widths of the columns in a table at most *total* wide; None if another word would have to be broken.

    Each has room for its longest word; the rest goes first to texts that are narrower than reads well, then to all in
    proportion to what they lack, so that the longest texts get most. As a last resort verbs and spans of days are
    broken, in this order; then ids, if the table may break them.
    """
    room, levels = _levels(headers, rows, total)
    tried = levels if breaks_ids else levels[:-1]
    for less, more in zip(tried, (levels[0], *tried), strict=False):
        if sum(less) <= room:
            return _settled(headers, rows, _shared(less, more, room), levels[0])
    return None


def _widths(header: str, texts: Sequence[str]) -> tuple[int, ...]:
    """The widths of a column: with all on one line, for good reading, with whole words, and with some of them broken.

    Of these there is a width for each of `_BREAKS`, in order.
    """
    longest, least = max(map(columns, texts), default=0), _longest(pieces(header)) + MIN_PADDING
    words = [pieces(text) for text in texts]
    narrow = max(least, *map(_least, words), 1)
    broken = [max(least, *(_least([*chain(*map(parts, text))]) for text in words), 1) for parts in _BREAKS]
    return max(columns(header) + MIN_PADDING, longest), max(narrow, min(longest, _PROSE)), narrow, *broken


def _least(words: Sequence[str]) -> int:
    """The room that a text needs: for its longest word; a long one counts where it is alone or may be an id."""
    longest = _longest(words)
    if len(words) == 1 or longest <= _LONG:
        return longest
    return max(_LONG, _longest([word for word in words if len(word) <= _LONGEST_ID and _LIKE_AN_ID.fullmatch(word)]))


def _longest(words: Sequence[str]) -> int:
    return max(map(columns, words), default=0)


def _in_verbs(word: str) -> list[str]:
    """The parts of a word, if it is the verb of a move, which may break after a hyphen."""
    return _PARTS.findall(word) if word in MOVES_BY_VERB else [word]


def _in_spans(word: str) -> list[str]:
    """The same, and those of a span of days, which may break after its slash."""
    return _IN_SPAN.findall(word) if _SPAN.fullmatch(word) else _in_verbs(word)


def _in_ids(word: str) -> list[str]:
    """The same, and those of an id, which may break after a hyphen."""
    is_an_id = _LIKE_AN_ID.fullmatch(word) and any(sign.isalpha() for sign in word)
    return _PARTS.findall(word) if is_an_id else _in_spans(word)


_BREAKS: Final = (_in_verbs, _in_spans, _in_ids)


def _settled(headers: Sequence[str], rows: Grid, widths: Sequence[int], natural: Sequence[int]) -> list[int]:
    """The widths that the wrapped texts take; the rest goes to the column that lacks most."""
    taken = [
        max(_taken(header, width - MIN_PADDING) + MIN_PADDING, *(_taken(text, width) for text in texts), 1)
        for header, texts, width in zip(headers, _columns(headers, rows), widths, strict=True)
    ]
    lacking = [most - least for least, most in zip(taken, natural, strict=True)]
    taken[lacking.index(max(lacking))] += sum(widths) - sum(taken)
    return taken


def _taken(text: str, width: int) -> int:
    return max(map(columns, wrapped(text, width)))


def _shared(less: Sequence[int], more: Sequence[int], room: int) -> list[int]:
    """Widths of which each is at least *less* and at most *more*, the room between in proportion to the difference."""
    lacking = [min(most - least, room) for least, most in zip(less, more, strict=True)]
    spare = min(room - sum(less), sum(lacking))
    return [least + spare * lack // max(sum(lacking), 1) for least, lack in zip(less, lacking, strict=True)]
