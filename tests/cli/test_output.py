"""What `plot` and `page` have in common: where they put what they make."""

from pathlib import Path

import pytest

FISHING = "scenarios/fishing.yaml"

made = pytest.mark.parametrize(
    ("command", "ending", "begin"),
    [("plot", ".svg", "<svg "), ("page", ".html", "<!DOCTYPE html>"), ("page", ".htm", "<!")],
)


@made
def test_it_is_written_to_a_file_and_said_so(negsim, tmp_path, command, ending, begin):
    path = tmp_path / f"out{ending}"
    result = negsim(command, FISHING, "-o", path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{path}: written\n", "")
    assert path.read_text("utf-8").startswith(begin)
    assert list(tmp_path.iterdir()) == [path]


@made
def test_quiet_says_nothing(negsim, tmp_path, command, ending, begin):
    result = negsim(command, FISHING, "-q", "-o", tmp_path / f"out{ending}")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


@made
def test_without_a_file_it_goes_to_standard_output(negsim, command, ending, begin):
    assert negsim(command, FISHING).stdout.startswith(begin)


@made
def test_it_is_made_of_standard_input(negsim, command, ending, begin):
    result = negsim(command, "-", stdin=Path(FISHING).read_text("utf-8"))
    assert result.stdout.replace("<stdin>", "").startswith(begin)
