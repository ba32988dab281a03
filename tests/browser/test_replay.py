"""What one can do on a page, in a browser."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from sim import loads
from sim.assess.assessment import assess
from sim.model.dates import When
from sim.model.ids import BOTH
from sim.report.page.page import replay_page as page_of
from sim.report.page.rows import SECTIONS
from sim.report.prose.dates import date_in_words
from sim.report.prose.names import Names
from sim.report.prose.sentences import move_sentence
from sim.report.prose.summary import summary_of
from sim.report.table.render import NOTHING

pytestmark = pytest.mark.slow(reason="a browser is driven")


def count(page):
    return page.locator("#count").inner_text()


def heading(page):
    """The sentence of the move, behind its number."""
    return page.evaluate(
        """() => { const card = [...document.querySelectorAll(".move")].at(-1);
          return [card.querySelector("b"), card.querySelector("h3")].map((each) => each?.textContent)
            .filter(Boolean).join(" ") }"""
    )


def told(history, number):
    """The same from the record."""
    return f"#{number} {move_sentence(history.moves[number - 1], Names(history.states[-1]))}"


def choose_subject(page, subject):
    """Ask why in the list of subjects."""
    option = page.locator("#subject option").filter(has_text=re.compile(f"^{subject}(:|$)"))
    page.locator("#subject").select_option(option.get_attribute("value"))


def rows(page):
    """The rows of all tables in order: the title of the table, the id, what it is about, and the cells by heads."""
    found = page.evaluate(
        """() => [...document.querySelectorAll(".tables")].filter((tables) => tables.offsetParent).flatMap((tables) =>
          [...tables.querySelectorAll("section:not([hidden])")].flatMap((section) =>
          [...section.querySelectorAll("tbody tr:not([hidden])")].map((row) => [
            section.querySelector("h3").textContent,
            row.querySelector("button").textContent,
            row.querySelector("th span").textContent,
            [...row.querySelectorAll("td")].map((cell) => [cell.dataset.head, cell.textContent])])))"""
    )
    return [(*row, tuple(map(tuple, cells))) for *row, cells in found]


def printed(view):
    """The same from the tables of the command, with titles for ids and dates in words."""
    return [row for section in SECTIONS for row in _printed_in(section, view)]


def _printed_in(section, view):
    heads, table = section.headers, section.table(view)
    about = next(column for column, head in enumerate(heads) if head in ("terms", "action", "title"))
    for row in table.rows:
        name = Names(view.history.states[-1]).subject(row[0]) if row[about] == NOTHING else row[about]
        columns = zip(heads[1:], row[1:], strict=True)
        cells = [(head, in_words(head, cell, view)) for head, cell in columns if head != heads[about]]
        yield section.title, row[0], name, tuple(cells)


def in_words(head, cell, view):
    setting = view.history.start.setting
    titles = {BOTH: "both sides", **dict(setting.parties), **dict(setting.third_parties)}
    if head in ("by", "party", "answers"):
        return re.sub(r"[\w-]+", lambda word: titles.get(word[0], word[0]), cell)
    if head == "issue":
        return "; ".join(dict(setting.issues).get(issue, issue) for issue in cell.split(", "))
    if head in ("since", "until", "next round", "condition", "status"):
        return DATE.sub(lambda date: date_in_words(When.parse(date[0])), cell)
    return cell


DATE = re.compile(r"(?<![\w.])(?:\.\./)?\d{4}-\d\d(?:-\d\d)?(?:\?|/(?:\.\.|\d{4}(?:-\d\d){0,2}))?(?!\w)")


def shown(page, view):
    """The printed rows with the columns that the page shows: optional ones that are empty throughout it leaves out."""
    tables = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("table")].map((table) =>
          [table.getAttribute("aria-label"), [...table.querySelectorAll("th")].map((head) => head.textContent)]))"""
    )
    return [(*row, tuple(cell for cell in cells if cell[0] in tables[row[0]])) for *row, cells in printed(view)]


def marked(page):
    """What the tables mark: the row, and the columns that have changed."""
    return page.evaluate(
        """() => [...document.querySelectorAll("tbody tr:not([hidden])")]
          .filter((row) => row.querySelector(".flag").textContent)
          .filter((row) => row.offsetParent)
          .map((row) => [row.querySelector("button").textContent, row.querySelector(".flag").textContent,
            ...[...row.querySelectorAll("td.changed")].map((cell) => cell.dataset.head)])"""
    )


