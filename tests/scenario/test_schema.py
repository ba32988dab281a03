from pathlib import Path

import jsonschema
import pytest
import yaml
from complaints import OPPOSED, RECORD, faults_in, instead, with_terms
from hypothesis import given, settings

from sim.rules.registry import MOVES_BY_VERB
from sim.scenario import as_json
from sim.scenario.declarations import SECTIONS
from sim.scenario.expect_section import KEYS
from sim.scenario.expectations import ABOUT_SUBJECTS, COUNTS, POSITIONS
from sim.scenario.schema import schema
from sim.scenario.starter import STARTER
from sim.testing.files import records
from sim.testing.strategies import histories

SCHEMA = jsonschema.Draft7Validator(schema())
FILES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))


def fits(text):
    """Whether an editor that takes YAML's types, and checks by the schema, has nothing to say."""
    return SCHEMA.is_valid(yaml.load(text, Loader=Core))


class Core(yaml.SafeLoader):
    """YAML as editors read it: numbers and truth values, but dates as texts."""


Core.yaml_implicit_resolvers = {
    sign: [each for each in resolvers if not each[0].endswith("timestamp")]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_the_schema_is_a_schema():
    jsonschema.Draft7Validator.check_schema(schema())


def test_the_schema_is_the_same_every_time():
    assert schema() == schema()


def test_the_schema_has_every_section_with_a_word_on_it():
    properties = schema()["properties"]
    assert list(properties) == list(SECTIONS)
    assert all(each["description"] for each in properties.values())


def test_the_schema_has_every_key_of_an_expectation():
    assert {*schema()["properties"]["expect"]["items"]["properties"]} == {*KEYS}


def test_the_schema_has_every_move():
    assert [each["required"] for each in schema()["definitions"]["move"]["oneOf"]] == [[verb] for verb in MOVES_BY_VERB]


@pytest.mark.parametrize("text", [STARTER, *(path.read_text("utf-8") for path in FILES)])
def test_what_the_reader_takes_fits_the_schema(text):
    assert fits(text)


@settings(max_examples=30)
@given(records() | records(histories(max_moves=12)))
def test_every_scenario_as_json_fits_the_schema(scenario):
    assert fits(as_json(scenario))


@pytest.mark.parametrize("written", ["NO", "1.10", "2007", "on"])
def test_what_an_editor_takes_for_a_number_or_a_truth_value_fits_the_schema(written):
    assert fits(with_terms(written))


@pytest.mark.parametrize(
    "date", ["2013", "2013-02", "../2013-02-01", "2013-02-01/..", "2013-01/2013-02", "2013-02-01?"]
)
def test_every_form_of_a_date_fits_the_schema(date):
    assert fits(instead("date: 2013-02-01", f"date: {date}"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("by: aland", "bye: aland"),
        ("by: aland\n    ", ""),
        ("propose:", "propos:"),
        ("date: 2013-02-01", "date: 2013-2-1"),
        ("date: 2013-02-01", "date: 2013?"),
        ("issue: quota\n", "issue: []\n"),
        ("issue: quota\n", "issue: [quota, quota]\n"),
        ("issue: quota\n", "issue: the quota\n"),
        ("bohus: Bohus}", "bohus: Bohus, c: C}"),
        ("moves:", "movess:"),
        ("title: Strait", "titel: Strait"),
        ("terms: Each side lands 40,000 tonnes", "terms: [a]"),
        ("terms: Each side lands 40,000 tonnes", "channel: radio"),
        ("propose: equal-shares", "propose: equal-shares\n    oppose: equal-shares"),
        ("{ministers: Fisheries ministers}", "{ministers: {status: asleep}}"),
        ("scenario: Herring in the Strait\n", ""),
        ("propose: equal-shares", "propose: [equal-shares, halves]"),
        ("terms: Each side lands 40,000 tonnes", "terms: {}"),
        ("terms: Each side lands 40,000 tonnes", "terms: {a: [b]}"),
        ("terms: Each side lands 40,000 tonnes", "source: []"),
        ("terms: Each side lands 40,000 tonnes", "subject-to: ratification by the council"),
        ("{council: Nordic Council}", "{council: {title: C, side: aland}}"),
        ("{council: Nordic Council}", "{council: {with: [aland]}}"),
        ("talks:", "measures: {embargo: {issue: quota}}\ntalks:"),
        ("talks:", "measures: {embargo: Embargo}\ntalks:"),
        ("talks:", "measures: {embargo: {by: aland, action: x}}\ntalks:"),
        ("{ministers: Fisheries ministers}", "{ministers: {issue: the quota}}"),
        ("{quota: The yearly herring quota", "{quota: {terms: {access: [none, open]}}"),
    ],
)
def test_what_the_form_forbids_does_not_fit_the_schema(old, new):
    assert fits(RECORD + OPPOSED)
    assert not fits(instead(old, new))


THREAT = "  - {threaten: strike, by: bohus, date: 2013-02-10, issue: quota, if: CONDITION}\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("oppose: equal-shares", "oppose: [equal-shares, halves]"),
        ("oppose: equal-shares", "remark: [quota, ports]\n    kind: hope"),
        ("oppose: equal-shares", "commit: [fund, guarantee]"),
        ("terms: Each side lands 40,000 tonnes", "terms: {wage: 5 %, years: 10, done: no}"),
        ("terms: Each side lands 40,000 tonnes", "source: [gazette, herald]"),
        ("terms: Each side lands 40,000 tonnes", "counters: [a, b]"),
        ("terms: Each side lands 40,000 tonnes", "subject-to: [council, court]"),
        ("{council: Nordic Council}", "{council: {title: C, with: aland}, court: {}}"),
        ("talks:", "measures: {embargo: {by: aland, issue: [quota], level: 5, since: 1990}}\ntalks:"),
        ("{ministers: Fisheries ministers}", "{ministers: {issue: quota, status: suspended}}"),
        ("issue: quota}}", "source: [gazette], parties: [council, aland]}}"),
    ],
)
def test_what_the_second_edition_has_fits_the_schema(old, new):
    assert fits(instead(old, new, RECORD + OPPOSED))


