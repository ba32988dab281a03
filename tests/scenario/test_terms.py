import pytest
from complaints import complains, faults_in, recorded

from sim.scenario import as_json, as_yaml, loads

HEAD = """\
scenario: T
parties: {a: A, b: B}
issues:
  pay: {title: Pay, terms: {wage: "%", access: [closed, limited, open]}}
  rest: Rest
moves:
"""


def record(*terms: str, issue: str = "rest") -> str:
    """A record of offers with these terms, in lines 7 and following; the value of a term `days` begins in column 73."""
    moves = (
        f"  - {{propose: o{n}, by: {'ab'[n % 2]}, date: 2013, issue: {issue:<12}, terms: {{{value}}}}}\n"
        for n, value in enumerate(terms)
    )
    return HEAD + "".join(moves)


def test_an_issue_declares_the_scales_of_its_terms():
    setting = recorded(record("days: 20 days")).start.setting
    assert setting.terms == (("pay", (("wage", "%"), ("access", ("closed", "limited", "open")))),)
    assert setting.issues == (("pay", "Pay"), ("rest", "Rest"))


@pytest.mark.parametrize("write", [as_yaml, as_json])
def test_the_scales_are_written_as_they_are_read(write):
    scenario = recorded(record("wage: 5 %, access: open", issue="pay"))
    assert loads(write(scenario)).start == scenario.start


@pytest.mark.parametrize(
    ("written", "place", "reason"),
    [
        ('{wage: "5"}', "4:35", "terms, wage: '5' is no unit; write one such as %, years, EUR"),
        ("{access: [open]}", "4:37", "terms, access: a list has two words or more"),
        ("{access: [open, open]}", "4:37", "terms, access: 'open' stands in this list twice"),
        ("{access: [none, open]}", "4:37", "terms, access: 'none' is reserved for nothing at all; choose another word"),
        ("{access: [open, [shut]]}", "4:44", "terms, access: a text is wanted here, not a list"),
        ("{access: {open: 1}}", "4:37", "terms, access: a text is wanted here, not a mapping"),
        ("wage", "4:28", "terms: name each term, and its unit or its words"),
        ("{}", "4:28", "terms: nothing stands here; name a term, and its unit or its words"),
        ("{wage: EUR, per hour}", "4:40", "terms: a comma ends an unquoted text within braces"),
    ],
)
def test_what_is_no_scale_is_refused(written, place, reason):
    faults = faults_in(HEAD.replace('{wage: "%", access: [closed, limited, open]}', written) + "  []\n")
    assert faults[0].startswith(f"{place}: issues, pay, {reason}"), faults


def test_an_issue_has_a_title_and_terms_and_no_more():
    faults = faults_in(HEAD.replace("rest: Rest", "rest: {titel: Rest}") + "  []\n")
    assert faults == ["5:10: issues, rest: there is no key 'titel' here; did you mean title?"]


def test_numbers_of_one_term_in_two_units_are_refused_with_both_lines():
    complains(
        record("days: 20 days", "days: 5 %"),
        at="8:73",
        of="propose o1, terms, days: 5 % is in %, and 20 days of o0 (line 7) is in days",
        advice="give both in one unit, or call one of the two terms otherwise",
    )


def test_a_number_with_a_unit_and_one_without_do_not_go_together():
    complains(record("days: 20", "days: 5 %"), at="8:73", of="5 % is in %, and 20 of o0 (line 7) has no unit")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("days: 20 days", "days: 1 day"),
        ("days: EUR 1.5 million", "days: 2 million EUR"),
        ("days: 20 days", "days: as ever"),
        ("days: as ever", "days: 20 days"),
        ("days: 20 days", "years: 5 %"),
        ("days: 20 days", "Days: 5 %"),
    ],
)
def test_one_unit_prose_and_other_terms_do(one, other):
    assert faults_in(record(one, other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 May", "1 June"),
        ("30 days after signing", "60 days after ratification"),
        ("10 %", "10 % plus a bonus"),
        ("5 seats and a veto", "3 seats"),
        ("2 of the three islands", "3 islands"),
        ("5 and a half years", "3 and a half years"),
        ("1_000", "5 %"),
    ],
)
def test_prose_that_begins_with_a_number_is_in_no_unit(one, other):
    assert faults_in(record(f"days: {one}", f"days: {other}")) == []


