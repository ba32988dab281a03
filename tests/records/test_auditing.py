"""A file is read past what the law refuses: what fails, why, and on what else that fails it depends."""

import pytest
from complaints import OPPOSED, RECORD
from refusals import REFUSALS

from sim import InvalidScenarioError, UnreadableFileError
from sim.records import audited_file, audited_text


def refused(text):
    """The moves that fail, by number."""
    return {each.number: each for each in audited_text(text).refused}


def moves(*lines):
    return "".join(f"  - {{{line}}}\n" for line in lines)


SETTING = "scenario: S\nparties: {a: A, b: B}\nissues: {i: I}\n"


def test_moves_that_depend_on_others_that_fail_name_them():
    found = refused(REFUSALS)
    assert {number: each.depends_on for number, each in found.items() if each.depends_on} == {3: (2,), 5: (4,), 6: (4,)}
    assert (
        found[3].reasons[0][1].endswith("it depends on accept half in line 9, which is left out; correct line 9 first")
    )


def test_a_move_may_depend_on_several():
    text = (
        SETTING
        + "moves:\n"
        + moves(
            "propose: p, by: x, date: 2013-01-01, issue: i",
            "propose: q, by: x, date: 2013-01-01, issue: i",
            "propose: r, by: a, date: 2013-01-02, issue: i, counters: [p, q]",
        )
    )
    assert refused(text)[3].depends_on == (1, 2)


def dependences(*lines):
    """On which moves each of those that fail depends, by number."""
    found = refused(SETTING + "moves:\n" + moves(*lines))
    assert all(("it depends on" in str(each.reasons)) == bool(each.depends_on) for each in found.values())
    return {number: each.depends_on for number, each in found.items()}


MADE = "propose: p, by: a, date: 2013-01-01, issue: i"


@pytest.mark.parametrize(
    ("left_out", "move", "depends_on"),
    [
        ("oppose: p, by: c, date: 2013-01-02", "accept: p, by: a, date: 2013-01-03", ()),
        ("accept: p, by: c, date: 2013-01-02", "accept: p, by: a, date: 2013-01-03", ()),
        ("accept: p, by: b, date: 2013-13-02", "carry-out: p, by: both, date: 2013-01-03", (2,)),
        ("acept: p, by: b, date: 2013-01-02", "carry-out: p, by: both, date: 2013-01-03", (2,)),
        ("remark: i, kind: x, by: b, date: 2013-01-02", "carry-out: p, by: both, date: 2013-01-03", ()),
        ("accept: p, by: b, date: 2013-13-02", "carry-out: p, by: both, date: 2013-01-03, over: x", ()),
        ("oppose: q, by: a, date: 2013-01-02", "accept: q, by: b, date: 2013-01-03", ()),
        ("act: q, by: a, date: 2013-01-02", "accept: q, by: b, date: 2013-01-03", ()),
        ("propose: q, by: a, date: 2013-01-02", "accept: q, by: b, date: 2013-01-03", (2,)),
        ("propose: q, by: a, date: 2013-01-02", "propose: q, by: c, date: 2013-01-03, issue: i", ()),
    ],
)
def test_a_move_depends_on_another_only_if_it_needs_that(left_out, move, depends_on):
    found = dependences(MADE, left_out, move)
    assert found[3] == depends_on


def test_what_depends_on_several_in_a_row_names_the_one_with_which_it_may_be():
    accept, carry_out = "accept: p, by: b, date: 2013-13-02", "carry-out: p, by: both, date: 2013-01-03"
    assert dependences(MADE, "oppose: p, by: b, date: soon", accept, carry_out)[4] == (3,)


def test_what_is_made_too_late_is_no_cause():
    assert dependences(MADE, "accept: q, by: b, date: 2013-01-02", "propose: q, by: c, date: 2013-01-03")[2] == ()


def test_what_cannot_be_read_is_told_from_what_cannot_have_happened():
    found = refused(REFUSALS)
    assert [number for number, each in found.items() if each.outcome == "unreadable"] == [7, 8, 9, 10]
    assert [number for number, each in found.items() if each.outcome == "refused"] == [2, 3, 4, 5, 6, 11]


