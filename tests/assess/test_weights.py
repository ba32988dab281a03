from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from standoff import ADMISSIBLE

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


def test_a_threat_and_a_suspended_measure_are_not_compared():
    zero = dict.fromkeys(KINDS, 0)
    above = dict.fromkeys(("measure eased", "measure in place", "measure raised"), 1)
    assert not any(misplaced(zero | above | {"measure threatened": 1}))
    assert not any(misplaced(zero | above | {"measure suspended": 1}))


def test_nothing_weighs_less_than_nothing():
    for points in (-1, 1.5, True, "1"):
        with pytest.raises(InvalidWeightsError, match=f"opposed cannot weigh {points!r}; give a whole number from 0"):
            Weights(opposed=points)


def test_there_are_sixteen_rays_and_each_is_needed():
    assert len(RAYS) == 16
    for ray in RAYS:
        others = [other.by_kind for other in RAYS if other is not ray]
        parts = [other for other in others if all(other[kind] <= points for kind, points in ray.by_kind.items())]
        for one, two in product(parts, repeat=2):
            assert {kind: one[kind] + two[kind] for kind in KINDS} != ray.by_kind


def summed(weights):
    """The rays that add up to admissible weights, taken off one by one, the one that weighs most things first."""
    left, taken = dict(weights.by_kind), []
    rays = sorted((ray.by_kind for ray in RAYS), key=lambda ray: -sum(ray.values()))
    while any(left.values()):
        rest = ({kind: left[kind] - points for kind, points in ray.items()} for ray in rays)
        ray, left = next((ray, less) for ray, less in zip(rays, rest, strict=True) if not any(misplaced(less)))
        taken.append(ray)
    return taken


@given(ADMISSIBLE)
def test_admissible_weights_are_sums_of_rays(weights):
    assert {kind: sum(ray[kind] for ray in summed(weights)) for kind in KINDS} == weights.by_kind


def test_the_default_weights_are_admissible():
    assert not any(misplaced(Weights().by_kind))