def line(page):
    """Where the moving line is in the picture, in its own units."""
    return page.evaluate(
        """() => document.querySelector(".now").getBoundingClientRect().x
          - document.querySelector(".timeline").getBoundingClientRect().x"""
    )


# FROM MOVE TO MOVE


def test_the_page_opens_after_the_last_move(visit, fishing):
    page = visit(fishing)
    assert count(page) == "#25 of 25"
    assert page.title() == "Herring in the Strait"


def test_the_slider_goes_to_any_move(visit, fishing, scenarios):
    page = visit(fishing)
    page.locator("#slider").fill("12")
    assert heading(page) == told(scenarios["fishing"].history, 12)
    page.locator("#slider").fill("0")
    assert heading(page) == "Before the first move"


@pytest.mark.parametrize("focus", ["body", "#slider", "#on", ".scroll"])
def test_arrow_keys_go_from_move_to_move_wherever_the_focus_is(visit, fishing, focus):
    page = visit(fishing, "#12")
    page.locator(focus).first.focus()
    for key, number in (
        ("ArrowLeft", 11),
        ("ArrowRight", 12),
        ("Home", 0),
        ("ArrowLeft", 0),
        ("End", 25),
        ("ArrowRight", 1),
    ):
        page.keyboard.press(key)
        assert count(page) == f"#{number} of 25"


def test_keys_with_others_held_down_are_left_to_the_browser(visit, fishing):
    page = visit(fishing, "#12")
    page.keyboard.press("Control+ArrowLeft")
    assert count(page) == "#12 of 25"


