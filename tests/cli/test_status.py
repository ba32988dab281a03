"""Every command with every exit status that it can have, each in a process of its own."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from complaints import RECORD

from sim import __main__ as start, cli
from sim.cli import COMMANDS, group, process
from sim.cli.process import STATUSES

STRAIT = f"""{RECORD}
branches:
  quiet: {{without: 1}}
forecast: {{from: 2013-02-01, until: 2013-03-01, policies: {{aland: random, bohus: hold}}, runs: 2}}
"""
FURTHER = {
    "run": [],
    "check": [],
    "audit": [],
    "legal": ["--by", "bohus"],
    "why": ["equal-shares"],
    "diff": ["--branch", "quiet"],
    "assess": [],
    "evidence": ["--claims", "default"],
    "compare": ["-"],
    "plot": [],
    "page": [],
    "forecast": [],
    "backtest": ["--runs", "2"],
    "export": ["--table", "panel"],
}
"""What the commands that read a scenario are given beside it."""
ALONE = {"schema": [], "vectors": ["--count", "2", "--moves", "act", "--subjects", "statement"]}
"""What the commands that read nothing are given."""
LOG = """\
{"format": "negsim-log/1", "start": {"parties": {"aland": "Aland", "bohus": "Bohus"}}}
{"move": {"leave": "pact", "by": "aland", "date": "2013-01-01"}, "outcome": "refused", "start": 0, "end": 1}
"""
MOVES = """\
date,by,verb,subject,issue
2013-01-01,aland,propose,quota,herring
2013-01-02,bohus,oppose,quota,
"""
OUTPUTS = {
    "vectors": "x.jsonl",
    "plot": "x.svg",
    "page": "x.html",
    "forecast": "x.svg",
    "backtest": "x.svg",
    "evidence": "x.svg",
    "export": "x.csv",
    "schema": "x.json",
    "new": "x.yaml",
}
"""The commands that write a file, and a name for it."""

reading = pytest.mark.parametrize("command", FURTHER)
writing = pytest.mark.parametrize("command", OUTPUTS)
all_of_them = pytest.mark.parametrize("command", COMMANDS)
in_every_way = pytest.mark.slow(reason="every command is started, to end in every way")


@pytest.fixture(scope="module")
def server():
    script = Path(__file__).with_name("processes.py")
    root = script.parents[2]
    with subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def ends(server, tmp_path):
    """The exit status of a call and what it says, given where its output goes."""

    def run(*arguments, output=tmp_path / "output", source=os.devnull, interrupt=False):
        place = output if output is None else str(output)
        call = {"arguments": list(map(str, arguments)), "output": place, "input": source, "interrupt": interrupt}
        server.stdin.write(json.dumps(call) + "\n")
        server.stdin.flush()
        status, said = json.loads(server.stdout.readline())
        assert "Traceback" not in said
        return status, said

    return run


@pytest.fixture
def strait(tmp_path):
    """A scenario that every command takes."""
    path = tmp_path / "strait.yaml"
    path.write_text(STRAIT, "utf-8")
    return path


def call(command, strait):
    """A call that is in order and prints something."""
    writing_beside = {
        "new": [strait.with_name("new.yaml")],
        "add": [strait, "oppose", "equal-shares", "--by", "bohus", "--date", "2013-02-09"],
        "journal": ["init", strait.with_name("talks.db"), "--from", strait],
    }
    if command in writing_beside:
        return [command, *writing_beside[command]]
    if command == "judge":
        log = strait.with_name("log.jsonl")
        log.write_text(LOG, "utf-8")
        return [command, log]
    if command == "import":
        table = strait.with_name("moves.csv")
        table.write_text(MOVES, "utf-8")
        return [command, table, "-o", strait.with_name("cases")]
    if command == "compare":
        other = strait.with_name("other.yaml")
        other.write_text(STRAIT, "utf-8")
        return [command, strait, other]
    return [command, *ALONE[command]] if command in ALONE else [command, strait, *FURTHER[command]]


def to_file(command, path, source):
    """A call that writes a file."""
    if command == "new":
        return [command, path]
    if command == "export":
        return [*call(command, source), "-o", path]
    return [command, *ALONE.get(command, [source]), "-o", path]


@all_of_them
def test_zero_is_all_is_well(ends, strait, tmp_path, command):
    assert ends(*call(command, strait)) == (0, "")
    assert (tmp_path / "output").stat().st_size


@pytest.mark.parametrize("command", ["run", "check", "evidence"])
def test_one_is_an_unmet_expectation(ends, unmet, command):
    assert ends(command, unmet)[0] == 1


def test_one_is_a_move_that_cannot_have_happened(ends, faulty):
    assert ends("audit", faulty)[0] == 1


@all_of_them
def test_two_is_a_call_at_fault(ends, command):
    assert ends(command, "--frobnicate")[0] == 2


@pytest.mark.parametrize("command", sorted({*FURTHER} - {"audit"}))
def test_two_is_a_file_at_fault(ends, faulty, command):
    status, said = ends(command, faulty, *FURTHER[command])
    assert status == 2
    assert said.startswith(f"{faulty}:10:")
    assert ends(command, "nowhere.yaml", *FURTHER[command])[0] == 2


@in_every_way
@all_of_them
def test_seventy_four_is_an_output_that_is_full(ends, strait, command):
    words = "negsim: the output cannot be written: no space left on device\n"
    assert ends(*call(command, strait), output="/dev/full") == (74, words)
    assert ends(command, "--help", output="/dev/full") == (74, words)


@in_every_way
@writing
def test_seventy_four_is_a_file_that_cannot_be_written(ends, strait, tmp_path, command):
    (tmp_path / f"folder{OUTPUTS[command][1:]}").mkdir()
    for path, words in {
        tmp_path / "gone" / OUTPUTS[command]: f"there is no folder {tmp_path}/gone; make it first, or choose another",
        tmp_path / f"folder{OUTPUTS[command][1:]}": "is a directory",
        tmp_path: "is a directory",
        tmp_path / f"{'x' * 300}{OUTPUTS[command][1:]}": "file name too long",
        Path("/dev/fd/99"): "bad file descriptor",
        Path("/dev/full"): "no space left on device",
    }.items():
        assert ends(*to_file(command, path, strait)) == (74, f"{path}: cannot be written: {words}\n")


@pytest.mark.parametrize("command", ["plot", "page", "evidence", "forecast"])
def test_that_a_file_cannot_be_written_is_found_out_before_anything_is_read(ends, tmp_path, command):
    path = tmp_path / "gone" / OUTPUTS[command]
    assert ends(*to_file(command, path, "nowhere.yaml"))[0] == 74


@in_every_way
@reading
def test_a_hundred_and_thirty_is_ctrl_c(ends, tmp_path, command):
    os.mkfifo(tmp_path / "never.yaml")
    status, said = ends(command, tmp_path / "never.yaml", *FURTHER[command], interrupt=True)
    assert (status, said) == (130, "\nnegsim: interrupted\n")


@in_every_way
@all_of_them
def test_a_hundred_and_forty_one_is_an_output_that_nobody_reads(ends, strait, tmp_path, command):
    assert ends(*call(command, strait), output="") == (141, "")
    assert ends(command, "--help", output="") == (141, "")


@in_every_way
@all_of_them
def test_a_closed_output_is_one_that_nobody_reads(ends, strait, tmp_path, command):
    assert ends(*call(command, strait), output=None) == (141, "")


@in_every_way
@writing
def test_a_file_may_be_an_output_that_nobody_reads(ends, strait, command):
    for path in ("/dev/stdout", "/dev/fd/1"):
        assert ends(*to_file(command, path, strait), output="")[0] == 141


def test_who_prints_nothing_needs_no_output(ends, herring):
    assert ends("check", "--quiet", herring, output=None) == (0, "")


def test_ctrl_c_while_the_command_is_loaded_is_a_hundred_and_thirty(monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupted)
    with pytest.raises(SystemExit) as ended:
        start.main()
    assert ended.value.code == 130


def test_ctrl_c_in_the_first_moments_shows_no_traceback():
    code = """
