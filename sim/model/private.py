"""The key `private`: the fields of a move, a declaration or a source that its record keeps to itself.

The law looks at none of them, and each can be missing, so that the record is the same without them.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from sim.model.errors import InvalidFieldError, did_you_mean

if TYPE_CHECKING:
    from attrs import Attribute

OF_A_MOVE: Final = ("speaker", "quote", "source", "channel", "note", "action")
OF_A_DECLARATION: Final = ("source", "quote", "note")
OF_A_SOURCE: Final = ("title", "url", "note")

Check = Callable[[object, "Attribute[Any]", tuple[str, ...]], None]


def only_of(able: tuple[str, ...]) -> Check:
    """A validator that lets only keys pass that can be private, each once. Raises: InvalidFieldError."""

    def check(record: object, attribute: "Attribute[Any]", value: tuple[str, ...]) -> None:
        for name in value:
            if name not in able:
                raise InvalidFieldError(cannot_be_private(name, able))
        if len(set(value)) != len(value):
            raise InvalidFieldError("private names each key once")

    return check


def cannot_be_private(name: str, able: tuple[str, ...]) -> str:
    """The complaint about a key that cannot be private."""
    return f"{name!r} cannot be private{did_you_mean(name, able)}"


def private_fields(record: Any) -> Iterator[str]:
    """The fields of a move, a declaration or a source that are marked as private and have a value."""
    return (name for name in record.private if getattr(record, name, None) not in (None, (), ""))
