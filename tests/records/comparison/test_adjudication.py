"""The adjudication file, and the scenario that its decisions make of two codings."""

import re

import hostile
import pytest
from codings import (
    ANNA,
    BERT,
    anna,
    bert,
    coded,
    compared,
    decided,
    filled,
    merge,
    renamed,
    scenario_of,
    written_and_read,
)
from hypothesis import given, strategies as st

from sim.model.errors import InvalidScenarioError
from sim.records.comparison.adjudication import adjudication, fingerprint
from sim.records.comparison.comparison import compare_codings
from sim.scenario import as_yaml, load, loads
from sim.testing.strategies import histories


@pytest.fixture(scope="module")
def both():
    return compare_codings(anna(), bert())


@pytest.fixture(scope="module")
def text(both):
    return adjudication(both).text


def complaints(comparison, text):
    with pytest.raises(InvalidScenarioError) as refused:
        merge(comparison, text)
    return [str(fault) for fault in refused.value.faults]


def line_of(text, *parts):
    """The number of the line in which the last of the parts stands, after the others."""
    at = 0
    for part in parts:
        at = text.index(part, at)
    return text.count("\n", 0, at) + 1


# THE FILE


def test_it_asks_for_a_decision_on_every_difference(both):
    form = adjudication(both)
    assert form.decisions == 9
    assert len(re.findall(r"(?m)^ *decision:$", form.text)) == 9
    assert "  # A #3 (line 16); B #3 (line 16)\n  - a: 3\n    b: 3\n    agreed:\n      subject: pact\n" in form.text
    assert "      verb:\n        a: suspend\n        b: leave\n        decision:\n" in form.text
    assert "  # B #5 (line 18)\n  - b: 5\n    move:\n      verb: act\n" in form.text
    assert "        with-the-verb-a:\n          subject: close-ports\n" in form.text


def test_nothing_is_asked_where_both_agree():
    form = adjudication(compare_codings(anna(), renamed(anna())))
    assert form.decisions == 1
    assert "\nrecord:\n  agreed:\n" not in form.text
    assert adjudication(compare_codings(anna(), anna())).decisions == 0
    assert "order:" not in form.text


def test_what_a_scenario_says_and_not_how_it_is_laid_out_makes_its_fingerprint():
    assert fingerprint(anna()) == fingerprint(loads(f"# a comment\n{ANNA}", "other.yaml"))
    assert fingerprint(anna()) != fingerprint(loads(ANNA.replace("2013-02-09", "2013-02-08"), "anna.yaml"))


# DECISIONS


def test_the_decisions_of_one_coder_give_that_coding(both):
    assert decided(both, "a").history.moves == anna().history.moves
    theirs = decided(both, "b")
    assert theirs.history.moves == both.second_moves
    assert theirs.title == "The herring dispute"
    assert written_and_read(theirs).history.moves == both.second_moves


@given(histories(min_moves=1, max_moves=6), st.data())
def test_so_they_do_of_any_two_codings(history, data):
    other = data.draw(histories(history.start, min_moves=1, max_moves=6))
    comparison = compare_codings(scenario_of(history), scenario_of(other))
    assert decided(comparison, "a").history.moves == history.moves
    theirs = decided(comparison, "b")
    assert [_sorted(move) for move in theirs.history.moves] == [_sorted(move) for move in comparison.second_moves]


def _sorted(move):
    """A move with its ids in one order, as that says nothing."""
    return {name: tuple(sorted(value)) if isinstance(value, tuple) else value for name, value in vars_of(move).items()}


def vars_of(move):
    return {each.name: getattr(move, each.name) for each in move.__attrs_attrs__ if each.eq} | {"": move.verb}


@pytest.mark.parametrize("name", ["fishing", "moscow-2007", "colombia-2016"])
def test_so_they_do_of_our_scenarios_under_other_ids(name):
    scenario = load(f"scenarios/{name}.yaml")
    comparison = compare_codings(scenario, renamed(scenario))
    for coder in "ab":
        assert decided(comparison, coder).history.moves == scenario.history.moves


