from datetime import date
from types import SimpleNamespace

import pytest
from days import DAY, LATER, MUCH_LATER

from sim.model.dates import When
from sim.model.move import CarryOut, Extend, Lapse
from sim.rules.preconditions import a_later_day, extends, no_threat_to_record, sets, stands_until

EXTEND = Extend(subject="p", by="aland", date=LATER, expires=MUCH_LATER)


def extension(name, present):
    """What speaks against an extension of a subject whose end is the present one."""
    return extends(name)(SimpleNamespace(**{name: present}), EXTEND, {})


def test_an_end_lies_on_the_day_of_the_move_or_later():
    assert [*sets("expires").violations(None, EXTEND), *sets("until").violations(None, EXTEND)] == []
    early = Extend(subject="p", by="aland", date=LATER, expires=DAY)
    [objection] = sets("expires").violations(None, early)
    assert (objection.field, objection.value) == ("expires", DAY)
    assert objection.reason == "expires 2013-03-01 is past already on 2013-06-01; give a later day"


def test_an_extension_sets_its_own_field_to_a_later_day():
    assert [*extension("expires", None)] == [*extension("expires", When.of(LATER))] == []
    [same] = extension("expires", When.of(MUCH_LATER))
    assert same.reason == "it runs until 2013-09-01 already; give a later expires"


def test_an_extension_of_another_field_is_told_which_to_give():
    foreign, missing = extension("until", None)
    assert foreign.reason == "expires is not for this subject; give until, its new last day"
    assert (foreign.field, missing.reason) == ("expires", "it takes until, the new last day")


@pytest.mark.parametrize(("end", "count"), [(None, 0), (DAY, 0), (LATER, 0), (MUCH_LATER, 1)])
def test_a_lapse_waits_for_the_end(end, count):
    subject = SimpleNamespace(id="p", due=end and When.of(end))
    assert len([*stands_until("due").violations(subject, Lapse(subject="p", date=LATER))]) == count


def test_as_is_for_threats():
    carry_out = CarryOut(subject="p", by="aland", date=LATER, as_="pact")
    assert [objection.field for objection in no_threat_to_record(None, carry_out, {})] == ["as_"]
    assert [*no_threat_to_record(None, CarryOut(subject="p", by="aland", date=LATER), {})] == []


def test_a_later_day_is_thirty_days_on_and_never_beyond_the_calendar():
    assert a_later_day(None, date(2013, 1, 1)) == When.of("2013-01-31")
    assert a_later_day(When.of("2013-06-01"), date(2013, 1, 1)) == When.of("2013-07-01")
    assert a_later_day(When.of("2012-06-01"), date(2013, 1, 1)) == When.of("2013-01-31")
    assert a_later_day(None, date.max) == When.of(date.max)