import signal, sys
import sim.__main__

class Trap:
    def find_spec(self, name, *_):
        if name == "click":
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Trap())
sim.__main__.main()
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (130, b"")


# WITHIN THIS PROCESS


def status(monkeypatch, error=None):
    """The exit status where a command raises this."""

    def command(**_):
        if error is not None:
            raise error

    return process.exit_status(command)


@pytest.mark.parametrize(
    ("error", "number", "said"),
    [
        (None, 0, ""),
        (KeyboardInterrupt(), 130, "negsim: interrupted\n"),
        (click.Abort(), 130, "negsim: interrupted\n"),
        (BrokenPipeError(), 141, ""),
        (click.UsageError("no"), 2, "Error: no\n"),
        (OSError(28, "No space left"), 74, "negsim: the output cannot be written: no space left\n"),
    ],
)
def test_what_ends_a_command_has_a_status(monkeypatch, capsys, error, number, said):
    assert status(monkeypatch, error) == number
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RuntimeError("a\n b"), "RuntimeError: a b; please report it"),
        (GeneratorExit(), "GeneratorExit; please report it"),
        (RecursionError(), "RecursionError; please report it"),
        (FileNotFoundError(2, "No such file", "x"), "FileNotFoundError: [Errno 2] No such file: 'x'; please report it"),
    ],
)
def test_seventy_is_a_fault_of_negsim_and_shows_no_traceback_unless_asked(monkeypatch, capsys, error, words):
    monkeypatch.delenv(process.TRACEBACK, raising=False)
    assert status(monkeypatch, error) == 70
    said = capsys.readouterr().err
    assert said.startswith(f"negsim: internal error, {words}")
    assert said.count("\n") == 1
    monkeypatch.setenv(process.TRACEBACK, "1")
    assert status(monkeypatch, error) == 70
    assert "Traceback" in capsys.readouterr().err


