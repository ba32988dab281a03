from datetime import date

import pytest
from attrs import evolve
from hypothesis import Phase, find, given, settings, strategies as st
from testing.seen import seen_in

from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.ids import BOTH, is_id
from sim.model.move import Convene, Lapse, Move, Suspend, fields_of
from sim.model.setting import Setting, Source
from sim.rules.registry import MOVES_BY_VERB
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Propose
from sim.rules.subjects.statements import Remark
from sim.rules.subjects.talks import LIFECYCLE, SCHEDULED, Talks
from sim.scenario import as_json, as_yaml, loads
from sim.scenario.starter import STARTER
from sim.testing import values
from sim.testing.story import SETTING
from sim.testing.values import STRATEGIES, any_moves, ids, moves_of, sources, texts, whens

RECORD = loads(STARTER)
BY_VERB = pytest.mark.parametrize("verb", MOVES_BY_VERB.values(), ids=MOVES_BY_VERB)


def plainest(strategy, condition=lambda _: True):
    """What a strategy shrinks to."""
    return find(strategy, condition, settings=settings(database=None, max_examples=2_000))


def first(strategy, condition=lambda _: True):
    """The first value that a strategy gives: where there is no condition, the plainest."""
    return find(strategy, condition, settings=settings(database=None, max_examples=2_000, phases=[Phase.generate]))


SETTINGS = seen_in(values.settings(), 150)
DATES = seen_in(whens(), 200)
WORDS = seen_in(texts(), 300)


@given(when=whens())
def test_a_date_is_what_its_text_says(when):
    assert When.parse(when.text) == when


@given(bounds=st.tuples(st.dates(), st.dates()).map(sorted), data=st.data())
def test_a_best_date_lies_within_the_bounds_that_are_asked_for(bounds, data):
    first, last = bounds
    assert first <= data.draw(whens(first, last)).best <= last


@pytest.mark.parametrize(
    "shape",
    ["d", "d-d-d", "d-d", "../d-d-d", "d-d-d/..", "d-d-d?", "d-d-d/d-d-d", "../d-d", "d-d/..", "d-d/d-d", "d/d"],
)
def test_dates_come_in_every_form(shape):
    def is_of_the_shape(when):
        return (
            "".join("d" if sign.isdigit() else sign for sign in when.text).replace("dd", "d").replace("dd", "d")
            == shape
        )

    assert any(map(is_of_the_shape, DATES))


@pytest.mark.parametrize(
    ("first", "last", "plain"),
    [
        (date.min, date.max, "2000-01-01"),
        (date(2013, 2, 1), date.max, "2013-02-01"),
        (date.min, date(1914, 7, 5), "1914-01-01"),
    ],
)
def test_dates_shrink_to_a_plain_day(first, last, plain):
    assert plainest(whens(first, last)).text == plain


@pytest.mark.parametrize("write", [as_yaml, as_json])
@settings(max_examples=40)
@given(text=texts())
def test_a_text_is_the_same_when_it_is_read_back_from_a_file(write, text):
    assert loads(write(evolve(RECORD, title=text, summary=text))).summary == text


@pytest.mark.parametrize("trap", ['"', ": ", " #", "- ", "\n", "NO", "1.10", "🐟", "漢", "ש", "\u2028", "\ufeff"])
def test_texts_hold_every_trap(trap):
    assert any(trap in text for text in WORDS)


def test_texts_shrink_to_plain_words():
    assert plainest(texts()) == "half and half"


@given(name=ids())
def test_an_id_is_an_id_and_not_reserved(name):
    assert is_id(name)
    assert name != BOTH


def test_ids_come_in_several_scripts():
    signs = [ord(name[0]) for name in seen_in(ids(), 100)]
    assert {sign < 0x250 for sign in signs} == {True, False}
    assert plainest(ids()) == "a"


@settings(max_examples=30)
@given(setting=values.settings())
def test_a_setting_has_two_parties_and_distinct_actors(setting):
    assert len(setting.parties) == 2
    assert len(set(setting.actors)) == len(setting.actors)