def test_with_shift_arrow_keys_move_the_picture(visit, fishing):
    page = visit(fishing, "#25", width=600)
    page.locator(".scroll").focus()
    page.evaluate("new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    before = page.evaluate("document.querySelector('.scroll').scrollLeft")
    page.keyboard.press("Shift+ArrowLeft")
    assert page.evaluate("document.querySelector('.scroll').scrollLeft") < before
    assert count(page) == "#25 of 25"


def test_keys_in_a_list_are_left_to_the_list(visit, fishing):
    page = visit(fishing, "#12")
    page.locator("#subject").focus()
    page.keyboard.press("Home")
    assert count(page) == "#12 of 25"


def test_buttons_go_back_and_on_and_end_at_the_ends(visit, fishing):
    page = visit(fishing, "#1")
    page.get_by_role("button", name="One move on").click()
    assert count(page) == "#2 of 25"
    page.locator("#slider").fill("0")
    back = page.get_by_role("button", name="One move back")
    expect(back).to_have_attribute("aria-disabled", "true")
    back.focus()
    page.keyboard.press("Enter")
    assert count(page) == "#0 of 25"
    assert page.evaluate("document.activeElement.id") == "back"


@pytest.mark.parametrize("fragment", ["", "#26&branch=site-built"])
def test_what_the_page_says_to_press_works_at_the_end_where_it_opens(visit, moscow, fragment):
    page = visit(moscow, fragment)
    assert "press → or ▶" in page.locator("#hint").inner_text()
    page.keyboard.press("ArrowRight")
    assert count(page).startswith("#1 of")
    page.keyboard.press("End")
    again = page.get_by_role("button", name="From the first move")
    expect(again).to_have_attribute("aria-disabled", "false")
    again.click()
    assert count(page).startswith("#1 of")
    expect(page.get_by_role("button", name="One move on")).to_be_visible()


def test_a_key_that_is_held_down_stops_at_the_last_move(visit, fishing):
    page = visit(fishing, "#23")
    for _ in range(4):
        page.keyboard.down("ArrowRight")
    assert count(page) == "#25 of 25"


@pytest.mark.parametrize("number", [0, 1])
def test_where_no_other_move_is_to_be_seen_there_is_no_way_on(visit, number):
    moves = ["{convene: talks, by: both, date: 2013-01-01}"][:number]
    page = visit(
        page_of(
            loads(f"scenario: Few\nparties: {{a: A, b: B}}\ntalks: {{talks: Talks}}\nmoves: [{', '.join(moves)}]\n")
        )
    )
    expect(page.locator("#on")).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("ArrowRight")
    assert count(page) == f"#{number} of {number}"


def test_a_click_in_the_picture_goes_to_the_move_there(visit, fishing):
    page = visit(fishing)
    mark = page.locator(".lanes use").first
    mark.scroll_into_view_if_needed()
    mark.click(force=True)
    assert count(page) == "#1 of 25"


def test_the_line_moves_with_the_moves(visit, fishing):
    page = visit(fishing, "#1")
    places = []
    for number in range(1, 26):
        page.locator("#slider").fill(str(number))
        places.append(line(page))
    marks = page.evaluate("[...document.querySelectorAll('.lanes use')].map((use) => Number(use.getAttribute('x')))")
    assert places == sorted(set(places))
    assert all(any(abs(place - 8 - mark) < 1 for mark in marks) for place in places)


def test_a_mark_says_on_hover_which_move_it_is(visit, fishing, scenarios):
    page = visit(fishing, "#0")
    page.locator(".lanes use").first.hover(force=True)
    sentence = told(scenarios["fishing"].history, 1).removeprefix("#1 ")
    assert page.locator(".tip").inner_text().startswith(f"Move 1 of 25, 1 February 2013: {sentence}.")


# WHAT IS SHOWN


@pytest.mark.parametrize("name", ["fishing", "moscow-2007", "colombia-2016"])
def test_after_every_move_the_tables_are_those_of_the_command(visit, scenarios, name):
    history = scenarios[name].history
    page = visit(page_of(scenarios[name]), "#0")
    for number in (*range(len(history.moves) + 1), 3, 0):
        page.locator("#slider").fill(str(number))
        view = history.as_of(number)
        assert rows(page) == shown(page, view)


def test_a_move_is_shown_with_speaker_quote_source_and_line(visit, fishing):
    card = visit(fishing, "#1").locator(".move").inner_text()
    assert "#1 1 February 2013" in card
    assert "“half and half, as between neighbours”" in card
    for words in ("Signe Holm", "Strait Gazette, 2 May 2013 · fishing.yaml, line 36", "Tension: 0 points"):
        assert words in card, card


def test_what_a_move_changes_is_marked_in_words_and_by_the_cell(visit, fishing):
    page = visit(fishing, "#1")
    assert marked(page) == [["equal-shares", "new"]]
    page.keyboard.press("ArrowRight")
    assert marked(page) == [["equal-shares", "changed", "status", "since", "answers"]]


def test_nothing_is_marked_before_the_first_move(visit, fishing):
    assert marked(visit(fishing, "#0")) == []


def test_a_date_with_doubt_is_shown_in_words_with_its_bounds(visit, moscow, scenarios):
    card = visit(moscow, "#15").locator(".move").inner_text()
    assert date_in_words(scenarios["moscow-2007"].history.dates[14]) in card


def test_tension_is_told_with_its_change(visit, fishing):
    page = visit(fishing, "#5")
    assert "points, up 3" in page.locator(".move").inner_text()


# JUMPS


def test_a_date_leads_to_the_last_move_by_then(visit, fishing):
    page = visit(fishing)
    page.locator("#day").fill("2013-03-21")
    assert count(page) == "#5 of 25"


def test_a_date_can_be_typed(visit, fishing, scenarios):
    page = visit(fishing, "#12")
    page.locator("#day").focus()
    page.keyboard.type("08152013", delay=20)
    assert page.locator("#day").input_value() == "2013-08-15"
    assert count(page) == f"#{len(scenarios['fishing'].history.as_of('2013-08-15').numbers)} of 25"
    page.keyboard.press("Tab")
    assert page.locator("#day").input_value() != ""


def test_one_can_step_through_the_moves_of_one_party(visit, fishing, scenarios):
    page = visit(fishing, "#0")
    page.locator("#party").select_option(label="moves of Bohus")
    seen = []
    while True:
        page.keyboard.press("ArrowRight")
        if seen and count(page) == seen[0]:
            break
        seen.append(count(page))
    moves = scenarios["fishing"].history.moves
    assert seen == [f"#{number} of 25" for number, move in enumerate(moves, 1) if move.by == "bohus"]


def test_why_lists_the_moves_on_a_subject_up_to_now(visit, fishing):
    page = visit(fishing, "#9")
    choose_subject(page, "close-ports")
    assert page.locator(".why li").count() == 1
    page.locator("#slider").fill("25")
    assert page.locator(".why li").count() == 4


def test_the_id_in_a_table_asks_why_and_its_moves_are_links(visit, fishing):
    page = visit(fishing)
    page.get_by_role("button", name="pact", exact=True).first.click()
    items = page.locator(".why li")
    assert items.first.inner_text().startswith("Before the first move: in force")
    assert page.evaluate("document.activeElement.className") == "why"
    page.locator(".why a").first.click()
    expect(page.locator("#count")).to_have_text("#5 of 25")
    assert page.locator(".why").is_visible()
    page.get_by_role("button", name="Close").click()
    assert page.locator(".why").is_hidden()


def test_what_is_declared_without_a_day_is_told_without_one(visit, moscow):
    page = visit(moscow, "#1&why=inf")
    declared = page.locator(".why li").inner_text().split("\n")[0]
    assert declared == "Before the first move: in force for Russia and United States"


def test_what_nobody_has_made_yet_says_so(visit, fishing):
    page = visit(fishing, "#1&why=close-ports")
    assert "Nobody has made it yet." in page.locator(".why").inner_text()


# ADDRESSES


def test_an_address_leads_to_a_move(visit, fishing):
    assert count(visit(fishing, "#7")) == "#7 of 25"


def test_the_address_follows_the_moves(visit, fishing):
    page = visit(fishing, "#7")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("#8$"))
    page.evaluate("location.hash = '#3'")
    expect(page.locator("#count")).to_have_text("#3 of 25")


