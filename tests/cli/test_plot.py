import os
import stat
import sys

import pytest

FISHING, MOSCOW = "scenarios/fishing.yaml", "scenarios/moscow-2007.yaml"


@pytest.mark.parametrize(("ending", "begin"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("SVG", b"<svg")])
def test_the_ending_decides_the_format(negsim, tmp_path, ending, begin):
    path = tmp_path / f"out.{ending}"
    assert negsim("plot", FISHING, "-o", path).exit_code == 0
    assert path.read_bytes().startswith(begin)


def test_the_moment_is_marked(negsim):
    assert (
        "as of 2013-03-21 (certain)" in negsim("plot", FISHING, "--as-of", "2013-03-21", "--reading", "certain").stdout
    )


def test_a_branch_is_drawn_under_its_title(negsim):
    assert (
        ">Missile defence and arms control, Moscow 2007 – The US builds the third site"
        in negsim("plot", MOSCOW, "--branch", "site-built").stdout
    )


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
