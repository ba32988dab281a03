"""Single cases: given some moves, what is to be done then."""

from datetime import date

from sim.moves import Accept, Comply, Propose, Threaten
from sim.testing.story import after

from agenda.tasks import ANSWER, COMPLY, CONFIRM, DECIDE, Task, tasks

OFFER = Propose(subject="equal-shares", by="aland", date="2013-02-01", issue="quota", expires="2013-03-01")
RESERVED = Accept(subject="equal-shares", by="bohus", date="2013-02-09", subject_to="a vote of its parliament")
THREAT = Threaten(
    subject="close-ports", by="aland", date="2013-03-10", issue="ports", action="close its ports", deadline="2013-04"
)


def test_an_offer_is_answered_by_the_day_on_which_it_expires():
    story = after(OFFER)
    assert tasks(story.state, date(2013, 2, 9)) == (Task("bohus", ANSWER, "equal-shares", date(2013, 3, 1)),)
    assert tasks(story.state, date(2013, 3, 2)) == ()


def test_a_reservation_is_to_be_confirmed_and_not_answered_again():
    story = after(OFFER, RESERVED).leads_to("equal-shares", "provisional")
    assert tasks(story.state, date(2013, 2, 10)) == (Task("bohus", CONFIRM, "equal-shares", date(2013, 3, 1)),)


def test_past_the_deadline_it_is_for_the_author_of_a_threat_to_decide():
    story = after(THREAT)
    assert tasks(story.state, date(2013, 4, 30)) == (Task("bohus", COMPLY, "close-ports", date(2013, 4, 30)),)
    assert tasks(story.state, date(2013, 5, 1)) == (Task("aland", DECIDE, "close-ports"),)


def test_only_the_side_under_threat_can_comply():
    story = after(THREAT)
    story.refuses(Comply(subject="close-ports", by="aland", date="2013-03-11"), because="aland made it")
    ended = story.accepts(Comply(subject="close-ports", by="bohus", date="2013-03-11"))
    assert tasks(ended.state, date(2013, 3, 12)) == ()
