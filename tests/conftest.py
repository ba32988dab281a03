"""How hypothesis runs here: no deadlines (machines differ), and the same examples every time under CI."""

import os

from hypothesis import settings

settings.register_profile("negsim", deadline=None, max_examples=60)
settings.register_profile("ci", parent=settings.get_profile("negsim"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "negsim")
