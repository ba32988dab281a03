"""Entries in words, for complaints and for the log."""

from collections.abc import Iterator, Mapping
from itertools import starmap
from typing import Any

from sim.model.ids import ids
from sim.records.journal.entries import Action, Add, Amend, Declare, Entry, Item, Redact, Retract
from sim.records.journal.folding import WHOLE
from sim.rules.registry import MOVES_BY_VERB


def as_sentence(entry: Entry) -> str:
    """Which entry it is, who recorded what, and when: "@12 by Anna on 2007-10-14: add suspend cfe by russia"."""
    by = f" by {entry.recorded_by}" if entry.recorded_by else ""
    return f"@{entry.number}{by} on {entry.recorded:%Y-%m-%d}: {action_in_words(entry.action)}"


def action_in_words(action: Action) -> str:
    """What an entry records."""
    match action:
        case Declare(sections):
            return _declaration_in_words(sections)
        case Add(item, after):
            place = "" if after is None else f" after the move of @{after}" if after else " before all others"
            return f"add {item_in_words(item)}{place}"
        case Amend(move, item):
            return f"amend @{move} to {item_in_words(item)}"
        case Retract(move):
            return f"retract @{move}"
        case Redact(entry, paths):  # pragma: no branch - there is no other
            return f"redact {', '.join(paths)} of @{entry}"


def taken_back(sections: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a declaration takes back, in order: the section and the part, which is empty for a whole section."""
    for section, value in sections.items():
        if value is None:
            yield section, ""
        elif _has_parts(section, value):
            yield from ((section, part) for part, content in value.items() if content is None)


def part_in_words(section: str, part: str) -> str:
    """A section, or a part of one: "branches", "calm of branches"."""
    return f"{part} of {section}" if part else section


def _declaration_in_words(sections: Mapping[str, Any]) -> str:
    declared = ", ".join(section for section, value in sections.items() if _declares(section, value))
    back = ", ".join(starmap(part_in_words, taken_back(sections)))
    phrases = (f"declare {declared}" if declared else "", f"take back {back}" if back else "")
    return "; ".join(filter(None, phrases)) or "declare nothing"


def _declares(section: str, value: Any) -> bool:
    """Whether there is anything but what is taken back."""
    parts = value.values() if value and _has_parts(section, value) else (value,)
    return any(part is not None for part in parts)


def _has_parts(section: str, value: Any) -> bool:
    return isinstance(value, Mapping) and section not in WHOLE


def item_in_words(item: Item) -> str:
    """A move in a few words: "suspend cfe by russia"."""
    verb = next((key for key in item if key in MOVES_BY_VERB), "")
    subjects = item.get(verb, "")
    by = item.get("by")
    return f"{verb} {', '.join(ids(subjects))}{f' by {by}' if by else ''}"
