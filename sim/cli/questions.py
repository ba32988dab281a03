"""Questions on a terminal, each asked again until its answer can be taken."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

import click

from sim.cli.printing import for_terminal, say
from sim.model.errors import did_you_mean

Value = TypeVar("Value")
_MOST: Final = 30
"""The most words that a question offers; of a longer list it shows so many."""


class InvalidAnswerError(Exception):
    """An answer that cannot be taken, and why."""


def asked(
    question: str, read: Callable[[str], Value], choices: Sequence[str] = (), default: str | None = None
) -> Value:
    """What is read of the answer to a question, which shows the *choices*; an empty answer is the *default*.

    What cannot be taken is for *read* to say, with InvalidAnswerError. Raises: click.Abort if the answers end.
    """
    shown = ", ".join((*choices[:_MOST], *(["…"] if len(choices) > _MOST else [])))
    text = for_terminal(f"{question} ({shown})" if shown else question)
    while True:
        answer = _answer(text, default)
        try:
            return read(answer)
        except InvalidAnswerError as error:
            say(str(error), err=True)


def _answer(text: str, default: str | None) -> str:
    """The answer, without blanks around it. Raises: click.UsageError if it is no text."""
    try:
        answer: str = click.prompt(text, default=default, show_default=bool(default))
    except UnicodeDecodeError:
        raise click.UsageError("the answer is not UTF-8 text") from None
    if any("\ud800" <= sign <= "\udfff" for sign in answer):
        raise click.UsageError("the answer is not UTF-8 text")
    return answer.strip()


def one_among(choices: Sequence[str], answer: str) -> str:
    """The answer, which is one of the choices. Raises: InvalidAnswerError."""
    if answer not in choices:
        raise InvalidAnswerError(f"{answer!r} is not possible here{did_you_mean(answer, choices)}")
    return answer


def listed(answer: str) -> list[str]:
    """The parts of an answer, with commas between."""
    return [part.strip() for part in answer.split(",")]
