"""Laws 7 and 8: it does not matter which of the two parties it is, nor which of two unrelated moves came first."""

from collections import Counter
from collections.abc import Iterator

from sim.history.history import History
from sim.testing.laws import outside
from sim.testing.laws.positions import Position
from sim.testing.laws.reordering import followed, newest_first
from sim.testing.laws.rules import Rules, law
from sim.testing.plain import differences, exchanged, named, opposite, without_order


@law(7, from_outside=outside.exchanged_parties)
def exchanging_the_parties_commutes_with_replay(history: History, rules: Rules) -> Iterator[str]:
    """Where each party does what the other did, each stands where the other stood, and may do what the other might."""
    party_ids = history.start.setting.party_ids
    start, end = exchanged(history.start, party_ids), exchanged(history.states[-1], party_ids)
    end_exchanged = rules.replay(start, [exchanged(move, party_ids) for move in history.moves])
    for difference in differences(end, end_exchanged):
        yield f"with the parties exchanged, the record leads to another state: {difference}"
    yield from _other_offers(history, rules)


def _other_offers(history: History, rules: Rules) -> Iterator[str]:
    """The moves offered to one party at the end, but not to the other with the parties exchanged, or the reverse."""
    party_ids, end = history.start.setting.party_ids, Position(history, len(history.moves), 0)
    party = party_ids[end.number % 2]
    offered = Counter(exchanged(move, party_ids) for move in rules.legal_moves(end.state, party, end.day))
    others = Counter(rules.legal_moves(exchanged(end.state, party_ids), opposite(party, party_ids), end.day))
    for move in offered - others:
        yield f"with the parties exchanged, {named(move)} is not offered"
    for move in others - offered:
        yield f"{named(move)} is offered only if the parties are exchanged"


@law(8, from_outside=outside.another_order)
def moves_that_share_no_subject_commute(history: History, rules: Rules) -> Iterator[str]:
    """In another order, in which moves whose subjects are linked keep theirs, the moves lead to the same state."""
    reordered = rules.replay(history.start, [history.moves[position] for position in newest_first(followed(history))])
    for difference in differences(without_order(history.states[-1]), without_order(reordered)):
        yield f"with the newest of all free moves always first, the record leads to another state: {difference}"
