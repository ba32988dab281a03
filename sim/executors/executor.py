"""An executor of work: this process, several of this machine, or a Dask cluster; the results are the same."""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from attrs import field, frozen

from sim.executors.cluster import on_dask
from sim.executors.processes import in_processes
from sim.executors.work import Numbered, Payload, Work, in_this_process, put_in_order
from sim.model.errors import ExecutorError

Result = TypeVar("Result")

_REACH: Final = 320
"""The pieces that may be done ahead of one that takes long, where their results have to wait for it."""

Progress = Callable[[int], object]
"""Called with the number of pieces that have been done since the last call."""


def _check_jobs(executor: object, attribute: object, jobs: int) -> None:
    if type(jobs) is not int or jobs < 1:
        raise ExecutorError(f"jobs cannot be {jobs!r}; give a whole number from 1")


@frozen
class Executor:
    """The executor of some work: so many processes of this machine, or the Dask cluster at an address.

    Raises: ExecutorError if there are no jobs.
    """

    jobs: int = field(default=1, validator=_check_jobs)
    dask: str = ""

    def done(self, work: Work[Result], count: int) -> Iterator[tuple[int, Result]]:
        """So many pieces of some work as they get done, a few at a time and in any order: how many, and their result.

        One job without a cluster is this process, in which they are done in order.

        Raises: NegsimError if the work or the executor is at fault.
        """
        if self.jobs == 1 and not self.dask:
            return in_this_process(work, count)
        payload = Payload.of(work)
        return on_dask(payload, count, self.dask) if self.dask else in_processes(payload, count, self.jobs)

    def in_order(self, work: Work[Result], count: int) -> Iterator[tuple[int, Result]]:
        """The same in the order of the pieces; however many there are, no more than a few hundred results wait.

        Raises: NegsimError if the work or the executor is at fault.
        """
        if self.jobs == 1 and not self.dask:
            return in_this_process(work, count)
        payload = Payload.of(Numbered(work))
        if self.dask:
            return put_in_order(on_dask(payload, count, self.dask, reach=_REACH))
        return put_in_order(in_processes(payload, count, self.jobs, reach=_REACH))