def test_every_value_is_held_against_the_first_number():
    assert len(faults_in(record("days: 20 days", "days: 5 %", "days: 6 %", "days: 7 days"))) == 2


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("access: opn", "'opn' is none of its words; did you mean open? Its words are closed, limited, open"),
        ("wage: 5 EUR", "'5 EUR' is in EUR; write it in %"),
        ("wage: as ever", "'as ever' is no number; write one in %, or leave the term out"),
    ],
)
def test_what_is_declared_has_no_other_values(value, reason):
    [fault] = faults_in(record(value, issue="pay"))
    term = value.partition(":")[0]
    assert fault.startswith(f"7:{73 if term == 'wage' else 75}: propose o0, terms, {term}: {reason}"), fault
    assert fault.endswith(f"; the issue pay declares {term} so")


def test_a_declared_term_may_have_numbers_without_their_unit():
    assert faults_in(record("wage: 5", "wage: 6 %", issue="pay")) == []


def test_a_package_has_a_term_for_the_issue_that_declares_it():
    [fault] = faults_in(record("wage: 5 EUR", issue="[rest, pay]"))
    assert "declares wage so" in fault
    assert faults_in(record("wage: 5 EUR")) == []


@pytest.mark.parametrize("number", ["1,65", "1.650,50"])
def test_a_number_that_could_be_read_in_two_ways_is_refused(number):
    complains(record(f"price: '{number} EUR'"), at="7:74", of=f"{number!r} cannot be read in one way")


BRANCHES = """\
branches:
  other:
    of: more
    moves:
      - {propose: o3, by: a, date: 2014, issue: rest, terms: {days: 3 weeks}}
  more:
    moves:
      - {propose: o2, by: a, date: 2014, issue: rest, terms: {days: 3 %}}
"""
FORECAST = """\
forecast:
  from: 2013-12-31
  until: 2014-12-31
  policies:
    b: hold
    a:
      policy: scripted
      moves:
        - {propose: o4, by: a, date: 2014-06-01, issue: rest, terms: {days: 3 %}}
"""


def test_a_term_has_one_unit_in_branches_and_scripts_too():
    assert [fault.partition(";")[0] for fault in faults_in(record("days: 20 days") + BRANCHES + FORECAST)] == [
        "12:69: propose o3, terms, days: 3 weeks is in weeks, and 20 days of o0 (line 7) is in days",
        "15:69: propose o2, terms, days: 3 % is in %, and 20 days of o0 (line 7) is in days",
        "24:77: propose o4, terms, days: 3 % is in %, and 20 days of o0 (line 7) is in days",
    ]


def test_the_values_of_a_move_that_is_refused_are_judged_as_well():
    text = record("days: 20 days", "days: 5 %").replace("propose: o1", "propose: o0")
    assert len(faults_in(text)) == 2


def packages(*offers: tuple[str, str]) -> str:
    """A record of offers, in lines 7 and following, each on some of these issues with these terms."""
    moves = (
        f"  - {{propose: o{n}, by: a, date: 2013, issue: [{issues}], terms: {{{terms}}}}}\n"
        for n, (issues, terms) in enumerate(offers)
    )
    return HEAD.replace("rest: Rest", "rest: Rest\n  yard: Yard") + "".join(moves)


@pytest.mark.parametrize(
    ("one", "other"), [("rest, yard", "yard, rest"), ("rest, yard", "yard"), ("rest", "yard, rest")]
)
def test_a_term_that_the_order_of_issues_puts_on_two_is_warned_of_once(one, other):
    text = packages((one, "days: 20"), (other, "days: 5"), (other, "days: 6"))
    [warning] = recorded(text).warnings
    assert warning.where.line == 9
    assert str(warning).endswith(
        ": warning: days counts for yard here, and for rest in o0 (line 8); declare it among the `terms` of the issue "
        "that it belongs to, or call one of the two otherwise"
    )


@pytest.mark.parametrize(
    "offers",
    [
        [("rest", "days: 20"), ("yard", "days: 5")],
        [("rest, yard", "days: 20"), ("rest, yard", "days: 5")],
        [("rest, yard", "days: 20"), ("yard, rest", "days: as ever")],
        [("rest, pay", "wage: 20"), ("pay, rest", "wage: 5")],
    ],
)
def test_a_term_that_is_declared_or_is_on_one_issue_is_nothing_to_warn_of(offers):
    assert recorded(packages(*offers)).warnings == ()
