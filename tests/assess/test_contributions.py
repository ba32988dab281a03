import pytest
from standoff import COUNCIL, DAY, EMBARGO, SETTING, START, did, kinds, recorded, stock

from sim.assess.contributions import as_written, standing
from sim.assess.tension import tension
from sim.moves import (
    Accept,
    Act,
    AgreeToContinue,
    Breach,
    BreakOff,
    CarryOut,
    Commit,
    Convene,
    Ease,
    Extend,
    Impose,
    Leave,
    Lift,
    Oppose,
    Propose,
    Raise,
    Ratify,
    Reject,
    Remark,
    Resume,
    Suspend,
    Threaten,
    Withdraw,
)

OFFER = did(Propose, "halves", issue=("quota", "mesh"))
PLAN = did(Propose, "harbour", issue="ports", kind="plan")
NO_TO_OFFER = did(Oppose, "halves", "bohus")
NO_TO_PLAN = did(Oppose, "harbour", "bohus")
THREAT = did(Threaten, "strike", "bohus", issue="ports", over="quota")
LEVY = did(Impose, "levy", issue="ports")
SUSPENSION = did(Suspend, "pact", "bohus")


@pytest.mark.parametrize(
    ("moves", "points"),
    [
        ((), 0),
        ((OFFER,), 0),
        ((OFFER, NO_TO_OFFER), 1),
        ((OFFER, NO_TO_OFFER, did(Accept, "halves", "bohus")), 0),
        ((PLAN, NO_TO_PLAN), 1),
        ((PLAN, NO_TO_PLAN, did(CarryOut, "harbour")), 4),
        ((PLAN, did(CarryOut, "harbour")), 0),
        ((PLAN, did(CarryOut, "harbour"), NO_TO_PLAN), 4),
        ((PLAN, did(CarryOut, "harbour"), NO_TO_PLAN, did(Accept, "harbour", "bohus")), 0),
        ((THREAT,), 2),
        ((THREAT, did(Suspend, "strike", "bohus")), 1),
        ((THREAT, did(CarryOut, "strike", "bohus")), 4),
        ((THREAT, did(Withdraw, "strike", "bohus")), 0),
        ((LEVY,), 4),
        ((LEVY, did(Ease, "levy")), 3),
        ((LEVY, did(Raise, "levy")), 5),
        ((LEVY, did(Raise, "levy"), did(Ease, "levy")), 4),
        ((LEVY, did(Suspend, "levy")), 1),
        ((LEVY, did(Lift, "levy")), 0),
        ((SUSPENSION,), 3),
        ((SUSPENSION, did(Suspend, "pact")), 6),
        ((SUSPENSION, did(Resume, "pact", "bohus")), 0),
        ((did(Breach, "pact", "bohus"),), 3),
        ((did(Leave, "pact", "bohus", effective="2013-06"),), 4),
        ((did(Leave, "pact", "bohus"),), 6),
        ((did(Leave, "pact", "both"),), 0),
        ((did(AgreeToContinue, "ministers", "both", due="2013-03-30"),), 1),
        ((did(Convene, "ministers", "both"), did(BreakOff, "ministers")), 3),
        ((did(Convene, "ministers", "both"), did(Suspend, "ministers")), 3),
        ((did(Remark, "quota", kind="accusation"),), 0),
        ((did(Act, "parade", tone="hostile"),), 0),
    ],
)
def test_tension_is_a_stock_of_what_stands(moves, points):
    assert stock(*moves).points == points


# PROPOSALS


def test_each_proposal_that_is_opposed_counts_once_however_many_oppose_it():
    text = did(Propose, "text", "court", issue="quota")
    both = [did(Oppose, "text", party) for party in SETTING.party_ids]
    assert kinds(OFFER, NO_TO_OFFER, text, *both) == ["opposed", "opposed"]


def test_what_is_of_procedure_counts_nothing():
    meeting = did(Propose, "meeting", issue="quota", kind="plan", matter="procedure")
    assert kinds(meeting, did(Oppose, "meeting", "bohus"), did(CarryOut, "meeting")) == []


