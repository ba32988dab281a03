from functools import partial

import pytest
from days import DAY, LATER, MUCH_LATER

from sim.history.replay import audit, replay
from sim.model.errors import IllegalMoveError
from sim.rules.subjects.proposals import Oppose, Propose
from sim.rules.subjects.statements import Remark
from sim.testing.story import START, after

propose = partial(Propose, subject="equal-shares", by="aland", date=DAY, issue="quota")
oppose = partial(Oppose, subject="equal-shares", by="bohus", date=LATER)
remark = partial(Remark, subject="quota", by="aland", date=MUCH_LATER, kind="hope")


def test_replay_stops_at_the_first_refusal():
    with pytest.raises(IllegalMoveError, match="bohus may not oppose"):
        replay(START, [oppose(), propose()])


def test_an_audit_passes_over_what_is_refused():
    found = audit(START, [oppose(), propose(), oppose(), oppose(), remark()])
    assert found.moves == (propose(), oppose(), remark())
    assert found.state == after(*found.moves).state
    assert [refused.move for refused in found.refusals] == [oppose(), oppose()]
