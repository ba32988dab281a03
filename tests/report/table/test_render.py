import csv
import io
import pickle
import re
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt
from wcwidth import wcswidth

from sim.model.escaping import one_line, visible
from sim.records.tables.csv_text import unguarded
from sim.report.table.render import (
    CSV,
    FORMATS,
    MARKDOWN,
    NOTHING,
    SAFE_CSV,
    TABLE,
    LeftOut,
    Table,
    as_csv,
    as_markdown,
    as_safe_csv,
    for_terminal,
    in_markdown,
    paragraph_in_markdown,
    rendered,
    stacked,
)

WORDS = st.sampled_from(
    (
        "half",
        "договор",
        "条約",
        "軍備管理",
        "e\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT}",
        "2007-10-12",
        "in-force",
        "–",
        "10",
        "🐟",
    )
)
CELLS = st.lists(WORDS, max_size=12).map(" ".join)
ANY = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)


def tables(cells):
    """Tables of one to seven columns."""
    return st.integers(1, 7).flatmap(
        lambda count: st.builds(
            Table,
            title=st.just("Moves"),
            headers=st.just(("#", "date", "party", "move", "subject", "effect", "terms")[:count]),
            rows=st.lists(st.tuples(*[cells] * count), min_size=1, max_size=4).map(tuple),
        )
    )


def lines_of(table, width):
    """The lines of the table's body: headers, rule, rows."""
    return for_terminal(table, width).split("\n")[2:-1]


def read(text):
    """CSV as the csv module of Python reads it."""
    return list(csv.reader(io.StringIO(text, newline="")))


def starts_of_columns(lines):
    """The offsets at which the columns begin, by the rule below the headers."""
    rule = next(line for line in lines if set(line) <= {"-", " "})
    return [found.start() for found in re.finditer("-+", rule)]


def column_at(line, offset):
    """What stands around an offset that counts wide signs twice: the sign before it, and what begins there."""
    for index in range(len(line) + 1):
        if wcswidth(line[:index]) == offset and not (index < len(line) and wcswidth(line[index]) == 0):
            return line[index - 1 : index], line[index:]
    return ("", "") if wcswidth(line) < offset else (None, None)


@given(tables(CELLS), st.integers(60, 200))
def test_no_line_is_wider_than_the_terminal(table, width):
    assert all(wcswidth(line) <= width for line in lines_of(table, width))


@given(tables(CELLS), st.integers(60, 200))
def test_columns_begin_at_the_same_offset_in_every_line_whatever_the_script(table, width):
    lines = lines_of(table, width)
    for offset in starts_of_columns(lines)[1:]:
        assert all(column_at(line, offset)[0] in (" ", "") for line in lines)


@given(CELLS, st.integers(60, 200))
def test_wrapping_loses_no_word(cell, width):
    table = Table("Moves", ("#", "terms"), (("1", cell),))
    shown = [line[5:] for line in lines_of(table, width)[2:]]
    assert "".join("".join(shown).split()) == "".join(cell.split())


def test_a_table_that_fits_is_not_wrapped():
    table = Table("Moves", ("#", "terms"), (("1", "Each side lands 40,000 tonnes a year"),))
    assert for_terminal(table, 60) == (
        "Moves\n\n  #  terms\n---  ------------------------------------\n  1  Each side lands 40,000 tonnes a year\n"
    )


def test_the_longest_column_gives_way_first():
    table = Table("Moves", ("#", "terms"), (("12", "half and half, as between good neighbours at sea " * 2),))
    lines = lines_of(table, 60)
    assert lines[2].startswith(" 12  half and half")
    assert max(map(len, lines)) <= 60


def test_many_narrow_columns_with_long_words_fit():
    headers = ("proposal", "kind", "by", "issue", "status", "since", "answers", "terms")
    table = Table("Proposals", headers, (("a-very-long-id-of-a-proposal",) * len(headers),))
    assert all(len(line) <= 60 for line in lines_of(table, 60))


def test_a_word_that_is_wider_than_its_column_is_broken():
    table = Table("Moves", ("#", "terms"), (("1", "x" * 100),))
    assert all(len(line) <= 60 for line in lines_of(table, 60))


def test_a_number_stays_the_text_that_it_is():
    assert "1.10" in for_terminal(Table("T", ("a", "b"), (("1.10", "007"), ("2", "1e3"))), 80)
    assert "1e3" in for_terminal(Table("T", ("a", "b"), (("1.10", "007"), ("2", "1e3"))), 80)


def test_a_table_may_have_no_rows():
    assert for_terminal(Table("T", ("a", "b"), ()), 80).startswith("T\n\na")