def test_completion_for_a_shell_is_left_to_click(monkeypatch, capsys):
    monkeypatch.setenv("_NEGSIM_COMPLETE", "bash_source")
    with pytest.raises(SystemExit) as ended:
        process.exit_status(group)
    assert ended.value.code == 0
    assert "_negsim_completion" in capsys.readouterr().out


def test_a_closed_pipe_is_noticed_through_click(monkeypatch):
    @click.command
    def command():
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr(sys, "argv", ["negsim"])
    output = sys.stdout
    assert process.exit_status(command) == 141
    assert sys.stdout is output


class Full:
    """A stream that takes nothing any more."""

    def __init__(self, descriptor):
        self.fileno = lambda: descriptor

    def flush(self):
        raise OSError(28, "No space left on device")


def test_what_an_output_did_not_take_is_let_go(tmp_path):
    descriptor = os.open(tmp_path / "x", os.O_WRONLY | os.O_CREAT)
    process._discard_rest(Full(descriptor))
    os.write(descriptor, b"gone")
    os.close(descriptor)
    assert (tmp_path / "x").read_bytes() == b""
    process._discard_rest(None)


def test_an_output_that_is_closed_at_the_start_is_a_pipe_that_nobody_reads(monkeypatch):
    opened = SimpleNamespace(descriptors={})

    def dup2(descriptor, place):
        opened.descriptors[place] = os.dup(descriptor)

    monkeypatch.setattr(process.os, "dup2", dup2)
    monkeypatch.setattr(process, "open", lambda place, *_, **__: place, raising=False)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    process.open_closed_streams()
    assert (sys.stdout, sys.stderr) == (1, 2)
    with pytest.raises(BrokenPipeError):
        os.write(opened.descriptors[1], b"x")
    os.write(opened.descriptors[2], b"x")
    for descriptor in opened.descriptors.values():
        os.close(descriptor)
    process._move_descriptor(1, 1)


def test_the_help_names_every_status(negsim):
    printed = negsim("--help").stdout
    assert all(f"{number:<4} {words}\n" in printed for number, words in STATUSES.items())
    assert signal.SIGINT + 128 in STATUSES
    assert signal.SIGPIPE + 128 in STATUSES
