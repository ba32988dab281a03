"""Who negotiates over what: two parties, third parties, issues, and the sources that report."""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import field, frozen

from sim.errors import UnfitSetting
from sim.move import BOTH, NOT_AN_ID, is_id
from sim.when import When


@frozen
class Source:
    """What reports the moves. No move of it is later than the day on which it was `published`."""

    title: str
    published: When | None = None
    url: str | None = None
    note: str | None = None


JOINT: Final = 2
"""The seat of both parties together; their own are 0 and 1."""

Names = tuple[tuple[str, str], ...]


def _pairs(names: Mapping[str, str] | Names) -> Names:
    return tuple(names.items()) if isinstance(names, Mapping) else tuple(names)


def _source_pairs(
    sources: Mapping[str, Source] | tuple[tuple[str, Source], ...],
) -> tuple[tuple[str, Source], ...]:
    return tuple(sources.items()) if isinstance(sources, Mapping) else tuple(sources)


@frozen
class Setting:
    """The frame of a negotiation: names by id, in the order of their declaration, and what follows from them.

    `sides` are the ids of the two parties, `outsiders` those of the third parties, and `actors` all who can stand as
    `by`: the parties, both, the third parties. `issue_ids` are the ids of the issues. `source_by_id` has the sources,
    `declared` the names a move may refer to by namespace, in the order of their declaration, and `seats` the seats of
    those who negotiate: 0 and 1 for the parties, and `JOINT` for both; none of the three is to be written to.

    Raises: UnfitSetting unless there are exactly two parties and no name is taken twice or reserved.
    """

    parties: Names = field(converter=_pairs)
    issues: Names = field(default=(), converter=_pairs)
    third_parties: Names = field(default=(), converter=_pairs)
    sources: tuple[tuple[str, Source], ...] = field(default=(), converter=_source_pairs)
    sides: tuple[str, str] = field(init=False, eq=False, repr=False)
    outsiders: frozenset[str] = field(init=False, eq=False, repr=False)
    actors: tuple[str, ...] = field(init=False, eq=False, repr=False)
    issue_ids: tuple[str, ...] = field(init=False, eq=False, repr=False)
    source_by_id: dict[str, Source] = field(init=False, eq=False, repr=False)
    declared: dict[str, dict[str, None]] = field(init=False, eq=False, repr=False)
    seats: dict[str | None, int] = field(init=False, eq=False, repr=False)
    _acting: dict[str | None, tuple[str, ...]] = field(init=False, eq=False, repr=False)

    @sides.default
    def _(self) -> tuple[str, str]:
        reasons = tuple(reason for _, reason in unfit_names(dict(self.parties), dict(self.third_parties)))
        if reasons:
            raise UnfitSetting(reasons)
        (first, _), (second, _) = self.parties
        return first, second

    @outsiders.default
    def _(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.third_parties)

    @actors.default
    def _(self) -> tuple[str, ...]:
        return (*self.sides, BOTH, *(name for name, _ in self.third_parties))

    @issue_ids.default
    def _(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.issues)

    @source_by_id.default
    def _(self) -> dict[str, Source]:
        return dict(self.sources)

    @declared.default
    def _(self) -> dict[str, dict[str, None]]:
        return {"issue": dict.fromkeys(self.issue_ids), "source": dict.fromkeys(self.source_by_id)}

    @seats.default
    def _(self) -> dict[str | None, int]:
        first, second = self.sides
        return {first: 0, second: 1, BOTH: JOINT}

    @_acting.default
    def _(self) -> dict[str | None, tuple[str, ...]]:
        return {BOTH: self.sides, **{side: (side,) for side in self.sides}}

    def other(self, party: str) -> str:
        """The party that sits opposite *party*."""
        first, second = self.sides
        return second if party == first else first

    def acting(self, by: str | None) -> tuple[str, ...]:
        """The parties that `by` stands for: two for `both`, none for the clock or a third party."""
        return self._acting.get(by, ())


def unfit_names(parties: Mapping[str, str], third_parties: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What keeps these names from being a setting: the id at fault (empty: their number) and the reason."""
    if len(parties) != 2:
        yield "", f"a negotiation has exactly two parties, here are {len(parties)}; make others third parties"
    for name in (*parties, *third_parties):
        if name == BOTH:
            yield name, f"{BOTH!r} is reserved for joint moves; choose another id"
    for name in (*parties, *third_parties):
        if not is_id(name):
            yield name, f"{name!r} {NOT_AN_ID}"
    for name in third_parties:
        if name in parties:
            yield name, f"{name!r} is a party already; a third party needs an id of its own"
