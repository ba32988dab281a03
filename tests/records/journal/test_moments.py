from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sim.model.errors import UnreadableDateError
from sim.records.journal import known_on
from sim.records.journal.moments import as_named, end_of


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2007-10-14", date(2007, 10, 14)),
        ("@12", 12),
        ("@0", 0),
        ("2007-10-14T12:30Z", datetime(2007, 10, 14, 12, 30, 0, 999_999, UTC)),
        ("2007-10-14T12:30", datetime(2007, 10, 14, 12, 30, 0, 999_999, UTC)),
        ("2007-10-14 12:30:05", datetime(2007, 10, 14, 12, 30, 5, 999_999, UTC)),
        ("2007-10-14T12:30:05.25Z", datetime(2007, 10, 14, 12, 30, 5, 250_000, UTC)),
        ("2007-10-14T12:30+02:00", datetime(2007, 10, 14, 10, 30, 0, 999_999, UTC)),
    ],
)
def test_a_day_a_moment_and_an_entry_can_be_named(text, known):
    assert known_on(text) == known


@pytest.mark.parametrize("text", ["", "@", "@-1", "#12", "yesterday", "2007-10", "2007-10-14T99"])
def test_anything_else_is_refused_with_examples(text):
    with pytest.raises(
        UnreadableDateError, match=r"write a day, such as 2007-10-14, a moment, .* or an entry, such as @12"
    ):
        known_on(text)


@pytest.mark.parametrize(
    ("known", "end"),
    [
        (date(2007, 10, 14), datetime(2007, 10, 15, tzinfo=UTC)),
        (datetime(2007, 10, 14, 12, tzinfo=UTC), datetime(2007, 10, 14, 12, 0, 0, 1, tzinfo=UTC)),
        (
            datetime(2007, 10, 14, 1, tzinfo=timezone(timedelta(hours=2))),
            datetime(2007, 10, 13, 23, 0, 0, 1, tzinfo=UTC),
        ),
        (date.max, datetime.max.replace(tzinfo=UTC)),
        (datetime.max.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=2))), datetime.min.replace(tzinfo=UTC)),
    ],
)
def test_known_is_what_was_recorded_before_the_end_of_the_day_or_by_the_moment(known, end):
    assert end_of(known) == end


def test_a_moment_without_a_zone_is_in_utc():
    noon = datetime(2007, 10, 14, 12, tzinfo=UTC)
    assert end_of(noon.replace(tzinfo=None)) == end_of(noon)


@pytest.mark.parametrize("text", ["@12", "2007-10-14", "2007-10-14T12:30:05+00:00", "2007-10-14T12:30:05.250000+00:00"])
def test_what_was_named_can_be_named_again(text):
    assert as_named(known_on(text)) == text
