"""Bands end where their subjects do, each with a label that says what it is and how it ended."""

import pytest

from sim import History
from sim.moves import Accept, Act, CarryOut, Commit, Impose, Lift, Oppose, Propose, Withdraw
from sim.report.timeline.picture import picture
from sim.testing.story import START

OFFER = Propose(subject="halves", by="aland", date="2013-02-01", issue="quota", terms="half and half")
NO = Oppose(subject="halves", by="bohus", date="2013-02-09")
YES = Accept(subject="halves", by="bohus", date="2013-02-09")
LATER = tuple(Act(subject=f"x{n}", by="aland", date=f"2013-0{n}-01", tone="neutral") for n in range(3, 9))


def drawn(*moves, **options):
    return picture("Herring", History.of(START, moves).as_of(), **options)


def label(image, begins):
    """The label that begins with these words."""
    (one,) = {each for each in image.canvas.labels if each.text.startswith(begins)}
    return one


def axis_end(image):
    """The end of the axis, where the bars of what stands end."""
    return label(image, "Fisheries Pact").left if "Fisheries Pact" in image.svg else image.width


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        ((OFFER,), "half and half: tabled"),
        ((OFFER, NO), "half and half: opposed"),
        ((OFFER, YES), "half and half: accepted"),
        ((OFFER, Withdraw(subject="halves", by="aland", date="2013-02-03")), "half and half: withdrawn"),
        ((OFFER, YES, CarryOut(subject="halves", by="both", date="2013-02-10")), "half and half: carried out"),
    ],
)
def test_a_band_ends_with_what_it_is_and_how_it_stands(moves, words):
    assert label(drawn(*moves), "half and half").text == words


def test_what_has_no_words_has_its_id_in_words():
    tariff = Impose(subject="new-tariff", by="aland", date="2013-02-10", issue="quota")
    assert label(drawn(tariff), "new").text == "new tariff: in place"


def test_ids_may_stand_instead_of_titles():
    image = drawn(OFFER, ids=True)
    assert label(image, "halves").text == "halves: tabled"
    assert label(image, "quota").text == "quota"


def test_a_title_that_is_too_long_is_cut_and_its_status_is_not():
    long = Propose(subject="halves", by="aland", date="2013-02-01", issue="quota", terms="half " * 100)
    text = label(drawn(long), "half").text
    assert text.endswith("…: tabled")
    assert len(text) < 60


def test_only_what_stands_goes_on_to_the_end_of_the_axis():
    standing, accepted = label(drawn(OFFER, NO, *LATER), "half"), label(drawn(OFFER, YES, *LATER), "half")
    assert standing.left > 700
    assert accepted.left < 300


def test_what_has_ended_or_is_concluded_has_a_cap():
    assert "cap first" not in drawn(OFFER, NO).svg
    assert "cap first" in drawn(OFFER, YES).svg
    assert "ended or concluded" in drawn(OFFER, YES).svg
    assert "ended or concluded" not in drawn(OFFER, NO).svg


def test_a_measure_ends_with_the_move_that_lifts_it():
    tariff = Impose(subject="tariff", by="aland", date="2013-02-10", issue="quota", action="a tariff")
    image = drawn(tariff, Lift(subject="tariff", by="aland", date="2013-02-20"), *LATER)
    lifted = label(image, "a tariff")
    assert lifted.text == "a tariff: lifted"
    assert lifted.left < 300


def test_a_plan_that_is_carried_out_stands_on():
    plan = Propose(subject="site", by="aland", date="2013-02-01", issue="quota", kind="plan", terms="a site")
    image = drawn(plan, CarryOut(subject="site", by="aland", date="2013-02-10"), *LATER)
    assert label(image, "a site").text == "a site: carried out"
    assert label(image, "a site").left > 700


def test_what_is_concluded_reaches_its_last_move():
    first, second = (
        Commit(subject=f"duty-{by}", by=by, date=day, under="halves")
        for by, day in (("aland", "2013-02-10"), ("bohus", "2013-09-01"))
    )
    assert label(drawn(OFFER, YES, first, *LATER, second), "half").left > 500
    assert label(drawn(OFFER, YES, first, *LATER), "half").left < 300


def test_before_a_move_that_ends_it_a_band_ends_where_the_whole_record_ends_it():
    withdrawn = Withdraw(subject="halves", by="aland", date="2013-05-20")
    view = History.of(START, (OFFER, NO, *LATER[:3], withdrawn, *LATER[3:])).as_of("2013-04-10")
    before = label(picture("Herring", view), "half")
    assert before.text == "half and half: withdrawn"
    assert 500 < before.left < 700
