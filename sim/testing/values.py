"""Strategies for plain values: dates, texts, ids, settings, what they declare, and moves that need not be legal.

`STRATEGIES` has the strategy of each class. The metadata of its fields say what a move is built from, so that a
new move needs nothing here.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, lru_cache, partial
from string import ascii_lowercase
from typing import Any, Final, TypeVar

from attrs import Attribute, fields
from hypothesis import strategies as st

from sim.model.condition import Condition
from sim.model.dates import When, ends_before_it_begins
from sim.model.ids import RESERVED, is_id
from sim.model.move import Holds, Move, fields_of, holding
from sim.model.setting import Setting, Source
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.measures import DeclaredMeasure, Measure
from sim.rules.subjects.talks import IN_SESSION, LIFECYCLE, SCHEDULED, Talks
from sim.testing.arguments.beginnings import setting
from sim.testing.arguments.checks import checked
from sim.testing.arguments.lists import class_of_moves
from sim.testing.arguments.values import days
from sim.testing.overrides import TEXTS
from sim.testing.story import SETTING, START
from sim.testing.terms import values_of_terms

_KEPT: Final = 512
"""The most strategies with arguments that are kept: to make and check one costs more than to draw from it."""

Value = TypeVar("Value")
Verb = TypeVar("Verb", bound=Move)


def _optional(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value | None]:
    return st.none() | values


# DATES

_SPELLINGS: Final = (
    "{day}",
    "{month}",
    "{year}",
    "../{day}",
    "{day}/..",
    "{day}?",
    "{before_day}/{day}",
    "../{month}",
    "{month}/..",
    "{before_month}/{month}",
    "{before_year}/{year}",
)


@checked(days)
@lru_cache(_KEPT)
def whens(min_day: date = date.min, max_day: date = date.max) -> st.SearchStrategy[When]:
    """Dates in every form, the best date of each no earlier than `min_day` and no later than `max_day`.

    They shrink to a plain day, and that towards 2000-01-01.
    """
    spelt = partial(_spelt, min_day, max_day)
    return st.builds(spelt, st.sampled_from(_SPELLINGS), st.dates(min_day, max_day), st.integers(0, 800))


def _spelt(min_day: date, max_day: date, spelling: str, day: date, length: int) -> When:
    """The day in this form; as a plain day where the best date of the form would lie outside the bounds."""
    before = day - min(timedelta(length), day - date.min)
    named = {**_units("", day), **_units("before_", before)}
    when = When.of(spelling.format(**named))
    return when if min_day <= when.best <= max_day else When.of(day)


def _units(prefix: str, day: date) -> dict[str, str]:
    text = day.isoformat()
    return {f"{prefix}day": text, f"{prefix}month": text[:7], f"{prefix}year": text[:4]}


# TEXTS

_PIECES: Final = (
    *"\n \t#:-|>'\"&*?!%@`[]{},~=\\é漢🐟\N{ZERO WIDTH NO-BREAK SPACE}\N{LINE SEPARATOR}",
    *("\n\n", " #", ": ", "- ", "---", "\n...\n", "<<", "NO", "null", "1.10", "0x1F", "2007-10-12"),
)
_SIGNS: Final = st.characters(exclude_categories=("Cc", "Cs", "Cn"))
_GUARDED: Final = ("'=1+1", "''@x", "'-")
"""Texts that look as if safe CSV had put an apostrophe before them."""


@cache
def texts() -> st.SearchStrategy[str]:
    """Prose, with what YAML, terminals and spreadsheets trip over; all that a file can hold, and nothing else."""
    odd = st.lists(st.sampled_from(_PIECES) | st.text(_SIGNS, max_size=4), min_size=1, max_size=6)
    return st.sampled_from((*TEXTS, *_GUARDED)) | odd.map("".join).filter(bool)


_NAMES: Final = ("a", "b", "NO", "null", "0x1F", "2007-10-12", "010", "by", "moves", "expect", "propose", "talks")
_LETTERS: Final = st.sampled_from("abcdefghijklmnopqrstuvwxyz") | st.characters(categories=("L", "Nd"))
_INNER: Final = _LETTERS | st.sampled_from("-_0123456789") | st.characters(categories=("Mn", "Mc"))


@cache
def ids() -> st.SearchStrategy[str]:
    """Ids in several scripts, some of which mean something elsewhere in a file; never a reserved word."""
    made = st.builds(str.__add__, _LETTERS, st.text(_INNER, max_size=6))
    return st.sampled_from(_NAMES) | made.filter(lambda name: bool(is_id(name)) and name not in RESERVED)


# SETTINGS, AND WHAT THEY DECLARE


@cache
def sources() -> st.SearchStrategy[Source]:
    """Sources, some of which tell when they were published."""
    return st.builds(
        Source,
        title=texts(),
        published=_optional(whens()),
        url=_optional(texts()),
        note=_optional(texts()),
    )


_SCALES: Final = st.sampled_from(("%", "tonnes", "EUR per hour", "°", ("closed", "limited", "open"), ("NO", "- yes")))
"""The scales that issues declare for terms: units, and lists of words."""


@st.composite
def settings(draw: st.DrawFn) -> Setting:
    """Settings of up to four issues, three third parties, of whom some stand with a party, and three sources.

    Some issues declare the scales of terms.
    """
    actors = _distinct(draw(st.lists(st.tuples(ids(), texts()), min_size=2, max_size=5)))
    issues = draw(st.dictionaries(ids(), texts(), max_size=4))
    known = draw(st.dictionaries(ids(), sources(), max_size=3))
    (first, _), (second, _) = actors[:2]
    sides = {name: draw(st.sampled_from(("", first, second))) for name, _ in actors[2:]}
    standing = {name: party for name, party in sides.items() if party}
    names = st.sampled_from(("quota", "wage", "NO")) | texts().filter(
        lambda name: name != "<<"
    )  # in a file it is a merge
    scales = st.dictionaries(names, _SCALES, min_size=1, max_size=2)
    terms = draw(st.dictionaries(st.sampled_from(tuple(issues)), scales, max_size=2)) if issues else {}
    return Setting(actors[:2], issues, actors[2:], standing, known, terms)


def _distinct(actors: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The actors, each under an id of its own: whose is taken gets a letter. So the plainest are `a` and `b`."""
    by_id: dict[str, str] = {}
    for name, title in actors:
        by_id[next(free for free in (name, *ascii_lowercase) if free not in by_id)] = title
    return tuple(by_id.items())


