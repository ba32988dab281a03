"""A part of a record: some days, some issues, what is open; the picture says so."""

from datetime import date

import pytest

from sim import History
from sim.model.errors import InvalidFieldError, UnknownNameError
from sim.model.setting import Setting
from sim.moves import Accept, AgreeToContinue, CarryOut, Convene, Impose, Lift, Oppose, Propose, Threaten, Withdraw
from sim.report.timeline.picture import picture
from sim.rules.state import Negotiation
from sim.rules.subjects.talks import Talks
from sim.testing.story import START

MOVES = (
    Propose(subject="halves", by="aland", date="2013-02-01", issue="quota", terms="half and half"),
    Oppose(subject="halves", by="bohus", date="2013-02-09"),
    Impose(subject="tariff", by="bohus", date="2013-02-20", issue="ports", action="a tariff"),
    Propose(subject="thirds", by="bohus", date="2013-03-01", issue="quota", terms="two thirds"),
    Accept(subject="thirds", by="aland", date="2013-03-10"),
    Threaten(subject="strike", by="bohus", date="2013-03-20", issue="ports", action="a strike", over="quota"),
    Lift(subject="tariff", by="bohus", date="2013-04-01"),
)


def drawn(*moves, start=START, as_of=None, **part):
    return picture("Herring", History.of(start, moves or MOVES).as_of(as_of), **part)


def texts(image):
    return [label.text for label in image.canvas.labels]


def marked(image):
    """The numbers of the moves that have a mark."""
    return {number for number in range(1, 10) if f'data-move="{number}"' in image.svg}


# DAYS


def test_moves_before_and_after_are_left_out():
    assert marked(drawn(since="2013-02-20", until="2013-03-10")) == {3, 4, 5}
    assert marked(drawn(since="2013-03-20")) == {6, 7}
    assert marked(drawn(until="2013-02-09")) == {1, 2}


def test_a_month_begins_with_its_first_day_and_ends_with_its_last():
    assert marked(drawn(since="2013-03", until="2013-03")) == {4, 5, 6}


@pytest.mark.parametrize("since", ["2013-03-01", date(2013, 3, 1)])
def test_a_date_may_be_a_text_or_a_day(since):
    assert marked(drawn(since=since)) == {4, 5, 6, 7}


def test_the_picture_says_what_part_of_the_record_it_is():
    (subtitle,) = (text for text in texts(drawn(since="2013-02-20", until="2013-03-10")) if "moves" in text)
    assert subtitle == "Herring: 3 of its 7 moves; from 20 February 2013 to 10 March 2013"
    assert any(text.endswith("7 moves; to 28 February 2013") for text in texts(drawn(until="2013-02")))


def test_what_stands_at_the_beginning_is_drawn_from_the_edge():
    image = drawn(since="2013-02-20")
    assert "half and half: opposed" in texts(image)
    left = min(float(part.split('"')[1]) for part in image.svg.split('<rect class="opposed" x=')[1:])
    assert left == image.begins_at


def test_what_ended_or_was_concluded_before_is_left_out():
    assert not {"half and half: withdrawn", "two thirds: accepted"} & {*texts(drawn(since="2013-03-20"))}
    withdrawn = (*MOVES[:2], Withdraw(subject="halves", by="aland", date="2013-02-10"), *MOVES[2:])
    assert "half and half: withdrawn" not in texts(drawn(*withdrawn, since="2013-03-01"))
    assert "half and half: withdrawn" in texts(drawn(*withdrawn, since="2013-02-10"))


def test_what_ends_after_stands_at_the_end_of_the_part():
    assert "a tariff: in place" in texts(drawn(until="2013-03-10"))
    assert "a tariff: lifted" in texts(drawn())


def test_what_is_concluded_and_ends_within_the_part_is_drawn():
    carried = (*MOVES, CarryOut(subject="thirds", by="both", date="2013-05-01"))
    assert "two thirds: carried out" in texts(drawn(*carried, since="2013-04-01"))


