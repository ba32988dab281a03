"""A project of its own installs negsim with the extra, as a user's would, and its tests pass.

This needs a package index: without one it fails.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

pytestmark = pytest.mark.slow(reason="an environment of its own is made, and filled from a package index")

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "docs" / "sample-project"


def run(*command, cwd):
    """Run a command as a server would that measures no coverage; what it prints is shown if it fails."""
    foreign = re.compile("COV|PYTEST|PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if not foreign.match(name)}
    done = subprocess.run(
        command, cwd=cwd, env={**kept, "CI": "true"}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """A copy of the project, with an environment in which it and our checkout are installed."""
    place = tmp_path_factory.mktemp("sample") / "project"
    shutil.copytree(SAMPLE, place, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    python = place / ".venv" / "bin" / "python"
    run(sys.executable, "-m", "venv", "--without-pip", place / ".venv", cwd=place)
    pip = (sys.executable, "-m", "pip", "--python", python, "--quiet", "--disable-pip-version-check", "install")
    run(*pip, "--constraint", ROOT / "constraints.txt", "--no-compile", ROOT, f"{place}[test]", cwd=place)
    return place


@pytest.fixture(scope="module")
def cases(sample):
    """The tests that ran there, each with what came of it other than success."""
    run(sample / ".venv" / "bin" / "python", "-m", "pytest", "--quiet", "--junitxml=report.xml", cwd=sample)
    found = ET.parse(sample / "report.xml").getroot().iter("testcase")
    return {(case.get("classname"), case.get("name")): [each.tag for each in case] for case in found}


def test_the_sample_project_gets_negsim_from_its_own_environment(sample):
    code = f"import sim; assert sim.__file__.startswith({str(sample)!r}), sim.__file__"
    run(sample / ".venv" / "bin" / "python", "-c", code, cwd=sample)


def test_the_tests_of_the_sample_project_pass(cases):
    assert not any(cases.values())
    assert {name.split(".")[1] for name, _ in cases if name.startswith("tests.")} == {
        path.stem for path in SAMPLE.glob("tests/test_*.py")
    }


def test_the_scenario_of_the_sample_project_is_tested(cases):
    assert [test for name, test in cases if name.startswith("scenarios")] == [
        "loads",
        "2013-02-09:proposals/equal-shares",
        "2013-03-20:commitments/pact/bohus",
        "2013-03-20:commitments/pact/aland",
        "2013-03-20:measures/close-ports",
        "2013-04-16:next-talks",
        "end:measures/close-ports",
        "end:agreed",
    ]
