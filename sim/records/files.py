"""The scenario files that a call names: files as they are, folders with all that are in them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Final

from sim.model.errors import UnreadableFileError

ENDINGS: Final = (".yaml", ".yml", ".json")
"""The endings of scenario files."""

SETTING_ENDING: Final = ".setting.yaml"
"""The ending of the file that `negsim export` writes beside a table of moves; it is no scenario file."""


def scenario_files(paths: Iterable[str]) -> tuple[str, ...]:
    """The files that these paths name, each once and in this order.

    A folder stands for the scenario files in it and in its folders, by name; hidden ones are passed over, and so
    are the settings that `negsim export` writes.

    Raises: UnreadableFileError for a folder without scenario files, or one that cannot be read.
    """
    return tuple(dict.fromkeys(file for path in paths for file in _files(path)))


def _files(path: str) -> Sequence[str]:
    if not Path(path).is_dir():
        return (path,)
    try:
        found = sorted(_below(Path(path)))
    except OSError as error:
        raise UnreadableFileError(path, f"it cannot be read: {(error.strerror or str(error)).lower()}") from None
    if not found:
        raise UnreadableFileError(path, f"this folder has no scenario file: none ends in {', '.join(ENDINGS)}")
    return [str(file) for file in found]


def _below(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry)
        elif entry.suffix.lower() in ENDINGS and not entry.name.endswith(SETTING_ENDING):
            yield entry


def case_names(files: Sequence[str]) -> tuple[str, ...]:
    """The name of the case in each file: the file's name without folder and ending, or the path where two are alike."""
    names = tuple(PurePath(file).stem for file in files)
    return names if len({*names}) == len(names) else tuple(files)
