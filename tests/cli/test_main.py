import io
import json
import runpy
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace

import pytest

import sim
from sim import cli
from sim.cli import COMMANDS, main, options
from sim.model.errors import UnreadableFileError

FISHING = "scenarios/fishing.yaml"


def loaded_by(statement):
    """The modules that a fresh interpreter has loaded after a statement."""
    code = (
        f"import sys, json\ntry:\n    {statement}\nexcept SystemExit:\n    pass\nprint(json.dumps(list(sys.modules)))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    return set(json.loads(printed.splitlines()[-1]))


def called(monkeypatch, *arguments):
    """The exit status of `main` with these arguments."""
    monkeypatch.setattr(sys, "argv", ["negsim", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code or 0


def test_help_lists_every_command(negsim, golden):
    result = negsim("--help")
    assert (result.exit_code, result.stderr) == (0, "")
    golden("help.txt", result.stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(negsim, golden, command):
    result = negsim(command, "-h")
    assert result.exit_code == 0
    golden(f"help-{command}.txt", result.stdout)


def test_the_help_of_the_group_cuts_no_sentence_off(negsim):
    assert "..." not in negsim("--help").stdout.replace("COMMAND [ARGS]...", "")


@pytest.mark.parametrize("arguments", [(), ("frobnicate",), ("chek",), ("--frobnicate",), ("run", "--frobnicate")])
def test_a_faulty_call_ends_with_status_two(negsim, arguments):
    assert negsim(*arguments).exit_code == 2


def test_an_unknown_command_gets_the_nearest(negsim):
    assert "there is no command 'chek'; did you mean check?" in negsim("chek").stderr


def test_a_command_like_none_gets_them_all(negsim):
    assert f"there is no command 'x'; there is {', '.join(COMMANDS)}" in negsim("x").stderr


def test_a_command_that_there_is_not_is_not_found():
    assert cli.group.get_command(None, "x") is None


def test_the_version_is_that_of_the_package(negsim):
    assert negsim("--version").stdout == f"negsim, version {sim.__version__}\n"


def test_main_runs_the_command(monkeypatch, capsys):
    assert called(monkeypatch, "--version") == 0
    assert capsys.readouterr().out.startswith("negsim, version")


def test_main_runs_where_streams_cannot_be_reconfigured(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert called(monkeypatch, "--version") == 0


def test_an_error_of_the_system_is_told_in_a_line(monkeypatch, capsys):
    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cli, "group", full)
    assert called(monkeypatch) == 74
    assert capsys.readouterr().err == "negsim: the output cannot be written: no space left on device\n"


def test_the_module_is_the_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["negsim", "--version"])
    with pytest.raises(SystemExit):
        runpy.run_path(find_spec("sim.__main__").origin, run_name="__main__")
    assert capsys.readouterr().out.startswith("negsim, version")


def test_importing_the_main_module_runs_nothing():
    assert callable(import_module("sim.__main__").main)


def test_a_reader_that_goes_away_is_no_error(shell):
    result = shell("set -o pipefail; negsim run scenarios | head -1")
    assert (result.stdout, result.stderr) == ("Records\n", "")


def test_a_full_disk_is_told_in_a_line(shell):
    result = shell(f"negsim run {FISHING} > /dev/full")
    words = "negsim: the output cannot be written: no space left on device\n"
    assert (result.returncode, result.stderr) == (74, words)


@pytest.fixture
def treaty(tmp_path):
    """A file whose name and title have signs that neither ASCII nor Latin-1 has."""
    path = tmp_path / "条約.yaml"
    path.write_text("scenario: 条約\nparties: {a: Å, b: B}\n", "utf-8")
    return path


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_an_output_that_knows_few_signs_is_no_crash(shell, treaty, form, encoding):
    result = shell(f"negsim run '{treaty}' --format {form} | cat -v", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (result.returncode, result.stderr) == (0, "")


def test_a_sign_that_the_output_lacks_is_written_as_its_escape(shell, treaty):
    printed = shell(f"negsim run '{treaty}' | head -1", PYTHONIOENCODING="latin-1", PYTHONUTF8="0").stdout
    assert printed == "\\u6761\\u7d04\n"


def test_complaints_too_are_written_with_escapes(shell, tmp_path):
    path = tmp_path / "条約.yaml"
    result = shell(f"negsim run '{path}'", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert result.returncode == 2
    assert "there is no such file" in result.stderr


def test_a_scenario_comes_through_a_pipe(shell):
    result = shell(f"cat {FISHING} | negsim check -")
    assert (result.returncode, result.stderr) == (0, "")


def test_a_standard_input_that_is_closed_is_refused(shell):
    result = shell("negsim run - <&-")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_a_standard_input_without_end_is_refused(shell):
    result = shell("ulimit -v 600000; negsim run - < /dev/zero")
    assert result.returncode == 2
    assert "the file is too large" in result.stderr


def test_a_standard_output_that_is_closed_is_no_crash(shell):
    assert "Traceback" not in shell(f"negsim run {FISHING} >&-").stderr


def test_the_output_is_the_same_whatever_the_hash_seed(shell):
    outputs = {shell(f"negsim run {FISHING} --format json", PYTHONHASHSEED=seed).stdout for seed in ("0", "1", "2")}
    assert len(outputs) == 1


@pytest.mark.parametrize(
    "statement", ["from sim.cli import group; group(['--version'])", "from sim.cli import group; group(['--help'])"]
)
def test_the_version_is_told_without_anything_heavy(statement):
    heavy = {"yaml", "attrs", "attr", "rpds", "tabulate", "wcwidth", "hypothesis", "matplotlib"}
    loaded = loaded_by(statement)
    assert "sim.cli" in loaded
    if "--version" in statement:
        assert not loaded & heavy


def test_a_standard_input_that_cannot_be_read_is_refused(monkeypatch):
    def unread(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=SimpleNamespace(read=unread)))
    with pytest.raises(UnreadableFileError, match="<stdin>: it cannot be read: input/output error"):
        options.scenario_in("-")


def test_no_standard_input_at_all_is_refused(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(UnreadableFileError, match="standard input is closed"):
        options.scenario_in("-")