def test_a_lost_vote_counts_as_opposition_until_it_is_put_to_the_vote_again():
    lost = (OFFER, did(Accept, "halves", "bohus", subject_to="senate"), did(Reject, "halves", "senate"))
    assert kinds(*lost) == ["opposed"]
    assert stock(*lost).contributions[0].moves == (lost[-1],)
    assert kinds(*lost, did(Accept, "halves", "bohus")) == []


def test_of_a_neutral_third_party_what_it_does_over_opposition_stays_opposition():
    def done_by(author):
        plan = did(Propose, "dam", author, issue="ports", kind="plan")
        return kinds(plan, did(Oppose, "dam", "bohus"), did(CarryOut, "dam", author))

    assert (done_by("court"), done_by("ally")) == (["opposed"], ["plan over opposition"])


REQUEST = did(Propose, "ask", kind="request", issue="quota")
ANSWER = did(Propose, "answer", "bohus", issue="quota", counters="ask")
PENDING = (REQUEST, did(Oppose, "ask", "bohus"), ANSWER, did(Accept, "answer", subject_to="senate"))


def test_what_is_opposed_counts_nothing_while_a_text_that_settles_it_awaits_only_votes():
    assert kinds(*PENDING[:3]) == ["opposed"]
    assert kinds(*PENDING) == []
    assert kinds(*PENDING, did(Reject, "answer", "senate")) == ["opposed", "opposed"]
    assert kinds(*PENDING, did(Ratify, "answer", "senate")) == []


def test_a_text_to_which_one_party_has_not_said_yes_hides_nothing():
    middle = did(Propose, "middle", "court", issue="quota", settles="ask")
    yes = did(Accept, "middle", subject_to="senate")
    assert kinds(*PENDING[:2], middle, yes) == ["opposed"]
    assert kinds(*PENDING[:2], middle, yes, did(Accept, "middle", "bohus")) == []


def test_a_text_that_has_expired_hides_nothing():
    answer = did(Propose, "answer", "bohus", issue="quota", counters="ask", expires="2013-03-10")
    moves = (*PENDING[:2], answer, PENDING[3])
    assert [kinds(*moves, day=day) for day in ("2013-03-10", "2013-03-11")] == [[], ["opposed"]]


def test_a_plan_that_was_carried_out_over_opposition_is_not_hidden():
    deal = did(Propose, "deal", "bohus", issue="ports", settles="harbour")
    moves = (PLAN, NO_TO_PLAN, did(CarryOut, "harbour"), deal, did(Accept, "deal", subject_to="senate"))
    assert kinds(*moves) == ["plan over opposition"]
    assert kinds(*moves, did(Ratify, "deal", "senate")) == []


def test_what_replaces_opposed_proposals_counts_once_until_it_is_answered():
    others = (did(Propose, "thirds", issue="quota"), did(Oppose, "thirds", "bohus"))
    again = did(Propose, "fifths", issue="quota", replaces=("halves", "thirds"))
    moves = (OFFER, NO_TO_OFFER, *others, again)
    assert kinds(*moves) == ["opposed"]
    assert kinds(*moves, did(Oppose, "fifths", "bohus")) == ["opposed"]
    assert kinds(*moves, did(Accept, "fifths", "bohus", subject_to="senate")) == []


def test_opposition_is_handed_on_through_proposals_that_nobody_has_answered():
    again = did(Propose, "thirds", issue="quota", replaces="halves")
    last = did(Propose, "fifths", issue="quota", replaces="thirds")
    assert kinds(OFFER, NO_TO_OFFER, again, last) == ["opposed"]
    assert kinds(OFFER, NO_TO_OFFER, again, did(Accept, "thirds", "bohus", subject_to="senate"), last) == []
    assert kinds(OFFER, again, last) == []


def test_a_plan_that_is_no_longer_opposed_hands_nothing_on():
    answered = (PLAN, NO_TO_PLAN, did(Accept, "harbour", "bohus"))
    again = did(Propose, "pier", issue="ports", kind="plan", replaces="harbour")
    assert kinds(*answered, again) == []
    assert kinds(PLAN, NO_TO_PLAN, again, did(Oppose, "pier", "bohus"), did(Accept, "pier", "bohus")) == []


