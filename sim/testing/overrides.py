"""The options of a generated move: date offsets, actions and overrides of fields, each of which names what it is.

They hardly depend on what has happened, so that a pick keeps its meaning when earlier moves are left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

from attrs import NOTHING, evolve, fields, frozen

from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.move import Holds, Move, fields_of, holding
from sim.model.setting import Setting
from sim.rules.lifecycle import Lifecycle
from sim.rules.registry import LIFECYCLES
from sim.rules.subjects.statements import Remark

TEXTS: Final = (
    "half and half",
    "40,000 tonnes a year: no more, no less",
    '"never", he said',
    "- not a list # nor a comment",
    "Рыба — общая",
    "公海上的配额",
    "שלום 'and' & * !",
    "first line\n  second line\n",
    "NO",
    "1.10",
    "🐟" * 3,
    "as the Minister of Fisheries put it on the steps of the ministry, " * 4,
)
"""Texts, short and long, in several scripts, with some that YAML could take for something else."""

DAYS_LATER: Final = (0, 1, 10, 40)
"""Days from the move, or from its present end, to the day on which something ends or takes effect."""


# DATES


@frozen
class DateOffset:
    """The date of the next move: so many days after the last one, and written in this form."""

    gap: int = 0
    form: str = "{day}"

    def after(self, last: date) -> When:
        """The date of a move that follows one on the day *last*."""
        day = last + timedelta(self.gap)
        before = max(day.toordinal() - 20, 1)
        return When.of(self.form.format(day=day, month=day.isoformat()[:7], before=date.fromordinal(before)))

    def is_possible_after(self, last: date) -> bool:
        """Whether the calendar has such a day."""
        return (date.max - last).days >= self.gap


DATE_OFFSETS: Final = (
    *(DateOffset(gap) for gap in (0, 1, 3, 20, 40)),
    *(DateOffset(form=form) for form in ("{day}?", "../{day}", "{day}/..", "{month}", "{before}/{day}")),
)


# ACTIONS


@frozen(cache_hash=True)
class Action:
    """A move without its subject, its date and its optional fields: verb, kind where that matters, actor."""

    verb: type[Move]
    kind: str
    by: str | None

    def on(self, subject: str, when: When) -> Move:
        """The move without any optional field; the law may refuse it for that."""
        values: dict[str, Any] = {"subject": subject, "date": when} | ({} if self.by is None else {"by": self.by})
        values |= {name: _placeholder(about, when) for name, about in _required(self.verb)}
        return self.verb(**values)

    @classmethod
    def of(cls, move: Move) -> "Action":
        """The action of a move."""
        verb = type(move)
        return cls(verb, getattr(move, "kind", "") if verb in KINDS else "", move.by)


def _required(verb: type[Move]) -> Iterator[tuple[str, Holds]]:
    """The fields that a move must have besides those of every move, with what they hold."""
    own = (attribute for attribute in fields_of(verb) if attribute.default is NOTHING)
    return ((attribute.name, holding(attribute)) for attribute in own if attribute.name not in ("by", "date"))


def _placeholder(about: Holds, when: When) -> Any:
    """A value that a field can hold."""
    return about.choices[0] if about.choices else when if about.form == "date" else "x"


def _kinds(lifecycle: Lifecycle) -> Iterator[tuple[type[Move], tuple[str, ...]]]:
    """The moves that make several kinds of a subject, with the kinds, if later rows tell them apart."""
    if any(row.kinds for row in lifecycle.transitions if row.start is not None):
        yield from ((row.move, row.kinds) for row in lifecycle.transitions if row.start is None)


KINDS: Final = dict(pair for lifecycle in LIFECYCLES.values() for pair in _kinds(lifecycle))
"""The kinds of subject that a move makes, for moves with a row for each of several kinds."""


# OVERRIDES

Value = Any
"""The value of a field; for a date, days to add to the one that it has; None removes it."""


@frozen(cache_hash=True)
class FieldOverrides:
    """Optional fields of a move with their values, and the subjects that they name."""

    fields: tuple[tuple[str, Value], ...] = ()
    subjects: tuple[str, ...] = ()

    def applied_to(self, move: Move) -> Move:
        """The move with these fields."""
        return (
            evolve(move, **{name: _value_on(move, name, value) for name, value in self.fields}) if self.fields else move
        )

    def __add__(self, other: "FieldOverrides") -> "FieldOverrides":
        return FieldOverrides((*self.fields, *other.fields), (*self.subjects, *other.subjects))


def _value_on(move: Move, name: str, value: Value) -> Value:
    if not isinstance(value, int):
        return value
    day = (getattr(move, name) or move.date).best
    return When.of(day + min(timedelta(value), date.max - day))


_EMPHASIS: Final = 3
"""Copies of an override that names a subject among the options, as few of them fit and some rows need one."""


class OverrideChoices:
    """The overrides of one verb in one setting: none at all first, those that name subjects last."""

    def __init__(self, verb: type[Move], setting: Setting) -> None:
        fields_held = dict(_fields_of(verb))
        common = [override for name in _COMMON for override in _single(name, fields_held.pop(name), setting)]
        specific = [override for name, about in fields_held.items() for override in _single(name, about, setting)]
        pairs = [override + common[number % len(common)] for number, override in enumerate(specific)] if common else []
        self._fixed = (FieldOverrides(), *specific, *common, *pairs)
        self._naming = tuple(
            (name, about.form)
            for name, about in fields_held.items()
            if about.name == "subject" or about.form == "condition"
        )

    def among(self, names: Sequence[str]) -> tuple[FieldOverrides, ...]:
        """All of them, where subjects are called by these *names*; more names only add to the end."""
        if not self._naming:
            return self._fixed
        return (*self._fixed, *(override for override in self._naming_each(names) for _ in range(_EMPHASIS)))

    def _naming_each(self, names: Sequence[str]) -> Iterator[FieldOverrides]:
        for before, name in zip(("", *names), names, strict=False):
            for field_name, form in self._naming:
                if form == "condition":
                    yield from (
                        FieldOverrides(((field_name, Condition({name: status})),), (name,)) for status in _STANDING
                    )
                    continue
                yield FieldOverrides(((field_name, name),), (name,))
                if form == "ids" and before:
                    yield FieldOverrides(((field_name, (before, name)),), (before, name))


_STANDING: Final = ("carried-out", "suspended", "broken-off")
"""The statuses that conditions on the record ask for: each kind of subject has one of them."""

_COMMON: Final = tuple(attribute.name for attribute in fields_of(Move) if attribute.name not in ("by", "date"))


def _fields_of(verb: type[Move]) -> Iterator[tuple[str, Holds]]:
    """The optional fields of *verb* with what they hold; the kind belongs to the action where it matters."""
    for attribute in fields_of(verb):
        if attribute.name not in ("by", "date") and not (attribute.name == "kind" and verb in KINDS):
            yield attribute.name, holding(attribute)
    if verb is Remark:
        yield "subject", holding(fields(Remark).subject)


def _single(name: str, about: Holds, setting: Setting) -> Iterator[FieldOverrides]:
    return (FieldOverrides(((name, value),)) for value in _values(name, about, setting))


def _values(name: str, about: Holds, setting: Setting) -> Iterable[Value]:
    """Some values of the field *name*, of those that do not depend on what has been made."""
    if about.form in ("text", "condition"):
        return (TEXTS[0], *TEXTS[1 + len(name) % 5 :: 5])
    if about.form == "choice":
        return about.choices
    if about.form == "date":
        return (*DAYS_LATER, None)
    declared = tuple(setting.declared.get(about.name, ()))[:4]
    return declared if about.form == "id" else (*((name,) for name in declared), *pairwise(declared))
