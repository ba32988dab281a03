"""What mypy sees in the tables."""

import pytest
from mypy import api

pytestmark = pytest.mark.slow(reason="mypy reads all of the rules")

TRANSITION = """
from sim.model.move import Extend
from sim.rules.lifecycle import NEUTRAL, Lifecycle, Transition
from sim.rules.roles import AUTHOR
from sim.rules.subjects.measure_changes import changed, extended
from sim.rules.subjects.measures import Comply, Measure

Lifecycle("measure", Measure, Transition("threatened", {move}, "complied", by=AUTHOR, tone=NEUTRAL, then={reducer}))
"""


@pytest.mark.parametrize(
    ("move", "reducer", "status"), [("Comply", "changed", 0), ("Extend", "extended", 0), ("Comply", "extended", 1)]
)
def test_a_reducer_that_is_bound_to_the_wrong_move_is_a_type_error(move, reducer, status):
    out, _, result = api.run(["--config-file=", "--strict", "-c", TRANSITION.format(move=move, reducer=reducer)])
    assert result == status, out
    assert bool(status) == ("Argument" in out)
