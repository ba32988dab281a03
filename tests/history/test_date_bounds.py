from datetime import date
from functools import partial
from itertools import combinations, pairwise

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from sim.history.date_bounds import tighten_bounds
from sim.history.history import History
from sim.history.replay import Trace
from sim.model.dates import When
from sim.model.errors import InconsistentDatesError, Where
from sim.model.move import Commit, Resume, Suspend
from sim.model.setting import Setting, Source
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Declaration, Leave
from sim.rules.subjects.measures import Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Propose
from sim.rules.subjects.statements import Act, Remark
from sim.testing.story import SETTING, START

OPEN = "2013-03-15?"
propose = partial(Propose, subject="equal-shares", by="aland", issue="quota")
counter = partial(Propose, subject="two-thirds", by="bohus", issue="quota")
oppose = partial(Oppose, subject="equal-shares", by="bohus")
remark = partial(Remark, subject="quota", by="aland", kind="hope")
threaten = partial(Threaten, subject="close-ports", by="aland", issue="ports", action="close")
suspend = partial(Suspend, subject="pact")


def bounds(*moves, start=START):
    return [
        (when.earliest and f"{when.earliest}", when.latest and f"{when.latest}") for when in dates(*moves, start=start)
    ]


def dates(*moves, start=START):
    return History.of(start, moves).dates


def refused(*moves, start=START):
    with pytest.raises(InconsistentDatesError) as untimely:
        History.of(start, moves)
    return untimely.value.faults


# the order on a subject


def test_a_move_is_no_earlier_than_the_one_before_it_on_the_same_subject():
    assert bounds(propose(date="2013-03-01"), oppose(date=OPEN)) == [("2013-03-01", "2013-03-01"), ("2013-03-01", None)]


def test_a_move_is_no_later_than_the_one_after_it_on_the_same_subject():
    assert bounds(propose(date=OPEN), oppose(date="2013-04-01")) == [(None, "2013-04-01"), ("2013-04-01", "2013-04-01")]


def test_moves_that_share_no_subject_leave_each_other_s_dates_alone():
    assert bounds(propose(date="2013-03-01"), threaten(date=OPEN), remark(date=OPEN))[1:] == [
        (None, None),
        (None, None),
    ]


def test_who_joins_a_declared_commitment_follows_nothing():
    start = Negotiation.begin(SETTING, [Commitment.declared(Declaration("pledge"), ("bohus",))])
    joined = Commit(subject="pledge", by="aland", date=OPEN)
    assert bounds(joined, start=start) == [(None, None)]


def test_bounds_travel_along_several_links():
    made = (
        propose(date="2013-03-01"),
        counter(date=OPEN, counters="equal-shares"),
        Oppose(subject="two-thirds", by="aland", date=OPEN),
        propose(subject="third", by="both", date="2013-03-20", replaces="two-thirds"),
    )
    assert bounds(*made)[1:3] == [("2013-03-01", "2013-03-20")] * 2


def test_an_act_follows_nothing_and_has_its_own_dates():
    assert bounds(Act(subject="visit", by="aland", date=OPEN, tone="neutral")) == [(None, None)]


# sources


def source(published):
    sources = {"gazette": Source("Strait Gazette", published and When.of(published))}
    return Negotiation.begin(Setting(SETTING.parties, SETTING.issues, sources=sources))


def test_a_move_is_no_later_than_its_source():
    assert bounds(propose(date="2013-03-01/..", source="gazette"), start=source("2013-05-02")) == [
        ("2013-03-01", "2013-05-02")
    ]


def test_a_source_printed_in_a_month_may_be_of_its_last_day():
    assert bounds(propose(date=OPEN, source="gazette"), start=source("2013-05")) == [(None, "2013-05-31")]


def test_a_source_that_may_be_of_any_later_day_counts_by_its_best():
    assert bounds(propose(date=OPEN, source="gazette"), start=source("2013-05-02/..")) == [(None, "2013-05-02")]


def test_an_undated_source_tightens_nothing():
    assert bounds(propose(date=OPEN, source="gazette"), start=source(None)) == [(None, None)]


def test_a_source_later_than_the_move_tightens_nothing():
    assert dates(propose(date="2013-03", source="gazette"), start=source("2013-05-02"))[0] == When.of("2013-03")


