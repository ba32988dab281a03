import re

import pytest
from attrs import evolve, fields
from attrs.exceptions import FrozenInstanceError
from days import DAY
from hypothesis.vendor.pretty import pretty

from sim.model.dates import When
from sim.model.errors import InvalidFieldError, UnreadableDateError, Where
from sim.model.ids import ID_PATTERN, ids
from sim.model.move import Lapse, Move, Suspend, Withdraw, fields_of, holding, key_of
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
    assert forms <= {"text", "date", "id", "ids", "choice", "condition", "place"}


def test_the_fields_of_a_verb_are_its_own_first_and_never_its_subject_or_place():
    names = [attribute.name for attribute in fields_of(AgreeToContinue)]
    assert names[:3] == ["due", "place", "mandate"]
    assert names[3:] == ["by", "date", "over", "speaker", "quote", "source", "channel", "note"]
    assert "by" not in [attribute.name for attribute in fields_of(Lapse)]


@pytest.mark.parametrize("name", ["quota", "équipe-2", "2013", "条約", "a_b"])
def test_letters_of_any_script_digits_hyphens_and_underscores_make_an_id(name):
    assert re.fullmatch(ID_PATTERN, name)


@pytest.mark.parametrize("name", ["", "a b", "-a", "_a", "a.b", "a/b", "a:b", "#12", "a@b", "a\nb", "a,b", "a~"])
def test_blanks_and_signs_make_no_id(name):
    assert not re.fullmatch(ID_PATTERN, name)


def test_every_move_is_one():
    assert all(issubclass(verb, Move) for verb in MOVES_BY_VERB.values())


@pytest.mark.parametrize("subject", ["", "two words", "-first", "a/b", "\u200b"])
def test_a_subject_has_an_id(subject):
    with pytest.raises(InvalidFieldError, match="is no id"):
        Lapse(subject=subject, date="2013-01-01")


def test_hypothesis_shows_a_move_as_python_and_its_class_by_its_name():
    assert pretty(WITHDRAW) == "Withdraw(subject='equal-shares', by='aland', date='2013-03-01')"
    assert pretty(Withdraw).endswith("Withdraw")
