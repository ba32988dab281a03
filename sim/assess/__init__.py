"""The assessment of a record as of a day: agreement, concessions, tension, conduct, dialogue, threats.

    assessment = assess(scenario.history.as_of("2007-10-13"))
    assessment.tension.points

Each figure rests on moves, which it can name; `figures` lists them all.
"""

from sim.lazy import attach_stub

__getattr__, __dir__ = attach_stub(__name__)