def test_the_best_day_is_clamped_to_the_source():
    assert dates(propose(date="2013-06-01?", source="gazette"), start=source("2013-05-02"))[0].best == date(2013, 5, 2)


def test_a_source_cannot_report_what_has_not_happened():
    [(number, reason)] = refused(propose(date="2013-06-01", source="gazette"), start=source("2013-05-02"))
    assert number == 1
    assert reason == (
        "2013-06-01 cannot be: it is no earlier than 2013-06-01, and no later than 2013-05-02, "
        "when its source gazette was published; correct one of the dates"
    )


# contradictions


def test_a_move_whose_source_is_older_than_what_it_follows_is_refused():
    made = propose(date="2013-03-01", where=Where("strait.yaml", 12, 3))
    [(number, reason)] = refused(made, oppose(date="2013-03-20?", source="gazette"), start=source("2013-02-01"))
    assert number == 2
    assert "propose equal-shares (line 12)" in reason


def test_a_move_that_runs_back_is_told_with_the_one_above_it():
    [(number, reason)] = refused(propose(date="2013-03-01"), threaten(date="2013-04-01"), remark(date="2013-02-01"))
    assert number == 3
    assert reason.startswith(
        "2013-02-01 runs back: threaten close-ports above it was made on 2013-04-01; put the moves"
    )


def test_one_move_that_runs_ahead_is_blamed_and_not_all_those_below_it():
    [(number, reason)] = refused(
        remark(date="2013-09-01"), propose(date="2013-03-01"), threaten(date="2013-04-01"), remark(date="2013-05-01")
    )
    assert number == 1
    assert reason.startswith("2013-09-01 runs ahead: propose equal-shares below it was made on 2013-03-01")


def test_where_dates_run_back_the_bounds_that_this_empties_are_not_blamed_too():
    [(_, reason)] = refused(propose(date="2013-03-01"), threaten(date="2013-03-05"), oppose(date="2013-02-01"))
    assert "runs back" in reason


def test_moves_on_one_day_are_in_order():
    assert len(dates(propose(date="2013-03-01"), oppose(date="2013-03-01"), remark(date="2013-03-01"))) == 3


def bests(*texts):
    return [f"{when.best}" for when in dates(*(remark(date=text) for text in texts))]


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (("2013", "2013-06-10"), ["2013-06-10", "2013-06-10"]),
        (("2013-06-10", "2013-05/.."), ["2013-06-10", "2013-06-10"]),
        (("2013-06-12?", "2013-06-10?"), ["2013-06-12", "2013-06-12"]),
        (("2013", "2013-07", "2013-06-10/2013-06-20"), None),
        (("2013", "2013-06/2013-07", "2013-06-20"), ["2013-06-20", "2013-06-20", "2013-06-20"]),
        (("2013-01-05", "2013", "../2013-03-01", "2013-06"), ["2013-01-05", "2013-03-01", "2013-03-01", "2013-06-30"]),
        (("2013/..", "2012/2013-05"), ["2013-01-01", "2013-05-31"]),
    ],
)
def test_best_days_are_raised_or_lowered_within_their_bounds(texts, days):
    if days is None:
        assert refused(*(remark(date=text) for text in texts))
    else:
        assert bests(*texts) == days


def test_those_above_are_lowered_to_the_best_day_of_a_move_that_cannot_be_raised_to_theirs():
    moves = (remark(date="2013-04-12?"), remark(date="2013-04-10?", source="gazette"))
    assert [str(when.best) for when in dates(*moves, start=source("2013-04-11"))] == ["2013-04-10", "2013-04-10"]


def test_a_fault_of_the_order_quotes_the_dates_as_they_are_written():
    [(number, reason)] = refused(remark(date="2013-06/.."), propose(date="2013-05"))
    assert number == 2
    assert reason == (
        "2013-05 runs back: remark quota above it was made on 2013-06/..; "
        "put the moves in the order in which they happened"
    )


def test_a_fault_of_the_order_says_what_narrows_a_date():
    [(_, reason)] = refused(
        remark(date="2013-06-01"), propose(date="2013-05/..", source="gazette"), start=source("2013-05-20")
    )
    assert reason.startswith("2013-05/.. (no later than 2013-05-20, when its source gazette was published) runs back: ")


