"""Names that are not known: decided here, for the verdict on a move and for the reader of files."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from attrs import fields

from sim.model.errors import MANY, Violation, did_you_mean
from sim.model.move import Move, holding
from sim.model.setting import Setting
from sim.rules.subject import StateLike, Subjects

_NAMESPACES = ("issue", "source", "subject")
Declared = Mapping[str, Mapping[str, None]]
UnknownName = tuple[str, str, str]
"""The field that names what is not known, the namespace, and the name."""


class _NameFields(dict[type[Move], tuple[tuple[str, str], ...]]):
    """Filled as it is asked."""

    def __missing__(self, verb: type[Move]) -> tuple[tuple[str, str], ...]:
        pairs = ((attribute.name, holding(attribute).name) for attribute in fields(verb))
        self[verb] = tuple(pair for pair in pairs if pair[1] in _NAMESPACES and pair != ("subject", "subject"))
        return self[verb]


NAME_FIELDS: Final = _NameFields()
"""The fields of each move, beside what it acts on, that hold names, each with its namespace."""


def unknown_names(state: StateLike, move: Move) -> list[UnknownName]:
    """The names of issues, sources and subjects in the fields of a move that nobody has declared or made."""
    return _unknown(type(move), move.__getattribute__, state.setting.declared, state.subjects)


def undeclared(setting: Setting, verb: type[Move], value_of: Callable[[str], Any]) -> Iterator[Violation]:
    """The violations by issues and sources that the fields of a move name and nobody has declared."""
    declared = setting.declared
    for field, namespace, name in _unknown(verb, value_of, declared, None):
        known = declared[namespace]
        yield Violation(f"no {namespace} {name!r} is declared{did_you_mean(name, known)}", field, name)


def unmade(state: StateLike, move: Move) -> Iterator[Violation]:
    """The violations by subjects that the fields of a move name and nobody has made."""
    for field, namespace, name in unknown_names(state, move):
        if namespace == "subject":
            yield Violation(f"nobody has made {name!r} yet{did_you_mean(name, known_ids(state))}", field, name)


def not_an_actor(setting: Setting, by: str | None) -> Iterator[Violation]:
    """The violation by a `by` that nobody has declared."""
    if by is not None and by not in setting.actors:
        yield Violation(f"nobody named {by!r} takes part{did_you_mean(by, setting.actors)}", "by", by)


def known_ids(state: StateLike) -> Collection[str]:
    """The ids of all subjects: in order of creation where they are few, quick to look up where they are many."""
    return state.ids if len(state.subjects) <= MANY else state.subjects


def _unknown(
    verb: type[Move], value_of: Callable[[str], Any], declared: Declared, subjects: Subjects | None
) -> list[UnknownName]:
    """The names in the fields of a move that are not known; without *subjects* those of subjects are not looked at."""
    unknown = []
    for field, namespace in NAME_FIELDS[verb]:
        value = value_of(field)
        known = declared.get(namespace, subjects) if value else None
        if known is not None:
            for name in (value,) if isinstance(value, str) else value:
                if name not in known:
                    unknown.append((field, namespace, name))  # noqa: PERF401 - a comprehension is slower here
    return unknown