def test_opposition_to_what_is_of_procedure_is_not_handed_on():
    meeting = did(Propose, "meeting", issue="quota", matter="procedure")
    offer = did(Propose, "thirds", issue="quota", replaces="meeting")
    assert kinds(meeting, did(Oppose, "meeting", "bohus"), offer) == []


def test_what_has_expired_does_not_stand():
    offer = did(Propose, "halves", issue="quota", expires="2013-03-10")
    oath = did(Commit, "oath", "bohus", until="2013-03-10")
    levy = did(Impose, "levy", issue="ports", until="2013-03-10")
    moves = (offer, oath, NO_TO_OFFER, did(Suspend, "oath", "bohus"), levy)
    assert kinds(*moves, day="2013-03-10") == ["opposed", "measure in place", "participation suspended"]
    assert kinds(*moves, day="2013-03-11") == []


# MEASURES


def test_only_the_measures_of_parties_and_of_those_with_a_side_count():
    by = {author: kinds(did(Impose, "levy", author, issue="ports")) for author in ("court", "ally")}
    assert by == {"court": [], "ally": ["measure in place"]}


def test_a_measure_that_is_declared_counts_for_the_issue_for_whose_sake_it_is_declared():
    found = tension(recorded(declared=(EMBARGO,)).as_of())
    assert (found.points, found.centre(SETTING.issue_ids), found.contributions[0].moves) == (4, ("quota",), ())


def test_what_is_announced_counts_as_a_threat_until_it_takes_effect():
    levy = did(Impose, "levy", issue="ports", effective="2013-03-10")
    assert [kinds(levy, day=day)[0] for day in ("2013-03-09", "2013-03-10")] == [
        "measure threatened",
        "measure in place",
    ]


def test_a_measure_is_raised_and_eased_from_the_day_on_which_that_takes_effect():
    moves = (LEVY, did(Raise, "levy", effective="2013-03-10"))
    assert [stock(*moves, day=day).points for day in ("2013-03-09", "2013-03-10")] == [4, 5]


def test_a_suspension_that_ends_brings_the_measure_back():
    moves = (LEVY, did(Suspend, "levy", until="2013-03-10"))
    assert [stock(*moves, day=day).points for day in ("2013-03-10", "2013-03-11")] == [1, 4]


DEMAND = did(Threaten, "raid", issue="quota", unless={"ask": "accepted"})
MET = (did(Propose, "ask", kind="request", issue="quota"), DEMAND, did(Accept, "ask", "bohus"))


def test_a_discharged_threat_counts_nothing_deferred_or_not():
    assert kinds(*MET[:2]) == ["measure threatened"]
    assert kinds(*MET) == []
    assert kinds(*MET, did(Suspend, "raid")) == []


def test_a_threat_stays_discharged_whatever_becomes_of_its_condition():
    better = did(Propose, "better", "bohus", issue="quota", settles="ask")
    assert kinds(*MET, better, did(Accept, "better")) == []


def test_what_is_carried_out_though_it_was_discharged_counts():
    assert kinds(*MET, did(CarryOut, "raid")) == ["measure in place"]


def test_a_state_alone_does_not_know_what_is_discharged():
    history = recorded(*MET)
    state, day = history.states[-1], history.last_day
    assert [each.subject for each in standing(state, day)] == ["raid"]
    assert list(standing(state, day, discharged={"raid"})) == []


EXIT = did(Threaten, "exit", "bohus", issue="quota")


@pytest.mark.parametrize(
    ("harm", "undone", "points"),
    [
        ((did(Leave, "pact", "bohus"),), did(Resume, "pact", "bohus"), 6),
        ((did(Breach, "pact", "bohus"),), did(Resume, "pact", "bohus"), 3),
        (
            (did(Convene, "ministers", "both"), did(BreakOff, "ministers", "bohus")),
            did(Convene, "experts", "both", "2013-03-20"),
            3,
        ),
    ],
)
def test_a_threat_carried_out_as_something_counts_while_that_counts(harm, undone, points):
    name = harm[-1].subject
    moves = (EXIT, *harm, did(CarryOut, "exit", "bohus", as_=name))
    assert stock(*moves).points == points + 2
    assert stock(*moves, undone).points == 0