def test_what_narrows_a_date_is_quoted_as_it_is_written_too():
    [(_, reason)] = refused(propose(date="2013-06", source="gazette"), start=source("2013-04"))
    assert reason.startswith("2013-06 cannot be: it is no earlier than 2013-06, and no later than 2013-04, when its")
    offer = propose(date="2013-03", expires="2013-06")
    no, yes = oppose(date="2013-05/2013-09"), Accept(subject="equal-shares", by="bohus", date="2013/2014")
    [(_, reason)] = refused(offer, no, remark(date="2013-07"), yes)
    assert reason.startswith(
        "2013/2014 (no earlier than 2013-05/2013-09, as it follows oppose equal-shares; "
        "no later than 2013-06, when equal-shares expires) runs back: remark quota above it was made on 2013-07; "
    )


def test_a_date_within_which_the_status_turns_can_be_narrowed_down_to_fit_the_order():
    leaving = Leave(subject="pact", by="aland", date="2013-05-01", effective="2013-06-15")
    back, below = Resume(subject="pact", by="aland", date="2013-06"), remark(date="2013-06-10")
    [(number, reason)] = refused(leaving, back, below)
    assert number == 3
    assert reason == (
        "2013-06-10 runs back: resume pact above it was made on 2013-06 (no earlier than 2013-06-15, as pact changed "
        "then); narrow 2013-06 down, or put the moves in the order in which they happened"
    )
    assert len(dates(leaving, evolve(back, date="2013-06-01/2013-06-10"), below)) == 3


spans = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 9)).map(sorted) | st.integers(1, 9).map(lambda day: (day, day)),
    max_size=9,
)


def spanned(found):
    return [remark(date=f"2013-03-0{first}/2013-03-0{last}") for first, last in found]


def unjudged(moves):
    """The trace of remarks, which change nothing and meet no end."""
    return Trace([START] * (len(moves) + 1), moves, [()] * len(moves))


def most_in_order(found):
    """How many of the spans, at most, have days that do not run back; by trying every selection that ends on a day."""
    most = {0: 0}
    for first, last in found:
        reached = {max(first, day): count + 1 for day, count in sorted(most.items()) if max(first, day) <= last}
        most |= {day: max(count, most.get(day, 0)) for day, count in reached.items()}
        for day in range(1, 10):
            most[day] = max(most.get(day, 0), most.get(day - 1, 0))
    return max(most.values())


@given(spans)
def test_without_the_moves_that_are_blamed_the_others_are_in_order_and_none_is_blamed_in_vain(found):
    moves = spanned(found)
    _, faults = tighten_bounds(unjudged(moves))
    blamed = {number - 1 for number, _ in faults}
    kept = [span for position, span in enumerate(found) if position not in blamed]
    assert all(before[0] <= after[1] for before, after in combinations(kept, 2))
    assert len(kept) == most_in_order(found)


@given(spans)
def test_best_days_never_run_back_and_stay_within_their_bounds(found):
    moves = spanned(found)
    made, faults = tighten_bounds(unjudged(moves))
    assert bool(faults) == any(before[0] > after[1] for before, after in combinations(found, 2))
    if not faults:
        assert all(before.best <= after.best for before, after in pairwise(made))
        assert all(when.earliest <= when.best <= when.latest for when in made)


@given(spans)
def test_a_best_day_moves_only_where_the_order_needs_it(found):
    made, faults = tighten_bounds(unjudged(spanned(found)))
    bests = [last for _, last in found]
    if not faults and bests == sorted(bests):
        assert [when.best.day for when in made] == bests


def test_a_remark_does_not_make_the_subject_whose_id_its_issue_shares():
    moves = [
        Remark(subject="quota", by="aland", kind="hope", date="2013-01-01"),
        Propose(subject="quota", by="aland", issue="quota", date="2013-05-01"),
        Propose(subject="other", by="bohus", issue="quota", date="../2013-06-01", counters="quota"),
    ]
    assert History.of(START, moves).as_of("2013-02-01", "possible").state.version == 1
