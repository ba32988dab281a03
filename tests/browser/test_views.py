"""The further views of a page, in a browser: the board, the chronicle, the positions, the evidence, and the dossier."""

import re
from itertools import combinations

import pytest
from axe_playwright_python.sync_playwright import Axe
from long_talks import long_scenario
from playwright.sync_api import expect

from sim import loads
from sim.evidence.divided_record import Conclusion, DividedRecord
from sim.report.page.page import replay_page as page_of
from sim.report.prose.names import Names
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import STANDING, Measure
from sim.rules.subjects.proposals import OPEN, Proposal

pytestmark = pytest.mark.slow(reason="a browser is driven")

VIEWS = ("board", "chronicle", "evidence")
WAGES = """\
scenario: A wage round at the port
parties: {union: Union of Dockers, port: Port Authority}
third-parties: {mediator: State Mediator}
issues:
  pay: {title: Pay of the dockers, terms: {wage: "%"}}
  access: {title: Access to the yard, terms: {access: [closed, on request, open]}}
moves:
  - {propose: demand, by: union, date: 2019-01-14, issue: [pay, access], terms: {wage: 8 %, access: open}}
  - {propose: first-offer, by: port, date: 2019-01-28, issue: pay, counters: demand, terms: {wage: 2 %}}
  - {propose: second-offer, by: port, date: 2019-02-18, issue: [pay, access], replaces: first-offer,
     terms: {wage: 3.5 %, access: closed}}
  - {propose: text, by: mediator, date: 2019-03-11, issue: pay, settles: [second-offer, demand], terms: {wage: 4.2 %}}
"""


@pytest.fixture(scope="session")
def wages():
    """The page of a wage round, whose terms have values."""
    return page_of(loads(WAGES))


def texts(locator):
    return [re.sub(r"\s+", " ", each).strip() for each in locator.all_inner_texts()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1400])
def test_nothing_stands_in_the_way_of_those_who_read_a_view_otherwise(visit, fishing, wages, scheme, width):
    for page_text, views in ((fishing, VIEWS), (wages, ("positions",))):
        for view in views:
            page = visit(page_text, f"#3&view={view}", width=width, color_scheme=scheme)
            assert Axe().run(page).response["violations"] == [], view


@pytest.mark.parametrize("width", [320, 360, 1024, 1400])
def test_no_view_is_wider_than_its_window(visit, moscow, wages, width):
    for page_text, views in ((moscow, VIEWS), (wages, ("positions",))):
        for view in views:
            page = visit(page_text, f"#20&view={view}", width=width)
            assert page.locator(f".{view}").evaluate("view => view.scrollWidth <= view.clientWidth"), view


# THE BOARD


def on_the_table(scenario, number, issue):
    """The ids of what is on the table for an issue after so many moves."""
    view = scenario.history.as_of(number)
    for name in view.state.ids:
        subject = view.state.subjects[name]
        statuses = view.statuses_of(subject) if isinstance(subject, Proposal | Measure | Commitment) else {}
        read = {status.status for status in statuses.values() if "expired" not in status.words}
        open_statuses = {Proposal: {*OPEN}, Measure: {*STANDING}}.get(type(subject))
        is_open = read & open_statuses if open_statuses else read - {"in-force", "fulfilled", "superseded", "ended"}
        if issue in subject.issue and is_open:
            yield name


@pytest.mark.parametrize("name", ["fishing", "moscow-2007", "colombia-2016"])
def test_the_board_has_a_card_for_all_that_is_on_the_table_of_each_issue_after_every_move(visit, scenarios, name):
    scenario = scenarios[name]
    page, issues = visit(page_of(scenario), "#0&view=board"), scenario.start.setting.issue_ids
    for number in range(0, len(scenario.history.moves) + 1, 3):
        page.locator("#slider").fill(str(number))
        names = Names(scenario.history.as_of(number).state)
        told = page.evaluate(
            """() => [...document.querySelectorAll(".issue")].map((issue) =>
              [...issue.querySelectorAll(".what")].map((what) => what.textContent).sort())"""
        )
        expected = [sorted(map(names.subject, on_the_table(scenario, number, issue))) for issue in issues]
        assert told[: len(issues)] == expected, number


def test_a_card_has_the_last_words_of_both_sides(visit, fishing):
    page = visit(fishing, "#4&view=board")
    [by_aland, by_bohus] = texts(page.locator(".card", has_text="53,000 tonnes").locator(".words"))
    assert by_aland.startswith("Aland #4 5 March 2013")
    assert "herring do not measure coasts" in by_aland
    assert by_bohus.startswith("Bohus #3 between 9 February 2013")


def test_who_has_said_nothing_yet_is_told_so(visit, fishing):
    page = visit(fishing, "#1&view=board")
    assert texts(page.locator(".card").first.locator(".words"))[1] == "Bohus – nothing yet"