def test_a_refusal_has_its_place_the_field_and_the_way_out():
    accepted, misspelt = (refused(REFUSALS)[number] for number in (2, 4))
    assert (accepted.line, accepted.by, accepted.date, accepted.move) == (9, "aland", "2013-02-02", "accept half")
    assert accepted.reasons[0][0] == ""
    assert accepted.reasons[0][1].endswith("the answer is for bohus to give; aland may: withdraw or extend")
    assert misspelt.reasons == (("by", "nobody named 'alnd' takes part; did you mean aland?"),)


def test_a_fault_of_reading_hides_no_name_that_nobody_has_declared():
    text = (
        SETTING + "moves:\n" + moves("propose: p, by: c, date: 2013-13-01, issue: [i, j]", "oppose: p, by: c, foo: x")
    )
    first, second = refused(text).values()
    assert [key for key, _ in first.reasons] == ["date", "by", "issue"]
    assert [words.partition(";")[0] for _, words in second.reasons] == [
        "date is missing",
        "oppose has no key 'foo'",
        "nobody named 'c' takes part",
    ]


def test_a_move_without_a_verb_is_called_as_it_stands():
    assert refused(REFUSALS)[7].move == "frobnicate half"
    assert refused(REFUSALS)[9].move == ""


def test_the_moves_that_stand_are_counted():
    audited = audited_text(REFUSALS, "coded.yaml")
    assert (audited.file, audited.title) == ("coded.yaml", "A record that cannot have happened as coded")
    assert (audited.moves, audited.standing) == (11, 1)


@pytest.mark.parametrize("name", ["colombia-2016", "fishing", "moscow-2007"])
def test_of_a_file_in_order_every_move_stands(name):
    audited = audited_file(f"scenarios/{name}.yaml")
    assert audited.standing == audited.moves
    assert audited.refused == ()


BEYOND = """\
branches:
  other: {moves: [{propose: q, by: a, date: 2013-01-03, issue: i}, {propose: q}]}
weights: {opposed: -1}
forecast: {from: x, from: y}
expect:
  - {agreed: 1, agreed: 2}
"""


def test_sections_that_say_nothing_of_the_record_are_passed_over():
    threat = "threaten: t, by: a, date: 2013-01-01, issue: i, action: x, if: {q: accepted}"
    audited = audited_text(SETTING + "moves:\n" + moves(threat) + BEYOND)
    assert (audited.moves, audited.refused) == (1, ())


def test_a_condition_that_can_never_be_met_is_a_refusal():
    text = (
        SETTING
        + "moves:\n"
        + moves(
            "propose: p, by: x, date: 2013-01-01, issue: i",
            "threaten: t, by: a, date: 2013-01-02, issue: i, action: x, if: {p: accepted}",
        )
    )
    found = refused(text)
    assert (found[2].outcome, found[2].depends_on, found[2].reasons[0][0]) == ("refused", (1,), "if")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("- x\n", 1),
        ("scenario: S\nparties: {a: A}\nmoves: []\n", 2),
        (SETTING + "moves: x\n", 4),
        (SETTING + "mooves: []\n", 4),
        (SETTING + "commitments: {c: {title: C, since: 2014, until: 2013}}\nmoves: []\n", 4),
        (RECORD + "  - {propose: [\n", 15),
        ("\x00", 1),
        (SETTING + "sources: {" + ", ".join(f"s {number}: T" for number in range(1_100)) + "}\nmoves: []\n", 4),
    ],
)
def test_faults_outside_the_moves_come_first(text, line):
    with pytest.raises(InvalidScenarioError) as invalid:
        audited_text(text)
    assert invalid.value.faults[0].where.line == line


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnreadableFileError):
        audited_file(tmp_path / "none.yaml")


def test_a_file_of_many_refusals_is_audited_to_its_end():
    text = RECORD + OPPOSED + "".join(OPPOSED for _ in range(1_200))
    assert len(refused(text)) == 1_200


def test_branches_full_of_faults_hide_no_refusal():
    many = ", ".join("{x: 1}" for _ in range(1_100))
    text = RECORD + OPPOSED + OPPOSED + f"branches: {{b: {{moves: [{many}]}}}}\n"
    assert [*refused(text)] == [3]
