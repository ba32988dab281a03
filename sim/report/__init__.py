"""Reports on a record: tables, JSON, pictures and pages. Pure: records in, text out."""

from sim.lazy import attach_stub

__getattr__, __dir__ = attach_stub(__name__)
