import pytest
from evidence_by_hand import asked
from standoff import did, recorded

from sim.assess.weights import Weights
from sim.evidence.divided_record import Conclusion, DividedRecord
from sim.evidence.weights import holds_for_weights
from sim.model.dates import When
from sim.moves import Impose, Oppose, Propose, Suspend, Threaten, Withdraw

SUSPENDED = did(Suspend, "pact", "bohus")
THREAT = did(Threaten, "close", issue="ports", action="x")
LEVY = did(Impose, "levy", issue="ports")
OPPOSED = (did(Propose, "halves", issue="quota"), did(Oppose, "halves", "bohus"))


def weights(key, expected, *moves, since=None):
    conclusion = Conclusion(DividedRecord(recorded(*moves), Weights()), asked(key, key, expected=expected, since=since))
    assert conclusion.holds
    return holds_for_weights(conclusion)


def test_weights_play_no_part_in_what_is_not_weighed():
    assert weights("agreed", "0", THREAT) is None


def test_that_tension_has_eased_or_not_is_said_of_all_weights():
    assert weights("tension eased", "no", THREAT, since=When.of("2013-01-01")) == "all"
    later = did(Withdraw, "close", on="2013-06-01")
    assert weights("tension eased", "yes", THREAT, later, since=When.of("2013-03-01")) == "all"
    mixed = (THREAT, did(Withdraw, "close", on="2013-06-01"), did(Suspend, "pact", on="2013-06-01"))
    assert weights("tension eased", "depends on the weights", *mixed, since=When.of("2013-03-01")) == "some"


@pytest.mark.parametrize(
    ("moves", "centre", "found"),
    [
        ((THREAT, LEVY, SUSPENDED), "ports", "some"),
        ((THREAT,), "ports", "all"),
        ((THREAT, SUSPENDED), "quota", "some"),
        ((), "none", "all"),
        ((THREAT, did(Threaten, "seize", "bohus", issue="quota", action="x")), "quota, ports", "all"),
        ((did(Impose, "toll", issue="quota"), THREAT, did(Threaten, "bar", issue="ports", action="x")), "quota, ports",
         "some"),
    ],
)  # fmt: skip
def test_an_issue_is_the_centre_for_all_weights_if_none_find_more_of_another(moves, centre, found):
    assert weights("centre", centre, *moves) == found


def test_points_are_the_same_for_all_weights_only_where_there_are_none():
    assert weights("tension", "2", THREAT) == "some"
    assert weights("tension", "0", did(Propose, "halves", issue="quota")) == "all"
    assert weights("tension", "1", *OPPOSED) == "some"
