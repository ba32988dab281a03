"""What the kit draws: every transition of the tables, what the law has beside them, and every refusal."""

from functools import cache

import pytest
from attrs import evolve
from hypothesis import Phase, find, settings

from sim.history.triggers import DISCHARGED, TRIGGERED
from sim.model.dates import LIKELY, When
from sim.model.ids import BOTH
from sim.model.move import Adjourn, CarryOut, Commit, Convene, Extend, Suspend
from sim.rules.registry import CREATING_MOVES, LIFECYCLES, MOVES_BY_VERB
from sim.rules.subjects.commitments import Breach, Commitment, Leave
from sim.rules.subjects.measures import Ease, Impose, Measure, Raise, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Ratify, Reject
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import Talks
from sim.rules.verdict import judge, violations
from sim.testing.files import starts
from sim.testing.generator import MoveGenerator, at_random
from sim.testing.near_misses import NEAR_MISSES, near_misses
from sim.testing.refusals import KINDS_OF_REFUSALS, kind_of
from sim.testing.story import SETTING, START, after
from sim.testing.strategies import histories

pytestmark = [
    pytest.mark.uncovered,
    pytest.mark.slow(reason="thousands of histories are drawn, as the rarest transitions take so many"),
]

FEW, MANY, TURNS = 400, 15_000, 40
"""The histories in which nearly all transitions are to be drawn, and each of them; and the moves of each history."""

EVERYTHING = MoveGenerator()


@cache
def played(seed):
    """A history of all kinds of moves."""
    return at_random(seed, TURNS, EVERYTHING)


# EVERY TRANSITION


def rows_used_in(history):
    """The identities of the rows by which the moves of a history were made."""
    turns = zip(history.states, history.moves, strict=False)
    return {id(row) for state, move in turns for _, _, _, rows in judge(state, move) for row in rows}


def rows_missing(histories):
    """The rows by which no move of these histories was made."""
    rows = {
        id(row): f"{law.noun}: {row.start}, {row.move.verb} ({row.target}), {row.to}"
        for law in LIFECYCLES.values()
        for row in law.transitions
    }
    for seed in range(histories):
        for row in rows_used_in(played(seed)):
            rows.pop(row, None)
        if not rows:
            break
    return [*rows.values()]


def test_nearly_all_transitions_are_drawn_in_few_histories():
    assert len(rows_missing(FEW)) < 20


def test_every_transition_of_every_table_is_drawn():
    assert rows_missing(MANY) == []


# WHAT ELSE THE LAW HAS


def drawn(condition, *verbs, subjects=tuple(LIFECYCLES), examples=600):
    """A history of which that is true, among a few hundred of some verbs and kinds of subjects."""
    return find(
        histories(moves=verbs or tuple(MOVES_BY_VERB.values()), subjects=subjects),
        condition,
        settings=settings(max_examples=examples, database=None, derandomize=True, phases=[Phase.generate]),
    )


def some(test):
    """Whether there is such a move in a history."""
    return lambda history: any(map(test, history.moves))


SUBJECTS_LISTED = [move for move in MOVES_BY_VERB.values() if move not in CREATING_MOVES or move is Commit]


@cache
def listed():
    """The verbs of the moves on several subjects."""
    return {type(move) for move in made() if len(move.subjects) > 1}


@pytest.mark.parametrize("verb", SUBJECTS_LISTED, ids=lambda verb: verb.verb)
def test_every_move_on_what_there_is_is_drawn_on_several_subjects_too(verb):
    assert verb in listed()


def test_a_joint_yes_is_drawn():
    drawn(some(lambda move: type(move) is Accept and move.by == BOTH), Propose, Accept)


@pytest.mark.parametrize("verb", [Ratify, Reject], ids=lambda verb: verb.verb)
def test_votes_are_drawn_by_those_with_a_side_and_by_those_without(verb):
    for name in SETTING.outsiders:
        drawn(some(lambda move, name=name: type(move) is verb and move.by == name), Propose, Accept, Oppose, verb)


@pytest.mark.parametrize(
    ("verb", "field"),
    [
        *((verb, "settles") for verb in (Propose, CarryOut, Commit, Convene, Adjourn)),
        *((verb, "replaces") for verb in (Propose, Threaten, Impose, Commit)),
        *((verb, "under") for verb in (Commit, Extend)),
        *((Propose, "counters"), (CarryOut, "as_"), (Oppose, "subject_to"), (Propose, "terms")),
        *((verb, end) for verb in (Impose, Raise, Ease, CarryOut, Suspend, Commit) for end in ("effective", "until")),
    ],
    ids=lambda value: getattr(value, "verb", value),
)
def test_a_field_is_drawn_with_its_verb(verb, field):
    assert any(type(move) is verb and getattr(move, field) for move in made())


