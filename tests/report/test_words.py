from sim.history.replay import ruled, step
from sim.moves import Accept, Act, Commit, Impose, Leave, Propose, Suspend, Threaten, Withdraw
from sim.report.words import content, declared, described, effects_in_words, fields_in_words, value_in_words
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.measures import DeclaredMeasure, Measure
from sim.rules.verdict import effects
from sim.testing.story import START

LEVY = Impose(subject="levy", by="aland", date="2013-02-01", issue="quota", action="a levy")
STRIKE = Threaten(subject="strike", by="aland", date="2013-02-01", issue="quota", action="a strike")


def told(*moves):
    """What the last of these moves does, in words."""
    *before, last = moves
    state = START
    for move in before:
        state = step(state, move)
    return effects_in_words(last, effects(state, last))


def test_a_move_is_described_by_its_verb_its_subjects_and_its_actor():
    assert described(Withdraw(subject=("strike", "boycott"), by="aland", date="2013-02-02")) == (
        "withdraw strike, boycott by aland"
    )


def test_subjects_that_a_move_leads_to_the_same_status_are_not_named():
    both = Suspend(subject=("levy", "tax"), by="aland", date="2013-02-02")
    assert told(LEVY, Impose(subject="tax", by="aland", date="2013-02-01", issue="quota"), both) == "suspended"


def test_subjects_that_it_leads_to_different_statuses_are_named():
    both = Suspend(subject=("levy", "strike"), by="aland", date="2013-02-02")
    assert told(LEVY, STRIKE, both) == "levy suspended, strike deferred"


def test_the_parts_in_a_commitment_have_one_status_where_it_is_the_same():
    assert told(Leave(subject="pact", by="both", date="2013-02-01")) == "ended"


def test_what_changes_no_status_has_no_words():
    assert told(Act(subject="x", by="aland", date="2013-02-01", tone="neutral")) == ""


def test_what_a_commitment_puts_into_force_is_not_put_off_with_it():
    offer = Propose(subject="offer", by="aland", date="2013-02-01", issue="quota")
    accept = Accept(subject="offer", by="bohus", date="2013-02-02")
    treaty = Commit(
        subject="treaty", by="both", date="2013-02-03", issue="quota", under="offer", effective="2013-03-01"
    )
    assert told(offer, accept, treaty) == "in force from 2013-03-01, offer carried out"


def test_a_field_is_told_by_its_key_and_that_a_matter_is_of_substance_is_not():
    offer = Propose(subject="offer", by="aland", date="2013-02-01", issue=("quota", "ports"), subject_to="council")
    assert list(fields_in_words(offer, ("by", "date"))) == [
        ("issue", "quota, ports"),
        ("kind", "offer"),
        ("subject-to", "council"),
    ]


def test_ids_and_terms_are_put_together():
    assert value_in_words(("a", "b")) == "a, b"
    assert value_in_words({"wage": "5 %", "term": "3 years"}) == "wage 5 %, term 3 years"


def test_the_content_of_a_subject_is_its_terms_its_action_or_its_title():
    declaration = DeclaredMeasure(subject="levy", by="aland", title="A levy")
    deed = Act(subject="x", by="aland", date="2013-02-01", tone="neutral", action="a patrol")
    [(_, _, act, _)] = ruled(START, deed)
    [(_, _, levy, _)] = ruled(START, LEVY)
    subjects = (levy, Measure.declared(declaration), START.subjects["pact"], START.subjects["ministers"], act)
    assert [content(subject) for subject in subjects] == [
        "a levy",
        "A levy",
        "Fisheries Pact of 1998",
        "Fisheries ministers",
        "a patrol",
    ]


def test_a_subject_without_a_title_has_none():
    assert content(Measure.declared(DeclaredMeasure(subject="levy", by="aland"))) == ""
    assert content(Commitment.declared(Declaration("pact"), ("aland",))) == ""


def test_a_declaration_says_for_or_by_whom_and_since_when():
    levy = DeclaredMeasure(subject="levy", by="aland", level="10 %", since="2012", source=("gazette", "yearbook"))
    assert str(declared(Measure.declared(levy))) == "declared in place (10 %) by aland since 2012"
    assert declared(Measure.declared(levy)).source == "gazette, yearbook"
    assert str(declared(START.subjects["pact"])) == "declared in force for aland, bohus since 1998-05-01"
    assert str(declared(START.subjects["experts"])) == "declared scheduled"
