"""What a record amounts to as of a day: agreement, concessions, tension, linkage, conduct, dialogue, threats.

    assessment = assess(scenario.history.as_of("2007-10-13"))
    assessment.tension.points

Each figure rests on moves, which it can name; `figures` lists them all.
"""

from sim.assess.assessment import Assessment, assess
from sim.assess.figures import FIGURES, Figure, figures
from sim.assess.tension import eased
from sim.assess.weights import Weights

__all__ = ["FIGURES", "Assessment", "Figure", "Weights", "assess", "eased", "figures"]
