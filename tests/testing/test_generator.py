from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from attrs import field, frozen

from sim.history.history import History
from sim.model.dates import When
from sim.model.move import Commit, Convene, Extend, Lapse, Move, Suspend, Withdraw, holds
from sim.model.setting import Setting, Source
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Leave
from sim.rules.subjects.measures import Impose, Measure, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Proposal, Propose
from sim.rules.subjects.statements import Act, RecordedAct, Remark
from sim.rules.subjects.talks import BreakOff, Talks
from sim.rules.verdict import is_legal
from sim.testing.actions import FIRST_DAY, KINDS, Action, is_possible
from sim.testing.aims import Aims
from sim.testing.generator import MoveGenerator, at_random, last_day
from sim.testing.overrides import (
    DATE_OFFSETS,
    DAYS_LATER,
    DateOffset,
    FieldOverrides,
    NamingOverride,
    OverrideChoices,
    next_turn,
)
from sim.testing.player import Player
from sim.testing.story import SETTING, START, after

DAY = date(2013, 5, 20)
BARE = Negotiation.begin(Setting({"aland": "Aland", "bohus": "Bohus"}))
PROPOSE = Propose(subject="halves", by="aland", date="2013-03-01", issue="quota", expires="2013-06-01")
HISTORIES = [at_random(seed, 80) for seed in range(12)]
MADE = [move for history in HISTORIES for move in history.moves]


def made_in(generator, turns=60, seeds=3):
    """The moves of a few histories."""
    return [move for seed in range(seeds) for move in at_random(seed, turns, generator).moves]


# options


@pytest.mark.parametrize("offset", DATE_OFFSETS, ids=lambda offset: f"{offset.gap} {offset.form} {offset.of_turn}")
def test_a_date_is_read_from_its_form(offset):
    when = offset.after(DAY, DAY + timedelta(60))
    assert When.parse(when.text) == when
    assert abs((when.best - DAY).days - offset.gap - 60 * offset.of_turn) <= 20


def test_dates_come_in_many_forms_and_after_gaps():
    assert len({offset.form for offset in DATE_OFFSETS}) == 6
    assert max(offset.gap for offset in DATE_OFFSETS) == 40
    assert str(DateOffset(form="{before}/{day}").after(DAY)) == "2013-04-30/2013-05-20"
    assert str(DateOffset(3).after(DAY)) == "2013-05-23"


def test_a_date_is_possible_if_the_calendar_has_it():
    assert DateOffset(20).after(date(9999, 12, 11)) == When.of("9999-12-31")
    assert DateOffset(20).after(date(9999, 12, 12)) is None
    assert DateOffset(form="{before}/{day}").after(date.min).earliest == date.min


def test_a_date_may_be_counted_from_a_turn_but_never_runs_back():
    eve = DateOffset(-1, of_turn=True)
    assert eve.after(DAY, date(2013, 6, 1)) == When.of("2013-05-31")
    assert eve.after(DAY, DAY) is None
    assert eve.after(DAY) is None


def test_the_next_turn_of_a_subject_is_its_next_end_or_the_day_on_which_that_is_past():
    subject = after(PROPOSE).state.subjects["halves"]
    assert next_turn(subject, DAY) == date(2013, 6, 1)
    assert next_turn(subject, date(2013, 6, 1)) == date(2013, 6, 2)
    assert next_turn(subject, date(2013, 6, 2)) is None
    assert next_turn(None, DAY) is None


@pytest.mark.parametrize("move", [PROPOSE, Lapse(subject="halves", date="2013-07-01")])
def test_an_action_is_done_once_more_to_another_subject(move):
    again = Action.of(move)
    assert (again.verb, again.by) == (type(move), move.by)


def test_an_action_has_no_fields_but_who_when_and_what():
    move = Action(Withdraw, "", "aland").on("halves", When.of("2013-03-01"))
    assert move == Withdraw(subject="halves", by="aland", date="2013-03-01")
    assert Action(Lapse, "", None).on("halves", When.of("2013-03-01")) == Lapse(subject="halves", date="2013-03-01")


def test_actions_tell_kinds_apart_where_later_rows_do():
    assert {*KINDS} == {Propose}
    assert Action.of(PROPOSE).kind == "offer"
    assert Action.of(Remark(subject="quota", by="aland", date="2013-03-01", kind="hope")).kind == ""


