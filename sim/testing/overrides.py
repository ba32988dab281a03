"""The options of a generated move: date offsets and overrides of fields, each of which names what it is.

They hardly depend on what has happened, so that a pick keeps its meaning when earlier moves are left out.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise
from typing import Any, Final

from attrs import evolve, fields, frozen

from sim.history.triggers import unknown_stands
from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.frozen import FrozenDict
from sim.model.move import Commit, Holds, Move, fields_of, holding
from sim.model.setting import Setting
from sim.rules.registry import CREATING_MOVES, LIFECYCLES, MOVES_BY_VERB
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
    """The date of the next move: so many days after the last one, and written in this form.

    With `of_turn`, the days are counted from the next day on which the subject of the move turns, or that it names.
    """

    gap: int = 0
    form: str = "{day}"
    of_turn: bool = False

    def after(self, last: date, turn: date | None = None) -> When | None:
        """The date of a move that follows one on the day *last*; None if there is no such day, or no *turn*."""
        first = turn if self.of_turn else last
        if first is None or (date.max - first).days < self.gap:
            return None
        day = first + timedelta(self.gap)
        if day < last:
            return None
        return When.of(day) if self.form == "{day}" else self._spelt(day)

    def _spelt(self, day: date) -> When:
        before = max(day.toordinal() - 20, 1)
        return When.of(self.form.format(day=day, month=day.isoformat()[:7], before=date.fromordinal(before)))


DATE_OFFSETS: Final = (
    *(DateOffset(gap) for gap in (0, 1, 3, 20, 40)),
    *(DateOffset(gap, of_turn=True) for gap in (-1, 0, 1, 2)),
    *(DateOffset(form=form) for form in ("{day}?", "../{day}", "{day}/..", "{month}", "{before}/{day}")),
)


def next_turn(subject: Subject | None, last: date) -> date | None:
    """The next day after the day *last* on which the subject turns by itself, or that its newest moves name.

    None if there is none. A turn is the first day of another status, so a last day may be the day before.
    """
    if subject is None:
        return None
    named = (day for move in islice(subject.trail, _NEWEST) for day in _days_named(move))
    return min((day for day in (*subject.turning_days(), *named) if day > last), default=None)


_NEWEST: Final = 3
"""The newest moves on a subject, whose ends are looked at."""


def _days_named(move: Move) -> Iterator[date]:
    """The best dates of the ends that a move names."""
    ends = (getattr(move, name) for name in _ENDS[type(move)])
    return (end.best for end in ends if end is not None)


_ENDS: Final = {
    verb: tuple(each.name for each in fields_of(verb) if each.name != "date" and holding(each).form == "date")
    for verb in MOVES_BY_VERB.values()
}
"""The fields of each move that hold a date, apart from its own."""


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
        return self.names_fit(state, move) and self.asks_fit(state) and is_possible(state, self.applied_to(move))

    @property
    def about(self) -> str:
        """The name of its first field; none without a field."""
        return self.fields[0][0] if self.fields else ""

    @property
    def may_be_refused(self) -> bool:
        """Whether it has more than texts, which the law never looks at."""
        return bool(self.subjects or self.also) or any(not isinstance(value, str) for _, value in self.fields)

    def names_fit(self, state: Negotiation, move: Move) -> bool:
        """Whether the tables know of such a move on what it names: most names are of other things, and not tried."""
        kind = type(state.subjects.get(move.subject))
        if any(name in move.subjects or type(state.subjects.get(name)) is not kind for name in self.also):
            return type(move) is Commit and not any(name in move.subjects for name in self.also)
        if not all(name in state.subjects for name in self.subjects):
            return False
        starts = _STARTS.get((type(move), self.fields[0][0])) if self.subjects else None
        named = (state.subjects[name] for name in self.subjects)
        return starts is None or not any(starts.get(type(each), _NONE).isdisjoint(statuses_met(each)) for each in named)

    def asks_fit(self, state: Negotiation) -> bool:
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


@frozen(cache_hash=True)
class NamingOverride:
    """An override that names a subject, or two, in a field or beside the move's own: which ones is another choice."""

    field: str = ""
    form: str = ""
    status: str = ""
    count: int = 1

    @property
    def about(self) -> str:
        """The name of its field; `subject` for further subjects of the move."""
        return self.field or "subject"

    def naming(self, *names: str) -> FieldOverrides:
        """The override with these subjects; without a field they are further subjects of the move."""
        if not self.field:
            return FieldOverrides(also=names)
        if self.status:
            return FieldOverrides(((self.field, Condition(dict.fromkeys(names, self.status))),), names)
        return FieldOverrides(((self.field, names if len(names) > 1 else names[0]),), names)

    def fits_name(self, state: Negotiation, move: Move, name: str) -> bool:
        """Whether the tables know of such a move that names this subject."""
        naming = self.naming(name)
        return naming.names_fit(state, move) and naming.asks_fit(state)


