"""What a page does not do, whatever stands in its scenario: run, fetch or send anything, or lose its shape."""

import json

import pytest

from sim import loads
from sim.report.page.page import replay_page as page_of
from sim.report.timeline.picture import picture

pytestmark = pytest.mark.slow(reason="a browser is driven")

EVIL = (
    "</script><script>window.harmed = 1</script>",
    "<img src=x onerror=window.harmed=1>",
    "\"'><svg onload=window.harmed=1>",
    "{{data}}{{script}} ${window.harmed = 1} &lt;b&gt; &amp;",
    "\u202e \u05e9\u05dc\u05d5\u05dd \u202d abc",
    "javascript:window.harmed=1",
    "]]><!-- --><!--",
)


def quoted(text):
    return json.dumps(text)


def scenario_of(text):
    """A scenario in which every field holds the text."""
    said = quoted(text)
    return loads(
        f"""\
scenario: {said}
summary: {said}
parties: {{aland: {said}, bohus: {said}}}
third-parties: {{council: {said}}}
issues: {{quota: {said}}}
commitments: {{pact: {{title: {said}, issue: quota, quote: {said}}}}}
talks: {{ministers: {said}}}
sources: {{gazette: {{title: {said}, url: "javascript:window.harmed=1"}}}}
moves:
  - {{propose: a, by: aland, date: 2013-02-01, issue: quota, terms: {said}, speaker: {said}, quote: {said},
     source: gazette, note: {said}, if: {said}, concedes: {said}}}
  - {{threaten: b, by: bohus, date: 2013-02-02, issue: quota, action: {said}, unless: {said}, quote: {said}}}
  - {{suspend: pact, by: bohus, date: 2013-02-03, quote: {said}}}
branches:
  other: {{title: {said}, without: '#3'}}
""",
        text.replace("/", ":") + "/x.yaml",
    )


@pytest.mark.parametrize("text", EVIL)
def test_a_hostile_scenario_stays_text(visit, text):
    scenario = scenario_of(text)
    page = visit(page_of(scenario, ["other"]), "#3&branch=&why=pact")
    for number in range(4):
        page.locator("#slider").fill(str(number))
        page.locator(".lanes use").first.hover(force=True)
    page.locator("#record").select_option("1")
    page.locator("#subject").select_option(page.locator("#subject option", has_text="pact").get_attribute("value"))
    assert page.evaluate("window.harmed") is None
    assert page.title().strip() == scenario.title.strip()
    assert page.locator("h1").text_content() == scenario.title
    assert page.locator("img, iframe, object, embed, main svg[onload]").count() == 0
    assert page.locator("script").count() == 2
    assert page.locator("a[href^=javascript]").count() == 0
    assert text in page.locator("#panels").text_content()


@pytest.mark.parametrize("text", EVIL)
def test_a_hostile_picture_stays_a_picture(visit, text):
    scenario = scenario_of(text)
    page = visit(picture(scenario.title, scenario.history.as_of()).svg, name="picture.svg")
    assert page.evaluate("window.harmed") is None
    assert page.locator("script, img, foreignObject").count() == 0


def test_text_from_right_to_left_does_not_turn_what_stands_around_it(visit):
    page = visit(page_of(scenario_of("שלום")), "#1")
    for element in (page.locator("h1"), page.locator("tbody th span").first, page.locator("blockquote p")):
        assert element.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert page.locator("body").evaluate("element => getComputedStyle(element).direction") == "ltr"


def test_the_policy_keeps_a_script_that_is_put_in_from_running(chromium, tmp_path, fishing):
    path = tmp_path / "page.html"
    path.write_text(fishing.replace("</body>", "<script>window.harmed = 1</script></body>"), "utf-8")
    page, said = chromium.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    assert page.evaluate("window.harmed") is None
    page.close()
    [refusal] = said
    assert "violates the following Content Security Policy" in refusal


def test_a_source_is_linked_where_its_address_is_one_of_the_web(visit):
    page = visit(page_of(loads(RECORD_WITH_URL)), "#1")
    link = page.locator(".source a")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == ("https://example.org/a", "noreferrer noopener")


RECORD_WITH_URL = """\
scenario: A source with an address
parties: {a: A, b: B}
issues: {i: I}
sources: {s: {title: S, url: "https://example.org/a"}}
moves:
  - {propose: p, by: a, date: 2013-01-01, issue: i, source: s}
"""
