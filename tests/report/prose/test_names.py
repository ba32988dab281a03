import pytest
from complaints import recorded

from sim.report.prose.names import Names, on_one_line, shortened
from sim.testing.story import START

LONG = "Each side lands what it has landed on average since the Pact, and neither side lands more in any one year"


def offers(*terms):
    """The names in a record of offers with these terms: a, b, c …"""
    moves = "".join(
        f"  - {{propose: {name}, by: aland, date: 2013-02-01, issue: quota, terms: '{text}'}}\n"
        for name, text in zip("abc", terms, strict=False)
    )
    text = f"scenario: x\nparties: {{aland: Aland, bohus: Bohus}}\nissues: {{quota: Quota}}\nmoves:\n{moves}"
    return Names(recorded(text).history.states[-1])


def test_who_acts_has_a_title():
    names = Names(START)
    assert [names.actor(by) for by in ("aland", "both", "council", None)] == [
        "Aland",
        "both sides",
        "Nordic Council",
        "the clock",
    ]


def test_a_third_party_is_told_with_its_side_unless_its_title_says_it():
    names = Names(START)
    assert names.actor_in_sentence("council") == "the Nordic Council"
    assert names.actor_in_sentence("bank") == "the Bank of Aland"
    text = """scenario: x
parties: {aland: Aland, bohus: Republic of Bohus}
third-parties: {union: {title: Union, with: bohus}}
moves: []
"""
    assert Names(recorded(text).history.start).actor_in_sentence("union") == "the Union (with the Republic of Bohus)"


def test_long_titles_of_parties_third_parties_and_issues_are_cut():
    long = "the people " * 50
    text = f"parties: {{aland: {long}, bohus: Bohus}}\nthird-parties: {{council: {long}}}\nissues: {{quota: {long}}}"
    names = Names(recorded(f"scenario: x\n{text}\nmoves: []\n").start)
    for title in (names.actor("aland"), names.actor("council"), names.issue("quota")):
        assert len(title) <= 100
        assert title.endswith((" people…", " the…"))


def test_an_issue_has_a_title_and_what_is_none_keeps_its_id():
    assert [Names(START).issue(issue) for issue in ("quota", "x")] == ["The yearly herring quota", "x"]


def test_a_subject_is_called_by_its_title_or_else_by_its_id_in_words():
    names = Names(START)
    assert [names.subject(name) for name in ("pact", "experts", "not-made")] == [
        "Fisheries Pact of 1998",
        "experts",
        "not made",
    ]


def test_subjects_of_the_same_name_are_told_apart_by_their_ids():
    names = offers("Half each", "Half each", "Thirds")
    assert [names.subject(name) for name in "abc"] == ["Half each (a)", "Half each (b)", "Thirds"]
    assert [names.in_quotes(name) for name in "bc"] == ["“Half each” (b)", "“Thirds”"]


def test_a_long_name_is_cut_at_the_end_of_a_clause_and_its_content_is_kept():
    names = offers(f"{LONG}.")
    assert names.subject("a") == "Each side lands what it has landed on average since the Pact…"
    assert names.content("a") == LONG


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("short", "short"),
        ("a herring, and then many more words", "a herring, and then many…"),
        ("twenty letters or more, and then many more", "twenty letters or more…"),
        ("x" * 50, "x" * 29 + "…"),
    ],
)
def test_a_text_is_cut_at_a_clause_a_word_or_anywhere(text, short):
    assert shortened(text, 30) == short


def test_a_text_of_several_lines_becomes_one_without_its_full_stop():
    assert on_one_line("Half\n  each.\n") == "Half each"
    assert on_one_line("and so on...") == "and so on..."
