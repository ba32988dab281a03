"""Signatures that are short to read, as `help` shows them: types and long defaults by their names."""

import types
from collections.abc import Iterator
from inspect import Parameter, Signature
from typing import Any, Final, Union, get_args, get_origin

from attrs import frozen

from sim.model.setting import Setting
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB
from sim.rules.state import Negotiation

_KINDS: Final = {Negotiation: "START", Setting: "SETTING"}
"""The kinds of defaults of which the kit has one each, with its name."""
_LISTS: Final = {tuple(MOVES_BY_VERB.values()): "EVERY_MOVE", tuple(LIFECYCLES): "EVERY_SUBJECT"}
"""The long lists that are defaults, with their names."""
_SPECIAL: Final = {None: "None", types.NoneType: "None", Ellipsis: "..."}
_LONGEST: Final = 60


@frozen(repr=False)
class _Written:
    """What stands in a signature as it is."""

    text: str

    def __repr__(self) -> str:
        return self.text


def readable(signature: Signature) -> Signature:
    """The signature with short names for types and for long defaults."""
    parameters = [
        each.replace(annotation=_annotation(each.annotation), default=_default(each.default))
        for each in signature.parameters.values()
    ]
    return signature.replace(parameters=parameters, return_annotation=_annotation(signature.return_annotation))


def _annotation(annotation: Any) -> Any:
    return annotation if annotation is Parameter.empty else _Written(named(annotation))


def _default(default: Any) -> Any:
    if default is Parameter.empty:
        return default
    called = _KINDS.get(type(default)) or (_LISTS.get(default) if isinstance(default, tuple) else None) or repr(default)
    return _Written(called if len(called) <= _LONGEST else "…")


def named(annotation: Any) -> str:
    """A type as one writes it, without the modules of its parts."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, list):
        return f"[{', '.join(map(named, annotation))}]"
    if annotation in _SPECIAL:
        return _SPECIAL[annotation]
    if origin in (Union, types.UnionType):
        return " | ".join(_alternatives(parts))
    if origin is not None:
        return f"{origin.__name__}[{', '.join(map(named, parts))}]"
    return getattr(annotation, "__name__", None) or str(annotation).rpartition(".")[2]


def _alternatives(parts: tuple[Any, ...]) -> Iterator[str]:
    """The names of alternatives; a setting or a state is called a beginning."""
    rest = [part for part in parts if part not in (Setting, Negotiation)]
    if len(rest) == len(parts) - 2:
        yield "Beginning"
    else:
        rest = list(parts)
    yield from map(named, rest)
