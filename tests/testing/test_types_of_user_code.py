"""The code on the pages about testing passes type checkers as a user would run them: mypy --strict and pyright.

`tox -e types` brings basedpyright, which is pyright with all that it needs; pyright itself fetches a part of it when it
is first run.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow(reason="type checkers read all of negsim")

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "tutorial/test-your-own-code.md",
    "how-to/draw-histories.md",
    "how-to/drive-a-system-under-test.md",
    "how-to/test-a-service-over-http.md",
)
PYRIGHT = shutil.which("basedpyright", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))


@pytest.fixture(params=PAGES)
def folder(request, tmp_path):
    """A folder with the Python files of a page, as they are first made."""
    page = (ROOT / "docs" / request.param).read_text("utf-8")
    files = re.findall(r"^<!-- file: (\S+\.py) -->\n```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    for name, text in files:
        (tmp_path / name).write_text(text, "utf-8")
    assert files
    return tmp_path


def run(folder, *command, **environment):
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def mypy(folder):
    options = ("--strict", "--follow-imports=silent", "--config-file=", "--cache-dir=.cache")
    return run(folder, sys.executable, "-m", "mypy", *options, ".", MYPYPATH=str(ROOT))


def pyright(folder):
    settings = {"include": ["."], "extraPaths": [str(ROOT)], "typeCheckingMode": "standard"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    return run(folder, PYRIGHT, "--pythonpath", sys.executable)


CHECKERS = [mypy, pytest.param(pyright, marks=pytest.mark.skipif(not PYRIGHT, reason="`tox -e types` brings pyright"))]


@pytest.mark.parametrize("checker", CHECKERS)
def test_the_code_of_a_page_passes(checker, folder):
    done = checker(folder)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("checker", CHECKERS)
def test_a_wrong_argument_does_not(checker, tmp_path):
    (tmp_path / "wrong.py").write_text(
        "from sim.testing import find\n"
        "from sim.testing.strategies import histories\n\n"
        "histories(min_moves='2')\n"
        "found: int = find(lambda history: len(history.moves) > 2)\n",
        "utf-8",
    )
    printed = checker(tmp_path).stdout
    assert [line for line in (4, 5) if f"wrong.py:{line}" in printed] == [4, 5], printed
