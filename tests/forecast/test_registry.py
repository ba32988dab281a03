import sys
from importlib.metadata import EntryPoint, EntryPoints

import pytest
from futures import forecast, made

from sim.forecast.policies.at_random import RandomMoves
from sim.forecast.policies.brinkmanship import Brinkmanship
from sim.forecast.policies.grit import Grit
from sim.forecast.policies.hold import Hold
from sim.forecast.policies.markov import Markov
from sim.forecast.policies.scripted import Scripted
from sim.forecast.policies.tit_for_tat import TitForTat
from sim.forecast.policy import call_foreign, name_of
from sim.forecast.registry import POLICIES, PolicyFile, PolicySpec, check_name, offered, parameters_of
from sim.model.errors import PolicyError


def test_it_is_described_with_its_parameters():
    assert PolicySpec("hold").described == "hold"
    script = PolicySpec("scripted", {"moves": (1, 2), "then": PolicySpec("grit", {"patience": 2})})
    assert script.described == "scripted (moves 2 moves, then grit (patience 2))"
    assert PolicySpec("random", {"weights": {"propose": 2}}).described == "random (weights propose 2)"


def test_the_files_of_the_policies_among_its_parameters_are_needed_too():
    file = PolicyFile("own.py", "def own(a, b, c, d, e): ...\n")
    assert PolicySpec("scripted", {"then": PolicySpec("own", file=file)}).files == (file,)


def test_what_cannot_show_itself_is_shown_by_its_kind():
    class MuteError(Exception):
        def __str__(self):
            raise ValueError

    with pytest.raises(PolicyError, match="whose: it raised MuteError: a Mute"):
        call_foreign("whose", raising, MuteError())


def raising(error):
    raise error


def test_what_a_file_does_not_leave_behind_is_no_policy():
    file = PolicyFile("gone.py", "def gone(a, b, c, d, e): ...\ndel gone\n")
    with pytest.raises(PolicyError, match=r"gone.py: running it leaves no 'gone'; define it for good"):
        PolicySpec("gone", file=file).made()


def test_a_class_that_says_nothing_of_its_parameters_takes_none():
    file = PolicyFile("number.py", "class Number(int): ...\n")
    with pytest.raises(PolicyError, match="the policy 'number' has no parameter 'x'; it takes none"):
        PolicySpec("number", {"x": 1}, file).made()


MINE = """
from random import choice

from attrs import frozen

LIMIT = 3

def wait_and_see(state, party, day, legal, random, patience, *, trust=0.5, **others):
    return patience if trust else None

def _hidden(): ...

@frozen
class Careful:
    care: int = 1

    def __call__(self, state, party, day, legal, random):
        return None

class Plain:
    def __init__(self, number=1):
        if number > 3:
            raise ValueError("too large")
        self.number = number

    def __call__(self, state, party, day, legal, random):
        return None

class Stern:
    def __call__(self, state, party, day, legal, random):
        return None
"""
FILE = PolicyFile("mine.py", MINE)


def refused(choice):
    with pytest.raises(PolicyError) as raised:
        choice.made()
    return str(raised.value)


# THOSE THAT ARE OFFERED


def test_the_offered_policies_go_by_these_names():
    assert list(POLICIES) == [
        "hold",
        "random",
        "scripted",
        "tit-for-tat",
        "grit",
        "time-dependent",
        "markov",
        "brinkmanship",
    ]


@pytest.mark.parametrize("name", POLICIES)
def test_an_offered_policy_is_loaded_under_the_name_that_it_bears(name):
    assert name_of(offered(name)) == name


@pytest.mark.parametrize("name", POLICIES)
def test_an_offered_policy_needs_no_parameters_and_says_what_each_is_for(name):
    policy = offered(name)
    assert policy() == PolicySpec(name).made()
    assert all(each is not None and each.meaning for each in parameters_of(policy).values())


def test_a_choice_is_made_with_its_parameters_in_kebab_case():
    assert PolicySpec("brinkmanship", {"audience-cost": 0.1, "slip": 0}).made() == Brinkmanship(
        audience_cost=0.1, slip=0
    )
    assert PolicySpec("random", {"weights": {"propose": 2}}).made() == RandomMoves({"propose": 2})


def test_a_choice_among_the_parameters_is_made_too():
    assert PolicySpec("scripted", {"then": PolicySpec("tit-for-tat", {"delay": 3})}).made() == Scripted(
        (), TitForTat(delay=3)
    )


def test_what_a_policy_learns_is_no_parameter():
    assert set(parameters_of(Markov)) == {"smoothing", "thin", "activity"}
    assert "no parameter 'table'" in refused(PolicySpec("markov", {"table": {}}))


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (PolicySpec("grti"), "there is no policy 'grti'; did you mean grit?"),
        (PolicySpec("grit", {"patence": 1}), "the policy 'grit' has no parameter 'patence'; did you mean patience?"),
        (PolicySpec("hold", {"patience": 1}), "the policy 'hold' has no parameter 'patience'; it takes none"),
        (
            PolicySpec("grit", {"patience": 0}),
            "the policy 'grit': patience cannot be 0; give a whole number from 1 to 1,000",
        ),
        (
            PolicySpec("scripted", {"moves": 3}),
            "the policy 'scripted': it raised TypeError: 'int' object is not iterable",
        ),
    ],
)
def test_a_choice_that_cannot_be_made_says_why(choice, words):
    assert refused(choice) == words


