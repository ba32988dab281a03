"""What checks the arguments of a function before it is called, and how what is wrong is said."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, Final, NoReturn, ParamSpec, TypeVar

from sim.testing.signatures import readable

P = ParamSpec("P")
R = TypeVar("R")

Given = dict[str, Any]
"""The arguments of a call by name; a check may put the same value in a form that can be read twice."""
Check = Callable[[Given], None]


def checked(*checks: Check) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The function with its arguments checked when it is called, and a signature that is short to read."""

    def decorated(function: Callable[P, R]) -> Callable[P, R]:
        parameters = signature(function)

        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            bound = parameters.bind(*args, **kwargs)
            bound.apply_defaults()
            for check in checks:
                check(bound.arguments)
            return function(*bound.args, **bound.kwargs)

        wrapper.__signature__ = readable(parameters)  # type: ignore[attr-defined]
        return wrapper

    return decorated


def refuse(sentence: str) -> NoReturn:
    """Raise InvalidArgument. Where hypothesis is not there, as for the plain player, it is the TypeError that it is."""
    try:
        from hypothesis.errors import InvalidArgument  # noqa: PLC0415 - the plain player does without hypothesis
    except ImportError:
        raise TypeError(sentence) from None
    raise InvalidArgument(sentence)


def shown(value: Any) -> str:
    """A value in short: a class by its name."""
    text = value.__name__ if isinstance(value, type) else repr(value)
    return text if len(text) <= _SHORT else f"a {type(value).__name__}"


_SHORT: Final = 60