@pytest.mark.parametrize(
    "condition",
    [
        "in words",
        "{pact: expired}",
        "{pact/bohus: pending}",
        "{pact: {bohus: in-breach}}",
        "{parade: done}",
        "{a: left}",
    ],
)
def test_a_condition_that_may_be_met_fits_the_schema(condition):
    assert fits(RECORD + THREAT.replace("CONDITION", condition))


@pytest.mark.parametrize(
    "condition", ["{}", "{pact: gone}", "{pact/: left}", "{pact/a/b: left}", "{a b: left}", "{pact: {}}", "[pact]"]
)
def test_a_condition_that_has_no_such_form_does_not_fit_the_schema(condition):
    assert fits(RECORD + THREAT.replace("CONDITION", "x"))
    assert not fits(RECORD + THREAT.replace("CONDITION", condition))


@pytest.mark.parametrize("without", ["{suspend: [a, b]}", "[{suspend: [a]}, {oppose: c}, 3]", "{suspend: a}"])
def test_what_a_branch_leaves_out_fits_the_schema(without):
    assert fits(f"{RECORD}branches:\n  b: {{without: {without}}}\n")
    assert not fits(f"{RECORD}branches:\n  b: {{without: {without.replace('suspend', 'suspends')}}}\n")


@pytest.mark.parametrize(
    "block",
    ["proposals: {p: silent}", "agreed: one", "next talks: soon", "commitments: {c: {a: gone}}", "as off: 2013"],
)
def test_what_cannot_be_expected_does_not_fit_the_schema(block):
    assert not fits(f"{RECORD}expect:\n  - {block}\n")


@pytest.mark.parametrize("key", [*ABOUT_SUBJECTS, POSITIONS, *COUNTS])
def test_nothing_to_expect_under_a_key_fits_neither_the_schema_nor_the_reader(key):
    text = f"{RECORD}expect:\n  - {key}: {{}}\n"
    assert not fits(text)
    assert faults_in(text)


@pytest.mark.parametrize("block", ["positions: {wage: {}}", "commitments: {pact: {}}"])
def test_nothing_to_expect_of_somebody_fits_neither_the_schema_nor_the_reader(block):
    text = f"{RECORD}expect:\n  - {block}\n"
    assert not fits(text)
    assert faults_in(text)


WITHOUT = ["1", '"3"', "{source: a}", "{source: [a, b]}", "{speaker: Mr A}", "{speaker: [Mr A, Ms B]}"]


@pytest.mark.parametrize("without", WITHOUT)
def test_what_must_be_left_out_fits_the_schema(without):
    assert fits(f"{RECORD}expect:\n  - {{agreed: 0, holds without: {without}}}\n")


@pytest.mark.parametrize(
    "without",
    [
        *("0", "4", "-1", "1.5", "two", '"12"', "[1]", "{}", "{sources: a}", "{source: a b}", "{source: []}"),
        *("{source: a, speaker: b}", "{speaker: []}", "{speaker: [a, a]}", "{speaker: {a: b}}"),
    ],
)
def test_what_cannot_be_left_out_fits_neither_the_schema_nor_the_reader(without):
    text = f"{RECORD}expect:\n  - {{agreed: 0, holds without: {without}}}\n"
    assert not fits(text)
    assert faults_in(text)


@pytest.mark.parametrize(
    "block",
    [
        "proposals: {p: absent}",
        "agreed: 1",
        "next talks: none",
        "next talks: 2013",
        "commitments: {c: {a: left}}",
        "commitments: {c: left}",
    ],
)
def test_what_can_be_expected_fits_the_schema(block):
    assert fits(f"{RECORD}expect:\n  - {block}\n    as of: 2013\n    reading: possible\n")
