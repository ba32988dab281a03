"""What `plot` and `page` have in common: where they put what they make."""

import errno
import os
import shutil
import socket
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from sim.cli.files import unwritable_status, writing, written
from sim.cli.output_stream import descriptor
from sim.scenario.starter import STARTER

FISHING = "scenarios/fishing.yaml"

made = pytest.mark.parametrize(
    ("command", "ending", "begin"),
    [("plot", ".svg", "<svg "), ("page", ".html", "<!DOCTYPE html>"), ("page", ".htm", "<!")],
)


@made
def test_it_is_written_to_a_file_and_said_so(negsim, tmp_path, command, ending, begin):
    path = tmp_path / f"out{ending}"
    result = negsim(command, FISHING, "-o", path)
    assert (result.exit_code, result.stdout.split(", ")[0], result.stderr) == (0, f"{path}: written", "")
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


# WHERE IT MAY NOT GO


@pytest.fixture
def scenario(tmp_path):
    """A scenario file, and three other names that lead to it."""
    path = tmp_path / "read.svg"
    shutil.copy(FISHING, path)
    (tmp_path / "link.svg").symlink_to(path)
    (tmp_path / "hard.svg").hardlink_to(path)
    (tmp_path / "folder").mkdir()
    return path


@pytest.mark.parametrize("name", ["read.svg", "link.svg", "hard.svg", "folder/../read.svg", "./read.svg"])
def test_the_file_that_is_read_is_not_written_over(negsim, scenario, name):
    before = scenario.read_bytes()
    output = f"{scenario.parent}/{name}"
    result = negsim("plot", scenario, "-o", output)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{Path(output)}: it is the file that is read; choose another name\n"
    assert scenario.read_bytes() == before


@pytest.mark.parametrize(
    ("command", "options", "name"),
    [("page", [], "x.html"), ("forecast", ["--one"], "x.yaml"), ("forecast", [], "x.svg")],
)
def test_no_command_writes_over_what_it_reads(negsim, scenario, command, options, name):
    output = scenario.rename(scenario.with_name(name))
    link = output.with_name(f"link-{name}")
    link.hardlink_to(output)
    assert negsim(command, output, *options, "-o", link).exit_code == 2


def test_standard_input_is_not_written_over_either(shell, scenario):
    result = shell(f"negsim plot - -o {scenario.parent}/hard.svg < {scenario}")
    assert (result.returncode, result.stdout) == (2, "")
    assert "it is the file that is read" in result.stderr


def test_a_name_that_no_file_can_have_is_not_that_of_the_file_that_is_read(tmp_path):
    assert unwritable_status(tmp_path / "x.svg", (), "a\0b") == 0


def test_a_socket_is_no_output(tmp_path, capsys):
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(tmp_path / "x"))
        assert unwritable_status(tmp_path / "x") == 74
    assert capsys.readouterr().err == f"{tmp_path}/x: cannot be written: it is a socket\n"


def test_what_must_not_be_written_to_is_found_out_before(capsys, as_a_user):
    folder = Path(tempfile.mkdtemp())
    path = folder / "x"
    path.touch(0o444)
    assert unwritable_status(path) == 74
    folder.chmod(0o555)
    assert unwritable_status(folder / "y") == 74
    reason = "cannot be written: permission denied\n"
    assert capsys.readouterr().err == f"{path}: {reason}{folder}/y: {reason}"
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_a_file_in_a_folder_that_takes_no_other_is_written_in_its_place(as_a_user):
    folder = Path(tempfile.mkdtemp())
    path = folder / "x"
    path.write_text("before", "utf-8")
    folder.chmod(0o555)
    assert unwritable_status(path) == 0
    assert written_to(path) == ("after", True)
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_looking_leaves_nothing_behind(tmp_path):
    assert unwritable_status(tmp_path / "x") == 0
    assert list(tmp_path.iterdir()) == []


# WHAT IS OPEN ALREADY


@pytest.fixture
def opened(tmp_path):
    """A file that is open for append, with its descriptor."""
    path = tmp_path / "log"
    path.write_text("before,", "utf-8")
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
    yield path, descriptor
    os.close(descriptor)


