"""How tests run here: pytest within pytest, our own scenarios among the tests, and hypothesis with the kit's profiles.

Under CI hypothesis tries the same examples every time, otherwise as many others. `--hypothesis-profile` takes the names
of the profiles without `negsim-`, too.
"""

import os

from hypothesis import settings

from sim.testing.profiles import CI, FAST

pytest_plugins = ["pytester", "sim.testing.plugin"]

for name in ("fast", "ci", "nightly"):
    settings.register_profile(name, parent=settings.get_profile(f"negsim-{name}"))
settings.register_profile("anew", FAST, max_examples=CI.max_examples)
settings.load_profile("ci" if os.environ.get("CI") else "anew")


def pytest_configure(config):
    """Name our own scenarios; in the ini file they would be unknown to a run that does not load this file."""
    config.addinivalue_line("negsim_scenarios", "scenarios/*.yaml")
