import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib import import_module
from itertools import count
from runpy import run_path

import pytest
from attrs import evolve
from click.testing import CliRunner
from testing.faults import what_is_lifted_stays_in_place

from sim.history.history import History
from sim.model.errors import InconsistentDatesError
from sim.rules.subjects.proposals import Propose
from sim.rules.subjects.statements import Remark
from sim.scenario import loads
from sim.testing import FAILS
from sim.testing.laws import LawBrokenError, Rules, every_legal_move_changes_the_state
from sim.testing.laws.rules import law
from sim.testing.story import START
from tools import nightly
from tools.fuzz_campaign import Harvest
from tools.nightly import NightlyCounts, minimal, of_seed, tried

pytestmark = pytest.mark.slow(reason="short nights are played, with histories shrunk and mutants tried")

PROPOSE = Propose(subject="halves", by="aland", date="2013-03-01", issue="quota")
REMARK = Remark(subject="quota", by="aland", date="2013-03-01", kind="hope")

FAULTY = what_is_lifted_stays_in_place()
FIRST = next(seed for seed in count() if tried([seed], FAULTY)[1])
"""The first seed whose history shows the fault."""
SEEDS = range(FIRST, FIRST + 3)


@pytest.fixture
def night(monkeypatch):
    """Runs the command in this process, where it can be seen, in batches of two."""
    monkeypatch.setattr(nightly, "ProcessPoolExecutor", ThreadPoolExecutor)
    monkeypatch.setattr(nightly, "BATCH", 2)

    def run(*arguments):
        return CliRunner().invoke(nightly.command, list(map(str, arguments)))

    return run


@pytest.fixture
def faulty_night(night, monkeypatch):
    """The same, with a fault planted in the rules that it judges."""
    monkeypatch.setattr(nightly, "tried", partial(tried, rules=FAULTY))
    return night


def test_what_has_been_tried_is_counted():
    tally, failures = tried(SEEDS)
    made = [of_seed(seed) for seed in SEEDS]
    assert (tally.histories, tally.moves) == (len(SEEDS), sum(len(history.moves) for history in made))
    assert 0 < len(tally.rows) <= len(nightly._ROWS)
    assert failures == ()


def test_counts_add_up():
    assert NightlyCounts(1, 10, frozenset((1, 2))) + NightlyCounts(2, 5, frozenset((2, 3))) == NightlyCounts(
        3, 15, frozenset((1, 2, 3))
    )


def test_a_seed_has_the_same_history_whenever_it_is_asked_for():
    assert of_seed(FIRST) == of_seed(FIRST)
    assert of_seed(FIRST).moves != of_seed(FIRST + len(nightly._STARTS)).moves


def test_seeds_begin_in_turn_in_each_of_the_settings():
    assert [of_seed(seed).start for seed in range(3)] == list(nightly._STARTS)


def test_a_planted_fault_is_found_with_its_seed_and_its_law():
    _, (failure,) = tried([FIRST], FAULTY)
    assert (failure.seed, failure.number) == (FIRST, 6)
    assert re.match(r"law 6, .* leaves \w+ [a-z-]+, and its row leads to lifted", failure.complaint)


def test_what_breaks_a_law_is_left_with_the_moves_that_matter():
    whole = of_seed(FIRST)
    left = minimal(whole, every_legal_move_changes_the_state, FAULTY)
    assert len(left.moves) < 5
    assert {move.verb for move in left.moves} & {"impose", "carry-out"}
    with pytest.raises(LawBrokenError):
        every_legal_move_changes_the_state(FAULTY.history(left.start, left.moves), FAULTY)


def test_what_breaks_no_law_is_left_as_it_is():
    whole = History.of(START, (PROPOSE, REMARK))
    assert minimal(whole, every_legal_move_changes_the_state) is whole


def test_parts_that_the_rules_refuse_are_passed_over():
    def proposed(start, moves):
        if not any(move.verb == "propose" for move in moves):
            raise InconsistentDatesError(((1, "nothing has been proposed"),))
        return History.of(start, moves)

    rules = Rules(history=lambda start, moves: proposed(start, moves) if moves else History.of(start, ()))
    whole = History.of(START, (REMARK, PROPOSE, evolve(REMARK, kind="concern")))
    assert minimal(whole, nothing_ever_happens, rules).moves == (PROPOSE,)


@law(99)
def nothing_ever_happens(history, rules):
    yield from (f"but {move.verb}" for move in history.moves)


def test_it_says_the_commit_and_the_seed_with_which_it_can_be_repeated(night):
    ran = night("--minutes", "0.001", "--seed", FIRST, "--jobs", 1)
    assert re.match(rf"commit \S+, seed {FIRST}, 0.001 minutes, 1 jobs\n", ran.output)
    assert ran.exit_code == 0


def test_it_chooses_a_seed_where_none_is_given(night, monkeypatch):
    monkeypatch.setattr(nightly, "randbelow", lambda end: end - 1)
    assert f"seed {2**32 - 1}," in night("--minutes", "0.001", "--jobs", 1).output


