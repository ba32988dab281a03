from pathlib import Path

import pytest
from complaints import FOUR_MOVES, RECORD, recorded
from hypothesis import given

from sim import load
from sim.assess.tension import tension
from sim.report.page.data import base_counts, first_difference, page_data
from sim.report.timeline.picture import picture
from sim.scenario import Scenario
from sim.testing.strategies import histories

SCENARIOS = Path(__file__).parents[3] / "scenarios"
ACT = "{act: x, by: aland, date: 2013-02-20, tone: neutral}"


def data_of(scenario, *branches):
    pictures = [picture(name, scenario.history_of(name).as_of(), standalone=False) for name in ("", *branches)]
    return page_data(scenario, branches, pictures)


def branch(text):
    return recorded(f"{FOUR_MOVES}branches:\n  b: {text}\n").branch("b").branch


def record_of(text=FOUR_MOVES, *branches, at=0):
    """One of the records, with its texts put in."""
    data = data_of(recorded(text), *branches)
    return data["records"][at], data["texts"]


def test_every_text_stands_once():
    texts = data_of(load(SCENARIOS / "moscow-2007.yaml"))["texts"]
    assert len(texts) == len(set(texts))


def test_a_move_has_its_verb_its_subject_its_maker_its_date_and_its_line():
    record, texts = record_of()
    *head, line = record["moves"][1][:5]
    assert [texts[place] for place in head] == ["oppose", "equal-shares", "bohus", "2013-02-09"]
    assert line == 14


def test_a_move_has_what_it_did():
    record, texts = record_of()
    assert [texts[place] for place in record["moves"][2][5]] == ["pact", "bohus", "suspended"]


def test_a_move_has_the_fields_that_the_record_gives_in_words():
    record, texts = record_of()
    fields = [texts[place] for place in record["moves"][0][6]]
    assert dict(zip(fields[::2], fields[1::2], strict=True)) == {
        "issue": "quota",
        "kind": "offer",
        "terms": "Each side lands 40,000 tonnes",
    }


def test_only_a_move_whose_date_is_no_day_has_a_day_and_its_bounds():
    record, texts = record_of(FOUR_MOVES.replace("2013-02-09", "2013-02-09?"))
    assert len(record["moves"][0]) == 8
    assert [texts[place] for place in record["moves"][1][8:]] == ["2013-02-09", "2013-02-01", "2013-03-02"]


def test_one_act_on_several_subjects_is_one_move_and_tells_what_it_did_to_each():
    threats = "".join(
        f"  - {{threaten: {name}, by: bohus, date: 2013-03-03, issue: quota, action: x}}\n"
        for name in ("strike", "levy")
    )
    record, texts = record_of(f"{FOUR_MOVES}{threats}  - {{withdraw: [strike, levy], by: bohus, date: 2013-03-04}}\n")
    assert len(record["moves"]) == 7
    assert texts[record["moves"][6][1]] == "strike, levy"
    assert [texts[place] for place in record["moves"][6][5]] == ["strike", "", "withdrawn", "levy", "", "withdrawn"]


def test_what_a_move_does_to_further_subjects_is_told_with_it():
    moves = "  - {propose: thirds, by: bohus, date: 2013-02-09, issue: quota, counters: equal-shares}\n"
    record, texts = record_of(f"{RECORD}{moves}  - {{accept: thirds, by: aland, date: 2013-02-10}}\n")
    effects = [texts[place] for place in record["moves"][2][5]]
    assert effects == ["thirds", "", "accepted", "equal-shares", "", "settled"]


def test_a_subject_on_which_a_move_acts_without_a_change_of_status_is_told():
    left = "".join(f"  - {{leave: pact, by: {party}, date: 2013-02-09}}\n" for party in ("aland", "bohus"))
    treaty = "  - {commit: treaty, by: both, date: 2013-02-10, issue: quota, replaces: pact}\n"
    record, texts = record_of(RECORD + left + treaty)
    effects = [texts[place] for place in record["moves"][3][5]]
    assert effects == ["treaty", "aland", "in force", "treaty", "bohus", "in force", "pact", "", ""]


def test_a_move_names_all_who_report_it():
    sources = RECORD.replace("sources: {", "sources: {yearbook: {title: Yearbook}, ")
    record, texts = record_of(f"{sources}    source: [gazette, yearbook]\n")
    assert [texts[place] for place in record["moves"][0][7]] == ["gazette", "yearbook"]


