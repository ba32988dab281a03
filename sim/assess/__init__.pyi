# What `sim.assess` offers: a record assessed, the figures of that, and the weights for tension.

from sim.assess.assessment import Assessment as Assessment, assess as assess
from sim.assess.definitions import FIGURES as FIGURES, POSITIONS as POSITIONS
from sim.assess.figure import Figure as Figure, figures as figures
from sim.assess.position import Position as Position, TermPositions as TermPositions, positions as positions
from sim.assess.position_steps import PositionStep as PositionStep
from sim.assess.tension import eased as eased
from sim.assess.weights import Weights as Weights
from sim.model.errors import InvalidWeightsError as InvalidWeightsError
