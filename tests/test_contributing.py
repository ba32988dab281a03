"""What a contributor is told is true: the hooks are the linters of `make test`, and the places are there."""

import ast
import re
import shlex
import sys
from pathlib import Path

import pytest
import yaml

from sim.rules import LIFECYCLES

pytestmark = pytest.mark.uncovered

ROOT = Path(__file__).resolve().parent.parent
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
(REPOSITORY,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]


def recipe(target):
    """The commands of a target of the Makefile."""
    (lines,) = re.findall(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    return [line.strip().replace("$(BIN)", ".venv/bin") for line in lines.splitlines()]


def test_the_hooks_run_what_make_runs():
    wanted = [command for target in ("lint", "types", "contracts") for command in recipe(target)]
    assert [hook["entry"] for hook in REPOSITORY["hooks"]] == wanted


def test_nothing_is_fetched_for_the_hooks():
    assert REPOSITORY["repo"] == "local"
    assert {hook["language"] for hook in REPOSITORY["hooks"]} == {"system"}


def test_every_hook_can_be_run_where_the_tests_run():
    for hook in REPOSITORY["hooks"]:
        program = Path(shlex.split(hook["entry"])[0])
        assert (Path(sys.executable).parent / program.name).exists(), program


def test_every_place_that_a_contributor_is_sent_to_is_there():
    places = re.findall(r"`((?:sim|tests|docs|benchmarks|scenarios)/[^\s`]*)`", CONTRIBUTING)
    assert places
    assert not [place for place in places if not (ROOT / place).exists()]


def test_every_target_that_a_contributor_is_told_of_is_in_the_makefile():
    for target in re.findall(r"\bmake ([a-z-]+)", CONTRIBUTING):
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target


KINDS = frozenset(lifecycle.noun for lifecycle in LIFECYCLES.values() if lifecycle.statuses)
PLACES = (ROOT / "docs" / "how-to" / "add-a-kind-of-subject.md").read_text("utf-8")


def kinds_in(path):
    """The kinds of subject that the code of a file names, in the singular or plural; its docstrings do not count."""
    tree = ast.parse(path.read_text("utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    names = [
        getattr(node, key) for node in ast.walk(tree) if id(node) not in prose for key in NAMING if key in vars(node)
    ]
    words = {str(name).rpartition(".")[2].lower() for name in names}
    return {kind for kind in KINDS if words & {kind, f"{kind}s"}}


NAMING = ("id", "attr", "name", "module", "arg", "value")
"""The parts of a node that can be a name."""


def test_the_how_to_lists_every_place_that_names_all_kinds():
    listed = re.findall(r"^\| `(sim/[^`]*)`", PLACES, re.MULTILINE)
    naming = [path for path in (ROOT / "sim").rglob("*.py*") if path.suffix != ".pyc" and kinds_in(path) == KINDS]
    assert sorted(listed) == sorted(str(path.relative_to(ROOT)) for path in naming)


def test_every_place_that_the_how_to_names_is_there():
    places = re.findall(r"`((?:sim|tests|docs)/[^\s`]*|pyproject\.toml)`", PLACES)
    assert not [place for place in places if "KIND" not in place and not (ROOT / place).exists()]
