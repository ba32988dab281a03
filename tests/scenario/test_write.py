import json
from pathlib import Path

import pytest
import yaml
from complaints import RECORD, recorded, with_terms
from hypothesis import given, settings

from sim.model.errors import InvalidScenarioError
from sim.model.move import fields_of
from sim.scenario import Scenario, as_json, as_yaml, loads
from sim.scenario.starter import STARTER
from sim.testing.files import records
from sim.testing.strategies import histories
from sim.testing.values import texts

NAMES = """\
scenario: S
parties: {aland: A, bohus: B}
third-parties: {council: C}
issues: {quota: Q, ports: P}
sources: {g: G, h: H}
"""
SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
WRITERS = pytest.mark.parametrize("write", [as_yaml, as_json])


def in_plain(text):
    """What YAML holds, every scalar a text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def asked(scenario):
    """What a scenario expects, without where it says so."""
    names = ("branch", "as_of", "since", "reading", "quote", "holds_without", "key", "subject", "expected")
    return [tuple(str(getattr(each, name)) for name in names) for each in scenario.expectations]


def course_of(alternative):
    """What a branch is; the reasons for what falls name lines, which are others when it is read back."""
    branch = alternative.branch
    invalidated = [(fall.number, fall.caused_by) for fall in branch.invalidated]
    told = alternative.id, alternative.title, alternative.of, alternative.fork
    return *told, branch.history, branch.numbers, branch.left_out, invalidated


def written_out(scenario):
    """All that a file of the scenario says, dates as they are spelt."""
    moves = scenario.history.moves
    said = [{each.name: str(getattr(move, each.name)) for each in fields_of(type(move))} for move in moves]
    rest = [course_of(each) for each in scenario.branches], scenario.weights, asked(scenario)
    return scenario.title, scenario.summary, scenario.start, moves, said, *rest


@WRITERS
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_scenario_that_comes_with_it_is_the_same_when_it_is_read_back(path, write):
    scenario = loads(path.read_bytes())
    assert written_out(loads(write(scenario))) == written_out(scenario)


@WRITERS
def test_the_starter_is_the_same_when_it_is_read_back(write):
    assert written_out(loads(write(loads(STARTER)))) == written_out(loads(STARTER))


@WRITERS
@settings(max_examples=40)
@given(scenario=records() | records(histories(max_moves=12)))
def test_a_scenario_is_the_same_when_it_is_read_back(write, scenario):
    assert written_out(loads(write(scenario))) == written_out(scenario)


@WRITERS
@settings(max_examples=30)
@given(history=histories(max_moves=8))
def test_dates_are_spelt_the_same_when_they_are_read_back(write, history):
    back = loads(write(Scenario("<text>", "Doubt", None, history, ()))).history
    assert [str(move.date) for move in back.moves] == [str(move.date) for move in history.moves]
    assert back.dates == history.dates


@WRITERS
@given(text=texts())
def test_a_text_is_the_same_when_it_is_read_back(write, text):
    odd = Scenario("<text>", text, text, recorded(RECORD).history, ())
    assert loads(write(odd)).summary == text


@WRITERS
def test_what_is_written_is_the_same_every_time(write):
    assert write(loads(RECORD)) == write(loads(write(loads(RECORD))))


def test_a_text_of_several_lines_is_written_as_a_block():
    assert "  terms: |\n    half\n    and half\n" in as_yaml(recorded(with_terms('"half\\nand half\\n"')))


def test_every_script_is_written_as_it_is():
    scenario = recorded(with_terms("各四万吨"))
    assert "各四万吨" in as_yaml(scenario)
    assert "各四万吨" in as_json(scenario)


def test_sections_without_entries_are_left_out():
    assert as_yaml(recorded("scenario: S\nparties: {a: A, b: B}\n")) == "scenario: S\nparties:\n  a: A\n  b: B\n"


def test_one_issue_is_written_as_a_text_and_several_as_a_list():
    moves = in_plain(as_yaml(recorded(RECORD + "    over: ports\n")))["moves"]
    assert moves[0]["issue"] == "quota"
    both = in_plain(as_yaml(recorded(RECORD.replace("issue: quota\n", "issue: [quota, ports]\n"))))["moves"]
    assert both[0]["issue"] == ["quota", "ports"]


def test_an_expectation_on_the_same_subject_begins_a_block_of_its_own():
    text = f"{RECORD}expect:\n  - agreed: 0\n  - agreed: 1\n"
    assert in_plain(as_yaml(recorded(text)))["expect"] == [{"agreed": "0"}, {"agreed": "1"}]


def test_the_state_before_the_first_move_is_the_same_when_it_is_read_back():
    scenario = Scenario("<text>", "S", None, recorded(RECORD).history, ())
    assert loads(as_yaml(scenario)).start == scenario.start


@WRITERS
@pytest.mark.parametrize(
    "details",
    [
        "{since: 1998}",
        "{parties: bohus}",
        "Pact",
        "{title: pact}",
        "{parties: [council, aland], source: [g, h], issue: [quota, ports]}",
    ],
)
def test_a_commitment_is_declared_the_same_when_it_is_read_back(write, details):
    scenario = recorded(f"{NAMES}commitments: {{pact: {details}}}\n")
    assert loads(write(scenario)).start == scenario.start


@WRITERS
@pytest.mark.parametrize(
    "details",
    [
        "{by: aland}",
        "{by: council, title: Embargo, issue: [quota, ports], over: quota, level: 5 %}",
        "{by: bohus, since: 1990, until: ../2014, source: [g, h], quote: q, note: n}",
    ],
)
def test_a_measure_is_declared_the_same_when_it_is_read_back(write, details):
    scenario = recorded(f"{NAMES}measures: {{embargo: {details}}}\n")
    assert loads(write(scenario)).start == scenario.start


@WRITERS
@pytest.mark.parametrize("details", ["Bank", "{title: Bank, with: aland}", "{with: bohus}", "{title: bank}"])
def test_a_third_party_is_the_same_when_it_is_read_back(write, details):
    scenario = recorded(f"scenario: S\nparties: {{aland: A, bohus: B}}\nthird-parties: {{bank: {details}}}\n")
    assert loads(write(scenario)).start == scenario.start


def test_a_third_party_without_a_side_is_written_as_its_name():
    text = NAMES.replace("council: C", "council: {title: C}, bank: {title: B, with: aland}")
    assert in_plain(as_yaml(recorded(text)))["third-parties"] == {
        "council": "C",
        "bank": {"title": "B", "with": "aland"},
    }


@WRITERS
@pytest.mark.parametrize(
    "details",
    [
        "T",
        "{status: scheduled}",
        "{due: 2014}",
        "{place: P}",
        "{status: in-session, due: 2014}",
        "{status: suspended, issue: quota, mandate: m}",
        "{issue: [quota, ports]}",
    ],
)
def test_talks_are_declared_the_same_when_they_are_read_back(write, details):
    scenario = recorded(f"{NAMES}talks: {{t: {details}}}\n")
    assert loads(write(scenario)).start == scenario.start


MOVES = [
    "propose: p, by: aland, issue: quota, terms: {wage: 5 %, 'a: b': '{c}', 'two\\nlines': ' x '}, subject-to: council",
    "propose: p, by: both, issue: [quota, ports], source: [g, h], terms: x",
    "commit: [fund, guarantee], by: council, if: {pact/aland: left, t: idle, pact/bohus: left}",
    "commit: [fund], by: council, unless: {pact: expired, pact/bohus: left}",
    "remark: [quota, ports], by: council, kind: hope",
    "convene: [t, u], by: both",
    "impose: levy, by: council, issue: quota, level: 5 %, effective: 2014, until: 2015",
]


@WRITERS
@pytest.mark.parametrize("move", MOVES)
def test_a_move_is_the_same_when_it_is_read_back(write, move):
    scenario = recorded(f"{NAMES}commitments: {{pact: P}}\ntalks: {{t: T, u: U}}\nmoves: [{{{move}, date: 2013}}]\n")
    assert loads(write(scenario)).history.moves == scenario.history.moves


@pytest.mark.parametrize("move", MOVES)
def test_what_is_written_of_a_move_is_what_was_given(move):
    text = f"{NAMES}commitments: {{pact: P}}\ntalks: {{t: T, u: U}}\nmoves: [{{{move}, date: 2013}}]\n"
    [written] = in_plain(as_yaml(recorded(text)))["moves"]
    [given] = in_plain(text)["moves"]
    usual = {"kind": "offer", "matter": "substance"} if "propose" in given else {}
    assert written == usual | {key: value[0] if value == ["fund"] else value for key, value in given.items()}


EXPECTED = """\
parties: {aland: Aland, bohus: Bohus}
scenario: T
issues: {quota: Quota}
talks: {talks: T, experts: E}
sources: {g: G, h: H}
moves:
  - {propose: a, by: aland, date: 2013-01-01, issue: quota, speaker: Mr A}
  - {propose: b, by: aland, date: 2013-01-01, issue: quota, speaker: Ms B}
