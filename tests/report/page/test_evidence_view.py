from itertools import combinations
from pathlib import Path

import pytest
from complaints import recorded
from long_talks import long_scenario

from benchmarks.record import long_record
from sim import load
from sim.evidence.cut_sets import cut_sets_of_groups, cut_sets_of_moves
from sim.evidence.divided_record import Conclusion, DividedRecord
from sim.report.page.evidence_view import evidence_data
from sim.report.page.texts import Texts
from sim.scenario import Scenario

SCENARIOS = Path(__file__).parents[3] / "scenarios"
RECORD = """\
scenario: Herring in the Strait
parties: {aland: Aland, bohus: Bohus}
issues: {quota: The yearly herring quota}
sources: {gazette: {title: Gazette}, herald: {title: Herald}}
moves:
  - {propose: halves, by: aland, date: 2013-02-01, issue: quota, terms: Half and half, source: [gazette, herald]}
  - {oppose: halves, by: bohus, date: 2013-02-09, source: gazette}
"""
OPPOSED = "expect: [{as of: 2013-02-09, proposals: {halves: opposed}}]\n"


class Told:
    """The data of the evidence view of a scenario, with its texts."""

    def __init__(self, scenario):
        texts = Texts()
        self.data = evidence_data(texts, scenario)
        self.text = texts.all.__getitem__ if self.data else None
        self.texts = texts.all

    @property
    def conclusions(self):
        return [[self.texts[place] for place in row[:3]] + row[3:] for row in self.data["conclusions"]]

    def falls(self, row, *places):
        """What is found for a conclusion without these sources; None if it stands. As the page works it out."""
        sets = {tuple(gone): found for found, *gone in row[4]}
        if places in sets:
            return None if sets[places] == -1 else self.texts[sets[places]]
        alone = [sets[place,] for place in places if (place,) in sets]
        return self.texts[alone[0]] if alone else None


def told_of(text):
    return Told(recorded(text))


def test_a_conclusion_says_what_it_is_about_the_value_when_and_where_it_stands_in_the_file():
    [row] = told_of(RECORD + OPPOSED).conclusions
    assert row[:4] == ["Half and half", "opposed", "as of 9 February 2013", 8]


def test_it_says_what_is_found_without_each_source_each_two_and_each_move():
    told = told_of(RECORD + OPPOSED)
    [row] = told.conclusions
    assert [told.texts[place] for place in told.data["sources"]] == ["gazette", "herald"]
    assert [told.falls(row, *places) for places in ((0,), (1,), (0, 1))] == ["tabled", None, "not made"]
    assert [(told.texts[found], number) for found, number in zip(row[5][::2], row[5][1::2], strict=True)] == [
        ("not made", 1),
        ("tabled", 2),
    ]


def test_what_falls_without_a_source_may_stand_without_that_and_another():
    answers = (
        RECORD.replace("oppose", "accept") + "  - {repudiate: halves, by: bohus, date: 2013-02-10, source: herald}\n"
    )
    told = told_of(f"{answers}expect: [{{agreed: 0}}]\n")
    [row] = told.conclusions
    assert [told.falls(row, *places) for places in ((0,), (1,), (0, 1))] == [None, "1", None]


def test_a_conclusion_that_does_not_hold_says_what_is_found():
    told = told_of(RECORD + OPPOSED.replace("opposed", "accepted"))
    [row] = told.conclusions
    assert len(row) == 5
    assert told.texts[row[4]] == "opposed"


def test_without_expectations_the_conclusions_are_those_of_the_assessment():
    told = told_of(RECORD)
    assert told.data["claims"]
    assert ["Proposals agreed", "0", "at the end"] in [row[:3] for row in told.conclusions]


def test_what_is_expected_of_a_branch_is_not_about_the_record():
    branch = "branches: {b: {without: '#2', expect: [{proposals: {halves: tabled}}]}}\n"
    assert len(told_of(RECORD + OPPOSED + branch).conclusions) == 1


def test_of_a_record_that_is_too_long_nothing_is_worked_out():
    assert "conclusions" in Told(long_scenario(300)).data
    assert Told(long_scenario(301)).data == {"claims": True}


def test_without_sources_and_expectations_there_is_nothing_to_take_away():
    assert Told(Scenario("long.yaml", "Long", None, long_record(10))).data is None


def test_of_too_many_conclusions_nothing_is_worked_out():
    assert "conclusions" in told_of(RECORD + OPPOSED).data
    assert told_of(f"{RECORD}{OPPOSED[:-2]}, {', '.join([OPPOSED[9:-2]] * 5_000)}]\n").data == {"claims": False}


def test_of_many_sources_no_two_are_taken_away_together():
    names = [f"paper-{number}" for number in range(13)]
    sources = ", ".join(f"{name}: {{title: {name}}}" for name in names)
    text = RECORD.replace("gazette: {title: Gazette}", f"gazette: {{title: Gazette}}, {sources}")
    text = text.replace("[gazette, herald]", f"[{', '.join(names)}]")
    data = told_of(text + OPPOSED).data
    assert not data["pairs"]
    assert all(len(gone) == 1 for row in data["conclusions"] for _, *gone in row[4])


@pytest.mark.parametrize("name", ["fishing", "moscow-2007", "colombia-2016"])
def test_it_agrees_with_the_minimal_cut_sets(name):
    scenario = load(SCENARIOS / f"{name}.yaml")
    told = Told(scenario)
    asked = [each for each in scenario.expectations if not each.branch]
    record = DividedRecord(scenario.history, scenario.weights)
    reported = {number: move.source for number, move in enumerate(scenario.history.moves, 1) if move.source}
    sources = [told.texts[place] for place in told.data["sources"]]
    for row, each in zip(told.conclusions, asked, strict=True):
        conclusion = Conclusion(record, each)
        assert sorted((number,) for number in row[5][1::2]) == list(cut_sets_of_moves(conclusion, 1))
        sets = [gone for size in (1, 2) for gone in combinations(range(len(sources)), size) if told.falls(row, *gone)]
        smallest = [gone for gone in sets if len(gone) == 1 or not {(place,) for place in gone} & {*sets}]
        cuts = cut_sets_of_groups(conclusion, reported, 2)
        assert {frozenset(sources[place] for place in gone) for gone in smallest} == set(map(frozenset, cuts))
