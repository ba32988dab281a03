"""The cases of a call that names files and folders, each read when its turn comes."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from attrs import define

from sim.cli import options
from sim.cli.printing import say
from sim.model.errors import NegsimError
from sim.records.files import case_names
from sim.scenario.scenario import Scenario

Part = TypeVar("Part")


class NothingReadError(Exception):
    """No file could be read, so that there is nothing to write."""


@define
class Cases:
    """The cases in some files, and how many of these files have had faults so far."""

    files: Sequence[str]
    faulty: int = 0

    def parts(self, of: Callable[[str, Scenario], Iterator[Part]]) -> Iterator[Part]:
        """The parts of each case, those of one before the next is read; files with faults are complained of.

        Raises: NothingReadError if all have faults.
        """
        for name, file in zip(case_names(self.files), self.files, strict=True):
            try:
                yield from of(name, options.scenario_in(file))
            except NegsimError as error:
                options.complain(error)
                self.faulty += 1
        if self.faulty == len(self.files):
            raise NothingReadError

    def say_faulty(self) -> None:
        """Say how many of several files could not be read."""
        if self.faulty and len(self.files) > 1:
            say(f"{self.faulty} of {len(self.files)} files could not be read", err=True)
