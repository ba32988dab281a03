"""The rules of a negotiation: the lifecycles of its subjects, the verdict on a move, the state and its next moves."""

from sim.lazy import attach_stub

__getattr__, __dir__ = attach_stub(__name__)
