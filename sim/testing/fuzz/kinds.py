"""Findings of checks, by kind: an exception by its type and innermost place in `sim`, a complaint by its words."""

import gc
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from traceback import walk_tb
from types import TracebackType
from typing import Final

from attrs import frozen

import sim

_ROOT: Final = Path(sim.__file__).parent
_ALLOWANCE: Final = 0.5
_SECONDS_A_MEGABYTE: Final = 2.0


@frozen
class Finding:
    """A fault that a check has found: its kind, the check, and what happened in this case."""

    kind: str
    check: str
    detail: str


class TookTooLongError(BaseException):
    """A check is not done in the time that a file of this size may take."""


@contextmanager
def limited(size: int) -> Iterator[None]:
    """No more processor time than a file of so many bytes may take, where signals can be had: in the main thread.

    The garbage collector rests: its time depends on the rest of the process, and its callbacks let no exception out.

    Raises: TookTooLongError.
    """

    def give_up(number: int, frame: object) -> None:
        raise TookTooLongError(f"more than {seconds:.1f} s of processor time for {size:,} bytes")

    seconds = _ALLOWANCE + _SECONDS_A_MEGABYTE * size / 1_000_000
    if current_thread() is not main_thread():
        yield
        return
    before, collects = signal.signal(signal.SIGVTALRM, give_up), gc.isenabled()
    gc.disable()
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        if collects:
            gc.enable()


def of_exception(check: str, error: BaseException) -> Finding:
    """The finding that a check has ended in an exception."""
    name = type(error).__name__
    place = f"in {check.split(maxsplit=1)[0]}" if isinstance(error, TookTooLongError) else f"at {_place(error)}"
    return Finding(f"{name} {place}", check, f"{name}: {str(error)[:200]!r}")


def of_complaint(check: str, complaint: str) -> Finding:
    """The finding of a complaint, whose words up to the first colon say of what kind it is."""
    return Finding(complaint.partition(": ")[0], check, " ".join(complaint.split())[:300])


def _place(error: BaseException) -> str:
    """The innermost function of `sim` in a traceback; of an endless recursion, the one that is there most often."""
    places = list(_places(error.__traceback__)) or ["outside sim"]
    return Counter(places).most_common(1)[0][0] if isinstance(error, RecursionError) else places[-1]


def _places(traceback: TracebackType | None) -> Iterator[str]:
    """The functions of `sim` that were at work, the outermost first, this package left aside."""
    for frame, _ in walk_tb(traceback):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_ROOT) and not path.is_relative_to(_ROOT / "testing" / "fuzz"):
            yield f"sim/{path.relative_to(_ROOT).as_posix()}, {frame.f_code.co_name}"
