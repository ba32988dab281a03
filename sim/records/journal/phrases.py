"""Entries in words, for complaints and for the log."""

from sim.model.ids import ids
from sim.records.journal.entries import Action, Add, Amend, Declare, Entry, Item, Redact, Retract
from sim.rules.registry import MOVES_BY_VERB


def as_sentence(entry: Entry) -> str:
    """Which entry it is, who recorded what, and when: "@12 by Anna on 2007-10-14: add suspend cfe by russia"."""
    by = f" by {entry.recorded_by}" if entry.recorded_by else ""
    return f"@{entry.number}{by} on {entry.recorded:%Y-%m-%d}: {action_in_words(entry.action)}"


def action_in_words(action: Action) -> str:
    """What an entry records."""
    match action:
        case Declare(sections):
            return f"declare {', '.join(sections)}"
        case Add(item, after):
            place = "" if after is None else f" after the move of @{after}" if after else " before all others"
            return f"add {item_in_words(item)}{place}"
        case Amend(move, item):
            return f"amend @{move} to {item_in_words(item)}"
        case Retract(move):
            return f"retract @{move}"
        case Redact(entry, paths):  # pragma: no branch - there is no other
            return f"redact {', '.join(paths)} of @{entry}"


def item_in_words(item: Item) -> str:
    """A move in a few words: "suspend cfe by russia"."""
    verb = next((key for key in item if key in MOVES_BY_VERB), "")
    subjects = item.get(verb, "")
    by = item.get("by")
    return f"{verb} {', '.join(ids(subjects))}{f' by {by}' if by else ''}"