def test_the_first_override_changes_nothing():
    for verb in MOVES_BY_VERB.values():
        assert OverrideChoices(verb, SETTING).among(())[0] == FieldOverrides()
    assert FieldOverrides().applied_to(PROPOSE) is PROPOSE


def test_more_names_only_add_overrides_at_the_end():
    overrides = OverrideChoices(Propose, SETTING)
    few, many = overrides.among(("a", "b")), overrides.among(("a", "b", "c"))
    assert many[: len(few)] == few
    assert ("replaces", ("b", "c")) in [field for override in many[len(few) :] for field in override.fields]


def test_where_a_move_names_no_subject_names_add_nothing():
    assert OverrideChoices(Act, SETTING).among(("a", "b")) == OverrideChoices(Act, SETTING).among(())


def test_an_override_has_a_number_below_that_of_all():
    overrides = OverrideChoices(Act, SETTING)
    assert overrides.option(0) == FieldOverrides()
    assert overrides.option(len(overrides.options)) is None
    assert len(set(overrides.options)) == len(overrides.options) == len(overrides.weights)


def test_a_move_may_act_on_other_subjects_as_well():
    both = NamingOverride().naming("b")
    assert both == FieldOverrides(also=("b",))
    assert {NamingOverride(), NamingOverride(count=2)} <= {*OverrideChoices(Oppose, SETTING).options}
    assert both.applied_to(Oppose(subject="a", by="bohus", date=DAY)).subjects == ("a", "b")


def test_a_second_subject_is_another_one_of_the_same_kind():
    state, oppose = after(PROPOSE).state, Oppose(subject="halves", by="bohus", date="2013-03-02")
    assert [name for name in ("halves", "pact", "none") if FieldOverrides(also=(name,)).suits(state, oppose)] == []
    thirds = Propose(subject="thirds", by="aland", date="2013-03-01", issue="quota")
    assert FieldOverrides(also=("thirds",)).suits(after(PROPOSE, thirds).state, oppose)


@pytest.mark.parametrize(("field", "named"), [("replaces", "halves"), ("settles", "pact"), ("settles", "nothing")])
def test_what_the_tables_do_not_let_a_move_name_does_not_suit_it(field, named):
    propose = Propose(subject="more", by="bohus", date="2013-03-02", issue="quota")
    assert not FieldOverrides(((field, named),), (named,)).suits(after(PROPOSE).state, propose)


def test_a_condition_asks_a_subject_for_a_status_that_it_can_have():
    threaten = Threaten(subject="fee", by="aland", date="2013-03-02", issue="ports", action="a fee")
    asked = [each for each in OverrideChoices(Threaten, SETTING).among(("pact",)) if each.subjects == ("pact",)]
    fit = dict.fromkeys(each.fields[0] for each in asked if each.suits(START, threaten))
    assert [(name, str(value)) for name, value in fit] == [
        ("if_", "pact is suspended"),
        ("if_", "pact is in breach"),
        ("unless", "pact is fulfilled"),
    ]


def test_an_override_sets_an_end_some_days_after_the_present_one_or_the_move():
    later = FieldOverrides((("expires", 10),))
    assert later.applied_to(PROPOSE).expires == When.of("2013-06-11")
    assert FieldOverrides((("effective", 10),)).applied_to(
        Leave(subject="pact", by="aland", date="2013-03-01")
    ).effective == When.of("2013-03-11")


def test_no_end_lies_beyond_the_calendar():
    leave = Leave(subject="pact", by="aland", date="9999-12-30")
    assert FieldOverrides((("effective", 10),)).applied_to(leave).effective == When.of("9999-12-31")


def test_two_overrides_make_one():
    both = FieldOverrides((("note", "n"),)) + FieldOverrides((("counters", "a"),), ("a",))
    assert both == FieldOverrides((("note", "n"), ("counters", "a")), ("a",))


@pytest.mark.parametrize("name", ["over", "speaker", "quote", "source", "channel", "note"])
def test_what_every_move_may_have_is_given_now_and_then(name):
    assert {bool(getattr(move, name)) for move in MADE} == {True, False}


# MOVES


def test_every_move_is_legal_when_it_is_made():
    for history in HISTORIES:
        assert all(is_legal(state, move) for state, move in zip(history.states, history.moves, strict=False))


def test_every_history_is_one_that_negsim_takes():
    for history in HISTORIES:
        again = History.of(history.start, history.moves)
        assert (again.states, again.dates) == (history.states, history.dates)


