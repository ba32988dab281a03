"""An episode of TIES as a case: its parties, its issues, and the moves of `ties_moves`."""

from pathlib import Path
from typing import Any, Final

from sim.records.imported_case import ImportedCase
from sim.records.importers.texts import key_of, plain
from sim.records.importers.ties.codes import ISSUES, OTHER_ISSUE
from sim.records.importers.ties.moves import SOURCE, EpisodeMoves
from sim.records.importers.ties.rows import Episode
from sim.records.importers.ties.states import state_name

SENDERS: Final = ("sender1", "sender2", "sender3", "sender4", "sender5")
UNSTATED: Final = "unstated"
"""The id of the issue of an episode that names none."""


def sender_names(episode: Episode) -> tuple[str, ...]:
    """The senders of an episode in their order."""
    return tuple(dict.fromkeys(name for column in SENDERS for name in _states(episode, column)))


def target_name(episode: Episode) -> str:
    """The target of an episode; empty where there is none."""
    return next(iter(_states(episode, "targetstate")), "")


def _states(episode: Episode, column: str) -> tuple[str, ...]:
    return tuple(state_name(number) for number in episode.numbers(column))


def case_of(episode: Episode, path: Path) -> ImportedCase:
    """The case of an episode that can be read."""
    senders, target = sender_names(episode), target_name(episode)
    sender = senders[0] if senders else "Sender (not coded)"
    target = target if target and target != sender else "Target (not coded)"
    others = tuple(name for name in senders[1:] if name != target)
    issues = _issues(episode)
    moves = EpisodeMoves(episode, key_of(sender), key_of(target), tuple(issues))
    number = plain(episode.text("caseid")).removesuffix(".0") or f"row {episode.number}"
    notes = _notes(episode, sender, others, senders)
    setting: dict[str, Any] = {
        "summary": "; ".join(notes),
        "parties": {key_of(sender): sender, key_of(target): target},
        "third-parties": {key_of(name): {"title": name, "with": key_of(sender)} for name in others},
        "issues": issues,
        "sources": {SOURCE: {"title": plain(f"TIES, {path.name}, episode {number}")}},
    }
    title = f"{sender} and {target}: sanctions episode {number} of TIES"
    problems = tuple(dict.fromkeys(row.reason for row in moves.rows if row.item is not None and row.reason))
    return ImportedCase(f"ties-{number}", title, setting, tuple(moves.rows), (*notes, *problems))


def _issues(episode: Episode) -> dict[str, str]:
    """The issues of an episode, each id with its title."""
    titles = {}
    for column in ("issue1", "issue2", "issue3"):
        for number in episode.numbers(column):
            label = ISSUES.get(number, f"Issue {number}")
            words = episode.text("otherissue") if number == OTHER_ISSUE else ""
            titles[key_of(label)] = f"{label}: {words}" if words else label
    return titles or {UNSTATED: "An issue that the row does not name"}


def _notes(episode: Episode, sender: str, others: tuple[str, ...], senders: tuple[str, ...]) -> tuple[str, ...]:
    """What is said of the sides of an episode."""
    coded_target, primary = target_name(episode), next(iter(_states(episode, "primarysender")), "")
    notes = {
        f"{sender}, the first sender, is the party, and {', '.join(others)} with it as third parties": bool(others),
        f"{primary} is coded as the primary sender, and {sender} as the first": primary not in ("", sender),
        "it has no sender": not senders,
        "it has no target": not coded_target,
        "of several targets the first is taken": len(_states(episode, "targetstate")) > 1,
        f"{coded_target} is both sender and target": bool(coded_target) and coded_target in senders,
    }
    return tuple(note for note, is_so in notes.items() if is_so)
