"""The links between the machine and the four systems: the only part that knows both."""

from typing import Final

from benchmarks.detection.adapters.commitments import COMMITMENTS
from benchmarks.detection.adapters.measures import MEASURES
from benchmarks.detection.adapters.proposals import PROPOSALS
from benchmarks.detection.adapters.talks import TALKS

SYSTEMS: Final = (PROPOSALS, MEASURES, COMMITMENTS, TALKS)
