"""Times in UTC, and the clock of the computer, which only a journal that is given no other one reads."""

from datetime import UTC, datetime


def now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


def in_utc(time: datetime) -> datetime:
    """The time in UTC, which one without a zone is already."""
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