def test_markdown_escapes_what_would_end_a_cell():
    table = Table("T", ("a",), (("x | y\n\\z",),))
    assert as_markdown(table).splitlines()[-1].strip("| ") == "x \\| y \\\\z"


@given(tables(ANY))
def test_a_row_of_markdown_is_one_line_with_its_cells(table):
    lines = as_markdown(table).rstrip("\n").split("\n")
    assert len(lines) == 4 + len(table.rows)
    assert all(len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == len(table.headers) + 1 for line in lines[2:])


def test_markdown_has_its_title_for_a_heading():
    assert as_markdown(Table("Moves", ("a",), (("b",),))).startswith("## Moves\n\n| a")


@given(tables(ANY | st.text("\n\t\",;' a", max_size=20)))
def test_csv_is_read_back_as_it_was(table):
    rows = [[cell.rstrip("\r\n") for cell in row] for row in table.rows]
    assert read(as_csv(table)) == [list(table.headers), *rows]


@pytest.mark.parametrize(
    ("form", "writer"),
    [
        (TABLE, lambda table: for_terminal(table, 70)),
        (MARKDOWN, as_markdown),
        (CSV, as_csv),
        (SAFE_CSV, as_safe_csv),
    ],
)
def test_a_table_is_rendered_in_every_format_but_json(form, writer):
    table = Table("T", ("a",), (("b",),))
    assert rendered(table, form, 70) == writer(table)
    assert form in (*FORMATS, SAFE_CSV)


# MARKDOWN AS IT IS RENDERED

MARKUP = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~&$:=@\"'/ \n1ax;條"), max_size=30) | st.text(max_size=20)


