"""What the exit status of the command says."""

from typing import Final

UNMET: Final = 1
AT_FAULT: Final = 2
GAVE_UP: Final = 69
INTERNAL: Final = 70
UNWRITTEN: Final = 74
INTERRUPTED: Final = 130
CLOSED: Final = 141

STATUSES: Final = {
    0: "success",
    UNMET: "an expectation is unmet",
    AT_FAULT: "a file or the command line is invalid",
    GAVE_UP: "the processes or the cluster of a forecast have failed",
    INTERNAL: "internal error of negsim",
    UNWRITTEN: "the output cannot be written",
    INTERRUPTED: "interrupted with Ctrl-C",
    CLOSED: "the reader of the output has closed it",
}
"""Every exit status, and what it means. Those from 69 on are what other programs of Unix give for the same."""
