"""Texts that are removed for good: from the entries, and from the files of the database."""

from collections.abc import Iterable, Iterator, Sequence

from sim.model.errors import InvalidScenarioError, JournalError, one_of
from sim.records.journal.entries import Redact
from sim.records.journal.folding import folded
from sim.records.journal.reading import scenario_of_record
from sim.records.journal.sealing import SealedEntry, opened


def redacted(
    entries: Sequence[SealedEntry], number: int, paths: Iterable[str], address: str
) -> tuple[SealedEntry, ...]:
    """The entries that change when these texts of one entry are removed: also others that have the same texts.

    None changes if all of them have been removed before.

    Raises: JournalError if there is no such text, or the record could not be read without it.
    """
    sought = _texts(entries, number, tuple(paths), address)
    changed = {entry.number: entry for entry in _without(entries, sought)}
    try:
        scenario_of_record(folded(opened(changed.get(entry.number, entry)) for entry in entries), address)
    except InvalidScenarioError as error:
        reason = f"the record could not be read without this text: {error.faults[0].words}"
        raise JournalError(f"{address}@{number}: {reason}") from None
    return tuple(changed.values())


def actions_of_redaction(before: Sequence[SealedEntry], changed: Iterable[SealedEntry]) -> tuple[Redact, ...]:
    """What is recorded of it: for each entry the places of the texts that have been removed."""
    by_number = {entry.number: entry for entry in before}
    return tuple(Redact(entry.number, tuple(_removed(by_number[entry.number], entry))) for entry in changed)


def redacted_elsewhere(here: Iterable[SealedEntry], further: Iterable[SealedEntry]) -> tuple[SealedEntry, ...]:
    """The entries here that change when further ones, of another copy of the journal, say what was redacted there."""
    paths = dict[int, tuple[str, ...]]()
    for entry in further:
        action = opened(entry).action
        if isinstance(action, Redact):
            paths[action.entry] = (*paths.get(action.entry, ()), *action.paths)
    return tuple(entry.without(paths[entry.number]) for entry in here if entry.number in paths)


def _removed(before: SealedEntry, after: SealedEntry) -> Iterator[str]:
    for path, was, now in zip(before.paths, before.texts, after.texts, strict=True):
        if was.text is not None and now.text is None:
            yield path


def _texts(entries: Sequence[SealedEntry], number: int, paths: Sequence[str], address: str) -> frozenset[str]:
    """The texts at these places that are still there."""
    entry = next((each for each in entries if each.number == number), None)
    if entry is None:
        raise JournalError(f"{address}: there is no entry @{number}; the journal has {len(entries)}")
    texts = dict(zip(entry.paths, entry.texts, strict=True))
    for path in paths:
        if path not in texts:
            there_is = f"; there is {one_of(texts)}" if texts else "; it has none"
            raise JournalError(f"{address}@{number}: there is no text at {path}{there_is}")
    return frozenset(text.text for path in paths if (text := texts[path]).text is not None)


def _without(entries: Iterable[SealedEntry], sought: frozenset[str]) -> Iterator[SealedEntry]:
    for entry in entries:
        pairs = zip(entry.paths, entry.texts, strict=True)
        paths = tuple(path for path, text in pairs if text.text is not None and text.text in sought)
        if paths:
            yield entry.without(paths)
