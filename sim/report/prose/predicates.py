"""What each verb says of its subjects, in the past tense: it needs no agreement with who acts.

A verb that is not here is told by its name.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sim.model.errors import with_article
from sim.model.ids import BOTH
from sim.model.move import (
    Adjourn,
    CarryOut,
    Commit,
    Convene,
    Extend,
    Move,
    Resume,
    Suspend,
    Withdraw,
)
from sim.report.prose.dates import end_in_words, when_in_words
from sim.report.prose.names import Names, on_one_line
from sim.report.prose.phrases import Phrase, listed, plain, quoted
from sim.report.prose.references import actors, is_still_threat, is_verbal, object_of, proposal_noun
from sim.rules.lifecycle import spoken
from sim.rules.subjects.commitments import Breach, Commitment, Leave
from sim.rules.subjects.measures import Comply, Ease, Impose, Lift, Measure, Raise, Threaten
from sim.rules.subjects.proposals import PLAN, Accept, Oppose, Propose, Ratify, Reject, Repudiate
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import AgreeToContinue, BreakOff

Predicate = Callable[[Any, Names], Phrase]

_REMARKS: Final = {
    "accusation": "made an accusation about ",
    "criticism": "voiced criticism about ",
    "support": "expressed support on ",
    "apology": "apologised over ",
    "concern": "expressed concern about ",
    "hope": "expressed hope about ",
    "explanation": "gave an explanation on ",
    "warning": "gave a warning about ",
    "appeal": "made an appeal about ",
    "reaffirmation": "reaffirmed a position on ",
    "denial": "issued a denial about ",
}


def predicate_of(move: Move, names: Names) -> Phrase:
    """What a move does to its subjects."""
    predicate = PREDICATES.get(type(move))
    if predicate is None:
        return Phrase(f"made the move “{spoken(move.verb)}” on ") + object_of(move, names)
    return _on_object(predicate)(move, names) if isinstance(predicate, str) else predicate(move, names)


def _on_object(before: str) -> Predicate:
    return lambda move, names: Phrase(before) + object_of(move, names)


def _by_kind(otherwise: str, *, commitment: str = "", threat: str = "") -> Predicate:
    """One verb for most kinds of subject, another for commitments or threats."""

    def predicate(move: Move, names: Names) -> Phrase:
        subject = names.state.subjects.get(move.subject)
        before = otherwise
        if isinstance(subject, Commitment):
            before = commitment or otherwise
        elif isinstance(subject, Measure) and is_still_threat(subject, move):
            before = threat or otherwise
        return Phrase(before) + object_of(move, names)

    return predicate


def _proposed(move: Propose, names: Names) -> Phrase:
    noun = proposal_noun(move.kind, move.matter, move.by)
    verb = "announced" if move.kind == PLAN else "made"
    return Phrase(f"{verb} {with_article(noun)}: ") + _contents(move, names)


def _accepted(move: Accept, names: Names) -> Phrase:
    subject = names.state.subjects.get(move.subject)
    is_plan = subject is not None and subject.kind == PLAN
    return Phrase("ended the opposition to " if is_plan else "accepted ") + object_of(move, names)


def _threatened(move: Threaten, names: Names) -> Phrase:
    action = on_one_line(move.action or "")
    if is_verbal(action):
        return plain(action).within("threatened to {}")
    return Phrase("made a threat: ") + _contents(move, names)


def _imposed(move: Impose, names: Names) -> Phrase:
    return Phrase(f"{'imposed' if move.effective is None else 'announced'} a measure: ") + _contents(move, names)


def _committed(move: Commit, names: Names) -> Phrase:
    subjects = map(names.state.subjects.get, move.subjects)
    if any(isinstance(subject, Commitment) and subject.made != move for subject in subjects):
        return Phrase("joined ") + object_of(move, names)
    return Phrase(f"made a {'joint ' * (move.by == BOTH)}commitment: ") + _contents(move, names)


def _acted(move: Act, names: Names) -> Phrase:
    return Phrase(f"took a {move.tone} step: ") + _contents(move, names)


def _remarked(move: Remark, names: Names) -> Phrase:
    return Phrase(_REMARKS[move.kind]) + listed([quoted(names.issue(issue)) for issue in move.subjects])


def _contents(move: Move, names: Names) -> Phrase:
    """The contents of what a move makes, in full."""
    return listed([quoted(names.content(name)) for name in move.subjects])


def _extended(move: Extend, names: Names) -> Phrase:
    subject = names.state.subjects.get(move.subject)
    if move.effective is not None:
        before = "put off leaving " if isinstance(subject, Commitment) else "put off "
        return (
            Phrase(before) + object_of(move, names) + plain(when_in_words(move.effective)).within(", to take effect {}")
        )
    if move.deadline is not None:
        moved = Phrase("moved the deadline of ") + object_of(move, names)
        return moved + plain(end_in_words(move.deadline)).within(" to {}")
    has_end = any(end is not None for end in (move.expires, move.until))
    return Phrase("extended ") + object_of(move, names) + Phrase("" if has_end else ", without an end")


def _opposed(move: Oppose, names: Names) -> Phrase:
    opposed = Phrase("opposed ") + object_of(move, names)
    return (
        opposed + Phrase(", leaving the last word to ") + actors(move.subject_to, names) if move.subject_to else opposed
    )


def _convened(move: Convene, names: Names) -> Phrase:
    return Phrase(_together(move, names, "met", "brought both sides together")) + object_of(move, names)


def _agreed_to_continue(move: AgreeToContinue, names: Names) -> Phrase:
    told = _together(move, names, "agreed to meet again", "had both sides agree to meet again")
    return Phrase(told) + object_of(move, names)


def _together(move: Move, names: Names, themselves: str, others: str) -> str:
    """The words for what the parties do themselves, or are brought to by a third party."""
    return f"{others if move.by in names.state.setting.outsiders else themselves} in "


def _left(move: Leave, names: Names) -> Phrase:
    before = "left " if move.by != BOTH else "ended "
    return Phrase(before if move.effective is None else "gave notice of leaving ") + object_of(move, names)


PREDICATES: Final[Mapping[type[Move], str | Predicate]] = {
    Propose: _proposed,
    Oppose: _opposed,
    Accept: _accepted,
    Ratify: "ratified ",
    Reject: "voted against ",
    Repudiate: "repudiated ",
    Withdraw: "withdrew ",
    CarryOut: _by_kind("carried out ", commitment="fulfilled "),
    Extend: _extended,
    Suspend: _by_kind("suspended ", commitment="suspended participation in ", threat="deferred "),
    Resume: _by_kind("resumed ", commitment="resumed participation in ", threat="renewed "),
    Threaten: _threatened,
    Impose: _imposed,
    Comply: "met the demand behind ",
    Raise: "raised ",
    Ease: "eased ",
    Lift: "lifted ",
    Commit: _committed,
    Leave: _left,
    Breach: "broke ",
    Convene: _convened,
    AgreeToContinue: _agreed_to_continue,
    Adjourn: "adjourned ",
    BreakOff: "broke off ",
    Remark: _remarked,
    Act: _acted,
}
"""The predicate of each verb: the words before its subjects, or a function where more decides."""

TOLD: Final[Mapping[type[Move], frozenset[str]]] = {
    Propose: frozenset({"kind", "matter", "terms"}),
    Oppose: frozenset({"subject_to"}),
    Extend: frozenset({"effective", "deadline"}),
    Threaten: frozenset({"action"}),
    Impose: frozenset({"action"}),
    Commit: frozenset({"title"}),
    Remark: frozenset({"kind"}),
    Act: frozenset({"tone", "action"}),
}
"""The fields that the predicate of a verb tells, so that no clause does."""
