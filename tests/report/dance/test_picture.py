"""The picture is checked by its structure and by the boxes of its texts; how it looks is for people to look at."""

import re
from datetime import date
from decimal import Decimal
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from complaints import recorded
from hypothesis import example, given, strategies as st
from standoff import START, did
from wages import WAGES

from sim import History, Setting
from sim.assess import positions
from sim.model.errors import UnknownNameError
from sim.moves import Accept, Oppose, Propose, Ratify
from sim.report.dance.picture import description, positions_picture
from sim.report.dance.room import Room
from sim.report.dance.values import ValueScale
from sim.report.prose.names import Names
from sim.report.svg.export import FORMS
from sim.rules.state import Negotiation

SVG = "{http://www.w3.org/2000/svg}"
SCENARIO = recorded(WAGES)
WHOLE = positions_picture(SCENARIO.title, SCENARIO.history.as_of())


def offers(*values, by=("aland", "bohus"), day="2013-03-{:02}"):
    """Offers of the two in turn, with these values of one term."""
    return [
        Propose(subject=f"o{n}", by=by[n % len(by)], date=day.format(n + 1), issue="quota", terms={"share": value})
        for n, value in enumerate(values)
    ]


def drawn(*moves, start=START, moment=None, reading="likely"):
    return positions_picture("Title", History.of(start, moves).as_of(moment, reading))


def texts(image):
    return [label.text for label in image.canvas.labels]


def overlaps(image):
    return [(one.text, other.text) for one, other in combinations(image.canvas.labels, 2) if one.overlaps(other)]


def outside(image):
    return [
        label.text
        for label in image.canvas.labels
        if label.left < 0 or label.right > image.width or label.top < 0 or label.bottom > image.height
    ]


def markers(image):
    """The side and the verb of each mark, by the number of its move."""
    uses = ET.fromstring(image.svg).iter(f"{SVG}use")
    return [(int(use.get("data-move")), use.get("class"), use.get("href")) for use in uses if use.get("data-move")]


def test_each_term_has_a_panel_with_its_unit_and_its_issue():
    assert [title for _, title in WHOLE.lanes] == [
        "wage, in % – Pay of the dockers",
        "night shift, in EUR per hour – Pay of the dockers",
        "term, in months – Pay of the dockers",
        "access – Access of the union to the yard",
    ]


def test_each_step_has_a_mark_and_says_what_it_is():
    assert markers(WHOLE)[:8] == [
        (1, "first", "#m-propose"),
        (2, "second", "#m-propose"),
        (3, "first", "#m-propose"),
        (4, "second", "#m-propose"),
        (5, "first", "#m-propose"),
        (6, "other", "#m-propose"),
        (7, "second", "#m-accept"),
        (8, "first", "#m-accept"),
    ]
    titles = [title.text for title in ET.fromstring(WHOLE.svg).iter(f"{SVG}title")]
    assert "#5, 25 February 2019: propose by Union of Dockers, 6.5 % – reneging (third-demand)" in titles
    assert "#6, 11 March 2019: propose by State Mediator, 4.2 % – a text, nobody's position yet (text)" in titles


def test_the_sides_are_told_apart_by_the_line_and_by_their_names():
    assert re.findall(r'<path class="(position [a-z]+)"', WHOLE.svg)[:2] == ["position first", "position second"]
    assert ".position.second{stroke-dasharray:6 3" in WHOLE.svg.replace(" {", "{").replace("{ ", "{")
    assert {
        "4.2 – Union of Dockers",
        "4.2 – Port Authority",
        "4.2 – State Mediator",
        "Union of Dockers",
        "Port Authority",
    } <= {*texts(WHOLE)}


def test_the_legend_has_what_there_is_and_no_more():
    assert texts(WHOLE)[-5:] == ["Union of Dockers", "Port Authority", "a third party's text", "an offer", "a yes"]
    assert texts(drawn(*offers("20 %", "60 %")))[-3:] == ["Aland", "Bohus", "an offer"]
    joint = [*offers("20 %", "60 %"), did(Propose, "both-s", "both", issue="quota", terms={"share": "40 %"})]
    referred = [did(Oppose, "o0", "bohus", "2013-03-05", subject_to="diet"), did(Ratify, "o0", "diet", "2013-03-06")]
    assert texts(drawn(*joint[:2], *referred))[-1] == "a yes of ratifiers"
    assert "a joint text" in texts(drawn(*(evolve(move, date="2013-03-04") for move in joint)))


def test_a_day_that_is_not_known_has_a_whisker():
    image = drawn(*offers("20 %", "60 %"), *(evolve(o, subject="x", date="../2013-03-20") for o in offers("30 %")))
    assert 'class="whisker first"' in image.svg
    assert (3, "first open", "#m-propose") in markers(image)
    assert texts(image)[-1] == "day not known, from earliest to latest"
    late = drawn(*offers("20 %"), *(evolve(o, subject="x", date="2013-03-02/..") for o in offers("30 %")))
    month = drawn(*offers("20 %"), *(evolve(o, subject="x", date="2013-03") for o in offers("30 %")))
    assert all("whisker" in image.svg for image in (late, month))


