# What `sim.testing` offers by itself; the rest of the kit is in its modules.

from sim.testing.files import FAILS as FAILS
from sim.testing.judging.checker import judge as judge
from sim.testing.search import find as find
from sim.testing.suite import NegotiationSuite as NegotiationSuite
