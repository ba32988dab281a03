from collections import Counter
from random import Random

import pytest
from attrs import evolve
from futures import EARLIER, SINCE, choices, context, forecast
from scipy import stats

from sim.forecast.policies.markov import NONE, Markov, transitions
from sim.history.history import History
from sim.model.errors import InvalidFieldError
from sim.model.ids import BOTH
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL, TONES
from sim.rules.subjects.statements import Act
from sim.rules.subjects.talks import AgreeToContinue
from sim.rules.verdict import effects, tone_of
from sim.testing.story import SETTING, START

JOINT_INDEX = AgreeToContinue(subject="ministers", by=BOTH, date=SINCE)
KNOWN = {
    HOSTILE: (0.7, 0.2, 0.1),
    NEUTRAL: (0.2, 0.6, 0.2),
    CONCILIATORY: (0.05, 0.15, 0.8),
}
"""The chances of each tone, by that of the other side's last move, whatever the own one was."""


def acts(*toned_moves):
    """Acts of these parties in these tones."""
    return [Act(subject=f"a{n}", by=by, date=EARLIER, tone=tone) for n, (by, tone) in enumerate(toned_moves)]


def learnt(*moves, policy=None, party="aland"):
    """The policy that was fitted to a record of these moves, and its warnings."""
    return (policy or Markov()).fitted(History.of(START, moves).as_of(), party)


def chain(length, seed):
    """A long record in which bohus acts at random and aland answers by the chances that are known."""
    random, toned_moves = Random(seed), []
    for _ in range(length):
        other = random.choice(TONES)
        toned_moves += [("bohus", other), ("aland", random.choices(TONES, KNOWN[other])[0])]
    return toned_moves


# THE TABLE


def test_it_recovers_a_known_table_from_a_long_record():
    policy, warnings = learnt(*acts(*chain(3000, 0)), policy=Markov(smoothing=0.001))
    for own in TONES:
        for other in TONES:
            row = policy.table[own, other]
            assert [row[tone] for tone in TONES] == pytest.approx(KNOWN[other], abs=0.12)
    assert warnings == ()


def test_what_it_learns_is_as_often_within_its_statistical_error_as_it_ought_to_be():
    fits = 0
    for seed in range(40):
        row = transitions(chain(300, seed), "aland")[HOSTILE, HOSTILE]
        low, high = stats.binomtest(row[HOSTILE], row.total()).proportion_ci(0.9, method="wilson")
        fits += low <= KNOWN[HOSTILE][0] <= high
    assert stats.binomtest(fits, 40, 0.9).pvalue > 0.001


def test_a_row_counts_what_followed_the_last_tones_of_both_sides():
    toned_moves = [
        ("bohus", HOSTILE),
        ("aland", HOSTILE),
        ("aland", NEUTRAL),
        ("bohus", CONCILIATORY),
        ("aland", NEUTRAL),
    ]
    assert transitions(toned_moves, "aland") == {
        (NONE, HOSTILE): {HOSTILE: 1},
        (HOSTILE, HOSTILE): {NEUTRAL: 1},
        (NEUTRAL, CONCILIATORY): {NEUTRAL: 1},
    }
    assert transitions(toned_moves, "bohus") == {(NONE, NONE): {HOSTILE: 1}, (HOSTILE, NEUTRAL): {CONCILIATORY: 1}}


def test_joint_moves_and_those_of_third_parties_do_not_count():
    joint = AgreeToContinue(subject="ministers", by=BOTH, date=EARLIER)
    council = Act(subject="c", by="council", date=EARLIER, tone=HOSTILE)
    plain = acts(("bohus", HOSTILE), ("aland", HOSTILE))
    assert learnt(plain[0], joint, council, plain[1])[0] == learnt(*plain)[0]


def test_what_a_third_party_does_that_stands_with_a_side_counts_as_that_side_s():
    sided = evolve(START, setting=evolve(SETTING, sides={"council": "bohus"}))
    council, answer = (Act(subject=by, by=by, date=EARLIER, tone=HOSTILE) for by in ("council", "aland"))
    policy, _ = Markov().fitted(History.of(sided, (council, answer)).as_of(), "aland")
    assert policy == learnt(*acts(("bohus", HOSTILE), ("aland", HOSTILE)))[0]
    assert policy.chances(context(council, start=sided), "aland")[HOSTILE] == 1 / 2


@pytest.mark.parametrize(("smoothing", "expected"), [(1, (3 / 5, 1 / 5, 1 / 5)), (0.5, (2.5 / 3.5, 1 / 7, 1 / 7))])
def test_the_smoothing_is_added_to_the_count_of_each_tone(smoothing, expected):
    toned_moves = [("bohus", HOSTILE), ("aland", HOSTILE), ("bohus", HOSTILE), ("aland", HOSTILE), ("aland", HOSTILE)]
    policy, _ = learnt(*acts(*toned_moves), policy=Markov(smoothing))
    row = policy.table[HOSTILE, HOSTILE]
    assert [row[tone] for tone in TONES] == pytest.approx(expected)


