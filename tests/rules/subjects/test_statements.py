from functools import partial

import pytest
from days import DAY, LATER

from sim.model.dates import When
from sim.model.errors import InvalidFieldError
from sim.model.setting import Setting
from sim.rules.legal_moves import creating_moves
from sim.rules.state import Negotiation
from sim.rules.subjects.measures import Lift
from sim.rules.subjects.proposals import Propose
from sim.rules.subjects.statements import KINDS, Act, Remark
from sim.rules.verdict import Effect, effects
from sim.testing.story import SETTING, START, after

remark = partial(Remark, subject="quota", by="aland", date=DAY, kind="hope")
act = partial(Act, subject="visit", by="aland", date=DAY, tone="conciliatory", issue="ports")


@pytest.mark.parametrize("by", ["aland", "bohus", "both", "council"])
def test_a_party_both_or_a_third_party_may_speak_and_act(by):
    story = after().accepts(remark(by=by), act(by=by))
    assert story.state.statements == (remark(by=by), act(by=by))


@pytest.mark.parametrize("statement", [remark, act])
def test_the_clock_neither_speaks_nor_acts(statement):
    after().refuses(statement(by=None), because="only aland, bohus, both")


def test_a_remark_may_speak_on_several_issues():
    after().accepts(remark(subject=("quota", "ports")))
    after().refuses(remark(subject=("quota", "port")), because="no issue 'port' is declared; did you mean ports?")


@pytest.mark.parametrize(
    ("kinds", "tone"),
    [
        (("accusation", "criticism"), "hostile"),
        (("support", "apology"), "conciliatory"),
        (("concern", "hope", "explanation", "warning", "appeal", "reaffirmation", "denial"), "neutral"),
    ],
)
def test_a_remark_has_the_tone_of_its_kind(kinds, tone):
    assert {effects(START, remark(kind=kind))[0].tone for kind in kinds} == {tone}


@pytest.mark.parametrize("tone", ["hostile", "neutral", "conciliatory"])
def test_an_act_has_the_tone_that_it_is_given(tone):
    assert effects(START, act(tone=tone)) == (Effect("visit", "", None, None, tone),)


def test_a_remark_speaks_on_a_declared_issue():
    after().refuses(remark(subject="quotas"), because="no issue 'quotas' is declared; did you mean quota?")


def test_a_remark_changes_no_subject():
    assert after(remark()).state.subjects == after().state.subjects


@pytest.mark.parametrize("kind", KINDS)
def test_a_remark_may_be_of_every_kind(kind):
    after().accepts(remark(kind=kind))


def test_a_remark_of_no_known_kind_cannot_be():
    with pytest.raises(InvalidFieldError, match="kind cannot be 'warn'; did you mean warning"):
        remark(kind="warn")


def test_an_act_has_a_tone():
    with pytest.raises(InvalidFieldError, match="tone cannot be 'friendly'; there is hostile, neutral or conciliatory"):
        act(tone="friendly")


def test_an_act_reserves_its_id():
    after(act()).refuses(
        Propose(subject="visit", by="bohus", date=LATER, issue="ports"),
        because="the id 'visit' names a statement already; choose another id",
    )
    after(act()).refuses(act(date=LATER), because="the id 'visit' names a statement already")


def test_an_act_is_done_and_nothing_can_be_done_with_it():
    story = after(act()).leads_to("visit", "done")
    story.refuses(Lift(subject="visit", by="aland", date=LATER), because="a statement cannot be the object of lift")


def test_a_remark_may_be_made_again_and_again():
    assert len(after(remark(), remark()).state.statements) == 2


def test_a_remark_may_speak_on_an_issue_that_shares_its_id_with_a_subject():
    after(Propose(subject="quota", by="bohus", date=DAY, issue="quota")).accepts(remark())


def test_only_a_hostile_act_is_a_harm_and_only_its_maker_s():
    hostile, friendly = (after(act(tone=tone)).state.subjects["visit"] for tone in ("hostile", "conciliatory"))
    day = When.of(LATER)
    harms = [hostile.is_harm_by("aland", day), hostile.is_harm_by("bohus", day), friendly.is_harm_by("aland", day)]
    assert harms == [True, False, False]
    assert after(act(tone="hostile", by="both")).state.subjects["visit"].is_harm_by("bohus", day)


def test_a_deed_knows_the_act_that_it_is():
    deed = after(act()).state.subjects["visit"]
    assert deed.since == deed.made.date
    assert (deed.id, deed.author, deed.kind, deed.turn) == ("visit", "aland", "conciliatory", act())


def test_without_issues_there_is_nothing_to_remark_on():
    nothing = Setting(parties=SETTING.parties)
    assert not any(isinstance(move, Remark) for move in creating_moves(Negotiation.begin(nothing), "aland", DAY))
    after(start=Negotiation.begin(nothing)).refuses(remark(), because="no issue 'quota' is declared")
