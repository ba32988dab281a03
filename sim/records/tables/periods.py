"""The periods of a panel: days, weeks, months and quarters of the calendar."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from attrs import frozen

DAY: Final = "day"
WEEK: Final = "week"
MONTH: Final = "month"
QUARTER: Final = "quarter"
PERIODS: Final = (DAY, WEEK, MONTH, QUARTER)
"""The lengths of periods. Weeks are those of ISO 8601, from Monday to Sunday."""


@frozen
class Period:
    """A period: its name (`2007-10-12`, `2007-W41`, `2007-10`, `2007-Q4`), its first day and its last."""

    name: str
    start: date
    end: date


def periods(first: date, last: date, by: str) -> Iterator[Period]:
    """The periods of a length from the one in which *first* lies to the one in which *last* does."""
    day = first
    while True:
        period = period_of(day, by)
        yield period
        if period.end >= last:
            return
        day = period.end + timedelta(days=1)


def period_of(day: date, by: str) -> Period:
    """The period of a length in which a day lies; the last week of the calendar is cut short."""
    if by == DAY:
        return Period(day.isoformat(), day, day)
    if by == WEEK:
        year, week, weekday = day.isocalendar()
        start, left = day - timedelta(days=weekday - 1), min(7 - weekday, (date.max - day).days)
        return Period(f"{year:04}-W{week:02}", start, day + timedelta(days=left))
    if by == MONTH:
        return _months(f"{day.year:04}-{day.month:02}", day.year, day.month, day.month)
    quarter = (day.month + 2) // 3
    return _months(f"{day.year:04}-Q{quarter}", day.year, 3 * quarter - 2, 3 * quarter)


def _months(name: str, year: int, first: int, last: int) -> Period:
    return Period(name, date(year, first, 1), date(year, last, monthrange(year, last)[1]))
