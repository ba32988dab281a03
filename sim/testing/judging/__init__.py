"""The judgement of a log: what clients asked of a system at the same time, and whether a legal order explains it.

log = Log(SETTING, [
Operation(Propose(subject="a", issue="quota", by="aland", date="2013-01-01"), "accepted", 0.0, 0.2),
Operation(Accept(subject="a", by="bohus", date="2013-01-01"), "unknown", 0.1),
], [Read({"a": "tabled"}, "2013-01-01", 0.3, 0.4)])

judgement = judge(log)
assert judgement.is_explained, judgement
"""

from sim.testing.judging.checker import Judgement, judge
from sim.testing.judging.log import Log, Operation, Read
from sim.testing.judging.log_file import InvalidLogError, read_log
from sim.testing.judging.shortening import Contradiction

__all__ = ["Contradiction", "InvalidLogError", "Judgement", "Log", "Operation", "Read", "judge", "read_log"]