def test_a_threat_carried_out_as_a_measure_counts_beside_it_while_that_counts():
    moves = (EXIT, did(Impose, "boycott", "bohus", issue="ports"), did(CarryOut, "exit", "bohus", as_="boycott"))
    assert sorted(kinds(*moves)) == ["measure raised", "measure threatened"]
    assert sorted(kinds(*moves, did(Suspend, "boycott", "bohus"))) == ["measure suspended", "measure threatened"]
    assert kinds(*moves, did(Lift, "boycott", "bohus")) == []


def test_the_other_partys_part_does_not_keep_up_a_threat_carried_out():
    moves = (EXIT, did(Leave, "pact", "bohus"), did(CarryOut, "exit", "bohus", as_="pact"), did(Suspend, "pact"))
    assert kinds(*moves, did(Resume, "pact", "bohus")) == ["participation suspended"]


def test_a_threat_carried_out_as_a_hostile_act_counts_no_longer():
    assert kinds(EXIT, did(Act, "raid", "bohus", tone="hostile"), did(CarryOut, "exit", "bohus", as_="raid")) == []


# COMMITMENTS


def test_a_notice_of_exit_weighs_more_from_the_day_on_which_it_takes_effect():
    leave = did(Leave, "pact", "bohus", effective="2013-06-01")
    assert kinds(leave, day="2013-05-31") == ["participation leaving"]
    assert kinds(leave, day="2013-06-01") == ["participation left"]


def test_the_parts_of_third_parties_with_a_side_count_too():
    moves = [did(Commit, "aid", by, issue="quota") for by in ("ally", "court")]
    moves += [did(Leave, "aid", by) for by in ("ally", "court")]
    found = stock(*moves).contributions
    assert [(each.kind, each.whose) for each in found] == [("participation left", "ally")]


def test_what_another_commitment_has_replaced_counts_nothing_whatever_it_is_called():
    treaty = did(Commit, "treaty", "both", issue="quota", replaces="pact", effective="2013-03-10")
    moves = (did(Leave, "pact", "bohus"), did(Breach, "pact"), treaty)
    assert [kinds(*moves, day=day) for day in ("2013-03-09", "2013-03-10")] == [
        ["participation in breach", "participation left"],
        [],
    ]


def test_a_promise_broken_after_its_day_counts_though_it_has_ended():
    moves = (did(Commit, "oath", "bohus", until="2013-03-05"), did(Breach, "oath", "bohus", "2013-03-10"))
    assert [kinds(*moves, day=day) for day in ("2013-03-09", "2013-03-10")] == [[], ["participation in breach"]]


def test_a_notice_after_a_late_breach_takes_no_tension_away():
    moves = (did(Commit, "oath", "bohus", until="2013-03-05"), did(Breach, "oath", "bohus", "2013-03-10"))
    notice = did(Leave, "oath", "bohus", "2013-03-12", effective="2013-03-20")
    assert kinds(*moves, notice, day="2013-03-12") == ["participation leaving"]


# TALKS


OFF = (did(Convene, "ministers", "both"), did(BreakOff, "ministers"))


def test_talks_are_broken_off_until_the_two_meet_on_a_later_day_in_any_format():
    assert kinds(*OFF, did(Convene, "experts", "court", DAY)) == ["talks broken off"]
    assert kinds(*OFF, did(Convene, "experts", "court", "2013-03-02")) == []


def test_talks_declared_as_broken_off_are_so_until_the_two_meet():
    def found(*moves):
        return [each.subject for each in tension(recorded(*moves, declared=(COUNCIL,)).as_of()).contributions]

    assert (found(), found(did(Convene, "experts", "both"))) == (["council"], [])


def test_talks_that_are_only_scheduled_again_are_no_longer_broken_off():
    assert kinds(*OFF, did(AgreeToContinue, "ministers", "both", due="2013-06")) == []


