from enum import StrEnum
from functools import partial

import pytest
from attrs import frozen
from days import DAY, LATER

from sim.history.replay import illegal_move
from sim.model.errors import InvalidSettingError, Where
from sim.model.ids import RESERVED, reserved
from sim.model.move import CarryOut, Commit, Convene, Extend, Lapse, Move, Suspend, Withdraw
from sim.rules.names import undeclared
from sim.rules.registry import CREATING_MOVES, LIFECYCLES, MOVES_BY_VERB, TARGET_FIELDS, named_subjects
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Leave
from sim.rules.subjects.measures import Comply, Impose, Threaten
from sim.rules.subjects.proposals import Accept, Propose
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import BreakOff, Talks
from sim.rules.verdict import Effect, Refusal, effects, judge, violations
from sim.testing.story import START, after

propose = partial(Propose, subject="equal-shares", by="aland", date=DAY, issue="quota")
threaten = partial(Threaten, subject="close-ports", by="aland", date=DAY, issue="ports", action="close")
remark = partial(Remark, subject="quota", by="aland", date=DAY, kind="hope")


# names


@pytest.mark.parametrize("by", ["alnd", "Aland"])
def test_only_who_takes_part_makes_moves(by):
    after().refuses(propose(by=by), because=f"nobody named {by!r} takes part; did you mean aland?")


def test_a_stranger_is_all_that_is_complained_of():
    [objection] = violations(START, propose(by="coast", subject="pact"))
    assert (objection.field, objection.value) == ("by", "coast")


@pytest.mark.parametrize("field", ["issue", "over"])
def test_a_move_names_declared_issues(field):
    after().refuses(propose(**{field: "port"}), because="no issue 'port' is declared; did you mean ports?")


def test_every_issue_of_a_package_is_declared():
    after().refuses(propose(issue=("quota", "fish", "boats")), because="no issue 'fish' is declared; there is quota")
    after().refuses(propose(issue=("quota", "fish", "boats")), because="no issue 'boats' is declared")
    after().accepts(propose(issue=("quota", "mesh")))


def test_a_move_names_a_declared_source():
    after().refuses(propose(source="gazete"), because="no source 'gazete' is declared; did you mean gazette?")
    after().accepts(propose(source="gazette"))


def test_a_move_acts_on_what_is_there():
    after().refuses(
        Suspend(subject="pakt", by="aland", date=DAY), because="nobody has made 'pakt' yet; did you mean pact?"
    )


def test_only_what_the_verb_is_for_is_proposed_in_place_of_an_unknown_id():
    after().refuses(Convene(subject="pact-talks", by="both", date=DAY), because="there is ministers or experts")
    after().refuses(Comply(subject="x", by="aland", date=DAY), because="nobody has made 'x' yet")


@pytest.mark.parametrize(
    ("name", "noun"),
    [("pact", "a commitment"), ("equal-shares", "a proposal"), ("close-ports", "a measure"), ("visit", "a statement")],
)
def test_an_id_names_one_subject_in_the_whole_record(name, noun):
    visit = Act(subject="visit", by="aland", date=DAY, tone="neutral")
    story = after(propose(), threaten(), visit)
    for move in (propose(subject=name), threaten(subject=name)):
        story.refuses(move, because=f"the id {name!r} names {noun} already; ")


def test_a_taken_id_says_what_is_done_with_what_has_it():
    choose = "the id 'equal-shares' names a proposal already; choose another id"
    after(propose()).refuses(threaten(subject="equal-shares"), because=choose)
    give = "give the commitment an id of its own, and name the proposal in `under`"
    after(propose()).refuses(Commit(subject="equal-shares", by="both", date=DAY), because=give)


def test_a_commitment_cannot_take_the_id_of_anything_else():
    move = Commit(subject="close-ports", by="aland", date=DAY)
    after(threaten()).refuses(move, because="the id 'close-ports' names a measure already")


def test_a_taken_id_is_told_with_its_line():
    made = propose(where=Where("strait.yaml", 12, 3))
    after(made).refuses(propose(by="bohus"), because="the id 'equal-shares' names a proposal already (line 12)")


def test_issues_and_parties_leave_their_ids_to_subjects():
    after().accepts(propose(subject="quota"), propose(subject="aland"))


def test_all_reasons_are_given_at_once_and_each_once():
    move = propose(issue=("fish", "fish"), over="boats", expires="2013-01-01", counters="nothing")
    reasons = [objection.reason for objection in violations(START, move)]
    assert len(reasons) == 4
    assert [objection.field for objection in violations(START, move)] == ["over", "issue", "counters", "expires"]


