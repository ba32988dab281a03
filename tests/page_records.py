"""The data of a page, from a scenario or its text."""

from typing import Any

from complaints import FOUR_MOVES, recorded

from sim.report.page.data import page_data
from sim.report.timeline.picture import picture
from sim.scenario import Scenario


def data_of(scenario: Scenario, *branches: str) -> dict[str, Any]:
    """The data of the page of a scenario, with some of its branches."""
    pictures = [picture(name, scenario.history_of(name).as_of(), standalone=False) for name in ("", *branches)]
    return page_data(scenario, branches, pictures)


def record_of(text: str = FOUR_MOVES, *branches: str, at: int = 0) -> tuple[dict[str, Any], list[str]]:
    """The data of one of the records of a scenario, and the texts of the page."""
    data = data_of(recorded(text), *branches)
    return data["records"][at], data["texts"]
