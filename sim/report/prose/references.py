"""References to subjects in the middle of a sentence: "the offer of the United States, “Ways of salvaging …”"."""

import re
from collections.abc import Sequence
from typing import Final

from sim.model.condition import Condition
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Move
from sim.report.prose.names import Names
from sim.report.prose.phrases import NOTHING, Phrase, joined, listed, plain, quoted
from sim.rules.lifecycle import spoken
from sim.rules.registry import lifecycle_of
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure, Threaten
from sim.rules.subjects.proposals import PROCEDURE, Proposal

THREAT: Final = "threat"

_DETERMINERS: Final = frozenset(
    ("a", "an", "the", "any", "all", "no", "some", "more", "another", "further", "new", "each", "every", "its", "their")
)
_WORD: Final = re.compile(r"[a-z]+(-[a-z]+)?")


def object_of(move: Move, names: Names) -> Phrase:
    """The subjects of a move, as its object: each with its kind, and its author where that is somebody else."""
    return _listed(move.subjects, move, names)


def references(ids: Sequence[str], names: Names) -> Phrase:
    """Other subjects by their kind and name."""
    return _listed(ids, None, names)


def _listed(ids: Sequence[str], move: Move | None, names: Names) -> Phrase:
    """Subjects as a list; those of one kind and one author under one noun: "the offers “A” and “B”"."""
    subjects = [names.state.subjects.get(name) for name in ids]
    heads = {(noun_of(subject, move), _whose(subject, move, names)) for subject in subjects}
    noun, whose = next(iter(heads))
    if len(ids) == 1 or len(heads) > 1 or noun in ("", THREAT):
        comma = "," if any(author.text for _, author in heads) and len(ids) > 1 else ""
        return listed([_single(name, move, names) for name in ids], comma)
    several = noun if noun.endswith("s") else f"{noun}s"
    called = listed([named(name, names) for name in ids])
    return Phrase(f"the {several}") + whose + Phrase(", " if whose.text else " ") + called


def actors(ids: Sequence[str], names: Names) -> Phrase:
    """Parties or third parties as a list."""
    return listed([plain(names.actor_in_sentence(name)) for name in ids])


def condition_in_words(condition: str | Condition, names: Names) -> Phrase:
    """A condition in words, or on the record."""
    if not isinstance(condition, Condition):
        return plain(" ".join(condition.split()).removesuffix("."))
    return joined(" and ", (_stand(*stand, names) for stand in condition.stands))


def _stand(name: str, party: str, status: str, names: Names) -> Phrase:
    whose = plain(names.actor_in_sentence(party)).within("the part of {} in ") if party else NOTHING
    return whose + _single(name, None, names) + Phrase(f" is {spoken(status)}")


def noun_of(subject: Subject | None, move: Move | None = None) -> str:
    """The word for a kind of subject, before a move where that is given; empty where its name says enough."""
    match subject:
        case None | Commitment():
            return ""
        case Proposal():
            return proposal_noun(subject.kind, subject.made.matter, subject.author)
        case Measure():
            return THREAT if is_still_threat(subject, move) else "measure"
    return lifecycle_of(subject).noun


def proposal_noun(kind: str, matter: str, author: str | None) -> str:
    """The word for a proposal: "joint offer", "request on procedure"."""
    return " ".join(filter(None, ("joint" * (author == BOTH), "procedural" * (matter == PROCEDURE), kind)))


def is_still_threat(measure: Measure, move: Move | None = None) -> bool:
    """Whether it was threatened, and not carried out before a move."""
    if not isinstance(measure.made, Threaten):
        return False
    earlier = measure.moves
    at = next((at for at, other in enumerate(earlier) if other is move), len(earlier))
    return not any(isinstance(other, CarryOut) for other in earlier[:at])


def is_verbal(action: str) -> bool:
    """Whether an action reads as a verb after "to", as far as its first word tells: "close its ports"."""
    first = action.partition(" ")[0]
    is_word = _WORD.fullmatch(first) is not None and first not in _DETERMINERS
    return is_word and " " in action and (not first.endswith("s") or first.endswith("ss"))


def named(name: str, names: Names) -> Phrase:
    """A subject by its name in quotation marks, and behind it its id where others have the same."""
    distinction = names.distinction(name)
    return quoted(names.short(name)) + (plain(distinction) if distinction else NOTHING)


def _single(name: str, move: Move | None, names: Names) -> Phrase:
    subject, called = names.state.subjects.get(name), names.subject(name)
    noun, whose = noun_of(subject, move), _whose(subject, move, names)
    if noun == THREAT and is_verbal(names.short(name)):
        return Phrase(f"the {noun}") + whose + plain(called).within(" to {}")
    separator = ", " if whose.text else " " if noun else ""
    return Phrase(f"the {noun}" if noun else "") + whose + Phrase(separator) + named(name, names)


def _whose(subject: Subject | None, move: Move | None, names: Names) -> Phrase:
    """Whose a proposal or a measure is, where somebody else makes the move."""
    if move is None or not isinstance(subject, Proposal | Measure) or subject.author in (BOTH, move.by):
        return NOTHING
    author = subject.author
    return plain(names.actor_in_sentence(author)).within(" of {}")