def test_a_meeting_before_the_break_off_heals_nothing_though_its_month_ends_later():
    moves = (did(Convene, "experts", "both", "2013-03"), did(Convene, "ministers", "both"), OFF[1])
    history = recorded(*moves)
    assert [each.subject for each in tension(history.as_of("2013-03-31")).contributions] == ["ministers"]
    state, day = history.states[-1], history.last_day
    assert list(standing(state, day, best_day=as_written)) == []


# MOVES AND ISSUES


def test_what_stands_rests_on_the_moves_behind_it():
    found = stock(PLAN, NO_TO_PLAN, THREAT, LEVY, did(Raise, "levy"))
    assert [[move.verb for move in each.moves] for each in found.contributions] == [
        ["oppose"],
        ["threaten"],
        ["impose", "raise"],
    ]


def test_a_plan_over_opposition_rests_on_both_in_their_order():
    first, then = (PLAN, NO_TO_PLAN, did(CarryOut, "harbour")), (PLAN, did(CarryOut, "harbour"), NO_TO_PLAN)
    assert [stock(*moves).contributions[0].moves for moves in (first, then)] == [first[1:], then[1:]]


def test_opposition_rests_on_the_last_no_of_each_party():
    text = did(Propose, "text", "court", issue="quota")
    first, again, other = (
        did(Oppose, "text", by, over=over) for by, over in (("bohus", "ports"), ("bohus", "mesh"), ("aland", None))
    )
    moves = (text, first, did(Accept, "text", "bohus"), again, other)
    assert stock(*moves).contributions[0].moves == (again, other)


@pytest.mark.parametrize(
    ("moves", "shares"),
    [
        ((OFFER, NO_TO_OFFER), {"quota": 0.5, "mesh": 0.5}),
        ((THREAT,), {"quota": 2}),
        ((PLAN, did(Oppose, "harbour", "bohus", over="mesh")), {"mesh": 1}),
        ((PLAN, did(Oppose, "harbour", "bohus", over="mesh"), did(CarryOut, "harbour", over="quota")), {"quota": 4}),
        ((THREAT, did(CarryOut, "strike", "bohus", over="mesh")), {"mesh": 4}),
        ((did(Suspend, "pact", "bohus", over="ports"),), {"ports": 3}),
        (OFF, {"ports": 3}),
        ((did(Convene, "experts", "both"), did(BreakOff, "experts")), {}),
        ((did(Convene, "experts", "both"), did(BreakOff, "experts", over="mesh")), {"mesh": 3}),
        ((LEVY, did(Extend, "levy", until="2013-12-31", over="mesh")), {"ports": 4}),
    ],
)
def test_points_are_for_the_sake_of_what_brought_it_there_or_made_it_or_of_its_own_issues(moves, shares):
    found = stock(*moves)
    assert {issue: share for issue, (share, _) in found.by_issue.items()} == shares


def test_nothing_counts_before_anything_is_done():
    assert list(standing(START, recorded().first_day)) == []


@pytest.mark.parametrize("replaced", [("halves", "thirds"), ("thirds", "halves")])
def test_what_replaces_several_stands_for_the_sake_of_that_which_was_opposed_last(replaced):
    texts = (OFFER, did(Propose, "thirds", issue="quota"))
    first = did(Oppose, "halves", "bohus", on="2013-03-02", over="ports")
    last = did(Oppose, "thirds", "bohus", on="2013-03-03", over="mesh")
    again = did(Propose, "fifths", on="2013-03-04", issue="quota", replaces=replaced)
    (opposed,) = stock(*texts, first, last, again).contributions
    assert (opposed.moves, opposed.issues) == ((first, last), ("mesh",))


def test_a_move_that_opposes_several_texts_counts_once_against_what_replaces_them():
    no = did(Oppose, ("halves", "thirds"), "bohus")
    again = did(Propose, "fifths", issue="quota", replaces=("halves", "thirds"))
    (opposed,) = stock(OFFER, did(Propose, "thirds", issue="quota"), no, again).contributions
    assert opposed.moves == (no,)
