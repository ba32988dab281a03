"""The legal moves of a party: all of them, or one drawn at random by asking the law for one row at a time."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any, Final

from attrs import define, field, frozen

from sim.forecast.situation import Situation
from sim.law import LAWS, MAKERS, SUBJECTS, Ruling, permitted
from sim.legal import ABOUT_AN_ISSUE, Ruled, legal_moves, legal_moves_on, representative
from sim.lifecycle import Row, Status
from sim.move import BOTH, Move
from sim.roles import CLOCK, PARTY, SPEAKER, TOGETHER
from sim.setting import Setting
from sim.subjects.commitments import Commitment

_TRIES: Final = 32
"""How many rows are tried before all legal moves are listed."""

_VOICES: Final = {
    PARTY.allows: (False,),
    SPEAKER.allows: (False,),
    TOGETHER.allows: (True,),
    CLOCK.allows: (),
}
"""Whether a party moves alone or together with the other, by the roles that leave no choice."""

Candidate = tuple[Row, str, bool]
"""A row, of what kind is what it makes (empty: it makes nothing, or knows no kinds), and whether it takes both."""


@frozen
class _Urn:
    """Candidates, for each the sum of its weight and those of all before it, and the weight of all."""

    candidates: tuple[Candidate, ...]
    sums: tuple[float, ...]
    weight: float

    @classmethod
    def of(cls, weighed: list[tuple[Candidate, float]]) -> "_Urn":
        sums = tuple(accumulate(weight for _, weight in weighed))
        return cls(tuple(candidate for candidate, _ in weighed), sums, sums[-1] if sums else 0.0)

    def at(self, point: float) -> Candidate:
        """The candidate at a point, from 0 to the whole weight."""
        return self.candidates[min(bisect_right(self.sums, point), len(self.candidates) - 1)]


@define
class _Page:
    """The candidates on subjects of one kind: in one status for a party alone, and in one for both together.

    `most` is what those on one of them weigh at the most.
    """

    weighed: list[tuple[Candidate, float]]
    most: float = field(init=False)
    _roles: tuple[tuple[Callable[..., bool], bool], ...] = field(init=False)
    _urns: dict[tuple[bool | str, ...], _Urn] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self._roles = tuple(dict.fromkeys((row.by.allows, joint) for (row, _, joint), _ in self.weighed))
        kinds = {kind for (row, _, _), _ in self.weighed for kind in row.kinds} or {""}
        self.most = max(sum(weight for (row, _, _), weight in self.weighed if _is_of(row, kind)) for kind in kinds)

    def urn(self, subject: Any, party: str, setting: Setting) -> _Urn:
        """Those on a subject: the rows of its kind that the roles of the party, and of both, allow."""
        key = (subject.kind, *[allows(subject, BOTH if joint else party, setting) for allows, joint in self._roles])
        found = self._urns.get(key)
        if found is None:
            allowed = dict(zip(self._roles, key[1:], strict=True))
            kept = [each for each in self.weighed if allowed[each[0][0].by.allows, each[0][2]]]
            found = self._urns[key] = _Urn.of([each for each in kept if _is_of(each[0][0], subject.kind)])
        return found


def _is_of(row: Row, kind: str) -> bool:
    return not row.kinds or kind in row.kinds


class Weighing:
    """What each row of the law weighs in a draw; where a row makes one of several kinds, each has an equal share."""

    def __init__(self, weigh: Callable[[Row], float]) -> None:
        self._weigh = weigh
        self._pages: dict[tuple[type, Status | None, Status | None], _Page] = {}
        rows = tuple(row for law in LAWS for row in law.rows_from(None))
        self.openings = _Urn.of([*self._weighed(rows, joint=False), *self._weighed(rows, joint=True)])

    def page(self, subject: Any, party: str, setting: Setting) -> _Page:
        """The candidates on subjects that stand as this one does."""
        if isinstance(subject, Commitment):
            key = (Commitment, subject.statused(party), subject.statused(setting.sides[0]))
        else:
            key = (type(subject), subject.status, subject.status)
        page = self._pages.get(key)
        if page is None:
            kind, alone, together = key
            law = SUBJECTS[kind].LAW
            weighed = (
                *self._weighed(law.rows_from(alone), joint=False, makes=False),
                *self._weighed(law.rows_from(together), joint=True, makes=False),
            )
            page = self._pages[key] = _Page(list(weighed))
        return page

    def _weighed(self, rows: tuple[Row, ...], *, joint: bool, makes: bool = True) -> Iterator[tuple[Candidate, float]]:
        for row in rows:
            weight = self._weigh(row) if joint in _VOICES.get(row.by.allows, (False, True)) else 0
            kinds = row.kinds if makes and row.kinds else ("",)
            yield from (((row, kind, joint), weight / len(kinds)) for kind in kinds if weight > 0)


EVEN: Final = Weighing(lambda row: 1.0)
"""All rows weigh the same."""


@cache
def of_tone(tone: str) -> Weighing:
    """All rows of a tone weigh the same, and no others anything."""
    return Weighing(lambda row: float(row.tone == tone))


@define
class _Ledger:
    """What may be drawn in a situation as it goes on: place 0 is for what makes something, then one for each subject.

    `urns` are those that have been asked for since their subject changed. `most` is what a place weighs at the most:
    what its page does until its urn is known, then just that.
    """

    weighing: Weighing
    party: str
    urns: list[_Urn | None] = field(init=False)
    most: list[float] = field(init=False)
    _pages: list[_Page | None] = field(factory=lambda: [None])
    _places: dict[str, int] = field(factory=dict)
    _seen: int = 0

    def __attrs_post_init__(self) -> None:
        self.urns, self.most = [self.weighing.openings], [self.weighing.openings.weight]

    def follow(self, situation: Situation) -> None:
        """Take in what has changed since it was last looked at."""
        for name in situation.changed[self._seen :]:
            place = self._places.get(name)
            if place is None:
                place = self._places[name] = len(self.urns)
                self.urns.append(None)
                self.most.append(0.0)
                self._pages.append(None)
            self._turn_to(place, situation.subjects[name], situation.setting)
        self._seen = len(situation.changed)

    def _turn_to(self, place: int, subject: Any, setting: Setting) -> None:
        page = self.weighing.page(subject, self.party, setting)
        self._pages[place], self.most[place], self.urns[place] = page, page.most, None

    def looked_into(self, place: int, subject: Any, setting: Setting) -> _Urn:
        """The urn at a place, whose subject this is."""
        page = self._pages[place]
        assert page is not None, "the first urn is there from the start"
        self.urns[place] = urn = page.urn(subject, self.party, setting)
        self.most[place] = urn.weight
        return urn


@define(eq=False)
class LegalMoves:
    """The moves that a party may make in a situation, joint ones included; to be listed, or drawn from."""

    situation: Situation
    party: str
    _drawn: tuple[Move | None, list[Ruling], int] = field(default=(None, [], 0), init=False)
    _ledgers: dict[Weighing, _Ledger] = field(factory=dict, init=False)

    def __iter__(self) -> Iterator[Move]:
        """One for every row of the law that applies: on each subject in order of creation, then new ones."""
        return legal_moves(self.situation, self.party, self.situation.when)

    def on(self, subject: str) -> Iterator[Move]:
        """Those on one subject."""
        return legal_moves_on(self.situation, subject, self.party, self.situation.when)

    def draw(self, random: Random, weighing: Weighing = EVEN) -> Move | None:
        """One at random: each with a chance that is as large as its row weighs; None if none weighs anything.

        What it makes is about an issue at random. A row is drawn, and drawn again while it does not fit; where hardly
        any fit, all legal moves are listed. Either way the chances are the same.
        """
        ledger, situation = self._ledger(weighing), self.situation
        sums = list(accumulate(ledger.most))
        whole = sums[-1]
        for _ in range(_TRIES if whole > 0 else 0):
            point = random.random() * whole
            place = bisect_right(sums, point)
            subject = situation.subjects[situation.names[place - 1]] if place else None
            urn = ledger.urns[place] or ledger.looked_into(place, subject, situation.setting)
            rest = point - sums[place - 1] if place else point
            if rest < urn.weight:
                ruled = self._ruled(urn.at(rest), subject, random)
                if ruled is not None:
                    self._drawn = (*ruled, situation.version)
                    return ruled[0]
        return self._listed(random, ledger)

    def _ledger(self, weighing: Weighing) -> _Ledger:
        ledger = self._ledgers.get(weighing)
        if ledger is None:
            ledger = self._ledgers[weighing] = _Ledger(weighing, self.party)
        ledger.follow(self.situation)
        return ledger

    def _listed(self, random: Random, ledger: _Ledger) -> Move | None:
        """One of all legal moves, each with the same chance as in a draw."""
        subjects, setting = [self.situation.subjects[name] for name in self.situation.names], self.situation.setting
        urns: list[tuple[Any, _Urn]] = [(None, ledger.weighing.openings)]
        urns += [(each, ledger.looked_into(place, each, setting)) for place, each in enumerate(subjects, 1)]
        found, weights = list[Move](), list[float]()
        for subject, urn in urns:
            for candidate, below, upto in zip(urn.candidates, (0.0, *urn.sums), urn.sums, strict=False):
                ruled = self._ruled(candidate, subject, random)
                if ruled is not None:
                    found.append(ruled[0])
                    weights.append(upto - below)
        return random.choices(found, weights)[0] if found else None

    def rulings_on(self, move: Move) -> list[Ruling]:
        """The rulings that permit a move now; none if it is not legal. What has just been drawn is not judged again."""
        drawn, found, version = self._drawn
        return found if drawn is move and version == self.situation.version else permitted(self.situation, move)

    def _ruled(self, candidate: Candidate, subject: Any, random: Random) -> Ruled | None:
        """The legal move of a candidate; None if it is not legal."""
        (row, kind, joint), situation = candidate, self.situation
        issues: tuple[str, ...] | None = None
        if subject is None:
            names = situation.setting.issue_ids
            if not names and row.move in ABOUT_AN_ISSUE:
                return None
            issues = (names[int(random.random() * len(names))],) if names else ()
        elif row.move in MAKERS:
            issues = subject.made.issue
        return representative(situation, row, subject, BOTH if joint else self.party, situation.when, kind, issues)