# THOSE OF A FILE


def test_the_names_of_a_file_are_its_public_functions_and_classes_and_nothing_is_run_for_them():
    file = PolicyFile("x.py", "raise SystemExit\ndef first_one(): ...\nclass SecondOne: ...\ndef _not(): ...\nx = 1\n")
    assert file.names == ("first-one", "second-one")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("def f(:\n", "x.py:1: this is no Python: invalid syntax"),
        ("x = 1\n  y = 2\n", "x.py:2: this is no Python: unexpected indent"),
        ("x = '\0'", "x.py: this is no Python: source code string cannot contain null bytes"),
    ],
)
def test_a_file_that_is_no_python_is_named_with_the_line(text, words):
    with pytest.raises(PolicyError) as raised:
        _ = PolicyFile("x.py", text).names
    assert str(raised.value) == words


def test_a_file_is_run_once():
    file = PolicyFile("once.py", "def f(state, party, day, legal, random): ...\n")
    assert file.module() is file.module() is PolicyFile(file.path, file.text).module()
    assert file.module().__file__ == "once.py"


def test_files_with_the_same_path_and_other_texts_are_different_modules():
    assert PolicyFile("a.py", "x = 1").module_name != PolicyFile("a.py", "x = 2").module_name


def test_a_file_that_fails_when_it_is_run_is_named_and_leaves_nothing_behind():
    file = PolicyFile("bad.py", "def f(): ...\n1 / 0\n")
    assert (
        refused(PolicySpec("f", file=file)) == "bad.py: it cannot be run: it raised ZeroDivisionError: division by zero"
    )
    assert file.module_name not in sys.modules


def test_a_function_of_a_file_is_a_policy_with_its_further_parameters_filled_in():
    policy = PolicySpec("wait-and-see", {"patience": 7}, FILE).made()
    assert policy(None, "aland", None, None, None) == 7
    assert PolicySpec("wait-and-see", {"patience": 7, "trust": 0}, FILE).made()(*[None] * 5) is None


def test_a_class_of_a_file_is_a_policy():
    assert PolicySpec("careful", {"care": 2}, FILE).made().care == 2
    assert PolicySpec("plain", {"number": 2}, FILE).made().number == 2


def test_the_parameters_of_a_function_are_those_after_the_five_that_every_policy_takes():
    names = {each: parameters_of(FILE.policy(each)) for each in ("wait-and-see", "careful", "plain", "stern")}
    assert names == {
        "wait-and-see": {"patience": None, "trust": None},
        "careful": {"care": None},
        "plain": {"number": None},
        "stern": {},
    }


def test_a_policy_of_a_file_that_raises_when_it_is_made_is_named():
    assert refused(PolicySpec("plain", {"number": 4}, FILE)) == ("the policy 'plain': it raised ValueError: too large")


def test_a_policy_of_a_file_is_not_called_as_an_offered_one():
    file = PolicyFile("x.py", "def mild(): ...\nclass TitForTat: ...\n")
    with pytest.raises(PolicyError) as raised:
        _ = file.names
    assert str(raised.value) == "x.py:2: 'tit-for-tat' is the name of a policy that negsim offers; choose another"
    assert PolicyFile("x.py", "from sim.forecast.policies.grit import Grit\ndef _hold(): ...\n").names == ()


def test_offered_policies_are_there_beside_those_of_a_file():
    assert type(PolicySpec("hold", file=FILE).made()) is Hold
    assert PolicySpec("hold", file=FILE).is_offered
    assert not PolicySpec("careful", file=FILE).is_offered


def test_the_names_of_a_file_are_among_those_that_may_be_meant():
    with pytest.raises(PolicyError, match=r"there is no policy 'carefull'; did you mean careful\?"):
        check_name("carefull", FILE)


def test_a_policy_of_a_file_runs():
    file = PolicyFile(
        "own.py",
        "from sim.moves import Act\n\ndef parade(state, party, day, legal, random, tone):\n"
        "    return None if state.made else Act(subject='p', by=party, date=day, tone=tone)\n",
    )
    assert len(made(forecast(aland=PolicySpec("parade", {"tone": "hostile"}, file)))) == 1


# THOSE OF INSTALLED PACKAGES


@pytest.fixture
def installed(monkeypatch):
    def points(group):
        assert group == "negsim.policies"
        given = {"mild": "sim.forecast.policies.grit:Grit", "broken": "no_such_package:Policy"}
        return EntryPoints(EntryPoint(name, value, group) for name, value in given.items())

    monkeypatch.setattr("importlib.metadata.entry_points", points)


def test_a_policy_of_an_installed_package_goes_by_the_name_of_its_entry_point(installed):
    assert PolicySpec("mild", {"patience": 2}).made() == Grit(2)
    assert not PolicySpec("mild").is_offered


def test_a_policy_that_cannot_be_loaded_is_named(installed):
    said = "it raised ModuleNotFoundError: No module named 'no_such_package'"
    assert refused(PolicySpec("broken")) == f"the policy 'broken' of no_such_package:Policy cannot be loaded: {said}"


def test_the_names_of_installed_policies_are_among_those_that_may_be_meant(installed):
    assert refused(PolicySpec("mildd")) == "there is no policy 'mildd'; did you mean mild?"
