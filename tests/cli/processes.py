"""Calls of the command, each in a process of its own, forked from one in which all that they need is loaded already.

It reads a call a line, as JSON: its `arguments`, where its `output` goes (a file, "" for a pipe that nobody reads, null
for a closed one), what `input` it has, and whether Ctrl-C comes while it waits for the writer of its input. For each it
writes the exit status and what was said on standard error.
"""

import json
import os
import signal
import sys
import tempfile
from time import sleep

from sim.__main__ import main
from sim.cli import COMMANDS, group


def called(arguments, output, source, errors):
    """Become the command."""
    os.dup2(os.open(source, os.O_RDONLY), 0)
    os.dup2(errors, 2)
    if output is None:
        os.close(1)
        sys.stdout = None
    else:
        os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT) if output else unread(), 1)
        sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stdin, sys.stderr = os.fdopen(0, closefd=False), os.fdopen(2, "w", closefd=False)
    sys.argv = ["negsim", *arguments]
    main()


def unread():
    """A pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


def serve():
    """Carry out all calls."""
    for command in COMMANDS:
        group.get_command(None, command)
    replies = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        call = json.loads(line)
        with tempfile.TemporaryFile() as errors:
            child = os.fork()
            if child == 0:
                called(call["arguments"], call["output"], call["input"], errors.fileno())
            if call["interrupt"]:
                sleep(0.3)
                os.kill(child, signal.SIGINT)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            errors.seek(0)
            replies.write(json.dumps([status, errors.read().decode()]) + "\n")
            replies.flush()


if __name__ == "__main__":
    serve()
