from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, strategies as st
from standoff import START, did, recorded

from sim import History
from sim.assess.definitions import POSITIONS
from sim.assess.position import positions
from sim.assess.position_steps import CONCESSION, OPENING, RENEGING, REPETITION, REVISION, TEXT
from sim.moves import Accept, Oppose, Propose, Ratify, Reject, Withdraw

A, B = "aland", "bohus"
SCALED = evolve(START, setting=evolve(START.setting, terms={"mesh": {"access": ("closed", "limited", "open")}}))


def offer(name, by=A, issue="quota", **others):
    """An offer; what is no field of the move is a term with its value."""
    terms = {key: others.pop(key) for key in ("share", "years", "access") if key in others}
    return did(Propose, name, by, issue=issue, terms=terms, **others)


def told(*moves, start=START, moment=None):
    history = History.of(start, moves)
    return positions(history.as_of(moment))


def course(*moves, start=START):
    """The steps on the one term that there is: whose, the value, the kind."""
    (term,) = told(*moves, start=start)
    return [(step.party, step.value, step.kind) for step in term.course]


def kinds(*shares):
    """The kinds of the steps of Aland to these shares, where Bohus has opened with 50 % after the first."""
    first, *later = shares
    moves = [offer("a0", share=f"{first} %"), offer("b", B, share="50 %")]
    moves += [offer(f"a{n}", share=f"{share} %") for n, share in enumerate(later, 1)]
    return [kind for party, _, kind in course(*moves) if party == A]


def test_a_record_without_values_has_no_positions():
    assert told() == ()
    assert told(did(Propose, "x", issue="quota", terms="half and half")) == ()
    assert told(offer("x", share="as ever")) == ()


def test_each_offer_is_a_step_of_its_author():
    found = course(offer("x", share="20 %"), offer("y", B, share="60 %"), offer("z", share="30 %"))
    assert found == [(A, "20 %", OPENING), (B, "60 %", OPENING), (A, "30 %", CONCESSION)]


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((20, 30), CONCESSION),
        ((20, 10), RENEGING),
        ((20, 20), REPETITION),
        ((80, 70), CONCESSION),
        ((80, 90), RENEGING),
        ((20, 60), CONCESSION),
        ((50, 40), RENEGING),
        ((50, 60), RENEGING),
    ],
)
def test_a_step_is_a_concession_or_reneging_by_its_direction(shares, expected):
    assert kinds(*shares) == [OPENING, expected]


def test_a_step_beyond_the_other_side_and_back_keeps_its_direction():
    assert kinds(20, 60, 55, 50, 45) == [OPENING, CONCESSION, RENEGING, RENEGING, RENEGING]


def test_where_both_began_at_one_value_the_direction_is_that_of_the_other_side_now():
    moves = (offer("a0", share="50 %"), offer("b0", B, share="50 %"), offer("b1", B, share="60 %"))
    later = (offer("a1", share="55 %"), offer("a2", share="52 %"))
    assert [kind for *_, kind in course(*moves, *later)] == [OPENING, OPENING, RENEGING, CONCESSION, RENEGING]


def test_a_step_before_the_other_side_has_opened_is_a_revision_and_stays_one():
    found = course(offer("x", share="20 %"), offer("y", share="30 %"), offer("z", B, share="60 %"))
    assert [kind for *_, kind in found] == [OPENING, REVISION, OPENING]


def test_what_each_has_moved_closed_and_left_is_told():
    (term,) = told(
        offer("x", share="20 %"), offer("y", B, share="60 %"), offer("z", share="30 %"), offer("w", B, share="65 %")
    )
    one, other = term.positions[A], term.positions[B]
    assert (term.gap, term.left, term.left_share) == (40, 35, Fraction(35, 40))
    assert (one.moved, one.closed) == (10, Fraction(1, 4))
    assert (other.moved, other.closed) == (-5, Fraction(-1, 8))
    assert (one.first.value, one.last.value, other.counts[RENEGING]) == ("20 %", "30 %", 1)


def test_what_is_left_is_below_0_where_the_two_have_passed_each_other():
    (term,) = told(offer("x", share="20 %"), offer("y", B, share="60 %"), offer("z", share="70 %"))
    assert (term.left, term.positions[A].closed) == (-10, Fraction(5, 4))


def test_without_a_value_of_the_other_side_nothing_is_told_of_the_gap():
    (term,) = told(offer("x", share="20 %"), offer("y", share="30 %"))
    assert (term.gap, term.left, term.left_share) == (None, None, None)
    assert (term.positions[A].moved, term.positions[A].closed) == (None, None)
    assert (term.positions[B].first, term.positions[B].last) == (None, None)


def test_without_a_first_gap_there_is_no_share_of_it():
    (term,) = told(offer("x", share="20 %"), did(Accept, "x", B), offer("y", share="30 %"))
    assert (term.gap, term.left, term.left_share, term.positions[A].moved) == (0, 10, None, None)


