"""A record, a snapshot, a scenario or a long table as HTML, never so much of it that a notebook stalls.

The style reaches nothing outside: every rule is for what is in an element of the class `negsim-record`, and the
timeline is an image of its own. There is no script, and text has the colours of the notebook, light or dark.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from sim.history.history import History
from sim.history.snapshot import Snapshot
from sim.model.errors import all_of
from sim.model.escaping import one_line
from sim.records.tables.table import RecordTable
from sim.report.notebook.tables import long_table, record_tables
from sim.report.svg.canvas import escaped
from sim.report.timeline.picture import picture
from sim.scenario.scenario import Scenario

MOST_DRAWN: Final = 300
"""The most moves of which a timeline is drawn."""

_STYLE: Final = re.sub(r"\s*\n\s*", "", files(__package__).joinpath("style.css").read_text("utf-8"))


def html_of(thing: History | Snapshot | Scenario | RecordTable) -> str:
    """The HTML of a history, a snapshot, a scenario or a table of a record."""
    if isinstance(thing, RecordTable):
        body = iter((long_table(thing),))
    elif isinstance(thing, Scenario):
        body = _scenario(thing)
    elif isinstance(thing, History):
        body = _snapshot(thing.as_of(), repr(thing)[1:-1])
    else:
        body = _snapshot(thing, _as_of(thing))
    return f'<div class="negsim-record"><style>{_STYLE}</style>{"".join(body)}</div>'


def _scenario(scenario: Scenario) -> Iterator[str]:
    """The title and the summary of a scenario, and its record."""
    yield _paragraph(scenario.title, "negsim-title")
    if scenario.summary:
        yield _paragraph(scenario.summary)
    yield from _snapshot(scenario.history.as_of(), repr(scenario.history)[1:-1], scenario.title)


def _as_of(snapshot: Snapshot) -> str:
    counted, moves = len(snapshot.numbers), len(snapshot.history.moves)
    day = "before the first move" if snapshot.day is None else f"as of {snapshot.day}"
    return f"Snapshot {day}, {snapshot.reading}: {counted:,} of {moves:,} {'move' if moves == 1 else 'moves'}"


def _snapshot(snapshot: Snapshot, heading: str, title: str = "") -> Iterator[str]:
    """The moves that count, the subjects as they read then, and the timeline of the whole record."""
    yield _paragraph(heading, "negsim-title")
    yield from record_tables(snapshot)
    moves = len(snapshot.history.moves)
    if moves > MOST_DRAWN:
        yield _paragraph(f"No timeline is drawn of more than {MOST_DRAWN} moves; there are {moves:,}.")
    elif moves:
        title = title or all_of(party for _, party in snapshot.history.start.setting.parties)
        yield _image(picture(title, snapshot).svg, f"Timeline: {title}")


def _image(svg: str, what: str) -> str:
    """A picture by itself, so that its style and its ids stay its own."""
    return f'<img alt="{escaped(what)}" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"/>'


def _paragraph(text: str, kind: str = "") -> str:
    of_kind = f' class="{kind}"' if kind else ""
    return f"<p{of_kind}>{escaped(one_line(text))}</p>"
