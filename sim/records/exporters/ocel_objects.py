"""The objects of an object-centric log: the case, who negotiates over what, the sources, and the subjects."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from sim.history.status_on_day import LEVELS, StatusOnDay
from sim.records.exporters.ocel_relations import (
    ACT,
    CASE,
    ISSUE,
    PARTICIPATION,
    PARTY,
    SOURCE,
    THIRD_PARTY,
    Objects,
    Relation,
    kind_of,
    relations_of_subject,
)
from sim.records.exporters.statuses import status_changes
from sim.records.exporters.times import ALWAYS
from sim.records.tables.cells import value_cell
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.scenario.scenario import Scenario

_TIMED: Final = ("status", "qualifiers")
_CHANGING: Final = (*_TIMED, "level", "step")
_ABOUT: Final = ("title", "kind")

OBJECT_TYPES: Final[dict[str, tuple[str, ...]]] = {
    CASE: ("title", "summary", "times"),
    PARTY: ("title",),
    THIRD_PARTY: ("title",),
    ISSUE: ("title",),
    SOURCE: ("title", "published", "url", "note"),
    "proposal": (*_ABOUT, "matter", "terms", *_TIMED),
    "measure": (*_ABOUT, "action", *_CHANGING),
    "commitment": _ABOUT,
    PARTICIPATION: _TIMED,
    "talks": (*_ABOUT, "mandate", *_TIMED),
    ACT: (*_ABOUT, "action", *_TIMED),
}
"""The types of object with their attributes, all of them texts."""


def attributes_of(kind: str) -> tuple[str, ...]:
    """The attributes of a type; of a kind of subject that is not among the types those that all have."""
    return OBJECT_TYPES.get(kind, (*_ABOUT, *_TIMED))


TIMES: Final = (
    "The day of a time is the best estimate of the day. The time of day is no more than order: the n-th move of a day "
    "stands n seconds after midnight, what a day alone brings about at midnight."
)

Timed = tuple[str, str, str]
"""The name of an attribute, its value, and the time from which it has it."""


@frozen
class Object:
    """An object: its id and type, its attributes in the order of time, and its relations."""

    id: str
    type: str
    attributes: tuple[Timed, ...] = ()
    relations: Sequence[Relation] = ()


def objects_of(case: str, scenario: Scenario) -> Iterator[Object]:
    """The objects of a case, those that are declared first."""
    objects = Objects(case, scenario.history)
    yield from _declared(objects, scenario)
    timed = _timed(objects)
    for subject in _in_order(objects):
        name = objects.subject(subject.id)
        about = _always(_description(subject), kind_of(subject))
        yield Object(name, kind_of(subject), (*about, *timed.get(name, ())), relations_of_subject(subject, objects))
        for whose in subject.participation if isinstance(subject, Commitment) else ():
            part = objects.part(subject.id, whose)
            relations = ((case, "in"), (name, "part-in"), *((actor, "of") for actor in objects.actors(whose)))
            yield Object(part, PARTICIPATION, tuple(timed.get(part, ())), relations)


def _in_order(objects: Objects) -> Iterator[Subject]:
    return (objects.end.subjects[name] for name in objects.end.ids)


def _declared(objects: Objects, scenario: Scenario) -> Iterator[Object]:
    setting, case = scenario.start.setting, objects.case
    about = {"title": scenario.title, "summary": scenario.summary, "times": TIMES}
    yield Object(case, CASE, _always(about, CASE))
    relation = ((case, "in"),)
    for kind, names in ((PARTY, setting.parties), (ISSUE, setting.issues)):
        for name, title in names:
            yield Object(objects.of(kind, name), kind, _always({"title": title}, kind), relation)
    for name, title in setting.third_parties:
        side = setting.side_of(name)
        beside = () if side is None else ((objects.of(PARTY, side), "with"),)
        yield Object(
            objects.of(THIRD_PARTY, name), THIRD_PARTY, _always({"title": title}, THIRD_PARTY), (*relation, *beside)
        )
    for name, source in setting.sources:
        about = {key: getattr(source, key) for key in OBJECT_TYPES[SOURCE]}
        yield Object(objects.of(SOURCE, name), SOURCE, _always(about, SOURCE), relation)


def _description(subject: Subject) -> dict[str, Any]:
    """What is said of a subject where it is made or declared."""
    made = getattr(subject, "made", subject)
    keys = attributes_of(kind_of(subject))
    about = {key: getattr(made, key, None) for key in keys if key not in _CHANGING}
    return {**about, "kind": subject.kind}


def _always(about: Mapping[str, Any], kind: str) -> tuple[Timed, ...]:
    """Attributes that never change, in the order of their type; those without a value are left out."""
    given = ((key, value_cell(about.get(key))) for key in attributes_of(kind))
    return tuple((key, str(value), ALWAYS) for key, value in given if value)


def _timed(objects: Objects) -> dict[str, list[Timed]]:
    """The statuses of subjects and parts, by id: each attribute when it has another value."""
    found: dict[str, list[Timed]] = {}
    latest: dict[tuple[str, str], str] = {}
    for change in status_changes(objects.record):
        name = objects.part(change.subject, change.whose)
        kind = PARTICIPATION if change.whose else kind_of(objects.end.subjects[change.subject])
        for key, value in _values(change.status).items():
            if key in attributes_of(kind) and latest.get((name, key)) != value:
                latest[name, key] = value
                found.setdefault(name, []).append((key, value, change.time))
    return found


def _values(status: StatusOnDay) -> dict[str, str]:
    return {
        "status": status.status,
        "qualifiers": " ".join(status.words),
        "level": status.level or "",
        "step": "" if status.step is None else LEVELS[status.step],
    }