def test_it_says_how_much_was_tried(night):
    printed = night("--minutes", "0.001", "--seed", FIRST, "--jobs", 1).output.splitlines()[-1]
    histories, moves, rows, all_rows, laws = re.match(
        r"([\d,]+) histories, ([\d,]+) moves, (\d+) of (\d+) rows, (\d+) laws in \d+ s: [\d,]+ moves/s$", printed
    ).groups()
    assert int(histories) >= 2
    assert (laws, all_rows) == ("14", str(len(nightly._ROWS)))
    assert 0 < int(rows) <= int(all_rows)
    assert int(moves.replace(",", "")) >= int(histories)


def test_it_ends_at_a_broken_law_with_the_history_that_breaks_it(faulty_night, monkeypatch):
    monkeypatch.setattr(nightly, "minimal", partial(minimal, rules=FAULTY))
    ran = faulty_night("--minutes", 1, "--seed", FIRST, "--jobs", 1)
    assert ran.exit_code == 1
    assert ran.stderr.startswith(f"seed {FIRST}: law 6, ")
    moves = loads(ran.stderr[ran.stderr.index(FAILS) :]).history.moves
    assert moves == minimal(of_seed(FIRST), every_legal_move_changes_the_state, FAULTY).moves


@pytest.mark.parametrize("arguments", [("--minutes", 0), ("--seed", -1), ("--jobs", 0)])
def test_there_is_no_night_without_time_seed_or_process(night, arguments):
    assert night(*arguments).exit_code == 2


@pytest.mark.parametrize("git", [None, "false"])
def test_without_git_the_commit_is_unknown(monkeypatch, git):
    monkeypatch.setattr(nightly.shutil, "which", lambda name: git)
    assert nightly._commit() == "unknown"


def test_the_module_is_the_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["nightly", "--help"])
    with pytest.raises(SystemExit) as ended:
        run_path(nightly.__file__, run_name="__main__")
    assert ended.value.code == 0
    assert "Hold negsim to its laws" in capsys.readouterr().out


def test_several_processes_share_the_work():
    small = "from tools import nightly; nightly.BATCH = 1; nightly.command()"
    command = [sys.executable, "-c", small, "--minutes", "0.001", "--seed", "0", "--jobs", "2"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert " histories, " in ran.stdout
    assert ran.stderr == ""


# WITH FILES: A MUTATION FUZZ


@pytest.fixture
def fuzz_night(night, monkeypatch, tmp_path):
    """Runs the command on a small file, in whose mutants a fault is planted where they still have a title."""
    load, path = import_module("sim.scenario.load"), tmp_path / "small.yaml"
    decoded = load.decoded
    path.write_text("scenario: A small file\nparties: {aland: A, bohus: B}\nissues:\n  fish: Fish\n", "utf-8")
    monkeypatch.setattr(nightly, "STARTER", path.read_text("utf-8"))

    def planted(data, faults):
        return {}["planted"] if b"small" in data else decoded(data, faults)

    monkeypatch.setattr(load, "decoded", planted)
    return partial(night, path, "--jobs", 1, "--save", tmp_path / "saved")


def test_a_kind_of_fault_in_mutants_is_printed_with_a_small_file_that_shows_it(fuzz_night, tmp_path):
    ran = fuzz_night("--minutes", 0.01, "--seed", FIRST)
    assert ran.exit_code == 1
    assert re.search(
        r"^\d+ mutants of 2 files, [\d,]+ checks in \d+ s: [\d,.]+ mutants/s; kinds of fault: \d+$",
        ran.stdout,
        re.MULTILINE,
    )
    assert "KeyError at sim/scenario/load.py, loads\n" in ran.stderr
    saved = tmp_path / "saved" / "keyerror-at-sim-scenario-load-py-loads.yaml"
    assert f"; again: python -m sim.testing.fuzz {saved}\n" in ran.stderr
    assert saved.read_bytes().partition(b"\n")[2] == b"scenario: A small file\n"


def test_half_of_the_time_is_for_mutants(fuzz_night, monkeypatch):
    times = []
    monkeypatch.setattr(nightly, "_batches", lambda work, seed, minutes, jobs: times.append((seed, minutes)) or ())
    ran = fuzz_night("--minutes", 6, "--seed", 3)
    assert ran.exit_code == 0
    assert times == [(3, 3), (3, 3)]


def test_a_broken_law_and_sound_mutants_are_no_good_night(faulty_night, monkeypatch, tmp_path):
    monkeypatch.setattr(nightly, "minimal", partial(minimal, rules=FAULTY))
    monkeypatch.setattr(nightly, "fuzzed", lambda texts, seeds: Harvest(len(seeds)))
    path = tmp_path / "small.yaml"
    path.write_text("scenario: Title\n")
    ran = faulty_night(path, "--minutes", 0.1, "--seed", FIRST, "--jobs", 1)
    assert ran.exit_code == 1
    assert "kinds of fault: 0\n" in ran.stdout


def test_there_is_no_night_with_a_file_that_is_not_there(night):
    assert night("nowhere.yaml").exit_code == 2


def test_rules_that_refuse_what_is_legal_break_every_law():
    def refused(start, moves):
        raise InconsistentDatesError(((1, "no day is left"),))

    _, failures = tried([FIRST], Rules(history=refused))
    assert [failure.number for failure in failures] == [law.number for law in nightly.LAWS]
    assert "what is legal is refused: move 1: no day is left" in failures[0].complaint