def test_what_a_move_replaces_is_judged_like_its_subject():
    [objection] = violations(after(propose()).state, propose(subject="p2", by="bohus", replaces="equal-shares"))
    assert (objection.field, objection.value) == ("replaces", "equal-shares")


def test_a_form_may_ask_what_is_undeclared_before_there_is_a_move():
    values = {"over": "fish", "issue": "ports", "source": None}
    assert [objection.value for objection in undeclared(START.setting, Propose, values.get)] == ["fish"]


# rows


def test_a_ruling_names_the_subject_and_its_row():
    [(name, subject, _, (row,))] = judge(START, Suspend(subject="pact", by="aland", date=DAY))
    assert (name, subject, row.to) == ("pact", START.subjects["pact"], "suspended")


def test_a_move_that_lacks_one_row_has_no_ruling():
    state = after(propose(), propose(subject="theirs", by="bohus")).state
    assert isinstance(judge(state, propose(subject="p3", replaces=("equal-shares", "theirs"))), Refusal)
    assert isinstance(judge(state, propose(subject="p3", replaces=("equal-shares", "nothing"))), Refusal)
    assert len(judge(state, propose(subject="p3", by="both", replaces=("equal-shares", "theirs")))) == 3


# effects


def test_an_effect_tells_what_a_move_does_to_each_standing():
    state = after(propose()).state
    assert effects(state, propose(subject="p2", replaces="equal-shares")) == (
        Effect("p2", "", None, "tabled", "neutral"),
        Effect("equal-shares", "", "tabled", "superseded", "neutral"),
    )


def test_a_joint_move_on_a_commitment_has_an_effect_for_each_party():
    assert effects(START, Commit(subject="truce", by="both", date=DAY)) == (
        Effect("truce", "aland", None, "in-force", "conciliatory"),
        Effect("truce", "bohus", None, "in-force", "conciliatory"),
    )


def test_a_move_of_a_third_party_has_an_effect_on_its_own_part():
    joined = Commit(subject="pact", by="council", date=DAY)
    assert effects(START, joined) == (Effect("pact", "council", None, "in-force", "conciliatory"),)


def test_a_remark_has_a_tone_and_no_status():
    assert effects(START, remark()) == (Effect("quota", "", None, None, "neutral"),)
    both = remark(subject=("quota", "ports"))
    assert [effect.subject for effect in effects(START, both)] == ["quota", "ports"]


def test_what_the_law_refuses_has_no_effect():
    assert effects(START, Comply(subject="pact", by="aland", date=DAY)) == ()


@pytest.mark.parametrize(("as_", "tone"), [(None, "hostile"), ("pact", "neutral")])
def test_a_threat_carried_out_as_a_recorded_harm_is_not_hostile_once_more(as_, tone):
    state = after(threaten(), Leave(subject="pact", by="aland", date=DAY)).state
    assert [
        effect.tone for effect in effects(state, CarryOut(subject="close-ports", by="aland", date=DAY, as_=as_))
    ] == [tone]


@pytest.mark.parametrize(
    ("kind", "tone"), [("offer", "neutral"), ("request", "conciliatory"), ("plan", "conciliatory")]
)
def test_it_is_conciliatory_to_withdraw_anything_but_an_offer(kind, tone):
    state = after(propose(kind=kind)).state
    assert effects(state, Withdraw(subject="equal-shares", by="aland", date=DAY))[0].tone == tone


# which subjects


def test_a_move_names_its_own_subjects_first():
    assert named_subjects(propose(replaces=("p1", "p2"), counters="p3")) == ("equal-shares", "p3", "p1", "p2")
    assert named_subjects(Suspend(subject=("a", "b"), by="aland", date=DAY)) == ("a", "b")
    assert named_subjects(CarryOut(subject="t", by="aland", date=DAY, as_="pact")) == ("t", "pact")
    assert named_subjects(remark()) == ()


