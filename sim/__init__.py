"""negsim replays the record of a bilateral negotiation and says what stands between the two sides on any day.

Here is what a record is read from, asked and replayed with; its moves are in `sim.moves`, figures in `sim.assess`,
forecasts in `sim.forecast`. `__init__.pyi` lists what is offered; it is imported when it is first asked for.
"""

from sim.lazy import attach_stub

__version__ = "0.1.0"

__getattr__, __dir__ = attach_stub(__name__)
