"""Runs negsim as of a moment, so that what a page shows of a journal is the same each time.

python docs/fixed_clock.py 2013-03-26T09:15:00+00:00 journal log talks.db

The clock that a journal reads stands at this moment, and the ids and the salts that it draws are drawn from it. Only
the pages are made so: negsim itself has no such switch.
"""

import random
import runpy
import secrets
import sys
import uuid
from datetime import datetime

moment, *arguments = sys.argv[1:]
drawn = random.Random(moment)  # noqa: S311 - nothing is kept secret in an example
secrets.token_hex = lambda count=None: drawn.randbytes(count or 32).hex()
uuid.uuid4 = lambda: uuid.UUID(bytes=drawn.randbytes(16), version=4)

from sim.records.journal import clock  # noqa: E402 - what it imports must find the draws above

clock.now = lambda: datetime.fromisoformat(moment)
sys.argv = ["negsim", *arguments]
runpy.run_module("sim", run_name="__main__")
