"""The public interface: what each of its modules offers, without loading it before it is asked for."""

import ast
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import sim
from sim.lazy import RENAMED, STUBS
from sim.rules import MOVES_BY_VERB


def loaded_by(statement):
    """The modules that a fresh interpreter has loaded after a statement."""
    code = f"import sys, json\n{statement}\nprint(json.dumps(list(sys.modules)))"
    return set(json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout))


def test_importing_sim_loads_nothing_heavy():
    assert not loaded_by("import sim") & {"hypothesis", "matplotlib", "yaml", "click", "attrs"}


def test_importing_a_part_of_the_interface_loads_nothing_heavy():
    assert not loaded_by(f"import {', '.join(STUBS)}") & {"hypothesis", "yaml", "click", "attrs", "typing"}


def test_what_sim_offers_is_found_where_it_says():
    assert {name: getattr(sim, name).__module__ for name in ("History", "load", "When")} == {
        "History": "sim.history.history",
        "load": "sim.scenario.load",
        "When": "sim.model.dates",
    }


PUBLIC = [(module, name) for module in STUBS for name in import_module(module).__all__]


@pytest.mark.parametrize(("module", "name"), PUBLIC)
def test_every_public_name_is_there(module, name):
    assert getattr(import_module(module), name) is not None
    assert name in dir(import_module(module))


def test_a_public_name_has_one_place():
    assert sorted(name for _, name in PUBLIC) == sorted({name for _, name in PUBLIC})


@pytest.mark.parametrize("module", STUBS)
def test_no_public_name_is_that_of_a_module_beside_it(module):
    beside = {path.stem for path in Path(import_module(module).__file__).parent.iterdir()}
    assert module == "sim.moves" or not beside.intersection(import_module(module).__all__)


@pytest.mark.parametrize("module", STUBS)
def test_dir_lists_the_public_names_in_order(module):
    assert dir(import_module(module)) == sorted(import_module(module).__all__)


def test_sim_itself_offers_about_twenty_names():
    assert len(sim.__all__) <= 24


def test_a_name_that_sim_does_not_have_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"module 'sim' has no attribute 'frobnicate'$"):
        _ = sim.frobnicate
    assert not hasattr(sim, "__wrapped__")


def test_a_name_that_is_elsewhere_gets_the_place():
    with pytest.raises(AttributeError, match=r"module 'sim' has no attribute 'Propose'; it is in sim\.moves$"):
        _ = sim.Propose
    with pytest.raises(AttributeError, match=r"module 'sim\.moves' has no attribute 'load'; it is in sim$"):
        _ = import_module("sim.moves").load


@pytest.mark.parametrize(("name", "place"), RENAMED.items())
def test_a_name_of_old_gets_the_new_one(name, place):
    with pytest.raises(AttributeError, match=f"module 'sim' has no attribute {name!r}; it is {place} now$"):
        getattr(sim, name)
    module, _, new = place.rpartition(".")
    assert new in import_module(module).__all__


OF_VERSION_0_1_0 = (
    "Accept Account Act Adjourn AgreeToContinue AsOf Audit BOTH Branch BreakOff CarryOut Change Choice Commit "
    "Commitment Comply Contrast Convene Dated Declaration Draft Effect Ensemble Extend Fall Forecast History "
    "IllegalMove Impose InvalidScenario LAWS Lapse Leave LegalMoves Lift Measure Move Negotiation NegsimError "
    "Oppose Picture PolicyFault Proposal Propose READINGS Remark Resume Run Scenario Setting Situation Source "
    "StatusOnDay Step Suspend Talks Threaten UnreadableDate UntimelyMoves VERBS Violation When Withdraw "
    "as_json as_yaml audit compare effects ensemble legal_moves legal_moves_on load openings page picture read "
    "reduce replay step violations"
)


@pytest.mark.parametrize("name", OF_VERSION_0_1_0.split())
def test_no_name_of_version_0_1_0_is_lost(name):
    if name not in sim.__all__:
        with pytest.raises(AttributeError, match=f"has no attribute {name!r}; it is "):
            getattr(sim, name)


def exported(statement, alias):
    """The names that type checkers take for exported by part of an import in a stub."""
    return import_module(statement.module).__all__ if alias.name == "*" else [alias.asname]


def test_every_move_can_be_imported_from_one_place():
    assert {move.__name__ for move in MOVES_BY_VERB.values()} < set(import_module("sim.moves").__all__)


@pytest.mark.parametrize("module", STUBS)
def test_type_checkers_and_the_interpreter_find_the_same_names_in_the_same_places(module):
    stub = ast.parse((Path(sim.__file__).parent / STUBS[module]).read_text("utf-8"))
    imports = [statement for statement in stub.body if isinstance(statement, ast.ImportFrom)]
    typed = [(name, each.module) for each in imports for alias in each.names for name in exported(each, alias)]
    assert sorted(name for name, _ in typed) == [name for name in dir(import_module(module)) if name != "__version__"]
    for name, home in typed:
        assert getattr(import_module(module), name) is vars(import_module(home))[name]
