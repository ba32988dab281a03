"""Of a long record the moves are counted by period, to scale, with what is open."""

from datetime import date, timedelta
from itertools import combinations
from random import Random
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from sim import History
from sim.assess.weights import Weights
from sim.moves import Accept, Act, Impose, Oppose, Propose, Remark
from sim.report.timeline.build import timeline_of
from sim.report.timeline.counts import counts_of, open_at_ends
from sim.report.timeline.periods import periods_of
from sim.report.timeline.picture import picture
from sim.testing.generator import MoveGenerator, generate_history
from sim.testing.story import START
from sim.testing.strategies import histories

SVG = "{http://www.w3.org/2000/svg}"


def generated(moves, seed=1):
    return generate_history(MoveGenerator(), moves, Random(seed))


def busy(count):
    """So many acts, one a day, without an issue."""
    days = (date(1900, 1, 1) + timedelta(number) for number in range(count))
    tones = ("hostile", "conciliatory", "neutral")
    parties = ("aland", "bohus", "council")
    return [
        Act(subject=f"x{number}", by=parties[number // 3 % 3], date=day, tone=tones[number % 3])
        for number, day in enumerate(days)
    ]


def summary(*moves, start=START, as_of=None, **options):
    return picture("Herring", History.of(start, moves).as_of(as_of), **options)


def texts(image):
    return [label.text for label in image.canvas.labels]


def paths(image, kind):
    """What is drawn in a style."""
    return [path.get("d") for path in ET.fromstring(image.svg).iter(f"{SVG}path") if path.get("class") == kind]


def is_in_order(image):
    assert not [(one, other) for one, other in combinations(image.canvas.labels, 2) if one.overlaps(other)]
    for label in image.canvas.labels:
        assert label.left >= 0, label
        assert label.right <= image.width, label
        assert label.bottom <= image.height, label


@given(histories())
def test_in_a_summary_no_two_labels_meet(history):
    if len(history.moves) > 40:
        is_in_order(picture("Drawn", history.as_of(), width=600))


@pytest.mark.parametrize(("moves", "width"), [(121, None), (121, 600), (300, None), (500, 2_000)])
def test_a_long_record_has_a_picture_of_moderate_size(moves, width):
    image = picture("Generated", generated(moves).as_of(), width=width)
    assert image.counted_by
    assert image.width == (width or 1_200)
    assert len(image.svg) < 60_000
    is_in_order(image)


def test_within_a_page_which_enlarges_it_every_move_has_its_mark():
    image = picture("Generated", generated(300).as_of(), standalone=False)
    assert image.counted_by == ""
    assert image.svg.count("<use") >= 300


def test_every_move_has_a_place_and_they_are_in_order():
    history = generated(300)
    image = picture("Generated", history.as_of())
    assert len(image.moves_at) == 300
    assert list(image.moves_at) == sorted(image.moves_at)
    assert image.begins_at <= image.moves_at[0]


def test_moves_are_drawn_by_tone_and_side():
    image = summary(*busy(150))
    for kind in ("first bar hostile", "second bar conciliatory", "other bar hostile", "bar neutral"):
        assert paths(image, kind), kind
    assert {"hostile, below it", "conciliatory, above the line", "neutral, on it"} <= {*texts(image)}


def test_the_summary_says_by_what_period_moves_are_counted():
    assert "by week" in texts(summary(*busy(150)))
    assert "by quarter" in texts(summary(*busy(5_000)))


def test_a_lane_says_what_is_open_at_the_end():
    offers = [
        Propose(subject=f"p{number}", by="aland", date="1899-01-01", issue="quota", terms=f"{number} tonnes")
        for number in range(20)
    ]
    image = summary(*offers, *busy(150))
    assert "open at the end: 21" in texts(image), "the pact included"
    assert "19 tonnes: tabled" in texts(image)
    assert any(text.startswith("and 1") and text.endswith(" more") for text in texts(image))
    assert "nothing is open at the end" in texts(image)


def test_a_lane_in_which_nothing_is_open_has_no_area():
    assert paths(summary(*busy(150), issues=[]), "open-area") != []
    bare = summary(*busy(150), start=START.begin(START.setting))
    assert [path for path in paths(bare, "open-area") if "v10z" not in path] == []


def test_a_lane_without_a_move_has_no_bars():
    image = summary(*busy(150))
    assert "Talks" in [title for _, title in image.lanes]


@pytest.mark.parametrize(
    ("as_of", "words"),
    [("1900-03-01", "as of 1 Mar 1900 (likely)"), (0, "before the first move")],
)
def test_a_line_marks_the_moment(as_of, words):
    image = summary(*busy(150), as_of=as_of)
    assert words in texts(image)
    assert len(paths(image, "asof")) == 1
    assert paths(summary(*busy(150)), "asof") == []


def quarrel(times):
    """Offers that are opposed and accepted, a day for each."""
    for number in range(times):
        year, day = 1900 + number // 100, number % 100
        on = f"{year}-{day // 9 + 1:02}-{day % 9 * 3 + 1:02}"
        yield Propose(subject=f"p{number}", by="aland", date=on, issue="quota")
        yield Oppose(subject=f"p{number}", by="bohus", date=on)
        yield Accept(subject=f"p{number}", by="bohus", date=on)


def test_tension_that_changes_more_often_than_can_be_seen_is_drawn_by_period():
    often, seldom = summary(*quarrel(500)), summary(*quarrel(41))
    assert paths(often, "range")
    assert "its average in each month, from the lowest to the highest" in texts(often)
    assert not paths(seldom, "range")
    is_in_order(often)


def test_periods_of_some_years_are_told_as_such():
    moves = [Act(subject=f"x{year}", by="aland", date=f"{year}-02-01", tone="hostile") for year in range(1700, 2000)]
    assert "how many are open at the end of each period of five years" in texts(summary(*moves, width=1000))


def test_of_some_issues_the_title_and_the_panel_say_that_tension_is_over_all():
    image = summary(*quarrel(60), issues=["quota"])
    assert texts(image)[0].startswith("Tension over all issues reached its highest")
    assert "Tension over all issues, in points" in texts(image)


def test_up_to_the_moment_the_ranges_are_those_of_what_counts():
    image = summary(*quarrel(500), as_of="1902-06-01")
    assert paths(image, "range later")
    assert paths(image, "tension")


def test_a_part_of_a_long_record_has_its_moves_again():
    history = generated(300)
    image = picture("Generated", history.as_of(), since=history.dates[-40].best.isoformat())
    assert image.counted_by == ""
    assert "data-move" in image.svg


def test_a_part_that_is_still_long_is_counted_within_its_days():
    image = summary(*busy(3_000), since="1902", until="1905-06")
    assert {"1 Jan 1902", "30 Jun 1905"} <= {*texts(image)}


def test_a_summary_of_one_day_is_drawn():
    acts = [Act(subject=f"x{number}", by="aland", date="2013-02-01", tone="hostile") for number in range(130)]
    is_in_order(summary(*acts))


# COUNTS


def lanes(*moves, start=START):
    timeline = timeline_of("T", History.of(start, moves).as_of(), Weights())
    return timeline.lanes


def test_a_subject_in_several_parts_is_open_once():
    act = Act(subject="x", by="aland", date="2013-02-01", tone="neutral")
    periods = periods_of(date(2013, 1, 1), date(2013, 3, 1), 4)
    assert open_at_ends(lanes(act)["issue", "quota"], periods) == [1] * len(periods.begins)


def test_what_is_accepted_is_open_until_then():
    moves = (
        Propose(subject="p", by="aland", date="2013-02-10", issue="ports"),
        Accept(subject="p", by="bohus", date="2013-04-10"),
        Remark(subject="ports", by="bohus", date="2013-06-10", kind="hope"),
    )
    lane = lanes(*moves)["issue", "ports"]
    periods = periods_of(date(2013, 1, 1), date(2013, 6, 30), 6)
    assert open_at_ends(lane, periods) == [0, 1, 1, 0, 0, 0]
    counted = counts_of(lane.markers, periods)
    assert {index: (each.conciliatory, each.hostile, each.neutral) for index, each in counted.items()} == {
        1: ((), (), 1),
        3: ((("second", 1),), (), 0),
        5: ((), (), 1),
    }
    assert [each.all for each in counted.values()] == [1, 1, 1]
    assert [each.above for each in counted.values()] == [0.5, 1, 0.5]


def test_a_measure_that_stands_is_open_to_the_end():
    tariff = Impose(subject="t", by="aland", date="2013-02-10", issue="ports")
    periods = periods_of(date(2013, 1, 1), date(2013, 6, 30), 6)
    assert open_at_ends(lanes(tariff)["issue", "ports"], periods) == [0, 1, 1, 1, 1, 1]
