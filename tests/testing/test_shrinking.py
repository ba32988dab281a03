"""A history that breaks a planted law shrinks to the moves that break it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from testing.shrinking import FIVE

SCRIPT = Path(__file__).with_name("shrinking.py")


def shrunk(seed):
    """The verbs that are left of a history found from this seed."""
    command = [sys.executable, str(SCRIPT), str(seed)]
    return tuple(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def test_a_history_shrinks_to_the_five_moves_that_matter_from_five_seeds_of_six():
    with ThreadPoolExecutor(2) as pool:
        left = [*pool.map(shrunk, range(6))]
    assert left.count(FIVE) >= 5, left
