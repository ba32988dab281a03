import pytest
from complaints import RECORD, faults_in
from hypothesis import given, strategies as st

from sim.forecast.registry import PolicySpec
from sim.model.errors import PolicyError, UnknownNameError
from sim.model.frozen import FrozenDict
from sim.scenario import as_json, as_yaml, load, loads

SPAN = "  from: 2013-02-01\n  until: 2013-12-31\n"
POLICIES = "  policies: {aland: grit, bohus: hold}\n"


def section(text):
    return f"{RECORD}forecast:\n{text}"


def planned(text, pair=""):
    return loads(section(text)).planned(pair)


def complaints(text):
    return [str(fault).partition(": ")[2] for fault in faults_in(section(text))]


def test_what_is_left_out_is_as_usual():
    plan = planned(SPAN + POLICIES)
    assert (plan.step, plan.runs, plan.seed, plan.ratification_probability) == ("week", 1000, 0, 0.5)
    assert (plan.pairs, plan.calendar, plan.file) == ((), (), None)


def test_a_policy_is_given_by_its_name_or_with_parameters():
    plan = planned(SPAN + "  policies: {aland: hold, bohus: {policy: tit-for-tat, generosity: 0.3, delay: 14}}\n")
    assert plan.policies["aland"] == PolicySpec("hold")
    assert plan.policies["bohus"].parameters == {"generosity": 0.3, "delay": 14}


def test_weights_are_by_verb():
    plan = planned(SPAN + "  policies: {aland: {policy: random, weights: {propose: 2, threaten: 0.5}}, bohus: hold}\n")
    assert plan.policies["aland"].parameters["weights"] == {"propose": 2, "threaten": 0.5}


SCRIPT = """\
  policies:
    bohus: hold
    aland:
      policy: scripted
      moves:
        - {withdraw: equal-shares, by: aland, date: 2013-03-01}
        - {convene: ministers, by: both, date: 2013-03-08}
      then: {policy: grit, patience: 2}
"""


def test_a_script_has_moves_and_what_comes_after_them():
    choice = planned(SPAN + SCRIPT).policies["aland"]
    assert [move.verb for move in choice.parameters["moves"]] == ["withdraw", "convene"]
    assert choice.parameters["then"] == PolicySpec("grit", FrozenDict(patience=2))


def test_a_pair_takes_the_policies_that_it_does_not_name_from_the_forecast():
    text = SPAN + POLICIES + "  pairs: {other: {title: Otherwise, policies: {bohus: markov}}}\n"
    assert {party: choice.name for party, choice in planned(text, "other").policies.items()} == {
        "aland": "grit",
        "bohus": "markov",
    }


def test_a_pair_without_a_title_is_called_by_its_id():
    assert planned(SPAN + POLICIES + "  pairs: {other: {policies: {bohus: markov}}}\n").pairs[0].title == "other"


DEADLINE = "  policies: {aland: {policy: time-dependent, deadline: vote}, bohus: hold}\n"
VOTE = "  calendar: {vote: 2013-06-01}\n"


def test_a_deadline_is_that_of_something_in_the_calendar():
    plan = planned(SPAN + DEADLINE + VOTE)
    assert plan.policies["aland"].parameters == {"deadline": "vote"}


def test_a_deadline_may_be_that_of_something_in_the_record():
    record = RECORD.replace("issue: quota}}", "issue: quota, until: 2013-08-01}}")
    loads(f"{record}forecast:\n{SPAN}{DEADLINE.replace('vote', 'pact')}")


def test_a_deadline_whose_move_has_a_fault_is_not_complained_of():
    vow = "  - {commit: vow, by: both, date: 2013-02-31, title: x, until: 2013-09-01}\n"
    found = faults_in(f"{RECORD}{vow}forecast:\n{SPAN}{DEADLINE.replace('vote', 'vow')}")
    assert ["2013-02-31" in str(fault) for fault in found] == [True]


def test_a_date_of_the_calendar_has_a_title_or_its_id():
    plan = planned(SPAN + POLICIES + "  calendar: {vote: 2013-09-15, fair: {date: 2013-10, title: The fair}}\n")
    assert [(each.id, str(each.date), each.title) for each in plan.calendar] == [
        ("vote", "2013-09-15", "vote"),
        ("fair", "2013-10", "The fair"),
    ]


