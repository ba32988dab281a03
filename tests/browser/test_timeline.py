"""The picture in the page: drawn for the room that it has, with dates and names that stay, and words for all of it."""

from itertools import pairwise

import pytest
from long_talks import long_scenario
from playwright.sync_api import expect

from sim import loads
from sim.report.page.page import replay_page as page_of

pytestmark = pytest.mark.slow(reason="a browser is driven")

FRAMES = "() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))"


def box(page, selector):
    return page.locator(selector).first.bounding_box()


def marks(page):
    """The x of all marks, in order, in the picture."""
    return page.evaluate(
        "[...document.querySelectorAll('.lanes use')].map((use) => Number(use.getAttribute('x'))).sort((a, b) => a - b)"
    )


@pytest.fixture(scope="module")
def long():
    """The page of a record of 90 moves, which is wider than most windows."""
    return page_of(long_scenario(90))


@pytest.mark.parametrize("width", [1400, 1800, 2400])
def test_the_picture_is_as_wide_as_the_window(visit, fishing, width):
    page = visit(fishing, width=width)
    last = page.evaluate("document.querySelector('.scroll').getBoundingClientRect().left") + max(marks(page))
    assert box(page, ".lanes svg[role=img]")["width"] == pytest.approx(
        page.evaluate("document.querySelector('.scroll').clientWidth"), abs=2
    )
    assert width * 0.6 < last < width


def test_in_another_window_it_is_drawn_anew_and_its_texts_keep_their_size(visit, fishing):
    page = visit(fishing, width=1200)
    narrow, height = marks(page), box(page, ".lanes text.label")["height"]
    page.set_viewport_size({"width": 1700, "height": 900})
    page.evaluate(FRAMES)
    wide = marks(page)
    assert wide[-1] > narrow[-1] + 200
    assert (
        len(
            {
                round((x - wide[0]) / (at - narrow[0]), 2)
                for x, at in zip(wide, narrow, strict=True)
                if at > narrow[0] + 200
            }
        )
        == 1
    )
    assert box(page, ".lanes text.label")["height"] == height
    assert page.locator(".lanes svg[role=img]").evaluate(
        "svg => svg.clientWidth / svg.viewBox.baseVal.width"
    ) == pytest.approx(1)


def test_dates_stay_at_the_top_and_names_at_the_left(visit, long):
    page = visit(long, "#5", width=1000, height=700)
    before = [box(page, selector) for selector in (".axis", ".names")]
    page.locator(".scroll").evaluate("scroll => scroll.scrollTo(300, 150)")
    page.evaluate(FRAMES)
    axis, names = (box(page, selector) for selector in (".axis", ".names"))
    assert (axis["y"], names["x"]) == (before[0]["y"], before[1]["x"])
    assert names["y"] == before[1]["y"] - 150


def test_the_first_date_stands_beside_the_names(visit, fishing):
    page = visit(fishing, "#20", width=360)
    page.locator(".scroll").evaluate("scroll => scroll.scrollTo(0, 0)")
    corner, date = box(page, ".corner"), box(page, ".axis > svg text")
    assert date["x"] >= corner["x"] + corner["width"]


def standing(page):
    """The labels of the bands that stand at the present move."""
    return page.locator(".standings text.label:not(.left-out)").all_text_contents()


def test_what_stands_at_the_present_move_says_how_it_stands_then(visit, fishing):
    page = visit(fishing, "#12")
    assert "Each side lands 40,000 tonnes a year: opposed" in standing(page)
    assert "close its ports to the trawlers of Bohus: in place" in standing(page)
    page.locator("#slider").fill("8")
    assert "close its ports to the trawlers of Bohus: threatened" in standing(page)
    page.locator("#slider").fill("25")
    assert standing(page) == []


def test_how_a_band_ends_is_not_told_before_it_has_ended(visit, fishing):
    page = visit(fishing, "#12")
    end = page.locator(".lanes text.label", has_text=": withdrawn")
    expect(end).to_be_hidden()
    page.locator("#slider").fill("21")
    expect(end).to_be_visible()


def test_the_label_of_a_band_stays_in_sight_for_as_long_as_the_band(visit, long):
    page = visit(long, "#85", width=1000)
    page.locator(".scroll").evaluate("scroll => scroll.scrollTo(500, 0)")
    page.evaluate(FRAMES)
    names = box(page, ".names")
    label = page.locator(".standings text.label", has_text="Treaty on the Lorn").first
    assert label.bounding_box()["x"] == pytest.approx(names["x"] + names["width"], abs=8)


def test_a_long_record_can_be_seen_as_a_whole_and_enlarged(visit, long):
    page = visit(long, "#40", width=1000)
    room = page.evaluate("document.querySelector('.scroll').clientWidth")
    smaller, larger = (page.get_by_role("button", name=f"{size} picture") for size in ("Smaller", "Larger"))
    usual = marks(page)[-1]
    assert usual > room
    smaller.click()
    assert marks(page)[-1] < room
    expect(smaller).to_have_attribute("aria-disabled", "true")
    larger.click()
    assert marks(page)[-1] == usual
    larger.click()
    assert marks(page)[-1] > 1.4 * usual


