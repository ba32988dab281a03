"""The codes of TIES: issues, types of sanctions, final outcomes.

Source: T. C. Morgan, N. Bapat, Y. Kobayashi, Threat and Imposition of Sanctions (TIES) Data 4.0 Users' Manual, Case
Level Data (2013), variables 12, 16, 30 and 39.
"""

from typing import Final

ISSUES: Final = {
    1: "Contain political influence",
    2: "Contain military behavior",
    3: "Destabilize regime",
    4: "Release citizens, property or material",
    5: "Solve territorial dispute",
    6: "Deny strategic materials",
    7: "Retaliate for alliance or alignment choice",
    8: "Improve human rights",
    9: "End weapons or materials proliferation",
    10: "End support of non-state actors",
    11: "Deter or punish drug trafficking",
    12: "Improve environmental policies",
    13: "Trade practices",
    14: "Implement economic reform",
    15: "Other",
}
OTHER_ISSUE: Final = 15
"""The issue that the column otherissue puts in words."""

IMPOSED: Final = {
    1: "total embargo",
    2: "partial embargo",
    3: "import restriction",
    4: "export restriction",
    5: "blockade",
    6: "asset freeze",
    7: "end of foreign aid",
    8: "travel ban",
    9: "suspension of an economic agreement",
    10: "other",
}
"""The types of what is imposed."""

UNSPECIFIC: Final = 1
THREATENED: Final = {UNSPECIFIC: "sanctions, not specified"} | {code + 1: name for code, name in IMPOSED.items()}
"""The types of what is threatened: their numbers are one higher, because 1 stands for a threat that names no type."""

PARTIAL: Final = "partial"
COMPLETE: Final = "complete"
CAPITULATION: Final = "capitulation"
STALEMATE: Final = "stalemate"
SETTLEMENT: Final = "settlement"

OUTCOMES: Final = {
    1: (PARTIAL, "Partial acquiescence by the target to the threat"),
    2: (COMPLETE, "Complete acquiescence by the target to the threat"),
    3: (CAPITULATION, "Capitulation by the sender in the threat stage"),
    4: (STALEMATE, "Stalemate in the threat stage"),
    5: (SETTLEMENT, "Negotiated settlement in the threat stage"),
    6: (PARTIAL, "Partial acquiescence by the target after imposition"),
    7: (COMPLETE, "Total acquiescence by the target after imposition"),
    8: (CAPITULATION, "Capitulation by the sender after imposition"),
    9: (STALEMATE, "Stalemate after imposition"),
    10: (SETTLEMENT, "Negotiated settlement after imposition"),
}
"""The final outcomes: what each amounts to, and its label; 1 to 5 are those of the threat stage."""
LAST_OF_THREATS: Final = 5
