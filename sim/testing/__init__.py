"""The testing kit: legal histories, the laws as checks, a machine to drive a system, scenario files as tests.

It needs the extra `testing`; nothing outside this package imports it, and it imports nothing until it is asked to.
"""

from sim.lazy import attach_stub

__getattr__, __dir__ = attach_stub(__name__)
