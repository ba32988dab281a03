"""Who writes to a journal in tests: programs of their own, which can be killed.

They are forked from a server that has loaded negsim already, so that hundreds of them take seconds.
"""

import multiprocessing
import os

from sim.records.journal import Add, Declare, Journal

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


def append_batches(address, name, count):
    """Append so many batches, whoever else does."""
    with Journal.open(address) as journal:
        for number in range(count):
            journal.append(batch(name, number), by=name, entry_id=f"{name}-{number}")


def append_for_ever(address, name, acknowledged):
    """Append batches until it is killed; the file *acknowledged* has the number of each that was."""
    with Journal.open(address) as journal, open(acknowledged, "ab", buffering=0) as file:  # noqa: PTH123
        number = 0
        while True:
            journal.append(batch(name, number), by=name, entry_id=f"{name}-{number}")
            os.write(file.fileno(), f"{number}\n".encode())
            number += 1


def together(address, names, count):
    """Let writers append at the same time, and wait for them; their exit codes."""
    writers = [FORKED.Process(target=append_batches, args=(address, name, count)) for name in names]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    return [writer.exitcode for writer in writers]
