from datetime import date
from types import SimpleNamespace

import pytest
from days import DAY, LATER, MUCH_LATER

from sim.model.dates import When
from sim.model.move import CarryOut, Extend, Lapse, Suspend
from sim.rules.preconditions import a_later_day, end_set_by, no_extension, no_threat, sets, sets_a_term, stands_until
from sim.rules.time_limits import TimeLimit

EXTEND = Extend(subject="p", by="aland", date=LATER, expires=MUCH_LATER)


def extension(present, move=EXTEND):
    """What speaks against an extension of a subject whose ends, by field, are the present ones."""
    return [*no_extension(move, {name: end and When.of(end) for name, end in present.items()})]


# time limits


def limit(**fields):
    """A limit on the first of June, told in its own words."""
    return TimeLimit(lambda subject, move: When.of(LATER), "{id} stood until {limit}, not {date}", "because", **fields)


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({}, [True, True, False]),
        ({"is_strict": True}, [True, False, False]),
        ({"is_start": True}, [False, True, True]),
        ({"is_start": True, "is_strict": True}, [False, False, True]),
    ],
)
def test_a_limit_is_kept_up_to_a_day_or_from_it_on_with_the_day_or_without(fields, kept):
    days = ("2013-05-31", LATER, "2013-06-02")
    assert [limit(**fields).is_kept(When.of(LATER), When.of(day)) for day in days] == kept
    assert limit(**fields).is_kept(When.of(LATER), When.of("2013"))


@pytest.mark.parametrize(
    ("fields", "bounds"),
    [
        ({}, (None, "2013-06-01")),
        ({"is_strict": True}, (None, "2013-05-31")),
        ({"is_start": True}, ("2013-06-01", None)),
        ({"is_start": True, "is_strict": True}, ("2013-06-02", None)),
    ],
)
def test_a_limit_gives_one_bound(fields, bounds):
    found = limit(**fields).earliest(When.of(LATER)), limit(**fields).latest(When.of(LATER))
    assert tuple(day and str(day) for day in found) == bounds


def test_a_limit_that_is_open_gives_no_bound_and_the_calendar_has_an_end():
    after, before = When.of("2013-06-01/.."), When.of("../2013-06-01")
    assert (limit().latest(after), limit(is_start=True).earliest(before)) == (None, None)
    strict = limit(is_strict=True), limit(is_start=True, is_strict=True)
    assert strict[0].latest(When.of(date.min)) == date.min
    assert strict[1].earliest(When.of(date.max)) == date.max


def test_a_limit_that_is_not_kept_is_told_with_the_subject_and_the_dates():
    lapse = Lapse(subject="p", date=MUCH_LATER)
    [told] = limit().violations(SimpleNamespace(id="p"), lapse)
    assert (told.reason, told.field, told.value) == ("p stood until 2013-06-01, not 2013-09-01", None, None)
    assert [*limit().violations(None, Lapse(subject="p", date=DAY))] == []


def test_an_end_lies_on_the_day_of_the_move_or_later():
    assert [*sets("expires").violations(None, EXTEND), *sets("until").violations(None, EXTEND)] == []
    early = Extend(subject="p", by="aland", date=LATER, expires=DAY)
    [objection] = sets("expires").violations(None, early)
    assert (objection.field, objection.value) == ("expires", DAY)
    assert objection.reason == "expires 2013-03-01 is past already on 2013-06-01; give a later day"


def test_a_term_ends_no_earlier_than_it_begins():
    suspend = Suspend(subject="p", by="aland", date=DAY, effective=MUCH_LATER, until=LATER)
    [objection] = [violation for limit in sets_a_term() for violation in limit.violations(None, suspend)]
    assert (objection.field, objection.value) == ("until", LATER)
    assert objection.reason.startswith("it would end on 2013-06-01, before it begins on 2013-09-01")


def test_an_end_in_doubt_is_no_earlier_than_the_move_that_sets_it():
    assert str(end_set_by(EXTEND, When.of("2013-09-01")).earliest) == "2013-09-01"
    assert str(end_set_by(EXTEND, When.of("../2013-09-01")).earliest) == LATER
    assert end_set_by(EXTEND, None) is None


@pytest.mark.parametrize(("end", "count"), [(None, 0), (DAY, 0), (LATER, 0), (MUCH_LATER, 1)])
def test_a_lapse_waits_for_the_end(end, count):
    subject = SimpleNamespace(id="p", due=end and When.of(end))
    assert len([*stands_until("due").violations(subject, Lapse(subject="p", date=LATER))]) == count


# extensions


def test_an_extension_sets_its_own_field_to_a_later_day():
    assert extension({"expires": None}) == extension({"expires": LATER}) == []
    [same] = extension({"expires": MUCH_LATER})
    assert same.reason == "it runs until 2013-09-01 already; give a later expires"


def test_an_extension_of_another_field_is_told_which_to_give():
    [foreign] = extension({"until": None, "effective": None})
    assert foreign.reason == "expires is not for it as it stands; give until or effective, its new last day"
    assert foreign.field == "expires"


def test_an_extension_without_an_end_drops_the_one_there_is():
    bare = Extend(subject="p", by="aland", date=LATER)
    assert extension({"until": MUCH_LATER}, bare) == []
    [nothing] = extension({"until": None}, bare)
    assert nothing.reason == "it has no end that could be put off; give until, its new last day"


def test_one_end_is_put_off_at_a_time():
    both = Extend(subject="p", by="aland", date=LATER, until=MUCH_LATER, effective=MUCH_LATER)
    [told] = extension({"until": None, "effective": LATER}, both)
    assert (told.reason, told.field) == ("one end is put off at a time; write one move for each", "effective")


# threats


@pytest.mark.parametrize("field", ["as_", "level", "effective", "until"])
def test_the_fields_of_a_threat_are_for_threats(field):
    values = {"as_": "pact", "level": "25 %", "effective": MUCH_LATER, "until": MUCH_LATER}
    carry_out = CarryOut(subject="p", by="aland", date=LATER, **{field: values[field]})
    [objection] = no_threat(None, carry_out, None)
    assert objection.field == field
    assert objection.reason == f"`{field.rstrip('_')}` is for a threat that is carried out; leave it out here"
    assert [*no_threat(None, CarryOut(subject="p", by="aland", date=LATER), None)] == []


def test_a_later_day_is_thirty_days_on_and_never_beyond_the_calendar():
    assert a_later_day(None, date(2013, 1, 1)) == When.of("2013-01-31")
    assert a_later_day(When.of("2013-06-01"), date(2013, 1, 1)) == When.of("2013-07-01")
    assert a_later_day(When.of("2012-06-01"), date(2013, 1, 1)) == When.of("2013-01-31")
    assert a_later_day(None, date.max) == When.of(date.max)