@cache
def made():
    """All moves of these histories."""
    return [move for seed in range(FEW) for move in played(seed).moves]


def test_both_speak_and_on_several_issues():
    drawn(some(lambda move: move.by == BOTH and len(move.subjects) > 1), Remark)


def leads_to(status, kind):
    """Whether a move leads a subject of a kind to a status."""
    return lambda history: any(
        effect.after == status and isinstance(history.states[-1].subjects[effect.subject], kind)
        for effects in history.effects
        for effect in effects
    )


@pytest.mark.parametrize(
    ("status", "kind"),
    [("deferred", Measure), ("suspended", Talks), ("ended", Commitment), ("superseded", Commitment)],
    ids=str,
)
def test_a_status_is_drawn(status, kind):
    drawn(leads_to(status, kind), subjects=(kind,))


def test_third_parties_are_bound_and_do_harm():
    drawn(lambda history: "bank" in history.states[-1].commitments["pact"].participation, subjects=(Commitment,))
    drawn(some(lambda move: type(move) in (Threaten, Impose) and move.by in SETTING.outsiders), Threaten, Impose)


def test_a_promise_is_broken_after_its_day():
    def is_broken_late(history):
        turns = zip(history.states, history.moves, strict=False)
        return any(type(move) is Breach and _reads(state, move) == "expired" for state, move in turns)

    drawn(is_broken_late, Commit, Breach)


def _reads(state, move):
    return state.commitments[move.subject].status_of(move.by, move.date.best)


def test_a_conciliatory_move_brings_about_what_averts_a_threat():
    met = [trigger for seed in range(FEW) for trigger in played(seed).conditions_met(LIKELY).met.values()]
    assert {trigger.verdict for trigger in met} == {DISCHARGED, TRIGGERED}


@pytest.mark.parametrize("kind", [Commitment, Measure], ids=lambda kind: kind.__name__)
def test_what_third_parties_have_undertaken_and_done_is_declared(kind):
    def is_of_a_third_party(start):
        own = (subject for subject in start.subjects.values() if isinstance(subject, kind))
        named = (name for subject in own for name in (getattr(subject, "participation", None) or (subject.author,)))
        return any(name in start.setting.outsiders for name in named)

    find(starts(), is_of_a_third_party, settings=settings(max_examples=500, database=None))


def test_histories_begin_in_any_setting_with_what_is_declared():
    declared = starts(evolve(SETTING))
    find(
        histories(declared, max_moves=6),
        lambda history: any(
            subject.moves for subject in history.states[-1].measures.values() if subject.id in history.start.subjects
        ),
        settings=settings(max_examples=500, database=None, phases=[Phase.generate]),
    )


# EVERY REFUSAL


@cache
def refusals():
    """The kinds of what is said against near misses of many legal moves; None for what is of no known kind."""
    kinds = set()
    for seed in range(FEW // 2):
        history = at_random(seed, 4 + seed % 36, EVERYTHING)
        for state, move in zip(history.states[-4:-1], history.moves[-3:], strict=True):
            kinds |= set(map(kind_of, against_near_misses(state, move)))
    return kinds


def against_near_misses(state, move):
    """The violations by the near misses of a move."""
    missed = (miss for fault in NEAR_MISSES for miss in near_misses(fault, EVERYTHING, state, move))
    return {violation for miss in missed for violation in violations(state, miss)}


def test_near_misses_are_refused_for_every_kind_of_reason():
    assert {kind for kinds in KINDS_OF_REFUSALS.values() for kind in kinds} - refusals() == set()


def test_every_refusal_is_of_a_known_kind():
    assert None not in refusals()


def test_a_move_too_late_is_one_past_an_end():
    proposed = after(Propose(subject="halves", by="aland", date="2013-03-01", issue="quota", expires="2013-06-01"))
    oppose = Oppose(subject="halves", by="bohus", date="2013-03-02")
    late = [move.date for move in near_misses("too late", EVERYTHING, proposed.state, oppose)]
    assert late == [When.of("2013-06-02"), When.of("2023-02-28")]


def test_a_leave_is_spoilt_by_a_day_that_is_past():
    leave = Leave(subject="pact", by="aland", date="2013-03-02")
    past = [move.effective for move in near_misses("too late", EVERYTHING, START, leave)]
    assert past == [When.of("2003-03-05")]


def test_an_act_is_on_one_subject():
    act = Act(subject="visit", by="aland", date="2013-03-02", tone="neutral")
    others = near_misses("wrong list", EVERYTHING, START, act)
    assert {len(move.subjects) for move in others} == {2}
