from pathlib import Path

import pytest
from hypothesis import given
from standoff import START as THREE

from sim import History, load
from sim.assess import FIGURES, assess, figures
from sim.assess.threats import follow_through
from sim.moves import CarryOut, Comply, Impose, Lapse, Oppose, Propose, Threaten
from sim.testing.story import START
from sim.testing.strategies import histories

MOSCOW = load(Path(__file__).parents[2] / "scenarios" / "moscow-2007.yaml").history
FOUND = assess(MOSCOW.as_of("2007-10-13"), MOSCOW.as_of("2007-10-11"))


def told(name):
    return {figure.of: (str(figure), figure.moves) for figure in figures(FOUND) if figure.name == name}


def test_every_figure_is_told_in_the_order_of_the_definitions():
    names = dict.fromkeys(figure.name for figure in figures(FOUND))
    assert list(names) == list(FIGURES)


def test_without_an_earlier_day_nothing_is_said_of_easing():
    names = {figure.name for figure in figures(assess(MOSCOW.as_of()))}
    assert set(FIGURES) - names == {"eased"}


def test_figures_name_the_moves_that_they_rest_on():
    assert told("tension") == {"": ("11", (1, 6, 7, 16, 19, 23))}
    assert told("centre") == {"": ("missile-defence", (6, 7, 23))}
    assert told("next talks") == {"": ("2008-04", (21,))}
    assert told("agreement")["missile-defence"] == ("0 of 2", (14, 17))


def test_conduct_is_that_since_the_earlier_day():
    assert told("hostile moves")["russia"] == ("7", (6, 7, 10, 11, 16, 19, 23))


def test_the_shares_of_tension_are_those_of_the_points_for_the_sake_of_each_issue():
    shares = {issue: value for issue, (value, _) in told("share of tension").items()}
    assert {issue: share for issue, share in shares.items() if not share.startswith("0")} == {
        "missile-defence": "5 of 11",
        "cfe": "4 of 11",
        "inf": "2 of 11",
    }


def test_figures_are_defined_with_a_source_an_example_and_what_they_do_not_say():
    for each in FIGURES.values():
        assert all((each.words, each.source, each.example, each.silent_on))


@given(histories())
def test_the_contributions_add_up_to_the_tension_and_to_the_share_of_each_issue(history):
    assessment = assess(history.as_of())
    contributions, points_of = assessment.tension.contributions, assessment.tension.points_of
    told = {(figure.name, figure.of): figure for figure in figures(assessment)}
    assert told["tension", ""].value == sum(map(points_of, contributions))
    for issue in history.start.setting.issue_ids:
        parts = [points_of(each) / len(each.issues) for each in contributions if issue in each.issues]
        assert told["share of tension", issue].value == pytest.approx(sum(parts), abs=0.01)
        assert told["share of tension", issue].out_of == told["tension", ""].value


def test_what_is_not_known_is_none():
    values = {(figure.name, figure.of): str(figure) for figure in figures(assess(MOSCOW.as_of("2007-07-01")))}
    assert values["reciprocity", "us"] == "none"
    assert values["last met", ""] == values["deadlock", ""] == values["days to talks", ""] == "none"
    assert values["agreement", ""] == "0 of 0"


@given(histories())
def test_every_figure_of_every_history_rests_on_moves_of_it(history):
    view = history.as_of()
    for figure in figures(assess(view, history.as_of(0))):
        assert set(figure.moves) <= set(view.numbers)
        assert list(figure.moves) == sorted(set(figure.moves))
        assert figure.out_of is None or 0 <= figure.value <= figure.out_of


def test_to_carry_out_on_the_day_of_the_deadline_is_to_follow_through():
    threats = [
        Threaten(subject=name, by="aland", date="2013-03-01", issue="ports", deadline="2013-04-01")
        for name in ("strike", "levy")
    ]
    done = (
        CarryOut(subject="levy", by="aland", date="2013-03-31"),
        CarryOut(subject="strike", by="aland", date="2013-04-01"),
    )
    found = follow_through(History.of(START, [*threats, *done]).as_of())["aland"]
    assert [threat.id for threat in found.triggered] == [threat.id for threat in found.carried_out] == ["strike"]


def test_a_threat_that_was_carried_out_and_has_lapsed_since_was_carried_out():
    threat = Threaten(subject="levy", by="aland", date="2013-03-01", issue="ports", deadline="2013-04-01")
    done = CarryOut(subject="levy", by="aland", date="2013-04-02", until="2013-05-01")
    history = History.of(START, [threat, done, Lapse(subject="levy", date="2013-05-02")])
    assert [threat.id for threat in follow_through(history.as_of())["aland"].carried_out] == ["levy"]


@pytest.mark.parametrize("day", ["2013-04-01", "2013-04-02"])
def test_to_do_harm_in_place_of_what_was_threatened_is_to_follow_through(day):
    threat = Threaten(subject="levy", by="aland", date="2013-03-01", issue="ports", deadline="2013-04-01")
    done = Impose(subject="embargo", by="aland", date=day, issue="ports", replaces="levy")
    found = follow_through(History.of(START, [threat, done]).as_of())["aland"]
    assert [threat.id for threat in found.triggered] == [threat.id for threat in found.carried_out] == ["levy"]


def test_shares_of_tension_add_up_as_they_are_printed():
    package = Propose(subject="all", by="aland", date="2013-03-01", issue=["quota", "ports", "mesh"], kind="offer")
    history = History.of(THREE, [package, Oppose(subject="all", by="bohus", date="2013-03-02")])
    shares = [figure.value for figure in figures(assess(history.as_of())) if figure.name == "share of tension"]
    assert (shares, round(sum(shares), 9)) == ([0.34, 0.33, 0.33], 1)


def test_follow_through_is_what_was_carried_out_of_what_was_triggered_beside_what_worked():
    day = "2013-03-01"
    plan = Propose(subject="harbour", by="aland", date=day, issue="ports", kind="plan")
    threats = [
        Threaten(subject=name, by="bohus", date=day, issue="ports", action="x", if_={"harbour": "carried-out"})
        for name in ("one", "two", "three")
    ]
    moves = (
        plan,
        *threats,
        Comply(subject="three", by="aland", date=day),
        CarryOut(subject="harbour", by="aland", date=day),
        CarryOut(subject="one", by="bohus", date=day),
    )
    found = follow_through(History.of(START, moves).as_of())
    counts = found["bohus"]
    assert [[each.id for each in some] for some in (counts.threatened, counts.complied)] == [
        ["one", "two", "three"],
        ["three"],
    ]
    assert [[each.id for each in some] for some in (counts.triggered, counts.carried_out)] == [["one", "two"], ["one"]]
    assert found["aland"].threatened == ()
