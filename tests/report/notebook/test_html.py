import base64
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings, strategies as st

import sim
from sim import History, load
from sim.moves import Propose, Remark
from sim.report.notebook.html import MOST_DRAWN
from sim.report.notebook.tables import MOST_CHARACTERS, MOST_SHOWN
from sim.rules.state import Negotiation
from sim.testing.strategies import histories

SCENARIO = load("scenarios/moscow-2007.yaml")
SETTING = sim.Setting(parties={"aland": "Aland", "bohus": "Bohus"}, issues={"quota": "The quota"})
HOSTILE = '<script>alert(1)</script> & "quoted" \'</td>'


def html(thing):
    """The HTML of a thing as a tree."""
    return ET.fromstring(thing._repr_html_())


def rows(thing, caption):
    """The rows of the table with a caption that begins so, each a list of texts."""
    table = next(each for each in html(thing).iter("table") if each.find("caption").text.startswith(caption))
    return [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]


def paragraphs(thing):
    return [each.text for each in html(thing).iter("p")]


def pictures(thing):
    prefix = "data:image/svg+xml;base64,"
    return [base64.b64decode(each.get("src").removeprefix(prefix)).decode() for each in html(thing).iter("img")]


def record(count, **fields):
    """A history of so many proposals."""
    start = Negotiation.begin(SETTING, ())
    words = {"by": "aland", "date": "2013-02-01", "issue": "quota", **fields}
    return History.of(start, [Propose(subject=f"p{number}", **words) for number in range(1, count + 1)])


# WHAT IS SHOWN


def test_a_history_shows_its_moves_its_subjects_and_its_timeline():
    history = SCENARIO.history
    assert paragraphs(history) == ["History: 25 moves, 2007-07-13 to 2007-10-12"]
    assert rows(history, "Moves")[:2] == [
        ["#", "date", "party", "move", "subject", "effect"],
        ["1", "2007-07-13", "russia", "suspend", "cfe", "suspended"],
    ]
    assert rows(history, "Talks")[1][:3] == ["two-plus-two", "Foreign and defence ministers, two-plus-two", "scheduled"]
    (picture,) = pictures(history)
    assert ">Russia and United States: 25 moves from 13 July 2007 to 12 October 2007</text>" in picture


def test_a_snapshot_shows_the_moves_that_count_and_how_subjects_stand_then():
    snapshot = SCENARIO.history.as_of("2007-07-13")
    assert paragraphs(snapshot) == ["Snapshot as of 2007-07-13, likely: 3 of 25 moves"]
    assert len(rows(snapshot, "Moves")) == 1 + 3
    assert rows(snapshot, "Talks")[1][2] == "idle"
    assert "as of 13 Jul 2007" in pictures(snapshot)[0]


def test_a_scenario_shows_its_title_and_summary_first():
    assert paragraphs(SCENARIO)[0] == "Missile defence and arms control, Moscow 2007"
    assert paragraphs(SCENARIO)[1].startswith("Russia and the United States over the American missile shield")
    assert (
        ">Missile defence and arms control, Moscow 2007: 25 moves from 13 July 2007 to 12 October 2007</text>"
        in pictures(SCENARIO)[0]
    )


def test_a_scenario_without_a_summary_shows_its_title_and_record():
    scenario = sim.loads("{scenario: T, parties: {a: A, b: B}, moves: []}")
    assert paragraphs(scenario) == ["T", "History: 0 moves"]


def test_a_table_shows_its_rows_and_on_its_headers_what_they_mean():
    table = sim.records.table(SCENARIO, "moves")
    head, first, *_ = rows(table, "moves: 25 rows, ")
    assert first[: len(head)][:3] == ["moscow-2007", "1", "2007-07-13"]
    hints = {cell.text: cell.get("title") for cell in html(table).iter("th")}
    assert hints.items() <= {column.name: column.description for column in table.columns}.items()


def test_of_a_table_the_empty_columns_are_left_out_and_counted():
    table = sim.records.table(record(1), "moves")
    filled = [name for name, value in table.to_dicts()[0].items() if value is not None]
    assert [cell.text for cell in html(table).iter("th")] == filled
    empty = len(table.columns) - len(filled)
    assert rows(table, f"moves: 1 row, {len(table.columns)} columns, of which {empty} are empty")


def test_a_table_without_rows_has_all_its_columns():
    table = sim.records.table(record(0), "moves")
    assert len(list(html(table).iter("th"))) == len(table.columns)


def test_a_cell_without_a_value_has_a_dash():
    head, first, *_ = rows(sim.records.table(SCENARIO, "moves"), "moves")
    assert first[head.index("over")] == "–"


@pytest.mark.parametrize("shown", [record(0), record(0).as_of()])
def test_a_record_that_has_not_begun_has_no_timeline(shown):
    assert not pictures(shown)
    assert rows(shown, "Moves") == [["#", "date", "party", "move", "subject", "effect"]]


