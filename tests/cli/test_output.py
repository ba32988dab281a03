"""What `plot` and `page` have in common: where they put what they make."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from sim.cli.files import written

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


@pytest.fixture
def as_a_user():
    """A user to whom permissions apply, where root runs the tests."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


def written_to(path):
    """What is in the file after one has tried to write to it, and whether that is said to have worked."""
    done = written(path, "after")
    return path.read_text("utf-8"), done


def test_a_file_that_must_not_be_written_to_is_left_alone(tmp_path, capsys, as_a_user):
    folder = Path(tempfile.mkdtemp())
    path = folder / "out.svg"
    path.write_text("before", "utf-8")
    path.chmod(0o444)
    assert written_to(path) == ("before", False)
    assert capsys.readouterr().err == f"{path}: cannot be written: permission denied\n"
    shutil.rmtree(folder)


def test_a_file_keeps_its_permissions(tmp_path):
    path = tmp_path / "out.svg"
    path.write_text("before", "utf-8")
    path.chmod(0o600)
    assert written_to(path) == ("after", True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_leads_to_the_file_that_is_written(tmp_path):
    target, link = tmp_path / "target.svg", tmp_path / "link.svg"
    target.write_text("before", "utf-8")
    link.symlink_to(target)
    assert written_to(link) == ("after", True)
    assert link.is_symlink()


def test_a_link_to_a_folder_that_is_not_there_is_refused(tmp_path, capsys):
    link = tmp_path / "link.svg"
    link.symlink_to(tmp_path / "gone" / "out.svg")
    assert not written(link, "after")
    assert f"there is no folder {tmp_path / 'gone'}; make it first" in capsys.readouterr().err


def test_a_link_that_leads_back_to_itself_is_refused(tmp_path, capsys):
    link = tmp_path / "link.svg"
    link.symlink_to(link)
    assert not written(link, "after")
    assert capsys.readouterr().err == f"{link}: cannot be written: it is a link that leads back to itself\n"
