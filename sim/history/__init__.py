"""A record over time: replay, dates within bounds, snapshots of a day, differences, triggers and branches."""

from sim.lazy import attach_stub

__getattr__, __dir__ = attach_stub(__name__)
