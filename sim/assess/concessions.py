"""Concessions: what each party gives up, at most once in a deal; and outside deals.

A deal is all the proposals that hang together by what they counter, settle and replace, as they are linked on the day
of a move. A text accepted in full closes it: what settles or counters that later belongs to another deal.
"""

from collections.abc import Iterator

from attrs import define, field

from sim.assess.opposition import is_of_substance
from sim.model.ids import BOTH
from sim.model.move import Commit, Move, Withdraw
from sim.model.setting import Setting
from sim.rules.subject import Subjects
from sim.rules.subjects.answers import ACCEPTED, OPPOSED
from sim.rules.subjects.measures import Comply
from sim.rules.subjects.proposals import OFFER, PLAN, Accept, Proposal, Propose, Ratify


@define
class Concessions:
    """The parties that have conceded in each deal, kept up to date move by move."""

    setting: Setting
    _deal_of: dict[str, str] = field(factory=dict)
    _conceded: dict[str, frozenset[str]] = field(factory=dict)
    _closed: set[str] = field(factory=set)

    def made_by(self, move: Move, subjects: Subjects) -> tuple[str, ...]:
        """The parties that concede by a move, each once for everything that it gives up; *subjects* are those after it.

        Every move of a record has to be put here, in order.
        """
        match move:
            case Propose():
                self._join(move)
                conceding = self._by_proposing(move, subjects)
            case Accept() | Ratify():
                conceding = self._by_a_yes(move, subjects)
            case _:
                return self.setting.sides_of(move.by) * _given_up(move, subjects)
        return tuple(conceding)

    def copy(self) -> "Concessions":
        """An independent copy."""
        return Concessions(self.setting, dict(self._deal_of), dict(self._conceded), set(self._closed))

    # DEALS

    def _join(self, move: Propose) -> None:
        """Put what is proposed into the deal of what it is linked to, and make one of several such deals."""
        linked = (self._deal(name) for name in (*move.counters, *move.settles, *move.replaces))
        deals = dict.fromkeys(deal for deal in linked if deal not in self._closed)
        self._deal_of[move.subject] = move.subject
        self._conceded[move.subject] = frozenset[str]().union(*(self._conceded.pop(deal) for deal in deals))
        self._deal_of.update(dict.fromkeys(deals, move.subject))

    def _deal(self, name: str) -> str:
        """The deal of a proposal, called by the one that was the last to join several."""
        path = list[str]()
        while self._deal_of[name] != name:
            path.append(name)
            name = self._deal_of[name]
        self._deal_of.update(dict.fromkeys(path, name))
        return name

    def _concede(self, proposal: Proposal, parties: tuple[str, ...]) -> Iterator[str]:
        """Those of the parties that have not conceded in the deal of a proposal before."""
        deal = self._deal(proposal.id)
        yield from (party for party in parties if party not in self._conceded[deal])
        self._conceded[deal] |= {*parties}

    # MOVES

    def _by_proposing(self, move: Propose, subjects: Subjects) -> Iterator[str]:
        proposal = subjects[move.subject]
        if move.concedes is not None and move.by != BOTH and is_of_substance(proposal):
            yield from self._concede(proposal, self.setting.sides_of(move.by))

    def _by_a_yes(self, move: Accept | Ratify, subjects: Subjects) -> Iterator[str]:
        for name in move.subjects:
            proposal: Proposal = subjects[name]
            if proposal.kind != PLAN and is_of_substance(proposal):
                for party in saying_yes(move, proposal, self.setting):
                    yield from self._concede(proposal, self._conceding(proposal, party))
            if proposal.status == ACCEPTED:
                self._closed.add(self._deal(name))

    def _conceding(self, proposal: Proposal, party: str) -> tuple[str, ...]:
        """The parties that have conceded once *party* has said yes to a proposal that asks it."""
        made, author = proposal.made, proposal.author
        countering = self.setting.sides_of(author) if made.counters and author != BOTH else ()
        is_the_others = author == self.setting.other(party)
        if is_the_others and made.concedes is not None and not made.counters:
            return ()
        return tuple(dict.fromkeys((party, *countering)))


def saying_yes(move: Accept | Ratify, proposal: Proposal, setting: Setting) -> tuple[str, ...]:
    """The parties whose answer is a yes by a move; for a vote those that had referred it with a no."""
    given = proposal.answers.given
    if isinstance(move, Accept):
        return tuple(party for party in setting.acting(move.by) if party in given)
    return tuple(party for party, answer in given.items() if answer == OPPOSED and proposal.answers.has_accepted(party))


def _given_up(move: Move, subjects: Subjects) -> int:
    """The number of things that a move gives up outside any deal: a demand met, a plan or request, what it says."""
    match move:
        case Comply():
            return len(move.subjects)
        case Withdraw():
            proposals = [subjects[name] for name in move.subjects if isinstance(subjects[name], Proposal)]
            return sum(proposal.kind != OFFER and is_of_substance(proposal) for proposal in proposals)
        case Commit():
            return int(move.concedes is not None)
    return 0
