from pathlib import Path

from complaints import FOUR_MOVES, RECORD, recorded
from hypothesis import given
from page_records import data_of, record_of

from sim import load
from sim.assess.assessment import assess
from sim.assess.tension import tension
from sim.report.page.moves import TONES
from sim.report.prose.dates import date_in_words
from sim.report.prose.names import Names
from sim.report.prose.sentences import move_sentence
from sim.report.prose.summary import summary_of
from sim.scenario import Scenario
from sim.testing.strategies import histories

SCENARIOS = Path(__file__).parents[3] / "scenarios"


def test_every_text_stands_once():
    texts = data_of(load(SCENARIOS / "moscow-2007.yaml"))["texts"]
    assert len(texts) == len(set(texts))


def test_a_move_has_its_maker_its_date_and_its_line():
    record, texts = record_of()
    *head, line = record["moves"][1][2:5]
    assert [texts[place] for place in head] == ["bohus", "2013-02-09"]
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


def test_only_a_move_whose_date_is_no_day_has_a_day_and_its_date_in_words():
    text = FOUR_MOVES.replace("2013-02-09", "2013-02-09?")
    record, texts = record_of(text)
    assert len(record["moves"][0]) == 8
    words = date_in_words(recorded(text).history.dates[1])
    assert [texts[place] for place in record["moves"][1][8:]] == ["2013-02-09", words]


def test_one_act_on_several_subjects_is_one_move_and_tells_what_it_did_to_each():
    threats = "".join(
        f"  - {{threaten: {name}, by: bohus, date: 2013-03-03, issue: quota, action: x}}\n"
        for name in ("strike", "levy")
    )
    record, texts = record_of(f"{FOUR_MOVES}{threats}  - {{withdraw: [strike, levy], by: bohus, date: 2013-03-04}}\n")
    assert len(record["moves"]) == 7
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


def test_a_move_has_its_sentence_as_a_template_and_what_stands_in_it():
    scenario = recorded(FOUR_MOVES)
    record, texts = record_of()
    names = Names(scenario.history.states[-1])
    for move, (template, *slots) in zip(scenario.history.moves, (cells[0] for cells in record["moves"]), strict=True):
        assert texts[template].format(*(texts[slot] for slot in slots)) == str(move_sentence(move, names))


def test_a_move_has_its_tone():
    record, _ = record_of()
    assert [TONES[cells[1]] for cells in record["moves"]] == ["neutral", "hostile", "hostile", "neutral"]


def test_subjects_have_names_where_these_are_not_their_ids_in_words():
    data = data_of(recorded(f"{FOUR_MOVES}  - {{act: two-walks, by: aland, date: 2013-03-03, tone: neutral}}\n"))
    names = [data["texts"][place] for place in data["subjects"]]
    assert dict(zip(names[::2], names[1::2], strict=True)) == {
        "pact": "Fisheries Pact of 1998",
        "ministers": "Fisheries ministers",
        "equal-shares": "Each side lands 40,000 tonnes",
    }


def test_the_summary_is_that_of_the_end_of_the_record():
    scenario = recorded(FOUR_MOVES)
    record, texts = record_of()
    snapshot = scenario.history.as_of()
    assert [texts[line] for line in record["summary"]] == list(summary_of(snapshot, assess(snapshot)))


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
    assert all(step > 0 for step in record["places"])