@checked(setting("setting"))
@lru_cache(_KEPT)
def declarations(setting: Setting = SETTING) -> st.SearchStrategy[Declaration]:
    """Declarations of commitments that are in force when the record begins, or will be."""
    return st.builds(partial(_declared, Declaration), subject=ids(), **_of_a_declaration(setting))


@checked(setting("setting"))
@lru_cache(_KEPT)
def commitments(setting: Setting = SETTING) -> st.SearchStrategy[Commitment]:
    """Declared commitments: of both parties or of one, some of third parties as well or alone."""
    third_parties = tuple(sorted(setting.outsiders))
    bound = st.sampled_from(
        (
            *(setting.party_ids, setting.party_ids[:1], setting.party_ids[1:]),
            *((*setting.party_ids, name) for name in third_parties),
            *((name,) for name in third_parties),
        )
    )
    return st.builds(Commitment.declared, declarations(setting), bound)


@checked(setting("setting"))
@lru_cache(_KEPT)
def measures(setting: Setting = SETTING) -> st.SearchStrategy[Measure]:
    """Declared measures that are in place when the record begins: of a party or of a third party."""
    authors = st.sampled_from((*setting.party_ids, *sorted(setting.outsiders)))
    own = {"by": authors, "over": st.sampled_from((None, *setting.issue_ids)), "level": _optional(texts())}
    declared = st.builds(partial(_declared, DeclaredMeasure), subject=ids(), **own, **_of_a_declaration(setting))
    return declared.map(Measure.declared)


def _of_a_declaration(setting: Setting) -> dict[str, st.SearchStrategy[Any]]:
    """What may be said of a commitment or a measure that is declared."""
    return {
        "title": _optional(texts()),
        "issue": _some_of(setting.issue_ids) if setting.issues else st.just(()),
        "since": _optional(whens()),
        "until": _optional(whens()),
        "source": _some_of(tuple(setting.source_by_id)) if setting.sources else st.just(()),
        "quote": _optional(texts()),
        "note": _optional(texts()),
    }


def _declared(made: Callable[..., Value], since: When | None, until: When | None, **others: Any) -> Value:
    """The declaration; where it would end before it begins, it has no end."""
    is_fit = not ends_before_it_begins(since, until)
    return made(since=since, until=until if is_fit else None, **others)


