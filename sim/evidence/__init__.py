"""What each conclusion of a scenario hangs on: moves, sources and speakers, other days, and what was not reported.

    found = evidence(scenario, up_to=2)
    found.conclusions[0].moves

A conclusion is an expectation of the file, or a claim of the assessment of the record.
"""

from sim.lazy import attach_stub

__getattr__, __dir__ = attach_stub(__name__)
