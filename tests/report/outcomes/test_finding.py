import pytest
from futures import counted, forecast

from sim.forecast.counts import Counts
from sim.forecast.ensembles import Ensemble
from sim.report.outcomes.finding import NO_RUNS, finding, percent

ASKED = forecast()
QUOTA, PORTS, OFF = ("agreement", "quota"), ("agreement", "ports"), ("break-off", "")


def told(counts):
    return finding([("baseline", counted(ASKED, counts))])


def test_it_tells_the_likeliest_agreement_and_the_likeliest_harm():
    assert told({QUOTA: 62, PORTS: 3, OFF: 20, ("treaty left", ""): 31}) == (
        "A proposal on the yearly herring quota is agreed most often, in 62 % of 100 runs (52 to 71 %); "
        "a party leaves a treaty in 31 % (23 to 41 %)"
    )


def test_an_agreement_on_no_issue_is_told_where_there_is_no_other():
    assert told({("any agreement", ""): 100}) == "Some proposal is agreed in 100 % of 100 runs (96 to 100 %)"


def test_without_an_agreement_it_says_so():
    assert told({OFF: 1}) == "Nothing is agreed in 100 runs; talks are broken off in 1 % (0 to 5 %)"


def test_of_several_forecasts_it_tells_where_they_differ_most():
    calm, harsh = counted(ASKED, {QUOTA: 80, OFF: 10}), counted(ASKED, {QUOTA: 20, OFF: 0})
    assert finding([("A", calm), ("B", harsh)]) == (
        "A proposal on the yearly herring quota is agreed in 20 % of 100 runs (B) to 80 % (A)"
    )


def test_forecasts_that_agree_in_everything_are_told_so():
    same = counted(ASKED, {QUOTA: 80})
    assert finding([("A", same), ("B", same)]) == (
        "Each outcome comes about in the same share of 100 runs in all 2 forecasts"
    )


def test_forecasts_without_runs_are_left_out():
    nothing = Ensemble(ASKED, Counts())
    assert finding([("A", nothing)]) == NO_RUNS
    assert finding([("A", nothing), ("B", counted(ASKED, {OFF: 9}))]).startswith("Nothing is agreed in 100 runs")


@pytest.mark.parametrize(("runs", "words"), [(1, "1 run"), (2000, "2,000 runs")])
def test_runs_are_counted(runs, words):
    assert finding([("", Ensemble(forecast(runs=runs), Counts(runs=runs)))]) == f"Nothing is agreed in {words}"


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0"), (0.001, "<1"), (0.01, "1"), (0.5, "50"), (0.99, "99"), (0.999, ">99"), (1, "100")]
)
def test_what_is_nearly_none_or_all_does_not_look_like_it(share, words):
    assert percent(share) == words
