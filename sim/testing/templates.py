"""Templates of requests: paths and JSON bodies in which `{field}` stands for the value of a field of a move."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, Protocol
from urllib.parse import quote

from sim.model.errors import did_you_mean
from sim.model.move import Move, fields_of

_FIELD: Final = re.compile(r"\{(\w+)\}")
_COMMON: Final = ("verb", "subject", "subjects", "by", "date")


class Templates(Protocol):
    """What has a path and a body."""

    @property
    def path(self) -> str: ...  # noqa: D102 - the name says it
    @property
    def body(self) -> Any: ...  # noqa: D102 - the name says it


def field_names(verb: type[Move]) -> tuple[str, ...]:
    """The names of the fields that a template for a verb may have."""
    return tuple(dict.fromkeys((*_COMMON, *(attribute.name for attribute in fields_of(verb)))))


def values_of(move: Move) -> dict[str, Any]:
    """The values of the fields of a move, as JSON has them."""
    return {name: as_json(getattr(move, name)) for name in field_names(type(move))}


def as_json(value: Any) -> Any:
    """A value of a field as JSON has it: dates and conditions as texts."""
    if isinstance(value, Mapping):
        return {str(key): as_json(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [as_json(part) for part in value]
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def fill(template: Any, values: Mapping[str, Any]) -> Any:
    """The body with the values in it; a text that is nothing but one field becomes the value itself."""
    if isinstance(template, Mapping):
        return {key: fill(part, values) for key, part in template.items()}
    if isinstance(template, list | tuple):
        return [fill(part, values) for part in template]
    if not isinstance(template, str):
        return template
    whole = _FIELD.fullmatch(template)
    return values[whole[1]] if whole else _FIELD.sub(lambda found: _as_text(values[found[1]]), template)


def fill_path(template: str, values: Mapping[str, Any]) -> str:
    """The path with the values in it, each escaped."""
    return _FIELD.sub(lambda found: quote(_as_text(values[found[1]]), safe=""), template)


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def faults(request: Templates, known: Collection[str], what: str) -> Iterator[str]:
    """The faults of a request in which these fields are known."""
    if not request.path.startswith("/"):
        yield f"{what} has the path {request.path!r}; a path begins with /"
    for text in (request.path, *_texts(request.body)):
        for name in _FIELD.findall(text):
            if name not in known:
                yield f"{what} has {{{name}}} in {text!r}, but there is no such field{did_you_mean(name, known)}"


def takes_several(request: Templates) -> bool:
    """Whether a request is for all subjects of a move."""
    return any("{subjects}" in text for text in (request.path, *_texts(request.body)))


def _texts(template: Any) -> Iterator[str]:
    if isinstance(template, str):
        yield template
    elif isinstance(template, Mapping):
        yield from (text for part in template.values() for text in _texts(part))
    elif isinstance(template, list | tuple):
        yield from (text for part in template for text in _texts(part))
