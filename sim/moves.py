"""What a record is made of: the moves, the subjects that they make and change, and what a record may declare."""

from sim.lazy import attach_stub

__getattr__, __dir__ = attach_stub(__name__)
