import pytest
from complaints import FOUR_MOVES, RECORD, complains, faults_in, recorded

from sim import When, as_json, as_yaml, loads
from sim.assess import Weights
from sim.model.errors import UnknownNameError

TRUNK = f"{FOUR_MOVES}branches:\n"
"""A record of four moves, and in line 23 the beginning of the branches."""

ACCEPT = "      - accept: equal-shares\n        by: bohus\n        date: 2013-02-10\n"


def branch(text, name="b"):
    return recorded(TRUNK + text).branch(name)


def verbs(text, name="b"):
    return [move.verb for move in branch(text, name).branch.history.moves]


def test_a_branch_leaves_moves_out_by_number_or_by_verb_and_subject():
    for written in ("'#3'", "3", "['#3']", "{suspend: pact}", "[suspend: pact]"):
        assert verbs(f"  b: {{without: {written}}}\n") == ["propose", "oppose", "withdraw"]


def test_all_moves_of_a_verb_on_a_subject_are_left_out():
    again = "  - resume: pact\n    by: bohus\n    date: 2013-03-03\n"
    again += "  - suspend: pact\n    by: aland\n    date: 2013-03-04\n"
    text = TRUNK.replace("branches:\n", f"{again}branches:\n  b: {{without: {{suspend: pact}}}}\n")
    found = recorded(text).branch("b").branch
    assert (found.left_out, [fall.number for fall in found.invalidated]) == ((3, 6), [5])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("'#2'", ["propose", "oppose"]),
        ("2", ["propose", "oppose"]),
        ("2013-02-28", ["propose", "oppose"]),
        ("2013-02", ["propose", "oppose"]),
        ("0", []),
        ("2012", []),
        ("1990-01-01", []),
    ],
)
def test_a_branch_departs_after_a_day_or_a_move(written, expected):
    assert verbs(f"  b: {{from: {written}}}\n") == expected


def test_four_digits_are_a_year_and_with_a_sign_a_move():
    complains(TRUNK + "  b: {from: '#2013'}\n", at="24:13", of="there is no move #2013; the record has 4")


def test_what_happens_instead_follows_the_fork_or_is_made_when_its_date_says():
    assert verbs(f"  b:\n    from: '#1'\n    moves:\n{ACCEPT}") == ["propose", "accept"]
    found = branch(f"  b:\n    without: 4\n    moves:\n{ACCEPT}").branch
    assert [move.verb for move in found.history.moves] == ["propose", "oppose", "accept", "suspend"]
    assert found.numbers == (1, 2, None, 3)


def test_a_branch_may_depart_from_another_whatever_their_order():
    text = "  b: {of: c, without: '#2'}\n  c: {without: {oppose: equal-shares}}\n"
    assert verbs(text) == ["propose", "withdraw"]
    assert [each.id for each in recorded(TRUNK + text).branches] == ["b", "c"]


def test_what_falls_is_named():
    found = branch("  b: {title: Nobody proposes, without: 1}\n")
    assert (found.title, found.branch.left_out) == ("Nobody proposes", (1,))
    assert [(fall.number, fall.caused_by) for fall in found.branch.invalidated] == [(2, (1,)), (4, (1,))]


def test_a_branch_has_expectations_of_its_own():
    scenario = recorded(TRUNK + "  b:\n    without: 3\n    expect:\n      - commitments: {pact: in-force}\n")
    assert [(each.expectation.branch, each.met) for each in scenario.findings()] == [("b", True), ("b", True)]


def test_an_expectation_may_name_its_branch():
    text = "  b: {without: 3}\nexpect:\n  - branch: b\n    commitments: {pact: {bohus: in-force}}\n"
    scenario = recorded(TRUNK + text + "  - commitments: {pact: {bohus: suspended}}\n")
    assert [(each.expectation.branch, each.met) for each in scenario.findings()] == [("b", True), ("", True)]
    assert len(scenario.findings("b")) == len(scenario.findings("")) == 1


