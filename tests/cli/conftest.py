"""The command as a function, and the outputs that it is held to."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from complaints import RECORD

from sim.cli import group

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    """The folder of the project, and a terminal of 100 columns; log lines that a command silences come back."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def negsim():
    """The command, run within the process: arguments in, `exit_code`, `stdout` and `stderr` out."""

    def run(*arguments, stdin=None):
        result = CliRunner().invoke(group, list(map(str, arguments)), input=stdin, prog_name="negsim")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def shell():
    """The command, run as a process of its own through a shell, where `negsim` stands for it."""

    def run(line, **variables):
        command = f"negsim() {{ '{sys.executable}' -m sim \"$@\"; }}\n{line}"
        given = {"COLUMNS": "100", **variables}
        return subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, env={**os.environ, **given}, check=False
        )

    return run


@pytest.fixture
def herring(tmp_path):
    """A scenario file in order, whose one expectation is met."""
    path = tmp_path / "herring.yaml"
    path.write_text(f"{RECORD}expect:\n  - agreed: 0\n", "utf-8")
    return path


@pytest.fixture
def unmet(tmp_path):
    """A scenario file in order that expects what is not so, in line 16."""
    path = tmp_path / "unmet.yaml"
    path.write_text(f"{RECORD}expect:\n  - as of: 2013-02\n    proposals: {{equal-shares: opposed}}\n", "utf-8")
    return path


@pytest.fixture
def faulty(tmp_path):
    """A scenario file with a fault in line 10."""
    path = tmp_path / "faulty.yaml"
    path.write_text(RECORD.replace("by: aland", "by: alnd"), "utf-8")
    return path
