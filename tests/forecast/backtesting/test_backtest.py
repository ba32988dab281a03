from datetime import date

import pytest

from sim.executors.executor import Executor
from sim.forecast import backtest
from sim.forecast.backtesting.backtest import STANDARD, Backtest, BacktestSettings
from sim.forecast.backtesting.tallies import NOTHING_HAPPENS, OTHER_RECORDS
from sim.forecast.ensembles import Experiment
from sim.forecast.policies.markov import Markov
from sim.model.errors import ExecutorError, InvalidForecastError, InvalidScenarioError, PolicyError, UnknownNameError
from sim.scenario import load, loads

RECORD = """\
scenario: {title}
parties: {{aland: Aland, bohus: Bohus}}
issues: {{quota: The yearly herring quota, ports: Access to ports}}
talks: {{ministers: Fisheries ministers}}
moves:
  - {{propose: shares, by: aland, date: 2013-02-01, issue: quota}}
  - {{convene: ministers, by: both, date: 2013-02-10}}
  - {{threaten: close-ports, by: aland, date: 2013-02-20, issue: ports, action: close its ports}}
  - {{carry-out: close-ports, by: aland, date: 2013-03-05}}
  - {{break-off: ministers, by: bohus, date: 2013-03-06}}
  - {{{answer}: shares, by: bohus, date: 2013-04-30}}
forecast:
  from: 2013-02-01
  until: 2013-04-30
  step: day
  policies: {{aland: grit, bohus: hold}}
  pairs:
    calm: {{title: Nobody moves, policies: {{aland: hold, bohus: hold}}}}
    wild: {{title: Anything goes, policies: {{aland: random, bohus: random}}}}
"""


def scenario(title, answer="accept"):
    return loads(RECORD.format(title=title, answer=answer), f"{title}.yaml")


YES, NO = scenario("Yes"), scenario("No", "oppose")
FEW = {"horizon": 30, "cuts": 3, "runs": 8, "seed": 1}


@pytest.fixture(scope="module")
def result():
    return backtest([YES, NO], **FEW)


def scores(result, name, outcome=""):
    found = result.by_outcome if outcome else result.scores
    return next(each for each in found if (each.forecast, each.outcome) == (name, outcome))


def test_each_policy_answers_the_questions_for_both_sides_beside_the_baselines(result):
    assert [each.forecast for each in result.scores] == [NOTHING_HAPPENS, OTHER_RECORDS, *STANDARD]
    assert tuple(result.forecasts) == tuple(result.reliability) == STANDARD
    assert {each.questions for each in result.scores} == {result.questions}


def test_a_question_is_answered_by_what_the_record_says_within_the_horizon(result):
    yes, no = result.records
    assert yes.cuts == (date(2013, 2, 1), date(2013, 3, 2), date(2013, 3, 31))
    harm, agreement = 2, 2  # a threat and a break-off after the second cut; after the last any agreement, on an issue
    assert (yes.happened, no.happened) == (harm + agreement, harm)


def test_nobody_who_does_nothing_agrees_but_a_threat_is_not_carried_out_either(result):
    hold = scores(result, "hold", "any agreement")
    assert (hold.questions, hold.happened) == (6, 1)
    assert hold.brier.mean.value == pytest.approx(1 / 6)
    assert scores(result, "hold", "threat carried out").brier.mean.value == pytest.approx(2 / 6)


def test_after_all_talks_are_broken_off_there_is_no_question_of_it(result):
    assert scores(result, "hold", "break-off").questions == 4


def test_the_bins_of_each_forecast_add_up_to_all_questions(result):
    for bins in result.reliability.values():
        assert sum(each.questions for each in bins) == result.questions
        assert sum(round(each.observed * each.questions) for each in bins) == result.happened


@pytest.mark.parametrize("jobs", [1, 2])
def test_it_is_the_same_again_with_any_number_of_jobs(result, jobs):
    assert backtest([YES, NO], jobs=jobs, **FEW) == result


def test_another_seed_gives_other_figures(result):
    assert backtest([YES, NO], **{**FEW, "seed": 2}).scores != result.scores


def test_further_records_change_nothing_in_what_is_forecast_of_one(result):
    alone = backtest([YES], **FEW)
    assert scores(alone, "hold").brier.over_others.value is None
    assert alone.records == result.records[:1]
    both = backtest([NO, YES], **FEW)
    assert both.records == result.records[::-1]
    assert scores(both, "random").brier.mean.value == pytest.approx(scores(result, "random").brier.mean.value)


def test_pairs_of_the_file_take_the_place_of_the_policies_and_have_its_step():
    result = backtest([YES, NO], ["wild", "calm", "wild"], **FEW)
    assert result.forecasts == {"wild": "Anything goes", "calm": "Nobody moves"}
    assert result.steps == ("day",)
    assert backtest([YES], ["calm"], step="week", **FEW).steps == ("week",)


def test_a_pair_of_the_same_policies_has_the_same_scores():
    pair, standard = backtest([YES], ["calm"], **FEW), backtest([YES], **FEW)
    assert scores(pair, "calm").brier == scores(standard, "hold").brier