def parts(markdown, kind):
    """The texts that a page shows in its headings, cells or paragraphs, once the Markdown has been rendered."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    return [
        "".join(child.content if child.type == "text" else f"<{child.type}>" for child in inline.children)
        for before, inline in pairwise(tokens)
        if before.type == f"{kind}_open" and inline.type == "inline"
    ]


def shown(text):
    """What readers are to see of a text: without line breaks, and no wider blanks than a page shows."""
    return visible(one_line(text))


@given(tables(MARKUP), MARKUP)
def test_rendered_markdown_shows_headings_and_cells_as_they_are_written(table, title):
    markdown = as_markdown(Table(f"T{title}", table.headers, table.rows))
    assert [heading.strip() for heading in parts(markdown, "heading")] == [shown(f"T{title}").strip()]
    assert parts(markdown, "th") == [*map(shown, table.headers)]
    cells = parts(markdown, "td")
    assert [cell.strip() for cell in cells] == [shown(cell).strip() for row in table.rows for cell in row]


@given(MARKUP)
def test_rendered_markdown_shows_a_paragraph_as_it_is_written(text):
    rendered_there = parts(f"before\n\n{paragraph_in_markdown(text)}\n\nafter\n", "paragraph")
    assert [part.strip() for part in rendered_there[1:-1]] == [part for part in [shown(text).strip()] if part]


@pytest.mark.parametrize(
    "text",
    ["# a", "- a", "+ a", "1. a", "12) a", "> a", "---", "===", "***", "<b>", "&amp;", "    a", "~~~", ": a", "[a]: b"],
)
def test_a_paragraph_is_nothing_but_a_paragraph(text):
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"before\n\n{paragraph_in_markdown(text)}\n")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"] * 2
    assert parts(f"{paragraph_in_markdown(text)}\n", "paragraph") == [text.strip()]


@pytest.mark.parametrize("sign", "\\`*_{}[]<>#!|~&$")
def test_a_sign_of_markdown_has_a_backslash(sign):
    assert in_markdown(f"a{sign}b") == f"a\\{sign}b"


def test_a_title_of_several_lines_is_one_heading():
    assert as_markdown(Table("a\n# b\n", ("c",), ())).startswith("## a \\# b\n\n")


# TERMINAL


@given(tables(st.text()), st.text(), st.integers(60, 120))
def test_a_terminal_sees_no_sign_that_it_would_obey(table, title, width):
    printed = for_terminal(Table(title, table.headers, table.rows), width)
    assert visible(printed.replace("\n", " ")) == printed.replace("\n", " ")


def test_the_text_of_a_block_wraps_like_any_other():
    text = "Each side lands 40,000 tonnes of herring a year"
    block, quoted = (Table("T", ("#", "terms"), (("1", terms),)) for terms in (f"{text}\n", text))
    assert for_terminal(block, 60) == for_terminal(quoted, 60)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16", "cp1252"])
@given(table=tables(CELLS), width=st.integers(60, 140))
def test_signs_that_a_terminal_lacks_find_room_as_escapes(encoding, table, width):
    printed = for_terminal(table, width, encoding)
    assert printed.encode(encoding).decode(encoding) == printed
    assert all(wcswidth(line) <= width for line in printed.split("\n"))


def test_a_terminal_without_a_dash_has_a_hyphen_where_there_is_nothing_to_say():
    table = Table("T", ("a", "b"), ((NOTHING, "–"),))
    assert for_terminal(table, 60).split("\n")[4].split() == ["–", "–"]
    assert for_terminal(table, 60, "ascii").split("\n")[4].split() == ["-", "\\u2013"]


# CSV


def test_a_cell_with_nothing_to_say_is_empty_in_csv_and_a_dash_of_the_record_is_not():
    assert as_csv(Table("T", ("a", "b", "c"), ((NOTHING, "–", str(NOTHING)),))) == "a,b,c\n,–,\n"


def test_no_cell_of_csv_ends_with_a_line_break():
    assert as_csv(Table("T", ("a", "b"), (("one\ntwo\n", "\r\n"),))) == 'a,b\n"one\ntwo",\n'


def test_a_line_break_within_a_cell_is_quoted_whatever_it_is():
    assert read(as_csv(Table("T", ("a", "b"), (("one\rtwo", "three"),)))) == [["a", "b"], ["one\rtwo", "three"]]


def test_no_two_headers_of_csv_are_alike():
    table = Table("T", ("of", "share", "95 %", "by", "95 %"), ())
    assert as_csv(table) == "of,share,share 95 %,by,by 95 %\n"


FORMULAS = st.builds(
    "{}{}{}".format, st.sampled_from(("", "'")), st.sampled_from("=+-@\t\r＝＋－＠"), st.text(max_size=5)
)


@given(tables(ANY | FORMULAS))
def test_a_cell_of_safe_csv_is_no_formula_and_otherwise_as_it_is(table):
    plain, safe = read(as_csv(table)), read(as_safe_csv(table))
    for before, after in zip(plain, safe, strict=True):
        for cell, guarded in zip(before, after, strict=True):
            assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
            assert guarded in (cell, f"'{cell}")
            assert unguarded(guarded) == cell


@pytest.mark.parametrize("text", ["a=1", "1", "(1)", "'tis"])
def test_safe_csv_leaves_other_cells_alone(text):
    table = Table("T", ("a", "b"), ((text, NOTHING),))
    assert as_safe_csv(table) == as_csv(table)


def test_tables_stand_on_each_other_under_one_header():
    first, second = Table("T", ("a", "b"), (("1", "2"),)), Table("T", ("a", "b"), (("3", NOTHING), ("4", "5")))
    table = stacked([("x", first), ("y", second)], "scenario")
    assert as_csv(table) == "scenario,a,b\nx,1,2\ny,3,\ny,4,5\n"


def test_a_stack_of_tables_leaves_out_the_columns_that_they_leave_out():
    tables = [("x", Table("T", ("a", "b"), (("1", NOTHING),), ("b",))), ("y", Table("T", ("a", "b"), (), ("b",)))]
    assert stacked(tables, "scenario").for_people.headers == ("scenario", "a")


def test_a_table_from_another_process_lacks_the_same_values():
    table = Table("T", ("a",), ((NOTHING,), ("–",)))
    assert [row[0] is NOTHING for row in pickle.loads(pickle.dumps(table)).rows] == [True, False]


def earlier(count):
    return f"{count} earlier"


def ended(count):
    return f"{count} ended"


def test_what_a_table_leaves_out_is_said_below_it():
    table = Table("T", ("a",), (("b",),), left_out=(LeftOut(3, earlier), LeftOut(1, ended)))
    assert for_terminal(table, 60).endswith("\nb\n\nand 3 earlier and 1 ended\n")


def test_of_a_table_without_rows_only_that_is_said():
    assert for_terminal(Table("T", ("a",), (), left_out=(LeftOut(3, ended),)), 60) == "T\n\n3 ended\n"


def test_tables_made_one_leave_out_what_all_of_them_do():
    two, three = (Table("T", ("a",), (("b",),), left_out=(LeftOut(count, ended),)) for count in (2, 3))
    assert stacked([("x", two), ("y", three)], "file").note == "and 5 ended"


def test_spare_columns_are_shown_where_there_is_room_and_in_markdown():
    table = Table("T", ("a", "b"), (("one " * 9, "two " * 9),), spare=("b",))
    assert [for_terminal(table, width).splitlines()[2].split() for width in (49, 50)] == [["a"], ["a", "b"]]
    assert "two" in as_markdown(table)
