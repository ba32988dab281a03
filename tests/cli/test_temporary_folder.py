import fcntl
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sim.cli import temporary_folder as folders
from sim.cli.files import written
from sim.cli.temporary_folder import PREFIX, temporary_folder

KILLED = """
import os, signal, sys
from pathlib import Path
from sim.cli.temporary_folder import temporary_folder

with temporary_folder(Path(sys.argv[1])) as folder:
    (folder / "half").write_text("half")
    print(folder.name, flush=True)
    sys.stdin.readline()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def writer(tmp_path):
    """Another run that is about to write a file."""
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        process.folder = tmp_path / process.stdout.readline().strip()
        yield process
        process.kill()


def test_nothing_is_left(tmp_path):
    with temporary_folder(tmp_path) as folder:
        (folder / "x").touch()
        assert folder.name.startswith(PREFIX)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_has_left_is_cleared_away_by_the_next(tmp_path, writer):
    writer.communicate("now\n")
    assert writer.returncode == -signal.SIGKILL
    assert (writer.folder / "half").exists()
    assert written(tmp_path / "x", "x")
    assert list(tmp_path.iterdir()) == [tmp_path / "x"]


def test_the_folder_of_a_run_that_lives_is_left_alone(tmp_path, writer):
    assert written(tmp_path / "x", "x")
    assert (writer.folder / "half").read_text() == "half"


def test_an_empty_folder_of_the_same_kind_is_cleared_away(tmp_path):
    (tmp_path / f"{PREFIX}x").mkdir()
    assert written(tmp_path / "x", "x")
    assert list(tmp_path.iterdir()) == [tmp_path / "x"]


@pytest.mark.parametrize("content", [("one", "two"), ("folder/one",)])
def test_what_no_run_can_have_left_is_left_alone(tmp_path, content):
    for name in content:
        path = tmp_path / f"{PREFIX}notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / f"{PREFIX}file").touch()
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert written(tmp_path / "x", "x")
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "x"])


def test_what_cannot_be_looked_into_is_left_alone(tmp_path, monkeypatch):
    def refuse(_):
        raise PermissionError

    left = tmp_path / f"{PREFIX}x"
    left.mkdir()
    monkeypatch.setattr(Path, "iterdir", refuse)
    folders._remove_stale(left)
    assert left.exists()


def test_without_locks_files_are_written_all_the_same_and_nothing_is_cleared_away(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fcntl", None)
    (tmp_path / f"{PREFIX}x").mkdir()
    assert written(tmp_path / "x", "x")
    assert sorted(each.name for each in tmp_path.iterdir()) == [f"{PREFIX}x", "x"]


def test_many_runs_at_once_do_not_disturb_each_other(tmp_path):
    def write(number):
        done.extend(written(tmp_path / f"{number}", f"{number}") for _ in range(20))

    done = []
    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [True] * 160
    assert sorted(each.name for each in tmp_path.iterdir()) == [str(number) for number in range(8)]


def test_a_run_whose_folder_is_cleared_away_before_it_is_locked_makes_another(tmp_path, monkeypatch):
    def cleared(number, _):
        for each in tmp_path.iterdir():
            each.rmdir()
        monkeypatch.undo()

    monkeypatch.setattr(fcntl, "flock", cleared)
    assert written(tmp_path / "x", "x")


def test_a_run_that_is_always_in_the_way_is_named(tmp_path, monkeypatch, capsys):
    def busy(*_):
        raise BlockingIOError

    monkeypatch.setattr(fcntl, "flock", busy)
    assert not written(tmp_path / "x", "x")
    assert "cannot be written: other runs are at work there; try again" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