ALAND = "forecast, policies, aland"
WANTED = "give the day after which it begins, that on which it ends, and a policy for each party"
TOO_EARLY = "the forecast is to end on 2013-02-01, which is not after 2013-02-01, on which it begins; give a later end"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "forecast: keys with values are wanted here, not nothing"),
        (
            "  from: 2013-02-01\n" + POLICIES,
            f"forecast: until is missing; {WANTED}",
        ),
        (SPAN + "  policies: {aland: hold}\n", "forecast, policies: bohus has no policy; name one, such as hold"),
        (
            SPAN + "  policies: {aland: hold, bohus: hold, council: hold}\n",
            "forecast, policies: there is no key 'council' here; there is aland or bohus",
        ),
        (
            SPAN + "  policies: {aland: tit-for-tap, bohus: hold}\n",
            "forecast, policies, aland: there is no policy 'tit-for-tap'; did you mean tit-for-tat?",
        ),
        (
            SPAN + "  policies: {aland: {generosity: 1}, bohus: hold}\n",
            "forecast, policies, aland: policy is missing; name one, such as `policy: hold`",
        ),
        (
            SPAN + "  policies: {aland: [grit], bohus: hold}\n",
            "forecast, policies, aland: keys with values are wanted here, not a list",
        ),
        (
            SPAN + "  policies: {aland: {policy: gritt}, bohus: hold}\n",
            "forecast, policies, aland, policy: there is no policy 'gritt'; did you mean grit?",
        ),
        (
            SPAN + "  policies: {aland: {policy: grit, pacience: 1}, bohus: hold}\n",
            "forecast, policies, aland: grit has no parameter 'pacience'; did you mean patience?",
        ),
        (
            SPAN + "  policies: {aland: {policy: hold, patience: 1}, bohus: hold}\n",
            "forecast, policies, aland: hold has no parameter 'patience'; it takes none",
        ),
        (
            SPAN + "  policies: {aland: {policy: tit-for-tat, generosity: 2}, bohus: hold}\n",
            "forecast, policies, aland, generosity: generosity cannot be 2; give a number from 0 to 1",
        ),
        (
            SPAN + "  policies: {aland: {policy: grit, patience: 1.5}, bohus: hold}\n",
            "forecast, policies, aland, patience: patience cannot be '1.5'; give a whole number from 1 to 1,000",
        ),
        (
            SPAN + "  policies: {aland: {policy: time-dependent, tactic: bulwark}, bohus: hold}\n",
            f"{ALAND}: the policy 'time-dependent': tactic cannot be 'bulwark'; did you mean boulware?",
        ),
        (
            SPAN + "  policies: {aland: {policy: random, weights: {propos: 1}}, bohus: hold}\n",
            "forecast, policies, aland: the policy 'random': weights: there is no move 'propos'; did you mean propose?",
        ),
        (
            SPAN + "  policies: {aland: {policy: random, weights: 3}, bohus: hold}\n",
            "forecast, policies, aland, weights: keys with values are wanted here, not a text",
        ),
        (
            SPAN + POLICIES + "  step: fortnight\n",
            "forecast, step: 'fortnight' is not possible here; there is day, week or month",
        ),
        (
            SPAN + POLICIES + "  runs: 0\n",
            "forecast, runs: runs cannot be 0; give a whole number from 1 to 999,999,999",
        ),
        (
            SPAN + POLICIES + "  ratification: often\n",
            "forecast, ratification: ratification cannot be 'often'; give a number from 0 to 1",
        ),
        (
            SPAN + POLICIES + "  pairs: {other: {title: X}}\n",
            "forecast, pairs, other: policies is missing; name the policies that are different",
        ),
        (
            SPAN + POLICIES + "  pairs: {other: 3}\n",
            "forecast, pairs, other: keys with values are wanted here, not a text",
        ),
        (SPAN + POLICIES + "  calendar: {vote: {title: X}}\n", "forecast, calendar, vote: date is missing"),
        (
            SPAN + POLICIES + "  calendar: {vote: [2013]}\n",
            "forecast, calendar, vote: keys with values are wanted here, not a list",
        ),
        (
            SPAN + POLICIES + "  calender: {vote: 2013}\n",
            "forecast: there is no key 'calender' here; did you mean calendar?",
        ),
        (
            "  from: 2013-02-01\n  until: 2013-02-01\n" + POLICIES,
            f"forecast, until: {TOO_EARLY}",
        ),
        (
            "  from: 2013-02-01\n  until: 2913-02-03\n  step: day\n" + POLICIES,
            "forecast, until: that makes more than 20,000 steps; take longer ones, or an earlier end",
        ),
        (
            SPAN + SCRIPT.replace("by: aland", "by: bohus"),
            "withdraw equal-shares: the script is that of aland; write `by: aland`, or both for a joint move",
        ),
        (
            SPAN + SCRIPT.replace("by: aland", "by: alnd"),
            "withdraw equal-shares: nobody named 'alnd' takes part; did you mean aland?",
        ),
        (
            SPAN + SCRIPT.replace("withdraw: equal-shares", "propose: none, issue: quota"),
            "propose none: 'none' is reserved for nothing at all; choose another id",
        ),
        (
            SPAN + POLICIES + "  pairs: {all: {policies: {aland: hold}}}\n",
            "forecast, pairs, all: 'all' is reserved for every pair; choose another id",
        ),
        (
            SPAN + SCRIPT.replace("patience: 2", "patience: 0"),
            "forecast, policies, aland, then, patience: patience cannot be 0; give a whole number from 1 to 1,000",
        ),
        (
            SPAN + "  policies: {aland: {policy: scripted, moves: 3}, bohus: hold}\n",
            "moves: a list is wanted here, each item after a `- `, not a text",
        ),
        (
            SPAN + DEADLINE.replace("vote", "vota") + VOTE,
            "forecast, policies, aland, deadline: the calendar has no 'vota'; did you mean vote?",
        ),
        (
            SPAN + POLICIES + "  pairs: {late: {policies: {bohus: {policy: time-dependent, deadline: pact}}}}\n",
            "forecast, pairs, late, policies, bohus, deadline: the calendar has no 'pact'",
        ),
        (
            SPAN + SCRIPT.replace("policy: grit, patience: 2", "policy: time-dependent, deadline: x") + VOTE,
            "forecast, policies, aland, then, deadline: the calendar has no 'x'; there is vote",
        ),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(text, words):
    assert complaints(text) == [words]