@pytest.mark.parametrize("folder", ["/dev/fd", "/proc/self/fd", "/proc/thread-self/fd"])
def test_what_is_open_is_written_to_as_it_is(opened, tmp_path, folder):
    path, number = opened
    link, further = tmp_path / "link.svg", tmp_path / "further.svg"
    link.symlink_to(f"{folder}/{number}")
    further.symlink_to("link.svg")
    for name in (Path(folder) / str(number), link, further):
        assert descriptor(name) == number
        assert unwritable_status(name, (".svg",)) == 0
        assert written(name, "after,")
    assert path.read_text("utf-8") == "before,after,after,after,"
    assert link.is_symlink()


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_has_a_name(shell, tmp_path, name):
    piped = shell(f"negsim plot {FISHING} -o {name} | cat")
    assert (piped.stdout, piped.stderr) == (shell(f"negsim plot {FISHING}").stdout, "")
    log = tmp_path / "log"
    shell(f"echo before >> {log}; negsim schema -o {name} >> {log}; echo after >> {log}")
    assert log.read_text("utf-8") == f"before\n{shell('negsim schema').stdout}after\n"


def test_a_picture_on_standard_output_follows_the_tables(shell, tmp_path):
    path = tmp_path / "strait.yaml"
    path.write_text(
        "scenario: T\nparties: {a: A, b: B}\n"
        "forecast: {from: 2013-01-01, until: 2013-02-01, policies: {a: hold, b: hold}, runs: 2}\n"
    )
    printed = shell(f"negsim forecast {path} -o /dev/stdout").stdout
    assert printed.startswith("Nothing is agreed in 2 runs\nT\n")
    assert printed.rstrip().endswith("</svg>")
    assert shell(f"negsim forecast {path} --one --format json -o /dev/stdout").stdout.startswith("{")


def test_a_circle_of_links_is_no_descriptor(tmp_path, capsys):
    link = tmp_path / "1"
    link.symlink_to(link)
    assert descriptor(link) is None
    assert unwritable_status(link) == 74
    assert "it is a link that leads back to itself" in capsys.readouterr().err


def test_what_is_open_for_reading_is_no_output(capsys):
    with Path(FISHING).open() as stream:
        assert unwritable_status(Path(f"/dev/fd/{stream.fileno()}")) == 74
    assert "cannot be written: bad file descriptor" in capsys.readouterr().err


def test_a_pipe_that_nobody_reads_is_not_complained_of():
    reading, writing = os.pipe()
    os.close(reading)
    with pytest.raises(BrokenPipeError):
        written(Path(f"/dev/fd/{writing}"), "x")
    os.close(writing)


def test_what_is_open_is_written_to_where_there_is_no_standard_output(opened, monkeypatch):
    path, number = opened
    monkeypatch.setattr(sys, "stdout", None)
    assert written(Path(f"/dev/fd/{number}"), "after")
    assert path.read_text("utf-8") == "before,after"


def test_a_named_pipe_needs_no_ending(shell, tmp_path):
    piped = shell(f"mkfifo {tmp_path}/pipe; cat {tmp_path}/pipe & negsim plot {FISHING} -q -o {tmp_path}/pipe; wait")
    assert piped.stdout == shell(f"negsim plot {FISHING}").stdout


def test_a_new_scenario_goes_to_what_is_open_already_and_nothing_is_said_of_it(negsim, opened):
    path, number = opened
    result = negsim("new", f"/dev/fd/{number}")
    assert (result.exit_code, result.output) == (0, "")
    assert path.read_text("utf-8") == f"before,{STARTER}"


@pytest.mark.parametrize("call", [["plot", FISHING, "-o"], ["page", FISHING, "-o"], ["schema", "-o"], ["new"]])
def test_a_device_that_is_full_is_told_in_a_line(negsim, call):
    result = negsim(*call, "/dev/full")
    assert (result.exit_code, result.stdout) == (74, "")
    assert result.stderr == "/dev/full: cannot be written: no space left on device\n"


# PIECE BY PIECE


def test_what_fails_half_way_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "x"
    path.write_text("before", "utf-8")

    def half():
        yield b"half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), writing(path) as stream:
        stream.writelines(half())
    assert path.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("number", "content"), [(errno.EBUSY, "after"), (errno.EIO, "before")])
def test_a_file_that_cannot_be_replaced_is_filled_if_that_may_help(tmp_path, monkeypatch, number, content):
    path = tmp_path / "x"
    path.write_text("before", "utf-8")

    def refuse(new, target):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", refuse)
    assert written_to(path) == (content, content == "after")
    assert list(tmp_path.iterdir()) == [path]
