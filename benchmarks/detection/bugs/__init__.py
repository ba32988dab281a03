"""The planted bugs, of the kinds that people make."""

from typing import Final

from benchmarks.detection.bugs import commitments, measures, proposals, talks
from benchmarks.detection.bugs.bug import Bug

BUGS: Final[tuple[Bug, ...]] = (*proposals.BUGS, *measures.BUGS, *commitments.BUGS, *talks.BUGS)
