import os
import stat
import sys
from datetime import date, timedelta

import hostile
import pytest
from complaints import RECORD
from wages import WAGES

from sim.cli import plot
from sim.report.svg import export

FISHING, MOSCOW = "scenarios/fishing.yaml", "scenarios/moscow-2007.yaml"


@pytest.mark.parametrize(("ending", "begin"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("SVG", b"<svg")])
def test_the_ending_decides_the_format(negsim, tmp_path, ending, begin):
    path = tmp_path / f"out.{ending}"
    assert negsim("plot", FISHING, "-o", path).exit_code == 0
    assert path.read_bytes().startswith(begin)


def test_the_moment_is_marked(negsim):
    assert (
        "as of 21 Mar 2013 (certain)" in negsim("plot", FISHING, "--as-of", "2013-03-21", "--reading", "certain").stdout
    )


def test_a_branch_is_drawn_under_its_title(negsim):
    assert (
        ">Missile defence and arms control, Moscow 2007 – The US builds the third site"
        in negsim("plot", MOSCOW, "--branch", "site-built").stdout
    )


def test_the_positions_may_be_drawn_instead(negsim, tmp_path):
    printed = negsim("plot", "-", "--terms", "--as-of", "2019-02-26", stdin=WAGES).stdout
    assert ">wage, in % – Pay of the dockers<" in printed
    assert "positions over time, as of 26 February 2019 (likely)<" in printed
    path = tmp_path / "out.png"
    assert negsim("plot", "-", "--terms", "-o", path, stdin=WAGES).exit_code == 0
    assert path.read_bytes().startswith(b"\x89PNG")


def test_the_positions_of_a_branch_are_drawn_under_its_title(negsim):
    branch = "branches: {silence: {title: The mediator is silent, without: ['#6', '#7', '#8']}}\n"
    printed = negsim("plot", "-", "--terms", "--branch", "silence", stdin=WAGES + branch).stdout
    assert ">A wage round at the port – The mediator is silent: positions over time<" in printed
    assert "6.5 – Union of Dockers" in printed


def test_moves_that_conclusions_hang_on_may_be_drawn_heavier(negsim):
    printed = negsim("plot", FISHING, "--evidence").stdout
    assert '<circle class="ring alone first"' in printed
    assert ">a conclusion hangs on it alone<" in printed
    assert 'class="ring' not in negsim("plot", FISHING).stdout


def test_the_moves_of_a_branch_are_heavier_by_the_conclusions_on_it(negsim):
    record = "moves:\n  - {propose: p, by: a, date: 2013-03-01, issue: i}\n  - {oppose: p, by: b, date: 2013-03-02}\n"
    branch = "branches: {calm: {title: Calm, without: 2, expect: [{as of: 2013-03-03, proposals: {p: tabled}}]}}\n"
    text = f"scenario: S\nparties: {{a: A, b: B}}\nissues: {{i: I}}\n{record}{branch}"
    printed = negsim("plot", "-", "--evidence", "--branch", "calm", stdin=text)
    assert printed.stderr == ""
    assert "#1 2013-03-01: propose p by a → tabled (line 5) – 1 conclusion hangs on it alone" in printed.stdout
    assert "Moves on which alone a conclusion hangs: #1." in printed.stdout


def test_where_nothing_is_expected_a_warning_says_that_no_move_is_heavier(negsim):
    printed = negsim("plot", "-", "--evidence", "--as-of", "2019-02-26", stdin=WAGES)
    assert printed.exit_code == 0
    assert printed.stderr == "warning: <stdin> expects nothing of this record, so no move has a ring\n"
    assert "Moves on which alone a conclusion hangs: none." in printed.stdout


def test_positions_have_no_moves_to_draw_heavier(negsim):
    result = negsim("plot", "-", "--terms", "--evidence", stdin=WAGES)
    assert result.exit_code == 2
    assert "--terms draws no timeline, whose moves --evidence rings; leave one of them out" in result.stderr


def test_where_there_are_no_values_no_positions_are_drawn(negsim):
    words = "no proposal has a term with a value by then; write one, such as `terms: {wage: 5 %}`"
    refused(negsim("plot", MOSCOW, "--terms"), words)


def refused(result, words, status=2):
    """Assert that one line says what is wrong."""
    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr == f"{words}\n"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("out.gif", "no file can end in '.gif' here; choose .svg, .png or .pdf"),
        ("out", "the name has no ending; choose .svg, .png or .pdf"),
    ],
)
def test_an_unknown_ending_is_refused_before_anything_is_read(negsim, tmp_path, name, words):
    refused(negsim("plot", "nowhere.yaml", "-o", tmp_path / name), f"{tmp_path / name}: {words}")


