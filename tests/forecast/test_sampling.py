import pickle
from collections import Counter
from random import Random

import pytest
from attrs import evolve
from futures import EARLIER, EVERYTHING, context, make, measure, proposal
from scipy import stats

from sim.forecast.relevance import OUT_OF_PLACE
from sim.forecast.sampling import BREAKS, EVEN, NEW, LegalMoves, MoveWeights, of_tone
from sim.model.dates import When
from sim.model.errors import UnknownNameError
from sim.model.ids import BOTH
from sim.model.move import Commit
from sim.model.setting import Setting
from sim.rules.legal_moves import creating_moves, legal_moves, legal_moves_on
from sim.rules.lifecycle import TONES
from sim.rules.state import Negotiation
from sim.rules.subjects.measures import Comply, Impose, Threaten
from sim.rules.subjects.proposals import Accept, Propose
from sim.rules.verdict import effects, is_legal, judge, tone_of
from sim.testing.story import SETTING

NOW = "2013-04-01"
ENDS = ("effective", "until", "expires", "deadline")


@pytest.fixture
def state():
    return context(*EVERYTHING, on=NOW)


def weighed(state, party, weigh):
    """Every legal move, by what tells it from the others, and the share of chances that the rules give it."""
    found = Counter()
    for name in state.subjects:
        for move in legal_moves_on(state, name, party, state.when):
            row = next(transitions[0] for ruled, _, _, transitions in judge(state, move) if ruled == name)
            is_elsewhere = getattr(move, "as_", None) is not None
            if not is_elsewhere and not is_out_of_place(move, state.subjects[name], party, state):
                is_rare = name not in move.subjects or type(move) in BREAKS
                found[sort(move, state)] += weigh(row) * (NEW if is_rare else 1)
    for move in creating_moves(state, party, state.when):
        row = judge(state, move)[0][3][0]
        found[sort(move, state)] += NEW * weigh(row) / (len(row.kinds) or 1)
    return {each: weight / found.total() for each, weight in found.items() if weight}


def is_out_of_place(move, subject, party, state):
    """Whether the record speaks against a move on a subject that the law allows."""
    speaks_against = OUT_OF_PLACE.get(type(move))
    return speaks_against is not None and speaks_against(subject, party, state)


def sort(move, state):
    """What tells a move from the others that may be made: not the issue, nor an id that it gives."""
    named = ("kind", "tone", "replaces", "settles", "under", "subject_to", "as_", *ENDS)
    subject = move.subject if move.subject in state.subjects else ""
    return move.verb, move.by, subject, *(getattr(move, name, None) for name in named)


def draws(legal, move_weights, count=12_000, seed=0):
    random = Random(seed)
    return [legal.draw(random, move_weights) for _ in range(count)]


def fits(drawn, expected, state):
    """Whether moves were drawn as often as expected: none that was not, and the whole no less likely than 1 in 1000."""
    counts = Counter(sort(move, state) for move in drawn)
    assert set(counts) <= set(expected)
    observed = [counts[each] for each in expected]
    return stats.chisquare(observed, [share * len(drawn) for share in expected.values()]).pvalue > 0.001


def by_verb(row):
    return {"propose": 3.0, "threaten": 0.5, "remark": 0.0, "extend": 2.0, "commit": 4.0}.get(row.move.verb, 1.0)


def hostile(row):
    return float(row.tone == "hostile")


def links(move):
    """The ids of other subjects that a move names."""
    return [name for key in ("replaces", "settles", "under") for name in getattr(move, key, ()) or ()]


WEIGHTS = pytest.mark.parametrize("weigh", [lambda row: 1.0, by_verb, hostile], ids=["even", "by verb", "hostile"])
PARTIES = pytest.mark.parametrize("party", SETTING.party_ids)
SLOW = pytest.mark.slow(reason="all legal moves of the other party are listed for every draw, too")


@WEIGHTS
@PARTIES
def test_each_legal_move_is_drawn_with_the_chance_that_its_row_weighs(state, party, weigh):
    drawn = draws(LegalMoves(state, party), MoveWeights(weigh))
    assert fits(drawn, weighed(state, party, weigh), state)


@WEIGHTS
@pytest.mark.parametrize("party", ["aland", pytest.param("bohus", marks=SLOW)])
def test_the_chances_are_the_same_where_all_legal_moves_are_listed(state, party, weigh, monkeypatch):
    monkeypatch.setattr("sim.forecast.sampling._TRIES", range(0))
    drawn = draws(LegalMoves(state, party), MoveWeights(weigh), count=400)
    assert fits(drawn, weighed(state, party, weigh), state)


@PARTIES
def test_the_chances_follow_what_happens_in_between(state, party):
    legal, random = LegalMoves(state, party), Random(1)
    for _ in range(25):
        make(state, legal.draw(random))
        make(state, LegalMoves(state, SETTING.other(party)).draw(random))
    assert fits(draws(legal, EVEN), weighed(state, party, lambda row: 1.0), state)