@pytest.mark.parametrize(
    ("fragment", "shown"), [("#99", "#25"), ("#x", "#25"), ("#-1", "#25"), ("#", "#25"), ("#7&branch=no", "#7")]
)
def test_an_address_that_names_nothing_leads_to_the_nearest_that_is_there(visit, fishing, fragment, shown):
    assert count(visit(fishing, fragment)) == f"{shown} of 25"


def test_going_back_to_an_empty_address_goes_back_to_the_end(visit, fishing):
    page = visit(fishing)
    page.evaluate("location.hash = '#3'")
    expect(page.locator("#count")).to_have_text("#3 of 25")
    page.evaluate("history.back()")
    expect(page.locator("#count")).to_have_text("#25 of 25")


def test_going_back_from_a_view_leads_to_the_one_before(visit, fishing):
    page = visit(fishing, "#3")
    page.locator("#views a", has_text="Board").click()
    expect(page).to_have_url(re.compile("#3&view=board$"))
    page.evaluate("history.back()")
    expect(page.locator("#panels")).to_be_visible()
    expect(page.locator(".board")).to_be_hidden()


@pytest.mark.parametrize("fragment", ["#branch=site-built", "#&branch=site-built"])
def test_an_address_may_name_a_branch_alone(visit, moscow, fragment):
    assert count(visit(moscow, fragment)) == "#26 of 26"


def test_an_address_names_branch_and_question(visit, moscow):
    page = visit(moscow, "#26&branch=site-built&why=third-site")
    assert count(page) == "#26 of 26"
    assert page.locator(".why").last.locator("li").count() == 3


# BRANCHES


def test_a_page_of_the_record_alone_offers_no_branches(visit, fishing):
    page = visit(fishing)
    assert page.locator("#record").is_hidden()
    assert page.locator("#departs").is_hidden()


def test_a_branch_stands_beside_what_it_departs_from(visit, moscow):
    page = visit(moscow)
    assert page.locator(".panel > h2:not(.unseen)").all_inner_texts() == []
    page.locator("#record").select_option(label="site-built: The US builds the third site over Russia's opposition")
    assert page.locator(".panel > h2:visible").all_inner_texts() == [
        "The record",
        "The US builds the third site over Russia's opposition – differs from #26 on",
    ]
    assert page.locator(".move .when b").all_inner_texts() == ["#25", "#26"]


def test_a_branch_is_opened_where_it_first_differs(visit, moscow):
    page = visit(moscow)
    page.locator("#record").select_option(label="no-suspension: Russia never suspends the CFE Treaty")
    assert count(page) == "#1 of 24"
    assert page.locator(".panel:visible").count() == 2


