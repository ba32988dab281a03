import pytest
from days import DAY

from sim.model.errors import (
    MANY,
    Fault,
    IllegalMoveError,
    InconsistentDatesError,
    InTable,
    InvalidFieldError,
    InvalidScenarioError,
    InvalidSettingError,
    NegsimError,
    UnknownNameError,
    UnreadableDateError,
    UnreadableFileError,
    Violation,
    Where,
    all_of,
    counted,
    did_you_mean,
    one_of,
    with_article,
)
from sim.model.move import Withdraw
from sim.testing.story import START, after

PLACE = Where("strait.yaml", 31, 3)
WITHDRAW = Withdraw(subject="close-ports", by="aland", date=DAY)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (UnreadableDateError("soon", "write a day"), "cannot read the date 'soon': write a day"),
        (InvalidFieldError("kind cannot be 'x'"), "kind cannot be 'x'"),
        (InvalidSettingError(("one party", "no name")), "one party; no name"),
        (
            InconsistentDatesError(((2, "it runs back"), (3, "it does too"))),
            "move 2: it runs back; move 3: it does too",
        ),
        (UnknownNameError("nobody has that name"), "nobody has that name"),
        (UnreadableFileError("strait.yaml", "no such file"), "strait.yaml: no such file"),
        (
            InvalidScenarioError((Fault(PLACE, "moves", "bad"), Fault(PLACE, "", "worse"))),
            "strait.yaml:31:3: moves: bad\nstrait.yaml:31:3: worse",
        ),
    ],
)
def test_every_error_says_what_is_wrong_in_a_sentence(error, sentence):
    assert str(error) == sentence
    assert isinstance(error, NegsimError)


def test_a_refusal_says_who_what_when_why_and_the_way_out():
    reasons = (Violation("it was carried out"), Violation("and regretted"))
    refused = IllegalMoveError(WITHDRAW, reasons, ("suspend", "lift"))
    assert str(refused) == (
        "aland may not withdraw close-ports on 2013-03-01: it was carried out; and regretted; "
        "aland may: suspend or lift"
    )


def test_a_refusal_without_a_way_out_ends_with_the_reasons():
    assert str(IllegalMoveError(WITHDRAW, (Violation("it is over"),))).endswith("on 2013-03-01: it is over")


def test_a_refusal_points_to_the_place_of_the_move():
    move = Withdraw(subject="close-ports", by="aland", date=DAY, where=PLACE)
    refused = IllegalMoveError(move, (Violation("it is over"),))
    assert str(refused) == f"strait.yaml:31:3: {refused.sentence}"


def test_a_verb_of_several_words_ends_the_way_out_by_itself():
    assert str(IllegalMoveError(WITHDRAW, (), ("suspend", "carry-out"))).endswith("aland may: suspend or carry-out")


def test_what_nobody_makes_is_refused_to_the_clock():
    after(start=START).refuses(
        Withdraw(subject="pact", by=None, date=DAY), because="the clock may not withdraw pact on 2013-03-01"
    )


def test_words_are_listed_as_a_choice_or_as_a_sum():
    assert (one_of(["a"]), one_of("ab"), one_of("abc")) == ("a", "a or b", "a, b or c")
    assert all_of("abc") == "a, b and c"


def test_the_likeliest_name_is_proposed_else_all_else_none():
    assert did_you_mean("qouta", ["ports", "quota"]) == "; did you mean quota?"
    assert did_you_mean("x", ["ports", "quota", "ports"]) == "; there is ports or quota"
    assert did_you_mean("x", []) == ""


def test_of_very_many_names_the_first_twelve_are_shown():
    advice = did_you_mean("x", [f"name-{number}" for number in range(20)])
    assert advice.startswith("; there is name-0, name-1")
    assert advice.endswith("name-11, … (20 in all)")


def test_a_noun_has_the_article_that_it_sounds_with():
    assert (with_article("offer"), with_article("plan")) == ("an offer", "a plan")


def test_among_very_many_names_those_that_begin_alike_are_compared():
    known = [f"proposal-{number}" for number in range(1_000)]
    assert did_you_mean("proposal-99x", known).startswith("; did you mean proposal-99")


def test_among_many_names_only_one_that_is_a_letter_away_is_meant():
    many = [f"proposal-{number}" for number in range(MANY + 1)]
    assert did_you_mean("propsal-7", many) == "; did you mean proposal-7?"
    assert did_you_mean("levy", many) == f"; none of the {MANY + 1} that there are is like it"


def test_a_refused_move_of_a_table_names_its_row():
    move = Withdraw(subject="x", by="aland", date=DAY, where=InTable("moves.csv", 12, 3))
    error = IllegalMoveError(move, (Violation("it is not there"),))
    assert str(error) == f"moves.csv, row 12: aland may not withdraw x on {DAY}: it is not there"


def test_things_are_counted_in_the_singular_and_the_plural():
    assert [counted(count, "day", "days") for count in (0, 1, 1000)] == ["0 days", "1 day", "1,000 days"]
