from pathlib import Path
from random import Random

import pytest

from sim.model.errors import InvalidScenarioError
from sim.scenario import loads
from sim.scenario.starter import STARTER
from sim.testing.fuzz import mutants
from sim.testing.fuzz.content import CONTENT
from sim.testing.fuzz.lines import ACCIDENTS, BYTE_ACCIDENTS, spoilt
from sim.testing.fuzz.mutants import mutant
from sim.testing.fuzz.structure import STRUCTURE
from sim.testing.fuzz.tree import slots, text_of, tree_of

SHIPPED = tuple(path.read_text("utf-8") for path in sorted(Path("scenarios").glob("*.yaml")))
TEXTS = (STARTER, *SHIPPED)
ODD = (
    "a: 1",
    "moves: []",
    "parties: {}\nissues: {}\nmoves: [{}, a, {? [a] : b}, {? [propose] : [x]}]",
    "parties: {aland: A}\nissues: {fish: F}\nmoves: [{threaten: x}]\nbranches: a",
    "{? [a, b] : {c: d}}: e",
)
"""Trees in which many mutations have nothing to work on, or something unlikely."""


def outcomes(mutation, texts, seeds):
    """The texts that a mutation makes of these, each by the seed."""
    for text in texts:
        for seed in seeds:
            root = tree_of(text)
            mutation(Random(seed), root)
            yield text, root


def is_a_tree(root):
    """Whether it has no circle, so that it can be written."""
    return sum(1 for _ in slots(root)) < 1_000_000


@pytest.mark.parametrize("name", STRUCTURE | CONTENT)
def test_each_mutation_changes_shipped_files(name):
    mutation = (STRUCTURE | CONTENT)[name]
    assert any(text_of(root) != text_of(tree_of(text)) for text, root in outcomes(mutation, TEXTS, range(6)))


@pytest.mark.parametrize("name", STRUCTURE | CONTENT)
def test_each_mutation_leaves_a_tree_of_whatever_it_is_given(name):
    assert all(is_a_tree(root) for _, root in outcomes((STRUCTURE | CONTENT)[name], (*ODD, SHIPPED[0]), range(24)))


@pytest.mark.parametrize("name", ACCIDENTS)
def test_each_accident_changes_a_text(name, monkeypatch):
    monkeypatch.setattr("sim.testing.fuzz.lines.ACCIDENTS", {name: ACCIDENTS[name]})
    made = [spoilt(Random(seed), STARTER) for seed in range(12)]
    assert {happened for _, happened in made} == {name}
    assert any(text != STARTER for text, _ in made)


def test_accidents_happen_to_an_empty_text_too():
    assert {name for _, name in (spoilt(Random(seed), "") for seed in range(200))} == {*ACCIDENTS}


@pytest.mark.parametrize("name", BYTE_ACCIDENTS)
def test_each_accident_to_bytes_changes_them(name):
    data = SHIPPED[0].replace("herring", "sill på +1").encode()
    assert any(BYTE_ACCIDENTS[name](Random(seed), data) != data for seed in range(3))


def test_a_seed_makes_the_same_mutant_whenever_it_is_asked_for():
    assert [mutant(seed, TEXTS) for seed in range(60)] == [mutant(seed, TEXTS) for seed in range(60)]
    assert len({mutant(seed, TEXTS).data for seed in range(60)}) > 40


def test_a_mutant_says_what_has_happened_to_it():
    made = [mutant(seed, TEXTS) for seed in range(300)]
    unchanged = {text.encode() for text in TEXTS}
    assert all(each.data in unchanged for each in made if not each.happened)
    assert {name for each in made for name in each.happened} > {*CONTENT}


def test_many_mutants_are_read_and_many_refused():
    refused = 0
    for seed in range(100):
        try:
            loads(mutant(seed, TEXTS).data)
        except InvalidScenarioError:
            refused += 1
        except KeyError:  # what a fuzz finds is no concern of this test
            continue
    assert 20 < refused < 90


@pytest.mark.parametrize("text", ["", "[a]", "a: [", "'"])
def test_a_text_without_a_tree_has_accidents_alone(text):
    names = {name for seed in range(100) for name in mutant(seed, [text]).happened}
    assert names <= {*ACCIDENTS, *BYTE_ACCIDENTS}


def test_a_tree_that_cannot_be_written_stays_as_it_was(monkeypatch):
    def refuse(root):
        raise UnicodeError

    monkeypatch.setattr(mutants, "text_of", refuse)
    names = {name for seed in range(60) for name in mutant(seed, TEXTS).happened}
    assert names <= {*ACCIDENTS, *BYTE_ACCIDENTS}


def test_a_tree_that_has_lost_all_keys_is_left_alone(monkeypatch):
    monkeypatch.setattr(mutants, "STRUCTURE", {"nothing is left": lambda source, root: root.value.clear()})
    monkeypatch.setattr(mutants, "CONTENT", mutants.STRUCTURE)
    monkeypatch.setattr(mutants, "_STRUCTURES", (2,))
    assert mutant(1, ["a: b"]).happened[:2] == ("nothing is left", "nothing is left")