def test_only_the_moves_that_count_are_drawn():
    image = positions_picture("Title", SCENARIO.history.as_of("2019-02-20"))
    assert {number for number, *_ in markers(image)} == {1, 2, 3, 4}
    assert "A wage round at the port: positions over time" in texts(WHOLE)
    assert "Title: positions over time, as of 20 February 2019 (likely)" in texts(image)


def test_the_picture_is_told_in_words():
    found = ET.fromstring(WHOLE.svg).find(f"{SVG}desc").text
    assert found.startswith(
        f"{WHOLE.title}. A wage round at the port: positions over time, term by term. "
        "wage, in %: Union of Dockers from 8 to 4.2"
    )
    assert (
        "(63 % of the first gap, 2 concessions, 1 reneging); Port Authority from 2 to 4.2 (37 % of the first gap"
        in found
    )
    assert found.endswith("Port Authority from closed to on request (50 % of the first gap, 1 concession); left 0.")
    assert ET.fromstring(WHOLE.svg).get("aria-labelledby") == "title description"


def test_who_has_named_no_value_has_no_line():
    image = drawn(*offers("20 %"))
    assert [image.svg.count(f'"position {side}"') for side in ("first", "second")] == [2, 1]  # one is of the legend
    view = History.of(START, offers("20 %")).as_of()
    assert description("T", positions(view), Names(view.state)) == (
        "T: positions over time, term by term. share, in %: Aland from 20 to 20; Bohus has named no value."
    )


def test_a_text_of_nobody_alone_is_drawn():
    image = drawn(*offers("20 %", by=("court",)))
    assert markers(image) == [(1, "other", "#m-propose")]
    assert overlaps(image) == []


def test_without_values_there_is_no_picture():
    with pytest.raises(UnknownNameError, match="no proposal has a term with a value by then; write one"):
        drawn(*offers("as ever"))


@given(
    st.lists(st.tuples(st.sampled_from(("aland", "bohus", "both", "court")), st.integers(-5, 5), st.integers(1, 28))),
    st.booleans(),
)
@example([("aland", 5, 1), ("aland", 5, 1), ("both", 5, 1)], False)
def test_no_label_is_on_another_or_beyond_the_edge(values, is_long):
    unit = "hundredweights per vessel" if is_long else "%"
    moves = [
        Propose(subject=f"v{n}", by=by, date=f"2013-03-{day:02}", issue="quota", terms={"share": f"{value}000 {unit}"})
        for n, (by, value, day) in enumerate(sorted(values, key=lambda each: each[2]))
    ]
    image = drawn(*moves, *offers("20 " + unit, day="2013-04-{:02}"))
    assert (overlaps(image), outside(image)) == ([], [])


def test_long_names_and_words_are_cut():
    words = tuple(f"{word} {'for ever and ever ' * 8}" for word in ("open", "shut"))
    parties = {f"a{'b' * 60}": "A" * 300, "b": "B"}
    setting = Setting(parties, {"quota": "Q" * 300}, terms={"quota": {"share": words}})
    moves = offers(words[0], words[1], words[1], by=tuple(parties))
    image = drawn(*moves, start=Negotiation.begin(setting, ()))
    assert (overlaps(image), outside(image)) == ([], [])


def test_a_list_of_many_words_has_a_label_for_each():
    words = tuple(f"step {number}" for number in range(40))
    setting = Setting({"aland": "A", "bohus": "B"}, {"quota": "Q"}, terms={"quota": {"share": words}})
    image = drawn(*offers(words[0], words[39]), start=Negotiation.begin(setting, ()))
    assert {*words} <= {*texts(image)}
    assert overlaps(image) == []


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (("20 %", "60 %"), ["20", "30", "40", "50", "60"]),
        (("0.1 %", "0.35 %"), ["0.1", "0.2", "0.3"]),
        (("-3 %", "4 %"), ["-2", "0", "2", "4"]),
        (("1,650,000 EUR", "12,650,000 EUR"), ["5000000", "10000000"]),
        (("5 %", "5 %"), ["5"]),
    ],
)
def test_the_ticks_are_few_round_numbers(values, ticks):
    (term,) = positions(History.of(START, offers(*values)).as_of())
    scale = ValueScale.of(term)
    assert [label for _, label in scale.ticks] == ticks
    assert 0 <= scale.above(scale.low) <= scale.above(scale.high) <= scale.height


def test_one_amount_alone_is_in_the_middle():
    (term,) = positions(History.of(START, offers("5 %")).as_of())
    scale = ValueScale.of(term)
    assert scale.above(Decimal(5)) == scale.height / 2


def test_room_is_taken_once():
    room = Room()
    room.take((0, 0, 10, 10))
    assert not room.is_free((9, 9, 12, 12))
    assert room.is_free((12, 0, 20, 10))


@pytest.mark.parametrize("form", [".png", ".pdf"])
def test_it_is_made_a_file_of_other_forms(form):
    assert len(FORMS[form](WHOLE)) > 1_000


def test_the_time_scale_ends_on_the_day_that_is_asked_about():
    image = drawn(*offers("20 %", "60 %"), did(Accept, "o0", "bohus", "2013-03-02"), moment=date(2013, 6, 30))
    assert "30 June 2013" in texts(image)
