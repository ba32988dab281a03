"""Which moves follow each other; that those without a link commute is law 8."""

from functools import partial
from itertools import permutations

from sim.history.history import History
from sim.history.links import JOINING, followed_by_each, units_of
from sim.history.replay import Trace, replay
from sim.model.move import CarryOut, Commit, Convene, Extend, Lapse, Resume, Suspend, Withdraw
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Breach, Commitment, Declaration, Leave
from sim.rules.subjects.measures import Comply, DeclaredMeasure, Impose, Measure, Raise, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Ratify
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import Talks
from sim.testing.plain import without_order

DAY = "2013-03-01"
SETTING = Setting(
    parties={"aland": "Aland", "bohus": "Bohus"},
    issues={"quota": "Quota", "ports": "Ports"},
    third_parties={"senate": "Senate", "ally": "An ally"},
)
START = Negotiation.begin(
    SETTING,
    [
        Commitment.declared(Declaration("pact", issue="quota"), SETTING.party_ids),
        Measure.declared(DeclaredMeasure(subject="levy", by="aland", issue="ports")),
        Talks.declared("ministers"),
    ],
)

propose = partial(Propose, by="aland", date=DAY, issue="quota")
accept = partial(Accept, by="bohus", date=DAY)
threaten = partial(Threaten, subject="strike", by="bohus", date=DAY, issue="ports", action="strike")
commit = partial(Commit, by="aland", date=DAY, issue="quota")
suspend = partial(Suspend, subject="pact", date=DAY)
extend = partial(Extend, subject="pact", date=DAY)
leave = partial(Leave, subject="pact", date=DAY)


def follows(*moves, start=START):
    """What each move follows directly; and wherever the order is free, the end is the same."""
    followed = followed_by_each(Trace.of(start, moves))
    end = without_order(replay(start, moves))
    for order in permutations(range(len(moves))):
        if all(
            order.index(before) < order.index(after) for after, earlier in enumerate(followed) for before in earlier
        ):
            assert without_order(replay(start, [moves[position] for position in order])) == end
    return followed


def refuses_to_swap_the_last_two(*moves, start=START):
    """Whether the last two moves cannot change places, or lead elsewhere then."""
    *others, one, two = moves
    try:
        swapped = replay(start, [*others, two, one])
    except Exception:  # noqa: BLE001 - whatever speaks against it
        return True
    return without_order(swapped) != without_order(replay(start, moves))


# what a move acts on


def test_moves_on_the_same_subject_follow_each_other_and_others_do_not():
    assert follows(propose(subject="a"), propose(subject="b"), accept(subject="a"), accept(subject="b")) == [
        set(),
        set(),
        {0},
        {1},
    ]


def test_a_move_on_several_subjects_follows_the_last_on_each():
    assert follows(propose(subject="a"), propose(subject="b"), accept(subject=("b", "a"))) == [set(), set(), {0, 1}]


def test_a_remark_follows_nothing_though_an_id_is_that_of_its_issue():
    remark = Remark(subject="quota", by="aland", kind="hope", date=DAY)
    assert follows(propose(subject="quota"), remark, remark) == [set(), set(), set()]


def test_an_act_follows_nothing():
    assert follows(propose(subject="a"), Act(subject="visit", by="aland", date=DAY, tone="neutral")) == [set(), set()]


def test_in_a_commitment_the_moves_of_each_party_follow_its_own():
    assert follows(suspend(by="aland"), suspend(by="bohus"), Resume(subject="pact", by="aland", date=DAY)) == [
        set(),
        set(),
        {0},
    ]
    assert units_of(suspend(by="aland"), START) == [("pact", "aland")]


def test_a_joint_move_on_a_commitment_follows_and_precedes_those_of_both():
    both = Breach(subject="pact", by="aland", date=DAY), leave(by="both"), commit(subject="b", by="both")
    assert follows(suspend(by="bohus"), *both) == [set(), set(), {0, 1}, set()]


def test_a_notice_put_off_by_both_follows_and_precedes_the_moves_of_who_gave_none():
    moves = (
        leave(by="aland", effective="2013-06-01"),
        suspend(by="bohus"),
        extend(by="both", effective="2013-07-01"),
        leave(by="bohus", effective="2013-06-01"),
    )
    assert follows(*moves) == [set(), set(), {0, 1}, {2}]
    assert refuses_to_swap_the_last_two(*moves)


# who joins a commitment


def test_who_joins_a_commitment_follows_its_making_and_no_other_move_on_it():
    moves = commit(subject="truce"), Suspend(subject="truce", by="aland", date=DAY), commit(subject="truce", by="bohus")
    assert follows(*moves) == [set(), {0}, {0}]
    assert units_of(moves[0], replay(START, moves)) == [("truce", "aland"), ("truce", JOINING)]


def test_who_joins_a_commitment_follows_whatever_moves_its_last_day():
    moves = commit(subject="truce", until="2013-06-01"), Extend(subject="truce", by="aland", date=DAY, until="2014")
    joins = commit(subject="truce", by="bohus")
    assert follows(*moves, joins) == [set(), {0}, {1}]
    assert refuses_to_swap_the_last_two(*moves, joins)


