"""What the commands of a journal share: who records something and why, the journal, and what is said of it."""

import getpass
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from attrs import frozen

from sim.cli import options
from sim.cli.printing import say
from sim.cli.process import INVALID
from sim.model.errors import InvalidScenarioError, LaterMovesError, NegsimError, UnknownNameError
from sim.model.escaping import readable
from sim.records.journal.address import is_journal
from sim.records.journal.entries import Action, Amend, Entry, Retract
from sim.records.journal.folding import FoldedRecord, RecordedMove, folded
from sim.records.journal.phrases import action_in_words
from sim.records.journal.recorded import journal_class

if TYPE_CHECKING:
    from sim.records.journal.journal import Journal

USER: Final = "NEGSIM_USER"
"""The environment variable with the name of who records."""

_NUMBER: Final = re.compile("([#@])([0-9]{1,9})")

Command = Callable[..., Any]


class NumberType(click.ParamType[int]):
    """`#12` for a move of the record, or `@12` for an entry of the journal."""

    def __init__(self, sign: str) -> None:
        self.sign = sign
        self.name = "move" if sign == "#" else "entry"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        match = _NUMBER.fullmatch(value)
        if match is None or match[1] != self.sign:
            example = f"{self.sign}12"
            reason = f"write {self.sign} and its number, such as {example!r} in quotes"
            self.fail(f"{value!r} names no {self.name}; {reason}", param, ctx)
        return int(match[2])


def journal(command: Command) -> Command:
    """The address of a journal."""
    return click.argument("journal", metavar="JOURNAL")(command)


@frozen
class Recorded:
    """Who records something, why, after which entry it must come, and its id."""

    recorded_by: str
    reason: str
    expect_version: int | None = None
    entry_id: str = ""

    def by(self) -> str:
        """Who records it. Raises: click.UsageError if the name cannot be kept."""
        return printable(self.recorded_by or os.environ.get(USER, "") or _login(), "--recorded-by")

    def why(self) -> str:
        """The reason for it. Raises: click.UsageError if it cannot be kept."""
        return printable(self.reason, "--reason")


def recording(command: Command) -> Command:
    """`--recorded-by`, `--reason`, `--expect-version` and `--id`, as *recorded*."""
    return _options_of(command, "recorded_by", "reason", "expect_version", "entry_id")


def who_and_why(command: Command) -> Command:
    """`--recorded-by` and `--reason`, as *recorded*."""
    return _options_of(command, "recorded_by", "reason")


_OPTIONS: Final = {
    "entry_id": click.option(
        "--id", "entry_id", default="", metavar="ID", help="Write nothing if there is an entry of this id."
    ),
    "expect_version": click.option(
        "--expect-version",
        type=click.IntRange(0),
        metavar="N",
        help="Refuse if another entry than N is the last: others have recorded meanwhile.",
    ),
    "reason": click.option("--reason", default="", metavar="TEXT", help="Why it is recorded."),
    "recorded_by": click.option(
        "--recorded-by",
        default="",
        metavar="NAME",
        help=f"Who records it; default: {USER} of the environment, else your login name.",
    ),
}
"""The options of a recording, the last of the help first."""


def _options_of(command: Command, *names: str) -> Command:
    """The command with these options, which it gets as one."""

    @wraps(command)
    def packed(*arguments: Any, **others: Any) -> Any:
        recorded = Recorded(**{name: others.pop(name) for name in names})
        return command(*arguments, recorded=recorded, **others)

    for name, option in _OPTIONS.items():
        packed = option(packed) if name in names else packed
    return packed


def printable(text: str, place: str) -> str:
    """The text of an option. Raises: click.UsageError if it cannot be kept."""
    shown = readable(text)
    if any(ord(sign) < ord(" ") or 0xD7FF < ord(sign) < 0xE000 for sign in shown):
        raise click.UsageError(f"{place}: this text has control characters or is not UTF-8; leave them out")
    return shown


def _login() -> str:
    """The name of the user's account; empty where there is none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


@contextmanager
def opened(ctx: click.Context, address: str) -> Iterator["Journal"]:
    """The journal of a call; what it raises is told, and ends the command."""
    with told(ctx, address), journal_class().open(address) as journal:
        yield journal


@contextmanager
def told(ctx: click.Context, address: str) -> Iterator[None]:
    """What a journal raises is told, and ends the command."""
    try:
        check_is_journal(address)
        yield
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)


def check_is_journal(address: str) -> None:
    """Refuse what is a file of another kind. Raises: UnknownNameError."""
    path = Path(address.rpartition("#")[0] or address)
    if not path.exists() or path.is_dir() or is_journal(address) or not path.stat().st_size:
        return
    raise UnknownNameError(
        f"{address}: this is no journal; `negsim add` adds to a scenario file, `negsim journal init --from` begins one"
    )


def record(journal: "Journal", entry_id: str = "") -> FoldedRecord:
    """The record as it is now; if there is an entry of this id, as it was before it. Raises: NegsimError."""
    return folded(takewhile(lambda entry: entry.id != entry_id, journal.read()))


def move_of(journal: "Journal", record: FoldedRecord, number: int) -> RecordedMove:
    """The move of this number. Raises: UnknownNameError if there is no such move."""
    if not 1 <= number <= len(record.moves):
        raise UnknownNameError(f"{journal.address}: there is no move #{number}; the record has {len(record.moves)}")
    return record.moves[number - 1]


def append(
    ctx: click.Context,
    journal: "Journal",
    actions: Sequence[Action],
    recorded: Recorded,
    *,
    let_fall: bool = False,
    falls: bool = False,
) -> tuple[Entry, ...]:
    """The entries that record these actions; if they are refused it is told why, and the command ends.

    *falls* says that `--let-fall` would be a way out.
    """
    try:
        return journal.append(
            actions,
            recorded.by(),
            recorded.why(),
            expected_version=recorded.expect_version,
            entry_id=recorded.entry_id,
            let_fall=let_fall,
        )
    except InvalidScenarioError as error:
        options.complain(error)
        may_fall = falls and isinstance(error, LaterMovesError)
        advice = "; with --let-fall the moves above are retracted as well" if may_fall else ""
        say(f"{journal.address}: nothing recorded{advice}", err=True)
        ctx.exit(INVALID)


def say_recorded(journal: "Journal", entries: Sequence[Entry], numbers: Callable[[Entry], int | None]) -> None:
    """Say which entries have been recorded, with the number of the move that each has added."""
    for entry in entries:
        number = numbers(entry)
        move = f" (move #{number})" if number else ""
        say(f"{journal.address}: @{entry.number} recorded: {action_in_words(entry.action)}{move}")


def no_number(entry: Entry) -> None:
    """No number of a move."""


def number_before(record: FoldedRecord) -> Callable[[Entry], int | None]:
    """What gives the number that the move of an entry had in the record before."""

    def number(entry: Entry) -> int | None:
        return record.number_of(entry.action.move) if isinstance(entry.action, Amend | Retract) else None

    return number
