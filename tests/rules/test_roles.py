import pytest
from hypothesis import given

from sim.model.ids import BOTH
from sim.model.setting import JOINT_INDEX
from sim.rules.registry import LIFECYCLES, lifecycle_of
from sim.rules.roles import AUTHOR, CLOCK, OTHER_SIDE, TOGETHER
from sim.rules.subjects.proposals import MAY_ACCEPT, MAY_OPPOSE, MAY_REPLACE
from sim.testing.strategies import negotiations


def acts(row, subject, setting):
    """Each way in which a side might act by a row, if the role allows it, and whether its author leaves it open."""
    author = None if subject is None else setting.party_index.get(subject.author)
    for side, party in enumerate(setting.party_ids):
        for joint, by in ((False, party), (True, BOTH)):
            yield by, row.by.allows(subject, by, setting), joint in row.by.joint_modes(author, side)


def rows_and_subjects(state):
    yield from ((row, None) for law in LIFECYCLES.values() for row in law.transitions_from(None))
    for subject in state.subjects.values():
        rows = (row for row in lifecycle_of(subject).transitions if row.start != (None,))
        yield from ((row, subject) for row in rows)


@given(negotiations())
def test_who_may_act_is_among_those_who_may_for_all_that_the_author_says(state):
    for row, subject in rows_and_subjects(state):
        for by, is_allowed, may in acts(row, subject, state.setting):
            assert may or not is_allowed, (row.by.words, by)


@given(negotiations())
def test_only_what_a_party_has_answered_keeps_it_from_what_the_author_leaves_open(state):
    for row, subject in rows_and_subjects(state):
        if row.by not in (MAY_ACCEPT, MAY_OPPOSE):
            for by, is_allowed, may in acts(row, subject, state.setting):
                assert is_allowed == may, (row.by.words, by)


@pytest.mark.parametrize(
    ("role", "author", "joint_modes"),
    [
        (AUTHOR, 0, ((False,), ())),
        (AUTHOR, JOINT_INDEX, ((True,), (True,))),
        (AUTHOR, None, ((), ())),
        (OTHER_SIDE, 0, ((), (False,))),
        (OTHER_SIDE, JOINT_INDEX, ((False,), (False,))),
        (MAY_REPLACE, 1, ((True,), (False, True))),
        (MAY_REPLACE, JOINT_INDEX, ((True,), (True,))),
        (MAY_REPLACE, None, ((), ())),
        (TOGETHER, None, ((True,), (True,))),
        (CLOCK, 0, ((), ())),
    ],
)
def test_the_author_decides_how_each_side_may_act(role, author, joint_modes):
    assert (role.joint_modes(author, 0), role.joint_modes(author, 1)) == joint_modes