def test_on_a_phone_a_long_record_is_drawn_small_where_its_labels_want_all_the_room(visit):
    page = visit(page_of(long_scenario(300)), width=360)
    page.get_by_role("button", name="Smaller picture").click()
    assert page.locator(".lanes path[d*='--']").count() == 0


def test_a_record_whose_moves_are_counted_fits_its_window(visit):
    page = visit(page_of(long_scenario(450)), "#150", width=1024)
    assert page.locator(".scroll").evaluate("scroll => scroll.scrollWidth - scroll.clientWidth") <= 1
    assert page.locator(".lanes use").count() == 0
    page.locator(".scroll").scroll_into_view_if_needed()
    middle = box(page, ".lanes")
    page.mouse.move(middle["x"] + 300, middle["y"] + 60)
    assert page.locator(".tip").inner_text().startswith("Move ")


def test_the_label_of_the_next_round_stands_beside_it(visit, fishing):
    page = visit(fishing, "#25", width=2000)
    label, due = box(page, ".lanes text.end.label"), box(page, ".lanes path.due")
    assert 2 < due["x"] - (label["x"] + label["width"]) < 12


def test_where_it_is_smaller_than_drawn_no_two_labels_touch(visit, long):
    page = visit(long, "#40", width=700)
    page.get_by_role("button", name="Smaller picture").click()
    rows = page.evaluate(
        """() => { const rows = {};
          for (const text of document.querySelectorAll(".lanes text.label:not(.left-out)")) {
            const { x, y, width } = text.getBBox();
            (rows[y] ??= []).push([x, x + width]);
          }
          return Object.values(rows).map((row) => row.sort((a, b) => a[0] - b[0])) }"""
    )
    assert page.locator(".lanes text.left-out").count() > 0
    assert all(one[1] <= other[0] for row in rows for one, other in pairwise(row))


def point_at(page, label):
    """Move the pointer to a label within a band."""
    page.locator(".scroll").scroll_into_view_if_needed()
    label = page.locator(".standings text.label", has_text=label).first.bounding_box()
    page.mouse.move(label["x"] + 8, label["y"] + 5)


def test_a_band_says_how_its_subject_stands_there_and_leads_to_the_move_that_brought_it_there(visit, fishing):
    page = visit(fishing, "#15")
    point_at(page, "close its ports")
    told = "close its ports to the trawlers of Bohus: threatened since #6, between 20 March 2013 and 31 March 2013"
    assert page.locator(".tip").inner_text() == told
    page.mouse.down()
    page.mouse.up()
    assert page.locator("#count").inner_text() == "#6 of 25"


def test_a_band_from_before_the_first_move_says_so(visit, fishing):
    page = visit(fishing, "#15")
    point_at(page, "Fisheries Pact")
    assert page.locator(".tip").inner_text() == "Fisheries Pact of 1998 for Aland: from before the first move"


def test_escape_takes_the_words_away(visit, fishing):
    page = visit(fishing, "#25")
    page.locator(".lanes use").first.hover(force=True)
    expect(page.locator(".tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".tip")).to_be_hidden()


def test_with_the_keyboard_the_present_move_says_what_it_is(visit, fishing):
    page = visit(fishing, "#12")
    while page.evaluate("document.activeElement.className") != "scroll":
        page.keyboard.press("Tab")
    assert page.locator(".tip").inner_text().startswith("Move 12 of 25")


def test_the_present_move_is_ringed_and_its_date_stands_on_the_axis(visit, fishing):
    page = visit(fishing, "#12")
    assert page.locator(".lanes use.present").count() == 1
    assert page.locator(".axis .date").inner_text() == "20 May 2013"
    page.locator("#slider").fill("0")
    assert page.locator(".lanes use.present").count() == 0
    assert page.locator(".axis .date").inner_text() == ""


LONG_TITLES = """\
scenario: Titles that need several lines
parties: {a: The United Provinces of the Upper and the Lower Valleys, b: B}
issues:
  i: How much water may be taken from the river above the old bridge in summer, and by whom, and who counts it
  j: J
moves:
  - {propose: p, by: a, date: 2013-01-01, issue: i}
  - {propose: q, by: b, date: 2013-02-01, issue: j}
"""


def test_a_title_that_does_not_fit_on_a_line_gets_more_and_what_is_below_makes_room(visit):
    page = visit(page_of(loads(LONG_TITLES)), width=360)
    title, mark = box(page, ".names b"), box(page, ".lanes use")
    assert title["width"] < 340
    assert title["height"] > 30
    assert mark["y"] > title["y"] + title["height"]


def test_names_of_parties_fit_beside_their_tracks_on_a_phone(visit):
    page = visit(page_of(loads(LONG_TITLES)), width=360)
    names = box(page, ".names")
    assert names["width"] <= 84
    for name in page.locator(".names span").all():
        assert name.bounding_box()["x"] >= names["x"]