@checked(setting("setting"))
@lru_cache(_KEPT)
def formats(setting: Setting = SETTING) -> st.SearchStrategy[Talks]:
    """Declared talks in any status, some with a next round, some on issues."""
    named = {
        "id": ids(),
        "title": _optional(texts()),
        "mandate": _optional(texts()),
        "issue": _some_of(setting.issue_ids) if setting.issues else st.just(()),
    }
    agreed = {"due": _optional(whens()), "place": _optional(texts())}
    return st.one_of(
        st.builds(Talks.declared, status=st.sampled_from((None, *LIFECYCLE.statuses)), **named),
        st.builds(Talks.declared, status=st.sampled_from((None, SCHEDULED, IN_SESSION)), **named, **agreed),
    )


# MOVES


@checked(setting("setting"))
def conditions(setting: Setting = SETTING) -> st.SearchStrategy[Condition]:
    """Conditions on the record: statuses of up to three subjects, or of a party's part in one."""
    statuses = st.sampled_from([status for lifecycle in LIFECYCLES.values() for status in lifecycle.statuses])
    terms = statuses | st.dictionaries(st.sampled_from(setting.party_ids), statuses, min_size=1)
    return st.dictionaries(st.sampled_from(_SUBJECTS), terms, min_size=1, max_size=3).map(Condition)


_SUBJECTS: Final = ("a", "b", "c", *START.ids)
"""The ids that moves act on and refer to: few, so that they meet."""


@checked(class_of_moves("verb"), setting("setting"))
def moves_of(verb: type[Verb], setting: Setting = SETTING) -> st.SearchStrategy[Verb]:
    """Moves of one class with whatever its fields can hold in a setting; legal or not."""
    attributes = (fields(verb).subjects, *fields_of(verb))
    return st.builds(verb, **{attribute.alias: _held_by(attribute, setting) for attribute in attributes})


@checked(setting("setting"))
def any_moves(setting: Setting = SETTING) -> st.SearchStrategy[Move]:
    """Moves of every class with whatever their fields can hold in a setting; legal or not."""
    return st.one_of([moves_of(verb, setting) for verb in MOVES_BY_VERB.values()])


def _held_by(attribute: "Attribute[Any]", setting: Setting) -> st.SearchStrategy[Any]:
    about = holding(attribute)
    values = _FORMS[about.form](about, setting)
    return st.just(attribute.default) | values if attribute.default in (None, ()) else values


def _values(setting: Setting) -> st.SearchStrategy[dict[str, str]]:
    """The values of up to three terms."""
    values = values_of_terms(setting)
    pairs = st.sampled_from(tuple(values)).flatmap(lambda term: st.tuples(st.just(term), st.sampled_from(values[term])))
    return st.lists(pairs, min_size=1, max_size=3, unique_by=lambda pair: pair[0]).map(dict)


_FORMS: Final[dict[str, Callable[[Holds, Setting], st.SearchStrategy[Any]]]] = {
    "text": lambda about, setting: texts(),
    "date": lambda about, setting: whens(),
    "choice": lambda about, setting: st.sampled_from(about.choices),
    "choices": lambda about, setting: _some_of(about.choices),
    "id": lambda about, setting: st.sampled_from(_names(about, setting)),
    "ids": lambda about, setting: _some_of(_names(about, setting), least=1),
    "condition": lambda about, setting: texts() | conditions(setting),
    "terms": lambda about, setting: texts() | _values(setting),
}


def _names(about: Holds, setting: Setting) -> tuple[str, ...]:
    """The names that a field can hold; where the setting has declared none, names of nothing."""
    if about.name == "actor":
        return setting.actors
    return tuple(setting.declared.get(about.name, ())) or _SUBJECTS


def _some_of(names: tuple[str, ...], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), min_size=least, max_size=3, unique=True).map(tuple)


STRATEGIES: Final[dict[type, st.SearchStrategy[Any]]] = {
    When: whens(),
    Source: sources(),
    Setting: settings(),
    Declaration: declarations(),
    Commitment: commitments(),
    Measure: measures(),
    Talks: formats(),
    Condition: conditions(),
    **{verb: moves_of(verb) for verb in MOVES_BY_VERB.values()},
    Move: any_moves(),
}
"""The strategy of each class of values."""
