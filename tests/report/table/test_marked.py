import pickle

from sim.report.table.layout import laid_out
from sim.report.table.marked import ADVERSE, FAVOURABLE, TITLE, Marked, marked, marked_as, painted
from sim.report.table.render import MARKDOWN, Table, for_terminal, rendered


def red(text, meaning):
    return f"\x1b[31m{text}\x1b[0m" if meaning == ADVERSE else text


def plain(text):
    return text.replace("\x1b[31m", "").replace("\x1b[0m", "")


def test_a_text_with_a_meaning_is_the_text():
    assert Marked("opposed", ADVERSE) == "opposed"
    assert type(marked("tabled", None)) is str


def test_its_meaning_goes_to_other_processes():
    assert pickle.loads(pickle.dumps(Marked("opposed", ADVERSE))).meaning == ADVERSE


def test_another_form_of_a_text_has_the_same_meaning():
    assert marked_as("in force", Marked("in-force", FAVOURABLE)).meaning == FAVOURABLE
    assert type(marked_as("x", "y")) is str


def test_each_line_has_a_colour_of_its_own():
    text = Marked("not in force", ADVERSE)
    assert painted(["not in", "force"], text, red) == "\x1b[31mnot in\x1b[0m\n\x1b[31mforce\x1b[0m"
    assert painted(["not in", "force"], text, None) == "not in\nforce"
    assert painted(["not in", "force"], "not in force", red) == "not in\nforce"


ROWS = [
    ("a", Marked("opposed by both of the parties and by everybody else", ADVERSE), "the first of the texts"),
    ("b", Marked("tabled", FAVOURABLE), "another"),
    ("c", "opposed by both of the parties and by everybody else", "the same in words, without a meaning"),
]


def test_a_table_in_colour_is_as_wide_as_one_without():
    for width in range(20, 120):
        table = laid_out(("id", "status", "terms"), ROWS, width)
        assert plain(laid_out(("id", "status", "terms"), ROWS, width, red)) == table


def test_only_what_has_a_meaning_is_in_colour():
    lines = laid_out(("id", "status", "terms"), ROWS, 120, red).splitlines()
    assert ["\x1b" in line for line in lines] == [False, False, True, False, False]


def test_what_a_text_holds_is_shown_and_not_obeyed():
    table = Table("\x1b[31mT", ("a",), ((Marked("\x1b[32mred", ADVERSE),),))
    assert for_terminal(table, 80, paint=red).replace("\x1b[31m\\x1b[32mred\x1b[0m", "").count("\x1b") == 0


def test_a_title_is_one_by_its_meaning():
    told = []
    for_terminal(Table("T", ("a",), (("b",),)), 80, paint=lambda text, meaning: told.append((text, meaning)) or text)
    assert told == [("T", TITLE)]


def test_markdown_has_no_colours():
    table = Table("T", ("a",), ((Marked("opposed", ADVERSE),),))
    assert rendered(table, MARKDOWN, 80, paint=red) == rendered(table, MARKDOWN, 80)
