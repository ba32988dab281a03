"""A new user's three questions, each answered at a glance or with one click, on every screen, in light and dark.

What is going on here? What changed on this day? Why does this stand?
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from long_talks import long_scenario
from playwright.sync_api import expect
from sight import CUT, IN_SIGHT, LABELS, overlapping, seen

from sim.report.page.page import replay_page as page_of
from sim.report.prose.dates import date_in_words
from sim.report.prose.names import Names
from sim.report.prose.sentences import move_sentence
from sim.rules.subjects.proposals import Propose

pytestmark = pytest.mark.slow(reason="a page is looked at on every screen")

WIDTHS = (1400, 1024, 360)
SCHEMES = ("light", "dark")
NAMES = ("fishing", "moscow-2007", "colombia-2016", "long")
everywhere = pytest.mark.parametrize(
    ("name", "width", "scheme"), [(name, width, scheme) for name in NAMES for width in WIDTHS for scheme in SCHEMES]
)
"""All records on all screens."""


@pytest.fixture(scope="session")
def records(scenarios):
    """The scenarios that are looked at, by name."""
    return {**scenarios, "long": long_scenario(300)}


@pytest.fixture(scope="session")
def pages(records):
    """Their pages, by name, each made once."""
    made = {}

    def page_named(name):
        made[name] = made.get(name) or page_of(records[name])
        return made[name]

    return page_named


@pytest.fixture
def look(visit, pages):
    """Opens the page of a record on a screen."""
    return lambda name, width, scheme, fragment="": visit(
        pages(name), fragment, width=width, height=800 if width < 500 else 900, color_scheme=scheme
    )


def middle(records, name):
    """The number of a proposal in the middle of a record."""
    moves = records[name].history.moves
    return next(number for number in range(len(moves) // 2, 0, -1) if isinstance(moves[number - 1], Propose))


def on_one_line(text):
    return " ".join(text.split())


# THE THREE QUESTIONS


@everywhere
def test_what_is_going_on_is_told_on_the_first_screen_or_with_one_click(look, records, name, width, scheme):
    page, scenario = look(name, width, scheme), records[name]
    read = seen(page)
    assert scenario.title in read
    assert on_one_line(scenario.summary)[:60] in read
    if page.locator("#findings").get_attribute("open") is None:
        page.locator("#findings > summary").click()
        read = seen(page)
    for _, party in scenario.start.setting.parties:
        assert party in read
    assert "After" in read or "after" in read
    assert "Tension" in read or "tension" in read


@everywhere
def test_what_changed_on_a_day_is_told_on_the_first_screen(look, records, name, width, scheme):
    number, history = middle(records, name), records[name].history
    page, move = look(name, width, scheme, f"#{number}"), history.moves[number - 1]
    sentence = str(move_sentence(move, Names(history.states[-1])))
    expect(page.locator(".move h3").last).to_have_text(sentence)
    read = seen(page)
    assert date_in_words(move.date) in read
    assert "".join(sentence.split())[:40] in "".join(read.split())
    assert width == 360 or "Changed by this move" in read
    assert page.locator(".changes .flag").first.inner_text() == "new"


@everywhere
def test_why_a_subject_stands_is_told_with_one_click(look, records, name, width, scheme):
    number, history = middle(records, name), records[name].history
    page = look(name, width, scheme, f"#{number}")
    page.locator(".changes button.id").first.click()
    page.wait_for_timeout(50)
    expect(page.locator(".why h3")).to_be_in_viewport()
    read = seen(page)
    assert "Why does it stand as it does?" in read
    assert (
        str(move_sentence(history.moves[number - 1], Names(history.states[-1])))[:30]
        in page.locator(".why").inner_text()
    )


# NOTHING IN THE WAY


@everywhere
def test_nothing_stands_in_the_way_of_those_who_read_otherwise(look, records, name, width, scheme):
    page = look(name, width, scheme, f"#{middle(records, name)}")
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_wider_than_its_window_or_cuts_a_text(look, records, name):
    page = look(name, 1400, "light", f"#{middle(records, name)}")
    for width in (1400, 1024, 700, 360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CUT) == []


@everywhere
def test_no_two_texts_lie_on_each_other(look, records, name, width, scheme):
    page = look(name, width, scheme, f"#{middle(records, name)}")
    assert overlapping(page.evaluate(IN_SIGHT), by=3) == []
    for number in (0, middle(records, name), len(records[name].history.moves)):
        page.locator("#slider").fill(str(number))
        page.wait_for_timeout(100)
        assert overlapping(page.evaluate(LABELS)) == []
