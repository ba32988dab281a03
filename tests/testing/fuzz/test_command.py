import sys
from importlib import import_module
from runpy import run_path

import pytest
from click.testing import CliRunner

from sim.testing.fuzz.checks import Held
from sim.testing.fuzz.kinds import Finding

fuzz = import_module("sim.testing.fuzz.__main__")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text("scenario: Title\n")
    return path


def test_what_a_check_finds_is_printed_with_the_file(file, monkeypatch):
    finding = Finding("KeyError at sim/cli/run.py, command", "run", "'x'")
    monkeypatch.setattr(fuzz, "held", lambda data: Held(findings=(finding,)))
    ran = CliRunner().invoke(fuzz.command, [str(file)])
    assert (ran.exit_code, ran.stdout) == (1, f"{file}: KeyError at sim/cli/run.py, command (run)\n  'x'\n")


def test_a_file_that_is_refused_in_order_passes(file):
    ran = CliRunner().invoke(fuzz.command, [str(file)])
    assert (ran.exit_code, ran.output) == (0, "")


def test_the_module_is_the_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["fuzz", "--help"])
    with pytest.raises(SystemExit) as ended:
        run_path(fuzz.__file__, run_name="__main__")
    assert ended.value.code == 0
    assert "Hold files to every check" in capsys.readouterr().out
