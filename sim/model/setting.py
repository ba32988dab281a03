"""Who negotiates over what: two parties, third parties, issues, and the sources that report."""

from collections.abc import Collection, Container, Iterator, Mapping
from functools import cached_property
from typing import Final

from attrs import field, frozen

from sim.model.dates import When
from sim.model.errors import InvalidSettingError, no_party
from sim.model.ids import BOTH, NOT_AN_ID, RESERVED, ids, is_id, reserved
from sim.model.private import OF_A_SOURCE, only_of
from sim.model.terms import Scale, Scales, as_scales, unfit_scales


@frozen
class Source:
    """A text that reports moves, none of them later than the day on which it was `published`."""

    title: str
    published: When | None = None
    url: str | None = None
    note: str | None = None
    private: tuple[str, ...] = field(default=(), converter=ids, validator=only_of(OF_A_SOURCE))


JOINT_INDEX: Final = 2
"""The seat of both parties together; their own are 0 and 1."""

Names = tuple[tuple[str, str], ...]


def _pairs(names: Mapping[str, str] | Names) -> Names:
    return tuple(names.items()) if isinstance(names, Mapping) else tuple(names)


def _source_pairs(
    sources: Mapping[str, Source] | tuple[tuple[str, Source], ...],
) -> tuple[tuple[str, Source], ...]:
    return tuple(sources.items()) if isinstance(sources, Mapping) else tuple(sources)


@frozen(slots=False)  # a slotted class with cached properties has a __getattr__, and every look at it pays
class Setting:
    """The frame of a negotiation: names by id, in the order of their declaration.

    `sides` has the party with which a third party stands, for those that stand with one. What they do and are bound by
    counts as that party's in figures; they do not answer for it.

    `terms` has the scales of terms by issue: `{"pay": {"wage": "%", "access": ("closed", "limited", "open")}}`, a unit
    for numbers, or words in order.

    Raises: InvalidSettingError unless there are exactly two parties, no name is taken twice or reserved (`RESERVED`),
    sides are those of third parties with a party, and terms are of issues, on scales.
    """

    parties: Names = field(converter=_pairs)
    issues: Names = field(default=(), converter=_pairs)
    third_parties: Names = field(default=(), converter=_pairs)
    sides: Names = field(default=(), converter=_pairs)
    sources: tuple[tuple[str, Source], ...] = field(default=(), converter=_source_pairs)
    terms: Scales = field(default=(), converter=as_scales, eq=frozenset)  # in the order of issues or not

    def __attrs_post_init__(self) -> None:
        reasons = tuple(reason for _, reason in unfit_names(dict(self.parties), dict(self.third_parties)))
        named = (*(name for name, _ in self.issues), *(name for name, _ in self.sources))
        reasons += tuple(reserved(name) for name in named if name in RESERVED)
        reasons += tuple(reason for _, reason in unfit_sides(dict(self.sides), self.outsiders, dict(self.parties)))
        reasons += tuple(_of_term(*fault) for fault in unfit_scales(self.terms, dict(self.issues)))
        if reasons:
            raise InvalidSettingError(reasons)

    @cached_property
    def party_ids(self) -> tuple[str, str]:
        """The ids of the two parties."""
        (first, _), (second, _) = self.parties
        return first, second

    @cached_property
    def outsiders(self) -> frozenset[str]:
        """The ids of the third parties."""
        return frozenset(name for name, _ in self.third_parties)

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Everybody who can stand as `by`: the parties, both, the third parties."""
        return (*self.party_ids, BOTH, *(name for name, _ in self.third_parties))

    @cached_property
    def issue_ids(self) -> tuple[str, ...]:
        """The ids of the issues."""
        return tuple(name for name, _ in self.issues)

    @cached_property
    def scales(self) -> dict[tuple[str, str], Scale]:
        """The scales of terms, by issue and term; not to be written to."""
        return {(issue, term): scale for issue, terms in self.terms for term, scale in terms}

    def issue_of_term(self, term: str, issues: tuple[str, ...]) -> str:
        """The one of these *issues* to which a term belongs: the first that declares it, else the first."""
        declaring = (issue for issue in issues if (issue, term) in self.scales)
        return next(declaring, issues[0] if issues else "")

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """The sources; not to be written to."""
        return dict(self.sources)

    @cached_property
    def declared(self) -> dict[str, dict[str, None]]:
        """The names a move may refer to, by namespace, in the order of their declaration; not to be written to."""
        return {
            "issue": dict.fromkeys(self.issue_ids),
            "source": dict.fromkeys(self.source_by_id),
            "third-party": dict.fromkeys(name for name, _ in self.third_parties),
        }

    @cached_property
    def party_index(self) -> dict[str | None, int]:
        """The seats of those who negotiate: 0 and 1 for the parties, and `JOINT` for both; not to be written to."""
        first, second = self.party_ids
        return {first: 0, second: 1, BOTH: JOINT_INDEX}

    def other(self, party: str) -> str:
        """The party that sits opposite *party*."""
        first, second = self.party_ids
        return second if party == first else first

    def acting(self, by: str | None) -> tuple[str, ...]:
        """The parties that `by` stands for: two for `both`, none for the clock or a third party."""
        return self._acting.get(by, ())

    def acting_as(self, by: str | None) -> tuple[str, ...]:
        """Those who are bound by what `by` undertakes: two for `both`, one for anybody else, none for the clock."""
        return self._acting_as.get(by, ())

    @cached_property
    def _acting_as(self) -> dict[str | None, tuple[str, ...]]:
        return {**self._acting, **{name: (name,) for name in self.outsiders}}

    @cached_property
    def _acting(self) -> dict[str | None, tuple[str, ...]]:
        return {BOTH: self.party_ids, **{side: (side,) for side in self.party_ids}}

    def side_of(self, actor: str | None) -> str | None:
        """The party whose side *actor* is on: a party is on its own; None for both and for who stands with neither."""
        return self._side_of.get(actor)

    def sides_of(self, actor: str | None) -> tuple[str, ...]:
        """The parties as whose acts those of *actor* count: two for `both`, none for who stands with neither."""
        side = self._side_of.get(actor)
        return self._acting.get(actor, ()) if side is None else (side,)

    @cached_property
    def _side_of(self) -> dict[str | None, str]:
        return {**{party: party for party in self.party_ids}, **dict(self.sides)}


def _of_term(issue: str, term: str, reason: str) -> str:
    return f"{issue}, {term}: {reason}" if term else reason


def unfit_sides(
    sides: Mapping[str, str], third_parties: Container[str], parties: Collection[str]
) -> Iterator[tuple[str, str]]:
    """The reasons why third parties cannot stand with these sides, each with the id of the third party."""
    for name, side in sides.items():
        if name not in third_parties:
            yield name, f"{name!r} is no third party, and so stands with nobody"
        elif side not in parties:
            yield name, no_party(side, parties)


def unfit_names(parties: Mapping[str, str], third_parties: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The reasons why these names make no setting, each with the invalid id (empty: their number is wrong)."""
    if len(parties) != 2:
        yield "", f"a negotiation has exactly two parties, here are {len(parties)}; make others third parties"
    for name in (*parties, *third_parties):
        if name in RESERVED:
            yield name, reserved(name)
    for name in (*parties, *third_parties):
        if not is_id(name):
            yield name, f"{name!r} {NOT_AN_ID}"
    for name in third_parties:
        if name in parties:
            yield name, f"{name!r} is a party already; a third party needs an id of its own"
