"""A journal keeps a record that grows, by several hands: every entry stays, and it is known when each was recorded.

It answers what the record was known to be on a day as well as what stood on a day. The extra `store` brings what it
needs.
"""

from sim.lazy import attach_stub

__getattr__, __dir__ = attach_stub(__name__)
