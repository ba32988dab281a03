"""The options of a generated move: date offsets and overrides of fields, each of which names what it is.

They hardly depend on what has happened, so that a pick keeps its meaning when earlier moves are left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from attrs import evolve, fields, frozen

from sim.history.triggers import unknown_stands
from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.frozen import FrozenDict
from sim.model.move import Commit, Holds, Move, fields_of, holding
from sim.model.setting import Setting
from sim.rules.registry import CREATING_MOVES, LIFECYCLES
from sim.rules.state import Negotiation
from sim.rules.subject import Status, Subject
from sim.rules.subjects.statements import Remark
from sim.testing.actions import KINDS, is_possible, statuses_met
from sim.testing.terms import values_of_terms

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


# OVERRIDES

Value = Any
"""The value of a field; for a date, days to add to the one that it has; None removes it."""


@frozen(cache_hash=True)
class FieldOverrides:
    """Optional fields of a move with their values, the subjects that they name, and further subjects of the move."""

    fields: tuple[tuple[str, Value], ...] = ()
    subjects: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def applied_to(self, move: Move) -> Move:
        """The move with these fields, on these subjects as well."""
        values = {name: _value_on(move, name, value) for name, value in self.fields}
        if self.also:
            values["subject"] = (*move.subjects, *self.also)
        return evolve(move, **values) if values else move

    def suits(self, state: Negotiation, move: Move) -> bool:
        """Whether a legal move is possible with these fields."""
        return self._names_fit(state, move) and self._asks_fit(state) and is_possible(state, self.applied_to(move))

    @property
    def may_be_refused(self) -> bool:
        """Whether it has more than texts, which the law never looks at."""
        return bool(self.subjects or self.also) or any(not isinstance(value, str) for _, value in self.fields)

    def _names_fit(self, state: Negotiation, move: Move) -> bool:
        """Whether the tables know of such a move on what it names: most names are of other things, and not tried."""
        kind = type(state.subjects.get(move.subject))
        if any(name in move.subjects or type(state.subjects.get(name)) is not kind for name in self.also):
            return type(move) is Commit and not any(name in move.subjects for name in self.also)
        if not all(name in state.subjects for name in self.subjects):
            return False
        starts = _STARTS.get((type(move), self.fields[0][0])) if self.subjects else None
        named = (state.subjects[name] for name in self.subjects)
        return starts is None or not any(starts.get(type(each), _NONE).isdisjoint(statuses_met(each)) for each in named)

    def _asks_fit(self, state: Negotiation) -> bool:
        """Whether the subjects in a condition on the record can be as it asks."""
        conditions = (value for _, value in self.fields if isinstance(value, Condition))
        return not any(unknown_stands(state.subjects, state.setting, condition) for condition in conditions)

    def __add__(self, other: "FieldOverrides") -> "FieldOverrides":
        return FieldOverrides(
            (*self.fields, *other.fields), (*self.subjects, *other.subjects), (*self.also, *other.also)
        )


def _starts() -> dict[tuple[type[Move], str], dict[type[Subject], frozenset[Status | None]]]:
    """The statuses by the verb and the field that names a subject, and its kind; `as` may also record other harm."""
    starts: dict[tuple[type[Move], str], dict[type[Subject], frozenset[Status | None]]] = {}
    for kind, lifecycle in LIFECYCLES.items():
        for row in lifecycle.transitions:
            if row.target not in ("subject", "as_"):
                by_kind = starts.setdefault((row.move, row.target), {})
                by_kind[kind] = by_kind.get(kind, frozenset()) | {row.start}
    return starts


_STARTS: Final = _starts()
_NONE: Final = frozenset[Status | None]()


def _value_on(move: Move, name: str, value: Value) -> Value:
    if not isinstance(value, int):
        return value
    day = (getattr(move, name) or move.date).best
    return When.of(day + min(timedelta(value), date.max - day))


_RATIFIED: Final = 12
"""Copies of the overrides that name ratifiers, as every vote needs one."""
_KEPT: Final = 256
"""The most lists of names for which the overrides are kept."""
_SHARE: Final = 3
"""Each override that names a subject has one copy for so many that name none, as few fit and some rows need them."""


class OverrideChoices:
    """The overrides of one verb in one setting: none at all first, those that name subjects last."""

    def __init__(self, verb: type[Move], setting: Setting) -> None:
        fields_held = dict(_fields_of(verb))
        common = [override for name in _COMMON for override in _single(name, fields_held.pop(name), setting)]
        specific = [override for name, about in fields_held.items() for override in _single(name, about, setting)]
        ratified = [override for override in specific if override.fields[0][0] == "subject_to"] * _RATIFIED
        pairs = [override + common[number % len(common)] for number, override in enumerate(specific)] if common else []
        self._fixed = (FieldOverrides(), *specific, *common, *pairs, *ratified, *_begun_and_ended(fields_held))
        self._naming = tuple((name, about.form) for name, about in fields_held.items() if about.name == "subject")
        self._conditions = tuple(name for name, about in fields_held.items() if about.form == "condition")
        self._takes_several = verb not in CREATING_MOVES or verb is Commit
        self._among = lru_cache(_KEPT)(lambda names: (*self._fixed, *self._naming_each(names)))

    def among(self, names: Sequence[str]) -> tuple[FieldOverrides, ...]:
        """All of them, where subjects are called by these *names*; more names only add to the end."""
        if not self._naming and not self._conditions and not self._takes_several:
            return self._fixed
        return self._among(tuple(names))

    def _naming_each(self, names: Sequence[str]) -> Iterator[FieldOverrides]:
        for before, name in zip(("", *names), names, strict=False):
            for field_name, form in self._naming:
                yield from [FieldOverrides(((field_name, name),), (name,))] * max(len(self._fixed) // _SHARE, 1)
                if form == "ids" and before:
                    yield FieldOverrides(((field_name, (before, name)),), (before, name))
            for field_name in self._conditions:
                statuses = _MET_BY_CONCESSION if field_name == "unless" else _MET_BY_HARM
                for status in statuses:
                    yield from [FieldOverrides(((field_name, Condition({name: status})),), (name,))] * _CONDITIONAL
            if self._takes_several:
                yield from [FieldOverrides(also=(name,))] * _TOGETHER


_MET_BY_HARM: Final = ("opposed", "in-place", "suspended", "in-breach", "broken-off")
"""The statuses that `if` asks for on the record: each kind of subject has one of them."""
_MET_BY_CONCESSION: Final = ("accepted", "withdrawn", "lifted", "in-force", "fulfilled", "scheduled", "in-session")
"""The statuses that `unless` asks for on the record: none of them is brought about by harm."""
_TOGETHER: Final = 3
"""Copies of each further subject of a move, as only those of its own kind fit."""
_CONDITIONAL: Final = 2
"""Copies of each condition on the record, as few of them fit a subject."""


def _begun_and_ended(fields_held: dict[str, Holds]) -> Iterator[FieldOverrides]:
    """A beginning and an end together, for moves that have both."""
    if {"effective", "until"} <= fields_held.keys():
        yield FieldOverrides((("effective", 1), ("until", 10)))
        yield FieldOverrides((("effective", 10), ("until", 40)))


_COMMON: Final = tuple(attribute.name for attribute in fields_of(Move) if attribute.name not in ("by", "date"))


def _fields_of(verb: type[Move]) -> Iterator[tuple[str, Holds]]:
    """The optional fields of *verb* with what they hold; the kind belongs to the action where it matters."""
    for attribute in fields_of(verb):
        if attribute.name not in ("by", "date") and not (attribute.name == "kind" and verb in KINDS):
            yield attribute.name, holding(attribute)
    if verb is Remark:
        yield "subject", holding(fields(Remark).subjects)


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
    if about.form == "terms":
        return (TEXTS[1], *_terms(setting))
    if about.form == "id" and about.name == "subject":
        return (None,)
    declared = tuple(setting.declared.get(about.name, ()))[:4]
    return declared if about.form == "id" else (*((name,) for name in declared), *pairwise(declared))


def _terms(setting: Setting) -> Iterator[FrozenDict[str, str]]:
    """The value of one term, and the values of two."""
    (one, values), (other, others), *_ = values_of_terms(setting).items()
    yield FrozenDict({one: values[0]})
    yield FrozenDict({one: values[-1], other: others[0]})
