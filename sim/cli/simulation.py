"""What the commands share that take long: the progress of the work, how it ends, and whose code it runs."""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from typing import TYPE_CHECKING, Final, Protocol

import click

from sim.cli.printing import say
from sim.cli.process import GAVE_UP, INTERRUPTED
from sim.model.errors import ClusterUnavailableError, ExecutorError

if TYPE_CHECKING:
    from sim.executors.executor import Executor, Progress
    from sim.forecast.registry import PolicyFile

trust_policies_option: Final = click.option(
    "--trust-policies", is_flag=True, help="Run the code of a `policy-file` that is not beside the scenario, too."
)
"""`--trust-policies`."""


class Runnable(Protocol):
    """What does work in many pieces, and keeps what has been finished."""

    def run(self, executor: "Executor", progress: "Progress") -> object: ...  # noqa: D102 - the class says it


def status_of(
    runnable: Runnable,
    count: int,
    executor: "Executor",
    finished: Callable[[], str],
    *,
    quiet: bool,
    label: str = "Runs",
) -> int:
    """Do so many pieces of work, called by the label; returns the exit status, which says whether they were cut short.

    `finished` says how much has been done, of how much. Raises: NegsimError.
    """
    if executor.dask:
        logging.disable()  # the messages of the library become one sentence
    try:
        with progress_bar(count, label, quiet=quiet) as done, prints_apart():
            runnable.run(executor, done)
    except KeyboardInterrupt:
        say("interrupted; this is what has been finished so far", err=True)
        return INTERRUPTED
    except ClusterUnavailableError:
        raise
    except ExecutorError as fault:
        say(f"{fault}; this is what has been finished so far: {finished()}", err=True)
        return GAVE_UP
    return 0


def announce_code(files: "Iterable[PolicyFile]") -> None:
    """Name the files whose code is about to be run, also to those who want quiet."""
    for file in dict.fromkeys(files):
        say(f"running the code of {file.path}", err=True)


def prints_apart() -> AbstractContextManager[object]:
    """Redirect to standard error what the code of policies prints, as standard output is for the result."""
    return redirect_stdout(sys.stderr)


@contextmanager
def progress_bar(count: int, label: str, *, quiet: bool) -> Iterator[Callable[[int], object]]:
    """A progress bar on standard error, if that is a terminal; gives the function to call with the pieces done."""
    hidden = quiet or not sys.stderr.isatty()
    with click.progressbar(length=count, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield bar.update