def test_a_pair_that_a_record_does_not_plan_is_named_with_the_record():
    with pytest.raises(UnknownNameError, match=r"^Yes: the forecast has no pair 'clam'; did you mean calm"):
        backtest([YES], ["clam"])
    bare = loads(RECORD.format(title="Bare", answer="accept").partition("forecast:")[0], "bare.yaml")
    with pytest.raises(UnknownNameError, match=r"^Bare: bare\.yaml has no section `forecast`"):
        backtest([YES, bare], ["calm"])


@pytest.mark.parametrize("name", ["horizon", "cuts", "runs", "seed"])
@pytest.mark.parametrize("number", [-1, 1.5, True, "20"])
def test_a_number_that_is_none_is_refused(name, number):
    with pytest.raises(InvalidForecastError, match=f"{name} cannot be .*; give a whole number from [01]"):
        backtest([YES], **{name: number})


def test_what_cannot_be_forecast_is_refused_with_the_record_and_the_day():
    settings = BacktestSettings(horizon=3, step="fortnight")
    with pytest.raises(InvalidForecastError, match=r"^Yes, from 2013-02-01: step cannot be 'fortnight'"):
        Backtest([YES], settings=settings)


def test_jobs_that_are_none_are_refused():
    with pytest.raises(ExecutorError, match="jobs cannot be 0"):
        backtest([YES], jobs=0, **FEW)


@pytest.mark.parametrize("moves", ["", "moves:\n  - {act: patrol, by: a, date: 2013-02-01, tone: hostile}\n"])
def test_a_record_without_a_rest_has_no_cut_and_no_score(moves):
    short = loads(f"scenario: Short\nparties: {{a: A, b: B}}\n{moves}", "short.yaml")
    result = backtest([short])
    assert [(record.cuts, record.questions) for record in result.records] == [((), 0)]
    assert (result.scores, result.by_outcome, result.is_partial) == ((), (), False)
    assert backtest([short, YES], **FEW).scores == backtest([YES], **FEW).scores


def test_without_records_there_is_nothing():
    result = backtest([])
    assert (result.records, result.scores, result.questions) == ((), (), 0)


def test_what_has_been_done_before_it_is_cut_short_can_be_had(monkeypatch, result):
    run, done = Experiment.run, []

    def cut_short(experiment, *arguments):
        if len(done) == 3:
            raise ExecutorError("gone")
        done.append(experiment)
        return run(experiment, *arguments)

    monkeypatch.setattr(Experiment, "run", cut_short)
    partial = Backtest([YES, NO], settings=BacktestSettings(**FEW))
    with pytest.raises(ExecutorError):
        partial.run()
    assert (partial.done, partial.runs) == (24, 48)
    assert partial.result.is_partial
    assert partial.result.records[0] == result.records[0]
    assert partial.result.records[1].cuts == ()


def test_progress_comes_to_all_runs():
    done = []
    asked = Backtest([YES, NO], ["calm"], BacktestSettings(**FEW))
    asked.run(Executor(), done.append)
    assert sum(done) == asked.runs == asked.done == 48


def test_the_code_of_a_policy_file_is_named_and_run(tmp_path):
    (tmp_path / "hermits.py").write_text("def hermit(state, party, day, legal, random):\n    raise ValueError(day)\n")
    text = RECORD.format(title="Hermits", answer="accept").replace("aland: random", "aland: hermit")
    (tmp_path / "hermits.yaml").write_text(f"{text}  policy-file: hermits.py\n", "utf-8")
    asked = Backtest([load(tmp_path / "hermits.yaml")], ["wild"], BacktestSettings(**FEW))
    assert [file.path for file in asked.files] == [str(tmp_path / "hermits.py")]
    with pytest.raises(PolicyError, match="the policy 'hermit' of aland is at fault in run 0, on 2013-02-02"):
        asked.run()


def test_a_policy_file_elsewhere_needs_to_be_trusted(tmp_path):
    (tmp_path / "hermits.py").write_text("def hermit(state, party, day, legal, random):\n    return None\n")
    (tmp_path / "files").mkdir()
    text = RECORD.format(title="Hermits", answer="accept").replace("aland: random", "aland: hermit")
    path = tmp_path / "files" / "hermits.yaml"
    path.write_text(f"{text}  policy-file: ../hermits.py\n", "utf-8")
    with pytest.raises(InvalidScenarioError):
        Backtest([load(path)], ["wild"])
    assert backtest([load(path)], ["wild"], trust_policies=True, **FEW).questions


def test_markov_learns_from_no_more_than_was_known(monkeypatch):
    learnt, fitted = [], Markov.fitted

    def noted(policy, record, party):
        learnt.append((record.day, len(record.numbers)))
        return fitted(policy, record, party)

    monkeypatch.setattr(Markov, "fitted", noted)
    backtest([YES], **FEW)
    assert sorted(set(learnt)) == [(date(2013, 2, 1), 1), (date(2013, 3, 2), 3), (date(2013, 3, 31), 5)]
