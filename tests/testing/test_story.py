from functools import partial

import pytest
from attrs.exceptions import FrozenInstanceError
from days import DAY, LATER

from sim.model.errors import IllegalMoveError, Violation
from sim.model.move import Commit, Suspend
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Leave
from sim.rules.subjects.proposals import Oppose, Propose
from sim.rules.subjects.statements import Remark
from sim.testing import story
from sim.testing.story import SETTING, START, UnmetError, after

propose = partial(Propose, subject="halves", by="aland", date=DAY, issue="quota")
oppose = partial(Oppose, subject="halves", by="bohus", date=LATER)
NOTICE = Leave(subject="pact", by="aland", date=DAY, effective=LATER)


def untrue(tell, *arguments, **options):
    """What is said of a story that does not go as it is told."""
    with pytest.raises(UnmetError) as complaint:
        tell(*arguments, **options)
    return str(complaint.value)


def test_a_story_begins_where_it_is_told_to():
    elsewhere = Negotiation.begin(SETTING)
    assert (after().state, after(start=elsewhere).state) == (START, elsewhere)


def test_a_story_is_told_of_legal_moves_alone():
    with pytest.raises(IllegalMoveError):
        after(oppose())


def test_every_step_of_a_story_leaves_the_one_before_it_as_it_was():
    story = after(propose())
    assert story.accepts(oppose()).state.version == 2
    assert story.state.version == 1
    with pytest.raises(FrozenInstanceError):
        story.state = START


# accepts


def test_what_is_accepted_has_happened():
    assert after().accepts(propose(), oppose()) == after(propose(), oppose())


def test_what_the_law_refuses_is_not_accepted():
    said = untrue(after().accepts, propose(), oppose(by="aland"))
    assert said.startswith("it was to be accepted, but aland may not oppose halves")
    assert "aland made it" in said


# refuses


def test_what_is_refused_for_that_reason_changes_nothing():
    story = after(propose())
    assert story.refuses(propose(), because="names a proposal already") is story


def test_what_the_law_lets_pass_is_not_refused():
    said = untrue(after(propose()).refuses, oppose(), because="too late")
    assert said.startswith("it was to be refused because 'too late', but it was accepted: ")


def test_a_refusal_for_another_reason_is_told():
    said = untrue(after(propose()).refuses, propose(), because="too late")
    assert said.startswith("the reason was to be 'too late', but it is: ")
    assert "names a proposal already" in said


def test_a_law_that_gives_two_answers_is_told(monkeypatch):
    monkeypatch.setattr(story, "violations", lambda state, move: (Violation("it is Sunday"),))
    said = untrue(after(propose()).refuses, propose(), because="names a proposal already")
    assert said.startswith("step and violations give different reasons for ")


# leads to


def test_a_story_leads_to_the_status_that_there_is():
    story = after(propose()).leads_to("halves", "tabled")
    assert untrue(story.leads_to, "halves", "opposed") == "halves was to be opposed, but it is tabled"
    assert untrue(story.leads_to, "halves", None) == "halves was to be unmade, but it is tabled"


def test_a_status_is_told_in_plain_words():
    assert untrue(after().leads_to, "experts", "broken-off") == "experts was to be broken off, but it is scheduled"


def test_what_nobody_has_made_has_no_status():
    after(Remark(subject="quota", by="aland", date=DAY, kind="hope")).leads_to("quota", None)
    assert untrue(after().leads_to, "halves", "tabled") == "halves was to be tabled, but it is unmade"


def test_a_commitment_has_a_status_for_each_party_that_is_named():
    story = after(Suspend(subject="pact", by="aland", date=DAY))
    story.leads_to("pact", {"aland": "suspended"}).leads_to("pact", {"bohus": "in-force", "aland": "suspended"})
    said = untrue(story.leads_to, "pact", {"aland": "suspended", "bohus": "suspended"})
    assert said == (
        "pact was to be suspended for aland, suspended for bohus, but it is suspended for aland, in force for bohus"
    )


def test_a_commitment_has_no_one_status():
    said = untrue(after().leads_to, "pact", "in-force")
    assert said == "pact was to be in force, but it is in force for aland, in force for bohus"


def test_who_takes_no_part_in_a_commitment_has_no_status_in_it():
    story = after(Commit(subject="truce", by="aland", date=DAY))
    story.leads_to("truce", {"aland": "in-force", "bohus": None})
    said = untrue(story.leads_to, "truce", {"bohus": "in-force"})
    assert said == "truce was to be in force for bohus, but it is unmade for bohus"


def test_a_commitment_is_read_on_the_day_of_the_last_move_on_it():
    story = after(NOTICE, propose(date=LATER)).leads_to("pact", {"aland": "leaving"})
    assert "left for aland" in untrue(story.leads_to, "pact", {"aland": "left"}).partition("but")[0]
    story.accepts(Suspend(subject="pact", by="bohus", date=LATER)).leads_to("pact", {"aland": "left"})


@pytest.mark.parametrize(("day", "status"), [("2013-05-31", "leaving"), (LATER, "left")])
def test_a_commitment_is_read_on_another_day_if_one_is_given(day, status):
    after(NOTICE).leads_to("pact", {"aland": status}, on=day)
