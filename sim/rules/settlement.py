"""Settlement: the proposals that an agreement makes moot, by the links between proposals.

What is accepted in full settles what it counters, replaces or settles, what these did in turn, what counters any of
them, and so on to the end, as far as it is open; and what it says that it `settles` also where that was agreed.
"""

from collections.abc import Iterable, Iterator

from sim.rules.subject import StateLike
from sim.rules.subjects.proposals import AGREED, OPEN, Proposal, has_links


def linked(state: StateLike, names: Iterable[str]) -> tuple[str, ...]:
    """The ids of the proposals that hang together with these, these first: by links, and by what counters one."""
    found, ahead = dict.fromkeys(names), list(names)
    while ahead:
        name = ahead.pop()
        subject = state.subjects.get(name)
        links = subject.links if isinstance(subject, Proposal) else ()
        for other in (*links, *state.countered_by.get(name, ())):
            if other not in found:
                found[other] = None
                ahead.append(other)
    return tuple(found)


def settled_with(state: StateLike, proposal: Proposal) -> Iterator[str]:
    """The ids of the proposals that are settled once this one is accepted in full."""
    if has_links(state, proposal):
        yield from _settled(state, proposal.made.settles, linked(state, (proposal.id,))[1:])


def settled_at_once(state: StateLike, names: tuple[str, ...]) -> Iterator[str]:
    """The ids of the proposals that a move settles which names these."""
    yield from _settled(state, names, linked(state, names))


def _settled(state: StateLike, direct: tuple[str, ...], all_linked: Iterable[str]) -> Iterator[str]:
    for name in all_linked:
        subject = state.subjects.get(name)
        if isinstance(subject, Proposal):
            is_agreed_with = name in direct and subject.status in AGREED
            if subject.status in OPEN or is_agreed_with:
                yield name