def test_a_move_back_to_the_start_has_moved_0():
    (term,) = told(offer("x", share="80 %"), offer("y", B, share="60 %"), offer("z", share="80 %"))
    assert str(term.positions[A].moved) == str(term.positions[B].moved) == "0"


# WHOSE POSITION IT IS


def test_a_yes_moves_the_party_to_the_other_side_s_value():
    found = course(offer("x", share="20 %"), offer("y", B, share="60 %"), did(Accept, "x", B))
    assert found[2:] == [(B, "20 %", CONCESSION)]


def test_a_yes_subject_to_ratification_moves_at_once_and_a_vote_does_not_move_back():
    moves = (offer("x", share="20 %"), offer("y", B, share="60 %"), did(Accept, "x", B, subject_to="diet"))
    assert course(*moves, did(Reject, "x", "diet"))[2:] == [(B, "20 %", CONCESSION)]


def test_who_refers_a_text_with_a_no_moves_when_its_ratifiers_say_yes():
    moves = (offer("x", share="20 %"), offer("y", B, share="60 %"), did(Oppose, "x", B, subject_to="diet"))
    assert len(course(*moves)) == 2
    assert course(*moves, did(Ratify, "x", "diet"))[2:] == [(B, "20 %", CONCESSION)]


def test_the_author_stands_by_the_text_that_is_accepted():
    moves = (offer("x", share="30 %"), offer("y", B, share="60 %"), offer("z", share="20 %"), did(Accept, "x", B))
    assert course(*moves)[3:] == [(A, "30 %", CONCESSION), (B, "30 %", CONCESSION)]


def test_a_joint_text_is_nobody_s_position_before_a_yes():
    moves = (offer("x", share="20 %"), offer("y", B, share="60 %"), offer("z", "both", share="40 %"))
    assert course(*moves)[2:] == [("both", "40 %", TEXT)]
    assert course(*moves, did(Accept, "z", B))[3:] == [(B, "40 %", CONCESSION)]
    assert course(*moves, did(Accept, "z", "both"))[3:] == [(A, "40 %", CONCESSION), (B, "40 %", CONCESSION)]


def test_a_third_party_s_text_is_nobody_s_position_before_a_yes():
    moves = (offer("x", share="20 %"), offer("y", B, share="60 %"), offer("z", "court", share="40 %"))
    assert course(*moves, did(Accept, "z", A))[2:] == [("court", "40 %", TEXT), (A, "40 %", CONCESSION)]


def test_what_an_ally_proposes_is_the_position_of_its_side():
    assert course(offer("x", "ally", share="20 %")) == [(A, "20 %", OPENING)]


@pytest.mark.parametrize("others", [{"kind": "plan"}, {"matter": "procedure"}])
def test_plans_and_procedure_are_no_positions(others):
    assert told(offer("x", share="20 %", **others)) == ()


def test_a_request_is_a_position():
    assert course(offer("x", share="20 %", kind="request")) == [(A, "20 %", OPENING)]


@pytest.mark.parametrize("then", [did(Withdraw, "x"), did(Oppose, "x", B), offer("other", replaces="x", years="3")])
def test_what_is_withdrawn_opposed_or_no_longer_named_stands_as_it_was(then):
    (term, *_) = told(offer("x", share="20 %"), then)
    assert [step.value for step in term.course] == ["20 %"]
    assert term.positions[A].last.value == "20 %"


def test_of_texts_that_are_accepted_at_once_the_last_to_be_made_counts_last():
    moves = (offer("x", share="20 %"), offer("y", B, share="60 %"), offer("z", share="30 %"))
    for names in (("x", "z"), ("z", "x")):
        (term,) = told(*moves, did(Accept, names, B))
        assert (term.positions[A].last.value, term.positions[B].last.value) == ("30 %", "30 %")


# TERMS


def test_words_count_by_their_place_in_the_list():
    (term,) = told(
        offer("x", issue="mesh", access="closed"),
        offer("y", B, issue="mesh", access="open"),
        offer("z", issue="mesh", access="limited"),
        start=SCALED,
    )
    assert (term.unit, term.words, term.is_in_words) == ("steps", ("closed", "limited", "open"), True)
    assert (term.gap, term.left, term.positions[A].moved, term.positions[A].last.value) == (2, 1, 1, "limited")


def test_a_word_that_is_not_declared_is_prose():
    assert told(offer("x", issue="mesh", access="ajar"), start=SCALED) == ()


def test_a_term_is_one_of_its_issue():
    found = told(offer("x", share="20 %"), offer("y", B, issue="ports", share="60 %"))
    assert [(term.issue, term.term, term.gap) for term in found] == [("quota", "share", None), ("ports", "share", None)]