def test_decisions_may_differ_from_one_difference_to_the_next(both, text):
    filled_in = filled(text.replace("b: leave\n        decision:", "b: leave\n        own: breach"), "a")
    filled_in = filled_in.replace("b: 2013-02\n        decision: a", "b: 2013-02\n        own: 2013-02-03")
    moves = merge(both, filled_in).history.moves
    assert (moves[2].verb, str(moves[0].date)) == ("breach", "2013-02-03")


def test_what_was_agreed_may_be_changed(both, text):
    changed = filled(text, "A").replace("quote: this is blackmail", "quote: this is sheer blackmail")
    assert merge(both, changed).history.moves[-1].quote == "this is sheer blackmail"


def test_a_move_of_ones_own_may_take_the_place_of_one_that_only_one_has(both, text):
    own = "own: {verb: remark, subject: quota, kind: concern, by: aland, date: 2013-03-28}\n"
    place = text.index("\n    decision:", text.index("verb: act"))
    changed = filled(text[: place + 5] + own + text[place + len("\n    decision:\n") :], "a")
    assert [move.verb for move in merge(both, changed).history.moves][4:] == ["remark", "remark"]


def test_branches_and_expectations_are_left_out():
    more = f"{ANNA}branches: {{quiet: {{without: 5}}}}\nexpect: [{{agreed: 0}}]\n"
    scenario = decided(compared(more, BERT), "a")
    assert (scenario.branches, scenario.expectations) == ((), ())


@given(histories(min_moves=1, max_moves=6), st.data())
def test_any_decisions_give_a_scenario_or_complaints_with_lines_of_the_file(history, data):
    other = data.draw(histories(history.start, min_moves=1, max_moves=6))
    comparison = compare_codings(scenario_of(history), scenario_of(other))
    form = adjudication(comparison)
    decisions = iter(data.draw(st.lists(st.sampled_from("ab"), min_size=form.decisions, max_size=form.decisions)))
    text = re.sub(r"(?m)^( *decision:)$", lambda match: f"{match[1]} {next(decisions)}", form.text)
    assert list(decisions) == []
    lines = [fault.where.line for fault in faults_of(comparison, text)]
    assert all(1 < line <= len(text.splitlines()) for line in lines)


def faults_of(comparison, text):
    """What is wrong with the scenario that the decisions make; nothing if it can be written and read."""
    try:
        scenario = merge(comparison, text)
    except InvalidScenarioError as refused:
        return refused.faults
    assert written_and_read(scenario).history.moves == scenario.history.moves
    return ()


def test_hostile_texts_come_back_as_they_were():
    ours, theirs = loads(hostile.RECORD, "=a.yaml"), loads(hostile.TWIN, "=b.yaml")
    comparison = compare_codings(ours, theirs)
    assert decided(comparison, "a").history.moves == ours.history.moves
    assert decided(comparison, "b").history.moves == theirs.history.moves
    assert decided(comparison, "b").start.setting == theirs.start.setting


# ORDER


def test_the_order_is_a_decision_where_the_coders_have_two():
    first = "remark: quota, kind: hope, by: aland, date: 2013-01-01, quote: we hope for rain"
    last = "remark: ports, kind: concern, by: bohus, date: 2013-01-01, quote: the harbour is closed"
    new = "remark: quota, kind: apology, by: bohus, date: 2013-01-01"
    comparison = compare_codings(coded(first, last), coded(last, new, first))
    form = adjudication(comparison)
    assert form.decisions == 2
    assert "\norder:\n  decision:\n" in form.text
    kinds = {coder: [move.kind for move in decided(comparison, coder).history.moves] for coder in "ab"}
    assert kinds == {"a": ["hope", "concern"], "b": ["concern", "apology", "hope"]}
    mixed = filled(form.text.replace("order:\n  decision:", "order:\n  decision: a"), "b")
    assert [move.kind for move in merge(comparison, mixed).history.moves] == ["hope", "concern", "apology"]
    asked = form.text.replace("order:\n  decision:", "order:\n  own: by date")
    (complaint,) = complaints(comparison, filled(asked, "b"))
    assert "order: the order is that of one of the coders; write a or b after `decision:`" in complaint
    undecided = complaints(comparison, filled(form.text.replace("order:\n  decision:", "order:\n  decision: # ?"), "b"))
    assert [": order: this is not decided; write a or b" in each for each in undecided] == [True]


