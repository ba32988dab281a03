"""The summary of a record as of a day, in at most twelve lines that need no knowledge of its file."""

from collections.abc import Iterator

from sim.assess.assessment import Assessment
from sim.history.snapshot import Snapshot
from sim.report.prose.dates import date_in_words
from sim.report.prose.names import Names


def summary_of(snapshot: Snapshot, assessment: Assessment) -> tuple[str, ...]:
    """The lines of the summary, each a sentence: who, over what, as of when, and what stands."""
    return tuple(_lines(snapshot, assessment))


def _lines(snapshot: Snapshot, assessment: Assessment) -> Iterator[str]:
    names, setting = Names(snapshot.state), snapshot.state.setting
    first, second = (names.actor(party) for party in setting.party_ids)
    issues = "; ".join(title for _, title in setting.issues)
    moves = snapshot.history.dates
    as_of = f" As of {snapshot.day}." if snapshot.day else ""
    yield f"{first} and {second}{f' over {issues}' if issues else ''}.{as_of}"
    if moves:
        yield f"The last move is of {date_in_words(moves[-1])}."
