from random import Random

from futures import measure

from sim.forecast.vocabulary import Vocabulary
from sim.history.history import History
from sim.rules.state import Negotiation
from sim.rules.subjects.measures import DeclaredMeasure, Impose, Measure, Threaten
from sim.testing.story import SETTING, START

DECLARED = DeclaredMeasure(subject="levy", by="bohus", title="A levy on herring", issue="quota")


CALLED = Threaten(subject="block", by="bohus", date="2013-02-01", issue="ports", action="call a strike")


def vocabulary(*moves, declared=()):
    start = Negotiation.begin(SETTING, map(Measure.declared, declared)) if declared else START
    return Vocabulary.of(History.of(start, moves).states[-1].subjects.values())


def actions(words, party, *issues):
    return {words.action(party, issues, Random(seed)) for seed in range(20)}


def test_an_action_is_first_what_the_party_has_threatened_or_done_over_the_issue():
    words = vocabulary(measure("strike"), measure("levy", verb=Impose), CALLED)
    assert actions(words, "aland", "ports") == {"close its ports"}
    assert actions(words, "bohus", "ports") == {"call a strike"}


def test_else_it_is_one_of_the_party_over_another_issue():
    words = vocabulary(measure("strike"), declared=(DECLARED,))
    assert actions(words, "aland", "quota") == {"close its ports"}
    assert actions(words, "bohus", "ports") == {"A levy on herring"}


def test_else_it_is_one_of_anybody_over_that_issue():
    words = vocabulary(measure("strike"))
    assert actions(words, "bohus", "ports") == {"close its ports"}
    assert actions(words, "bohus", "quota") == {"a measure"}


def test_of_several_it_is_any():
    words = vocabulary(measure("strike"), declared=(DECLARED, DeclaredMeasure(subject="x", by="bohus", title="A ban")))
    assert actions(words, "bohus", "ports") == {"A levy on herring", "A ban"}


def test_what_has_no_words_is_no_part_of_it():
    assert actions(vocabulary(declared=(DeclaredMeasure(subject="x", by="bohus"),)), "bohus", "quota") == {"a measure"}
