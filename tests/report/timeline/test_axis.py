from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, strategies as st

from sim.report.timeline.axis import DatedMove, axis_of


def of(*days, tracks=("a",), extra_days=()):
    """The axis for moves on these days."""
    moves = [DatedMove(date.fromisoformat(day), tracks) for day in days]
    return axis_of(moves, map(date.fromisoformat, extra_days))


def day(text):
    return date.fromisoformat(text)


def test_moves_stand_in_the_order_of_the_record():
    slots = of("2013-02-01", "2013-02-01", "2013-02-03").moves
    assert list(slots) == sorted(set(slots))


def test_a_day_is_as_wide_as_its_moves():
    busy, quiet = of("2013-02-01", "2013-02-01", "2013-02-01", "2013-02-03").columns
    assert (busy.moves, quiet.moves) == (3, 1)
    assert busy.end - busy.begin > 2 * (quiet.end - quiet.begin)


def test_between_its_days_the_axis_is_drawn_to_scale():
    one, two, three = of("2013-02-01", "2013-02-12", "2013-03-05").columns
    assert 1.9 < (three.begin - two.end) / (two.begin - one.end) < 2.1


def test_a_stretch_far_longer_than_the_others_is_cut_short_and_says_how_long_it_is():
    axis = of("1648-10-24", "1648-11-01", "1648-11-10", "2007-10-12")
    [cut] = axis.breaks
    assert cut.days == (day("2007-10-12") - day("1648-11-10")).days - 1
    assert cut.end - cut.begin < 200


def test_an_axis_to_scale_has_no_break():
    assert of("2013-02-01", "2013-02-12", "2013-03-05").breaks == ()


def test_a_day_lies_between_those_around_it():
    axis = of("2013-02-01", "2013-02-11")
    before, after = axis.columns
    assert before.end < axis.begin_of(day("2013-02-06")) < axis.end_of(day("2013-02-06")) < after.begin
    assert axis.begin_of(day("2013-02-11")) == after.begin
    assert axis.end_of(day("2013-02-11")) == after.end


def test_days_beyond_the_axis_are_at_its_ends():
    axis = of("2013-02-01", "2013-02-11")
    assert axis.begin_of(day("2012-01-01")) == 0
    assert axis.end_of(day("2014-01-01")) == axis.end


def test_extra_days_have_a_column_without_moves():
    axis = of("2013-02-01", extra_days=["2013-04-01"])
    assert [(str(column.day), column.moves) for column in axis.columns] == [("2013-02-01", 1), ("2013-04-01", 0)]


def test_an_axis_without_moves_has_a_length():
    axis = of()
    assert axis.end > 0
    assert axis.begin_of(day("2013-02-01")) == 0


def test_days_next_to_each_other_leave_no_gap():
    one, two = of("2013-02-01", "2013-02-02").columns
    assert one.end == two.begin


@given(st.lists(st.tuples(st.integers(0, 40_000), st.sampled_from("abc")), max_size=80))
def test_marks_of_one_strip_never_touch(drawn):
    moves = [DatedMove(date(1900, 1, 1) + timedelta(days=days), (track,)) for days, track in sorted(drawn)]
    axis = axis_of(moves)
    assert list(axis.moves) == sorted(set(axis.moves))
    for track in "abc":
        places = [place for place, move in zip(axis.moves, moves, strict=True) if move.tracks == (track,)]
        assert all(later - earlier >= 13 for earlier, later in pairwise(places))