def test_dates_never_run_back():
    for history in HISTORIES:
        bests = [move.date.best for move in history.moves]
        assert bests == sorted(bests)
        assert bests[0] >= FIRST_DAY


def test_the_same_seed_makes_the_same_history_and_another_another():
    assert at_random(7, 40) == at_random(7, 40, MoveGenerator())
    assert at_random(7, 40).moves != at_random(8, 40).moves


def test_a_generator_keeps_nothing_of_the_histories_before():
    generator = MoveGenerator()
    at_random(1, 100, generator)
    assert at_random(7, 40, generator) == at_random(7, 40)


def test_a_history_has_as_many_moves_as_turns():
    assert [len(history.moves) for history in HISTORIES] == [80] * len(HISTORIES)
    assert at_random(0, 0).moves == ()


def test_every_verb_is_used_by_everybody_who_may():
    assert {type(move) for move in MADE} == {*MOVES_BY_VERB.values()}
    assert {move.by for move in MADE} == {"aland", "bohus", "both", "council", "bank", None}


def test_several_subjects_of_every_kind_are_alive_at_once():
    for kind, lifecycle in LIFECYCLES.items():
        most = max(
            sum(type(each) is kind and getattr(each, "status", "in-force") not in lifecycle.ended for each in subjects)
            for history in HISTORIES
            for subjects in ([*state.subjects.values()] for state in history.states)
        )
        assert most > 1, kind


@pytest.mark.parametrize(
    "verbs", [(Propose, Oppose, Accept), (Suspend,), (Convene, BreakOff), (Act, Remark), (Threaten, Extend, Lapse)]
)
def test_only_the_verbs_that_it_has_are_used(verbs):
    assert {type(move) for move in made_in(MoveGenerator(verbs=verbs))} == {*verbs}


@pytest.mark.parametrize("kind", LIFECYCLES, ids=lambda kind: kind.__name__)
def test_only_subjects_of_the_kinds_that_it_has_are_made_or_touched(kind):
    for seed in range(3):
        history = at_random(seed, 60, MoveGenerator(kinds=(kind,)))
        end = history.states[-1]
        assert {type(subject) for subject in end.subjects.values() if subject.trail} == {kind}
        assert {type(subject) for name, subject in end.subjects.items() if name not in START.subjects} <= {kind}
        assert bool(end.said) == (kind is RecordedAct)


def test_there_is_never_a_lack_of_names():
    end = at_random(0, 100, MoveGenerator(verbs=(Act,))).states[-1]
    assert len(end.ids) == 103


def test_what_is_declared_under_a_letter_keeps_it():
    start = Negotiation.begin(SETTING, [Talks.declared("a")])
    made = at_random(1, 20, MoveGenerator(start)).states[-1].ids
    assert made[0] == "a"
    assert len({*made}) == len(made)


def test_some_histories_have_names_that_differ_in_little():
    ids = [history.states[-1].ids[3:] for history in HISTORIES]
    assert {some[:3] == ("a", "b", "c") for some in ids} == {True, False}
    assert any(some[:4] == ("a", "A", "aa", "a-a") for some in ids)


def test_without_issues_nobody_makes_what_must_be_about_one():
    made = {type(move) for move in made_in(MoveGenerator(BARE))}
    assert made >= {Commit, Act, Leave}
    assert not made & {Propose, Threaten, Impose, Remark}


def test_without_third_parties_nobody_else_moves():
    assert {move.by for move in made_in(MoveGenerator(BARE))} <= {"aland", "bohus", "both", None}


def test_every_third_party_has_its_say():
    setting = Setting({"a": "A", "b": "B"}, {"mesh": "Mesh"}, {"un": "UN", "eu": "EU"})
    assert {move.by for move in made_in(MoveGenerator(Negotiation.begin(setting)))} >= {"a", "b", "both", "un", "eu"}


def test_what_is_declared_takes_part_from_the_start():
    touched = {move.subject for move in made_in(MoveGenerator())}
    assert touched >= {*START.ids}


def test_it_ends_where_nothing_can_be_done_any_more():
    generator = MoveGenerator(verbs=(Leave,))
    history = at_random(0, 50, generator)
    assert 0 < len(history.moves) < 50
    assert at_random(0, 50, MoveGenerator(BARE, verbs=(Suspend,))).moves == ()


