"""What is said of a file that has been written: how large it is, how much is in it, and how to look at it."""

import shlex
from pathlib import Path
from typing import Final

from sim.cli.output_stream import descriptor
from sim.cli.printing import say, show
from sim.model.errors import counted

_TO_LOOK_AT: Final = {
    ".html": "open it in a browser",
    ".htm": "open it in a browser",
    ".svg": "open it in a browser",
    ".png": "open it in an image viewer",
    ".pdf": "open it in a PDF viewer",
    ".md": "open it in a text editor, or convert it with pandoc",
    ".csv": "open it in a spreadsheet, or read it with pandas or R",
    ".parquet": "read it with pandas or R",
}
"""The way to look at a file, by its ending."""

_PREFIXES: Final = ("kB", "MB", "GB")


def say_written(output: Path, amount: str = "", advice: str = "", *, apart: bool = False) -> None:
    """Say that a file has been written, unless it is standard output or the like, which this would end up in.

    It says how large it is, what *amount* is in it, and how to look at it: the *advice*, else what suits its ending. A
    blank line keeps it *apart* from what has been printed.
    """
    if descriptor(output) is not None:
        return
    if apart:
        show("\n")
    said = (f"{output}: written", _size(output), amount)
    advised = advice or (_TO_LOOK_AT.get(output.suffix.lower(), "") if output.is_file() else "")
    say("; ".join(filter(None, (", ".join(filter(None, said)), advised))))


def to_replay(output: Path) -> str:
    """The advice on a scenario file, or on a folder of them."""
    return f"`negsim run {shlex.quote(str(output))}` replays {'them' if output.is_dir() else 'it'}"


def _size(path: Path) -> str:
    """The size of a plain file; empty for anything else."""
    return size_in_words(path.stat().st_size) if path.is_file() else ""


def size_in_words(count: int) -> str:
    """So many bytes, with two digits that count.

    >>> [size_in_words(count) for count in (1, 999, 1_900, 84_449, 999_500, 1_830_000)]
    ['1 byte', '999 bytes', '1.9 kB', '84 kB', '1.0 MB', '1.8 MB']
    """
    if count < 1_000:
        return counted(count, "byte")
    rounded, power = float(f"{count:.1e}"), int(f"{count:.1e}".partition("e")[2])
    thousands, digits = divmod(power, 3)
    return f"{rounded / 1_000**thousands:.{0 if digits else 1}f} {_PREFIXES[thousands - 1]}"
