"""The memory of a kept state: the growth of a fresh process while it keeps the state after every move."""

import gc
import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks import record
from benchmarks.figures import Figure
from sim.history.replay import step

STATES = 20_000
SUBJECTS = 1_000
RUNS = 3
NOW = "VmRSS"
AT_MOST = "VmHWM"
_STATUS = Path("/proc/self/status")


def figures() -> list[Figure]:
    """Bytes per kept state, the median of several processes."""
    command = [sys.executable, "-m", "benchmarks.memory"]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(RUNS)]  # noqa: S603 - own module
    weight = median(float(run.stdout) for run in runs)
    what = f"A kept state among {SUBJECTS:,} subjects"
    return [Figure(what=what, value=weight, form="{:,.0f} bytes", at_most=2048)]


def bytes_per_state() -> float:
    """The growth of this process per state kept; the moves are there before."""
    start, moves = record.underway(STATES, SUBJECTS)
    states = [start]
    before = occupied(NOW)
    for move in moves:
        states.append(step(states[-1], move))
    return (occupied(NOW) - before) / STATES


def occupied(when: str) -> int:
    """The bytes of memory that this process occupies `NOW`, or has `AT_MOST` since it began."""
    gc.collect()
    if _STATUS.exists():
        line = next(line for line in _STATUS.read_text().splitlines() if line.startswith(when))
        return int(line.split()[1]) * 1024
    import resource  # noqa: PLC0415 - not on every platform; macOS counts in bytes, and only the most

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    print(bytes_per_state())
