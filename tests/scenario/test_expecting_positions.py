import pytest
from complaints import complains, faults_in, recorded
from wages import WAGES

from sim.scenario import as_json, as_yaml, loads
from sim.testing.reasons import explained

END = WAGES.count("\n") + 1
TWO = WAGES.replace(
    "moves:\n", "moves:\n  - {propose: x, by: port, date: 2019-01-01, issue: access, terms: {wage: 1 h}}\n"
)


def expecting(block: str, text: str = WAGES) -> str:
    return f"{text}expect:\n  - {block}\n"


def met(block: str, text: str = WAGES) -> list[bool]:
    return [finding.met for finding in recorded(expecting(block, text)).findings()]


@pytest.mark.parametrize(
    "block",
    [
        "positions: {wage: {union: 4.2 %, port: 4.2}}",
        "{as of: 2019-02-26, positions: {wage: {union: 6.50 %}, access: {union: open, port: closed}}}",
        "{as of: 2019-01-20, positions: {pay/wage: {union: 8, port: none}, night shift: {union: none}}}",
        "{as of: 2019-02-20, positions: {night shift: {union: EUR 4.5 per hour}}}",
        "{branch: silence, positions: {wage: {union: 6.5 %}}}",
    ],
)
def test_the_positions_of_parties_can_be_expected(block):
    branch = "branches: {silence: {without: ['#6', '#7', '#8']}}\n"
    assert all(met(block, WAGES + branch))


@pytest.mark.parametrize("value", ["4.3 %", "none"])
def test_another_value_is_not_met(value):
    assert met(f"positions: {{wage: {{union: {value}}}}}") == [False]


def test_a_word_is_met_by_itself_alone():
    assert met("positions: {access: {union: on request, port: open}}") == [True, False]


def test_what_is_found_is_told_as_it_is_written():
    (finding,) = recorded(expecting("positions: {night shift: {union: 5}}")).findings()
    assert (finding.found, finding.expectation.about) == ("3 EUR per hour", "positions, night shift/union")


@pytest.mark.parametrize("write", [as_yaml, as_json])
def test_they_are_written_as_they_are_read(write):
    scenario = recorded(expecting("positions: {wage: {union: 4.2 %, port: 4 %}, pay/term: {port: none}}"))
    again = loads(write(scenario))
    assert [(each.key, each.subject, each.expected) for each in again.expectations] == [
        (each.key, each.subject, each.expected) for each in scenario.expectations
    ]


def test_a_term_that_two_issues_have_is_named_with_its_issue():
    text = expecting("positions: {wage: {union: 4.2 %}}", TWO)
    complains(text, at=f"{END + 2}:17", of="'wage' is a term of pay and access; write pay/wage or access/wage")
    assert met("positions: {pay/wage: {union: 4.2 %}, access/wage: {port: 1 h}}", TWO) == [True, True]


def test_a_term_is_named_with_its_issue_in_the_branch_that_gives_it_to_two():
    offer = "{propose: x, by: port, date: 2020, issue: access, terms: {wage: 1 h}}"
    text = f"{WAGES}branches:\n  more: {{moves: [{offer}]}}\n"
    complains(
        expecting("{branch: more, positions: {wage: {union: 4.2 %}}}", text),
        at=f"{END + 3}:32",
        of="'wage' is a term of pay and access; write pay/wage or access/wage",
    )
    assert met("{branch: more, positions: {pay/wage: {union: 4.2 %}}}", text) == [True]
    assert met("positions: {wage: {union: 4.2 %}, access/wage: {port: none}}", text) == [True, True]


def test_a_term_that_only_branches_give_to_two_issues_is_named_with_its_issue():
    offer = "{propose: x, by: port, date: 2020, issue: ISSUE, terms: {leave: 1 h}}"
    first, second = offer.replace("ISSUE", "pay"), offer.replace("ISSUE", "access")
    text = f"{WAGES}branches:\n  one: {{moves: [{first}]}}\n  two: {{moves: [{second}]}}\n"
    complains(
        expecting("positions: {leave: {union: none}}", text),
        at=f"{END + 4}:17",
        of="'leave' is a term of pay and access; write pay/leave or access/leave",
    )
    assert met("{branch: two, positions: {leave: {port: 1 h}, access/leave: {port: 1 h}}}", text) == [True, True]


