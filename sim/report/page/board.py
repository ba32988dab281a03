"""The statuses of what stands on the table, and of what is settled, for the board of the page."""

from typing import Any, Final

from sim.report.page.rows import SECTIONS
from sim.report.page.texts import Texts
from sim.report.table.record import SECTION_OF, Section
from sim.rules.lifecycle import spoken
from sim.rules.subject import Status
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import STANDING, Measure
from sim.rules.subjects.participation import FULFILLED, IN_BREACH, IN_FORCE, LEAVING, LEFT, PENDING, SUSPENDED
from sim.rules.subjects.proposals import AGREED, OPEN, Proposal

_ON_THE_TABLE: Final[dict[Section, tuple[Status, ...]]] = {
    SECTION_OF[Proposal]: OPEN,
    SECTION_OF[Measure]: STANDING,
    SECTION_OF[Commitment]: (PENDING, SUSPENDED, IN_BREACH, LEAVING, LEFT),
}
"""The statuses of open proposals, of threats and measures that stand, and of commitments that are not in force."""
_SETTLED: Final[dict[Section, tuple[Status, ...]]] = {
    SECTION_OF[Proposal]: AGREED,
    SECTION_OF[Commitment]: (IN_FORCE, FULFILLED),
}
"""The statuses of what is agreed or in force; what is neither this nor on the table has ended."""


def standing_data(texts: Texts) -> list[Any]:
    """For each table of the page, the statuses in words of what is on the table, and of what is settled.

    None for a table of subjects that are not put on one: talks.
    """
    return [
        [texts.several(map(spoken, statuses.get(section, ()))) for statuses in (_ON_THE_TABLE, _SETTLED)]
        if section in _ON_THE_TABLE
        else None
        for section in SECTIONS
    ]