def test_what_a_branch_shares_with_its_base_is_shown_once(visit, moscow):
    page = visit(moscow, "#25&branch=site-built")
    assert page.locator(".panel:visible").count() == 1
    assert "up to #25 the same as The record" in page.locator(".panel > h2:visible").inner_text()
    page.keyboard.press("ArrowRight")
    page.locator(".tables").first.wait_for()
    assert page.locator("tbody tr:visible").count() == 4
    page.get_by_role("button", name="and 4 the same in both").first.click()
    assert page.locator("tbody tr:visible").count() == 8


def test_what_differs_between_the_two_is_marked_in_both(visit, moscow):
    page = visit(moscow, "#26&branch=site-built")
    assert [row[:2] for row in marked(page)] == [
        ["third-site", "differs"],
        ["neutralise", "differs"],
        ["third-site", "changed, differs"],
        ["neutralise", "changed, differs"],
    ]


def test_a_button_leads_to_the_first_difference(visit, moscow):
    page = visit(moscow, "#3&branch=site-built")
    assert [row[1] for row in marked(page) if "differs" in row[1]] == []
    page.get_by_role("button", name="First difference: #26").click()
    assert count(page) == "#26 of 26"
    assert page.locator("#departure option").get_attribute("value") == "26"


def test_a_move_that_stands_beside_the_branch_is_looked_at_there(visit, moscow):
    page = visit(moscow, "#24&branch=no-suspension&why=third-site")
    page.locator(".why").first.locator("a", has_text="#4").click()
    expect(page.locator("#count")).to_have_text("#3 of 24")
    assert page.locator(".panel > h2:visible").count() == 2


def test_a_move_that_the_branch_leaves_out_is_looked_at_in_its_own_record(visit, moscow, scenarios):
    page = visit(moscow, "#24&branch=no-suspension&why=cfe")
    page.locator(".why").first.locator("a", has_text="#1").click()
    expect(page.locator("#count")).to_have_text("#1 of 25")
    assert heading(page) == told(scenarios["moscow-2007"].history, 1)


