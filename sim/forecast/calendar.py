"""The days of a forecast: those of its steps, and the dated things that both sides know."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from attrs import field, frozen

from sim.model.dates import When
from sim.model.errors import InvalidFieldError, did_you_mean

DAY: Final = "day"
WEEK: Final = "week"
MONTH: Final = "month"
STEPS: Final = (DAY, WEEK, MONTH)
"""The lengths of a step."""

MOST_STEPS: Final = 20_000
"""The largest number of steps of a forecast: more than fifty years of days."""


def days(since: date, until: date, step: str) -> Iterator[date]:
    """The days of the steps after *since*; the last step ends on *until*, and may be shorter than the others.

    A month later is the same day, or the last of its month.
    """
    number = 1
    while (day := _later(since, step, number)) is not None and day < until:
        yield day
        number += 1
    yield until


def _later(since: date, step: str, number: int) -> date | None:
    """The day so many steps later; None beyond the last day of the calendar."""
    try:
        if step != MONTH:
            return since + timedelta(days=number * (7 if step == WEEK else 1))
        year, month = divmod(since.year * 12 + since.month - 1 + number, 12)
        return date(year, month + 1, min(since.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def invalid_span(since: date, until: date, step: str) -> str:
    """The reason why a forecast cannot run between these days in such steps; empty if it can."""
    if until <= since:
        return f"the forecast is to end on {until}, which is not after {since}, on which it begins; give a later end"
    for number, _ in enumerate(days(since, until, step), 1):
        if number > MOST_STEPS:
            return f"that makes more than {MOST_STEPS:,} steps; take longer ones, or an earlier end"
    return ""


@frozen
class CalendarEvent:
    """A dated thing that both sides know: an election, an expiry, the day on which talks are due."""

    id: str
    date: When
    title: str


def _check_odds(vote: object, attribute: object, odds: float | None) -> None:
    if odds is not None and not 0 <= odds <= 1:
        raise InvalidFieldError(f"odds cannot be {odds!r}; give a number from 0 to 1")


@frozen
class Vote:
    """A vote that is due: on which text, with what odds of a yes, of whom, and on which day.

    It is that of the third party `by`, or else of everyone whose vote on the text is outstanding. Without `odds` these
    are the ratification probability of the forecast; without a date each votes at the step after the text is put to it.

    Raises: InvalidFieldError unless the odds are from 0 to 1.
    """

    id: str
    ratifies: str
    odds: float | None = field(default=None, validator=_check_odds)
    by: str = ""
    date: When | None = None
    title: str = ""

    def is_of(self, text: str, ratifier: str) -> bool:
        """Whether it is the vote of a third party on a text."""
        return self.ratifies == text and self.by in ("", ratifier)


def vote_on(votes: Iterable[Vote], text: str, ratifier: str) -> Vote | None:
    """The vote of a third party on a text, one that names it before others; None if none is declared."""
    declared = sorted((vote for vote in votes if vote.is_of(text, ratifier)), key=lambda vote: not vote.by)
    return declared[0] if declared else None


def unknown_event(name: str, events: Iterable[CalendarEvent]) -> str:
    """The complaint about a name that no event has; empty if one has it."""
    ids = [event.id for event in events]
    return "" if name in ids else f"the calendar has no {name!r}{did_you_mean(name, ids)}"
