"""When something was known: by the end of a day, by a moment, or by an entry of the journal."""

import re
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from typing import Final

from sim.model.errors import UnreadableDateError
from sim.records.journal.clock import in_utc

KnownOn = date | datetime | int
"""The end of a day in UTC, a moment, or the number of an entry."""

_FRACTION: Final = re.compile("[.,][0-9]")
_LAST: Final = 999_999
"""The last microsecond of a second."""

_ENTRY: Final = re.compile("@([0-9]{1,9})")


def known_on(text: str) -> KnownOn:
    """The moment that a text names: `2007-10-14`, `2007-10-14T12:30Z` or `@12`.

    A moment without a fraction of a second is the end of that second, and one without a zone is in UTC.

    Raises: UnreadableDateError.
    """
    if match := _ENTRY.fullmatch(text):
        return int(match[1])
    try:
        return date.fromisoformat(text) if len(text) <= len("2007-10-14") else _moment(text)
    except ValueError:
        reason = "write a day, such as 2007-10-14, a moment, such as 2007-10-14T12:30Z, or an entry, such as @12"
        raise UnreadableDateError(text, reason) from None


def _moment(text: str) -> datetime:
    moment = in_utc(datetime.fromisoformat(text))
    return moment if _FRACTION.search(text) else moment.replace(microsecond=_LAST)


def as_named(known: KnownOn) -> str:
    """The moment as `known_on` takes it; the end of a second is written as that second."""
    if isinstance(known, int):
        return f"@{known}"
    if isinstance(known, datetime) and known.microsecond == _LAST:
        return known.isoformat(timespec="seconds")
    return known.isoformat()


def end_of(known: date | datetime) -> datetime:
    """The moment before which all was recorded that was known on a day, or at a moment: just after it."""
    try:
        if isinstance(known, datetime):
            return in_utc(known) + timedelta(microseconds=1)
        return datetime.combine(known + timedelta(days=1), time(), UTC)
    except OverflowError:  # the first or the last day of the calendar
        return datetime.max.replace(tzinfo=UTC) if known.year == MAXYEAR else datetime.min.replace(tzinfo=UTC)
