# What `sim.history` offers: what the questions to a history give back, and what its moves were refused for.

from sim.history.branching import InvalidatedMove as InvalidatedMove
from sim.history.diff import Change as Change
from sim.history.history import Branch as Branch
from sim.history.replay import (
    Audit as Audit,
    Draft as Draft,
    audit as audit,
    reduce as reduce,
)
from sim.history.snapshot import Explanation as Explanation, Step as Step
from sim.history.status_on_day import StatusOnDay as StatusOnDay
from sim.model.dates import READINGS as READINGS