def test_what_is_settled_or_has_ended_is_counted_and_listed_when_it_is_asked_for(visit, fishing):
    page = visit(fishing, "#25&view=board")
    folded = page.locator(".issue details").first
    assert folded.locator("li").count() == 0
    folded.locator("summary").click()
    expect(folded.locator("li")).to_have_count(3)
    assert "3 " in folded.locator("summary").inner_text() or folded.locator("summary").inner_text().endswith("3")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".issue details").first).to_have_attribute("open", "")


def test_a_card_leads_to_why_it_stands(visit, fishing):
    page = visit(fishing, "#4&view=board")
    page.locator(".card .what button").first.click()
    expect(page.locator(".why").first).to_be_visible()


# THE CHRONICLE


def shown(page):
    """The numbers of the moves that the chronicle shows."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    return [int(each.get_attribute("data-number")) for each in page.locator(".chronicle li").all()]


def choose(page, label, start):
    """Choose in one of the lists of the filter what begins with a text."""
    select = page.locator(".filter label", has_text=label).locator("select")
    value = next(each for each in select.locator("option").all_inner_texts() if each.startswith(start))
    select.select_option(label=value)


def test_the_chronicle_has_every_move_in_order(visit, fishing):
    page = visit(fishing, "#3&view=chronicle")
    assert shown(page) == list(range(1, 26))
    expect(page.locator(".chronicle output")).to_have_text("25 moves")
    assert texts(page.locator(".chronicle h3"))[:2] == ["February 2013", "March 2013"]


@pytest.mark.parametrize(
    ("label", "start", "belongs"),
    [
        ("By", "Aland", lambda move: move.by == "aland"),
        ("By", "both sides", lambda move: move.by == "both"),
        ("Speaker", "Signe Holm", lambda move: (move.speaker or "").startswith("Signe Holm")),
        ("Source", "Yearbook", lambda move: "yearbook" in move.source),
    ],
)
def test_a_list_of_the_filter_finds_the_moves_that_have_its_value(visit, scenarios, fishing, label, start, belongs):
    moves = scenarios["fishing"].history.moves
    page = visit(fishing, "#3&view=chronicle")
    choose(page, label, start)
    numbers = [number for number, move in enumerate(moves, 1) if belongs(move)]
    assert shown(page) == numbers
    expect(page.locator(".chronicle output")).to_have_text(f"{len(numbers)} of 25 moves")


def test_an_issue_has_the_moves_on_its_subjects_for_its_sake_and_about_it(visit, scenarios, fishing):
    history, numbers = scenarios["fishing"].history, []
    for number, move in enumerate(history.moves, 1):
        touched = (history.states[-1].subjects.get(name) for name in history.touched[number - 1])
        issues = {*getattr(move, "issue", ()), *move.over} if isinstance(move.over, tuple) else {move.over}
        issues |= {*(getattr(move, "issue", None) or ()), *(move.subjects if move.verb == "remark" else ())}
        issues |= {issue for subject in touched if subject is not None for issue in getattr(subject, "issue", ())}
        numbers += [number] if "ports" in issues else []
    page = visit(fishing, "#3&view=chronicle")
    choose(page, "Issue", "Access to ports")
    assert shown(page) == numbers


@pytest.mark.parametrize(("words", "belongs"), [("HERRING coasts", {4}), ("nowhere to be found", set())])
def test_a_move_is_found_by_words_of_its_sentence_its_quote_or_its_note(visit, fishing, words, belongs):
    page = visit(fishing, "#3&view=chronicle")
    page.locator("#find").fill(words)
    assert {*shown(page)} == belongs


def test_the_filter_is_cleared_with_one_button(visit, fishing):
    page = visit(fishing, "#3&view=chronicle")
    clear = page.get_by_role("button", name="Clear")
    expect(clear).to_be_hidden()
    page.locator("#find").fill("herring")
    clear.click()
    expect(page.locator(".chronicle output")).to_have_text("25 moves")


def test_the_address_has_what_the_filter_asks(visit, fishing):
    page = visit(fishing, "#3&view=chronicle")
    page.locator("#find").fill("herring")
    choose(page, "By", "Aland")
    expect(page).to_have_url(re.compile(r"#3&view=chronicle&find=herring&by=Aland$"))
    numbers = shown(page)
    again = visit(fishing, page.url[page.url.index("#") :])
    assert shown(again) == numbers
    assert 0 < len(numbers) < 25


def test_a_click_on_a_move_goes_to_it_and_it_is_marked(visit, fishing):
    page = visit(fishing, "#3&view=chronicle")
    page.locator(".chronicle li").nth(6).get_by_role("link", name="#7").click()
    expect(page.locator("#count")).to_contain_text("7")
    assert page.locator(".chronicle [aria-current]").get_attribute("data-number") == "7"
    page.locator(".chronicle li").nth(4).click(position={"x": 300, "y": 8})
    assert page.locator(".chronicle [aria-current]").get_attribute("data-number") == "5"


def test_the_chronicle_follows_the_moves(visit, fishing):
    page = visit(fishing, "#1&view=chronicle")
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".chronicle [data-number='21']")).to_be_in_viewport()


def test_of_a_long_record_only_what_is_near_is_written_out(visit):
    page = visit(page_of(long_scenario(1_000)), "#500&view=chronicle")
    assert page.locator(".chronicle li").count() < 300
    assert shown(page) == list(range(1, 1_001))


# THE EVIDENCE


def fallen(page):
    return page.locator(".evidence [role=status]").inner_text()


@pytest.mark.parametrize("name", ["fishing", "colombia-2016"])
def test_what_falls_is_what_falls_without_those_reports(visit, scenarios, name):
    scenario = scenarios[name]
    record = DividedRecord(scenario.history, scenario.weights)
    conclusions = [Conclusion(record, each) for each in scenario.expectations if not each.branch]
    named = {number: {*move.source} for number, move in enumerate(scenario.history.moves, 1) if move.source}
    sources = list(dict.fromkeys(each for move in scenario.history.moves for each in move.source))
    page = visit(page_of(scenario), "#3&view=evidence")
    boxes = page.locator(".evidence input").all()
    assert len(boxes) == len(sources)
    for gone in [(0,), (1,), *combinations(range(min(len(sources), 3)), 2)]:
        numbers = [number for number, reports in named.items() if reports <= {sources[place] for place in gone}]
        count = sum(not each.expectation.is_met_by(each.without(numbers)) for each in conclusions)
        for place in gone:
            boxes[place].check()
        assert fallen(page) == f"{count} of {len(conclusions)} conclusions fall."
        for place in gone:
            boxes[place].uncheck()


def test_a_move_can_be_taken_away_instead(visit, scenarios, fishing):
    page = visit(fishing, "#3&view=evidence")
    page.locator(".evidence input").first.check()
    page.locator(".evidence select").select_option("6")
    assert not page.locator(".evidence input").first.is_checked()
    count = len(page.locator(".evidence section li").all())
    assert fallen(page) == f"{count} of 39 conclusions fall."
    assert page.locator(".evidence option[value='6']").inner_text().endswith(f"({count})")


def test_no_more_than_two_sources_are_taken_away_at_once(visit, scenarios):
    page = visit(page_of(scenarios["colombia-2016"]), "#3&view=evidence")
    boxes = page.locator(".evidence input").all()
    boxes[0].check()
    boxes[1].check()
    expect(boxes[2]).to_be_disabled()
    boxes[0].uncheck()
    expect(boxes[2]).to_be_enabled()


def test_of_a_record_that_is_too_long_the_page_says_how_to_ask_for_its_evidence(visit):
    page = visit(page_of(long_scenario(400)), "#3&view=evidence")
    expect(page.locator(".evidence code")).to_contain_text("negsim evidence")


# THE POSITIONS


def test_a_term_has_a_line_for_each_side_and_the_gap_between_them(visit, wages):
    page = visit(wages, "#3&view=positions")
    wage, access = page.locator(".positions > section").all()
    assert "Union of Dockers: 8 %. Port Authority: 3.5 %. Gap now: 4.5 %; at first: 6 %." in wage.inner_text()
    assert wage.locator("path").count() == 2
    assert "Gap now: 2 steps" in access.inner_text()
    wage.locator("summary").click()
    assert len(wage.locator("tbody tr").all()) == 3


def test_the_lines_end_at_the_present_move(visit, wages):
    page = visit(wages, "#1&view=positions")
    assert "Port Authority: no value yet." in page.locator(".positions > section").first.inner_text()
    assert page.locator(".positions svg").first.locator("path").count() == 1
    page.keyboard.press("End")
    assert page.locator(".positions svg").first.locator("circle.other").count() == 1


def test_the_lines_are_drawn_for_the_width(visit, wages):
    page = visit(wages, "#3&view=positions")
    for width in (1200, 500):
        page.set_viewport_size({"width": width, "height": 800})
        expect(page.locator(".positions svg").first).to_have_attribute("width", re.compile(str((width - 32) // 100)))


def test_without_values_there_are_no_positions_to_look_at(visit, fishing):
    page = visit(fishing, "#3")
    expect(page.get_by_role("link", name="Positions")).to_be_hidden()


# ON PAPER


@pytest.mark.parametrize("view", ["replay", "board", "chronicle"])
def test_the_printed_dossier_has_the_board_every_move_and_the_sources(visit, scenarios, moscow, view):
    scenario = scenarios["moscow-2007"]
    page = visit(moscow, f"#20&view={view}", color_scheme="dark")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".chronicle li:visible").count() == len(scenario.history.moves)
    expect(page.locator(".scroll svg").first).to_be_visible()
    expect(page.locator(".board .card").first).to_be_visible()
    assert page.locator(".board details li:visible").count() > 0
    names, lanes = (page.locator(each).bounding_box() for each in (".lanes > .names span >> nth=0", ".lanes"))
    assert names["x"] < lanes["x"] + 100
    expect(page.get_by_text("Xinhua News Agency", exact=False).last).to_be_visible()
    for element in ("#controls", "#views", ".tables", ".move", ".filter"):
        expect(page.locator(element).first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_printed_long_record_has_every_move(visit):
    page = visit(page_of(long_scenario(700)), "#5")
    page.pdf()
    page.emulate_media(media="print")
    assert page.locator(".chronicle li:visible").count() == 700
