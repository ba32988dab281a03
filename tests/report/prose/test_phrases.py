from sim.report.prose.phrases import NOTHING, Phrase, joined, listed, plain, quoted


def test_gaps_are_numbered_in_order_and_take_any_text():
    phrase = plain("{0}") + Phrase(" and ") + quoted("{}")
    assert phrase.template == "{0} and “{1}”"
    assert str(phrase) == "{0} and “{}”"


def test_quotation_marks_within_quotation_marks_are_single():
    assert str(quoted("the “rogue” states")) == "“the ‘rogue’ states”"


def test_a_phrase_stands_in_the_gap_of_a_longer_one():
    assert str(plain("Aland").within("the part of {} in ")) == "the part of Aland in "


def test_phrases_are_listed_with_an_and_before_the_last():
    names = [plain(name) for name in "abc"]
    assert [str(listed(names[:count])) for count in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert joined("; ", ()) == NOTHING
