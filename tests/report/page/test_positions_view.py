from complaints import instead, recorded

from sim.report.page.positions_view import positions_data
from sim.report.page.texts import Texts

NUMBERS = instead("Each side lands 40,000 tonnes", "{share: 40 tonnes}")
ANSWER = "  - {propose: more, by: bohus, date: 2013-02-09, issue: quota, terms: {share: 52 tonnes}}\n"
TEXT = "  - {propose: middle, by: council, date: 2013-02-10, issue: quota, terms: {share: 45 tonnes}}\n"


def terms_of(text):
    """The terms with their texts put in: the title, the unit, the words, and the steps."""
    texts = Texts()
    told = positions_data(texts, recorded(text).history)
    return [
        (
            texts.all[title],
            texts.all[unit],
            [texts.all[word] for word in words],
            [(number, side, amount, texts.all[value], texts.all[kind]) for number, side, amount, value, kind in steps],
        )
        for title, unit, words, steps in told
    ]


def test_a_term_has_its_title_its_unit_and_the_steps_of_both_sides():
    [(title, unit, words, steps)] = terms_of(NUMBERS + ANSWER)
    assert (title, unit, words) == ("share, in tonnes – The yearly herring quota", "tonnes", [])
    assert steps == [(1, 0, 40.0, "40", "opening"), (2, 1, 52.0, "52", "opening")]


def test_a_text_of_others_is_nobodys_position():
    [(*_, steps)] = terms_of(NUMBERS + ANSWER + TEXT)
    assert steps[-1] == (3, 2, 45.0, "45", "text")


def test_words_are_told_in_their_order():
    declared = instead(
        "ports: Access to ports", "ports: {title: Access, terms: {access: [closed, limited, open]}}", NUMBERS
    )
    offer = "  - {propose: way, by: bohus, date: 2013-02-09, issue: ports, terms: {access: limited}}\n"
    title, unit, words, steps = terms_of(declared + offer)[1]
    assert (title, unit, words) == ("access – Access", "", ["closed", "limited", "open"])
    assert steps == [(2, 1, 1.0, "limited", "opening")]


def test_without_values_there_are_no_terms():
    assert terms_of(instead("40,000 tonnes", "many")) == []
