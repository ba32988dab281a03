"""How tests run here: pytest within pytest, our own scenarios among the tests, and hypothesis with the kit's profiles.

Under CI hypothesis tries the same examples every time, otherwise as many others. `--hypothesis-profile` takes the names
of the profiles without `negsim-`, too.
"""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from sim.testing.profiles import CI, FAST

GOLDEN = Path(__file__).parent / "golden"

pytest_plugins = ["pytester", "negsim_pytest"]

for name in ("fast", "ci", "nightly"):
    settings.register_profile(name, parent=settings.get_profile(f"negsim-{name}"))
settings.register_profile("anew", FAST, max_examples=CI.max_examples)
settings.load_profile("ci" if os.environ.get("CI") else "anew")


def pytest_configure(config):
    """Name our own scenarios; in the ini file they would be unknown to a run that does not load this file."""
    config.addinivalue_line("negsim_scenarios", "scenarios/*.yaml")


@pytest.fixture
def golden():
    """Compares a text with a file under tests/golden; with REGOLD=1 in the environment it is written instead."""

    def compare(name, text):
        path = GOLDEN / name
        if os.environ.get("REGOLD"):
            path.write_text(text, "utf-8", newline="")
        assert text == path.read_bytes().decode(), "if that is as it must be, run the tests with REGOLD=1"

    return compare