def test_extensions_of_two_parts_precede_who_joins():
    moves = extend(by="aland", until="2014"), extend(by="bohus", until="2015"), commit(subject="pact", by="ally")
    assert follows(*moves) == [set(), {0}, {1}]
    assert refuses_to_swap_the_last_two(*moves)


def test_what_one_party_resumes_and_when_is_no_matter_of_until_when_the_other_is_bound():
    moves = (
        extend(by="both", until="2014"),
        suspend(by="bohus"),
        extend(by="aland", until="2015"),
        Resume(subject="pact", by="bohus", date=DAY, effective="2013-09-01"),
    )
    assert follows(*moves) == [set(), {0}, {0}, {1}]


def test_an_extension_before_an_announced_change_precedes_who_joins():
    moves = (
        commit(subject="truce", until="2013-06-01"),
        Suspend(subject="truce", by="aland", date=DAY, effective="2013-05-01"),
        Extend(subject="truce", by="aland", date=DAY, until="2014"),
        Breach(subject="truce", by="aland", date=DAY),
        commit(subject="truce", by="bohus"),
    )
    assert follows(*moves)[4] == {2}


# what a move names


def test_what_replaces_a_proposal_is_a_move_on_it():
    made = propose(subject="a"), propose(subject="b", replaces="a")
    assert follows(*made) == [set(), {0}]


def test_a_counter_proposal_follows_and_precedes_the_moves_on_what_it_counters():
    counter = propose(subject="b", by="bohus", counters="a")
    no = Oppose(subject="a", by="bohus", date=DAY)
    assert follows(propose(subject="a"), no, counter, accept(subject="a")) == [set(), {0}, {1}, {2}]


def test_a_text_that_settles_others_follows_the_moves_on_all_of_them():
    text = propose(subject="c", settles=("a", "b"))
    assert follows(propose(subject="a"), propose(subject="b"), accept(subject="b"), text) == [set(), set(), {1}, {0, 2}]


def test_a_threat_carried_out_as_a_harm_follows_the_harm():
    done = CarryOut(subject="strike", by="bohus", date=DAY, as_="pact")
    assert follows(threaten(), leave(by="bohus"), suspend(by="aland"), done) == [set(), set(), set(), {0, 1, 2}]


def test_a_threat_carried_out_as_a_measure_that_it_raises_follows_and_precedes_the_moves_on_that():
    moves = (
        threaten(by="aland"),
        Raise(subject="levy", by="aland", date=DAY),
        CarryOut(subject="strike", by="aland", date=DAY, as_="levy"),
        Comply(subject="levy", by="bohus", date=DAY),
    )
    assert follows(*moves) == [set(), set(), {0, 1}, {2}]


def test_what_puts_a_proposal_into_force_is_a_move_on_it():
    moves = propose(subject="a", by="ally"), accept(subject="a", by="both"), commit(subject="b", under="a")
    repudiates = CarryOut(subject="a", by="aland", date=DAY)
    assert follows(*moves) == [set(), {0}, {1}]
    assert refuses_to_swap_the_last_two(*moves[:2], repudiates, moves[2])


def test_a_measure_that_replaces_a_threat_is_a_move_on_that():
    imposed = Impose(subject="ban", by="bohus", date=DAY, issue="ports", replaces="strike")
    assert follows(threaten(), imposed) == [set(), {0}]


def test_a_threat_follows_and_precedes_the_moves_on_what_its_conditions_name():
    conditional = threaten(if_={"plan": "carried-out"}, unless={"offer": "accepted"})
    plan, offer = propose(subject="plan", kind="plan"), propose(subject="offer")
    done, yes = CarryOut(subject="plan", by="aland", date=DAY), accept(subject="offer")
    assert follows(plan, offer, conditional, done, yes) == [set(), set(), {0, 1}, {2}, {2}]
    assert refuses_to_swap_the_last_two(plan, offer, conditional, yes)


def test_a_condition_on_one_party_s_part_follows_the_moves_of_that_party_alone():
    conditional = threaten(if_={"pact/aland": "left"})
    assert follows(suspend(by="aland"), suspend(by="bohus"), conditional) == [set(), set(), {0}]
    of_all = threaten(if_={"pact": "left"})
    assert follows(suspend(by="aland"), suspend(by="bohus"), of_all) == [set(), set(), {0, 1}]


def test_a_condition_in_words_names_nothing():
    assert follows(propose(subject="a"), threaten(if_="a"), commit(subject="b", if_="a")) == [set(), set(), set()]


# what follows from a move


def test_who_accepts_in_full_follows_the_moves_on_all_that_hang_together():
    asks, counters = propose(subject="a"), propose(subject="b", by="bohus", counters="a")
    gone, yes = Withdraw(subject="a", by="aland", date=DAY), accept(subject="b", by="aland")
    assert follows(asks, counters, gone, yes) == [set(), {0}, {1}, {1, 2}]
    assert refuses_to_swap_the_last_two(asks, counters, gone, yes)


