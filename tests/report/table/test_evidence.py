import pytest
from attrs import evolve
from conclusions import ON_IN_FORCE, ON_OPPOSED, ON_SILENCE, WHOLE

from sim.evidence import Addition
from sim.model.dates import When
from sim.moves import Propose, Remark
from sim.report.table.evidence import TABLES, empty_tables, held, idle_moves, notes, on_branches
from sim.report.table.render import NOTHING


def table(name, result=WHOLE, *, in_full=False):
    """A table as people see it."""
    return TABLES[name](result, in_full=in_full).for_people


def rows(name, result=WHOLE, *, in_full=False):
    """The rows of a table, each by the headers that people see."""
    shown = table(name, result, in_full=in_full)
    return [dict(zip(shown.headers, row, strict=True)) for row in shown.rows]


def only(*conclusions):
    """The evidence on these alone."""
    return evolve(WHOLE, conclusions=conclusions, asked=len(conclusions))


def claimed(conclusion):
    """The same conclusion, but as a claim that no file makes."""
    return evolve(conclusion, expectation=evolve(conclusion.expectation, where=None))


def test_every_conclusion_has_a_row_with_its_verdict():
    told = rows("conclusions")
    assert told[0] == {
        "line": "28",
        "as of": "2013-02-28, likely",
        "conclusion": "equal-shares",
        "expected": "opposed",
        "verdict": "hangs on #1 or #2 alone",
    }
    assert [row["verdict"] for row in told] == [each.verdict for each in WHOLE.conclusions]
    assert told[-1]["as of"] == "the end, likely, silence"


def test_a_conclusion_that_compares_says_with_which_day():
    since = evolve(ON_IN_FORCE, expectation=evolve(ON_IN_FORCE.expectation, since=When.parse("2013-02-01")))
    assert rows("conclusions", only(since))[0]["conclusion"] == "pact/bohus since 2013-02-01"
    assert rows("cuts", only(since))[0]["conclusion"] == "pact/bohus since 2013-02-01: in-force"


def test_what_is_found_has_a_column_in_full_only():
    assert "found" not in table("conclusions").headers
    assert [row["found"] for row in rows("conclusions", in_full=True)] == ["opposed", "in-force", "0", "0", "withdrawn"]


def test_claims_have_no_line():
    assert table("conclusions", only(claimed(ON_OPPOSED))).headers[0] == "as of"
    assert table("cuts", only(claimed(ON_OPPOSED))).headers[0] == "conclusion"


def test_cut_sets_are_of_moves_sources_and_speakers():
    assert rows("cuts")[0] == {
        "line": "28",
        "conclusion": "equal-shares: opposed",
        "moves": "#1; #2; #3 + #4",
        "sources": "gazette + herald",
        "speakers": "Astrid Berg",
    }


def test_what_hangs_on_nothing_has_no_row():
    assert [row["line"] for row in rows("cuts")] == ["28", "29", "25"]


def test_a_branch_whose_moves_have_numbers_of_their_own_is_named():
    assert rows("cuts")[2]["conclusion"] == "equal-shares: withdrawn (silence)"


def test_a_column_that_is_empty_everywhere_is_left_out():
    assert table("cuts", only(ON_IN_FORCE)).headers == ("line", "conclusion", "moves")


def test_three_of_a_list_are_named_or_all():
    many = only(evolve(ON_OPPOSED, moves=((1,), (2,), (3,), (4,), (5,))))
    assert rows("cuts", many)[0]["moves"] == "#1; #2; #3; 2 more"
    assert rows("cuts", many, in_full=True)[0]["moves"] == "#1; #2; #3; #4; #5"


def test_other_days_are_those_of_one_move_each():
    assert rows("days") == [
        {"line": "28", "conclusion": "equal-shares: opposed", "days": "#2 on 2013-03-01; #4 on 2013-02-28"}
    ]


def test_readings_and_weights_are_told_where_it_does_not_hold_for_all():
    assert rows("readings") == [
        {
            "line": "28",
            "conclusion": "equal-shares: opposed",
            "holds under": "likely, possible",
            "holds for weights": NOTHING,
        },
        {"line": "30", "conclusion": "agreed: 0", "holds under": "all", "holds for weights": "some, not all"},
    ]


def test_a_conclusion_that_holds_for_all_weights_needs_no_word_on_them():
    assert not rows("readings", only(evolve(ON_IN_FORCE, weights="all")))


def test_what_was_not_reported_is_told_with_its_place():
    assert rows("additions")[0]["moves"] == (
        "lapse equal-shares by the clock, before #1; accept equal-shares by bohus, after #1"
    )


