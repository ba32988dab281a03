"""The tables of queries on a record: the history of a subject, a difference, what a branch omits, legal moves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from sim.history.branching import InvalidatedMove
from sim.history.diff import Change
from sim.history.effect_words import effect_in_words, effects_in_words
from sim.history.history import Branch
from sim.history.snapshot import Explanation, Snapshot, Step
from sim.model.move import Move, fields_of
from sim.report.prose.dates import day_in_words
from sim.report.table.meaning import in_tone, status_in_colour
from sim.report.table.render import NOTHING, Table
from sim.report.words import (
    CLOCK,
    declared,
    described,
    fields_in_words,
    value_in_words,
)
from sim.rules.legal_moves import legal_moves_with_rulings
from sim.rules.lifecycle import Tone, spoken
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.verdict import Effect, Rulings, effects_of, tone_of

if TYPE_CHECKING:
    from sim.scenario import Alternative


# WHY

WHY_HEADERS: Final = ("#", "date", "by", "move", "effect", "quote", "source", "line")


def why_table(explanation: Explanation, snapshot: Snapshot, party: str = "") -> Table:
    """The table of the declaration and the moves of a subject, or of one party's among them, oldest first.

    The move that triggered or discharged it is among them.
    """
    subject = explanation.subject.id
    first = [] if explanation.declared is None else [_declared_row(explanation.declared)]
    rows = {step.number: _why_row(step, subject, party) for step in steps_of(explanation, snapshot, party)}
    if explanation.brought_about is not None:
        step, word = explanation.brought_about
        rows[step.number] = _why_row(step, subject, party, f"{subject} {word}")
    name = f"{subject}/{party}" if party else subject
    title = f"Why {name} is {status_in_words(explanation, snapshot, party)}"
    return Table(title, WHY_HEADERS, (*first, *(rows[number] for number in sorted(rows))))


def steps_of(explanation: Explanation, snapshot: Snapshot, party: str = "") -> tuple[Step, ...]:
    """The moves that made and changed a subject, or those of them on one party's part in it."""
    if not party:
        return explanation.steps
    acting_as = snapshot.state.setting.acting_as
    return tuple(
        step
        for step in explanation.steps
        if party in acting_as(step.move.by)
        or any(effect.whose == party for effect in _on(step, explanation.subject.id))
    )


def _on(step: Step, subject: str) -> tuple[Effect, ...]:
    """The effects of a move on one subject."""
    return tuple(effect for effect in step.effects if effect.subject == subject)


def status_in_words(explanation: Explanation, snapshot: Snapshot, party: str = "") -> str:
    """The status of the subject, or of a party's part in it, in words."""
    statuses = snapshot.statuses_of(explanation.subject)
    parts = [(str(status), whose) for whose, status in statuses.items() if not party or whose == party]
    return ", ".join(f"{status} for {whose}" if whose and not party else status for status, whose in parts) or "nothing"


def _declared_row(subject: Subject) -> tuple[str, ...]:
    """The declaration of a subject, as a row of that table."""
    told = declared(subject)
    whose = ", ".join(told.whose)
    return "", told.since or NOTHING, whose, "declared", told.status, told.quote, told.source, ""


def _why_row(step: Step, subject: str, party: str, addition: str = "") -> tuple[str, ...]:
    move = step.move
    return (
        f"#{step.number}",
        str(move.date),
        move.by or CLOCK,
        move.verb if move.subjects == (subject,) else f"{move.verb} {move.names}",
        "; ".join(filter(None, (_effect(step, subject, party), addition))) or NOTHING,
        move.quote or "",
        value_in_words(move.source),
        str(move.where.line) if move.where else "",
    )


def move_row(step: Step) -> tuple[str, ...]:
    """A move as a row of that table, with all that it does."""
    return _why_row(step, "", "")


def _effect(step: Step, subject: str, party: str) -> str:
    """The statuses to which a move leads a subject, or a party's part in it; of a move on others all that it does.

    Empty if it does nothing.
    """
    effects = _on(step, subject)
    if not effects:
        return effects_in_words(step.move, step.effects)
    reached = (effect_in_words(effect, step.move) for effect in effects if not party or effect.whose == party)
    return ", ".join(dict.fromkeys(filter(None, reached)))


# DIFFERENCE


def difference_table(changes: Iterable[Change], after: Snapshot, title: str) -> Table:
    """The table of changes, one row each, with the move that made it."""
    headers = ("subject", "kind", "party", "from", "to", "change", "by move")
    made_by = last_moves(after)
    return Table(title, headers, tuple(_change_row(change, after, made_by) for change in changes))


def last_moves(snapshot: Snapshot) -> dict[tuple[str, str], int]:
    """The number of the last move by subject, and by subject and party."""
    numbers = dict[tuple[str, str], int]()
    for step in snapshot.steps():
        numbers.update(((name, ""), step.number) for name in snapshot.touched(step.number))
        numbers.update(((effect.subject, effect.whose), step.number) for effect in step.effects)
    return numbers


def _change_row(change: Change, after: Snapshot, made_by: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    subject = after.state.subjects.get(change.subject)
    before, now = (
        NOTHING if status is None else status_in_colour(subject, status) for status in (change.was, change.reads)
    )
    number = made_so_by(change, made_by)
    move = NOTHING if number is None else f"#{number} {described(after.history.moves[number - 1])}"
    return change.subject, change.noun, change.whose or NOTHING, before, now, " and ".join(change.words), move


def made_so_by(change: Change, made_by: Mapping[tuple[str, str], int]) -> int | None:
    """The number of the move that made a change; None if it was the day, or if the subject is missing."""
    if change.reads is None:
        return None
    if change.is_of_the_day or not change.is_moved:
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
        """Its tone towards the other side: the strongest of its effects."""
        return tone_of(self.effects)


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


def legal_table_for_people(legal: Iterable[LegalMove], party: str | None, day: date) -> Table:
    """The same as people read it: by whom only where it is not the party alone."""
    rows = (_legal_row(each) for each in legal)
    headers = ("move", "subject", "from", "to", "tone", "with")
    told = tuple(
        (verb if by == (party or CLOCK) else f"{verb} ({by})", subject, before, after, tone, needs or NOTHING)
        for verb, subject, by, before, after, tone, needs in rows
    )
    return Table(f"Legal moves of {party or CLOCK} on {day_in_words(day)}", headers, told, optional=("with",))


def _legal_row(legal: LegalMove) -> tuple[str, ...]:
    move = legal.move
    own = [effect for effect in legal.effects if effect.subject in move.subjects]
    before = ", ".join(dict.fromkeys(spoken(effect.before or "not made") for effect in own))
    after = effects_in_words(move, legal.effects) or NOTHING
    return move.verb, move.names, move.by or CLOCK, before, after, in_tone(legal.tone, legal.tone), _fields(move)


_COMMON = {attribute.name for attribute in fields_of(Move)}


def _fields(move: Move) -> str:
    """The fields that the move needs besides its subject, `by` and date."""
    return ", ".join(f"{key}: {value}" for key, value in fields_in_words(move, _COMMON))