def test_there_is_no_other_branch():
    with pytest.raises(UnknownNameError, match=r"f has no branch 'bb'; did you mean b\?"):
        recorded(TRUNK + "  b: {without: 3}\n").branch("bb")
    with pytest.raises(UnknownNameError, match="f has no branch 'b'; it has no `branches`"):
        recorded(RECORD).history_of("b")


@pytest.mark.parametrize("write", [as_yaml, as_json])
def test_branches_and_weights_are_the_same_when_they_are_read_back(write):
    text = f"""  a: {{from: 2013-02, without: 2}}
  b:
    title: Bohus accepts
    of: a
    moves:
{ACCEPT}    expect:
      - agreed: 1
        centre: [quota, ports]
  c: {{from: '#3'}}
weights: {{opposed: 2}}
expect:
  - as of: 2013-03-01
    since: 2013-02-01
    reading: certain
    quote: half and half
    concessions: {{aland: 0, bohus: 1}}
    more hostile: bohus
    tension eased: {{since: 2013-02-01, is: depends on the weights}}
    talks: {{ministers: overdue}}
  - branch: c
    tension: 5
"""
    scenario = recorded(TRUNK + text)
    back = loads(write(scenario))
    told = [(each.id, each.of, each.fork) for each in back.branches]
    assert told == [("a", "", When.of("2013-02")), ("b", "a", None), ("c", "", 3)]
    assert [each.branch.history for each in back.branches] == [each.branch.history for each in scenario.branches]
    assert back.weights == scenario.weights == Weights(opposed=2)
    # what stands in a branch comes after what stands under `expect`, as it does when it is read
    assert said(back) == said(scenario)


def said(scenario):
    """The expectations without their places."""
    return [
        (each.branch, each.as_of, each.since, each.reading, each.quote, each.key, each.subject, each.expected)
        for each in scenario.expectations
    ]


# FAULTS


@pytest.mark.parametrize(
    ("text", "at", "of", "advice"),
    [
        ("  b: {from: '#5'}\n", "24:13", "b, from: there is no move #5; the record has 4", ""),
        ("  b: {from: c}\n", "24:13", "b, from: cannot read the date 'c'", "another branch goes under `of`"),
        ("  b: {without: '#5'}\n", "24:16", "b, without: there is no move #5; the record has 4", ""),
        ("  b: {without: '#0'}\n", "24:16", "b, without: there is no move #0", ""),
        ("  b: {without: pact}\n", "24:16", "'pact' names no move; write its number, '#12', or `verb: subject`", ""),
        ("  b: {without: {suspend: pakt}}\n", "24:26", "the record has no `suspend: pakt`; did you mean pact?", ""),
        ("  b: {without: {accept: pact}}\n", "24:25", "the record has no `accept: pact`; the record has no accept", ""),
        ("  b: {without: {suspnd: pact}}\n", "24:17", "there is no move 'suspnd'; did you mean suspend?", ""),
        ("  b: {without: [2, oppose: equal-shares]}\n", "24:20", "#2 is left out twice; name it once", ""),
        ("  b: {from: '#2', without: 3}\n", "24:28", "#3 comes after `from`, so it is not in the branch anyhow", ""),
        ("  b: {without: []}\n", "24:16", "nothing stands here; name a move, or leave the key out", ""),
        ("  b: {}\n", "24:3", "it changes nothing; say from where it departs", ""),
        ("  b: {from: '#4'}\n", "24:3", "it changes nothing", ""),
        ("  b: {of: b, without: 1}\n", "24:11", "it would depart from itself: b, which is of b;", "let one depart"),
        ("  b: {of: c, without: 1}\n", "24:11", "there is no branch 'c'; leave `of` out", ""),
        ("  b: {wihtout: 1}\n", "24:7", "there is no key 'wihtout' here; did you mean without?", ""),
        ("  b: without\n", "24:6", "keys with values are wanted here, not a text", ""),
        ("  b: {title: [x], without: 1}\n", "24:14", "b, title: a text is wanted here", ""),
        ("  two words: {without: 1}\n", "24:3", "'two words' is no id", ""),
    ],
)
def test_a_branch_that_cannot_be_is_a_fault(text, at, of, advice):
    complains(TRUNK + text, at=at, of=of, advice=advice)


