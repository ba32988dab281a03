"""What an entry records, as JSON has it: `{"add": {…}, "after": 12}`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from sim.records.journal.entries import Action, Add, Amend, Declare, Redact, Retract
from sim.records.json_values import Json


def as_body(action: Action) -> Json:
    """The body of an entry that records this."""
    match action:
        case Declare(sections):
            return {"declare": sections}
        case Add(item, after):
            return {"add": item} if after is None else {"add": item, "after": after}
        case Amend(move, item):
            return {"amend": item, "move": move}
        case Retract(move):
            return {"retract": move}
        case Redact(entry, paths):  # pragma: no branch - there is no other
            return {"redact": list(paths), "entry": entry}


def of_body(body: Json) -> Action:
    """What a body records. Raises: KeyError, TypeError or ValueError if it is none."""
    verb = next(iter(body))
    return _READ[verb](body)


def plain(action: Action) -> Action:
    """The action as it reads when it comes back from the store: its lists are lists, and its dates are texts."""
    return of_body(_plain(as_body(action)))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if value is None or isinstance(value, str | int | float):
        return value
    return [_plain(part) for part in value] if isinstance(value, Iterable) else str(value)


def _item(value: Any) -> Json:
    if not isinstance(value, dict):
        raise TypeError("a mapping is wanted")
    return value


_READ: Final[dict[str, Callable[[Json], Action]]] = {
    Declare.verb: lambda body: Declare(_item(body["declare"])),
    Add.verb: lambda body: Add(_item(body["add"]), None if body.get("after") is None else int(body["after"])),
    Amend.verb: lambda body: Amend(int(body["move"]), _item(body["amend"])),
    Retract.verb: lambda body: Retract(int(body["retract"])),
    Redact.verb: lambda body: Redact(int(body["entry"]), tuple(body["redact"])),
}