def test_a_folder_that_is_not_there_is_refused(negsim, tmp_path):
    path = tmp_path / "gone" / "out.svg"
    words = f"{path}: cannot be written: there is no folder {path.parent}; make it first, or choose another"
    refused(negsim("plot", FISHING, "-o", path), words, 74)


def test_a_folder_in_place_of_a_file_is_refused(negsim, tmp_path):
    path = tmp_path / "out.svg"
    path.mkdir()
    refused(negsim("plot", FISHING, "-o", path), f"{path}: cannot be written: is a directory", 74)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_must_not_be_written_to_is_refused(negsim, tmp_path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    refused(
        negsim("plot", FISHING, "-o", tmp_path / "out.svg"),
        f"{tmp_path / 'out.svg'}: cannot be written: permission denied",
        74,
    )


def test_what_was_there_stays_when_the_scenario_is_at_fault(negsim, tmp_path, faulty):
    path = tmp_path / "out.svg"
    path.write_text("before", "utf-8")
    result = negsim("plot", faulty, "-o", path)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{faulty}:10:")
    assert path.read_text("utf-8") == "before"


def test_without_the_extra_a_png_is_refused_in_one_line(negsim, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    needs = "typst, which the extra 'plot' brings: `pip install typst`, or write an .svg, which needs nothing further"
    refused(negsim("plot", FISHING, "-o", tmp_path / "out.png"), f"a PNG needs {needs}")
    assert list(tmp_path.iterdir()) == []


# A PART


def test_a_part_of_the_record_may_be_drawn(negsim):
    printed = negsim("plot", FISHING, "--since", "2013-05", "--until", "2013-06", "--issue", "ports,catches", "-q")
    assert printed.stderr == ""
    part = "5 of its 25 moves; from 1 May 2013 to 30 June 2013; on Access to ports and Who knows what was caught"
    assert f">Herring in the Strait: {part}<" in printed.stdout
    assert ">The yearly herring quota<" not in printed.stdout


def test_an_issue_may_be_given_several_times(negsim):
    printed = negsim("plot", FISHING, "--issue", "ports", "--issue", "catches").stdout
    assert ">Access to ports<" in printed
    assert ">Who knows what was caught<" in printed
    assert ">Talks<" not in printed


def test_what_has_ended_may_be_left_out(negsim):
    assert "only what is open at the end" in negsim("plot", FISHING, "--open").stdout


def test_ids_and_the_width_may_be_asked_for(negsim):
    printed = negsim("plot", FISHING, "--ids", "--width", "1500").stdout
    assert ">equal-shares: opposed<" in printed
    assert '<svg xmlns="http://www.w3.org/2000/svg" width="1500"' in printed


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (("--issue", "quotas"), "there is no issue 'quotas'; did you mean quota?"),
        (("--since", "2014", "--until", "2013"), "since 2014 is after until 2013; write the earlier of the two first"),
    ],
)
def test_a_part_that_there_is_not_is_refused_in_a_sentence(negsim, part, words):
    refused(negsim("plot", FISHING, *part), words)


def test_an_issue_without_a_name_is_refused(negsim):
    for names in ("", "quota,"):
        result = negsim("plot", FISHING, "--issue", names)
        assert result.exit_code == 2
        assert "a name is missing; write one, or several with commas between" in result.stderr


def test_what_is_no_date_is_refused(negsim):
    result = negsim("plot", FISHING, "--since", "soon")
    assert result.exit_code == 2
    assert "--since" in result.stderr


@pytest.mark.parametrize("part", [("--open",), ("--since", "2019"), ("--width", "900")])
def test_positions_have_no_part_of_a_timeline(negsim, part):
    result = negsim("plot", "-", "--terms", *part, stdin=WAGES)
    assert result.exit_code == 2
    assert "--terms draws no timeline, of which --since, --until, --issue, --open, --width and --ids" in result.stderr


# SIZE


@pytest.fixture
def long(tmp_path):
    """A scenario file with 200 moves, one a day."""
    days = (date(2001, 1, 1) + timedelta(number) for number in range(200))
    moves = "".join(f"  - {{act: x{day:%j%y}, by: aland, date: {day}, tone: hostile}}\n" for day in days)
    path = tmp_path / "long.yaml"
    parties, issues = "{aland: Aland, bohus: Bohus}", "{quota: The quota, ports: The ports}"
    path.write_text(f"scenario: Long\nparties: {parties}\nissues: {issues}\nmoves:\n{moves}", "utf-8")
    return path


