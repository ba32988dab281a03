from futures import SINCE, choices, context, forecast as asked, made, runs

from sim.forecast.policies.at_random import RandomMoves
from sim.forecast.policies.hold import Hold
from sim.model.ids import BOTH
from sim.rules.subjects.measures import Threaten


def test_it_makes_no_move_whatever_has_happened():
    threat = Threaten(subject="strike", by="bohus", date=SINCE, issue="quota", action="x")
    assert set(choices(Hold(), context(made=[threat]))) == {None}
    assert made(asked()) == []


def test_it_joins_in_nothing():
    found = [move for run in runs(asked(aland=RandomMoves()), 5) for move in run.moves]
    assert found
    assert all(move.by != BOTH for move in found)
