"""Names that are not known: decided here, for the verdict on a move and for the reader of files."""

from collections.abc import Callable, Collection, Container, Iterator, Mapping
from types import SimpleNamespace
from typing import Any, Final

from attrs import fields

from sim.model.errors import MANY, Violation, did_you_mean
from sim.model.move import Move, holding
from sim.model.setting import Setting
from sim.rules.subject import StateLike

_NAMESPACES = ("issue", "source", "third-party", "subject")
Declared = Mapping[str, Mapping[str, None]]
UnknownName = tuple[str, str, str]
"""The field that names what is not known, the namespace, and the name."""


class _NameFields(dict[type[Move], tuple[tuple[str, str], ...]]):
    """Filled as it is asked."""

    def __missing__(self, verb: type[Move]) -> tuple[tuple[str, str], ...]:
        pairs = ((each.name, holding(each).name) for each in fields(verb) if "holds" in each.metadata)
        self[verb] = tuple(pair for pair in pairs if pair[1] in _NAMESPACES and pair != ("subjects", "subject"))
        return self[verb]


NAME_FIELDS: Final = _NameFields()
"""The fields of each move that hold names, beside its own subject, each with its namespace."""


def unknown_names(verb: type[Move], move: object, declared: Declared, subjects: Container[str]) -> list[UnknownName]:
    """The undeclared and unmade names in the fields of a move, or of an object with its attributes."""
    unknown = []
    for field, namespace in NAME_FIELDS[verb]:
        value = getattr(move, field)
        if value:
            known = declared.get(namespace, subjects)
            for name in (value,) if isinstance(value, str) else value:
                if name not in known:
                    unknown.append((field, namespace, name))  # noqa: PERF401 - a comprehension is slower here
    return unknown


def undeclared(setting: Setting, verb: type[Move], value_of: Callable[[str], Any]) -> Iterator[Violation]:
    """The violations by issues and sources that the fields of a move name and nobody has declared."""
    values = SimpleNamespace(**{field: value_of(field) for field, _ in NAME_FIELDS[verb]})
    for field, namespace, name in unknown_names(verb, values, setting.declared, ()):
        if namespace != "subject":
            known = setting.declared[namespace]
            noun = namespace.replace("-", " ")
            reason = f"no {noun} {name!r} is declared{_ADVICE.get(field, '')}{did_you_mean(name, known)}"
            yield Violation(reason, _shown(field), name)


def _shown(field: str) -> str:
    """The field as a move takes it."""
    return "subject" if field == "subjects" else field


_ADVICE: Final = {
    "subject_to": "; name those who have to ratify, and write a condition in words under `if`",
    "as_": "; `as` names what records the harm already; a part is carried out at a `level`, the rest is a `raise`",
}


def unmade(state: StateLike, move: Move) -> Iterator[Violation]:
    """The violations by subjects that the fields of a move name and nobody has made."""
    for field, namespace, name in unknown_names(type(move), move, state.setting.declared, state.subjects):
        if namespace == "subject":
            reason = f"nobody has made {name!r} yet{_ADVICE.get(field, '')}{did_you_mean(name, known_ids(state))}"
            yield Violation(reason, field, name)


def not_an_actor(setting: Setting, by: str | None) -> Iterator[Violation]:
    """The violation by a `by` that nobody has declared."""
    if by is not None and by not in setting.actors:
        yield Violation(f"nobody named {by!r} takes part{did_you_mean(by, setting.actors)}", "by", by)


def known_ids(state: StateLike) -> Collection[str]:
    """The ids of all subjects: in order of creation where they are few, quick to look up where they are many."""
    return state.ids if len(state.subjects) <= MANY else state.subjects