def test_it_ends_with_the_calendar_at_the_latest():
    late = after(Act(subject="visit", by="aland", date="9999-12-30", tone="neutral")).state
    history = at_random(1, 40, MoveGenerator(late))
    assert all(move.date.best.year == 9999 for move in history.moves)


def test_a_history_goes_on_from_the_last_day_of_its_start():
    start = HISTORIES[0].states[-1]
    history = at_random(1, 20, MoveGenerator(start))
    assert (last_day(start), history.moves[0].date.best >= last_day(start)) == (HISTORIES[0].moves[-1].date.best, True)
    assert last_day(START) == FIRST_DAY


def test_what_a_source_reports_has_happened_by_then():
    setting = Setting({"a": "A", "b": "B"}, {"mesh": "Mesh"}, sources={"news": Source("News", When.of("2013-02-20"))})
    quoted = [move for move in made_in(MoveGenerator(Negotiation.begin(setting)), 10, 60) if move.source]
    assert quoted
    assert all(move.date.best <= date(2013, 2, 20) for move in quoted)


def test_a_move_is_fit_if_it_is_legal_and_no_later_than_its_source():
    assert is_possible(START, PROPOSE)
    assert not is_possible(after(PROPOSE).state, PROPOSE)
    late = {"subject": "halves", "by": "aland", "issue": "quota", "source": "gazette"}
    assert [is_possible(START, Propose(date=day, **late)) for day in ("2013-05-02", "2013-05-03")] == [True, False]


def turns_of(seeds):
    """The moves of so many histories, each with its subject before it, and the day of the last move."""
    for history in (at_random(seed, 40) for seed in range(seeds)):
        days = [FIRST_DAY, *(move.date.best for move in history.moves)]
        for state, move, day in zip(history.states, history.moves, days, strict=False):
            yield state.subjects.get(move.subject), move, day


def test_subjects_in_play_come_more_often_than_new_ones():
    touched = Counter(
        "new" if subject is None else "made" if move.subject not in START.subjects else "declared"
        for subject, move, _ in turns_of(40)
    )
    assert min(touched.values()) > touched.total() / 6
    assert touched["made"] == max(touched.values())


def test_where_a_subject_has_an_end_ahead_the_days_about_it_come_often():
    ends = [(next_turn(subject, day), move.date.best) for subject, move, day in turns_of(60)]
    ahead = [abs((end - day).days) for end, day in ends if end is not None]
    assert sum(days <= 2 for days in ahead) > len(ahead) / 4


def test_an_emphasis_leaves_out_some_verbs_and_kinds_of_subjects():
    player = [Player(Aims(MoveGenerator()), Random(seed)).emphasis for seed in range(30)]
    assert {len(each.kinds) for each in player} == {1, 2, len(LIFECYCLES)}
    assert {each.verbs == {*MOVES_BY_VERB.values()} for each in player} == {True, False}


def test_kinds_of_subjects_and_verbs_together_narrow_it_further():
    made = made_in(MoveGenerator(verbs=(Propose, Threaten, Withdraw), kinds=(Measure,)))
    assert {type(move) for move in made} == {Threaten, Withdraw}
    assert made_in(MoveGenerator(BARE, kinds=(Proposal, Talks))) == []
    assert {type(move) for move in made_in(MoveGenerator(kinds=(Commitment,), verbs=(Commit,)))} == {Commit}


def test_ends_are_set_at_various_distances():
    made = made_in(MoveGenerator(verbs=(Propose,)), turns=60, seeds=20)
    ends = {(move.expires.best - move.date.best).days for move in made if move.expires}
    assert ends == {*DAYS_LATER}


@frozen(kw_only=True)
class Yield(Move):
    reason: str = field(metadata=holds("text", "Why."))
    tone: str = field(metadata=holds("choice", "How.", choices=("soft", "loud")))
    until: When = field(converter=When.of, metadata=holds("date", "Until when."))


def test_an_action_of_a_verb_with_required_fields_has_something_in_them():
    move = Action(Yield, "", "aland").on("pact", When.of("2013-05-01"))
    assert (move.reason, move.tone, move.until) == ("x", "soft", When.of("2013-05-01"))


def test_histories_go_on_from_a_threat_that_another_might_replace():
    start = after(Threaten(subject="raid", by="aland", date="2013-01-01", issue="quota", action="a raid")).state
    assert [len(at_random(seed, 10, MoveGenerator(start)).moves) for seed in range(20)] == [10] * 20