def test_what_is_new_has_no_name_but_says_what_it_is_about():
    text = Propose(subject="proposal-2", by="aland", date="2013-02-10", issue="quota", replaces="equal-shares")
    other = Propose(subject="proposal-2", by="aland", date="2013-02-10", issue="quota")
    word = Remark(subject="quota", by="aland", date="2013-02-10", kind="hope")
    added = tuple(Addition(1, move, "superseded") for move in (text, other, word))
    assert rows("additions", only(evolve(ON_OPPOSED, additions=added)))[0]["moves"] == (
        "propose something new by aland (replaces: equal-shares), after #1; "
        "propose something new by aland (issue: quota), after #1; remark quota by aland, after #1"
    )


def test_what_hangs_on_a_move_is_told_with_its_lines():
    assert rows("importance") == [
        {
            "#": "1",
            "date": "2013-02-01",
            "party": "aland",
            "move": "propose (offer)",
            "subject": "equal-shares",
            "alone": "1",
            "lines": "28",
            "in pairs": "0",
        },
        {
            "#": "2",
            "date": "2013-02-09",
            "party": "bohus",
            "move": "oppose",
            "subject": "equal-shares",
            "alone": "2",
            "lines": "28; 29",
            "in pairs": "0",
        },
        {
            "#": "3",
            "date": "2013-03-01",
            "party": "bohus",
            "move": "suspend",
            "subject": "pact",
            "alone": "0",
            "lines": NOTHING,
            "in pairs": "1",
        },
        {
            "#": "4",
            "date": "2013-03-02",
            "party": "aland",
            "move": "withdraw",
            "subject": "equal-shares",
            "alone": "0",
            "lines": NOTHING,
            "in pairs": "1",
        },
    ]


def test_a_line_with_two_conclusions_is_named_once_and_a_claim_by_its_subject():
    twice = only(ON_OPPOSED, ON_OPPOSED, claimed(ON_IN_FORCE))
    assert [(row["alone"], row["lines"], row["claims"]) for row in rows("importance", twice)[:2]] == [
        ("2", "28", NOTHING),
        ("3", "28", "pact/bohus"),
    ]


def test_moves_that_carry_nothing_are_told_in_a_sentence_or_in_rows():
    carried = only(ON_IN_FORCE)
    assert [row["#"] for row in rows("importance", carried)] == ["2"]
    assert [row["#"] for row in rows("importance", carried, in_full=True)] == ["1", "2", "3", "4"]
    assert idle_moves(carried) == "Nothing hangs on #1, #3, #4, alone or with one other."
    assert idle_moves(WHOLE) == ""


def test_where_pairs_were_not_looked_at_nothing_is_said_of_them():
    single = evolve(only(ON_IN_FORCE), up_to=1)
    assert "in pairs" not in table("importance", single).headers
    assert idle_moves(single) == "Nothing hangs on #1, #3, #4 alone."


@pytest.mark.parametrize("result", [only(), only(ON_SILENCE)])
def test_without_a_conclusion_on_the_record_nothing_is_said_of_its_moves(result):
    assert not rows("importance", result, in_full=True)
    assert idle_moves(result) == ""


def test_what_is_not_finished_says_so():
    partial = evolve(only(ON_IN_FORCE), asked=3)
    assert next(notes(partial)) == "Partial: 1 of 3 conclusions have been looked at."
    assert idle_moves(partial).startswith("So far nothing hangs on #1, ")


@pytest.mark.parametrize(("up_to", "sizes"), [(1, "one"), (2, "two"), (3, "three")])
def test_the_size_of_the_cut_sets_is_told(up_to, sizes):
    assert list(notes(evolve(WHOLE, up_to=up_to))) == [f"Cut sets have up to {sizes} of the 4 moves."]


def test_a_table_without_rows_is_replaced_by_a_sentence():
    bare = only(evolve(ON_SILENCE, moves=(), sources=(), speakers=()))
    assert list(empty_tables(bare, TABLES)) == [
        "No conclusion has a minimal cut set of that size.",
        "No other day of one move overturns a conclusion.",
        "No conclusion depends on the reading or on the weights.",
        "No further legal move overturns a conclusion.",
    ]
    assert list(empty_tables(evolve(bare, asked=2), ["days"])) == [
        "So far no other day of one move overturns a conclusion."
    ]
    assert not list(empty_tables(WHOLE, TABLES))
    assert not list(empty_tables(only(), TABLES))


def test_conclusions_on_branches_are_counted_where_they_do_not_count_for_moves():
    rest = ", whose moves have numbers of their own; --branch ID says what hangs on these."
    assert on_branches(WHOLE) == f"1 of 5 conclusions is on a branch{rest}"
    assert on_branches(only(ON_SILENCE, ON_SILENCE)) == f"2 of 2 conclusions are on branches{rest}"
    assert on_branches(only(ON_IN_FORCE)) == on_branches(evolve(only(ON_SILENCE), branch="silence")) == ""


def test_those_that_hold_are_counted():
    assert held(WHOLE) == "4 of 5 conclusions hold."
