"""`--only`: the names of what a command is to print, repeated or with commas between them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from sim.model.errors import did_you_mean

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Command = Callable[..., Any]


class SelectionType(click.ParamType[tuple[str, ...]]):
    """Some of the *names* that there are, with commas between; a *noun* says what they are names of."""

    name = "selection"

    def __init__(self, names: Sequence[str], noun: str) -> None:
        self.names = tuple(names)
        self.noun = noun

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The names."""
        selected = tuple(name.strip() for name in value.split(","))
        for name in selected:
            if name not in self.names:
                self.fail(f"there is no {self.noun} {name!r}{did_you_mean(name, self.names)}", param, ctx)
        return selected

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """The names with which the last one may go on."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - no call but that of a shell has use for it

        before, comma, last = incomplete.rpartition(",")
        return [CompletionItem(f"{before}{comma}{name}") for name in self.names if name.startswith(last)]


def names_between_commas(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names in an option that may be repeated, each value with one or several, each name once.

    Raises: click.BadParameter for an empty one.
    """
    names = tuple(name.strip() for value in values for name in value.split(","))
    if not all(names):
        raise click.BadParameter("a name is missing; write one, or several with commas between", ctx, param)
    return tuple(dict.fromkeys(names))


def only_option(names: Sequence[str], explained: str, noun: str = "table") -> Callable[[Command], Command]:
    """`--only`, which takes some of the *names*; the help is *explained* after what goes for all of them."""
    return click.option(
        "--only",
        type=SelectionType(names, noun),
        multiple=True,
        callback=_selected,
        metavar=f"{noun.upper()},...",
        help=f"Print only this {noun}, or several: with commas between, or repeated. {explained}",
    )


def _selected(ctx: click.Context, param: click.Parameter, values: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The names of all values, each once."""
    return tuple(dict.fromkeys(name for names in values for name in names))
