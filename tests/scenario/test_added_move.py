import pytest
from complaints import FOUR_MOVES, OPPOSED, RECORD
from hypothesis import assume, given, settings, strategies as st

from sim.model.errors import InvalidScenarioError, UnknownNameError
from sim.scenario import as_json, as_yaml, loads
from sim.scenario.added_move import WouldBeInvalidError, extended
from sim.scenario.write import move_as_mapping
from sim.testing.files import records
from sim.testing.strategies import histories, moves

OPPOSE = {"oppose": "equal-shares", "by": "bohus", "date": "2013-02-09"}
OFFER = {"propose": "x", "by": "a", "date": "2013", "issue": "q"}
BEGINNING = "scenario: S\nparties: {a: A, b: B}\nissues: {q: Q}\n"
IN_BLOCK = "  - propose: x\n    by: a\n    date: 2013\n    issue: q\n"
IN_JSON = '{"propose": "x", "by": "a", "date": "2013", "issue": "q"}'
FIRST = "{propose: y, by: a, date: 2012, issue: q}"
SECOND = "{oppose: y, by: b, date: 2012}"


def longer(text, item=OFFER, after=None):
    """The text with a move more."""
    return extended(text.encode(), "f", item, after).data.decode()


def refused(text, item=OFFER, after=None, error=InvalidScenarioError):
    """The complaints about a move that cannot be added."""
    with pytest.raises(error) as refusal:
        longer(text, item, after)
    return str(refusal.value).splitlines()


# WHERE IT GOES


def test_a_move_goes_after_the_last_one():
    assert longer(RECORD, OPPOSE) == RECORD + OPPOSED


def test_it_is_counted():
    added = extended(RECORD.encode(), "f", OPPOSE)
    assert (added.number, len(added.scenario.history.moves)) == (2, 2)


def test_a_move_goes_after_another_one():
    later = f"{OPPOSED}  - suspend: pact\n    by: bohus\n    date: 2013-03-01\n"
    text = RECORD + later.removeprefix(OPPOSED)
    assert longer(text, OPPOSE, 1) == RECORD + later


def test_a_move_goes_before_all_others():
    item = {"suspend": "pact", "by": "bohus", "date": "2013-01"}
    before, moves, after = RECORD.partition("moves:\n")
    assert longer(RECORD, item, 0) == f"{before}{moves}  - suspend: pact\n    by: bohus\n    date: 2013-01\n{after}"


def test_after_a_move_that_there_is_not_there_is_no_place():
    assert refused(RECORD, OPPOSE, 2, UnknownNameError) == ["f: there is no move #2; the record has 1"]


# BLOCK STYLE


def test_a_comment_on_a_move_stays_with_it():
    text = (
        f"{BEGINNING}moves:\n  - propose: y\n    by: a\n    date: 2012   # or 2011\n    issue: q\n    # of the herald\n"
    )
    assert longer(text) == text + IN_BLOCK


def test_a_comment_between_two_moves_is_on_the_second():
    first, second = (
        "  - propose: y\n    by: a\n    date: 2012\n    issue: q\n",
        "  # then\n  - oppose: y\n    by: b\n    date: 2014\n",
    )
    text = f"{BEGINNING}moves:\n{first}{second}"
    assert longer(text, OFFER, 1) == f"{BEGINNING}moves:\n{first}{IN_BLOCK}{second}"


def test_a_comment_in_the_column_of_the_moves_stays_above_one_at_their_end():
    text = f"{BEGINNING}moves:\n  - {FIRST}\n\n  # to be continued\n"
    rest = "\n# What must be so\nexpect: [{agreed: 0}]\n"
    assert longer(text + rest) == text + IN_BLOCK + rest


def test_a_comment_on_the_next_section_stays_with_that():
    text, rest = f"{BEGINNING}moves:\n- {FIRST}\n", "# What must be so\nexpect: [{agreed: 0}]\n"
    item = "- propose: x\n  by: a\n  date: 2013\n  issue: q\n"
    assert longer(text + rest) == text + item + rest


def test_moves_with_blank_lines_between_them_get_one_more():
    text = f"{BEGINNING}moves:\n  - {FIRST}\n\n  - {SECOND}\n"
    assert longer(text) == f"{text}\n{IN_BLOCK}"


def test_an_item_is_indented_as_the_others():
    text = f"{BEGINNING}moves:\n    -   propose: y\n        by: a\n        date: 2012\n        issue: q\n"
    assert longer(text) == f"{text}    -   propose: x\n        by: a\n        date: 2013\n        issue: q\n"


def test_an_item_may_begin_below_its_dash():
    text = f"{BEGINNING}moves:\n  -\n    {FIRST}\n"
    assert longer(text) == text + IN_BLOCK