@PARTIES
def test_the_chances_follow_what_a_move_does_to_others_that_it_replaces(state, party):
    legal = LegalMoves(state, party)
    draws(legal, EVEN, count=200)
    author = {"aland": "offer", "bohus": "request"}[party]
    make(state, Propose(subject="new", by=party, date=NOW, issue="mesh", replaces=author))
    assert fits(draws(legal, EVEN), weighed(state, party, lambda row: 1.0), state)


def test_the_chances_follow_the_days_on_which_something_turns_by_itself(state):
    legal = LegalMoves(state, "bohus")
    draws(legal, EVEN, count=200)
    later = context(*EVERYTHING, on="2013-05-01")
    state.turn_to(later.when)
    expected = weighed(later, "bohus", lambda row: 1.0)
    assert ("carry-out", "bohus", "pact") not in {each[:3] for each in expected}
    assert fits(draws(legal, EVEN), expected, state)


@PARTIES
def test_a_record_of_everything_offers_moves_alone_and_together_on_every_kind_of_subject(state, party):
    found = weighed(state, party, lambda row: 1.0)
    verbs = {(each[0], each[1]) for each in found}
    assert {("commit", party), ("commit", BOTH), ("propose", BOTH), ("carry-out", BOTH), ("adjourn", BOTH)} <= verbs
    assert {type(state.subjects[each[2]]).__name__ for each in found if each[2]} == {
        "Proposal",
        "Measure",
        "Commitment",
        "Talks",
    }


def test_who_has_not_joined_a_commitment_may_and_who_has_may_not(state):
    aland = {each[:3] for each in weighed(state, "aland", lambda row: 1.0)}
    bohus = {each[:3] for each in weighed(state, "bohus", lambda row: 1.0)}
    assert ("commit", "aland", "oath") in aland
    assert ("commit", "bohus", "oath") not in bohus
    assert ("commit", "aland", "word") not in aland


@PARTIES
def test_what_a_party_makes_is_about_each_issue_alike(state, party):
    drawn = [move for move in draws(LegalMoves(state, party), EVEN) if type(move) in (Propose, Threaten, Commit)]
    issues = Counter(move.issue for move in drawn if move.subject not in state.subjects and not links(move))
    assert set(issues) == {("quota",), ("ports",), ("mesh",)}
    assert stats.chisquare(list(issues.values())).pvalue > 0.001


def test_a_new_threat_names_an_action_that_the_record_has_for_the_party():
    other = measure("levy", "bohus", Impose)
    state = context(measure("strike"), evolve(other, action="tax the ferries"), measure("ban"))
    threats = MoveWeights(lambda row: float(row.move is Threaten))
    drawn = draws(LegalMoves(state, "bohus"), threats, count=50) + draws(LegalMoves(context(), "bohus"), threats, 50)
    assert {move.action for move in drawn} == {"tax the ferries", "a measure"}


def test_a_yes_is_put_only_to_those_who_ratify_something_in_the_record():
    asked, referred = proposal("offer", "bohus"), proposal("deal", subject_to="council")
    accepts = MoveWeights(lambda row: float(row.move is Accept))
    ratified = [draws(LegalMoves(context(*record), "aland"), accepts, 60) for record in ((asked,), (asked, referred))]
    assert [{move.subject_to for move in drawn} for drawn in ratified] == [{()}, {(), ("council",)}]


def test_what_stands_weighs_ten_times_as_much_as_something_new():
    state = context(measure("strike", "bohus"))
    weights = MoveWeights(lambda row: float(row.move in (Comply, Threaten)))
    counts = Counter(move.verb for move in draws(LegalMoves(state, "aland"), weights, count=2_000))
    assert stats.binomtest(counts["threaten"], 2_000, NEW / (1 + NEW)).pvalue > 0.001


@pytest.mark.parametrize(
    ("move", "record"),
    [
        (Threaten, [measure("strike")]),
        (Impose, [measure("strike")]),
        (Propose, [proposal("offer")]),
        (Commit, [proposal("deal"), Accept(subject="deal", by="bohus", date=EARLIER)]),
        (Commit, [Commit(subject="vow", by=BOTH, date=EARLIER, title="A vow")]),
    ],
    ids=["threat", "measure", "proposal", "commitment under a deal", "commitment that replaces another"],
)
def test_what_is_made_in_the_place_of_something_or_under_it_is_as_rare_as_something_new(move, record):
    state = context(*record)
    weights = MoveWeights(lambda row: float(row.move is move))
    candidates = [each for key in state.open_subjects.state_keys[1:] for each in weights.weighted(key, 0)]
    assert {weight for (row, _, _), weight in candidates if row.move is move and row.target != "subject"} == {NEW}


