from complaints import RECORD, recorded

from sim.scenario import as_yaml, loads
from sim.scenario.simulated_run import simulated_run

SCRIPT = """\
        - {impose: [levy], by: aland, date: 2013-02-02, issue: quota, level: 5 %}
        - {impose: toll, by: aland, date: 2013-02-03, issue: quota, note: at the bridge}
        - {suspend: [levy, toll], by: aland, date: 2013-02-04}
        - {propose: halves, by: aland, date: 2013-02-05, issue: quota, terms: {share: 50 %}}
"""
FORECAST = f"""\
forecast:
  from: 2013-02-01
  until: 2013-02-28
  step: day
  runs: 1
  policies:
    bohus: hold
    aland:
      policy: scripted
      moves:
{SCRIPT}"""


def simulated():
    scenario = recorded(RECORD + FORECAST)
    return simulated_run(scenario, scenario.forecast(), 0)


def test_a_run_has_one_act_on_several_and_terms_as_values():
    moves = simulated().history.moves
    assert [move.subjects for move in moves[1:]] == [("levy",), ("toll",), ("levy", "toll"), ("halves",)]
    assert moves[-1].terms == {"share": "50 %"}


def test_each_move_of_a_run_says_that_it_is_simulated_after_what_it_says_itself():
    assert [move.note for move in simulated().history.moves[1:3]] == [
        "Simulated, by the policy scripted.",
        "at the bridge. Simulated, by the policy scripted.",
    ]


def test_a_run_is_the_same_when_it_is_read_back():
    run = simulated()
    assert loads(as_yaml(run)).history == run.history
