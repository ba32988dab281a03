import subprocess
import sys

import pytest
from hypothesis import Phase, settings

from sim.testing.profiles import CI, DEFAULT, FAST, NIGHTLY

NAMES = ("fast", "ci", "nightly")


@pytest.mark.parametrize(("name", "profile"), [("fast", FAST), ("ci", CI), ("nightly", NIGHTLY)])
def test_a_profile_is_registered_under_its_name_when_the_module_is_imported(name, profile):
    assert settings.get_profile(f"negsim-{name}") is profile


@pytest.mark.parametrize("name", NAMES)
def test_our_own_tests_take_the_plain_name_as_well(name):
    plain, full = settings.get_profile(name), settings.get_profile(f"negsim-{name}")
    assert (plain.max_examples, plain.derandomize, plain.phases) == (full.max_examples, full.derandomize, full.phases)


def test_one_profile_tries_as_many_as_hypothesis_does():
    assert settings.get_profile("negsim") is DEFAULT
    assert DEFAULT.max_examples == settings.get_profile("default").max_examples


def test_no_profile_has_a_deadline():
    assert [profile.deadline for profile in (DEFAULT, FAST, CI, NIGHTLY)] == [None] * 4


def test_a_longer_profile_tries_more():
    assert FAST.max_examples < CI.max_examples < NIGHTLY.max_examples


def test_ci_tries_the_same_every_time_and_keeps_nothing():
    assert CI.derandomize
    assert CI.database is None


def test_a_failure_at_night_can_be_repeated():
    assert NIGHTLY.print_blob


def test_a_failure_is_explained_only_where_that_is_quick():
    for profile in (DEFAULT, FAST, CI, NIGHTLY):
        assert (Phase.explain in profile.phases) == (sys.version_info >= (3, 12))
        assert {*Phase} - {*profile.phases} <= {Phase.explain}


def test_the_module_loads_no_profile():
    look = "from hypothesis import settings; before = settings.default; import sim.testing.profiles"
    command = [sys.executable, "-c", f"{look}; print(settings.default is before)"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "True\n"