def test_a_circle_of_branches_is_one_fault():
    text = TRUNK + "  a: {of: b, without: 1}\n  b: {of: c, without: 2}\n  c: {of: a, without: 3}\n"
    complains(text, at="26:11", of="it would depart from itself: a, which is of b, which is of c, which is of a")


def test_an_unknown_trunk_is_one_fault_however_many_depart_from_it():
    text = TRUNK + "  a: {of: x, without: 1}\n  b: {of: a, without: 2}\n  c: {of: a, without: 3}\n"
    complains(text, at="24:11", of="there is no branch 'x'")


def test_what_happens_instead_is_put_to_the_law():
    complains(TRUNK + f"  b:\n    moves:\n{ACCEPT.replace('bohus', 'aland')}", at="26:9", of="aland made it (line 9)")


def test_what_happens_instead_may_hang_on_what_is_left_out():
    complains(
        TRUNK + f"  b:\n    without: 1\n    moves:\n{ACCEPT}",
        at="27:17",
        of="nobody has made 'equal-shares' yet; it hangs on #1, which is left out in this branch",
    )


def test_of_what_hangs_on_a_refused_move_nothing_more_is_said():
    further = ACCEPT.replace("accept", "carry-out")
    assert len(faults_in(TRUNK + f"  b:\n    without: 1\n    moves:\n{ACCEPT}{further}")) == 1


def test_a_faulty_move_of_a_branch_is_one_fault():
    complains(TRUNK + f"  b:\n    moves:\n{ACCEPT.replace('2013-02-10', '2013-02-31')}", at="28:15", of="28 days")


def test_dates_that_run_back_in_a_branch_are_a_fault_where_they_stand():
    text = f"  b:\n    from: '#3'\n    moves:\n{ACCEPT}"
    complains(TRUNK + text, at="29:15", of="2013-02-10 runs back")


def test_where_the_record_runs_ahead_of_what_happens_instead_the_branch_is_at_fault():
    early = ACCEPT.replace("2013-02-10", "2012-02-10")
    text = f"  b:\n    from: 1\n    moves:\n{early}{early.replace('accept', 'carry-out')}"
    complains(TRUNK + text, at="24:3", of="2013-02-01 runs ahead: accept equal-shares (line 27) below it was made on")


def test_a_branch_of_a_faulty_record_is_read_but_not_judged():
    text = TRUNK.replace("by: aland\n    date: 2013-02-01", "by: nobody\n    date: 2013-02-01")
    found = faults_in(text + "  b: {without: 77, frm: 1}\nexpect:\n  - branch: b\n    agreed: 0\n")
    assert len(found) == 2
    assert "there is no key 'frm'" in found[1]


def test_an_expectation_on_a_branch_that_does_not_exist_is_a_fault():
    text = TRUNK + "  b: {without: 3}\nexpect:\n  - branch: c\n    agreed: 0\n"
    complains(text, at="26:13", of="expect, branch: there is no branch 'c'; there is b")
    complains(RECORD + "expect:\n  - branch: c\n    agreed: 0\n", at="15:13", of="the file has no `branches`")


def test_a_branch_does_not_expect_of_another():
    text = TRUNK + "  b: {without: 3, expect: [{branch: b, agreed: 0}]}\n"
    complains(text, at="24:29", of="there is no key 'branch' here")


@pytest.mark.parametrize(
    ("weights", "at", "of"),
    [
        ("{opposed: 5}", "14:11", "opposed (5) cannot weigh more than plan over opposition (4); lower the one"),
        ("{plan over opposition: 0}", "14:11", "opposed (1) cannot weigh more than plan over opposition (0)"),
        ("{opposed: -1}", "14:20", "'-1' is no whole number"),
        ("{oposed: 1}", "14:11", "there is no key 'oposed' here; did you mean opposed?"),
        ("[1]", "14:10", "keys with values are wanted here, not a list"),
    ],
)
def test_weights_out_of_order_are_a_fault(weights, at, of):
    complains(f"{RECORD}weights: {weights}\n", at=at, of=of)


