"""What travels to other processes: the questions of an ensemble, and the files of policies that they need."""

import pickle
from collections.abc import Iterable, Mapping
from functools import lru_cache

from attrs import frozen

from sim.forecast.measurement import Question
from sim.forecast.policy import Policy, shown
from sim.forecast.registry import PolicyFile, PolicySpec
from sim.model.errors import PolicyError


@frozen
class Payload:
    """Questions as they travel to another process, with the files of policies that must be there first."""

    files: tuple[PolicyFile, ...]
    data: bytes

    @classmethod
    def of(cls, questions: tuple[Question, ...], policies: Iterable[Mapping[str, PolicySpec | Policy]]) -> "Payload":
        """The questions packed up, given the policies in them.

        Raises: PolicyError if one of these cannot travel.
        """
        given = (each for by_party in policies for each in by_party.values())
        files = dict.fromkeys(file for each in given if isinstance(each, PolicySpec) for file in each.files)
        try:
            return cls(tuple(files), pickle.dumps(questions))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in the code of others
            words = f"a policy cannot be sent to other processes: {shown(error)}; define it in a module, or use one job"
            raise PolicyError(words) from None

    def opened(self) -> tuple[Question, ...]:
        """What it holds, unpacked once in each process."""
        return _opened(self)


@lru_cache(maxsize=4)
def _opened(parcel: Payload) -> tuple[Question, ...]:
    for file in parcel.files:
        file.module()
    unpacked: tuple[Question, ...] = pickle.loads(parcel.data)  # noqa: S301 - our own process packed it
    return unpacked
