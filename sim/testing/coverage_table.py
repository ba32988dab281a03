"""The table that coverage of the law prints."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap
from typing import Final

from sim.testing.law_items import BOUNDARIES, ITEMS, REFUSALS, TRANSITIONS, Item, items

MADE: Final = "made"
REFUSED: Final = "refused"
_WIDTH: Final = 100

Counts = Mapping[Item, int]


def table(counts: Counts, moves: Mapping[str, int], names: int | None) -> str:
    """How many items were reached of all, by kind, and so many names of those that were not; with None all names."""
    made, refused = moves.get(MADE, 0), moves.get(REFUSED, 0)
    lines = [
        f"of the law, {made:,} legal and {refused:,} illegal moves have reached:",
        *_numbers(counts, (TRANSITIONS, BOUNDARIES)),
        "",
        *_numbers(counts, (REFUSALS,)),
        "",
    ]
    return "\n".join((*lines, *(_all_names(counts) if names is None else _some_missing(counts, names))))


def _numbers(counts: Counts, parts: tuple[str, ...]) -> Iterator[str]:
    """A row for each kind, with how many items of each part were reached, and one for all."""
    kinds = (*dict.fromkeys(item.about for item in ITEMS if item.part in parts), None)
    rows = [("", *parts), *((kind or "all", *(_share(counts, items(part, kind)) for part in parts)) for kind in kinds)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (text.rjust(width) for text, width in zip(others, widths[1:], strict=True))
        yield f"{first:{widths[0]}}  {'  '.join(cells)}".rstrip()


def _share(counts: Counts, among: tuple[Item, ...]) -> str:
    return f"{sum(counts.get(item, 0) > 0 for item in among)} of {len(among)}" if among else "–"


def _some_missing(counts: Counts, names: int) -> Iterator[str]:
    """Some names of what was not reached, for each kind of which something was; then the kinds of which nothing was."""
    yield "not reached:"
    for part, about in _groups():
        missing = [item.name for item in items(part, about) if not counts.get(item)]
        if missing and _is_touched(counts, part, about):
            more = f"; and {len(missing) - names} more" if len(missing) > names else ""
            yield from _wrapped(f"{about}, {part}: {'; '.join(missing[:names])}{more}")
    untouched = [*_untouched(counts)]
    if untouched:
        yield from _wrapped(f"nothing at all of: {'; '.join(untouched)}")


def _untouched(counts: Counts) -> Iterator[str]:
    """The parts of which nothing was reached, and the kinds of other parts of which nothing was."""
    for part in dict.fromkeys(part for part, _ in _groups()):
        if not _is_touched(counts, part):
            yield part
        else:
            kinds = (about for of, about in _groups() if of == part)
            yield from (f"{about}, {part}" for about in kinds if not _is_touched(counts, part, about))


def _is_touched(counts: Counts, part: str, about: str | None = None) -> bool:
    return any(counts.get(item) for item in items(part, about))


def _wrapped(text: str) -> Iterator[str]:
    yield from wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def _all_names(counts: Counts) -> Iterator[str]:
    """Every name with its count, by part and kind."""
    for part, about in _groups():
        yield f"{about}, {part}:"
        yield from (f"  {counts.get(item, 0):>8,}  {item.name}" for item in items(part, about))


def _groups() -> Iterable[tuple[str, str]]:
    return dict.fromkeys((item.part, item.about) for item in ITEMS)
