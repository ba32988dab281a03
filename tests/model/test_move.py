import re

import pytest
from attrs import evolve, fields
from attrs.exceptions import FrozenInstanceError
from days import DAY
from hypothesis.vendor.pretty import pretty

from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.errors import InvalidFieldError, UnreadableDateError, Where
from sim.model.ids import ID_PATTERN, ids
from sim.model.move import (
    Adjourn,
    CarryOut,
    Commit,
    Convene,
    Extend,
    Lapse,
    Move,
    Suspend,
    Withdraw,
    fields_of,
    holding,
    in_python,
    key_of,
)
from sim.rules.registry import MOVES_BY_VERB
from sim.rules.subjects.proposals import Propose
from sim.rules.subjects.statements import Remark
from sim.rules.subjects.talks import AgreeToContinue

WITHDRAW = Withdraw(subject="equal-shares", by="aland", date=DAY)


def test_the_verb_of_a_move_is_its_name_with_hyphens():
    assert (Withdraw.verb, AgreeToContinue.verb) == ("withdraw", "agree-to-continue")


def test_a_move_never_changes():
    with pytest.raises(FrozenInstanceError):
        WITHDRAW.by = "bohus"


def test_the_date_of_a_move_is_read():
    assert WITHDRAW.date == When.of(DAY)
    with pytest.raises(UnreadableDateError):
        evolve(WITHDRAW, date="soon")


def test_a_move_is_the_same_wherever_it_is_written():
    assert evolve(WITHDRAW, where=Where("strait.yaml", 3, 5)) == WITHDRAW


@pytest.mark.parametrize("channel", [None, "public", "private", "secret"])
def test_a_move_may_be_made_public_private_or_secret(channel):
    assert evolve(WITHDRAW, channel=channel).channel == channel


def test_no_other_channel_is_known():
    with pytest.raises(InvalidFieldError, match="channel cannot be 'privat'; did you mean private"):
        evolve(WITHDRAW, channel="privat")


def test_what_must_be_chosen_cannot_be_left_open():
    with pytest.raises(InvalidFieldError, match="kind cannot be None"):
        Remark(subject="quota", by="aland", date=DAY, kind=None)


def test_one_issue_or_several_make_a_package():
    one, two = (Propose(subject="p", by="aland", date=DAY, issue=issue) for issue in ("quota", ["quota", "ports"]))
    assert (one.issue, two.issue) == (("quota",), ("quota", "ports"))
    assert ids("quota") == ids(iter(["quota"])) == ("quota",)
    assert ids(None) == ids(()) == ()


def test_a_field_may_be_named_by_a_word_that_python_keeps_for_itself():
    assert [key_of(name) for name in ("if_", "as_", "subject_to", "date")] == ["if", "as", "subject-to", "date"]


def test_nobody_makes_a_lapse():
    assert Lapse(subject="p", date=DAY).by is None
    with pytest.raises(TypeError):
        Lapse(subject="p", date=DAY, by="aland")


def test_a_suspension_may_take_effect_later():
    suspend = Suspend(subject="pact", by="aland", date=DAY, effective="2013-06")
    assert suspend.effective == When.of("2013-06")


@pytest.mark.parametrize("verb", MOVES_BY_VERB.values(), ids=MOVES_BY_VERB)
def test_every_field_says_what_it_holds(verb):
    forms = {holding(attribute).form for attribute in fields(verb)}
    assert forms <= {"text", "date", "id", "ids", "choice", "choices", "condition", "terms", "place"}


def test_the_fields_of_a_verb_are_its_own_first_and_never_its_subject_or_place():
    names = [attribute.name for attribute in fields_of(AgreeToContinue)]
    assert names[:3] == ["due", "place", "mandate"]
    assert names[3:] == ["by", "date", "over", "speaker", "quote", "source", "channel", "note", "private"]
    assert "by" not in [attribute.name for attribute in fields_of(Lapse)]


@pytest.mark.parametrize("name", ["quota", "équipe-2", "2013", "条約", "a_b"])
def test_letters_of_any_script_digits_hyphens_and_underscores_make_an_id(name):
    assert re.fullmatch(ID_PATTERN, name)


@pytest.mark.parametrize("name", ["", "a b", "-a", "_a", "a.b", "a/b", "a:b", "#12", "a@b", "a\nb", "a,b", "a~"])
def test_blanks_and_signs_make_no_id(name):
    assert not re.fullmatch(ID_PATTERN, name)


def test_a_move_is_on_one_subject_or_on_several():
    several = evolve(WITHDRAW, subject=["equal-shares", "thirds"])
    assert (WITHDRAW.subjects, several.subjects) == (("equal-shares",), ("equal-shares", "thirds"))
    assert (several.subject, several.names) == ("equal-shares", "equal-shares, thirds")


@pytest.mark.parametrize("subject", [(), ("p", "p"), ("p", "q", "p")])
def test_a_move_names_a_subject_and_each_once(subject):
    with pytest.raises(InvalidFieldError, match="subject takes one id or several, each once"):
        Withdraw(subject=subject, by="aland", date=DAY)


def test_a_move_may_be_reported_by_several_sources():
    assert evolve(WITHDRAW, source=["gazette", "courier"]).source == ("gazette", "courier")
    assert (WITHDRAW.source, evolve(WITHDRAW, source="gazette").source) == ((), ("gazette",))


def test_a_measure_and_a_commitment_are_suspended_resumed_and_extended_by_the_same_verbs():
    suspend = Suspend(subject="pact", by="aland", date=DAY, until="2013-06", effective="2013-04")
    assert (suspend.until, suspend.effective) == (When.of("2013-06"), When.of("2013-04"))
    assert Extend(subject="pact", by="both", date=DAY, until="2013-12-31", under="deal").under == "deal"


def test_what_an_act_makes_moot_is_named_as_ids():
    verbs = (Adjourn, Convene, Commit, CarryOut)
    assert [verb(subject="x", by="both", date=DAY, settles="ask").settles for verb in verbs] == [("ask",)] * 4
    commit = Commit(subject="x", by="both", date=DAY, replaces=("truce", "armistice"))
    assert (commit.replaces, commit.under, commit.settles) == (("truce", "armistice"), None, ())


@pytest.mark.parametrize(
    ("given", "held"), [("they agree", "they agree"), ({"pact": "left"}, Condition({"pact": "left"}))]
)
def test_the_condition_of_a_promise_is_text_or_on_the_record(given, held):
    assert Commit(subject="x", by="aland", date=DAY, if_=given).if_ == held


def test_every_move_is_one():
    assert all(issubclass(verb, Move) for verb in MOVES_BY_VERB.values())


@pytest.mark.parametrize("subject", ["", "two words", "-first", "a/b", "\u200b"])
def test_a_subject_has_an_id(subject):
    with pytest.raises(InvalidFieldError, match="is no id"):
        Lapse(subject=subject, date="2013-01-01")


def test_hypothesis_shows_a_move_as_python_and_its_class_by_its_name():
    assert pretty(WITHDRAW) == "Withdraw(subject='equal-shares', by='aland', date='2013-03-01')"
    assert pretty(Withdraw).endswith("Withdraw")
    several = Suspend(subject=("oil", "grain"), by="aland", date=DAY, source=("a", "b"))
    assert in_python(several) == "Suspend(subject=('oil', 'grain'), by='aland', date='2013-03-01', source=('a', 'b'))"
