# What `sim.moves` offers: all that the modules of the moves and subjects have in their `__all__`, and a few more names.

from sim.model.condition import Condition as Condition
from sim.model.ids import BOTH as BOTH
from sim.model.move import *
from sim.model.setting import Source as Source
from sim.rules.subjects.commitments import *
from sim.rules.subjects.measures import *
from sim.rules.subjects.proposals import *
from sim.rules.subjects.statements import *
from sim.rules.subjects.talks import *
