import pytest
from rules.standings import SETTING, STANDINGS, START

from sim.history.replay import replay
from sim.model.ids import BOTH
from sim.model.setting import JOINT_INDEX
from sim.rules.registry import LIFECYCLES, lifecycle_of
from sim.rules.roles import ALONE, AUTHOR, CLOCK, CONVENER, EITHER, OTHER_SIDE, OUTSIDER, TOGETHER
from sim.rules.subjects.proposals import MAY_ACCEPT, MAY_OPPOSE, MAY_RATIFY, MAY_REJECT, MAY_REPLACE

STATES = pytest.mark.parametrize("name", STANDINGS)


def acts(row, subject):
    """Each way in which a side might act by a row, if the role allows it, and whether its author leaves it open."""
    author = None if subject is None else SETTING.party_index.get(subject.author)
    for side, party in enumerate(SETTING.party_ids):
        for joint, by in ((False, party), (True, BOTH)):
            yield by, row.by.allows(subject, by, SETTING), joint in row.by.joint_modes(author, side)


def rows_and_subjects(name):
    yield from ((row, None) for law in LIFECYCLES.values() for row in law.transitions_from(None))
    for subject in replay(START, STANDINGS[name]).subjects.values():
        rows = (row for row in lifecycle_of(subject).transitions if row.start is not None)
        yield from ((row, subject) for row in rows)


@STATES
def test_who_may_act_is_among_those_who_may_for_all_that_the_author_says(name):
    for row, subject in rows_and_subjects(name):
        for by, is_allowed, may in acts(row, subject):
            assert may or not is_allowed, (row.by.words, by)


@STATES
def test_only_an_answer_or_an_ally_keeps_a_party_from_what_the_author_leaves_open(name):
    for row, subject in rows_and_subjects(name):
        is_ally_s = subject is not None and row.by is OTHER_SIDE and subject.author in dict(SETTING.sides)
        if row.by not in (MAY_ACCEPT, MAY_OPPOSE) and not is_ally_s:
            for by, is_allowed, may in acts(row, subject):
                assert is_allowed == may, (row.by.words, by)


@pytest.mark.parametrize(
    ("role", "author", "joint_modes"),
    [
        (AUTHOR, 0, ((False,), ())),
        (AUTHOR, JOINT_INDEX, ((True,), (True,))),
        (AUTHOR, None, ((), ())),
        (OTHER_SIDE, 0, ((), (False,))),
        (OTHER_SIDE, None, ((False,), (False,))),
        (MAY_REPLACE, 1, ((True,), (False, True))),
        (MAY_REPLACE, JOINT_INDEX, ((True,), (True,))),
        (MAY_REPLACE, None, ((), ())),
        (MAY_ACCEPT, 0, ((False,), (False,))),
        (MAY_ACCEPT, JOINT_INDEX, ((False, True), (False, True))),
        (MAY_ACCEPT, None, ((False, True), (False, True))),
        (MAY_OPPOSE, 1, ((False,), ())),
        (MAY_RATIFY, 0, ((), ())),
        (MAY_REJECT, 0, ((), ())),
        (TOGETHER, None, ((True,), (True,))),
        (CONVENER, None, ((True,), (True,))),
        (EITHER, None, ((False, True), (False, True))),
        (ALONE, None, ((False,), (False,))),
        (OUTSIDER, 0, ((), ())),
        (CLOCK, 0, ((), ())),
    ],
)
def test_the_author_decides_how_each_side_may_act(role, author, joint_modes):
    assert (role.joint_modes(author, 0), role.joint_modes(author, 1)) == joint_modes
