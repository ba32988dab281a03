"""How pages and pictures come out for their readers: in any light, on any width, on paper, and read aloud."""

import re
from itertools import combinations
from random import Random

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from sim import loads
from sim.report.page.page import replay_page as page_of
from sim.report.prose.names import Names
from sim.report.prose.sentences import move_sentence
from sim.report.timeline.picture import picture
from sim.testing.generator import MoveGenerator, generate_history

pytestmark = pytest.mark.slow(reason="a browser is driven")

A4 = 720
"""The width of a sheet in pixels, but for its margins."""

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("fragment", ["#0", "#13&why=cfe", "#26&branch=site-built&why=third-site"])
@pytest.mark.parametrize("width", [390, 1300])
def test_nothing_stands_in_the_way_of_those_who_read_otherwise(visit, moscow, scheme, fragment, width):
    page = visit(moscow, fragment, width=width, color_scheme=scheme)
    found = Axe().run(page)
    assert found.response["violations"] == []


def test_what_happens_is_told_to_those_who_listen(visit, fishing, scenarios):
    page = visit(fishing, "#11")
    page.keyboard.press("ArrowRight")
    history = scenarios["fishing"].history
    sentence = move_sentence(history.moves[11], Names(history.states[-1]))
    told = f"Move 12 of 25, 20 May 2013: {sentence}. Tension: 14 points, up 2."
    expect(page.get_by_role("status").first).to_have_text(told)
    assert page.locator("#slider").get_attribute("aria-valuetext") == told


def test_everything_can_be_reached_with_the_keyboard(visit, moscow):
    page = visit(moscow, "#26&branch=site-built")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"skip", "back", "slider", "record", "departs", "party", "day", "subject", "scroll", "id"} <= reached


def test_the_link_to_the_controls_leads_there_and_changes_nothing(visit, moscow):
    page = visit(moscow, "#5&branch=site-built&why=cfe")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "slider"
    assert page.locator("#count").inner_text() == "#5 of 26"
    expect(page.locator(".why").last).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 700, 1000, 1300])
