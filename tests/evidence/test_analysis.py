import pickle

import pytest
from attrs import evolve

from sim import UnknownNameError, load, loads
from sim.evidence import EvidenceAnalysis, InvalidEvidenceError, default_claims, evidence
from sim.executors.executor import Executor

SCENARIO = """
scenario: Analysis
parties: {aland: Aland, bohus: Bohus}
issues: {quota: Quota, ports: Ports}
sources: {herald: Herald, times: Times}
moves:
- {propose: halves, by: aland, date: 2013-01-01, issue: quota, terms: x, source: herald, speaker: Ada}
- {oppose: halves, by: bohus, date: ../2013-02-01, source: [herald, times], speaker: Bo}
- {threaten: close, by: aland, date: 2013-02-01, issue: ports, action: x}
- {threaten: search, by: bohus, date: 2013-02-02, issue: ports, action: x, source: times}
branches:
  calm: {without: '#3', expect: [{centre: ports}]}
expect:
- proposals: {halves: opposed}
- centre: ports
- agreed: 1
- as of: 2013-01-31
  proposals: {halves: tabled}
"""
FISHING = "scenarios/fishing.yaml"


@pytest.fixture(scope="module")
def result():
    return evidence(loads(SCENARIO))


def test_each_conclusion_says_what_it_hangs_on(result):
    opposed, centre, agreed, tabled, calm = result.conclusions
    assert opposed.moves == ((1,), (2,))
    assert opposed.sources == (("herald",),)
    assert opposed.speakers == (("Ada",), ("Bo",))
    assert opposed.readings == ("certain", "likely", "possible")
    assert opposed.weights is None
    assert "withdraw" in {each.move.verb for each in opposed.additions}
    assert (centre.moves, centre.weights) == (((3, 4),), "some")
    assert not agreed.holds
    assert [(each.number, str(each.day), each.found) for each in tabled.other_days] == [(2, "2013-01-31", "opposed")]
    assert tabled.readings == ("certain", "likely")
    assert (calm.expectation.branch, calm.moves) == ("calm", ((3,),))


def test_what_does_not_hold_hangs_on_nothing(result):
    agreed = result.conclusions[2]
    assert agreed == evolve(agreed, moves=(), sources=(), speakers=(), other_days=(), readings=(), additions=())
    assert (agreed.found, agreed.verdict) == ("0", "does not hold: 0 is found")


def test_each_move_says_what_hangs_on_it_on_the_record(result):
    one, two, three, four = result.moves
    assert [each.line for each in one.alone] == [14, 18]
    assert [each.line for each in two.alone] == [14]
    assert (three.alone, three.in_pairs, four.in_pairs) == ((), 1, 1)
    assert not three.carries_nothing
    assert result.conclusions[1].load_bearing == {3, 4}


def test_a_move_that_no_conclusion_hangs_on_carries_nothing():
    scenario = loads(SCENARIO)
    found = evidence(scenario, scenario.expectations[:1])
    assert [each.number for each in found.moves if each.carries_nothing] == [3, 4]


@pytest.mark.parametrize("claims", [None, default_claims])
def test_the_result_is_the_same_with_any_number_of_jobs(claims):
    scenario = load(FISHING)
    asked = None if claims is None else claims(scenario)
    assert evidence(scenario, asked, jobs=2) == evidence(scenario, asked)


def test_what_is_known_can_be_had_at_any_time():
    scenario = loads(SCENARIO)
    analysis, counts = EvidenceAnalysis(scenario), []

    def stop_after_two(count):
        counts.append(count)
        if sum(counts) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        analysis.run(Executor(), stop_after_two)
    assert analysis.result.is_partial
    assert analysis.result.conclusions == evidence(scenario).conclusions[:2]


def test_a_whole_result_is_not_partial(result):
    assert not result.is_partial
    assert (result.title, result.up_to, result.asked) == ("Analysis", 2, 5)


def test_the_work_can_be_sent_to_another_process():
    work = EvidenceAnalysis(loads(SCENARIO))._work
    assert pickle.loads(pickle.dumps(work)).done(range(2)) == work.done(range(2))


@pytest.mark.parametrize("up_to", [0, 4, 1.5, "2"])
def test_cut_sets_have_up_to_three_moves(up_to):
    with pytest.raises(InvalidEvidenceError, match=r"cut sets cannot have up to .* moves; give a number from 1 to 3"):
        evidence(loads(SCENARIO), up_to=up_to)


def test_cut_sets_of_moves_can_be_had_alone(result):
    alone = evidence(loads(SCENARIO), moves_alone=True)
    assert [each.moves for each in alone.conclusions] == [each.moves for each in result.conclusions]
    assert all(not each.sources and not each.additions and not each.other_days for each in alone.conclusions)
    assert alone.conclusions[2].verdict == "does not hold: 0 is found"


def test_of_a_branch_it_is_about_that_alone():
    found = evidence(loads(SCENARIO), branch="calm")
    assert [each.expectation.branch for each in found.conclusions] == ["calm"]
    assert len(found.moves) == 3
    assert [each.number for each in found.moves if each.alone] == [3]
    with pytest.raises(UnknownNameError):
        evidence(loads(SCENARIO), branch="storm")