def test_terms_come_in_the_order_of_issues_of_declarations_and_of_moves():
    found = told(
        offer("x", issue="mesh", years="3"),
        offer("y", issue="mesh", share="20 %", access="open"),
        offer("z", issue="quota", share="20 %", years="4"),
        start=SCALED,
    )
    names = [(term.issue, term.term) for term in found]
    assert names == [
        ("quota", "share"),
        ("quota", "years"),
        ("mesh", "access"),
        ("mesh", "years"),
        ("mesh", "share"),
    ]


def test_a_plural_is_no_other_unit_and_is_the_one_that_is_told():
    (term,) = told(offer("x", years="1 year"), offer("y", B, years="3 years"))
    assert (term.unit, term.gap) == ("years", 2)


def test_a_value_in_another_unit_is_omitted_in_a_record_built_in_python():
    (term,) = told(offer("x", share="20 %"), offer("y", B, share="5 EUR"), did(Accept, "y"))
    assert [move.number for move in term.omitted] == [2, 3]
    assert [step.value for step in term.course] == ["20 %"]


def test_amounts_are_exact():
    (term,) = told(offer("x", share="0.1 %"), offer("y", B, share="0.3 %"), offer("z", share="0.2 %"))
    assert (term.gap, term.positions[A].closed) == (Decimal("0.2"), Fraction(1, 2))


# LAWS

VALUES = st.integers(-3, 3)
OFFERS = st.lists(
    st.tuples(
        st.sampled_from((A, B, "both", "court", "ally")),
        st.dictionaries(st.sampled_from(("share", "years")), VALUES.map(str), max_size=2),
        st.booleans(),
    ),
    max_size=8,
)


@st.composite
def records(draw):
    """Offers, and for some of them a yes, one a day."""
    moves = []
    for number, (by, terms, is_accepted) in enumerate(draw(OFFERS)):
        day = f"2013-03-{2 * number + 1:02}"
        moves.append(evolve(offer(f"p{number}", by, **terms), date=day))
        if is_accepted:
            who = draw(st.sampled_from([party for party in (A, B) if party != by]))
            moves.append(evolve(did(Accept, f"p{number}", who), date=f"2013-03-{2 * number + 2:02}"))
    return moves


def is_whole(term):
    return all(position.closed is not None for position in term.positions.values())


@given(records())
def test_what_both_have_closed_and_what_is_left_add_up(moves):
    for term in told(*moves):
        one, other = term.positions.values()
        if is_whole(term):
            assert one.closed + other.closed + term.left_share == 1
            assert one.moved + other.moved + term.left == term.gap


@given(records())
def test_what_a_party_has_moved_is_the_sum_of_its_steps(moves):
    for term in filter(is_whole, told(*moves)):
        for position in term.positions.values():
            signs = {CONCESSION: 1, RENEGING: -1}
            steps = [(now.kind, abs(now.amount - before.amount)) for before, now in pairwise(position.steps)]
            if REVISION not in position.counts:
                assert position.moved == sum(signs.get(kind, 0) * distance for kind, distance in steps)


@given(records())
def test_the_order_of_the_terms_in_a_proposal_does_not_matter(moves):
    assert told(*moves) == told(*(_reversed(move) for move in moves))


def _reversed(move):
    terms = getattr(move, "terms", None)
    return evolve(move, terms=dict(reversed(terms.items()))) if isinstance(terms, Mapping) else move


@given(records())
def test_exchanging_the_parties_exchanges_their_positions(moves):
    names = {A: B, B: A}
    setting = evolve(START.setting, parties=START.setting.parties[::-1])
    found, exchanged = told(*moves), told(*moves, start=evolve(START, setting=setting))
    assert [(term.gap, term.left, term.positions) for term in found] == [
        (term.gap, term.left, term.positions) for term in exchanged
    ]
    assert {party for term in found for party in term.positions} <= set(names)


@given(records(), st.integers(0, 20))
def test_the_course_as_of_an_earlier_day_is_the_beginning_of_the_course(moves, day):
    history = History.of(START, moves)
    whole = {(term.issue, term.term): term.course for term in positions(history.as_of())}
    for term in positions(history.as_of(f"2013-03-{day + 1:02}")):
        assert term.course == whole[term.issue, term.term][: len(term.course)]
        assert all(step.move.when.best.day <= day + 1 for step in term.course)


def test_a_reading_counts_the_moves_that_it_selects():
    later = evolve(offer("y", B, share="60 %"), date="2013-04")
    history = recorded(offer("x", share="20 %"), later)
    counted = {
        reading: len(positions(history.as_of("2013-04-10", reading))[0].course) for reading in ("certain", "possible")
    }
    assert counted == {"certain": 1, "possible": 2}


def test_everything_that_is_told_of_positions_is_defined_with_an_example_and_a_source():
    assert list(POSITIONS) == ["position", "first gap", "moved", "closed", "left", "step"]
    assert all(each.words and each.example and each.source and each.silent_on for each in POSITIONS.values())
