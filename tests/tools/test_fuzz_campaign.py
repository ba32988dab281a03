import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from sim.scenario.starter import STARTER
from sim.testing.fuzz.kinds import Finding
from tools import fuzz_campaign
from tools.fuzz_campaign import Harvest, fuzzed, reports, summary

pytestmark = pytest.mark.slow(reason="mutants of whole files are held to every check")

again = import_module("sim.testing.fuzz.__main__")
SOUND = "scenario: Title\nparties: {aland: A, bohus: B}\n"
ONE, OTHER = Finding("one", "reading", "a"), Finding("other", "run", "b")


@pytest.fixture
def faulty(monkeypatch):
    """Two faults are planted: in reading, and in drawing a picture."""
    load, plot = import_module("sim.scenario.load"), import_module("sim.cli.plot")
    decoded, picture = load.decoded, plot.picture

    def planted(data, faults):
        return 1 // 0 if b"herald" not in data else decoded(data, faults)

    def drawn(title, view, *further, **options):
        if view.history.moves and view.history.moves[0].verb == "propose":
            raise LookupError("nothing is proposed")
        return picture(title, view, *further, **options)

    monkeypatch.setattr(load, "decoded", planted)
    monkeypatch.setattr(plot, "picture", drawn)


def test_harvests_add_up_and_keep_the_first_of_a_kind():
    total = Harvest(1, Counter(run=2), {"a": (1, ONE)}) + Harvest(2, Counter(run=1), {"a": (2, ONE), "b": (3, OTHER)})
    assert total == Harvest(3, Counter(run=3), {"a": (1, ONE), "b": (3, OTHER)})


def test_planted_faults_of_several_kinds_are_found(faulty):
    kinds = fuzzed([STARTER], range(60)).kinds
    assert {"ZeroDivisionError at sim/scenario/load.py, loads", "LookupError at sim/cli/plot.py, command"} <= {*kinds}


def test_the_same_seeds_find_the_same(faulty):
    assert fuzzed([STARTER], range(30)) == fuzzed([STARTER], range(30))


def test_a_night_says_what_was_tried():
    harvest = Harvest(20, Counter({"reading": 1200, "run csv": 3}), {"a": (1, ONE)})
    assert summary(harvest, 3, 4) == (
        "20 mutants of 3 files, 1,203 checks in 4 s: 5.0 mutants/s; kinds of fault: 1\nreading 1,200, run csv 3"
    )


def test_a_kind_is_told_with_a_small_file_that_shows_it_again(faulty, tmp_path):
    harvest = fuzzed([STARTER], range(40))
    finding = harvest.kinds["LookupError at sim/cli/plot.py, command"]
    (text,) = reports(Harvest(kinds={finding[1].kind: finding}), [STARTER], tmp_path / "new")
    kind, detail, command = re.match(r"(.*)\n  (.*)\n  seed \d+ \(.+\); again: (.*)$", text).groups()
    path = Path(command.removeprefix("python -m sim.testing.fuzz "))
    assert path == tmp_path / "new" / "lookuperror-at-sim-cli-plot-py-command.yaml"
    assert path.read_bytes().count(b"\n") < 20
    assert (kind, detail) == (finding[1].kind, finding[1].detail)
    ran = CliRunner().invoke(again.command, [str(path)])
    assert f"{path}: {kind} (plot)\n  {detail}\n" in ran.stdout
    assert ran.exit_code == 1


def test_a_mutant_that_nothing_has_happened_to_is_told_so(monkeypatch, tmp_path):
    seed = next(seed for seed in range(1000) if not fuzz_campaign.mutant(seed, [SOUND]).happened)
    (text,) = reports(Harvest(kinds={"one": (seed, ONE)}), [SOUND], tmp_path)
    assert f"seed {seed} (unchanged)" in text
