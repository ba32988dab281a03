"""The importer of TIES, the data on threats and impositions of economic sanctions: a case for each episode."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sim.model.errors import InvalidImportError
from sim.records.imported_case import DROPPED, REFUSED, ImportedCase, ImportedRow
from sim.records.importers.events.doubled_events import Repeats
from sim.records.importers.events.dyads import DyadCounts, EventRow, dyad_in, side_of
from sim.records.importers.texts import key_of
from sim.records.importers.ties.episode import case_of, sender_names, target_name
from sim.records.importers.ties.rows import Episode, episodes
from sim.records.importers.ties.states import state_name

FORMAT: Final = (
    "TIES 4.1, Threat and Imposition of Economic Sanctions 1945 to 2005 (Morgan, Bapat, Kobayashi 2014), saved as CSV: "
    "66 columns, one row for each episode"
)
"""The format and the version that is read."""


def read(path: Path, dyad: tuple[str, str] | None) -> Iterator[ImportedCase]:
    """The episodes of a file as cases, of one *dyad* if it is named: by names of states, or their numbers.

    Raises: UnreadableFileError, InvalidImportError for a file that is no such table, or has no episode of the dyad.
    """
    counts, wanted = DyadCounts(), None if dyad is None else (_key(dyad[0]), _key(dyad[1]))
    found, repeats = False, Repeats()
    for episode in episodes(path):
        actors = tuple(_actors(episode))
        for pair in actors:
            counts.add(pair)
        if wanted is None or any(side_of(pair, wanted) for pair in actors):
            found = True
            yield _unreadable(episode) if episode.fault else _repeat(episode, repeats) or case_of(episode, path)
    if wanted is not None and not found:
        dyad_in(path, counts, wanted)
    if not found:
        raise InvalidImportError(str(path), None, "", "this table has a header and no rows; name one that has episodes")


def _key(name: str) -> str:
    return key_of(state_name(int(name)) if name.isascii() and name.isdigit() and len(name) < 10 else name)


def _actors(episode: Episode) -> Iterator[EventRow]:
    """Each sender with the target; senders are no dyad among themselves."""
    if not episode.fault:
        for sender in sender_names(episode):
            yield EventRow(episode.number, (sender,), (target_name(episode),))


def _repeat(episode: Episode, repeats: Repeats) -> ImportedCase | None:
    """A case without a move for a row that stands before it already; None for any other."""
    reason = repeats.reason("episode", episode.text("caseid"), tuple(episode.cells.values()), episode.number)
    if not reason:
        return None
    row = ImportedRow(episode.number, None, DROPPED, reason)
    return ImportedCase(f"row-{episode.number}", f"Row {episode.number} of TIES, a repeat", {}, (row,))


def _unreadable(episode: Episode) -> ImportedCase:
    """A case without a move for a row that cannot be read."""
    setting = {"parties": {"sender": "Sender (not read)", "target": "Target (not read)"}}
    row = ImportedRow(episode.number, None, REFUSED, episode.fault)
    return ImportedCase(f"row-{episode.number}", f"Row {episode.number} of TIES, not read", setting, (row,))
