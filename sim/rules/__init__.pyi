# What `sim.rules` offers: the law as tables, and what it says to a move.

from sim.model.errors import Violation as Violation
from sim.rules.legal_moves import creating_moves as creating_moves, legal_moves_on as legal_moves_on
from sim.rules.registry import LIFECYCLES as LIFECYCLES, MOVES_BY_VERB as MOVES_BY_VERB
from sim.rules.verdict import Effect as Effect, effects as effects
