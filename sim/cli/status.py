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
    0: "all is well",
    UNMET: "an expectation is unmet",
    AT_FAULT: "a file or the call is at fault",
    GAVE_UP: "the processes or the cluster doing the runs are gone",
    INTERNAL: "negsim itself is at fault",
    UNWRITTEN: "the output cannot be written",
    INTERRUPTED: "Ctrl-C has ended it",
    CLOSED: "nobody reads the output any more",
}
"""Every exit status, and what it means. Those from 69 on are what other programs of Unix give for the same."""
