"""The clock of the computer, which only a journal that is given no other one reads."""

from datetime import UTC, datetime


def now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)
