from sim.history.replay import ruled
from sim.moves import Act, Impose, Propose, Withdraw
from sim.report.words import content, declared, described, fields_in_words, value_in_words
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.measures import DeclaredMeasure, Measure
from sim.testing.story import START


def test_a_move_is_described_by_its_verb_its_subjects_and_its_actor():
    assert described(Withdraw(subject=("strike", "boycott"), by="aland", date="2013-02-02")) == (
        "withdraw strike, boycott by aland"
    )


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
    imposed = Impose(subject="levy", by="aland", date="2013-02-01", issue="quota", action="a levy")
    [(_, _, levy, _)] = ruled(START, imposed)
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
