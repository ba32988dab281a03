"""Who writes to a journal in tests: programs of their own, which can be killed.

They are forked from a server that has loaded negsim already, so that hundreds of them take seconds.
"""

import multiprocessing
import os
from contextlib import suppress
from itertools import count

from sim.records.journal import Add, Declare, Journal, JournalError

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["journal_writers", "sim.records.journal.journal", "psycopg"])

SETTING = Declare(
    {"scenario": "Herring", "parties": {"aland": "Aland", "bohus": "Bohus"}, "issues": {"quota": "The quota"}}
)


def remark(text="a hope", day="2013-02-01", **fields):
    """A move that is always legal."""
    return Add({"remark": "quota", "by": "aland", "date": day, "kind": "hope", "quote": text, **fields})


def begun(address, *actions, **options):
    """A new journal with two parties."""
    journal = Journal.begin(address, **options)
    journal.append([SETTING, *actions], by="Anna")
    return journal


def batch(name, number):
    """The actions that a writer appends at once: one, two or three."""
    return [remark(f"{name} says {number}, {part}") for part in range(1 + number % 3)]


def append_batches(address, name, batches):
    """Append so many batches, whoever else does."""
    with Journal.open(address) as journal:
        for number in range(batches):
            journal.append(batch(name, number), by=name, entry_id=f"{name}-{number}")


def append_for_ever(address, name, acknowledged):
    """Append batches until it is killed or its server is; the file *acknowledged* has the id of each that was."""
    file = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with suppress(JournalError), Journal.open(address) as journal:
        for number in count():
            journal.append(batch(name, number), by=name, entry_id=f"{name}-{number}")
            os.write(file, f"{name}-{number}\n".encode())


def together(address, names, batches):
    """Let writers append at the same time, and wait for them; their exit codes."""
    writers = [FORKED.Process(target=append_batches, args=(address, name, batches)) for name in names]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    return [writer.exitcode for writer in writers]