def test_what_is_not_made_in_a_branch_can_be_expected_to_be_absent():
    text = "  b:\n    without: 1\n    expect:\n      - proposals: {equal-shares: absent}\n"
    assert [each.met for each in recorded(TRUNK + text).findings()] == [True]


def test_what_only_a_branch_makes_can_be_expected_to_be_absent_from_the_record():
    own = "      - propose: thirds\n        by: bohus\n        date: 2013-04-01\n        issue: quota\n"
    text = f"  b:\n    moves:\n{own}expect:\n  - proposals: {{thirds: absent}}\n"
    assert [each.met for each in recorded(TRUNK + text).findings()] == [True]


def test_a_branch_comes_after_those_that_it_departs_from():
    scenario = recorded(TRUNK + "  b: {of: c, without: '#2'}\n  c: {without: 2}\n")
    assert [each.id for each in scenario.lineage("b")] == ["c", "b"]


def test_complaints_call_the_trunk_by_its_name():
    text = TRUNK + "  b: {without: '#3'}\n  c: {of: b, without: '#4'}\n"
    complains(text, at="25:23", of="there is no move #4; the branch b has 3")
    text = TRUNK + "  b: {without: '#3'}\n  c: {of: b, without: {suspend: pact}}\n"
    complains(text, at="25:33", of="the branch b has no `suspend: pact`; the branch b has no suspend at all")


def test_of_a_branch_whose_trunk_is_at_fault_the_form_is_looked_at():
    found = faults_in(TRUNK + "  b: {of: nope, from: garbage, without: [hello, 99, {propose: x}]}\n")
    assert [fault.partition(":")[2].partition(":")[0] for fault in found] == ["11", "23", "42"]


def test_moves_named_alike_on_both_sides_of_the_fork_are_named_by_number():
    again = "  - resume: pact\n    by: bohus\n    date: 2013-03-03\n"
    again += "  - suspend: pact\n    by: aland\n    date: 2013-03-04\n"
    text = TRUNK.replace("branches:\n", f"{again}branches:\n  b: {{from: '#5', without: {{suspend: pact}}}}\n")
    complains(
        text, at="30:28", of="#6 comes after `from`, so it is not in the branch anyhow; name the others by number"
    )


def test_a_threat_may_wait_for_what_happens_only_in_a_branch():
    threat = "  - threaten: strike\n    by: bohus\n    date: 2013-03-03\n    issue: quota\n    action: x\n"
    base = TRUNK.replace("branches:\n", f"{threat}    if: {{levy: in-place}}\nbranches:\n")
    impose = (
        "      - impose: levy\n        by: aland\n        date: 2013-03-04\n        issue: quota\n        action: y\n"
    )
    scenario = recorded(f"{base}  b:\n    moves:\n{impose}    expect:\n      - measures: {{strike: triggered}}\n")
    assert [each.met for each in scenario.findings()] == [True]


def test_branches_do_not_depart_from_each_other_without_end():
    chain = "".join(f"  b{n}: {{of: b{n + 1}, without: 1}}\n" for n in range(1_000))
    [fault, *_] = [each for each in faults_in(TRUNK + chain) if "not more" in each]
    assert fault.startswith("74:"), fault


def chained(count):
    """The lines of so many branches, each of the one before, the first of the record."""
    own = "moves: [{remark: quota, kind: appeal, by: aland, date: 2013-05-01}]"
    return [f"  b{n}: {{{f'of: b{n - 1}, ' if n else ''}{own}}}\n" for n in range(count)]


@pytest.mark.parametrize("turn", [1, -1])
def test_the_limit_is_the_same_in_whatever_order_branches_are_declared(turn):
    assert faults_in(TRUNK + "".join(chained(51)[::turn])) == []
    [fault] = faults_in(TRUNK + "".join(chained(52)[::turn]))
    assert "branches can depart from each other 50 times, not more" in fault