def test_a_wrong_end_is_complained_of_beside_other_faults():
    found = complaints("  from: 2013-02-01\n  until: 2013-01-01\n  policies: {aland: gritt, bohus: hold}\n")
    assert len(found) == 2


# POLICIES OF ONE'S OWN

OWN = (
    "  policies: {aland: {policy: stubborn, patience: 3, mood: good, share: 0.5}, bohus: hold}\n  policy-file: own.py\n"
)


@pytest.fixture
def written(tmp_path):
    """Writes a scenario with a forecast, and a file with policies beside it; gives the scenario's path."""

    def write(text, code="def stubborn(state, party, day, legal, random, patience=1, mood='', share=0.0): ...\n"):
        if code is not None:
            (tmp_path / "own.py").write_bytes(code.encode("latin-1"))
        path = tmp_path / "own.yaml"
        path.write_text(section(text), "utf-8")
        return path

    return write


def test_a_policy_of_a_file_is_known_by_its_name_and_takes_what_looks_like_a_number_for_one(written):
    choice = load(written(SPAN + OWN)).planned().policies["aland"]
    assert choice.parameters == {"patience": 3, "mood": "good", "share": 0.5}


def test_a_name_that_no_file_can_have_is_refused():
    text = SPAN + POLICIES + '  policy-file: "own\\0.py"\n'
    assert "control character" in complaints(text)[0]


# THE SCENARIO

WHOLE = (
    SPAN
    + SCRIPT
    + (
        "  step: month\n  ratification: 0.25\n  runs: 20\n  seed: 4\n  calendar: {vote: 2013-09-15}\n"
        "  pairs: {other: {title: Other, policies: {bohus: {policy: random, weights: {propose: 2}, consent: 0.1}}}}\n"
    )
)


PUT_TO_A_VOTE = """\
  policies:
    aland: hold
    bohus:
      policy: scripted
      moves: [{accept: equal-shares, by: bohus, date: 2013-03-01, subject-to: council}]
"""


def on_the_calendar(vote, policies=PUT_TO_A_VOTE):
    return f"{SPAN}{policies}  calendar: {{vote: {vote}}}\n"


