"""Single cases: given some moves, what is to be done then."""

from datetime import date

from sim.moves import Accept, Comply, Impose, Propose, Ratify, Threaten
from sim.testing.story import after

from agenda.tasks import ANSWER, COMPLY, DECIDE, RATIFY, Task, tasks

OFFER = Propose(subject="equal-shares", by="aland", date="2013-02-01", issue="quota", expires="2013-03-01")
REFERRED = Accept(subject="equal-shares", by="bohus", date="2013-02-09", subject_to="council")
THREAT = Threaten(
    subject="close-ports", by="aland", date="2013-03-10", issue="ports", action="close its ports", deadline="2013-04"
)


def test_an_offer_is_answered_by_the_day_on_which_it_expires():
    story = after(OFFER)
    assert tasks(story.state, date(2013, 2, 9)) == (Task("bohus", ANSWER, "equal-shares", date(2013, 3, 1)),)
    assert tasks(story.state, date(2013, 3, 2)) == ()


def test_what_is_accepted_subject_to_ratification_is_for_the_ratifier_to_vote_on():
    story = after(OFFER, REFERRED).leads_to("equal-shares", "provisional")
    assert tasks(story.state, date(2013, 2, 10)) == (Task("council", RATIFY, "equal-shares", date(2013, 3, 1)),)
    ratified = story.accepts(Ratify(subject="equal-shares", by="council", date="2013-02-20"))
    assert tasks(ratified.leads_to("equal-shares", "accepted").state, date(2013, 2, 20)) == ()


def test_what_is_announced_may_be_complied_with_until_its_day():
    levy = Impose(subject="levy", by="bank", date="2013-03-10", issue="ports", effective="2013-04-01")
    story = after(levy).leads_to("levy", "threatened", on="2013-03-31").leads_to("levy", "in-place", on="2013-04-01")
    assert tasks(story.state, date(2013, 3, 20)) == (Task("bohus", COMPLY, "levy", date(2013, 4, 1)),)
    assert tasks(story.state, date(2013, 4, 1)) == ()


def test_past_the_deadline_it_is_for_the_author_of_a_threat_to_decide():
    story = after(THREAT)
    assert tasks(story.state, date(2013, 4, 30)) == (Task("bohus", COMPLY, "close-ports", date(2013, 4, 30)),)
    assert tasks(story.state, date(2013, 5, 1)) == (Task("aland", DECIDE, "close-ports"),)


def test_only_the_side_under_threat_can_comply():
    story = after(THREAT)
    story.refuses(Comply(subject="close-ports", by="aland", date="2013-03-11"), because="aland made it")
    ended = story.accepts(Comply(subject="close-ports", by="bohus", date="2013-03-11"))
    assert tasks(ended.state, date(2013, 3, 12)) == ()
