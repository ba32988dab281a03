from datetime import date

from complaints import RECORD, recorded

from sim.forecast.ensembles import Experiment
from sim.forecast.forecast import Forecast
from sim.forecast.policies.hold import Hold
from sim.history.history import History
from sim.report.json.forecast import forecast_document
from sim.report.table.forecast import Case
from sim.testing.story import START

SECTION = """
forecast:
  from: 2013-03-01
  until: 2013-06-30
  step: month
  runs: 2
  calendar: {vote: {date: 2013-06, title: A vote}}
  policies:
    aland:
      policy: scripted
      moves: [{withdraw: equal-shares, by: aland, date: 2013-03-10}]
      then: {policy: time-dependent, deadline: vote}
    bohus: {policy: random, weights: {propose: 2, threaten: 0.5}}
"""


def told(forecast):
    """The document of one forecast."""
    experiment = Experiment(forecast).run()
    return forecast_document("T", [Case("", "", experiment.ensembles[0])], experiment.contrasts)["forecasts"][0]


def test_a_policy_has_its_parameters_as_data():
    scenario = recorded(RECORD + SECTION)
    document = told(scenario.forecast())
    exact = dict.fromkeys(("text", "earliest", "best", "latest"), "2013-03-10")
    withdrawal = {"move": "withdraw", "subjects": ["equal-shares"], "by": ["aland"], "date": exact}
    assert document["policies"] == {
        "aland": {
            "policy": "scripted",
            "parameters": {
                "moves": [withdrawal],
                "then": {"policy": "time-dependent", "parameters": {"deadline": "vote"}},
            },
        },
        "bohus": {"policy": "random", "parameters": {"weights": {"propose": 2, "threaten": 0.5}}},
    }
    assert document["calendar"][0]["date"]["best"] == "2013-06-30"
    assert document["votes"] == []


def test_a_vote_has_its_odds_or_those_of_the_forecast():
    script = "{accept: equal-shares, by: bohus, date: 2013-03-10, subject-to: council}"
    policies = f"policies: {{aland: hold, bohus: {{policy: scripted, moves: [{script}]}}}}"
    votes = "{a: {ratifies: equal-shares, odds: 0.6, by: council, date: 2013-05}, b: {ratifies: equal-shares}}"
    section = f"forecast: {{from: 2013-03-01, until: 2013-06-30, runs: 1, {policies}, calendar: {votes}}}\n"
    first, second = told(recorded(RECORD + section).forecast())["votes"]
    assert (first["by"], first["odds"], first["date"]["text"]) == ("council", 0.6, "2013-05")
    assert (second["by"], second["odds"], second["date"], second["title"]) == (None, 0.5, None, "b")


def test_a_policy_of_ones_own_has_its_name():
    policies = {"aland": Hold(), "bohus": Hold()}
    forecast = Forecast(History.of(START, ()), date(2013, 1, 1), date(2013, 2, 1), policies, runs=1)
    assert told(forecast)["policies"]["aland"] == {"policy": "hold", "parameters": {}}
