"""The tables of queries on a record: the history of a subject, a difference, what a branch omits, legal moves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from sim.history.branching import InvalidatedMove
from sim.history.diff import Change
from sim.history.history import Branch
from sim.history.snapshot import Explanation, Snapshot, Step
from sim.model.move import Move, fields_of, key_of
from sim.report.table.render import NOTHING, Table
from sim.rules.legal_moves import legal_moves_with_rulings
from sim.rules.lifecycle import Tone, spoken
from sim.rules.registry import acted_subjects
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.verdict import Effect, Rulings, effects_of

if TYPE_CHECKING:
    from sim.scenario import Alternative

CLOCK = "the clock"
"""The author in tables of a move that nobody makes."""


def described(move: Move) -> str:
    """A move in a few words: verb, subject, by whom."""
    return f"{move.verb} {move.subject} by {move.by or CLOCK}"


# WHY


def why_table(explanation: Explanation, snapshot: Snapshot, party: str = "") -> Table:
    """The table of the declaration and the moves of a subject, or of one party's among them, oldest first.

    The move that triggered or discharged it is among them.
    """
    headers = ("#", "date", "by", "move", "effect", "quote", "source", "line")
    setting = snapshot.state.setting
    steps = [step for step in explanation.steps if not party or party in setting.acting(step.move.by)]
    declared = [] if explanation.declared is None else [declared_row(explanation.declared)]
    rows = {step.number: _why_row(step, step.move.verb, _effect(step, party)) for step in steps}
    if explanation.brought_about is not None:
        step, word = explanation.brought_about
        is_on_subject = step.number in rows
        move = step.move.verb if is_on_subject else f"{step.move.verb} {step.move.subject}"
        rows[step.number] = _why_row(step, move, f"{_effect(step, '')}; {explanation.subject.id} {word}")
    name = f"{explanation.subject.id}/{party}" if party else explanation.subject.id
    title = f"Why {name} is {status_in_words(explanation, snapshot, party)}"
    return Table(title, headers, (*declared, *(rows[number] for number in sorted(rows))))


def status_in_words(explanation: Explanation, snapshot: Snapshot, party: str = "") -> str:
    """The status of the subject, or of a party's part in it, in words."""
    statuses = snapshot.statuses_of(explanation.subject)
    parts = [(str(status), whose) for whose, status in statuses.items() if not party or whose == party]
    return ", ".join(f"{status} for {whose}" if whose and not party else status for status, whose in parts) or "nothing"


def declared_row(subject: Subject) -> tuple[str, ...]:
    """The declaration of a commitment or of a format of talks, as a row of that table."""
    if not isinstance(subject, Commitment) or not isinstance(subject.made, Declaration):
        status = ", ".join(dict.fromkeys(spoken(part.status) for part in subject.parts.values()))
        return "", NOTHING, "", "declared", status, "", "", ""
    made = subject.made
    since = str(made.since or NOTHING)
    return "", since, ", ".join(subject.participation), "declared", "in force", made.quote or "", made.source or "", ""


def _why_row(step: Step, name: str, effect: str) -> tuple[str, ...]:
    move = step.move
    return (
        f"#{step.number}",
        str(move.date),
        move.by or CLOCK,
        name,
        effect,
        move.quote or "",
        move.source or "",
        str(move.where.line) if move.where else "",
    )


def _effect(step: Step, party: str) -> str:
    reached = (effect.after for effect in step.effects if effect.after and (not party or effect.whose == party))
    return ", ".join(dict.fromkeys(map(spoken, reached))) or NOTHING


# DIFFERENCE


def difference_table(changes: Iterable[Change], after: Snapshot, title: str) -> Table:
    """The table of changes, one row each, with the move that made it."""
    headers = ("subject", "kind", "party", "from", "to", "change", "by move")
    made_by = last_moves(after)
    return Table(title, headers, tuple(_change_row(change, after, made_by) for change in changes))


def last_moves(snapshot: Snapshot) -> dict[tuple[str, str], int]:
    """The number of the last move by subject, and by subject and party."""
    acting, numbers = snapshot.state.setting.acting, dict[tuple[str, str], int]()
    for number in snapshot.numbers:
        move = snapshot.history.moves[number - 1]
        numbers.update(((name, whose), number) for name in acted_subjects(move) for whose in ("", *acting(move.by)))
    return numbers