@pytest.mark.parametrize(
    "block", ["|\n      one\n\n      two\n\n\n", "|+\n      one\n\n\n", "|  # +\n      one\n\n", ">-\n      one\n"]
)
def test_a_block_of_text_at_the_end_stays_what_it_is(block):
    text = f"{BEGINNING}moves:\n  - propose: y\n    by: a\n    date: 2012\n    issue: q\n    note: {block}"
    with_rest = f"{text}# rest\nexpect: [{{agreed: 0}}]\n"
    assert loads(longer(with_rest)).history.moves[0] == loads(text).history.moves[0]
    assert set(with_rest.splitlines()) <= set(longer(with_rest).splitlines())


def test_a_text_that_keeps_its_blank_lines_ends_no_document():
    item = {**OFFER, "note": "one\n\n", "terms": "two"}
    assert loads(longer(f"{BEGINNING}moves:\n  - {FIRST}\n", item)).history.moves[1].note == "one\n\n"


def test_a_text_that_would_keep_the_blank_lines_below_it_is_written_in_json():
    text, item = f"{BEGINNING}moves:\n  - {FIRST}\n\nexpect: [{{agreed: 0}}]\n", {**OFFER, "note": "one\n\n"}
    first, rest = text.split("\n\n")
    added = f'  - {IN_JSON[:-1]}, "note": "one\\n\\n"}}'
    assert longer(text, item) == f"{first}\n{added}\n\n{rest}"


def test_a_text_that_its_last_line_break_would_change_is_left_alone():
    text = f"{BEGINNING}moves:\n  - propose: y\n    by: a\n    date: 2012\n    issue: q\n    note: |\n      one"
    [complaint] = refused(text)
    assert complaint.startswith("f:5:5: moves: the move cannot be put here with nothing else changed; ")


# LINES


def test_a_text_without_a_line_break_at_its_end_gets_one():
    assert longer(f"{BEGINNING}moves:\n  - {FIRST}") == f"{BEGINNING}moves:\n  - {FIRST}\n{IN_BLOCK}"


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
def test_line_breaks_and_a_byte_order_mark_are_kept(line_break):
    text = f"\ufeff{BEGINNING}moves:\n  - {FIRST}\nexpect: [{{agreed: 0}}]\n".replace("\n", line_break)
    before, key, after = text.partition("expect:")
    assert longer(text) == before + IN_BLOCK.replace("\n", line_break) + key + after


def test_a_text_in_one_line_gets_no_other():
    text = '{scenario: S, parties: {a: A, b: B}, issues: {q: "Größe"}}'
    assert longer(text) == f'{text[:-1]}, "moves": [{IN_JSON}]}}'


# NO MOVES YET


def test_moves_that_are_missing_are_begun():
    assert longer(BEGINNING) == f"{BEGINNING}moves:\n{IN_BLOCK}"


def test_they_are_begun_before_the_end_of_the_document():
    assert longer(f"{BEGINNING}...\n# end\n") == f"{BEGINNING}moves:\n{IN_BLOCK}...\n# end\n"


def test_an_empty_list_is_begun():
    text = f"{BEGINNING}moves: [ ]  # none yet\n\nexpect: [{{agreed: 0}}]"
    assert longer(text) == f"{BEGINNING}moves:  # none yet\n{IN_BLOCK}\nexpect: [{{agreed: 0}}]"


def test_an_empty_list_at_the_end_is_begun():
    assert longer(f"{BEGINNING}moves: []") == f"{BEGINNING}moves:\n{IN_BLOCK}"


def test_an_empty_list_with_a_comment_in_it_is_begun_between_its_brackets():
    assert longer(f"{BEGINNING}moves: [ # none\n  ]\n") == f"{BEGINNING}moves: [ # none\n  {IN_JSON}]\n"


def test_in_json_a_section_is_begun_on_a_line_of_its_own():
    text = '{\n  "scenario": "S",\n  "parties": {"a": "A", "b": "B"},\n  "issues": {"q": "Q"}\n}\n'
    assert longer(text) == f'{text[:-3]},\n  "moves": [{IN_JSON}]\n}}\n'


# BETWEEN BRACKETS


