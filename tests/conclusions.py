"""Conclusions on a small record, and what they hang on, written down by hand."""

from datetime import date

from attrs import evolve
from complaints import FOUR_MOVES, recorded

from sim.evidence import Addition, ConclusionEvidence, Evidence, OtherDay
from sim.moves import Accept, Lapse

SCENARIO = recorded(f"""{FOUR_MOVES}
branches:
  silence: {{title: Bohus says nothing, without: 2, expect: [proposals: {{equal-shares: withdrawn}}]}}
expect:
  - as of: 2013-02-28
    proposals: {{equal-shares: opposed}}
    commitments: {{pact: {{bohus: in-force}}}}
  - {{as of: 2013-03-31, reading: possible, agreed: 0}}
  - agreed: 1
""")
OPPOSED, IN_FORCE, AGREED, FALSE, SILENCE = SCENARIO.expectations


def acceptance(after):
    """Bohus accepts, after the move of this number."""
    return Addition(after, Accept(subject="equal-shares", by="bohus", date="2013-02-10"), "accepted")


LAPSED = Addition(0, Lapse(subject="equal-shares", date="2013-02-10"), "expired")
ON_OPPOSED = ConclusionEvidence(
    OPPOSED,
    "opposed",
    moves=((1,), (2,), (3, 4)),
    sources=(("gazette", "herald"),),
    speakers=(("Astrid Berg",),),
    other_days=(OtherDay(2, date(2013, 3, 1), "tabled"), OtherDay(4, date(2013, 2, 28), "withdrawn")),
    readings=("likely", "possible"),
    additions=(LAPSED, acceptance(1)),
    verdict="hangs on #1 or #2 alone",
)
ON_IN_FORCE = ConclusionEvidence(
    IN_FORCE, "in-force", moves=((2,),), readings=("certain", "likely", "possible"), verdict="hangs on #2 alone"
)
ON_AGREED = ConclusionEvidence(
    AGREED,
    "0",
    readings=("certain", "likely", "possible"),
    weights="some",
    additions=(evolve(acceptance(3), found="1"),),
    verdict="holds without any two of the 4 moves",
)
ON_FALSE = ConclusionEvidence(FALSE, "0", verdict="does not hold")
ON_SILENCE = ConclusionEvidence(
    SILENCE, "withdrawn", moves=((1,), (3,)), readings=("certain", "likely", "possible"), verdict="hangs on #1 or #3"
)
WHOLE = Evidence(SCENARIO.title, SCENARIO.history, 2, 5, (ON_OPPOSED, ON_IN_FORCE, ON_AGREED, ON_FALSE, ON_SILENCE))
