from datetime import UTC, date, datetime, timedelta

from journal_writers import begun, remark

from sim.records.journal import Journal

NOON = datetime(2013, 2, 1, 12, tzinfo=UTC)


def clock(*days):
    times = iter(NOON + timedelta(days=day) for day in days)
    return lambda: next(times)


def test_when_the_clock_goes_back_entries_keep_the_time_of_the_one_before(address):
    with begun(address, clock=clock(0, 3, 1, -4000, 5)) as journal:
        for _ in range(4):
            journal.append([remark(), remark()])
        days = [(entry.recorded - NOON).days for entry in journal.read()]
        assert days == [0, 3, 3, 3, 3, 3, 3, 5, 5]
        assert journal.verify().faults == ()
        assert len(journal.read(known_on=date(2013, 2, 2))) == 1
        assert len(journal.read(known_on=date(2013, 2, 4))) == 7


def test_a_writer_whose_clock_is_slow_does_not_write_before_others(address):
    with begun(address, clock=clock(0, 9)) as quick:
        quick.append([remark()])
        with Journal.open(address, clock=clock(1)) as slow:
            (entry,) = slow.append([remark()])
    assert entry.recorded == NOON + timedelta(days=9)


def test_a_clock_of_another_time_zone_tells_the_same_time(address):
    east = NOON.astimezone(datetime.strptime("+14:00", "%z").tzinfo)
    with begun(address, clock=lambda: east) as journal:
        assert journal.read()[0].recorded == NOON
        assert len(journal.read(known_on=NOON)) == 1
        assert journal.read(known_on=NOON - timedelta(microseconds=1)) == ()
