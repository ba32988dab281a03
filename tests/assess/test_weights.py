from itertools import product

import pytest
from attrs import evolve

from sim.assess.weights import KINDS, ORDER, RAYS, Weights, misplaced
from sim.model.errors import InvalidWeightsError


def test_every_kind_of_thing_that_stands_has_a_weight():
    assert set(Weights().by_kind) == set(KINDS)
    assert {kind for pair in ORDER for kind in pair} == set(KINDS)


@pytest.mark.parametrize(("lower", "upper"), ORDER)
def test_weights_out_of_order_are_refused(lower, upper):
    zero = Weights(**dict.fromkeys(KINDS.values(), 0))
    with pytest.raises(
        InvalidWeightsError, match=rf"{lower} \(1\) cannot weigh more than {upper} \(0\); lower the one"
    ):
        evolve(zero, **{KINDS[lower]: 1})


def test_nothing_weighs_less_than_nothing():
    for points in (-1, 1.5, True, "1"):
        with pytest.raises(InvalidWeightsError, match=f"opposed cannot weigh {points!r}; give a whole number from 0"):
            Weights(opposed=points)


def test_there_are_eleven_rays_and_each_is_needed():
    assert len(RAYS) == 11
    for ray in RAYS:
        others = [other.by_kind for other in RAYS if other is not ray]
        parts = [other for other in others if all(other[kind] <= points for kind, points in ray.by_kind.items())]
        for one, two in product(parts, repeat=2):
            assert {kind: one[kind] + two[kind] for kind in KINDS} != ray.by_kind


def summed(weights):
    """The rays that add up to admissible weights, taken off one by one, the one that weighs most things first."""
    left, taken = dict(weights.by_kind), []
    rays = sorted(RAYS, key=lambda ray: -sum(ray.by_kind.values()))
    while any(left.values()):
        fit = next(
            ray
            for ray in rays
            if all(left[kind] >= points for kind, points in ray.by_kind.items())
            and not any(misplaced({kind: left[kind] - points for kind, points in ray.by_kind.items()}))
        )
        taken.append(fit)
        left = {kind: left[kind] - points for kind, points in fit.by_kind.items()}
    return taken


def test_admissible_weights_are_sums_of_rays():
    rays = summed(Weights())
    assert {kind: sum(ray.by_kind[kind] for ray in rays) for kind in KINDS} == Weights().by_kind