@pytest.mark.parametrize(
    ("before", "after", "number"),
    [
        (f"[{FIRST}]", f"[{FIRST}, {IN_JSON}]", None),
        (f"[{FIRST}, ]", f"[{FIRST}, {IN_JSON}, ]", None),
        (f"[{FIRST}]", f"[{IN_JSON}, {FIRST}]", 0),
        (f"[\n  {FIRST}\n  ]", f"[\n  {IN_JSON},\n  {FIRST}\n  ]", 0),
        (f"[\n  {FIRST}  # one\n  ]", f"[\n  {FIRST},  # one\n  {IN_JSON}\n  ]", None),
        (f"[\n  {FIRST},  # one\n  ]", f"[\n  {FIRST},  # one\n  {IN_JSON}\n  ]", None),
        (f"[\n  {FIRST},  # one\n  {SECOND}\n  ]", f"[\n  {FIRST},  # one\n  {IN_JSON},\n  {SECOND}\n  ]", 1),
        (f"[\n  {FIRST}\n  , {SECOND}\n  ]", f"[\n  {FIRST}, {IN_JSON}\n  , {SECOND}\n  ]", 1),
    ],
)
def test_between_brackets_a_move_goes_beside_the_others(before, after, number):
    item = {**OFFER, "date": "2012"} if number is not None else OFFER
    expected = after if number is None else after.replace("2013", "2012")
    assert longer(f"{BEGINNING}moves: {before}\n", item, number) == f"{BEGINNING}moves: {expected}\n"


def test_in_json_a_move_is_laid_out_as_the_others():
    added = as_json(loads(longer(as_json(loads(RECORD)), OPPOSE)))
    assert added == longer(as_json(loads(RECORD)), OPPOSE)


# WHAT IS REFUSED


def test_a_file_with_faults_is_refused_with_those():
    assert refused(RECORD.replace("by: aland", "by: alnd"), OPPOSE) == [
        "f:10:9: propose equal-shares: nobody named 'alnd' takes part; did you mean aland?"
    ]


def test_an_illegal_move_is_refused_where_it_would_stand():
    [complaint] = refused(RECORD, {**OPPOSE, "oppose": "pact"}, error=WouldBeInvalidError)
    assert complaint.startswith("f:14:5: bohus may not oppose pact on 2013-02-09: ")


def test_later_moves_that_would_be_illegal_are_named():
    withdraw = {"withdraw": "equal-shares", "by": "aland", "date": "2013-02-01"}
    complaints = refused(FOUR_MOVES, withdraw, 1, WouldBeInvalidError)
    assert [complaint.split(" on ")[0] for complaint in complaints] == [
        "f:17:5: bohus may not oppose equal-shares",
        "f:23:5: aland may not withdraw equal-shares",
    ]


BRANCHES = """\
branches:
  alone:
    without: ['#2']
  early:
    from: 1
    moves: [{accept: equal-shares, by: bohus, date: 2013-02-08}]
"""
REMARK = {"remark": "quota", "by": "aland", "date": "2013-02-01", "kind": "hope"}


def test_numbers_of_moves_that_would_mean_another_are_named():
    [complaint] = refused(FOUR_MOVES + BRANCHES, REMARK, 1)
    assert complaint == (
        "f:25:15: branches, alone, without: #2 would be another move then; name it by verb and subject instead, "
        "or add the move at the end"
    )
    assert refused(FOUR_MOVES + BRANCHES, {**REMARK, "date": "2013-01"}, 0)[1].startswith(
        "f:27:11: branches, early, from: #1 would be another move then; give a date instead, "
    )


def test_numbers_of_earlier_moves_stay_what_they_are():
    scenario = loads(longer(FOUR_MOVES + BRANCHES, {**REMARK, "date": "2013-02-20"}, 2))
    assert scenario.branch("alone").branch.left_out == (2,)


def test_a_number_in_a_branch_of_a_branch_counts_the_moves_of_that():
    text = f"""{FOUR_MOVES}branches:
  more:
    without: {{suspend: pact}}
    moves: [{{remark: quota, by: aland, date: 2013-04-01, kind: hope}}]
  less:
    of: more
    without: '#4'
"""
    later = {**REMARK, "date": "2013-03-03"}
    [complaint] = refused(text, later)
    assert complaint.startswith("f:29:14: branches, less, without: #4 would be another move then; ")
    earlier = text.replace("'#4'", "'#2'")
    assert loads(longer(earlier, later)).branch("less").branch.left_out == (2,)


# ANY RECORD


@pytest.mark.parametrize("write", [as_yaml, as_json])
@settings(max_examples=25)
@given(scenario=records(histories(max_moves=8)), data=st.data())
def test_any_legal_move_makes_a_record_longer_and_leaves_the_lines_alone(write, scenario, data):
    text = write(scenario)
    move = data.draw(moves(scenario.history.states[-1]))
    try:
        after = longer(text, move_as_mapping(move))
    except WouldBeInvalidError:  # a branch of the record, or one of its terms, does not take it
        assume(False)
    assert loads(after).history.moves == (*scenario.history.moves, move)
    lines = iter(after.splitlines())
    assert all(line in lines or f"{line}," in after for line in text.splitlines())
