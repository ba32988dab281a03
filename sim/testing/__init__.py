"""The testing kit: legal histories, the laws as checks, a machine to drive a system, scenario files as tests.

It needs the extra `testing`; nothing outside this package imports it, and it imports nothing until it is asked to.
"""

from typing import Final

FAILS: Final = "# A history that fails. Save it as a scenario file and look at it: negsim run FILE\n"
"""The first line of a failing history, by which it is known among all that a test prints; a comment in YAML."""
