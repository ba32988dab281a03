"""The table of moves and that of effects."""

import json

import pytest
from attrs import evolve
from complaints import FOUR_MOVES, RECORD
from hypothesis import given, settings

from sim.model.move import fields_of, holding, key_of
from sim.records.tables.moves import MOVES
from sim.records.tables.named import TABLES
from sim.records.tables.table import table
from sim.rules.registry import MOVES_BY_VERB
from sim.scenario import loads
from sim.scenario.write import as_mapping, in_yaml
from sim.testing.files import records

ODD = """\
scenario: Odd
parties: {aland: Aland, bohus: Bohus}
issues: {quota: Q, ports: P}
sources: {gazette: G, wire: W}
talks: {ministers: {status: scheduled}}
moves:
  - {propose: a, by: aland, date: 2007-10, issue: [quota, ports], terms: '{"catch": 1}', source: [gazette, wire]}
  - {propose: b, by: bohus, date: 2007-10-12?, issue: quota, counters: a, terms: {catch: 40 t, season: 2 months}}
  - {threaten: t, by: aland, date: 2007-10-13, issue: ports, unless: {a: accepted}, if: "in words, {so}"}
  - {suspend: ministers, by: aland, date: 2007-11-01}
  - {remark: [quota, ports], kind: criticism, by: bohus, date: 2007-11-02, quote: "=1, \\"so\\"\\n\\nand"}
  - {lapse: a, date: 2007-11-03}
"""


def rows_of(text, name="moves"):
    return table(loads(text, "odd.yaml"), name).to_dicts()


def item_of(row):
    """The item of a scenario file that a row of the table of moves says."""
    move = MOVES_BY_VERB[row["verb"]]
    item = {row["verb"]: row["subject"].split(" ")}
    for attribute in fields_of(move):
        key, form = key_of(attribute.name), holding(attribute).form
        if row[key] is not None:
            item[key] = _value(row[key], form)
    return item


def _value(cell, form):
    if form in ("condition", "terms") and cell.startswith(("{", '"')):
        return json.loads(cell)
    return cell.split(" ") if form == "ids" else cell


@given(records())
@settings(max_examples=settings.default.max_examples // 2)
def test_the_rows_say_all_that_the_moves_say(scenario):
    file = as_mapping(scenario) | {"moves": [item_of(row) for row in table(scenario, "moves")]}
    assert loads(in_yaml(file), "again.yaml").history.moves == scenario.history.moves


def test_dates_are_told_as_written_and_with_their_bounds():
    first, second, *_ = rows_of(ODD)
    names = ("date", "earliest", "best", "latest")
    assert [str(first[name]) for name in names] == ["2007-10", "2007-10-01", "2007-10-13", "2007-10-13"]
    assert [str(second[name]) for name in names] == ["2007-10-12?", "2007-10-01", "2007-10-13", "2007-10-13"]


def test_ids_stand_with_blanks_between_and_terms_as_json_where_they_are_no_words():
    first, second, threat, *_ = rows_of(ODD)
    assert (first["issue"], first["source"]) == ("quota ports", "gazette wire")
    assert first["terms"] == '"{\\"catch\\": 1}"'
    assert second["terms"] == '{"catch": "40 t", "season": "2 months"}'
    assert (threat["unless"], threat["if"]) == ('{"a": "accepted"}', "in words, {so}")


def test_a_move_that_gives_no_issue_is_on_those_of_its_subjects():
    *_, talks, remark, lapse = rows_of(ODD)
    assert (talks["issue"], remark["issue"], lapse["issue"]) == (None, "quota ports", "quota ports")
    assert (lapse["by"], lapse["subject"], lapse["effect"]) == (None, "a", "lapsed")


def test_what_a_move_leads_to_is_told_in_words_and_by_its_tone_and_line():
    rows = rows_of(FOUR_MOVES)
    assert [(row["effect"], row["tone"], row["line"]) for row in rows] == [
        ("tabled", "neutral", 9),
        ("opposed", "hostile", 14),
        ("suspended", "hostile", 17),
        ("withdrawn", "neutral", 20),
    ]


def test_a_record_that_no_file_has_has_no_lines():
    history = loads(RECORD, "herring.yaml").history
    bare = type(history).of(history.start, [evolve(move, where=None) for move in history.moves])
    assert [(row["scenario"], row["line"]) for row in table(bare, "moves")] == [("", None)]


def test_every_field_of_every_move_has_a_column_which_says_whose_it_is():
    columns = {column.name: column for column in MOVES.columns}
    for move in MOVES_BY_VERB.values():
        for attribute in fields_of(move):
            key = key_of(attribute.name)
            assert key in columns
            assert columns[key].description.startswith("Of ") <= (f"`{move.verb}`" in columns[key].description)


# EFFECTS


def test_an_effect_names_the_part_and_the_statuses_before_and_after():
    names = ("number", "verb", "subject", "kind", "party", "before", "after", "tone")
    assert [tuple(row[name] for name in names) for row in rows_of(FOUR_MOVES, "effects")] == [
        (1, "propose", "equal-shares", "proposal", None, None, "tabled", "neutral"),
        (2, "oppose", "equal-shares", "proposal", None, "tabled", "opposed", "hostile"),
        (3, "suspend", "pact", "commitment", "bohus", "in-force", "suspended", "hostile"),
        (4, "withdraw", "equal-shares", "proposal", None, "opposed", "withdrawn", "neutral"),
    ]


def test_a_remark_is_a_statement_on_an_issue_whatever_is_called_as_that_is():
    text = f"{RECORD}  - {{propose: quota, by: bohus, date: 2013-02-03, issue: ports}}\n"
    remark = "  - {remark: quota, kind: hope, by: bohus, date: 2013-02-04}\n"
    last = rows_of(text + remark, "effects")[-1]
    assert (last["subject"], last["kind"], last["before"], last["after"]) == ("quota", "statement", None, None)


@pytest.mark.parametrize("name", TABLES)
def test_the_rows_of_many_moves_are_made_one_after_the_other(name):
    scenario = loads(ODD, "odd.yaml")
    assert list(TABLES[name].rows("x", scenario)) == list(TABLES[name].rows("x", scenario))
