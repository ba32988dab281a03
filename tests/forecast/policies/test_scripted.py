from random import Random

import pytest
from futures import SINCE, Loaded, choice, context, forecast, made

from sim.forecast.policies.at_random import RandomMoves
from sim.forecast.policies.hold import Hold
from sim.forecast.policies.markov import Markov
from sim.forecast.policies.scripted import Scripted
from sim.forecast.policies.tit_for_tat import TitForTat
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Convene, Resume, Suspend, Withdraw
from sim.rules.subjects.measures import Threaten
from sim.rules.subjects.proposals import Accept, Propose
from sim.rules.subjects.talks import AgreeToContinue


def threat(day="2013-03-10", name="strike", **fields):
    return Threaten(subject=name, by="aland", date=day, issue="ports", action="x", **fields)


def joint(day="2013-03-10"):
    return AgreeToContinue(subject="ministers", by=BOTH, date=day)


def script(*moves, **about):
    return forecast(aland=Scripted(moves), **about)


def test_what_is_listed_twice_is_made_twice():
    pact = [
        verb(subject="pact", by="aland", date=day) for verb, day in ((Suspend, "2013-03-08"), (Resume, "2013-03-20"))
    ]
    again = Suspend(subject="pact", by="aland", date="2013-04-20")
    assert [verb for _, _, verb, _ in made(script(*pact, again))] == ["suspend", "resume", "suspend"]


def test_the_other_policy_learns_from_the_record():
    asked = forecast(threat("2013-02-01"), aland=Scripted((), Markov()))
    assert asked.setup.policies["aland"].then.table
    assert len(asked.warnings) == 1


def test_each_move_is_made_at_the_first_step_on_or_after_its_date():
    asked = script(threat("2013-03-08"), threat("2013-03-16", "block"))
    assert made(asked) == [
        ("2013-03-08", "aland", "threaten", "strike"),
        ("2013-03-22", "aland", "threaten", "block"),
    ]


def test_moves_that_are_due_together_are_made_in_their_order_one_at_a_step():
    asked = script(threat(), Withdraw(subject="strike", by="aland", date="2013-03-10"), threat(name="block"))
    assert [(day, verb) for day, _, verb, _ in made(asked)] == [
        ("2013-03-15", "threaten"),
        ("2013-03-22", "withdraw"),
        ("2013-03-29", "threaten"),
    ]


def test_a_move_waits_until_the_law_allows_it():
    accept = Accept(subject="halves", by="aland", date="2013-03-10")

    def late(state, party, day, legal, random):
        is_time = str(day) == "2013-04-12"
        return Propose(subject="halves", by=party, date=day, issue="quota") if is_time else None

    found = made(forecast(aland=Scripted([accept]), bohus=late))
    assert [(by, verb) for _, by, verb, _ in found] == [("bohus", "propose"), ("aland", "accept")]


def test_what_the_law_never_allows_is_passed_over():
    never = CarryOut(subject="nothing", by="aland", date="2013-03-01")
    assert made(script(never, threat())) == [("2013-03-15", "aland", "threaten", "strike")]


def test_what_was_done_in_the_record_is_not_taken_for_done():
    record = threat("2013-02-01", "early")
    assert [each[3] for each in made(forecast(record, aland=Scripted([threat()])))] == ["strike"]


def test_it_makes_no_move_while_none_is_due_and_none_is_over():
    busy = Scripted([threat("2013-05-01")], RandomMoves())
    assert choice(busy, context()) is None


def test_when_the_last_date_has_passed_it_follows_another_policy():
    found = made(script(threat("2013-03-15")))
    assert len(found) == 1
    then = made(forecast(aland=Scripted([threat("2013-03-15")], RandomMoves({"impose": 1}, 0))))
    assert [verb for _, _, verb, _ in then] == ["threaten", *["impose"] * 12]


def test_on_the_last_date_itself_it_does_not_follow_the_other_policy_yet():
    never = CarryOut(subject="nothing", by="aland", date="2013-03-15")
    policy = Scripted([never], RandomMoves())
    assert choice(policy, context(on="2013-03-15")) is None
    assert choice(policy, context(on="2013-03-16")) is not None


def test_a_move_that_becomes_possible_after_the_last_date_is_made_even_then():
    state = context(threat("2013-02-01"), on="2013-05-03")
    withdraw = Withdraw(subject="strike", by="aland", date="2013-03-10")
    assert choice(Scripted([withdraw], RandomMoves()), state).verb == "withdraw"


def test_an_empty_script_is_over_from_the_start():
    assert choice(Scripted((), TitForTat()), context()) == choice(TitForTat(), context())
    assert Scripted().then == Hold()


# TOGETHER


def consents(policy, state=None, random=None):
    return policy.consents(state or context(on="2013-03-15"), "aland", joint("2013-03-15"), random or Random(0))


def test_it_joins_in_what_is_on_its_list_and_due():
    assert consents(Scripted([joint(), threat("2013-05-01")]))


@pytest.mark.parametrize(
    "moves",
    [
        [joint("2013-05-01")],
        [Convene(subject="ministers", by=BOTH, date="2013-03-10"), threat("2013-05-01")],
        [AgreeToContinue(subject="experts", by=BOTH, date="2013-03-10"), threat("2013-05-01")],
        [threat("2013-05-01")],
        [],
    ],
    ids=["later", "other verb", "other format", "not at all", "nothing and then hold"],
)
def test_it_does_not_join_in_what_is_not(moves):
    assert not consents(Scripted(moves))


def test_it_does_not_join_in_what_is_done_already():
    state = context(made=[joint(SINCE)], on="2013-03-15")
    assert not consents(Scripted([joint(), threat("2013-05-01")]), state)


def test_after_the_last_date_it_joins_in_if_the_other_policy_does():
    def silent(state, party, day, legal, random):
        return None

    half = RandomMoves(consent=0.5)
    assert consents(Scripted([threat()], silent))
    assert consents(Scripted([threat()], half), random=Loaded(0.4))
    assert not consents(Scripted([threat()], half), random=Loaded(0.6))


def test_two_that_have_the_same_joint_move_on_their_lists_make_it_once():
    asked = forecast(aland=Scripted([joint()]), bohus=Scripted([joint()]))
    assert made(asked) == [("2013-03-15", "both", "agree-to-continue", "ministers")]