UNDECLARED = WAGES.replace('wage: "%", night shift: EUR per hour, term: months', "other: days")
NUMBERS = UNDECLARED.replace(" %", "")


@pytest.mark.parametrize("value", ["4.2", "4.20 %", "none"])
def test_a_position_on_a_term_that_is_not_declared_is_in_the_unit_of_the_record(value):
    assert met(f"positions: {{wage: {{union: {value}}}}}", UNDECLARED) == [value != "none"]


@pytest.mark.parametrize(
    ("text", "value", "reason"),
    [
        (UNDECLARED, "8 EUR", "'8 EUR' is in EUR, and 8 % of demand is in %; write a number in %, or none"),
        (UNDECLARED, "soon", "'soon' is no number, and 8 % of demand is in %; write a number in %, or none"),
        (UNDECLARED, "8 % of it", "'8 % of it' is no number, and 8 % of demand is in %"),
        (NUMBERS, "8 EUR", "'8 EUR' is in EUR, and 8 of demand has no unit; write a number without a unit, or none"),
        (UNDECLARED, "'1,65 %'", "'1,65' cannot be read in one way"),
    ],
)
def test_a_position_in_another_unit_than_that_of_the_record_is_refused(text, value, reason):
    text = expecting(f"positions: {{wage: {{union: {value}}}}}", text)
    complains(text, at=f"{END + 1}:31", of=reason)


@pytest.mark.parametrize(("found", "expected"), [("4.2", "4.2 %"), ("4.2", "4.20"), ("4.2 %", "4.2")])
def test_a_number_without_a_unit_is_in_the_unit_that_the_issue_declares(found, expected):
    text = WAGES.replace("wage: 4.2 %", f"wage: {found}")
    assert met(f"positions: {{wage: {{union: {expected}}}}}", text) == [True]


@pytest.mark.parametrize(
    ("written", "place", "reason"),
    [
        ("{wgae: {union: 8 %}}", 17, "no term 'wgae' has a value in the whole record; did you mean wage?"),
        ("{wage: {onion: 8 %}}", 24, "'onion' is not one of the parties; did you mean union?"),
        ("{wage: {union: 8 EUR}}", 31, "'8 EUR' is in EUR; write it in %"),
        ("{access: {union: opn}}", 33, "'opn' is none of its words; did you mean open?"),
        ("{wage: 8 %}", 23, "keys with values are wanted here, not a text"),
        ("wage", 16, "keys with values are wanted here, not a text"),
        ("{}", 16, "nothing is expected here; say of what, or leave it out"),
        ("{wage: {}}", 23, "nothing is expected here; say of what, or leave it out"),
    ],
)
def test_what_cannot_be_expected_is_refused(written, place, reason):
    complains(expecting(f"positions: {written}"), at=f"{END + 1}:{place}", of=reason)


def test_a_term_that_a_fault_hides_is_not_complained_of():
    text = expecting("positions: {bonus: {union: 8 %}}").replace("expect:", "  - {propose: y, by: port}\nexpect:")
    assert [fault for fault in faults_in(text) if "bonus" in fault] == []


@pytest.mark.parametrize(("term", "numbers"), [("wage", ["#1", "#3", "#5", "#8"]), ("night shift", ["#3", "#8"])])
def test_a_failing_test_shows_the_steps(term, numbers):
    scenario = recorded(expecting(f"positions: {{{term}: {{union: 5}}}}"))
    (expectation,) = scenario.expectations
    lines = explained(expectation, scenario.assessed(expectation)).splitlines()[1:]
    assert [line.split()[0] for line in lines] == numbers


def test_before_there_is_a_step_there_is_none_to_show():
    scenario = recorded(expecting("{as of: 2019-01-20, positions: {night shift: {union: 5}}}"))
    (expectation,) = scenario.expectations
    assert explained(expectation, scenario.assessed(expectation)) == "No move had touched it by then."
