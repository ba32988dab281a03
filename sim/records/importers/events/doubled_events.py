"""Events that a data set reports twice: in one row again, or once from each side, as its rows have one direction."""

from collections.abc import Hashable, Sequence

from attrs import define, field

from sim.model.ids import BOTH
from sim.records.imported_case import DROPPED, ImportedRow
from sim.records.importers.events.coded_events import CodedEvent


@define
class Repeats:
    """The rows so far that have the id of an event or an episode, of which only the ids and hashes are kept."""

    _rows: dict[str, dict[int, int]] = field(factory=dict)

    def reason(self, what: str, its_id: str, cells: object, number: int) -> str:
        """Why a row is left out that is, cell by cell, one that stands before it; empty for any other.

        *what* it is about, such as an event, with its id; without an id none is a repeat.
        """
        if not its_id:
            return ""
        first = self._rows.setdefault(its_id, {}).setdefault(hash(repr(cells)), number)
        return "" if first == number else f"{what} {its_id} stands in row {first:,} already"


def without_doubles(events: Sequence[CodedEvent]) -> tuple[list[CodedEvent], list[ImportedRow]]:
    """The events, those that are reported from both sides once, and the rows that are dropped for it.

    Both sides act where the code is the same and its move can be joint; of a visit and its host the first row stands.
    Where each side does harm to the other, both rows stand, and say so.
    """
    kept: list[CodedEvent] = []
    dropped: list[ImportedRow] = []
    waiting: dict[Hashable, list[int]] = {}
    for event in events:
        place = None if event.mirror is None else _opposite(kept, waiting.setdefault(event.mirror, []), event.by)
        if place is None:
            if event.mirror is not None:
                waiting[event.mirror].append(len(kept))
            kept.append(event)
            continue
        waiting[event.mirror].remove(place)
        first = kept[place]
        if first.code == event.code and not first.meaning.is_joint:
            kept.append(event.with_detail(f"row {first.row} reports the same from the other side, and both are kept"))
            continue
        by = BOTH if first.code == event.code else None
        kept[place] = first.with_detail(f"row {event.row} reports the same event from the other side", by)
        reason = f"it is the same event as row {first.row}, reported from the other side"
        dropped.append(ImportedRow(event.row, None, DROPPED, reason))
    return kept, dropped


def _opposite(kept: list[CodedEvent], places: list[int], by: str) -> int | None:
    """The first of the places at which an event of the other side is kept."""
    return next((place for place in places if kept[place].by != by and BOTH not in (kept[place].by, by)), None)
