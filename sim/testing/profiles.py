"""Profiles for hypothesis, registered when this module is imported: `negsim`, `negsim-fast`, `-ci` and `-nightly`.

None has a deadline, as machines differ. Below Python 3.12 they leave out the phase that explains a failure: it traces
every line there, which makes shrinking several times slower.
"""

import sys
from typing import Final

from hypothesis import Phase, settings
from hypothesis.database import DirectoryBasedExampleDatabase

PHASES: Final = tuple(phase for phase in Phase if phase is not Phase.explain or sys.version_info >= (3, 12))

_KEPT: Final = DirectoryBasedExampleDatabase(".hypothesis/examples")
_ANEW: Final = settings(deadline=None, phases=PHASES, derandomize=False, database=_KEPT)

DEFAULT: Final = settings(_ANEW, max_examples=100)
"""As many examples as hypothesis tries by itself."""
FAST: Final = settings(_ANEW, max_examples=20)
"""A look while one is at work."""
CI: Final = settings(max_examples=60, deadline=None, phases=PHASES, derandomize=True, database=None)
"""The same examples every time."""
NIGHTLY: Final = settings(_ANEW, max_examples=2_000, print_blob=True)
"""A long search, with what it takes to repeat a failure."""

for _name, _profile in (("", DEFAULT), ("-fast", FAST), ("-ci", CI), ("-nightly", NIGHTLY)):
    settings.register_profile(f"negsim{_name}", _profile)
