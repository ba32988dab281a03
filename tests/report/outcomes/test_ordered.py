from attrs import evolve
from futures import counted, forecast, measure

from sim.forecast.policies.at_random import RandomMoves
from sim.forecast.registry import PolicySpec
from sim.moves import Impose
from sim.report.outcomes.ordered import OrderedOutcomes, by_group
from sim.testing.story import START

ASKED = forecast(aland=RandomMoves(), bohus=RandomMoves(), runs=100)


COUNTED = counted(
    ASKED,
    {
        ("break-off", ""): 90,
        ("any agreement", ""): 100,
        ("agreement", "quota"): 20,
        ("agreement", "ports"): 60,
        ("treaty left", ""): 5,
    },
)


def labels(*ensembles):
    return [row.words.label for row in OrderedOutcomes.of(ensembles).uncertain]


def sentences(*ensembles):
    return list(OrderedOutcomes.of(ensembles).sentences())


def test_outcomes_are_grouped_and_in_a_group_the_most_probable_comes_first():
    assert labels(COUNTED) == ["Access to ports", "The yearly herring quota", "broken off", "left by a party"]


def test_the_first_ensemble_gives_the_order():
    other = counted(ASKED, {("agreement", "quota"): 70, ("agreement", "ports"): 10})
    assert labels(COUNTED, other)[:3] == ["any proposal", "Access to ports", "The yearly herring quota"]


def test_a_group_is_named_at_its_first_outcome():
    groups = [group for group, _ in by_group(OrderedOutcomes.of([COUNTED]).uncertain)]
    assert groups == ["agreement", "", "talks", "treaties"]


def test_what_every_run_came_to_is_a_sentence():
    assert sentences(COUNTED)[0] == "In every run: some proposal is agreed."


def test_what_no_run_came_to_though_it_could_is_told_with_what_chance_leaves_open():
    assert sentences(COUNTED)[1].startswith("In no run, though it could have been (95 % interval: 0 to 3.7 %): ")
    assert "a treaty is broken" in sentences(COUNTED)[1]


def test_what_cannot_come_about_is_told_with_the_reason():
    hold = evolve(ASKED, policies={"aland": PolicySpec("hold"), "bohus": PolicySpec("hold")})
    (sentence,) = sentences(counted(hold, {}))
    assert sentence.startswith("Cannot come about, as neither party moves, and no vote is outstanding: a proposal on ")


def test_what_can_come_about_in_one_of_two_forecasts_can_come_about():
    hold = evolve(ASKED, policies={"aland": PolicySpec("hold"), "bohus": PolicySpec("hold")})
    (sentence,) = sentences(counted(hold, {}), counted(ASKED, {}))
    assert sentence.startswith("In no run, though it could have been")


def test_of_many_outcomes_the_first_are_named_and_the_others_counted():
    levies = [measure(f"levy-{number}", verb=Impose) for number in range(50)]
    asked = forecast(*levies, aland=RandomMoves(), bohus=RandomMoves())
    (sentence,) = sentences(counted(asked, {}))
    assert sentence.endswith(f"; and {len(asked.measurement.outcomes) - 8} more.")


def test_subjects_of_one_title_are_told_apart_by_their_ids():
    asked = forecast(measure("levy", verb=Impose), measure("tariff", verb=Impose))
    ended = {("measure ends", "levy"): 3, ("measure ends", "tariff"): 2}
    assert labels(counted(asked, ended)) == ["close its ports (levy)", "close its ports (tariff)"]


def test_what_cannot_come_about_in_one_of_several_is_told_by_its_name():
    record = (measure("levy", verb=Impose),)
    free, hold = forecast(*record, aland=RandomMoves(), bohus=RandomMoves()), PolicySpec("random")
    bound = evolve(free, policies={"aland": hold, "bohus": hold})
    lost = {("vote lost", ""): 20, ("break-off", ""): 20}
    told = OrderedOutcomes.of([counted(free, lost), counted(bound, {("break-off", ""): 3})]).sentences(["A", "B"])
    assert "Cannot come about under B, as nothing is put to a vote: a vote is lost." in told


def test_where_nothing_of_it_can_come_about_it_is_said_once():
    hold = evolve(ASKED, policies={"aland": PolicySpec("hold"), "bohus": PolicySpec("hold")})
    *_, last = OrderedOutcomes.of([COUNTED, counted(hold, {})]).sentences(["A", "B"])
    assert last == (
        "None of the outcomes above can come about under B, as neither party moves, and no vote is outstanding."
    )


def test_issues_of_one_title_are_told_apart_by_their_ids():
    setting = evolve(START.setting, issues={"quota": "Fish", "ports": "Fish", "mesh": "Nets"})
    asked = forecast(start=evolve(START, setting=setting))
    assert labels(counted(asked, {("agreement", "quota"): 3, ("agreement", "ports"): 2})) == [
        "Fish (quota)",
        "Fish (ports)",
    ]
