"""What the second opinion is worth: the faults planted in the law that it finds."""

import pytest
from rules.faults import FAULTS
from rules.second_opinion import compared

from sim.model.errors import IllegalMoveError


@pytest.mark.parametrize(("plant", "name"), FAULTS.items(), ids=[plant.__name__ for plant in FAULTS])
def test_the_second_opinion_finds_a_fault_planted_in_the_law(plant, name, monkeypatch):
    plant(monkeypatch)
    with pytest.raises((AssertionError, IllegalMoveError)):
        for _ in compared(name):
            pass


@pytest.mark.parametrize("name", dict.fromkeys(FAULTS.values()))
def test_the_sound_law_has_none_of_them(name):
    assert list(compared(name))