def test_a_move_that_was_decided_to_be_earlier_comes_earlier():
    items = [
        f"remark: quota, kind: {kind}, by: aland, date: 2013-01-0{day}" for kind, day in (("hope", 2), ("apology", 4))
    ]
    later = [items[0].replace("01-02", "01-06"), items[1].replace("01-04", "01-07")]
    comparison = compare_codings(coded(*items), coded(*later))
    text = adjudication(comparison).text.replace(
        "b: 2013-01-06\n        decision:", "b: 2013-01-06\n        decision: b"
    )
    assert [move.kind for move in merge(comparison, filled(text, "a")).history.moves] == ["apology", "hope"]


# DECLARATIONS


def test_declarations_are_decided_as_moves_are():
    ours = ANNA.replace(
        "since: 1998-05-01}", "since: 1998-05-01}\ntalks: {ministers: {title: Ministers, issue: quota}}"
    )
    theirs = BERT.replace("since: 1998-05-01", "since: 1999").replace(
        "sources:",
        "third-parties: {bank: {title: Bank, with: bo}}\n"
        "measures: {levy: {by: bo, title: A levy, issue: fish}}\nsources:",
    )
    comparison = compared(ours, theirs)
    text = adjudication(comparison).text
    assert "talks:\n  ministers:\n    only: a\n    entry:\n      title: Ministers\n" in text
    assert "third-parties:\n  bank:\n    agreed:\n      title: Bank\n      with: bohus\n" in text
    one, other = decided(comparison, "a").start, decided(comparison, "b").start
    assert (one.ids, other.ids) == (("pact", "ministers"), ("pact", "levy"))
    assert str(one.commitments["pact"].made.since) == "1998-05-01"
    assert str(other.commitments["pact"].made.since) == "1999"
    assert other.measures["levy"].made.by == "bohus"
    assert one.setting.outsiders == other.setting.outsiders == {"bank"}
    (complaint,) = complaints(comparison, filled(text, "b").replace("by: bohus\n", "by: bonus\n", 1))
    assert complaint.startswith("decisions.yaml:")


def test_whom_a_commitment_binds_is_decided_as_well():
    ours, theirs, third = (
        ANNA.replace("issue: quota, since", f"parties: {parties}, issue: quota, since")
        for parties in ("bohus", "[bohus, aland]", "[aland, bohus]")
    )
    assert "parties:\n        a: bohus\n        decision:\n" in adjudication(compared(ours, theirs)).text
    assert adjudication(compared(theirs, third)).decisions == 0


def test_weights_are_decided_as_well():
    comparison = compared(
        f"{ANNA}weights: {{opposed: 2, measure threatened: 3}}\n",
        f"{BERT}weights: {{measure threatened: 3}}\n",
    )
    assert (
        "weights:\n  agreed:\n    measure threatened: 3\n  differs:\n    opposed:\n      a: 2\n"
        in adjudication(comparison).text
    )
    one, other = (decided(comparison, coder).weights.by_kind for coder in "ab")
    assert (one["opposed"], other["opposed"]) == (2, 1)
    assert one["measure threatened"] == other["measure threatened"] == 3


# COMPLAINTS


def test_what_is_undecided_is_told_one_by_one_with_its_line(both, text):
    told = complaints(both, text)
    assert len(told) == 9
    line = line_of(text, "- a: 3", "decision:")
    assert told[3] == (
        f"decisions.yaml:{line}:9: A #3, B #3, verb: this is not decided (A has suspend, B has leave); write a or b "
        "after `decision:`, or `own: …` in its place"
    )
    assert "A #3, B #3, effective: this is not decided (A has none, B has 2013-06-01)" in told[4]
    assert "B #5: this is not decided (only B has it; b keeps it, a leaves it out); write" in told[7]