@pytest.mark.parametrize(("section", "most"), [("issues", 4), ("third_parties", 3), ("sources", 3)])
def test_settings_have_none_some_and_many_of_each_section(section, most):
    lengths = {len(getattr(setting, section)) for setting in SETTINGS}
    assert lengths == set(range(most + 1))


def test_the_plainest_setting_has_two_parties_alone():
    assert first(values.settings()) == Setting({"a": "half and half", "b": "half and half"})


def test_some_sources_are_published_and_some_are_not():
    assert {source.published is None for source in seen_in(sources())} == {True, False}


@settings(max_examples=20)
@given(setting=values.settings(), data=st.data())
def test_a_declared_commitment_names_what_the_setting_has(setting, data):
    commitment = data.draw(values.commitments(setting))
    assert {*commitment.made.issue} <= {*setting.issue_ids}
    assert {*commitment.participation} <= {*setting.party_ids, *setting.outsiders}
    assert {*commitment.made.source} <= {*setting.source_by_id}


def test_commitments_are_declared_for_both_parties_for_each_and_for_third_parties():
    bound = {tuple(each.participation) for each in seen_in(values.commitments(), 150)}
    parties, others = SETTING.party_ids, [*SETTING.outsiders]
    alone = {(name,) for name in (*parties, *others)}
    assert bound == {parties, *alone, *((*parties, other) for other in others)}


def test_measures_are_declared_by_parties_and_third_parties_with_and_without_a_term():
    seen = seen_in(values.measures(), 150)
    assert {each.author for each in seen} == {*SETTING.party_ids, *SETTING.outsiders}
    assert {each.ends.until is None for each in seen} == {True, False}
    assert {each.level is None for each in seen} == {True, False}


def test_third_parties_stand_with_either_party_or_with_none():
    sides = {setting.side_of(name) for setting in SETTINGS for name in setting.outsiders}
    firsts = {setting.party_ids[0] for setting in SETTINGS} | {setting.party_ids[1] for setting in SETTINGS}
    assert None in sides
    assert sides - {None} <= firsts
    assert len(sides) > 2


def test_talks_are_declared_in_every_status_with_and_without_a_next_round():
    seen = seen_in(values.formats(), 100)
    assert {each.status for each in seen} == set(LIFECYCLE.statuses)
    assert {each.due is None for each in seen if each.status == SCHEDULED} == {True, False}
    assert {each.mandate is None for each in seen} == {True, False}


@BY_VERB
def test_a_move_is_drawn_with_and_without_each_field_that_is_optional(verb):
    seen = seen_in(moves_of(verb), 40)
    for attribute in fields_of(verb):
        found = {getattr(move, attribute.name) in (None, ()) for move in seen}
        assert found == ({True, False} if attribute.default in (None, ()) else {False}), attribute.name


@settings(max_examples=8)
@given(setting=values.settings(), data=st.data())
def test_a_move_names_what_the_setting_has(setting, data):
    move = data.draw(any_moves(setting))
    assert type(move) is Lapse or move.by in setting.actors
    assert not setting.issues or move.over in (None, *setting.issue_ids)
    assert not setting.sources or {*move.source} <= {*setting.source_by_id}


@pytest.mark.parametrize("verb", [Propose, Suspend, Convene, Remark])
def test_any_moves_are_of_every_class(verb):
    assert first(any_moves(), lambda move: type(move) is verb)


def test_anybody_makes_moves():
    assert {move.by for move in seen_in(moves_of(Propose), 60)} == set(SETTING.actors)


def test_moves_refer_to_each_other():
    seen = seen_in(moves_of(Propose), 60)
    assert {move.subject for move in seen} & {name for move in seen for name in move.counters}


def test_a_move_shrinks_to_what_it_must_have():
    plain = Propose(subject="a", by="aland", date="2000-01-01", issue="quota")
    assert plainest(moves_of(Propose)) == plain


def test_there_is_a_strategy_for_every_class_of_values():
    plain = {When, Source, Setting, Declaration, Commitment, Measure, Talks, Condition, Move}
    assert set(STRATEGIES) == plain | set(MOVES_BY_VERB.values())


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
def test_a_strategy_gives_values_of_its_class(kind):
    assert all(isinstance(value, kind) for value in seen_in(STRATEGIES[kind], 5))
