"""The pages on testing one's own code are true: their files are made and their commands run, in order."""

import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow(reason="every pytest that the pages run is run, and shrinks what it finds")

DOCS = Path(__file__).resolve().parents[2] / "docs"
sys.path.append(str(DOCS))
transcripts = import_module("transcripts")

SEED = 5
"""Where hypothesis starts from on these pages; a reader starts anywhere."""


def run_by_pytest(command, folder, seed=SEED):
    """What pytest prints, as it does for somebody who has nothing but the files of the page."""
    _, *arguments = shlex.split(command)
    quiet = [f"--hypothesis-seed={seed}", "-pno:cacheprovider", "-pno:xdist", "-pno:cov"]
    kept = {name: value for name, value in os.environ.items() if not re.match("COV|PYTEST|CI$|GITHUB", name)}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments, *quiet],
        cwd=folder,
        env={**kept, "COLUMNS": "100", "PYTHONPATH": str(DOCS.parent), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    return timeless(done.stdout)


def timeless(text):
    """The text as it is at any speed, on any free port."""
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8000", re.sub(r"in \d+\.\d+s", "in … s", text))


def lines_in(text):
    return [line.rstrip() for line in timeless(text).splitlines() if line.strip() not in ("", "[...]")]


def assert_shown_in(block, printed):
    """Every line of the block is printed, in that order; it may leave lines out, where it says `[...]`."""
    rest = iter(lines_in(printed))
    for line in lines_in(block):
        assert line in rest, f"{line}\n\nis not printed there, but this is:\n\n{printed}"


def segments(page):
    """The page in parts: the text up to each run of pytest, and that run with what it shows of the output."""
    parts = re.split(r"^```text\n\$ (pytest[^\n]*)\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    return [(parts[at], *parts[at + 1 : at + 3]) for at in range(0, len(parts) - 1, 3)], parts[-1]


def do(text, folder):
    """Make the files that the text makes, run its commands, and rename what it says."""
    for block, outcome in transcripts.played(text, folder):
        assert block.body == outcome.text, "if that is as it must be, run `python docs/generate.py --tutorial`"
    for block in transcripts.blocks(text):
        if block.body.startswith("mv "):
            _, old, new = block.body.split()
            (folder / old).rename(folder / new)


@pytest.mark.parametrize(
    ("page", "count", "seed"),
    [
        ("tutorial/test-your-own-code.md", 4, 3),
        ("how-to/draw-histories.md", 1, SEED),
        ("how-to/test-a-service-over-http.md", 2, 2),
    ],
)
def test_a_page_on_testing_shows_what_its_reader_sees(page, count, seed, tmp_path):
    runs, rest = segments((DOCS / page).read_text("utf-8"))
    assert len(runs) == count
    printed = ""
    for text, command, shown in runs:
        do(text, tmp_path)
        for block in transcripts.blocks(text):
            is_copied = (block.what, block.of) == ("file", "fails.yaml")
            assert not is_copied or block.body in printed, f"{block.body}\n\nis not in\n\n{printed}"
        printed = run_by_pytest(command, tmp_path, seed)
        assert_shown_in(shown, printed)
    do(rest, tmp_path)
