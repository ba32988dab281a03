from complaints import FOUR_MOVES
from page_records import record_of


def declared(text):
    """Each declaration: its id, its words, its quote, its note, and its sources."""
    record, texts = record_of(text)
    rows = record["declared"]
    return [[*(texts[place] for place in row), [texts[place] for place in reports]] for *row, reports in rows]


def test_what_is_declared_is_told():
    assert declared(FOUR_MOVES) == [
        ["pact", "Before the first move: in force for Aland and Bohus", "", "", []],
        ["ministers", "Before the first move: idle", "", "", []],
    ]


def test_a_declared_measure_is_told_with_its_level_its_day_its_quote_its_note_and_its_source():
    levy = (
        "measures: {levy: {title: Levy, by: bohus, issue: quota, level: 10 %, since: 2012-05-01, quote: as ever, "
        "note: A note, source: gazette}}\nsources:"
    )
    [told] = [row for row in declared(FOUR_MOVES.replace("sources:", levy)) if row[0] == "levy"]
    words = "Before the first move: in place (10 %) by Bohus since 1 May 2012"
    assert told == ["levy", words, "as ever", "A note", ["gazette"]]


def test_what_is_declared_for_a_day_after_the_first_move_is_not_told_as_older():
    levy = "measures: {levy: {by: bohus, issue: quota, since: 2999-05-01}}\nsources:"
    [told] = [row for row in declared(FOUR_MOVES.replace("sources:", levy)) if row[0] == "levy"]
    assert told[1] == "Declared: in place by Bohus from 1 May 2999"
