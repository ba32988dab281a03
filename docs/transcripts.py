"""The files and commands that a page shows: carried out in an empty folder, in the order of the page.

A comment before a fenced block says what the reader does with it:

    <!-- file: strait.yaml -->     the block is that file
    <!-- append: strait.yaml -->   the block goes to its end
    <!-- change: strait.yaml -->   the block is a diff: its lines are found once, and changed
    <!-- before: FILE: LINE -->    the block goes before the line of that file that begins so
    <!-- exits: 2 -->              the command in the ```console block below ends with this status, not with 0

A ```console block has commands after `$ `, each followed by its output. Blanks at the ends of lines do not count.

    <!-- clock: 2013-03-26T09:15Z -->   from here on a journal is recorded at this time, a minute later by each command
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import frozen

ROOT: Final = Path(__file__).resolve().parent.parent
PAGES_WITH_COMMANDS: Final = tuple(
    path
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*/*.md")))
    if "```console" in path.read_text("utf-8")
)
"""The pages that show commands with their output."""

_BLOCK: Final = re.compile(
    r"(?:<!-- (?P<what>\w+): (?P<of>[^\n]+?) -->\n+)?"
    r"^```(?P<language>\w+)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_CLOCK: Final = re.compile(r"^<!-- clock: (?P<moment>\S+) -->$", re.MULTILINE)
_COMMAND: Final = "$ "


@frozen
class Block:
    """A fenced block: its language, its text and where that begins, and what the comment before it says."""

    language: str
    body: str
    start: int
    what: str
    of: str


@frozen
class Outcome:
    """What came of a console block: its text with the outputs found, and the exit status of its last command."""

    text: str
    status: int


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for found in _BLOCK.finditer(page):
        yield Block(
            found["language"], found["body"], found.start("body"), found["what"] or "", (found["of"] or "").strip()
        )


def played(page: str, folder: Path) -> Iterator[tuple[Block, Outcome]]:
    """Each console block of a page with what comes of it, when all is done in the *folder* in order."""
    for block in blocks(page):
        if block.language == "console":
            yield block, _run(block.body, folder, _moments(page[: block.start]))
        elif block.what in _DEEDS:
            file, _, line = block.of.partition(": ")
            path = _place(folder, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_DEEDS[block.what](path, block.body, line), "utf-8")


def refreshed(path: Path) -> str:
    """The page with the outputs of its commands as they are now."""
    page = path.read_text("utf-8")
    with TemporaryDirectory() as folder:
        found = list(played(page, prepared(Path(folder))))
    for block, outcome in reversed(found):
        page = page[: block.start] + outcome.text + page[block.start + len(block.body) :]
    return page


def prepared(folder: Path) -> Path:
    """The folder, with the scenarios of the project in it."""
    (folder / "scenarios").symlink_to(ROOT / "scenarios", target_is_directory=True)
    return folder


def _place(folder: Path, file: str) -> Path:
    """Where a file is; one of the package or the tests is in a copy of these, which the commands from here on use."""
    top = file.partition("/")[0]
    if top in ("sim", "tests") and not (folder / top).exists():
        shutil.copytree(ROOT / top, folder / top, ignore=shutil.ignore_patterns("__pycache__"))
    return folder / file


def _changed(path: Path, diff: str, _: str) -> str:
    lines = diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] != "+")
    after = "".join(line[1:] for line in lines if line[0] != "-")
    return _replaced(path, before, after)


def _put_before(path: Path, body: str, line: str) -> str:
    return _replaced(path, f"\n{line}", f"\n{body}\n\n{line}")


def _replaced(path: Path, before: str, after: str) -> str:
    text = path.read_text("utf-8")
    if text.count(before) != 1:
        raise ValueError(f"{path.name} has this text {text.count(before)} times, not once:\n{before}")
    return text.replace(before, after)


_DEEDS: Final[dict[str, Callable[[Path, str, str], str]]] = {
    "file": lambda path, body, _: body,
    "append": lambda path, body, _: path.read_text("utf-8") + body,
    "change": _changed,
    "before": _put_before,
}


def _moments(before: str) -> Iterator[datetime | None]:
    """The times of the commands after this part of a page; None if it leaves the clock alone."""
    *_, setting = None, *_CLOCK.finditer(before)
    if setting is None:
        return (None for _ in count())
    earlier = before.count(f"\n{_COMMAND}", setting.end())
    start = datetime.fromisoformat(setting["moment"])
    return (start + timedelta(minutes=minute) for minute in count(earlier))


def _run(transcript: str, folder: Path, moments: Iterator[datetime | None]) -> Outcome:
    text, status = "", 0
    for line in transcript.splitlines():
        if line.startswith(_COMMAND):
            output, status = _output(line.removeprefix(_COMMAND), folder, next(moments))
            text += line + "\n" + output
    return Outcome(text, status)


def _output(line: str, folder: Path, moment: datetime | None) -> tuple[str, int]:
    program, *arguments = shlex.split(line)
    if program != "negsim":
        raise ValueError(f"a ```console block runs negsim only, not {program}; use ```sh for what is not run")
    package = folder if (folder / "sim").exists() else ROOT
    environment = {**os.environ, "COLUMNS": "100", "PYTHONPATH": str(package), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(  # noqa: S603 - the commands are those of our own pages
        [sys.executable, *_negsim(moment), *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return "".join(f"{row.rstrip()}\n" for row in done.stdout.splitlines()), done.returncode


def _negsim(moment: datetime | None) -> tuple[str, ...]:
    """What runs negsim, with the clock at this moment."""
    return ("-m", "sim") if moment is None else (str(ROOT / "docs" / "fixed_clock.py"), moment.isoformat())
