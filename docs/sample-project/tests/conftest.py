"""How many examples hypothesis tries here: a few at the desk, more and always the same ones on a server."""

import os

import sim.testing.profiles  # noqa: F401 - to import it registers the profiles
from hypothesis import settings

settings.load_profile("negsim-ci" if os.environ.get("CI") else "negsim-fast")
