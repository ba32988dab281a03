"""The names of one coding that stand for those of the other: parties, third parties, issues and sources."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from attrs import evolve, field, fields_dict, frozen

from sim.model.condition import Condition
from sim.model.errors import InvalidComparisonError, all_of, did_you_mean
from sim.model.frozen import FrozenDict
from sim.model.move import Move, fields_of, holding
from sim.model.setting import Setting

Names = Mapping[str, str]
"""Names by name, or titles by name."""

ACTOR, ISSUE, SOURCE, SUBJECT = "actor", "issue", "source", "subject"
NAMESPACES: Final = (ACTOR, ISSUE, SOURCE, SUBJECT)


@frozen
class NameMatch:
    """What the names of a coding are in the other one, by namespace.

    A name that the other coding does not have stays as it is, or gets a number if the other uses it for something else.
    """

    names: Mapping[str, Names] = field(factory=FrozenDict)

    def of(self, namespace: str, name: str) -> str:
        """The name in the other coding of what this one calls so."""
        namespace = ACTOR if namespace == "third-party" else namespace
        return self.names.get(namespace, {}).get(name, name)

    def of_all(self, namespace: str, names: Iterable[str]) -> tuple[str, ...]:
        """The names in the other coding of several."""
        return tuple(self.of(namespace, name) for name in names)

    def within(self, namespace: str, names: Names) -> "NameMatch":
        """The same with the names of one more namespace."""
        return NameMatch({**self.names, namespace: names})

    def move(self, move: Move) -> Move:
        """The move in the names of the other coding."""
        subjects = self.of_all(namespace_of(move), move.subjects)
        changed: dict[str, Any] = {"subject": subjects}
        for attribute in fields_of(type(move)):
            value, about = getattr(move, attribute.name), holding(attribute)
            name = attribute.alias or attribute.name
            if isinstance(value, Condition):
                changed[name] = self.condition(value)
            elif about.name and isinstance(value, str):
                changed[name] = self.of(about.name, value)
            elif about.name and isinstance(value, tuple):
                changed[name] = self.of_all(about.name, value)
        return evolve(move, **changed)

    def condition(self, condition: Condition) -> Condition:
        """The condition in the names of the other coding."""
        return Condition(
            tuple(
                (self.of(SUBJECT, subject), self.of(ACTOR, party), status)
                for subject, party, status in condition.stands
            )
        )


def namespace_of(move: Move) -> str:
    """The namespace of a move's own subjects: issues for a remark."""
    return holding(fields_dict(type(move))["subjects"]).name


def matched_setting(first: Setting, second: Setting, same: Names, files: tuple[str, str]) -> NameMatch:
    """The names of *second* in *first*: as *same* says, else those with one title, else those that are one id.

    *same* has names of *second* by those of *first*. *files* are what complaints call the two.

    Raises: InvalidComparisonError if a party is in one of them alone.
    """
    parties = matched(dict(first.parties), dict(second.parties), same)
    _check_parties(first, second, parties, files, same)
    outsiders = matched(dict(first.third_parties), dict(second.third_parties), same)
    others = (*second.party_ids, *dict(second.third_parties))
    issues = matched(dict(first.issues), dict(second.issues), same)
    sources = matched(_titles(first), _titles(second), same)
    return NameMatch(
        {
            ACTOR: completed({**parties, **outsiders}, others, first.actors),
            ISSUE: completed(issues, second.issue_ids, first.issue_ids),
            SOURCE: completed(sources, second.source_by_id, first.source_by_id),
        }
    )


def _titles(setting: Setting) -> Names:
    return {name: source.title for name, source in setting.sources}


def matched(first: Names, second: Names, same: Names) -> dict[str, str]:
    """The names of *second* that are known to be names of *first*, both with their titles."""
    found = {other: name for name, other in same.items() if name in first and other in second}
    for key_of in (_title, _id):
        ours = _by_key(first, key_of, found.values())
        theirs = _by_key(second, key_of, found)
        found |= {theirs[key]: name for key, name in ours.items() if key in theirs}
    return found


def _title(name: str, title: str) -> str:
    return " ".join(title.casefold().split())


def _id(name: str, title: str) -> str:
    return name


def _by_key(names: Names, key_of: Any, taken: Collection[str]) -> Names:
    """The names that are not taken, by a key; none under a key that two of them share."""
    keys = {name: key_of(name, title) for name, title in names.items() if name not in taken}
    count = Counter(keys.values())
    return {key: name for name, key in keys.items() if count[key] == 1}


def completed(found: Names, second: Iterable[str], first: Iterable[str]) -> dict[str, str]:
    """The names *found*, and for every other name of *second* one that no name of *first* is."""
    whole, taken = dict(found), {*first}
    for name in second:
        if name not in whole:
            whole[name] = unused(name, taken)
            taken.add(whole[name])
    return whole


def unused(name: str, taken: Collection[str]) -> str:
    """The name, with the first number behind it that makes it one that is not taken; as it is if that is free."""
    numbered, number = name, 2
    while numbered in taken:
        numbered, number = f"{name}-{number}", number + 1
    return numbered


def _check_parties(first: Setting, second: Setting, parties: Names, files: tuple[str, str], same: Names) -> None:
    if len(parties) == 2:
        return
    ours = [name for name in first.party_ids if name not in parties.values()]
    theirs = [name for name in second.party_ids if name not in parties]
    less = "no party in common" if not parties else f"only the party {next(iter(parties.values()))} in common"
    way_out = " ".join(f"--map {name}={other}" for name, other in zip(ours, theirs, strict=True))
    raise InvalidComparisonError(
        f"{files[0]} and {files[1]} have {less}, by title or id: {all_of(ours)} in the one, {all_of(theirs)} in the "
        f"other; if they are the same, say which is which, such as {way_out}"
    )


def check_map(same: Names, first: Collection[str], second: Collection[str], files: tuple[str, str]) -> None:
    """Refuse a map that names what a coding does not have. Raises: InvalidComparisonError."""
    for names, known, file in ((same.keys(), first, files[0]), (same.values(), second, files[1])):
        for name in names:
            if name not in known:
                raise InvalidComparisonError(f"--map: {file} has no {name!r}{did_you_mean(name, known)}")
    twice = [name for name, count in Counter(same.values()).items() if count > 1]
    if twice:
        raise InvalidComparisonError(f"--map: {twice[0]!r} of {files[1]} stands for two names; give it once")
