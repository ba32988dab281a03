"""Minimal cut sets: the smallest sets of moves, or of groups of moves, without which a conclusion does not hold.

The words are those of fault trees: W. E. Vesely et al., Fault Tree Handbook (1981). What is searched is R. Reiter's
minimal hitting sets, A Theory of Diagnosis from First Principles (1987), by size.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, combinations_with_replacement
from typing import TypeVar

from sim.evidence.divided_record import Conclusion
from sim.evidence.reduced_records import LeftOut

Name = TypeVar("Name")


_Kind = tuple[int, int]
"""The size of sets of one part that come to the same, and the change to which they come."""


def cut_sets_of_moves(conclusion: Conclusion, up_to: int) -> tuple[LeftOut, ...]:
    """The minimal cut sets of a conclusion that holds, of so many moves at most, smallest first."""
    found, overturning = list[LeftOut](), list[Counter[_Kind]]()
    effective = _EffectiveSets(conclusion)
    for size in range(1, up_to + 1):
        effective.add(size, found)
        cuts = set[LeftOut]()
        for kinds in effective.kinds(size):
            chosen = Counter(kinds)
            if any(fewer <= chosen for fewer in overturning):
                continue
            if not conclusion.expectation.is_met_by(conclusion.found_with(change for _, change in kinds)):
                overturning.append(chosen)
                cuts.update(effective.spread(kinds))
        found += sorted(cut for cut in cuts if not _holds_any(cut, found))
    return tuple(found)


class _EffectiveSets:
    """The sets of moves of one part of which each move changes what the part has to do with it, by size and change.

    No other set is part of a minimal cut set: without one of its moves it comes to the same. Sets of one kind are
    looked at together, as it does not matter from which parts they are.
    """

    def __init__(self, conclusion: Conclusion) -> None:
        self._conclusion = conclusion
        self._candidates = {part: conclusion.candidates(part) for part in conclusion.parts}
        self._sets = defaultdict[_Kind, list[tuple[int, LeftOut]]](list)

    def add(self, size: int, cuts: Sequence[LeftOut]) -> None:
        """Find those of one more *size*, which hold none of these *cuts*."""
        alone = {cut[0] for cut in cuts if len(cut) == 1}
        larger = [cut for cut in cuts if len(cut) > 1]
        for part, candidates in self._candidates.items():
            numbers = [number for number in candidates if number not in alone]
            for left_out in combinations(numbers, size):
                if not (larger and _holds_any(left_out, larger)) and self._is_effective(part, left_out):
                    self._sets[size, self._conclusion.change(part, left_out)].append((part, left_out))

    def _is_effective(self, part: int, left_out: LeftOut) -> bool:
        conclusion, records = self._conclusion, self._conclusion.record.records[part]
        fewer = [left_out[:place] + left_out[place + 1 :] for place in range(len(left_out))]
        record = records.without(left_out)
        if any(records.without(each) is record for each in fewer):
            return False
        share = conclusion.share(part, left_out)
        return all(conclusion.share(part, each) != share for each in fewer)

    def kinds(self, size: int) -> Iterator[tuple[_Kind, ...]]:
        """Every choice of kinds, one of them perhaps several times, whose sets have so many moves in all."""
        known, most = sorted(self._sets), size if len(self._candidates) > 1 else 1
        for count in range(1, most + 1):
            for kinds in combinations_with_replacement(known, count):
                if sum(of_each for of_each, _ in kinds) == size:
                    yield kinds

    def spread(self, kinds: Sequence[_Kind], without: frozenset[int] = frozenset()) -> Iterator[LeftOut]:
        """Every choice of a set of each of these kinds, of different parts and *without* some, as one set of moves."""
        if not kinds:
            yield ()
            return
        for part, left_out in self._sets[kinds[0]]:
            if part not in without:
                for further in self.spread(kinds[1:], without | {part}):
                    yield tuple(sorted((*left_out, *further)))


def cut_sets_of_groups(
    conclusion: Conclusion, groups_of: Mapping[int, Collection[str]], up_to: int
) -> tuple[tuple[str, ...], ...]:
    """The minimal cut sets of a conclusion that holds, of so many groups of moves at most, smallest first.

    *groups_of* has the groups of each move that is in any, by number; a move falls when all of its groups are gone.
    Groups are in the order in which the record first has them.
    """
    relevant = {number for part in conclusion.parts for number in conclusion.candidates(part)}
    members = {number: groups for number, groups in groups_of.items() if number in relevant}
    names = dict.fromkeys(name for groups in members.values() for name in groups)
    found = list[tuple[str, ...]]()
    met = dict[frozenset[int], bool]()
    for size in range(1, up_to + 1):
        for gone in combinations(names, size):
            if _holds_any(gone, found):
                continue
            numbers = frozenset(number for number, groups in members.items() if {*gone}.issuperset(groups))
            if numbers not in met:
                met[numbers] = conclusion.expectation.is_met_by(conclusion.without(numbers))
            if not met[numbers]:
                found.append(gone)
    return tuple(found)


def _holds_any(names: Iterable[Name], cuts: Iterable[tuple[Name, ...]]) -> bool:
    """Whether one of the cuts is among these names."""
    known = {*names}
    return any(known.issuperset(cut) for cut in cuts)
