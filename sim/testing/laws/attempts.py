"""Attempts: moves on a subject that are legal or nearly so."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from attrs import NOTHING, fields, frozen

from sim.model.condition import Condition
from sim.model.dates import NO_DAY, When
from sim.model.move import Commit, Holds, Move, fields_of, holding
from sim.model.setting import Setting
from sim.rules.registry import CREATING_MOVES, MOVES_BY_VERB, lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Remark

Fields = dict[str, Any]

ALL: Final = tuple(MOVES_BY_VERB.values())


@frozen
class _Form:
    """The fields of a verb: those that it must have, each choice, and the names of the others by form."""

    needed: dict[str, Holds]
    choices: tuple[Fields, ...]
    texts: tuple[str, ...]
    ends: tuple[str, ...]
    naming: tuple[str, ...]
    ratifiers: tuple[str, ...]
    conditions: tuple[str, ...]

    @classmethod
    def of(cls, verb: type[Move]) -> "_Form":
        """The form of a verb."""
        attributes = [attribute for attribute in fields_of(verb) if attribute.name not in _COMMON]
        held = [(attribute.name, holding(attribute)) for attribute in attributes]
        return cls(
            needed={attribute.name: holding(attribute) for attribute in attributes if attribute.default is NOTHING},
            choices=tuple({name: choice} for name, about in held for choice in about.choices),
            texts=tuple(name for name, about in held if about.form == "text"),
            ends=tuple(name for name, about in held if about.form == "date"),
            naming=tuple(name for name, about in held if about.name == "subject"),
            ratifiers=tuple(name for name, about in held if about.name == "third-party"),
            conditions=tuple(name for name, about in held if about.form == "condition"),
        )


_COMMON: Final = frozenset(attribute.name for attribute in fields(Move))
_FORMS: Final = {verb: _Form.of(verb) for verb in ALL}


def attempts(
    state: Negotiation, name: str, by: str | None, day: When, verbs: Iterable[type[Move]] = ALL
) -> Iterator[Move]:
    """Every verb by one actor on a subject, plain and with each optional field; and all that might name it.

    A verb that makes something is tried with the id that is taken, too; and each on the subject and another together.
    """
    for verb in _written_with(by, verbs):
        plain = _plain(verb, by, day, state.setting)
        for values in _ways(state, verb, name, by, day):
            yield verb(**{**plain, **values})


def beginnings(state: Negotiation, by: str | None, day: When, verbs: Iterable[type[Move]] = ALL) -> Iterator[Move]:
    """Every verb by one actor that makes a subject or a statement, once for each kind of these."""
    for verb in _written_with(by, verbs):
        subjects = (state.setting.issue_ids,) if verb is Remark else (_free(state),)
        for subject in filter(None, subjects) if verb in CREATING_MOVES else ():
            plain = _plain(verb, by, day, state.setting) | {"subject": subject}
            for values in _FORMS[verb].choices or ({},):
                yield verb(**{**plain, **values})


def the_day_before(day: date) -> date:
    """The day before, if the calendar has one."""
    return day - timedelta(day > date.min)


def _written_with(by: str | None, verbs: Iterable[type[Move]]) -> Iterator[type[Move]]:
    """The verbs that can be written with this `by`; the lapse has none."""
    return (verb for verb in verbs if by is None or fields(verb).by.init)


def _plain(verb: type[Move], by: str | None, day: When, setting: Setting) -> Fields:
    """The fields that a move of the verb must have, beside its subject."""
    needed = {name: _something(about, setting) for name, about in _FORMS[verb].needed.items()}
    return needed | {"date": day} | ({"by": by} if fields(verb).by.init else {})


def _something(about: Holds, setting: Setting) -> Any:
    """Something that a field can hold."""
    return setting.issue_ids[:1] if about.form == "ids" else (*about.choices, "something")[0]


def _ways(state: Negotiation, verb: type[Move], name: str, by: str | None, day: When) -> Iterator[Fields]:
    """The ways to try a verb on a subject: the field that names it, and optional fields."""
    if verb in CREATING_MOVES:
        yield from ({"subject": _free(state), field: name} for field in _FORMS[verb].naming)
        for field in _FORMS[verb].conditions:
            yield from (
                {"subject": _free(state), field: Condition({name: status})} for status in _asked_of(state, name)
            )
    if verb not in CREATING_MOVES or verb is Commit:
        yield from ({"subject": name, **values} for values in _optional(state, verb, name, by, day))
    if verb is not Remark:
        yield {"subject": name}
        yield from ({"subject": (name, other)} for other in _others(state, name))


def _optional(state: Negotiation, verb: type[Move], name: str, by: str | None, day: When) -> Iterator[Fields]:
    """Fields to try, each alone: dates past and far, choices, subjects; and all texts together."""
    form = _FORMS[verb]
    yield from ({end: last} for end in form.ends for last in (the_day_before(day.best), date.max))
    yield from (dict.fromkeys(form.texts, "something"),) if form.texts else ()
    yield from form.choices
    for field in form.naming:
        yield from ({field: other} for other in (name, *_harms(state, by, day), *_others(state, name)))
    yield from ({field: other} for field in form.ratifiers for other in sorted(state.setting.outsiders))


def _others(state: Negotiation, name: str) -> tuple[str, ...]:
    """Another subject, the next one in order of creation."""
    ids = state.ids
    return tuple(other for other in (ids[ids.index(name) - 1],) if other != name)


def _asked_of(state: Negotiation, name: str) -> tuple[str, ...]:
    """Statuses that a condition may ask of a subject: the first of its table, and how it reads on no particular day."""
    subject = state.subjects[name]
    return tuple(dict.fromkeys((*lifecycle_of(subject).statuses[:3], *subject.statuses(NO_DAY).values())))


def _harms(state: Negotiation, by: str | None, day: When) -> list[str]:
    """The first subject that records a harm done by somebody, if there is one."""
    return [name for name in state.ids if state.subjects[name].is_harm_by(by, day)][:1]


def _free(state: Negotiation) -> str:
    """An id that is not taken: longer than any that is."""
    return "x" * (1 + max(map(len, state.ids), default=0))
