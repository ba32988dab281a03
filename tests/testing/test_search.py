import os
import subprocess
import sys

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument, NoSuchExample

from sim.model.setting import Setting
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Accept, Oppose, Proposal, Propose
from sim.testing import find


def opposes(history):
    return any(isinstance(move, Oppose) for move in history.moves)


def test_the_smallest_history_is_found():
    assert [move.verb for move in find(opposes, seed=1, subjects=[Proposal]).moves] == ["propose", "oppose"]


@pytest.mark.parametrize("seed", range(5))
def test_what_makes_a_subject_shrinks_to_its_simplest_kind(seed):
    def proposes_jointly(history):
        return any(isinstance(move, Propose) and move.by == "both" for move in history.moves)

    (move,) = find(proposes_jointly, seed=seed, subjects=[Proposal]).moves
    assert move.kind == "offer"


def test_the_same_seed_finds_the_same_history():
    def opposes(history):
        return any(isinstance(move, Oppose) for move in history.moves)

    assert find(opposes, seed=7) == find(opposes, seed=7)


def test_a_seed_holds_whatever_the_profile_and_the_order_of_sets():
    profiles = ("max_examples=7", "derandomize=True")
    find_it = "from sim.testing import find; print(find(lambda history: len(history.moves) > 2, seed=5).moves)"
    printed = set()
    for number, profile in enumerate(profiles):
        load = f"from hypothesis import settings\nsettings.register_profile('x', {profile})\nsettings.load_profile('x')"
        environment = {**os.environ, "PYTHONHASHSEED": str(number)}
        command = [sys.executable, "-c", f"{load}\n{find_it}"]
        printed.add(subprocess.run(command, capture_output=True, check=True, env=environment).stdout)
    assert len(printed) == 1


def test_histories_are_drawn_with_the_options_that_are_given():
    setting = Setting({"x": "X", "y": "Y"}, {"river": "The river"})
    history = find(lambda history: True, setting=setting, min_moves=2, max_moves=3, subjects=[Measure])
    assert history.start.setting == setting
    assert len(history.moves) == 2
    assert history.start.ids == ("treaty", "talks")


def test_another_strategy_may_be_searched():
    assert find(lambda number: number > 5, st.integers(), seed=1) == 6


def test_the_phase_that_explains_is_left_out(monkeypatch):
    asked = []
    monkeypatch.setattr(hypothesis, "find", lambda *_, settings, **__: asked.append(settings))
    find(opposes)
    assert hypothesis.Phase.explain not in asked[0].phases
    assert asked[0].database is None


def test_it_is_said_that_nothing_was_found_and_what_to_do():
    sentence = (
        r"^nothing was found of which .*<lambda> \(test_search\.py:\d+\) is true: 20 examples were tried; "
        "name the moves and subjects that it takes, give a higher max_examples, or ask for less$"
    )
    with pytest.raises(NoSuchExample, match=sentence):
        find(lambda history: False, max_examples=20)


def test_it_is_said_that_nothing_could_be_drawn(capsys):
    with pytest.raises(NoSuchExample, match=r"opposes \(test_search\.py:\d+\) is true: nothing could be drawn; "):
        find(opposes, st.integers().filter(lambda number: False))
    assert capsys.readouterr().out == ""


def test_a_predicate_without_code_has_its_name_alone():
    class Never:
        def __call__(self, value):
            return False

        def __repr__(self):
            return "never"

    with pytest.raises(NoSuchExample, match="of which never is true"):
        find(Never(), st.integers(), max_examples=5)


def test_what_the_predicate_raises_is_raised():
    with pytest.raises(IndexError):
        find(lambda history: history.moves[0].by == "aland")


def test_options_of_histories_go_with_no_other_strategy():
    with pytest.raises(InvalidArgument, match=r"^min_moves and moves would be for histories, not for a strategy"):
        find(opposes, st.integers(), min_moves=1, moves=[Accept])