def test_every_row_of_the_table_is_a_distribution():
    policy, _ = learnt(*acts(*chain(20, 1)))
    assert len(policy.table) == 16
    assert all(sum(row.values()) == pytest.approx(1) and min(row.values()) > 0 for row in policy.table.values())


def test_what_was_never_seen_is_as_likely_in_any_tone():
    policy, _ = learnt()
    assert set(policy.table[HOSTILE, CONCILIATORY].values()) == {1 / 3}
    assert set(Markov().chances(context(), "aland").values()) == {1 / 3}


# ITS WARNINGS


def test_it_warns_of_each_row_that_is_thin_with_its_counts():
    _, warnings = learnt(*acts(("bohus", HOSTILE), ("aland", HOSTILE), ("aland", NEUTRAL), ("aland", HOSTILE)))
    assert len(warnings) == 1
    assert warnings[0].startswith("markov, aland: 9 of 9 rows of its table rest on fewer than 5 moves and say little (")
    assert "own hostile, other hostile: 0 hostile, 1 neutral, 0 conciliatory" in warnings[0]
    assert "own conciliatory, other neutral: 0 hostile, 0 neutral, 0 conciliatory" in warnings[0]


@pytest.mark.parametrize(("thin", "said"), [(1, "8 of 9"), (2, "8 of 9"), (3, "9 of 9")])
def test_a_row_with_as_many_moves_as_it_takes_is_not_thin(thin, said):
    toned_moves = [("bohus", HOSTILE), ("aland", HOSTILE), ("aland", HOSTILE), ("aland", HOSTILE)]
    assert said in learnt(*acts(*toned_moves), policy=Markov(thin=thin))[1][0]


def test_there_is_no_warning_where_no_row_is_thin():
    assert learnt(policy=Markov(thin=0))[1] == ()


def test_a_row_for_those_who_have_not_moved_counts_only_if_that_may_come():
    (nobody,), (one,) = learnt()[1], learnt(*acts(("bohus", HOSTILE)))[1]
    assert "16 of 16 rows" in nobody
    assert "12 of 12 rows" in one


def test_a_forecast_fits_it_to_its_record_and_passes_the_warnings_on():
    asked = forecast(*acts(("bohus", HOSTILE), ("aland", HOSTILE)), aland=Markov(), bohus=Markov())
    assert len(asked.warnings) == 2
    assert asked.setup.policies["aland"].table[NONE, HOSTILE][HOSTILE] == 0.5
    assert asked.setup.policies["bohus"].table[NONE, HOSTILE][HOSTILE] == pytest.approx(1 / 3)


def test_it_learns_nothing_from_what_comes_after_the_day_on_which_the_forecast_begins():
    late = Act(subject="late", by="aland", date="2013-04-01", tone=HOSTILE)
    policy = forecast(late, aland=Markov()).setup.policies["aland"]
    assert set(policy.table[NONE, NONE].values()) == {1 / 3}


# ITS MOVES


def fitted(activity=1.0):
    return learnt(*acts(*chain(500, 2)), policy=Markov(activity=activity))[0]


@pytest.mark.parametrize("other", TONES)
def test_it_makes_a_move_whose_tone_has_the_chance_that_the_table_gives_it(other):
    policy, state = fitted(), context(made=acts(("aland", NEUTRAL), ("bohus", other)))
    counts = Counter(tone_of(effects(state, move)) for move in choices(policy, state, count=600))
    expected = [600 * policy.table[NEUTRAL, other][tone] for tone in TONES]
    assert stats.chisquare([counts[tone] for tone in TONES], expected).pvalue > 0.001


@pytest.mark.parametrize("activity", [0, 0.4, 1])
def test_its_activity_is_the_chance_that_it_makes_a_move_at_all(activity):
    active = sum(move is not None for move in choices(fitted(activity), context(), count=300))
    assert stats.binomtest(active, 300, activity).pvalue > 0.001


def test_it_joins_in_with_the_chance_of_a_move_of_that_tone():
    policy, state, random = fitted(), context(made=acts(("aland", NEUTRAL), ("bohus", HOSTILE))), Random(0)
    joined = sum(policy.consents(state, "aland", JOINT_INDEX, random) for _ in range(600))
    assert stats.binomtest(joined, 600, policy.table[NEUTRAL, HOSTILE][CONCILIATORY]).pvalue > 0.001


@pytest.mark.parametrize("smoothing", [0, -1, 1001])
def test_its_smoothing_is_above_0(smoothing):
    with pytest.raises(InvalidFieldError, match=r"smoothing cannot be .*; give a number from 0.001 to 1,000"):
        Markov(smoothing)