def test_before_the_first_move_no_day_is_named():
    assert paragraphs(record(0).as_of()) == ["Snapshot before the first move, likely: 0 of 0 moves"]


# LONG RECORDS


def test_of_a_long_record_the_first_and_last_moves_and_subjects_are_shown():
    history = record(10_000)
    for caption, of_what in (("Moves", "moves"), ("Proposals", "proposals")):
        shown = rows(history, caption)[1:]
        assert len(shown) == MOST_SHOWN + 1
        assert shown[MOST_SHOWN // 2] == [f"9,940 {of_what} left out"]
        assert "p1" in shown[0]
        assert "p10000" in shown[-1]
    assert paragraphs(history)[-1] == "No timeline is drawn of more than 300 moves; there are 10,000."
    assert len(history._repr_html_()) < 100_000


def test_of_a_long_table_the_first_and_last_rows_are_shown():
    shown = rows(sim.records.table(record(MOST_SHOWN + 1), "moves"), "moves: 61 rows")
    assert shown[1 + MOST_SHOWN // 2] == ["1 row left out"]


def test_as_many_moves_as_are_drawn_at_most_are_drawn():
    assert len(pictures(record(MOST_DRAWN))) == 1


def test_a_long_text_is_cut():
    cell = next(row[-1] for row in rows(record(1, terms="x" * 5000), "Proposals")[1:])
    assert cell == "x" * MOST_CHARACTERS + "…"


# SAFETY


@pytest.mark.parametrize("shown", [SCENARIO, SCENARIO.history, sim.records.table(SCENARIO, "panel")])
def test_the_html_is_well_formed_and_its_style_stays_within(shown):
    tree = html(shown)
    assert (tree.tag, tree.get("class")) == ("div", "negsim-record")
    (style,) = tree.iter("style")
    selectors = [each.strip() for rule in re.findall(r"([^{}]+)\{[^{}]*\}", style.text) for each in rule.split(",")]
    assert selectors
    assert all(selector.startswith(".negsim-record") for selector in selectors)


def test_text_has_the_colours_of_the_notebook():
    (style,) = html(SCENARIO).iter("style")
    assert not re.search(r"#[0-9a-f]{3}|background|: *(white|black)", style.text)


class Elements(HTMLParser):
    """The elements that a browser finds."""

    def __init__(self, text):
        super().__init__()
        self.names, self.handlers = set(), set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.handlers |= {name for name, _ in attrs}


KNOWN = {"div", "style", "p", "table", "caption", "thead", "tbody", "tr", "th", "td", "img"}
ATTRIBUTES = {"class", "scope", "title", "colspan", "alt", "src"}


def test_texts_of_a_record_are_no_markup():
    history = record(2, terms=HOSTILE, note=HOSTILE)
    for shown in (history, sim.records.table(history, "moves")):
        elements = Elements(shown._repr_html_())
        assert elements.names <= KNOWN
        assert elements.handlers <= ATTRIBUTES
    assert HOSTILE in rows(history, "Proposals")[1]


@given(st.text(max_size=20))
def test_any_text_is_shown_as_well_formed_html(text):
    history = History.of(
        Negotiation.begin(sim.Setting(parties={"aland": "A", "bohus": "B"}, issues={"quota": text}), ()),
        [Propose(subject="p", by="aland", date="2013-01-01", issue="quota", terms=text or "x", quote=text or "x")],
    )
    assert Elements(history._repr_html_()).names <= KNOWN
    html(history)
    html(sim.records.table(history, "moves"))


@settings(max_examples=settings.default.max_examples // 2)
@given(histories())
def test_any_history_is_shown(history):
    shown = [row[0] for row in rows(history, "Moves")[1:] if len(row) > 1]
    numbers = [str(number) for number in history.as_of().numbers]
    assert shown == (
        numbers if len(numbers) <= MOST_SHOWN else numbers[: MOST_SHOWN // 2] + numbers[-MOST_SHOWN // 2 :]
    )


# NOTEBOOKS


@pytest.mark.parametrize("kind", [History, sim.Snapshot, type(SCENARIO), type(sim.records.table(SCENARIO, "moves"))])
def test_a_class_shows_no_html_of_its_own(kind):
    assert not callable(kind._repr_html_)


def test_a_notebook_finds_the_html():
    formatters = pytest.importorskip("IPython.core.formatters")
    formatter = formatters.HTMLFormatter()
    assert formatter(SCENARIO.history) == SCENARIO.history._repr_html_()
    assert formatter(History) is None


def test_a_remark_makes_no_subject_and_is_shown():
    start = Negotiation.begin(SETTING, ())
    history = History.of(start, [Remark(subject="quota", by="aland", date="2013-02-01", kind="concern")])
    assert rows(history, "Moves")[1][3] == "remark (concern)"
    assert [each.find("caption").text for each in html(history).iter("table")] == ["Moves"]