def test_what_the_law_refuses_is_told_with_the_move_and_the_reason(both, text):
    decisions = filled(text.replace("b: leave\n        decision:", "b: leave\n        own: lift"), "a")
    line = line_of(decisions, "- a: 3")
    (told,) = complaints(both, decisions)
    assert told.startswith(f"decisions.yaml:{line}:5: bohus may not lift pact on 2013-03-20: pact is a commitment")
    assert "bohus may: suspend" in told


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("decision: a", "decision: c", "scenario: 'c' is no decision (A has Herring in the Strait, B has The herring"),
        ("decision: a", "decision: a\n      own: x", "scenario: there is a decision as well as `own`; write a or b"),
        ("format: negsim-adj", "format: x", "this is no adjudication file; `negsim compare A B --adjudicate FILE`"),
        ("moves:\n", "moves: x\nrest:\n", "moves: the list of moves is missing; write the file anew"),
        ("- a: 1\n", "- a: 9\n", "moves: '9' is no move of A, or one with another entry; leave the numbers"),
        ("- a: 2\n", "- a: 1\n", "moves: '1' is no move of A, or one with another entry; leave the numbers"),
        ("- a: 1\n    b: 1\n", "- c: 1\n", "moves: this entry names no move of either coder; leave it"),
        ("moves:\n", "moves:\n  - a text\n", "moves: this entry names no move of either coder; leave it"),
        ("- a: 1\n    b: 1\n", "- a: 1\n", "moves: #1 of B has no entry; to leave it out, decide so"),
        ("verb: propose", "verb: propse", "A #1, B #1: there is no move 'propse'; did you mean propose?"),
        ("verb: propose\n      ", "", "A #1, B #1: verb is missing; give it under `agreed`"),
        ("subject: equal-shares\n      ", "", "A #1, B #1: subject is missing; give it under `agreed`"),
        ("decision: a\n  # A #5", "own: x\n  # A #5", "B #5: a move is wanted here, its verb, its subject and so on"),
        ("agreed:\n      verb: oppose", "agreed: x\n    z:\n      verb: oppose", "agreed: keys with values are wanted"),
        ("a: 2013-02-01", "a: soon", "propose equal-shares, date: cannot read the date 'soon'"),
        ("a: 2013-02-01", "a: [x]", "propose equal-shares, date: a text is wanted here, not a list"),
        ("b: 2013-02-10\n        decision: a", "b: [x, {y: z}]\n        decision:", "A has 2013-02-09, B has x, y z)"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_file_is_told_in_a_sentence(both, text, before, after, words):
    decisions = filled(text, "a")
    assert before in decisions
    told = complaints(both, decisions.replace(before, after, 1))
    assert any(words in each for each in told), told


@pytest.mark.parametrize("data", [b"", b"\xff", b"- a\n", b"a: [\n", b"format: [x]\n"])
def test_a_file_of_another_kind_is_told_in_a_sentence(both, data):
    with pytest.raises(InvalidScenarioError):
        merge(both, data.decode("latin-1"))


def test_decisions_on_other_codings_are_refused(both, text):
    changed = compare_codings(anna(), loads(BERT.replace("2013-02-10", "2013-02-11"), "bert.yaml"))
    (told,) = complaints(changed, filled(text, "a"))
    assert told == (
        "decisions.yaml:13:1: B: it was written for bert.yaml as it was then, and bert.yaml says something else; write "
        "it anew"
    )
    (told,) = complaints(compare_codings(bert(), anna()), filled(text, "a"))
    assert told.endswith("A and B are the other way round in this file; compare anna.yaml bert.yaml")
    assert len(complaints(both, re.sub("(?m)^[ab]:\n(  .*\n)*", "", filled(text, "a")))) == 2


def test_names_of_files_do_not_break_the_comments():
    comparison = compare_codings(loads(ANNA, "a\nformat: x\u202e.yaml"), bert())
    assert decided(comparison, "a").history.moves == anna().history.moves
    assert "\u202e" not in adjudication(comparison).text


def test_the_merged_file_keeps_notes_and_sources(both, text):
    noted = text.replace("quote: this is blackmail", "quote: this is blackmail\n      note: heard twice")
    merged = as_yaml(merge(both, filled(noted, "b")))
    assert "note: heard twice\n" in merged
    assert "source: gazette\n" in merged
