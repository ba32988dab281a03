"""What a setting lacks, derived from the rows of a case: who acts, on which issues and subjects, by which sources.

Rows hold no titles: what is derived is called by its id, or by the word that a map translates into this.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import define, field

from sim.model.errors import all_of, counted
from sim.model.ids import BOTH, RESERVED, ids, is_id
from sim.records.table_import.columns import BY, FORMS, ISSUE
from sim.rules.registry import CREATING_MOVES
from sim.rules.subjects.statements import Remark
from sim.rules.subjects.talks import IN_SESSION

PARTIES: Final = "parties"
THIRD_PARTIES: Final = "third-parties"

_RATIFYING: Final = ("ratify", "reject")
"""The moves that only a third party makes."""
_OF_TALKS: Final = ("convene", "agree-to-continue", "adjourn", "break-off")
_FROM_SESSION: Final = ("adjourn", "break-off")
"""The moves that need talks that are in session."""
_OF_COMMITMENTS: Final = ("leave", "breach")
_OF_MEASURES: Final = ("raise", "ease", "lift")
_CREATING: Final = frozenset(move.verb for move in CREATING_MOVES if move is not Remark)

Item = Mapping[str, Any]
Sections = dict[str, dict[str, Any]]


@define
class Derived:
    """Sections that a setting lacks, and sentences that say what they were derived from."""

    titles: Mapping[str, str]
    sections: Sections = field(factory=dict)
    notes: list[str] = field(factory=list)


def derived(
    items: Sequence[tuple[str, Item]], declared: Mapping[str, Collection[str]], titles: Mapping[str, str]
) -> Derived:
    """The sections that are not *declared*, from the items of a case, each with its verb.

    *declared* has the ids of each section that the setting of the case has; *titles* those of ids that have some.
    """
    found = Derived(titles)
    _add_actors(found, items, declared)
    _add(found, declared, "issues", _names(items, _issues))
    _add(found, declared, "sources", _names(items, lambda verb, item: _ids(item.get("source"))))
    _add_subjects(found, items, declared)
    return found


def _add(found: Derived, declared: Mapping[str, Collection[str]], section: str, names: Iterable[str]) -> None:
    """Add a section of these names, unless it is declared."""
    titles = {name: found.titles.get(name, name) for name in names}
    if section not in declared and titles:
        found.sections[section] = titles
        found.notes.append(f"{section.replace('-', ' ')} from the rows: {_listed(titles)}")


# WHO ACTS


def _add_actors(found: Derived, items: Sequence[tuple[str, Item]], declared: Mapping[str, Collection[str]]) -> None:
    moves = Counter(name for verb, item in items if verb not in _RATIFYING for name in _ids(item.get(BY)))
    ratifiers = dict.fromkeys(_names(items, _ratifiers))
    actors = [name for name in dict.fromkeys((*moves, *ratifiers)) if name != BOTH]
    likeliest = [name for name, _ in moves.most_common() if name != BOTH and name not in ratifiers]
    if PARTIES not in declared and len(likeliest) > 1:
        parties = [name for name in actors if name in likeliest[:2]]
        found.sections[PARTIES] = {name: found.titles.get(name, name) for name in parties}
        each = all_of(f"{name} ({counted(moves[name], 'move')})" for name in parties)
        most = f", as they make most moves of {len(likeliest)} who act" if len(likeliest) > 2 else ""
        found.notes.append(f"parties from the rows: {each}{most}")
    elif PARTIES not in declared:
        acting = f"{_listed(likeliest)} alone acts" if likeliest else "nobody acts in those that can be read"
        found.notes.append(f"no two parties in the rows: {acting}")
    named = declared.get(PARTIES, found.sections.get(PARTIES, {}))
    _add(found, declared, THIRD_PARTIES, (name for name in actors if name not in named))


def _ratifiers(verb: str, item: Item) -> Iterator[str]:
    yield from _ids(item.get("subject-to"))
    if verb in _RATIFYING:
        yield from _ids(item.get(BY))


# NAMES


def _issues(verb: str, item: Item) -> Iterator[str]:
    if ISSUE in FORMS[verb]:
        yield from _ids(item.get(ISSUE))
    if verb == Remark.verb:
        yield from _ids(item.get(verb))
    yield from _ids(item.get("over"))


def _names(items: Iterable[tuple[str, Item]], names_of: Callable[[str, Item], Iterable[str]]) -> dict[str, None]:
    """The names in the items, each once, in order."""
    return dict.fromkeys(name for verb, item in items for name in names_of(verb, item))


def _ids(value: object) -> tuple[str, ...]:
    """The ids of a value that holds one or several; what can be none is left out, as its row will be refused."""
    names = ids(value) if isinstance(value, str | list) else ()
    return tuple(name for name in names if is_id(name) and (name == BOTH or name not in RESERVED))


def _listed(names: Collection[str], most: int = 12) -> str:
    shown = list(names)
    return all_of([*shown[:most], f"{len(shown) - most} more"] if len(shown) > most else shown) if shown else ""


# WHAT MOVES ACT ON


def _add_subjects(found: Derived, items: Sequence[tuple[str, Item]], declared: Mapping[str, Collection[str]]) -> None:
    """Add the talks, commitments and measures that moves act on and none makes, where verbs say which they are."""
    made = set(_names(items, lambda verb, item: _ids(item.get(verb)) if verb in _CREATING else ()))
    known = made.union(*(declared.get(section, ()) for section in ("talks", "commitments", "measures")))
    courses: dict[str, list[tuple[str, Item]]] = {}
    for verb, item in items:
        for name in _ids(item.get(verb)) if verb != Remark.verb else ():
            if name not in known:
                courses.setdefault(name, []).append((verb, item))
    for name, course in courses.items():
        verbs = {verb for verb, _ in course}
        if not verbs.isdisjoint(_OF_TALKS):
            _declare(found, declared, "talks", name, _talks(name, course[0][0]))
        elif not verbs.isdisjoint(_OF_COMMITMENTS):
            _declare(found, declared, "commitments", name, name)
        elif not verbs.isdisjoint(_OF_MEASURES):
            _declare(found, declared, "measures", name, _measure(name, course))
    for section in ("talks", "commitments", "measures"):
        if section in found.sections:
            state = {"talks": "", "commitments": ", in force for both parties", "measures": ", in place"}[section]
            found.notes.append(f"{section} from the rows{state}: {_listed(found.sections[section])}")


def _declare(found: Derived, declared: Mapping[str, Collection[str]], section: str, name: str, part: object) -> None:
    if section not in declared and part:
        found.sections.setdefault(section, {})[name] = part


def _talks(name: str, first: str) -> str | dict[str, str]:
    return {"title": name, "status": IN_SESSION} if first in _FROM_SESSION else name


def _measure(name: str, course: Iterable[tuple[str, Item]]) -> dict[str, str]:
    """A measure of who raises, eases or lifts it first; empty where nobody can be meant."""
    actors = (actor for verb, item in course if verb in _OF_MEASURES for actor in _ids(item.get(BY)) if actor != BOTH)
    actor = next(actors, "")
    return {"title": name, "by": actor} if actor else {}
