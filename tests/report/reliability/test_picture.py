"""The diagram is checked by its structure and by the boxes of its texts; how it looks is for people to look at."""

from itertools import combinations
from math import isclose
from xml.etree import ElementTree as ET

import pytest

from sim.forecast.backtesting.backtest import STANDARD
from sim.forecast.backtesting.bootstrap import Estimate
from sim.forecast.backtesting.reliability import ReliabilityBin
from sim.forecast.backtesting.results import BacktestRecord, BacktestResult, ForecastScores, Score
from sim.report.reliability.picture import SUBTITLE, reliability_diagram
from sim.report.svg.export import FORMS

SVG = "{http://www.w3.org/2000/svg}"
BINS = (ReliabilityBin(0.0, 0.1, 400, 0.02, 0.1), ReliabilityBin(0.6, 0.7, 100, 0.65, 0.5))
NONE = Score(Estimate(0.123), Estimate(None), Estimate(None))


def result(*forecasts, bins=BINS, questions=500):
    """A backtest of these forecasts, all with the same bins."""
    return BacktestResult(
        forecasts={name: name for name in forecasts},
        horizon=90,
        steps=("week",),
        asked_cuts=20,
        runs=200,
        seed=0,
        records=(BacktestRecord("A record", None, None, (), questions, questions // 5),),
        scores=tuple(ForecastScores(name, "", questions, questions // 5, NONE, NONE) for name in forecasts),
        by_outcome=(),
        reliability=dict.fromkeys(forecasts, bins),
        is_partial=False,
    )


def drawn(*forecasts, **about):
    return reliability_diagram(result(*forecasts, **about))


def elements(image, name, kind):
    root = ET.fromstring(image.svg)
    return [element for element in root.iter(f"{SVG}{name}") if kind in element.get("class", "").split()]


def points(image):
    """The points that have a title: x, y, radius and the title."""
    circles = elements(image, "circle", "point")
    named = [(circle, circle.findtext(f"{SVG}title")) for circle in circles]
    return [(*(float(circle.get(key)) for key in ("cx", "cy", "r")), title) for circle, title in named if title]


@pytest.mark.parametrize("forecasts", [(), ("calm",), STANDARD, ("a-pair-with-an-id-that-is-far-too-long-for-it",)])
def test_no_two_labels_meet_and_none_leaves_the_sheet(forecasts):
    image = drawn(*forecasts)
    assert [(one.text, other.text) for one, other in combinations(image.canvas.labels, 2) if one.overlaps(other)] == []
    for label in image.canvas.labels:
        assert label.left >= 0, label
        assert label.right <= image.width, label
        assert label.bottom <= image.height, label


def test_there_is_a_panel_for_each_forecast_with_its_score():
    labels = [label.text for label in drawn(*STANDARD).canvas.labels]
    assert set(STANDARD) <= set(labels)
    assert labels.count("Brier score 0.123") == len(STANDARD)


def test_a_point_lies_where_what_was_forecast_meets_what_came():
    image = drawn("calm")
    (low, high) = points(image)
    left, right = (
        max((label for label in image.canvas.labels if label.text == text), key=lambda label: label.top)
        for text in ("0", "100")
    )
    across = (right.left + right.right) / 2 - (left.left + left.right) / 2
    assert isclose(high[0] - low[0], across * (0.65 - 0.02), abs_tol=0.2)
    assert isclose(low[1] - high[1], across * (0.5 - 0.1), abs_tol=0.2)


def test_the_area_of_a_point_grows_with_the_questions():
    low, high = points(drawn("calm"))
    assert low[2] == pytest.approx(2 * high[2], abs=0.11)


def test_a_point_says_in_words_what_it_shows():
    bins = (ReliabilityBin(0.0, 0.1, 1, 0.02, 1.0),)
    assert points(drawn("calm", bins=bins))[0][3] == "calm: forecast 2 %, came about 100 % of 1 question"
    assert "came about 50 % of 100 questions" in points(drawn("calm"))[1][3]


def test_a_dashed_line_shows_the_share_of_all_questions_that_came_about():
    assert len(elements(drawn("calm", "wild"), "path", "base")) == 2 + 1, "the panels and the legend"


def test_without_questions_there_is_neither_point_nor_line():
    image = drawn("calm", bins=(), questions=0)
    assert points(image) == []
    assert elements(image, "path", "curve") == []
    assert len(elements(image, "path", "base")) == 1
    assert "calm: no question." in image.svg


def test_the_picture_says_what_the_figures_rest_on():
    said = " ".join(label.text for label in drawn("calm").canvas.labels)
    assert "500 questions, of which 100 came about." in said
    assert "A record has no cut: it has no moves." in said


@pytest.mark.parametrize("form", FORMS)
def test_it_can_be_had_in_every_form(form):
    image = drawn(*STANDARD)
    assert len(FORMS[form](image)) > 1000


def test_the_finding_is_the_title_and_what_the_figures_rest_on_stands_below_it():
    image = drawn(*STANDARD)
    labels = [label.text for label in image.canvas.labels]
    assert labels[:2] == [image.title, SUBTITLE]
    assert labels.index("500 questions, of which 100 came about.") < labels.index(STANDARD[0])