@pytest.mark.parametrize("order", [range(3_000), range(2_999, -1, -1), [n * 7 % 3_000 for n in range(3_000)]])
def test_of_thousands_of_branches_in_a_chain_the_first_that_lies_too_deep_is_the_fault(order):
    lines = chained(3_000)
    [fault] = faults_in(TRUNK + "".join(lines[number] for number in order))
    assert fault.startswith(f"{24 + list(order).index(51)}:"), fault
    assert "not more" in fault


def test_a_circle_of_thousands_of_branches_is_one_fault_that_names_the_first():
    text = "".join(f"  b{n}: {{of: b{(n + 1) % 3_000}, without: 1}}\n" for n in range(3_000))
    complains(TRUNK + text, at="3023:15", of="which is of b11, which is of …, which is of b0; let one depart")


def test_a_lineage_of_fifty_branches_is_told_from_the_record_on():
    scenario = recorded(TRUNK + "".join(chained(51)[::-1]))
    assert [each.id for each in scenario.lineage("b50")] == [f"b{n}" for n in range(51)]


LEVY = "  - {{impose: {id}, by: aland, date: 2013-03-02, issue: quota}}\n"
LEVIES = "".join(LEVY.format(id=name) for name in ("levy", "toll", "fine"))
SUSPENDED = f"{FOUR_MOVES}{LEVIES}  - {{suspend: [levy, toll], by: aland, date: 2013-03-03}}\nbranches:\n"
"""A record of eight moves, the last of which is one act on two measures; line 27 is the beginning of the branches."""


@pytest.mark.parametrize(
    "without", ["'#8'", "{suspend: [levy, toll]}", "{suspend: [toll, levy]}", "{suspend: levy}", "[{suspend: [toll]}]"]
)
def test_one_act_on_several_is_left_out_as_one(without):
    course = recorded(f"{SUSPENDED}  b: {{without: {without}}}\n").branch("b").branch
    assert course.left_out == (8,)
    assert {course.history.states[-1].measures[name].status for name in ("levy", "toll")} == {"in-place"}


def test_one_act_of_which_a_part_cannot_be_falls_as_one():
    course = recorded(f"{SUSPENDED}  b: {{without: {{impose: toll}}}}\n").branch("b").branch
    assert [fall.number for fall in course.invalidated] == [8]
    assert course.history.states[-1].measures["levy"].status == "in-place"


@pytest.mark.parametrize(
    ("without", "at", "of"),
    [
        ("{suspend: [levy, tol]}", "28:33", "the record has no `suspend: tol`; did you mean toll?"),
        ("{suspend: [levy, fine]}", "28:33", "the record has no `suspend: fine`"),
        ("{suspend: [levy, pact]}", "28:26", "the record has no one `suspend` on all of these; name each by itself"),
        ("{lift: [levy, toll]}", "28:24", "the record has no `lift: levy`; the record has no lift at all"),
        ("{suspend: [levy, levy]}", "28:33", "levy stands in this list twice"),
        ("{suspend: []}", "28:26", "the list is empty"),
        ("[{suspend: levy}, {suspend: toll}]", "28:34", "#8 is left out twice; name it once"),
    ],
)
def test_an_act_that_the_record_does_not_have_is_blamed_where_it_is_named(without, at, of):
    complains(f"{SUSPENDED}  b: {{without: {without}}}\n", at=at, of=of)


def test_one_act_on_several_may_happen_instead():
    own = "      - {lift: [levy, fine], by: aland, date: 2013-04-01}\n"
    history = recorded(f"{SUSPENDED}  b:\n    moves:\n{own}").branch("b").branch.history
    assert {history.states[-1].measures[name].status for name in ("levy", "fine")} == {"lifted"}


def test_of_what_hangs_on_one_of_several_that_are_refused_nothing_more_is_said():
    own = "      - {commit: [fund, none], by: council, date: 2013-04-01}\n"
    own += "      - {breach: fund, by: council, date: 2013-04-02}\n"
    complains(f"{SUSPENDED}  b:\n    moves:\n{own}", at="30:25", of="'none' is reserved")
