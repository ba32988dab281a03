"""The fan is checked by its structure and by the boxes of its texts; how it looks is for people to look at."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve

from sim import History, Negotiation, Setting, When
from sim.forecast.calendar import CalendarEvent
from sim.forecast.counts import Counts
from sim.forecast.ensembles import Ensemble, ensemble
from sim.forecast.forecast import Forecast
from sim.forecast.registry import PolicySpec
from sim.moves import Propose
from sim.report.fan.days import date_labels
from sim.report.fan.picture import fan
from sim.report.fan.series import INTERVALS
from sim.report.outcomes.caveat import NO_PREDICTION
from sim.report.outcomes.ordered import OrderedOutcomes
from sim.report.outcomes.words import GROUPS
from sim.report.prose.titles import capitalised
from sim.report.svg.day_scale import DayScale
from sim.report.svg.export import FORMS
from sim.rules.subjects.talks import Talks
from sim.testing.story import START

SVG = "{http://www.w3.org/2000/svg}"
FIRST, LAST = date(2013, 2, 10), date(2013, 5, 10)
OFFER = Propose(subject="halves", by="aland", date="2013-02-01", issue="quota", terms="half and half")
ELECTION = CalendarEvent("election", When.of("2013-03-01"), "Election in Aland")
GRIT = Forecast(
    History.of(START, [OFFER]),
    FIRST,
    LAST,
    {"aland": PolicySpec("grit"), "bohus": PolicySpec("tit-for-tat")},
    calendar=(ELECTION, CalendarEvent("later", When.of("2014-01-01"), "A date beyond the end")),
    runs=12,
    seed=1,
)
COUNTED = ensemble(GRIT)
NOTHING = Ensemble(GRIT, Counts())


def drawn(*ensembles):
    return fan("Herring", [(f"way {number}", single) for number, single in enumerate(ensembles, 1)])


def with_calendar(*dated):
    return Ensemble(evolve(GRIT, calendar=dated), COUNTED.counts)


def root(image):
    return ET.fromstring(image.svg)


def elements(image, name, kind):
    return [element for element in root(image).iter(f"{SVG}{name}") if kind in element.get("class", "").split()]


def texts(image):
    return [label.text for label in image.canvas.labels]


def bars(image):
    """The bars that have a title: from where to where, and the title."""
    return [
        (float(bar.get("x")), float(bar.get("x")) + float(bar.get("width")), bar.findtext(f"{SVG}title"))
        for bar in elements(image, "rect", "bar")
    ]


def place_of(image, text):
    """The middle of a text, of the first if it stands more than once."""
    label = next(label for label in image.canvas.labels if label.text == text)
    return (label.left + label.right) / 2


def uncertain(*ensembles):
    """The chances that have a bar, in the order of the bars."""
    rows = OrderedOutcomes.of(ensembles).uncertain
    return [chance for row in rows for chance in row.possible.values()]


def holds_together(image):
    """What holds of the picture of any ensembles."""
    assert [(one.text, other.text) for one, other in combinations(image.canvas.labels, 2) if one.overlaps(other)] == []
    for label in image.canvas.labels:
        assert label.left >= 0, label
        assert label.right <= image.width, label
        assert label.bottom <= image.height, label


# ANY ENSEMBLES


@pytest.mark.parametrize("count", [1, 2, 4, 30])
def test_no_two_labels_meet_and_none_leaves_the_sheet(count):
    holds_together(drawn(*[COUNTED] * count))


@pytest.mark.parametrize("count", [1, 3])
def test_there_is_a_bar_for_every_uncertain_outcome_of_every_ensemble(count):
    image = drawn(*[COUNTED] * count)
    assert len(bars(image)) == count * len(uncertain(COUNTED)) > 0
    assert len([text for text in texts(image) if " % (" in text]) == len(bars(image))


def test_a_bar_is_as_long_as_the_share_of_runs():
    image = drawn(COUNTED)
    none, every = place_of(image, "0"), place_of(image, "100")
    for (begin, end, title), chance in zip(bars(image), uncertain(COUNTED), strict=True):
        assert begin == pytest.approx(none, abs=0.1)
        assert end - begin == pytest.approx(chance.share.value * (every - none), abs=0.2)
        assert title.endswith(f": {chance.count} of 12 runs")


def test_whiskers_reach_over_the_interval_and_stay_between_none_and_all():
    image = drawn(COUNTED)
    left, right = bars(image)[0][0], place_of(image, "100")
    lines = [path.get("d") for path in elements(image, "path", "interval")]
    for line, chance in zip(lines, uncertain(COUNTED), strict=True):
        begin, end = float(line[1:].split()[0]), float(line.split("H")[1].split("M")[0])
        assert begin == pytest.approx(left + chance.share.low * (right - left), abs=0.2)
        assert end == pytest.approx(left + chance.share.high * (right - left), abs=0.2)
        assert left - 0.1 <= begin <= end <= right + 0.1


def test_ensembles_are_told_apart_by_letter_and_texture_as_well_as_by_colour():
    image = drawn(*[COUNTED] * 16)
    assert {text for text in texts(image) if len(text) == 1 and text.isalpha()} == set("ABCDEFGHIJKLMNOP")
    signs = [element.get("class") for element in root(image).iter() if "bar" in element.get("class", "").split()]
    assert {sign.split()[1] for sign in signs} == {"first", "second", "other", "both"}
    assert all(elements(image, "path", kind) for kind in ("opposed", "partly", "broken"))


def test_a_single_ensemble_has_no_letter():
    image = drawn(COUNTED)
    assert "Assumed: way 1" in texts(image)
    assert "A" not in texts(image)


def test_outcomes_say_of_what_they_are_by_its_title():
    image = drawn(COUNTED)
    assert {"The yearly herring quota", "any proposal, by 1 March 2013 (Election in Aland)"} <= set(texts(image))


def test_the_finding_is_the_title_and_the_scenario_stands_below_it():
    image = drawn(COUNTED)
    assert image.title == "A proposal on the yearly herring quota is agreed in 75 % of 12 runs (47 to 91 %)"
    assert texts(image)[:2] == [image.title, "Herring: a forecast from 10 February 2013 until 10 May 2013"]
    assert root(image).findtext(f"{SVG}title") == image.title


def test_what_a_forecast_is_not_stands_above_the_figures():
    lines = texts(drawn(COUNTED))
    assert lines.index(NO_PREDICTION) < lines.index("0")


def test_what_is_certain_has_no_bar_but_a_sentence():
    image = drawn(COUNTED)
    assert not any("a treaty is broken" in title for _, _, title in bars(image))
    assert any(text.startswith("In no run, though it could have been") for text in texts(image))


def test_an_ensemble_in_which_nothing_can_come_about_has_no_bars():
    hold = evolve(GRIT, policies={"aland": PolicySpec("hold"), "bohus": PolicySpec("hold")})
    image = drawn(COUNTED, ensemble(hold))
    assert {title[0] for _, _, title in bars(image)} == {"A"}
    assert any(text.startswith("None of the outcomes above can come about under B") for text in texts(image))


def test_outcomes_stand_in_groups():
    assert [text for text in texts(drawn(COUNTED)) if text in GROUPS] == ["agreement"]


def test_outcomes_that_only_one_ensemble_asks_about_have_a_bar_of_that_one():
    bare = Ensemble(evolve(GRIT, calendar=()), COUNTED.counts)
    image = drawn(bare, COUNTED)
    assert len(bars(image)) == len(uncertain(bare, COUNTED))
    assert [title[0] for _, _, title in bars(image) if "Election" in title] == ["B"]


# TENSION


def test_every_panel_has_a_median_within_its_band():
    image = drawn(COUNTED, COUNTED)
    assert [title for _, title in image.lanes] == ["way 1", "way 2"]
    for colour in ("first", "second"):
        assert [path for path in elements(image, "path", "median") if colour in path.get("class")]
        assert [path for path in elements(image, "path", "spread") if colour in path.get("class")]


def test_tension_begins_with_that_of_the_record_and_ends_with_its_last_numbers():
    last = COUNTED.tension[-1][1]
    assert f"{last.median} ({last.low}–{last.high})" in texts(drawn(COUNTED))
    line = elements(drawn(COUNTED), "path", "median")[0].get("d")
    assert float(line[1:].split()[0]) == pytest.approx(drawn(COUNTED).begins_at, abs=0.1)


@pytest.mark.parametrize(
    ("points", "named"), [(3, "0 1 2 3"), (11, "0 5 10"), (40, "0 10 20 30 40"), (900, "0 500"), (10**6, "0 500000")]
)
def test_the_scale_of_points_has_few_round_numbers(points, named):
    tally = Counts(runs=12, tension=[Counter({points: 12}) for _ in COUNTED.tension])
    image = drawn(Ensemble(GRIT, tally))
    holds_together(image)
    assert set(named.split()) <= set(texts(image))


def test_forecasts_of_different_spans_share_one_scale():
    longer = Ensemble(evolve(GRIT, until=date(2013, 8, 10)), COUNTED.counts)
    image = drawn(COUNTED, longer)
    assert {"10 February 2013", "10 August 2013"} <= set(texts(image))
    shorter, further = [float(line.get("d").rsplit("H", 1)[1]) for line in elements(image, "path", "median")[:2]]
    assert shorter < further - 100


# DAYS


def test_days_are_named_at_the_ends_and_at_equal_steps_from_round_years():
    year = DayScale(date(2007, 10, 14), date(2008, 12, 31), 0, 800)
    assert [str(day) for day in year.ticks(110)] == [
        "2007-10-14", "2008-01-01", "2008-04-01", "2008-07-01", "2008-10-01", "2008-12-31",
    ]  # fmt: skip


def test_years_are_named_at_equal_steps():
    century = DayScale(date(2004, 1, 12), date(2136, 6, 27), 0, 800)
    assert [day.year for day in century.ticks(90)] == [2004, 2020, 2040, 2060, 2080, 2100, 2120, 2136]


@pytest.mark.parametrize("span", [0, 1, 40, 400, 40_000, 2_900_000])
def test_named_days_are_apart(span):
    days = DayScale(date(1000, 1, 31), date(1000, 1, 31) + timedelta(days=span), 0, 800)
    places = [days.x_of(day) for day in days.ticks(110)]
    assert all(later - earlier >= 110 for earlier, later in pairwise(places))


def test_a_day_beyond_the_scale_is_at_its_end():
    days = DayScale(FIRST, LAST, 10, 20)
    assert (days.x_of(date.min), days.x_of(date.max)) == (10, 20)


# CALENDAR


def test_dates_of_the_calendar_are_dashed_lines_with_titles():
    image = drawn(COUNTED)
    assert "1 March 2013: Election in Aland" in texts(image)
    assert "1 January 2014: A date beyond the end" not in texts(image)
    assert "a date of the calendar" in texts(image)


def test_panels_with_the_same_calendar_name_its_dates_once():
    assert texts(drawn(COUNTED, COUNTED)).count("1 March 2013: Election in Aland") == 1


def test_a_panel_with_another_calendar_has_titles_of_its_own():
    image = drawn(with_calendar(ELECTION), with_calendar(), with_calendar(evolve(ELECTION, title="Another")))
    holds_together(image)
    assert "1 March 2013: Another" in texts(image)
    assert "a date of the calendar" in texts(image)


def test_without_a_calendar_nothing_is_said_of_one():
    image = drawn(with_calendar())
    assert "a date of the calendar" not in texts(image)
    assert elements(image, "path", "dated") == []


@pytest.mark.parametrize("length", [1, 20, 400])
def test_titles_of_many_dates_do_not_meet(length):
    dates = [CalendarEvent(f"d{n}", When.of(FIRST + timedelta(days=n * n % 89 + 1)), "x" * length) for n in range(30)]
    holds_together(drawn(with_calendar(*dates)))


def test_a_title_stands_where_no_line_goes_through_it_if_it_can():
    dates = [
        CalendarEvent(f"d{n}", When.of(FIRST + timedelta(days=20 * n + 5)), "A title of some length") for n in range(5)
    ]
    labels = date_labels(dates, DayScale(FIRST, LAST, 0, 900), 1000)
    assert not any(one.crosses(other) or other.crosses(one) for one, other in combinations(labels, 2))


# WHAT IT RESTS ON


def test_below_it_is_said_how_many_runs_there_are_and_what_intervals_say():
    assert f"12 runs; {INTERVALS}." in texts(drawn(COUNTED))
    assert f"12 runs each; {INTERVALS}." in texts(drawn(COUNTED, COUNTED))


def test_a_single_run_is_one_run():
    assert f"1 run; {INTERVALS}." in texts(drawn(ensemble(evolve(GRIT, runs=1))))


def test_what_is_partial_says_so():
    partial = Ensemble(evolve(GRIT, runs=40), COUNTED.counts)
    assert f"Partial: 12 of 40 runs; {INTERVALS}." in texts(drawn(partial))
    assert {"A: way 1: 12 runs; B: way 2: partial: 12 of 40 runs", capitalised(f"{INTERVALS}.")} <= set(
        texts(drawn(COUNTED, partial))
    )


def test_without_runs_the_picture_says_so():
    image = drawn(NOTHING)
    holds_together(image)
    assert texts(image).count("no run has ended yet") == 2
    assert f"Partial: 0 of 12 runs; {INTERVALS}." in texts(image)
    assert bars(image) == []


def test_ensembles_without_runs_stand_beside_others():
    image = drawn(NOTHING, COUNTED)
    holds_together(image)
    assert texts(image).count("no run has ended yet") == 1
    assert len(bars(image)) == len(uncertain(COUNTED))


# AS A FILE


def test_the_picture_is_told_in_words_too():
    description = root(drawn(COUNTED, NOTHING)).findtext(f"{SVG}desc")
    assert "A: way 1, 12 runs from 10 February 2013 until 10 May 2013; tension at the end " in description
    assert "; a proposal on the yearly herring quota is agreed: 75 %; " in description
    assert description.endswith("B: way 2, partial: 0 of 12 runs from 10 February 2013 until 10 May 2013.")


def test_a_hostile_text_stays_text():
    name = '</text><script>alert("1")</script>\' \u202e שלום & \x00'
    sea = Negotiation.begin(
        Setting(parties={"aland": "A", "bohus": "B"}, issues={"quota": name}),
        [Talks.declared("ministers", name, due="2013-04-01")],
    )
    dated = (
        CalendarEvent("day", When.of("2013-03-01"), name),
        CalendarEvent("יום", When.of("2013-05-01"), "בחירות לכנסת"),
    )
    asked = evolve(GRIT, history=History.of(sea, [OFFER]), calendar=dated)
    image = fan(name, [(name, ensemble(asked)), (name, COUNTED)])
    holds_together(image)
    assert list(root(image).iter("script")) == list(root(image).iter(f"{SVG}script")) == []
    assert "\x00" not in image.svg
    assert any("בחירות לכנסת" in text for text in texts(image))


def test_the_same_ensembles_give_the_same_picture():
    assert drawn(COUNTED, NOTHING).svg == drawn(COUNTED, NOTHING).svg


def test_it_is_written_in_every_form():
    image = drawn(COUNTED, COUNTED)
    assert FORMS[".svg"](image).decode() == image.svg
    assert FORMS[".png"](image).startswith(b"\x89PNG")
    assert FORMS[".pdf"](image).startswith(b"%PDF-")
