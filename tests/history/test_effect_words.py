from sim.history.effect_words import effects_in_words
from sim.history.replay import step
from sim.moves import Accept, Act, Commit, Impose, Leave, Propose, Suspend, Threaten
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