def test_the_focus_stays_with_why_when_one_of_its_moves_is_looked_at(visit, fishing):
    page = visit(fishing, "#25&why=pact")
    page.locator(".why a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text("#5 of 25")
    expect(page.locator(".why").first).to_be_focused()


def test_a_link_followed_as_the_address_comes_to_rest_is_followed(visit, fishing):
    page = visit(fishing, "#25")
    page.evaluate("location.hash = '#5'; history.replaceState(null, '', '#25')")
    expect(page.locator("#count")).to_have_text("#5 of 25")
    expect(page).to_have_url(re.compile("#5$"))


def test_a_branch_says_what_of_its_trunk_is_not_in_it(visit, moscow, scenarios):
    page = visit(moscow, "#1&branch=no-suspension")
    sentence = told(scenarios["moscow-2007"].history, 1).removeprefix("#1 ")
    assert page.locator(".missing:visible li").all_inner_texts() == [f"#1 13 July 2007: {sentence} (left out)"]


def test_tables_of_a_branch_are_those_of_the_command(visit, moscow, scenarios):
    page = visit(moscow, "#0&branch=no-suspension")
    branch = scenarios["moscow-2007"].branch("no-suspension").branch
    for number in (1, 9, 24):
        page.locator("#slider").fill(str(number))
        views = branch.base.as_of(number + 1), branch.history.as_of(number)
        assert rows(page) == [row for view in views for row in shown(page, view)]


JOINED = """\
scenario: One joins later
parties: {a: A, b: B}
issues: {i: I}
moves:
  - {commit: d, by: b, date: 2013-01-01, issue: i}
  - {commit: e, by: a, date: 2013-01-02, issue: i}
  - {commit: d, by: a, date: 2013-01-03, issue: i}
  - {act: deed, by: a, date: "2013-01-04?", tone: neutral}
branches:
  short: {title: Shorter, without: '#4'}
  none: {title: Nothing at all, from: '#0'}
"""


def test_rows_stand_in_the_order_of_the_command_where_one_is_added_between(visit):
    scenario = loads(JOINED)
    page = visit(page_of(scenario), "#1")
    for number in (1, 2, 3, 2, 3, 4):
        page.locator("#slider").fill(str(number))
        view = scenario.history.as_of(number)
        assert rows(page) == shown(page, view)


SEVERAL = """\
scenario: One act on several subjects
parties: {a: A, b: B}
third-parties: {ally: {title: Ally, with: a}}
issues: {i: I}
commitments: {pact: {title: Pact, parties: [a, ally]}}
measures: {levy: {title: Levy, by: b, issue: i, level: 10 %}}
sources: {paper: {title: Paper, url: "https://paper.example"}, book: {title: Book}}
moves:
  - {threaten: strike, by: b, date: 2013-01-01, issue: i, action: strike, source: [paper, book]}
  - {suspend: [levy, strike], by: ally, date: 2013-01-02}
  - {commit: pact, by: b, date: 2013-01-03}
  - {propose: offer, by: a, date: 2013-01-04, issue: i, terms: {wage: 5 %, term: 3 years}}
  - {propose: other, by: b, date: 2013-01-05, issue: i, counters: offer}
  - {accept: other, by: a, date: 2013-01-06}
"""


def test_one_act_on_several_subjects_is_one_move_that_tells_what_it_does_to_each(visit):
    history = loads(SEVERAL).history
    page = visit(page_of(loads(SEVERAL)), "#2&why=strike")
    assert heading(page) == told(history, 2)
    assert [item.split("\n")[1:] for item in page.locator(".changes li").all_inner_texts()] == [
        ["in place → suspended"],
        ["threatened → deferred"],
    ]
    assert [item.split("\n")[0] for item in page.locator(".why li").all_inner_texts()] == [
        f"#1 1 January 2013: {told(history, 1).removeprefix('#1 ')} → threatened",
        f"#2 2 January 2013: {told(history, 2).removeprefix('#2 ')} → deferred",
    ]
    assert marked(page) == [["levy", "changed", "status", "since"], ["strike", "changed", "status", "since"]]


def test_what_another_move_has_settled_says_by_which(visit):
    page = visit(page_of(loads(SEVERAL)), "#6&why=offer")
    last = page.locator(".why li").last.inner_text().split("\n")[0]
    assert last == f"#6 6 January 2013: {told(loads(SEVERAL).history, 6).removeprefix('#6 ')} → settled"


def test_a_move_names_all_who_report_it(visit):
    card = visit(page_of(loads(SEVERAL)), "#1").locator(".move")
    assert "Paper · Book · line 9" in card.inner_text()
    assert card.locator("a").get_attribute("href") == "https://paper.example"


def test_the_values_of_terms_are_shown_each_after_its_name(visit):
    page = visit(page_of(loads(SEVERAL)), "#4")
    assert "wage 5 %, term 3 years" in page.locator(".move").inner_text()


def test_parts_in_a_commitment_stand_in_the_order_of_the_command(visit):
    page = visit(page_of(loads(SEVERAL)), "#3")
    assert [dict(row[3])["party"] for row in rows(page) if row[0] == "Commitments"] == ["A", "B", "Ally"]


def test_what_is_declared_is_told_with_its_level(visit):
    page = visit(page_of(loads(SEVERAL)), "#2&why=levy")
    assert page.locator(".why li").first.inner_text() == "Before the first move: in place (10 %) by B"


def test_a_column_without_a_value_in_the_whole_record_is_not_shown(visit, fishing):
    heads = "thead th:visible"
    assert "level" in visit(page_of(loads(SEVERAL))).locator(heads).all_inner_texts()
    assert "level" not in visit(fishing).locator(heads).all_inner_texts()


def test_a_branch_that_ends_earlier_says_so(visit):
    page = visit(page_of(loads(JOINED), ["short"]), "#2&branch=short")
    page.get_by_role("button", name="First difference: after #3").click()
    assert page.locator(".panel > h2:visible").last.inner_text() == "Shorter – ends here, and The record goes on"
    assert "#4" in page.locator("#panels").inner_text()


def test_a_branch_without_moves_stands_beside_the_record(visit):
    page = visit(page_of(loads(JOINED), ["none"]), "#0&branch=none")
    assert count(page) == "#0 of 0"
    assert page.locator(".move h3").all_inner_texts() == ["Before the first move"] * 2


def test_why_knows_acts(visit):
    page = visit(page_of(loads(JOINED)), "#4&why=deed")
    date, sentence = date_in_words(loads(JOINED).history.dates[3]), told(loads(JOINED).history, 4)
    assert page.locator(".why li").inner_text().startswith(f"#4 {date}: {sentence.removeprefix('#4 ')}")


@pytest.mark.parametrize("words", ["Russia", "", "no-such-thing"])
def test_why_asks_of_nothing_but_subjects(visit, moscow, words):
    assert visit(moscow, f"#20&why={words}").locator(".why").first.is_hidden()


def test_one_can_go_to_a_branch_and_back_and_to_another(visit, moscow):
    page = visit(moscow, "#7")
    for choice, pictures in (("1", 2), ("0", 1), ("2", 2), ("1", 2), ("0", 1)):
        page.locator("#record").select_option(choice)
        for element in (".lanes svg[role=img]", ".now", ".veil", ".names"):
            assert page.locator(f"#panels {element}").count() == pictures, element


# THE THREAD, WHAT CHANGES, WHAT HAS ENDED


def test_a_click_on_the_thread_goes_to_the_move_there(visit, fishing):
    page = visit(fishing, "#3")
    box = page.locator("#thread").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 20)
    assert count(page) in ("#12 of 25", "#13 of 25")


