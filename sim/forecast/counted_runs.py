"""The runs of forecasts as work for an executor, which may send them to other processes with the code they need."""

import pickle
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from attrs import frozen

from sim.forecast.counts import Batch, count_runs
from sim.forecast.registry import PolicyFile
from sim.model.errors import PolicyError
from sim.model.escaping import shown

if TYPE_CHECKING:
    from sim.forecast.measurement import Measurement


@frozen
class CountedRuns:
    """The runs of forecasts, counted; a piece is the run of a number in each of them.

    Another process loads the files of their policies before it unpickles the rest, which needs their code.
    """

    measurements: "tuple[Measurement, ...]"
    files: tuple[PolicyFile, ...] = ()

    def done(self, numbers: range) -> Batch:
        """The runs of these numbers, counted. Raises: PolicyError if a policy is at fault."""
        return count_runs(self.measurements, numbers)

    def __reduce__(self) -> tuple[Callable[..., "CountedRuns"], tuple[Any, ...]]:
        """How it is pickled. Raises: PolicyError if one of its policies cannot be."""
        try:
            return _unpickled, (self.files, pickle.dumps(self.measurements))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in the code of others
            advice = "define it in a module, or use one job"
            raise PolicyError(f"a policy cannot be sent to other processes: {shown(error)}; {advice}") from None


def _unpickled(files: tuple[PolicyFile, ...], data: bytes) -> CountedRuns:
    for file in files:
        file.module()
    measurements: tuple[Measurement, ...] = pickle.loads(data)  # noqa: S301 - our own process made it
    return CountedRuns(measurements, files)