Override = FieldOverrides | NamingOverride


class OverrideChoices:
    """The overrides of one verb in one setting, each with its weight: none at all first, those that name subjects last.

    The list is the same whatever has happened.
    """

    def __init__(self, verb: type[Move], setting: Setting) -> None:
        fields_held = dict(_fields_of(verb))
        common = [override for name in _COMMON for override in _single(name, fields_held.pop(name), setting)]
        specific = [override for name, about in fields_held.items() for override in _single(name, about, setting)]
        pairs = [override + common[number % len(common)] for number, override in enumerate(specific)] if common else []
        fixed = (FieldOverrides(), *specific, *common, *pairs, *_begun_and_ended(fields_held))
        naming = dict.fromkeys(_naming(verb, fields_held))
        self.options: tuple[Override, ...] = (*dict.fromkeys(fixed), *naming)
        self.weights = (0, *(_weight(option, specific) for option in self.options[1:]))

    def option(self, number: int) -> Override | None:
        """The override of that number, if there is one."""
        return self.options[number] if number < len(self.options) else None

    def among(self, names: Sequence[str]) -> tuple[FieldOverrides, ...]:
        """All of them, where subjects are called by these *names*; more names only add to the end."""
        fixed = [option for option in self.options if isinstance(option, FieldOverrides)]
        return (*fixed, *self._naming_each(names))

    def _naming_each(self, names: Sequence[str]) -> Iterator[FieldOverrides]:
        naming = [option for option in self.options if isinstance(option, NamingOverride)]
        for before, name in zip(("", *names), names, strict=False):
            for option in naming:
                if option.count == 1:
                    yield option.naming(name)
                elif before:
                    yield option.naming(before, name)


def _naming(verb: type[Move], fields_held: Mapping[str, Holds]) -> Iterator[NamingOverride]:
    for name, about in fields_held.items():
        if about.name == "subject":
            yield NamingOverride(name, about.form)
            if about.form == "ids":
                yield NamingOverride(name, about.form, count=2)
        if about.form == "condition":
            statuses = _MET_BY_CONCESSION if name == "unless" else _MET_BY_HARM
            yield from (NamingOverride(name, about.form, status) for status in statuses)
    if verb not in CREATING_MOVES or verb is Commit:
        yield from (NamingOverride(), NamingOverride(count=2))


_RATIFIED: Final = 60
_BEGUN_AND_ENDED: Final = 8
_NAMING: Final = 30
_RARELY_FIT: Final = 100
_CONDITIONAL: Final = 24
_ENDING: Final = 16
_SPECIFIC: Final = 4


def _weight(option: Override, specific: Container[Override]) -> int:
    """How often an override is to be taken: more often where few fit and some rows need them."""
    if isinstance(option, NamingOverride):
        if option.status:
            return _CONDITIONAL
        return _RARELY_FIT if option.field in ("", "under", "as_", "replaces") else _NAMING
    names = [name for name, _ in option.fields]
    if names == ["effective", "until"]:
        return _BEGUN_AND_ENDED
    if option not in specific:
        return 1
    if names == ["subject_to"]:
        return _RATIFIED
    return _ENDING if isinstance(option.fields[0][1], int) else _SPECIFIC


_MET_BY_HARM: Final = ("opposed", "in-place", "suspended", "in-breach", "broken-off")
"""The statuses that `if` asks for on the record: each kind of subject has one of them."""
_MET_BY_CONCESSION: Final = ("accepted", "withdrawn", "lifted", "in-force", "fulfilled", "scheduled", "in-session")
"""The statuses that `unless` asks for on the record: none of them is brought about by harm."""


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
