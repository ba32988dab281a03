"""Texts that are removed for good: from the entries, and from the files of the database."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sim.model.errors import InvalidScenarioError, JournalError, one_of
from sim.records.journal.bodies import as_body
from sim.records.journal.entries import Action, Redact
from sim.records.journal.folding import folded
from sim.records.journal.reading import scenario_of_record
from sim.records.journal.sealing import SealedEntry, opened
from sim.records.journal.texts import REDACTED


def texts_at(entries: Sequence[SealedEntry], number: int, paths: Sequence[str], address: str) -> frozenset[str]:
    """The texts at these places of an entry that are still there.

    Raises: JournalError if there is no such entry, or no text at such a place.
    """
    entry = next((each for each in entries if each.number == number), None)
    if entry is None:
        raise JournalError(f"{address}: there is no entry @{number}; the journal has {len(entries)}")
    pairs = zip(entry.paths, entry.texts, strict=True)
    texts = {path: text for path, text in pairs if text.text != ""}
    for path in paths:
        if path not in texts:
            there_is = f"; there is {one_of(texts)}" if texts else "; it has none"
            raise JournalError(f"{address}@{number}: there is no text at {path}{there_is}")
    return frozenset(text.text for path in paths if (text := texts[path]).text is not None)


def redacted(
    entries: Sequence[SealedEntry], number: int, texts: frozenset[str], address: str
) -> tuple[SealedEntry, ...]:
    """The entries that change when these texts of one entry are removed: also others that have the same texts.

    None changes if all of them have been removed before.

    Raises: JournalError if the record could not be read without them.
    """
    changed = {entry.number: entry for entry in _without(entries, texts)}
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


def check_is_not_said(texts: Iterable[str], by: str, reason: str, address: str) -> None:
    """Refuse a name or a reason that has one of these texts, as it would be kept with the redaction.

    Raises: JournalError.
    """
    for what, said in (("name of who redacts", by), ("reason", reason)):
        if any(text in said for text in texts):
            raise JournalError(f"{address}: the {what} has the text that is to go; give another one")


def redacted_elsewhere(here: Iterable[SealedEntry], further: Iterable[SealedEntry]) -> tuple[SealedEntry, ...]:
    """The entries here that change when further ones, of another copy of the journal, say what was redacted there."""
    paths = dict[int, tuple[str, ...]]()
    for entry in further:
        action = opened(entry).action
        if isinstance(action, Redact):
            paths[action.entry] = (*paths.get(action.entry, ()), *action.paths)
    return tuple(entry.without(paths[entry.number]) for entry in here if entry.number in paths)


def are_readings_of(recorded: Iterable[Action], given: Iterable[Action]) -> bool:
    """Whether what is recorded is what was given, but for texts that have been removed since."""
    return _is_reading([*map(as_body, recorded)], [*map(as_body, given)])


def _is_reading(recorded: Any, given: Any) -> bool:
    if recorded == REDACTED:
        return isinstance(given, str)
    if isinstance(recorded, dict):
        same = isinstance(given, dict) and recorded.keys() == given.keys()
        return same and all(_is_reading(part, given[key]) for key, part in recorded.items())
    if isinstance(recorded, list):
        same = isinstance(given, list) and len(recorded) == len(given)
        return same and all(map(_is_reading, recorded, given))
    return bool(recorded == given)


def _removed(before: SealedEntry, after: SealedEntry) -> Iterator[str]:
    for path, was, now in zip(before.paths, before.texts, after.texts, strict=True):
        if was.text is not None and now.text is None:
            yield path


def _without(entries: Iterable[SealedEntry], sought: frozenset[str]) -> Iterator[SealedEntry]:
    for entry in entries:
        pairs = zip(entry.paths, entry.texts, strict=True)
        paths = tuple(path for path, text in pairs if text.text is not None and text.text in sought)
        if paths:
            yield entry.without(paths)
