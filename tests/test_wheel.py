"""negsim installed from a wheel, and from a checkout, in a project with a package `sim` of its own.

This needs a package index, for the backend that builds the wheel: without one it fails.
"""

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import sim

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow(reason="a wheel is built, and installed into an environment of its own")


def run(*command, cwd, **environment):
    """What a command prints, without what this run has put in the environment."""
    foreign = re.compile("COV|PYTEST|PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if not foreign.match(name)}
    done = subprocess.run(command, cwd=cwd, env=kept | environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module", params=[(), ("--editable",)], ids=["wheel", "editable"])
def installed(request, tmp_path_factory):
    """The folder with the commands of an environment that has negsim, and what it needs from this one."""
    place = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", place, cwd=place)
    pip = (sys.executable, "-m", "pip", "--python", place / "bin" / "python", "--quiet", "--disable-pip-version-check")
    run(*pip, "install", "--no-deps", "--no-compile", *request.param, ROOT, cwd=place)
    [packages] = place.glob("lib/python*/site-packages")
    packages.joinpath("needed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return place / "bin"


@pytest.fixture
def theirs(tmp_path):
    """A project with a package `sim` of its own, a test of it, and a scenario file."""
    files = {
        "sim/__init__.py": "",
        "sim/engine.py": "POWER = 5\n",
        "test_engine.py": "from sim.engine import POWER\n\ndef test_power():\n    assert POWER == 5\n",
        "pytest.ini": "[pytest]\nnegsim_scenarios = *.yaml\naddopts = --strict-config --strict-markers\n",
        "fishing.yaml": ROOT.joinpath("scenarios", "fishing.yaml").read_text("utf-8"),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("arguments", [(), ("-W", "error")], ids=["plain", "-W error"])
def test_pytest_starts_and_says_in_one_sentence_what_is_not_tested(installed, theirs, arguments):
    printed = run(installed / "python", "-m", "pytest", *arguments, cwd=theirs)
    assert "1 passed" in printed
    warning = f"negsim: warning: {theirs / 'sim' / '__init__.py'} hides the package sim of negsim, so scenario files"
    [line] = (line for line in printed.splitlines() if line.startswith("negsim: "))
    assert line == f"{warning} are not tested here; rename it, or switch this plugin off with -p no:negsim"


def test_scenarios_are_tested_where_there_is_no_other_sim(installed, theirs):
    (theirs / "sim").rename(theirs / "engine")
    printed = run(installed / "python", "-m", "pytest", "fishing.yaml", cwd=theirs)
    assert "40 passed" in printed


def test_the_command_works_with_another_sim_on_the_path(installed, theirs):
    printed = run(installed / "negsim", "--version", cwd=theirs, PYTHONPATH=str(theirs))
    assert printed == f"negsim, version {sim.__version__}\n"


def test_the_processes_of_a_forecast_work_there_too(installed, theirs):
    scenario = ROOT / "scenarios" / "moscow-2007.yaml"
    command = (installed / "negsim", "forecast", scenario, "--runs", "4", "--jobs", "2")
    assert "4 runs" in run(*command, cwd=theirs, PYTHONPATH=str(theirs))