def test_where_moves_are_counted_the_way_to_see_each_is_said(negsim, tmp_path, long):
    out = tmp_path / "out.svg"
    assert negsim("plot", long, "-o", out).stderr == (
        "note: moves are counted by week, as they have no room for a mark each; draw a part of the record, such as "
        "--since 2001-03-22, --issue quota or --open, or all with --width 3700\n"
    )
    assert negsim("plot", long, "-o", out, "-q").stderr == ""


def test_the_ways_that_are_said_lead_there(negsim, long):
    for way in (("--since", "2001-03-22"), ("--width", "3700")):
        printed = negsim("plot", long, *way)
        assert printed.stderr == ""
        assert "data-move=" in printed.stdout


def test_a_picture_that_is_large_is_said_to_be_so(negsim, tmp_path):
    assert negsim("plot", FISHING, "--width", "9000", "-o", tmp_path / "out.svg").stderr == (
        "note: the picture is 9,000 pixels wide and 882 high; draw a part of the record, such as --issue quota or "
        "--open\n"
    )


def test_a_png_that_is_less_sharp_says_so(negsim, tmp_path):
    result = negsim("plot", FISHING, "--width", "10000", "-q", "-o", tmp_path / "out.png")
    assert result.exit_code == 0
    assert result.stderr == (
        "warning: a PNG has at most 16,000 pixels a side, so this one has 16,000 × 1,411 instead of 20,000 × 1,764; "
        "draw a part of the record, or write an .svg or a .pdf, which are sharp at any size\n"
    )


def test_a_png_that_would_shrink_is_refused(negsim, tmp_path):
    words = (
        "the picture is 20,000 × 882 pixels, and a PNG has at most 16,000 a side; draw a part of it, or write an .svg"
    )
    out = tmp_path / "out.png"
    refused(negsim("plot", FISHING, "--width", "20000", "-o", out), f"{words} or a .pdf, which have any size")
    assert not out.exists()


def test_a_picture_beside_a_report_that_no_png_can_hold_is_refused_after_the_report(negsim, tmp_path, monkeypatch):
    monkeypatch.setattr(export, "MAX_PIXELS", 100)
    result = negsim("evidence", FISHING, "--up-to", "1", "-o", tmp_path / "out.png")
    assert result.exit_code == 74
    assert "and a PNG has at most 100 a side" in result.stderr
    assert list(tmp_path.iterdir()) == []


# SIGNS THAT NO FONT HAS

LACKING = "\u0378"
"""A sign that is none, so that no font has it."""


@pytest.fixture
def titled(tmp_path):
    """A scenario file with this title."""

    def written(title):
        path = tmp_path / "titled.yaml"
        path.write_text(RECORD.replace("Herring in the Strait", title), "utf-8")
        return path

    return written


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_a_sign_that_no_font_has_is_named_in_a_warning(negsim, tmp_path, titled, ending):
    out = tmp_path / f"out.{ending}"
    result = negsim("plot", titled(f"Åland {LACKING} und"), "-o", out)
    assert (result.exit_code, result.stdout.split(", ")[0]) == (0, f"{out}: written")
    assert result.stderr == (
        f"warning: no font here has {LACKING} (U+0378), so the picture has boxes in their place; install a font that "
        "has them, or write an .svg, which is drawn with the fonts of whoever looks at it\n"
    )
    assert out.stat().st_size > 1000


@pytest.mark.parametrize("ending", ["png", "pdf", "svg"])
def test_signs_that_a_font_has_are_no_reason_for_a_warning(negsim, tmp_path, titled, ending):
    title = "Åland" if ending != "svg" else LACKING
    assert negsim("plot", titled(title), "-o", tmp_path / f"out.{ending}").stderr == ""


def test_no_more_than_a_dozen_are_named(negsim, tmp_path, titled):
    signs = "".join(map(chr, range(0x2FE0, 0x2FF0)))
    stderr = negsim("plot", titled(signs), "-o", tmp_path / "out.png").stderr
    assert stderr.count("(U+") == plot._MOST_NAMED
    assert "(U+2FEB) and 4 more, so" in stderr


def test_a_forecast_warns_of_them_too(negsim, tmp_path):
    path = tmp_path / "f.yaml"
    path.write_text(hostile.RECORD.replace("=First", f"=First {LACKING}"), "utf-8")
    result = negsim("forecast", path, "-q", "-o", tmp_path / "out.png")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "(U+0378)" in result.stderr
