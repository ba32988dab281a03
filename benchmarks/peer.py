"""Random negotiations in PyPI's `negmas`: two parties by turns, each with a random legal move at every turn."""

from typing import Final

from negmas import make_issue
from negmas.outcomes import make_os
from negmas.sao import RandomNegotiator, SAOMechanism

PARTIES: Final = 2
VALUES: Final = 10
"""The values of each of the two issues: a hundred outcomes to draw an offer from."""

_SPACE: Final = make_os([make_issue(VALUES, "price"), make_issue(VALUES, "term")])


def offers(sessions: int, steps: int) -> int:
    """The number of offers in so many *sessions* of so many *steps*; each party makes one in every step.

    Both parties are the library's plain `RandomNegotiator`, which draws from all outcomes alike and has no utilities
    to work out. By default it accepts or breaks off so often that most sessions end after a few offers; here it always
    rejects, so that every session runs its full length and what it costs to set one up weighs as little as it can.
    Each session is set up anew, as a run of a forecast is, from an outcome space that all share. The extra callbacks,
    on rounds and on what the other does, are off, since neither party acts on them and sessions are faster without.
    """
    return sum(_offers(steps) for _ in range(sessions))


def _offers(steps: int) -> int:
    """The offers in the trace of one session."""
    session = SAOMechanism(outcome_space=_SPACE, n_steps=steps, extra_callbacks=False)
    for _ in range(PARTIES):
        session.add(RandomNegotiator(p_acceptance=0, p_rejection=1, p_ending=0))
    session.run()
    return len(session.extended_trace)
