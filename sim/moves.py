"""The elements of a record: moves, the subjects that they make and change, and declarations."""

from sim.lazy import attach_stub

__getattr__, __dir__ = attach_stub(__name__)