def test_a_vote_has_the_text_that_it_ratifies_and_odds_and_may_have_a_day_and_a_voter():
    [vote] = planned(on_the_calendar("{ratifies: equal-shares, odds: 0.6}")).votes
    assert (vote.id, vote.ratifies, vote.odds, vote.by, vote.date, vote.title) == (
        "vote",
        "equal-shares",
        0.6,
        "",
        None,
        "vote",
    )
    plan = planned(on_the_calendar("{ratifies: equal-shares, by: council, date: 2013-05-02, title: The vote}"))
    assert (plan.votes[0].by, plan.votes[0].odds, str(plan.votes[0].date)) == ("council", None, "2013-05-02")
    assert [(event.id, event.title) for event in plan.calendar] == [("vote", "The vote")]
    assert planned(on_the_calendar("{ratifies: equal-shares}")).calendar == ()


def test_a_forecast_holds_the_votes_of_its_plan_and_a_setting_changes_their_odds():
    scenario = loads(section(on_the_calendar("{ratifies: equal-shares, odds: 0.6}")))
    assert scenario.forecast().votes == scenario.plan.votes
    assert scenario.plan.changed([("vote.odds", "0.25")]).votes[0].odds == 0.25
    with pytest.raises(PolicyError, match=r"vote\.odds cannot be 3; give a number from 0 to 1"):
        scenario.plan.changed([("vote.odds", "3")])


@pytest.mark.parametrize(
    ("key", "complaint"),
    [
        ("vot.odds", "'vot' is neither a party nor a vote; did you mean vote?"),
        ("alnd.delay", "'alnd' is neither a party nor a vote; did you mean aland?"),
        ("zzz.odds", "'zzz' is neither a party nor a vote; there is aland, bohus or vote"),
        ("vote.ods", "vote.ods cannot be set; a vote has only odds, as in vote.odds"),
    ],
)
def test_a_setting_of_what_is_neither_a_party_nor_a_vote_names_both(key, complaint):
    plan = planned(on_the_calendar("{ratifies: equal-shares, odds: 0.6}"))
    with pytest.raises(PolicyError) as error:
        plan.changed([(key, "0.3")])
    assert str(error.value) == complaint


@pytest.mark.parametrize(
    ("vote", "policies", "complaint"),
    [
        (
            "{ratifies: equal-share}",
            PUT_TO_A_VOTE,
            ": nobody has proposed 'equal-share' by 2013-02-01; did you mean equal-shares?",
        ),
        (
            "{ratifies: equal-shares}",
            POLICIES,
            ": nobody has to ratify anything; name who has to under `subject-to` of `propose` or `accept`",
        ),
        (
            "{odds: 0.5, date: 2013-05-02}",
            PUT_TO_A_VOTE,
            ": 'odds' is for a vote; name the text that is voted on under ",
        ),
        ("{by: council}", PUT_TO_A_VOTE, ": 'by' is for a vote; name the text that is voted on under `ratifies`"),
        ("{ratifies: equal-shares, odds: 2}", PUT_TO_A_VOTE, ", odds: odds cannot be 2; give a number from 0 to 1"),
        (
            "{ratifies: equal-shares, by: counci}",
            PUT_TO_A_VOTE,
            ", by: 'counci' is no third party; did you mean council?",
        ),
        ("{ratifies: equal-shares, by: aland}", PUT_TO_A_VOTE, ", by: 'aland' is no third party"),
    ],
)
def test_a_vote_that_cannot_be_is_said_in_one_sentence(vote, policies, complaint):
    [fault] = complaints(on_the_calendar(vote, policies))
    assert f"forecast, calendar, vote{complaint}" in fault


@pytest.mark.parametrize(
    ("voter", "complaint"),
    [
        (
            "",
            "the vote on 'equal-shares' is declared already, as 'vote'; leave one out, or say under `by` whose each is",
        ),
        (", by: council", "the vote of council on 'equal-shares' is declared already, as 'vote'; leave one out"),
    ],
    ids=["of everyone", "of one"],
)
def test_a_vote_is_declared_once(voter, complaint):
    twice = f"{{ratifies: equal-shares{voter}}}, again: {{ratifies: equal-shares, date: 2013-05-02{voter}}}"
    [fault] = complaints(on_the_calendar(twice))
    assert fault.endswith(f"forecast, calendar, again: {complaint}")