@pytest.mark.parametrize("fragment", ["#25", "#26&branch=site-built&why=third-site"])
def test_the_page_is_never_wider_than_its_window(visit, moscow, width, fragment):
    page = visit(moscow, fragment, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_each_cell_says_what_it_is(visit, fishing):
    page = visit(fishing, **PHONE)
    told = page.locator("td[data-head=status]").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert told == '"status:\N{NO-BREAK SPACE}"'
    expect(page.locator("#slider")).to_be_in_viewport()


@pytest.mark.parametrize("name", ["fishing", "moscow-2007", "colombia-2016"])
def test_the_first_screen_of_a_phone_has_the_title_the_present_move_and_the_slider(visit, scenarios, name):
    page = visit(page_of(scenarios[name]), width=360, height=740)
    for element in ("h1", "#findings summary", ".move h3", "#slider", "#thread"):
        expect(page.locator(element)).to_be_in_viewport()
    slider, move = (page.locator(element).bounding_box() for element in ("#thread", ".move h3"))
    assert move["y"] + move["height"] < slider["y"]


@pytest.mark.parametrize("width", [360, 1300])
def test_a_long_word_breaks_and_does_not_widen_the_page(visit, width):
    word = "Rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetz" * 3
    text = f"""\
scenario: {word}
parties: {{a: {word}, b: B}}
issues: {{i: {word}}}
moves:
  - {{propose: p, by: a, date: 2013-01-01, issue: i, terms: {word}, quote: {word}, note: {word}, speaker: {word}}}
"""
    page = visit(page_of(loads(text)), "#1&why=p", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_dates_have_one_form_wherever_the_page_tells_them(visit, moscow):
    page = visit(moscow, "#0&why=cfe")
    for number in range(26):
        page.locator("#slider").fill(str(number))
        for element in (".when", ".changes", ".tables", ".why .standing", ".source", "#findings", ".ends"):
            for told in page.locator(f"{element}:visible").all_inner_texts():
                assert not re.search(r"\d{4}-\d\d", told), (number, told)


def test_the_picture_follows_the_moves_where_it_is_wider_than_the_page(visit, fishing):
    page = visit(fishing, "#0", **PHONE)
    for number in range(26):
        page.locator("#slider").fill(str(number))
        line, left, right = page.evaluate(
            """async () => {
              await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
              const box = (element) => element.getBoundingClientRect();
              const [line, seen] = [".now", ".scroll"].map((each) => document.querySelector(each)).map(box);
              return [line.x, seen.x, seen.right]; }"""
        )
        assert left - 1 <= line <= right + 1


def test_on_paper_there_are_no_controls_and_the_whole_picture(visit, fishing):
    page = visit(fishing, "#12")
    page.emulate_media(media="print")
    expect(page.locator("#controls")).to_be_hidden()
    for element in (".veil", ".now", ".corner button"):
        expect(page.locator(element).first).to_be_hidden()
    expect(page.locator(".names b").first).to_be_visible()
    assert page.locator(".lanes svg[role=img]").evaluate("svg => svg.clientWidth") <= A4
    assert page.pdf().startswith(b"%PDF-")


def test_dark_and_light_differ(visit, fishing):
    grounds = {
        visit(fishing, color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    }
    assert len(grounds) == 2


def test_without_script_the_page_shows_its_pictures_each_under_its_title(visit, moscow):
    page = visit(moscow, java_script_enabled=False)
    for number in range(3):
        expect(page.locator(".timeline svg").nth(number)).to_be_visible()
        expect(page.locator(".caption").nth(number)).to_be_visible()
    expect(page.locator(".title-of-lane").first).to_be_visible()
    expect(page.locator("#controls")).to_be_hidden()
    expect(page.locator("noscript p")).to_be_visible()


# THE PICTURE

ISLANDS = """\
scenario: 北方領土 · Курильские острова
parties: {japan: 日本国, russia: Российская Федерация}
issues: {islands: 北方領土の帰属に関する問題 · Принадлежность островов}
moves:
  - {propose: 二島引渡し, by: russia, date: 1956-10-19, issue: islands}
  - {oppose: 二島引渡し, by: japan, date: 1956-10-20}
  - {propose: Мирный-договор-сначала, by: russia, date: 2018-09-12, issue: islands}
"""


def drawn(name, scenarios):
    """A picture: of one of our scenarios, of one in other scripts, or of a generated record."""
    if name in scenarios:
        return picture(scenarios[name].title, scenarios[name].history.as_of())
    if name == "islands":
        scenario = loads(ISLANDS)
        return picture(scenario.title, scenario.history.as_of())
    return picture("A generated record", generate_history(MoveGenerator(), 300, Random(1)).as_of())


@pytest.mark.parametrize("name", ["fishing", "moscow-2007", "colombia-2016", "islands", "generated"])
def test_texts_as_drawn_lie_within_the_boxes_that_were_reckoned_for_them(visit, scenarios, name):
    found = drawn(name, scenarios)
    page = visit(found.svg, name="picture.svg")
    boxes = page.evaluate(
        """[...document.querySelectorAll('text')].map((each) => each.getBBox()).map(({ x, width }) => [x, x + width])"""
    )
    assert len(boxes) == len(found.canvas.labels)
    for (left, right), label in zip(boxes, found.canvas.labels, strict=True):
        assert label.left - 1.5 <= left, label
        assert right <= label.right + 0.5, label


@pytest.mark.parametrize("name", ["fishing", "moscow-2007", "colombia-2016", "islands", "generated"])
def test_no_two_texts_of_a_picture_touch_as_drawn(visit, scenarios, name):
    page = visit(drawn(name, scenarios).svg, name="picture.svg")
    boxes = page.evaluate(
        """[...document.querySelectorAll('text')].map((each) => { const box = each.getBBox();
          return [each.textContent, box.x, box.y + 2, box.x + box.width, box.y + box.height - 2] })"""
    )
    touching = [
        (one[0], other[0])
        for one, other in combinations(boxes, 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]
    assert touching == []