def test_what_counters_a_withdrawn_proposal_follows_the_yes_to_another_that_countered_it():
    moves = (
        propose(subject="a"),
        propose(subject="b", by="bohus", counters="a"),
        Withdraw(subject="a", by="aland", date=DAY),
        accept(subject="b", by="aland"),
        propose(subject="c", by="bohus", counters="a"),
    )
    assert follows(*moves)[4] == {3}
    assert refuses_to_swap_the_last_two(*moves)


def test_who_accepts_subject_to_ratification_follows_what_it_answers_alone_and_the_last_vote_all():
    asks, counters = propose(subject="a"), propose(subject="b", by="bohus", counters="a")
    gone, yes = Withdraw(subject="a", by="aland", date=DAY), accept(subject="b", by="aland", subject_to="senate")
    voted = Ratify(subject="b", by="senate", date=DAY)
    assert follows(asks, counters, gone, yes, voted) == [set(), {0}, {1}, {1}, {2, 3}]


def test_several_proposals_are_accepted_at_once_only_before_something_links_them():
    moves = (
        propose(subject="a"),
        propose(subject="b"),
        propose(subject="c", by="bohus", counters="a"),
        accept(subject=("a", "b")),
        propose(subject="d", by="ally", counters=("c", "b")),
    )
    assert follows(*moves) == [set(), set(), {0}, {1, 2}, {3}]


def test_a_meeting_that_settles_a_request_settles_what_hangs_together_with_it():
    moves = (
        propose(subject="a", kind="request"),
        propose(subject="b", by="bohus", counters="a"),
        Withdraw(subject="b", by="bohus", date=DAY),
        Convene(subject="ministers", by="both", date=DAY, settles="a"),
    )
    assert follows(*moves) == [set(), {0}, {1}, {1, 2}]
    assert refuses_to_swap_the_last_two(*moves)


def test_the_last_to_join_a_new_treaty_follows_and_precedes_the_moves_on_the_old_one():
    moves = (
        commit(subject="new", replaces="pact"),
        suspend(by="aland"),
        Breach(subject="pact", by="bohus", date=DAY),
        commit(subject="new", by="bohus"),
    )
    assert follows(*moves) == [set(), {0}, {0}, {0, 1, 2}]


def test_who_joins_a_new_treaty_follows_whoever_joins_the_old_one():
    moves = commit(subject="new", replaces="pact"), commit(subject="pact", by="ally"), commit(subject="new", by="bohus")
    assert follows(*moves) == [set(), {0}, {0, 1}]
    assert refuses_to_swap_the_last_two(*moves)


def test_who_joins_a_new_treaty_follows_what_has_replaced_the_old_one_before():
    start = Negotiation.begin(SETTING, [Commitment.declared(Declaration("pledge"), ("bohus",))])
    moves = (
        commit(subject="first", replaces="pledge"),
        commit(subject="second", by="bohus", replaces="pledge"),
        commit(subject="first", by="bohus"),
    )
    assert follows(*moves, start=start) == [set(), {0}, {0, 1}]


# the dates


def dates(*moves):
    return [
        (when.earliest and f"{when.earliest}", when.latest and f"{when.latest}")
        for when in History.of(START, moves).dates
    ]


OPEN = "2013-03-15?"


def test_bounds_follow_a_condition_both_ways():
    moves = (
        propose(subject="a", date=OPEN),
        threaten(unless={"a": "accepted"}, date="2013-03-10/2013-03-20"),
        accept(subject="a", date=OPEN),
    )
    assert dates(*moves) == [(None, "2013-03-20"), ("2013-03-10", "2013-03-20"), ("2013-03-10", None)]


def test_bounds_follow_a_text_that_settles_others_both_ways():
    moves = (
        propose(subject="a", date=OPEN),
        propose(subject="b", by="bohus", date="2013-03-10", settles="a"),
        Lapse(subject="a", date=OPEN),
    )
    assert dates(*moves) == [(None, "2013-03-10"), ("2013-03-10", "2013-03-10"), ("2013-03-10", None)]


def test_bounds_follow_what_an_acceptance_settles():
    moves = (
        propose(subject="a", date="2013-03-01"),
        propose(subject="b", by="bohus", counters="a", date="2013-03-02"),
        Oppose(subject="a", by="bohus", date=OPEN),
        accept(subject="b", by="aland", date="2013-03-20"),
    )
    assert dates(*moves)[2] == ("2013-03-02", "2013-03-20")


def test_bounds_follow_the_replacement_of_a_treaty():
    moves = (
        commit(subject="new", replaces="pact", date="2013-03-01"),
        suspend(by="bohus", date=OPEN),
        commit(subject="new", by="bohus", date="2013-03-20"),
    )
    assert dates(*moves)[1] == ("2013-03-01", "2013-03-20")