@pytest.mark.parametrize("by", ["aland", BOTH])
def test_a_deal_that_is_in_force_gets_no_second_commitment(by):
    deal, yes = proposal("deal"), Accept(subject="deal", by="bohus", date=EARLIER)
    weights = MoveWeights(lambda row: float(row.move is Commit and row.target in ("under", "settles")))
    state = context(deal, yes)
    assert "deal" in {link for move in draws(LegalMoves(state, "aland"), weights, 60) for link in links(move)}
    make(state, Commit(subject="pact-2", by=by, date=state.when, under="deal", issue="quota"))
    assert set(draws(LegalMoves(state, "aland"), weights, 60)) == {None}


def test_what_replaces_something_is_about_the_same_issues(state):
    drawn = draws(LegalMoves(state, "bohus"), EVEN, count=5_000)
    replacing = [move for move in drawn if getattr(move, "replaces", ()) == ("request",)]
    assert {move.issue for move in replacing} == {("ports", "mesh")}


@PARTIES
def test_every_draw_is_legal(state, party):
    legal = LegalMoves(state, party)
    assert all(is_legal(state, move) for move in draws(legal, EVEN, count=2_000))


def test_what_weighs_nothing_is_never_drawn(state):
    drawn = draws(LegalMoves(state, "aland"), MoveWeights(lambda row: float(row.move is Threaten)), count=500)
    assert {move.verb for move in drawn} == {"threaten"}


@pytest.mark.parametrize("tone", TONES)
def test_of_a_tone_only_moves_of_that_tone_are_drawn(state, tone):
    drawn = draws(LegalMoves(state, "aland"), of_tone(tone), count=500)
    assert {tone_of(effects(state, move)) for move in drawn} == {tone}
    assert of_tone(tone) is of_tone(tone)


@pytest.mark.parametrize("move_weights", [EVEN, of_tone("hostile")], ids=["even", "hostile"])
def test_a_threat_is_carried_out_by_itself_and_never_as_another_harm(move_weights):
    state = context(measure("levy", verb=Impose), measure("strike"))
    drawn = draws(LegalMoves(state, "aland"), move_weights, count=600)
    assert {move.as_ for move in drawn if (move.verb, move.subject) == ("carry-out", "strike")} == {None}


def test_nothing_is_drawn_where_nothing_weighs_anything(state):
    assert LegalMoves(state, "aland").draw(Random(0), MoveWeights(lambda row: 0.0)) is None


def test_nothing_is_drawn_where_what_weighs_something_is_not_legal():
    assert LegalMoves(context(), "aland").draw(Random(0), MoveWeights(lambda row: float(row.move is Comply))) is None


def test_what_is_hardly_ever_legal_is_found_all_the_same():
    state = context(measure("strike"), *(measure(f"t{number}", "bohus") for number in range(300)))
    rare = MoveWeights(lambda row: {"withdraw": 1.0, "resume": 1e6}.get(row.move.verb, 0.0))
    assert draws(LegalMoves(state, "aland"), rare, count=5)[0].subject == "strike"


def test_without_issues_nothing_is_drawn_that_is_about_one():
    bare = context(start=Negotiation.begin(Setting(SETTING.parties)))
    verbs = {move.verb for move in draws(LegalMoves(bare, "aland"), EVEN, count=500)}
    assert verbs == {"commit", "act"}


@PARTIES
def test_listing_them_gives_the_legal_moves_of_the_day(state, party):
    legal = LegalMoves(state, party)
    assert list(legal) == list(legal_moves(state, party, NOW))
    assert list(legal.on("offer")) == list(legal_moves_on(state, "offer", party, NOW))


@pytest.mark.parametrize("name", ["council", BOTH, "alandd"])
def test_only_the_moves_of_the_parties_are_drawn(state, name):
    with pytest.raises(UnknownNameError, match=f"'{name}' is not one of the parties"):
        LegalMoves(state, name)


def test_a_weighing_travels_after_it_was_used(state):
    move_weights = MoveWeights(by_verb)
    drawn = draws(LegalMoves(state, "aland"), move_weights, count=100)
    assert draws(LegalMoves(state, "aland"), pickle.loads(pickle.dumps(move_weights)), count=100) == drawn


def test_what_was_drawn_comes_with_the_rulings_that_permit_it(state):
    legal = LegalMoves(state, "aland")
    move = legal.draw(Random(0))
    assert legal.drawn(move) == judge(state, move) != ()


def test_what_was_drawn_is_to_be_judged_again_once_something_else_has_happened(state):
    legal = LegalMoves(state, "aland")
    move = legal.draw(Random(0), MoveWeights(lambda row: float(row.move is Comply)))
    make(state, move)
    assert legal.drawn(move) == ()


def test_what_was_drawn_is_to_be_judged_again_on_another_day(state):
    legal = LegalMoves(state, "aland")
    move = legal.draw(Random(0))
    state.turn_to(When.of("2013-04-02"))
    assert legal.drawn(move) == ()


def test_what_was_not_drawn_is_left_to_the_law(state):
    legal = LegalMoves(state, "aland")
    assert legal.drawn(None) == legal.drawn(Comply(subject="block", by="aland", date=NOW)) == ()
    drawn = legal.draw(Random(0))
    assert legal.drawn(evolve(drawn)) == ()