@pytest.mark.parametrize("width", [360, 1024, 1400])
def test_the_present_place_on_the_thread_is_above_the_thumb_of_the_slider(visit, fishing, width):
    page = visit(fishing, "#0", width=width)
    for number in (0, 10, 25):
        page.locator("#slider").fill(str(number))
        here, track = page.locator(".here").bounding_box(), page.locator("#slider").bounding_box()
        assert abs(here["x"] + 1 - (track["x"] + 9 + (track["width"] - 18) * number / 25)) < 1


def test_the_thread_is_drawn_anew_for_another_width(visit, fishing):
    page = visit(fishing, width=1200)
    page.set_viewport_size({"width": 500, "height": 900})
    box = page.locator("#thread").bounding_box()
    page.wait_for_function(f"document.querySelector('#thread svg').viewBox.baseVal.width === {round(box['width'])}")


def test_the_thread_has_a_mark_for_each_move_by_side_and_tone(visit, fishing, scenarios):
    page = visit(fishing, width=1400)
    marks = page.evaluate(
        """[...document.querySelectorAll("#thread .mark")].map((mark) =>
          [mark.getAttribute("class"), mark.getAttribute("d").split("M").length - 1])"""
    )
    steps = scenarios["fishing"].history.as_of().steps()
    sides = {"aland": "first", "bohus": "second", "both": "both"}
    expected = Counter(f"mark {sides.get(step.move.by, 'other')} {step.tone}" for step in steps)
    assert dict(marks) == expected


def test_what_a_move_changes_is_told_beside_it(visit, fishing):
    page = visit(fishing, "#5")
    changes = page.locator(".changes li")
    assert changes.first.inner_text() == "Fisheries Pact of 1998 pact\nBohus: in force → suspended"


def test_what_has_ended_is_folded_until_it_is_asked_for(visit, fishing):
    page = visit(fishing)
    assert page.locator("tbody tr:visible").count() == 7
    page.get_by_role("button", name="and 2 that have ended").click()
    assert page.locator("tbody tr:visible").count() == 9


def test_what_ends_with_the_move_is_not_folded(visit, fishing, scenarios):
    history = scenarios["fishing"].history
    number = next(step.number for step in history.as_of().steps() if step.move.verb == "lift")
    page = visit(fishing, f"#{number}")
    [changed] = [row for row in marked(page) if "status" in row]
    assert changed[0] == history.moves[number - 1].subject
    page.keyboard.press("ArrowRight")
    assert changed[0] not in page.locator("tbody tr:visible .id").all_inner_texts()


def test_all_that_a_move_says_stands_in_its_card(visit, scenarios):
    history = scenarios["moscow-2007"].history
    page = visit(page_of(scenarios["moscow-2007"]), "#0")
    for number, move in enumerate(history.moves, 1):
        page.locator("#slider").fill(str(number))
        card = page.locator(".move").inner_text()
        for said in (move.speaker, move.quote, move.note):
            assert said is None or said.strip() in card, number


def test_the_summary_opens_the_page_and_is_that_of_the_record_chosen(visit, moscow, scenarios):
    page = visit(moscow, "#26&branch=site-built")
    snapshot = scenarios["moscow-2007"].history_of("site-built").as_of()
    assert page.locator("#findings p").all_inner_texts() == list(summary_of(snapshot, assess(snapshot)))