def test_every_kind_of_subject_has_its_law_and_every_verb_its_class():
    assert [law.noun for law in LIFECYCLES.values()] == ["proposal", "measure", "commitment", "talks", "statement"]
    assert all(MOVES_BY_VERB[verb.verb] is verb for law in LIFECYCLES.values() for verb in law.moves)
    assert MOVES_BY_VERB["break-off"] is BreakOff
    assert CREATING_MOVES[Impose] is LIFECYCLES[type(after(threaten()).state.subjects["close-ports"])]
    acting = {verb.verb: fields for verb, fields in TARGET_FIELDS.items() if fields}
    assert acting == {
        "propose": ("replaces",),
        "accept": ("settles",),
        "ratify": ("settles",),
        "carry-out": ("settles", "as_"),
        "commit": ("under", "settles", "replaces"),
        "extend": ("under",),
        "convene": ("settles",),
        "adjourn": ("settles",),
        "threaten": ("replaces",),
        "impose": ("replaces",),
    }


# the way out


def test_a_refusal_ends_with_what_may_be_done_instead():
    carried_out = CarryOut(subject="close-ports", by="aland", date=LATER)
    story = after(threaten(), carried_out)
    story.refuses(
        Withdraw(subject="close-ports", by="aland", date=LATER),
        because="; aland may: raise, ease, suspend, lift or extend",
    )


def test_the_clock_too_is_told_what_it_may_do():
    story = after(propose(expires=DAY))
    story.refuses(Withdraw(subject="equal-shares", by=None, date=LATER), because="; the clock may: lapse")


def test_each_side_is_told_its_own_way_out():
    after(propose()).refuses(
        Extend(subject="equal-shares", by="bohus", date=DAY, expires=LATER),
        because="aland made it, and only its author may; bohus may: oppose or accept",
    )


def test_who_can_do_nothing_is_told_nothing():
    state = after(propose(), Accept(subject="equal-shares", by="bohus", date=DAY)).state
    assert str(illegal_move(Refusal(state, Lapse(subject="equal-shares", date=DAY)))).endswith(
        "accepted since 2013-03-01"
    )


@pytest.mark.parametrize(
    ("told", "replacing", "words"),
    [
        ([propose()], {"by": "bohus"}, "aland made equal-shares, and only its author may replace it"),
        ([propose(), Withdraw(subject="equal-shares", by="aland", date=DAY)], {}, "it has been withdrawn since"),
        ([propose(expires=DAY)], {"date": LATER}, "equal-shares expired on 2013-03-01; extend it first"),
        (
            [threaten(subject="equal-shares")],
            {},
            "equal-shares is a measure, and a measure cannot be the object of propose",
        ),
    ],
)
def test_that_something_cannot_be_replaced_names_it_and_says_why(told, replacing, words):
    move = propose(subject="p2", replaces="equal-shares", **replacing)
    [objection] = violations(after(*told).state, move)
    assert objection.reason.startswith(f"equal-shares cannot be replaced: {words}")
    assert (objection.field, objection.value) == ("replaces", "equal-shares")


@pytest.mark.parametrize("word", RESERVED)
@pytest.mark.parametrize(
    "made",
    [
        propose,
        threaten,
        partial(Impose, by="aland", date=DAY, issue="ports", action="close"),
        partial(Commit, by="aland", date=DAY, issue="ports", title="Deal"),
        partial(Act, by="aland", date=DAY, tone="neutral"),
    ],
)
def test_no_move_makes_anything_with_a_reserved_word_for_an_id(word, made):
    [objection] = violations(START, made(subject=word))
    assert objection.reason == reserved(word)
    assert (objection.field, objection.value) == ("subject", word)


@pytest.mark.parametrize("word", RESERVED)
def test_nothing_is_declared_with_a_reserved_word_for_an_id(word):
    with pytest.raises(InvalidSettingError, match=f"'{word}' is reserved for"):
        Negotiation.begin(START.setting, [Talks.declared(word)])


# moves of other classes


class Issue(StrEnum):
    QUOTA = "quota"


def test_an_id_may_be_of_a_class_of_its_own():
    after().accepts(propose(over=Issue.QUOTA))
    after().accepts(remark(subject=Issue.QUOTA))


@frozen(kw_only=True)
class Annul(Move):
    reason: str = "none"


def test_a_move_that_the_law_does_not_know_is_refused_in_words():
    annul = Annul(subject="pact", by="aland", date=DAY)
    after().refuses(annul, because="pact is a commitment, and a commitment cannot be the object of annul")


def test_a_threat_under_a_taken_id_is_told_all_that_speaks_against_it():
    state = after(threaten(subject="m"), threaten(subject="n")).state
    reasons = " ".join(violation.reason for violation in violations(state, threaten(subject="m", replaces=("m", "n"))))
    assert "the id 'm' names a measure already" in reasons
    assert "m is named under subject as well; name it once" in reasons