def test_a_third_party_with_a_side_is_called_that():
    text = FOUR_MOVES.replace(
        "{council: Nordic Council}", "{council: Nordic Council, ally: {title: Ally, with: bohus}}"
    )
    data = data_of(recorded(text))
    titles = [data["texts"][title] for _, title in data["actors"]]
    assert titles == ["Aland", "Bohus", "both sides", "Nordic Council", "Ally (with Bohus)", "the clock"]


def test_an_act_touches_itself_without_a_status():
    record, texts = record_of(f"{FOUR_MOVES}  - act: x\n    by: aland\n    date: 2013-03-03\n    tone: neutral\n")
    assert [texts[place] for place in record["moves"][4][5]] == ["x", "", ""]


def test_what_comes_from_standard_input_names_no_file():
    scenario = recorded(RECORD)
    assert data_of(Scenario("<stdin>", "T", None, scenario.history))["texts"][0] == ""
    assert data_of(Scenario("a/b.yaml", "T", None, scenario.history))["file"] > 0


def test_what_a_remark_says_of_an_issue_is_no_effect_on_a_subject_of_that_name():
    record, _ = record_of(f"{FOUR_MOVES}  - remark: quota\n    by: aland\n    date: 2013-03-03\n    kind: hope\n")
    assert record["moves"][4][5] == []


def test_what_is_declared_is_told():
    record, texts = record_of()
    assert [[texts[place] for place in row] for row in record["declared"]] == [
        ["pact", "declared in force for aland, bohus", ""],
        ["ministers", "declared idle", ""],
    ]


def test_a_declared_measure_is_told_with_its_level():
    levy = (
        "measures: {levy: {title: Levy, by: bohus, issue: quota, level: 10 %, since: 2012, quote: as ever}}\nsources:"
    )
    record, texts = record_of(FOUR_MOVES.replace("sources:", levy))
    [told] = [row for row in record["declared"] if texts[row[0]] == "levy"]
    assert [texts[place] for place in told] == ["levy", "declared in place (10 %) by bohus since 2012", "as ever"]


def test_a_text_that_no_page_can_hold_is_replaced():
    scenario = recorded(RECORD)
    held = Scenario(scenario.file, "a\ud800b\x00", None, scenario.history)
    assert "f" in data_of(held)["texts"]
    assert all("\ud800" not in text for text in data_of(held)["texts"])


@given(histories())
def test_a_record_has_tension_and_a_place_before_its_first_move_and_after_each(history):
    record = data_of(Scenario("f", "Drawn", None, history))["records"][0]
    counts = {len(record[part]) for part in ("rows", "tension", "places")}
    assert counts == {len(history.moves) + 1}
    assert record["tension"] == [tension(history.as_of(n)).points for n in range(len(history.moves) + 1)]
    assert record["places"] == sorted(set(record["places"]))


# BRANCHES


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("{without: '#2'}", 2),
        ("{without: '#1'}", 1),
        (f"{{moves: [{ACT}]}}", 3),
        ("{from: '#2'}", 3),
    ],
)
def test_the_first_difference_is_the_first_move_that_the_trunk_does_not_have_there(text, number):
    assert first_difference(branch(text)) == number


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("{without: '#2'}", [0, 1, 3, 4]),
        (f"{{moves: [{ACT}]}}", [0, 1, 2, 2, 3, 4]),
        (f"{{from: '#2', moves: [{ACT}]}}", [0, 1, 2, 2]),
        ("{from: '#2'}", [0, 1, 2]),
        ("{from: '#0'}", [0]),
    ],
)
def test_the_trunk_stands_beside_its_branch_as_of_the_same_time(text, counts):
    assert list(base_counts(branch(text))) == counts


def test_while_a_branch_goes_its_own_way_its_trunk_goes_on_by_the_day():
    acts = [f"{{act: x{n}, by: aland, date: 2013-0{n}-15, tone: neutral}}" for n in (2, 3)]
    assert list(base_counts(branch(f"{{from: '#1', moves: [{', '.join(acts)}]}}"))) == [0, 1, 2, 4]


def test_a_branch_names_what_it_departs_from_and_what_of_it_is_missing():
    text = f"{FOUR_MOVES}branches:\n  b: {{without: {{oppose: equal-shares}}, title: No no}}\n"
    record, texts = record_of(text, "b", at=1)
    assert (texts[record["title"]], record["of"]) == ("No no", 0)
    assert [texts[place] for place in record["missing"][0]] == [
        "#2",
        "2013-02-09",
        "oppose equal-shares by bohus",
        "left out",
    ]


def test_a_branch_of_a_branch_stands_beside_that():
    text = f"{FOUR_MOVES}branches:\n  b: {{without: '#2'}}\n  c: {{of: b, without: '#2'}}\n"
    record, _ = record_of(text, "b", "c", at=2)
    assert record["of"] == 1