def test_of_three_votes_that_are_the_same_two_are_refused():
    thrice = "{ratifies: equal-shares}, again: {ratifies: equal-shares}, more: {ratifies: equal-shares}"
    assert len(complaints(on_the_calendar(thrice))) == 2


def test_a_vote_of_one_may_stand_beside_that_of_everyone_else():
    both = "{ratifies: equal-shares}, council-vote: {ratifies: equal-shares, by: council}"
    assert [vote.by for vote in planned(on_the_calendar(both)).votes] == ["", "council"]


def test_a_text_that_is_proposed_after_the_forecast_begins_is_voted_on_by_nobody():
    later = {"from": "2013-01-01", "until": "2013-12-31"}
    span = "".join(f"  {key}: {day}\n" for key, day in later.items())
    [fault] = complaints(on_the_calendar("{ratifies: equal-shares}").replace(SPAN, span))
    assert "nobody has proposed 'equal-shares' by 2013-01-01" in fault


def test_a_script_may_propose_what_is_voted_on():
    halves = "{propose: halves, by: aland, date: 2013-03-01, issue: quota, subject-to: council}"
    script = f"  policies: {{bohus: hold, aland: {{policy: scripted, moves: [{halves}], then: hold}}}}\n"
    assert planned(on_the_calendar("{ratifies: halves}", script)).votes[0].ratifies == "halves"


def test_what_a_fault_hides_is_not_said_to_be_missing():
    text = section(on_the_calendar("{ratifies: halves}"))
    broken = text.replace("forecast:\n", "  - {propos: halves, by: aland, date: 2013-02-03, issue: quota}\nforecast:\n")
    assert not [fault for fault in faults_in(broken) if "halves" in fault and "calendar" in fault]


@pytest.mark.parametrize(
    "vote", ["{ratifies: equal-shares, odds: 0.6, by: council}", "{ratifies: equal-shares, date: 2013-05-02}"]
)
@pytest.mark.parametrize("write", [as_yaml, as_json])
def test_a_vote_that_is_written_is_read_back_the_same(write, vote):
    scenario = loads(section(on_the_calendar(vote)))
    assert loads(write(scenario)).plan == scenario.plan


@pytest.mark.parametrize("write", [as_yaml, as_json])
def test_what_is_written_is_read_back_the_same(write):
    scenario = loads(section(WHOLE))
    assert loads(write(scenario)).plan == scenario.plan


@given(st.sampled_from(WHOLE.splitlines()), st.text(alphabet="abc:{}[]-'\"# \n012.", max_size=8))
def test_a_broken_section_never_crashes_the_reader(line, junk):
    faults_in(section(WHOLE.replace(line, line[: len(line) // 2] + junk)))


def test_a_scenario_without_the_section_has_no_forecast():
    with pytest.raises(UnknownNameError, match="has no section `forecast`; give one, with from, until and policies"):
        loads(RECORD).forecast()


@pytest.mark.parametrize(
    ("pairs", "words"),
    [("", "it has no `pairs`"), ("  pairs: {other: {policies: {bohus: grit}}}\n", "did you mean other")],
)
def test_a_pair_that_there_is_not_is_refused(pairs, words):
    with pytest.raises(UnknownNameError, match=f"the forecast has no pair 'othr'; {words}"):
        planned(SPAN + POLICIES + pairs, "othr")


def test_the_forecast_has_what_the_file_says():
    scenario = loads(section(WHOLE))
    forecast = scenario.forecast("other")
    assert (str(forecast.since), str(forecast.until), forecast.step) == ("2013-02-01", "2013-12-31", "month")
    assert (forecast.runs, forecast.seed, forecast.ratification_probability) == (20, 4, 0.25)
    assert forecast.policies["bohus"].name == "random"
    assert forecast.weights == scenario.weights


def test_a_script_within_a_script_of_a_pair_has_lists_and_conditions():
    threat = "{threaten: t, by: aland, date: 2013-03-01, issue: quota, if: {pact: {bohus: left}}}"
    script = "{policy: scripted, moves: [{suspend: [pact, code], by: aland, date: 2013-03-01}]}"
    policy = f"{{policy: scripted, moves: [{threat}], then: {script}}}"
    plan = planned(f"{SPAN}{POLICIES}  pairs: {{soft: {{policies: {{aland: {policy}}}}}}}\n", "soft")
    [suspended] = plan.policies["aland"].parameters["then"].parameters["moves"]
    assert suspended.subjects == ("pact", "code")
