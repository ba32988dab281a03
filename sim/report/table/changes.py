"""Tables of what made a subject what it is, of what differs between two views, and of what a branch leaves out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sim.history.branching import InvalidatedMove
from sim.history.diff import Change
from sim.history.history import Branch
from sim.history.snapshot import Explanation, Snapshot, Step
from sim.model.move import Move
from sim.report.table.render import NOTHING, Table
from sim.rules.lifecycle import spoken
from sim.rules.registry import acted_subjects
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.scenario import Alternative

# WHY


def why_table(account: Explanation, view: Snapshot, party: str = "") -> Table:
    """How a subject came to stand as it does, oldest first: its declaration, its moves, or those of one party.

    Among them is the move that triggered or discharged it.
    """
    headers = ("#", "date", "by", "move", "effect", "quote", "source", "line")
    steps = [step for step in account.steps if not party or party in view.state.setting.acting(step.move.by)]
    declared = [] if account.declared is None else [declared_row(account.declared)]
    rows = {step.number: _why_row(step, step.move.verb, _effect(step, party)) for step in steps}
    if account.brought_about is not None:
        step, word = account.brought_about
        is_own = step.number in rows
        move = step.move.verb if is_own else f"{step.move.verb} {step.move.subject}"
        rows[step.number] = _why_row(step, move, f"{_effect(step, '')}; {_id(account)} {word}")
    name = f"{_id(account)}/{party}" if party else _id(account)
    ordered = (rows[number] for number in sorted(rows))
    return Table(f"Why {name} is {stands(account, view, party)}", headers, (*declared, *ordered))


def stands(account: Explanation, view: Snapshot, party: str = "") -> str:
    """How the subject stands, in words."""
    found = view.statuses_of(account.subject)
    parts = [(str(status), whose) for whose, status in found.items() if not party or whose == party]
    return ", ".join(f"{status} for {whose}" if whose and not party else status for status, whose in parts) or "nothing"


def _id(account: Explanation) -> str:
    subject: Any = account.subject
    return str(subject.id)


def declared_row(declared: Any) -> tuple[str, ...]:
    """How a commitment or a format of talks was declared, as a row of such a table."""
    made: Any = declared.made if isinstance(declared, Commitment) else None
    if not isinstance(made, Declaration):
        return "", NOTHING, "", "declared", spoken(declared.status), "", "", ""
    since = str(made.since or NOTHING)
    return "", since, ", ".join(declared.participation), "declared", "in force", made.quote or "", made.source or "", ""


def _why_row(step: Step, named: str, effect: str) -> tuple[str, ...]:
    move = step.move
    return (
        f"#{step.number}",
        str(move.date),
        move.by or "the clock",
        named,
        effect,
        move.quote or "",
        move.source or "",
        str(move.where.line) if move.where else "",
    )


def _effect(step: Step, party: str) -> str:
    effects = (effect for effect in step.effects if effect.after and (not party or effect.whose == party))
    return ", ".join(dict.fromkeys(spoken(effect.after or "") for effect in effects)) or NOTHING


# DIFFERENCE


def difference_table(found: Iterable[Change], after: Snapshot, title: str) -> Table:
    """What has become of the subjects, one row for each standing that differs, with the move that made it so."""
    headers = ("subject", "kind", "party", "before", "after", "change", "by move")
    made_by = last_moves(after)
    return Table(title, headers, tuple(_change_row(change, after, made_by) for change in found))


def last_moves(view: Snapshot) -> dict[tuple[str, str], int]:
    """The numbers of the last moves on each subject, and on each party's part in a commitment."""
    acting, found = view.state.setting.acting, dict[tuple[str, str], int]()
    for number in view.numbers:
        move = view.history.moves[number - 1]
        found.update(((name, whose), number) for name in acted_subjects(move) for whose in ("", *acting(move.by)))
    return found


def _change_row(change: Change, after: Snapshot, made_by: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    before, now = (str(status or NOTHING) for status in (change.was, change.reads))
    number = made_so_by(change, made_by)
    move = NOTHING if number is None else f"#{number} {named(after.history.moves[number - 1])}"
    return change.subject, change.noun, change.whose or NOTHING, before, now, " and ".join(change.words), move


def made_so_by(change: Change, made_by: Mapping[tuple[str, str], int]) -> int | None:
    """The number of the move that made a change; None where it was the day, or where the subject is missing."""
    if change.reads is None:
        return None
    if change.is_of_the_day:
        return change.reads.moves[-1] if change.reads.moves else None
    return made_by.get((change.subject, change.whose))


def named(move: Move) -> str:
    """A move in a few words: verb, subject, by whom."""
    return f"{move.verb} {move.subject} by {move.by or 'the clock'}"


# LEFT OUT


def left_out_table(branch: Branch, base: str = "the record") -> Table:
    """What of its trunk is not in a branch, in the order of the trunk: what is left out, and what falls, and why."""
    left_out = dict.fromkeys(branch.left_out, "left out")
    fallen = {fall.number: f"invalidated: {because(fall, branch)}" for fall in branch.invalidated}
    rows = (
        (f"#{number}", str(move.date), named(move), words)
        for number, words in sorted((left_out | fallen).items())
        for move in (branch.base.moves[number - 1],)
    )
    return Table(
        f"Moves of {base} that are not in this branch", (f"# of {base}", "date", "move", "reason"), tuple(rows)
    )


def left_out_tables(lineage: Iterable[Alternative]) -> Iterator[Table]:
    """What a branch leaves out, and before that the branches that it departs from."""
    for each in lineage:
        yield left_out_table(each.branch, f"the branch {each.of}" if each.of else "the record")


def because(fall: InvalidatedMove, branch: Branch) -> str:
    """Why a move falls, without the way out, and the chain of moves that it hangs on."""
    reasons = "; ".join(violation.reason.partition("; ")[0] for violation in fall.reasons)
    words = (
        f", as #{number} {'is left out' if number in branch.left_out else 'is invalidated'}"
        for number in fall.caused_by
    )
    return f"{reasons}{''.join(words)}"