def test_tension_begins_as_high_as_it_stands():
    image = drawn(since="2013-03-20", until="2013-03-31")
    assert "Tension at the end: 7 points." in image.svg


def test_a_next_round_outside_is_left_out():
    agreed = AgreeToContinue(subject="ministers", by="both", date="2013-02-10", due="2013-06-01")
    moves = (*MOVES[:2], agreed, *MOVES[2:])
    assert "Fisheries ministers: due 1 June 2013" in texts(drawn(*moves))
    assert "Fisheries ministers: due 1 June 2013" not in texts(drawn(*moves, until="2013-05"))


def test_the_moment_is_marked_where_it_lies_within():
    assert "as of 5 Mar 2013 (likely)" in texts(drawn(as_of="2013-03-05", since="2013-02-20"))


def test_the_dates_in_the_wrong_order_are_refused():
    with pytest.raises(InvalidFieldError, match="since 2014 is after until 2013; write the earlier of the two first"):
        drawn(since="2014", until="2013")


# ISSUES


def test_only_the_lanes_of_the_issues_are_drawn():
    image = drawn(issues=["ports"])
    assert marked(image) == {3, 6, 7}
    assert [title for _, title in image.lanes] == ["Access to ports", "Tension over all issues, in points"]
    assert "Herring: 3 of its 7 moves; on Access to ports" in texts(image)


def test_an_arc_to_a_lane_that_is_left_out_is_left_out():
    assert 'class="arc' in drawn().svg
    assert 'class="arc' not in drawn(issues=["ports"]).svg


def test_talks_on_the_issue_are_drawn_and_others_are_not():
    setting = Setting(parties={"a": "A", "b": "B"}, issues={"i": "I", "j": "J"})
    talks = [Talks.declared(name, issue=issue, due="2013-06-01") for name, issue in (("on-i", "i"), ("on-j", "j"))]
    moves = [Convene(subject=name, by="both", date="2013-02-01") for name in ("on-i", "on-j")]
    image = drawn(*moves, start=Negotiation.begin(setting, talks), issues=["i"])
    assert marked(image) == {1}
    assert [text for text in texts(image) if text.startswith("on ")] == ["on i: in session"]


def test_an_unknown_issue_is_refused_with_the_likeliest():
    with pytest.raises(UnknownNameError, match=r"there is no issue 'quotas'; did you mean quota\?"):
        drawn(issues=["quotas"])


# WHAT IS OPEN


def test_what_has_ended_or_is_concluded_may_be_left_out():
    image = drawn(only_open=True)
    assert marked(image) == {1, 2, 6}
    assert not any(text.startswith(("two thirds", "a tariff")) for text in texts(image))
    assert "Herring: 3 of its 7 moves; only what is open at the end" in texts(image)


def test_what_is_open_is_so_at_the_end_of_the_part():
    assert marked(drawn(until="2013-03-05", only_open=True)) == {1, 2, 3, 4}


# NOTHING LEFT


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"since": "2020"}, "no move of the record is in this part: from 1 January 2020"),
        ({"issues": ["mesh"]}, "no move of the record is in this part: on The size of meshes"),
    ],
)
def test_a_part_without_a_move_is_refused(part, words):
    with pytest.raises(UnknownNameError) as refused:
        drawn(**part)
    assert str(refused.value) == f"{words}; its moves are from 1 February 2013 to 1 April 2013"


def test_where_nothing_is_open_that_is_said():
    moves = (MOVES[0], Withdraw(subject="halves", by="aland", date="2013-02-10"))
    bare = Negotiation.begin(START.setting)
    with pytest.raises(UnknownNameError, match="nothing is open at the end of the record; its moves are from"):
        drawn(*moves, start=bare, only_open=True)


def test_a_record_without_a_move_has_no_part():
    with pytest.raises(UnknownNameError, match="the record has no move, so there is no part of it to draw"):
        picture("Herring", History.of(START, ()).as_of(), since="2013")
