from datetime import date

from standoff import did, recorded

from sim.assess.opposition import awaits_only_votes, moves_against, moves_against_replaced, settled_by
from sim.moves import Accept, Oppose, Propose, Reject

OFFER = did(Propose, "halves", issue="quota")
REFERRED = did(Accept, "halves", "bohus", subject_to=("senate", "diet"))


def proposal(*moves, name="halves"):
    return recorded(*moves).states[-1].proposals[name]


def test_against_a_text_are_the_last_lost_votes_where_no_party_opposes_it():
    votes = [did(Reject, "halves", by) for by in ("senate", "diet", "senate")]
    assert moves_against(proposal(OFFER, REFERRED, *votes)) == tuple(votes[1:])
    no = did(Oppose, "halves", "bohus", subject_to="senate")
    assert moves_against(proposal(OFFER, REFERRED, *votes, no)) == (no,)


def test_nothing_is_against_what_nobody_has_turned_down():
    assert moves_against(proposal(OFFER, REFERRED)) == ()


def test_of_what_was_replaced_all_that_was_against_it_counts():
    others = (did(Propose, "thirds", issue="quota"), did(Oppose, "thirds", "bohus"))
    again = did(Propose, "fifths", issue="quota", replaces=("halves", "thirds"))
    moves = (OFFER, REFERRED, did(Reject, "halves", "diet"), *others, again)
    state = recorded(*moves).states[-1]
    assert set(moves_against_replaced(state.proposals["fifths"], state.subjects, {})) == {moves[2], moves[4]}


class Counted(dict):
    """Subjects that count how often one is asked for."""

    asked = 0

    def __getitem__(self, name):
        self.asked += 1
        return super().__getitem__(name)


def test_a_long_chain_of_texts_is_gone_through_once():
    no = did(Oppose, "text-0", "bohus")
    texts = [did(Propose, f"text-{n}", issue="quota", replaces=f"text-{n - 1}") for n in range(1, 40)]
    state = recorded(did(Propose, "text-0", issue="quota"), no, *texts).states[-1]
    subjects, known = Counted(state.subjects), {}
    for proposal in list(state.proposals.values())[1:]:
        assert moves_against_replaced(proposal, subjects, known) == (no,)
    assert moves_against_replaced(proposal, subjects, known) == (no,)
    assert subjects.asked == len(texts)


def test_a_text_awaits_only_votes_once_all_parties_have_said_yes_and_until_one_is_lost():
    day = date(2013, 3, 1)
    assert not awaits_only_votes(proposal(OFFER), day)
    assert awaits_only_votes(proposal(OFFER, REFERRED), day)
    assert not awaits_only_votes(proposal(OFFER, REFERRED, did(Reject, "halves", "diet")), day)
    assert not awaits_only_votes(proposal(OFFER, did(Accept, "halves", "bohus")), day)


def test_with_a_text_all_is_settled_that_hangs_together_with_it():
    answer = did(Propose, "answer", "bohus", issue="quota", counters="halves")
    rival = did(Propose, "rival", "bohus", issue="quota", counters="halves")
    state = recorded(OFFER, answer, rival, did(Propose, "other", issue="mesh")).states[-1]
    assert settled_by(("answer",), state) == {"answer", "halves", "rival"}
    assert settled_by((), state) == frozenset()
