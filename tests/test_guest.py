"""The installed command in the projects of others, which may have a package `sim` of their own."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import sim

ROOT = Path(__file__).resolve().parents[1]
FISHING, MOSCOW = ROOT / "scenarios" / "fishing.yaml", ROOT / "scenarios" / "moscow-2007.yaml"
COMMAND = Path(sys.executable).with_name("negsim")

SPAWN = "import multiprocessing\nmultiprocessing.set_start_method('spawn')\n"


@pytest.fixture
def theirs(tmp_path):
    """A folder with a package `sim` that tells when it is imported."""
    package = tmp_path / "sim"
    package.mkdir()
    package.joinpath("__init__.py").write_text("raise RuntimeError('this sim is theirs')\n", "utf-8")
    return tmp_path


def called(folder, *arguments):
    """What the command prints in that folder, which comes first on the path as well."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [COMMAND, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True
    ).stdout


def test_the_command_works_where_another_sim_comes_first_on_the_path(theirs):
    assert called(theirs, "--version") == f"negsim, version {sim.__version__}\n"
    assert "expectations met" in called(theirs, "run", FISHING)


@pytest.mark.parametrize("start", ["", SPAWN], ids=["default", "spawn"])
def test_the_processes_of_a_forecast_work_there_too(theirs, start):
    theirs.joinpath("sitecustomize.py").write_text(start, "utf-8")
    arguments = ("forecast", MOSCOW, "--runs", "4", "--format", "json")
    shared = called(theirs, *arguments, "--jobs", "2")
    assert shared == called(theirs, *arguments, "--jobs", "1")


@pytest.fixture
def modules_restored():
    """What is loaded as `sim` is so again afterwards."""
    kept = {name: module for name, module in sys.modules.items() if _belongs_to_sim(name)}
    yield
    for name in [name for name in sys.modules if _belongs_to_sim(name)]:
        del sys.modules[name]
    sys.modules.update(kept)


def _belongs_to_sim(name):
    return name.partition(".")[0] in ("sim", "negsim_command")


@pytest.mark.usefixtures("modules_restored")
def test_what_is_loaded_as_sim_gives_way_to_ours(theirs, monkeypatch):
    sys.modules.pop("negsim_command", None)
    monkeypatch.setattr(sim, "__file__", str(theirs / "sim" / "__init__.py"))
    assert import_module("negsim_command").main.__module__ == "sim.__main__"
    assert sys.modules["sim"] is not sim
    assert sys.modules["sim"].__file__ == str(ROOT / "sim" / "__init__.py")


def test_ours_is_left_as_it_is_loaded():
    sys.modules.pop("negsim_command", None)
    import_module("negsim_command")
    assert sys.modules["sim"] is sim


def test_the_plugin_says_that_it_leaves_files_out_even_where_a_test_imports_our_sim(tmp_path):
    (tmp_path / "sim").mkdir()
    (tmp_path / "sim" / "__init__.py").write_text("", "utf-8")
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "a.scenario.yaml").write_text(FISHING.read_text("utf-8"), "utf-8")
    (tests / "test_a.py").write_text("import sim\n\n\ndef test_a():\n    assert sim.load\n", "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    pytest_script = Path(sys.executable).with_name("pytest")
    run = subprocess.run([pytest_script, "-q"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert "1 passed" in run.stdout
    assert "scenario files are not tested here" in run.stdout