expect:
"""


@WRITERS
@pytest.mark.parametrize(
    "blocks",
    [
        "[{proposals: {a: tabled}, agreed: 0}, {proposals: {b: tabled}}]",
        "[{talks: {talks: idle, experts: idle}}]",
        "[{agreed: 0}, {agreed: 1}, {talks: {talks: idle}}, {talks: {talks: idle}}]",
        "[{agreed: 0, holds without: 2}, {tension: 0}, {centre: none, holds without: 1}]",
        "[{agreed: 0, holds without: {source: g}}, {agreed: 0, holds without: {source: [h, g]}}]",
        "[{agreed: 0, holds without: {speaker: Mr A}}, {agreed: 0, holds without: {speaker: [Ms B, Mr A]}}]",
    ],
)
def test_expectations_keep_their_order_and_their_subjects(write, blocks):
    scenario = loads(f"{EXPECTED}  {blocks}\n")
    assert asked(loads(write(scenario))) == asked(scenario)


@pytest.mark.parametrize("without", ["2", {"source": "g"}, {"source": ["h", "g"]}, {"speaker": "Mr A"}])
def test_what_must_be_left_out_is_written_as_it_was_given(without):
    block = {"holds without": without, "agreed": "0"}
    assert in_plain(as_yaml(loads(f"{EXPECTED}  {json.dumps([block])}\n")))["expect"] == [block]


def test_json_escapes_what_the_reader_takes_only_so():
    scenario = loads(f'{EXPECTED}  []\nsummary: "\\ufffe \\uffff \\u2028"\n')
    assert loads(as_json(scenario)).summary == "\ufffe \uffff \u2028"


def test_an_id_does_not_end_with_a_line_break():
    with pytest.raises(InvalidScenarioError, match="is no id"):
        loads(EXPECTED.replace("talks: {talks: T, experts: E}", "talks:\n  ? |\n    talks\n  : T") + "  []\n")