def _change_row(change: Change, after: Snapshot, made_by: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    before, now = (str(status or NOTHING) for status in (change.was, change.reads))
    number = made_so_by(change, made_by)
    move = NOTHING if number is None else f"#{number} {described(after.history.moves[number - 1])}"
    return change.subject, change.noun, change.whose or NOTHING, before, now, " and ".join(change.words), move


def made_so_by(change: Change, made_by: Mapping[tuple[str, str], int]) -> int | None:
    """The number of the move that made a change; None if it was the day, or if the subject is missing."""
    if change.reads is None:
        return None
    if change.is_of_the_day:
        return change.reads.moves[-1] if change.reads.moves else None
    return made_by.get((change.subject, change.whose))


# LEFT OUT


def left_out_table(branch: Branch, base: str = "the record") -> Table:
    """The table of the moves of its base that a branch does not have, left out or invalidated, in their order."""
    left_out = dict.fromkeys(branch.left_out, "left out")
    invalidated = {move.number: f"invalidated: {invalidation(move, branch)}" for move in branch.invalidated}
    rows = (
        (f"#{number}", str(move.date), described(move), reason)
        for number, reason in sorted((left_out | invalidated).items())
        for move in (branch.base.moves[number - 1],)
    )
    headers = (f"# of {base}", "date", "move", "reason")
    return Table(f"Moves of {base} that are not in this branch", headers, tuple(rows))


def left_out_tables(lineage: "Sequence[Alternative]") -> Iterator[Table]:
    """The table of left-out moves of each branch of a lineage."""
    for alternative in lineage:
        yield left_out_table(alternative.branch, f"the branch {alternative.of}" if alternative.of else "the record")


def invalidation(invalidated: InvalidatedMove, branch: Branch) -> str:
    """The reasons of an invalidated move, without the way out, and the chain of moves that caused it."""
    reasons = "; ".join(violation.reason.partition("; ")[0] for violation in invalidated.reasons)
    causes = (f"#{number} {_absence(number, branch)}" for number in invalidated.caused_by)
    return ", as ".join((reasons, *causes))


def _absence(number: int, branch: Branch) -> str:
    return "is left out" if number in branch.left_out else "is invalidated"


# LEGAL MOVES


@frozen
class LegalMove:
    """A move that may be made on a day, and its effects there, each from the status as it reads on that day."""

    move: Move
    effects: tuple[Effect, ...]

    @property
    def tone(self) -> Tone:
        """Its tone towards the other side."""
        return self.effects[0].tone


def legal_moves_with_effects(state: Negotiation, party: str | None, day: date) -> tuple[LegalMove, ...]:
    """The legal moves of a party, a third party or (None) the clock. Raises: UnknownNameError."""
    legal = legal_moves_with_rulings(state, party, day)
    return tuple(LegalMove(move, tuple(_effects_on(day, state, move, rulings))) for move, rulings in legal)


def _effects_on(day: date, state: Negotiation, move: Move, rulings: Rulings) -> Iterator[Effect]:
    """The effects of a move, each from the status on the day; one that changes no status leads to the same."""
    for effect in effects_of(rulings, move, state.setting):
        before = effect.before and state.subjects[effect.subject].statuses(day)[effect.whose]
        yield evolve(effect, before=before, after=before if effect.after == effect.before else effect.after)


def legal_table(legal: Iterable[LegalMove], party: str | None, day: date) -> Table:
    """The table of legal moves, one row each, with example values of the fields that they need."""
    headers = ("move", "subject", "by", "from", "to", "tone", "fields")
    return Table(f"Legal moves of {party or CLOCK} on {day}", headers, tuple(map(_legal_row, legal)))


def _legal_row(legal: LegalMove) -> tuple[str, ...]:
    move = legal.move
    before = ", ".join(dict.fromkeys(spoken(effect.before or "not made") for effect in legal.effects))
    after = ", ".join(dict.fromkeys(spoken(effect.after) for effect in legal.effects if effect.after)) or NOTHING
    return move.verb, move.subject, move.by or CLOCK, before, after, legal.tone, _fields(move)


_COMMON = {attribute.name for attribute in fields_of(Move)}


def _fields(move: Move) -> str:
    """The fields that the move needs besides its subject, `by` and date."""
    names = [attribute.name for attribute in fields_of(type(move)) if attribute.name not in _COMMON]
    values = {key_of(name): getattr(move, name) for name in names}
    return ", ".join(f"{key}: {_text(value)}" for key, value in values.items() if value not in (None, ()))


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
