import pytest

from sim.forecast.backtesting.results import scores_by_outcome, scores_over_all
from sim.forecast.backtesting.scores import brier, logarithmic
from sim.forecast.backtesting.tallies import ALL, NOTHING_HAPPENS, OTHER_RECORDS, RecordTally, completed, total

RUNS = 100


def tally(*answers, title="A record"):
    """The tally of a record in which the forecast `guess` gave these answers: outcome, count, whether it came about."""
    counted = RecordTally(title, RUNS)
    for outcome, count, happened in answers:
        counted.count("guess", outcome, count, happened=happened)
    return counted


FIRST = tally(("agreement", 80, True), ("agreement", 20, False), ("break-off", 0, False), title="First")
SECOND = tally(("agreement", 50, True), ("vote lost", 50, False), title="Second")


def scores(name, found):
    return next(each for each in found if each.forecast == name)


def test_scores_are_means_over_all_questions_of_all_records():
    found = scores("guess", scores_over_all(completed([FIRST, SECOND]), 0))
    assert (found.questions, found.happened) == (5, 2)
    assert found.brier.mean.value == pytest.approx((0.04 + 0.04 + 0 + 0.25 + 0.25) / 5)
    expected = [(80, True), (20, False), (0, False), (50, True), (50, False)]
    logs = [logarithmic(count, RUNS, happened=happened) for count, happened in expected]
    assert found.logarithmic.mean.value == pytest.approx(sum(logs) / 5)


def test_to_say_that_nothing_happens_costs_one_for_each_that_does():
    found = scores(NOTHING_HAPPENS, scores_over_all(completed([FIRST, SECOND]), 0))
    assert found.brier.mean.value == pytest.approx(2 / 5)
    assert found.logarithmic.mean.value == pytest.approx(
        (2 * logarithmic(0, RUNS, happened=True) + 3 * logarithmic(0, RUNS, happened=False)) / 5
    )


def test_the_share_over_the_others_is_that_of_the_outcome_or_of_all_where_they_have_no_such_question():
    first, second = completed([FIRST, SECOND])
    agreement, break_off = 1.0, 1 / 2
    assert first.sums[OTHER_RECORDS]["agreement"].brier == pytest.approx((1 - agreement) ** 2 + agreement**2)
    assert first.sums[OTHER_RECORDS]["break-off"].brier == pytest.approx(break_off**2)
    assert second.sums[OTHER_RECORDS]["agreement"].brier == pytest.approx(brier(50, RUNS, happened=True))
    assert second.sums[OTHER_RECORDS]["vote lost"].brier == pytest.approx((1 / 3) ** 2)


def test_skill_is_over_each_baseline_and_none_has_any_over_itself():
    found = list(scores_over_all(completed([FIRST, SECOND]), 0))
    guess, nothing, others = (scores(name, found) for name in ("guess", NOTHING_HAPPENS, OTHER_RECORDS))
    assert guess.brier.over_nothing.value == pytest.approx(1 - guess.brier.mean.value / nothing.brier.mean.value)
    assert guess.brier.over_others.value == pytest.approx(1 - guess.brier.mean.value / others.brier.mean.value)
    assert nothing.brier.over_nothing.value is None
    assert others.logarithmic.over_others.value is None
    assert nothing.brier.over_others.value is not None


def test_one_record_alone_has_no_others():
    found = list(scores_over_all(completed([FIRST]), 0))
    assert [each.forecast for each in found] == [NOTHING_HAPPENS, "guess"]
    assert found[1].brier.over_others.value is None


def test_a_record_without_questions_counts_in_nothing():
    assert completed([FIRST, tally()])[0].sums == completed([FIRST])[0].sums
    assert list(scores_over_all(completed([tally()]), 0)) == list(scores_by_outcome([])) == []


def test_scores_by_outcome_have_every_forecast_and_add_up_to_all():
    tallies = completed([FIRST, SECOND])
    found = [each for each in scores_by_outcome(tallies) if each.forecast == "guess"]
    assert [(each.outcome, each.questions, each.happened) for each in found] == [
        ("agreement", 3, 2),
        ("break-off", 1, 0),
        ("vote lost", 1, 0),
    ]
    whole = scores("guess", scores_over_all(tallies, 0))
    assert sum(each.brier.mean.value * each.questions for each in found) == pytest.approx(whole.brier.mean.value * 5)


def test_an_outcome_that_never_came_leaves_no_skill_over_nothing_happens():
    found = [each for each in scores_by_outcome(completed([FIRST, SECOND])) if each.outcome == "break-off"]
    assert [each.brier.over_nothing.value for each in found] == [None, None, None]


def test_a_record_counts_as_often_as_it_is_drawn():
    sums = total([(FIRST, 2), (SECOND, 1)])["guess"][ALL]
    assert (sums.questions, sums.happened) == (8, 3)


def test_from_ten_records_on_there_are_intervals_around_the_figures():
    tallies = [
        tally(("agreement", 10 * number, number % 2 == 0), ("agreement", 5, number == 3), title=f"R{number}")
        for number in range(10)
    ]
    found = scores("guess", scores_over_all(completed(tallies), 0))
    for score in (found.brier, found.logarithmic):
        for estimate in (score.mean, score.over_nothing, score.over_others):
            assert estimate.low < estimate.value < estimate.high
    nine = scores("guess", scores_over_all(completed(tallies[:9]), 0))
    assert nine.brier.mean.low is None
