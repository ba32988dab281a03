"""The effects of a move by the tables, read row by row: a second opinion on the look-up of replays.

What a move does to further subjects is found anew as well: from all links of all proposals, and from all parts.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from attrs import frozen

from sim.model.ids import ids
from sim.model.move import Commit, Move
from sim.rules.conditions import unfit_unless
from sim.rules.lifecycle import Acted, AnyTransition, Lifecycle
from sim.rules.registry import CREATING_MOVES, LIFECYCLES, TARGET_FIELDS, lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subjects.answers import ACCEPTED
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import AGREED, OPEN, Accept, Ratify
from sim.rules.subjects.statements import Remark
from sim.rules.verdict import Effect


@frozen
class Target:
    """A subject on which a move acts: the field that names it, its id, the subject (None: not made yet), its table.

    `is_named`: the move cannot be made unless the table lets it act on this.
    """

    field: str
    name: str
    subject: Any
    lifecycle: Lifecycle
    is_named: bool = True


@frozen
class Use:
    """A row that a move uses on a part of a target, and the effect of it."""

    target: Target
    row: AnyTransition
    effect: Effect


def expected_uses(state: Negotiation, move: Move) -> tuple[Use, ...]:
    """The rows that *move* uses, its own subjects first; none, if one of those who act has no row."""
    uses = list[Use]()
    own = [_target(state, move, name) for name in move.subjects]
    for target in own:
        found = _uses(state, move, target)
        if not found:
            return ()
        uses += found
    for target in further_targets(state, move, uses):
        found = _uses(state, move, target)
        if not found and target.is_named:
            return ()
        uses += found
    return tuple(uses)


def _target(state: Negotiation, move: Move, name: str) -> Target:
    """A subject of a move; where nothing has its id, with the table by which the move may make it."""
    subject = None if type(move) is Remark else state.subjects.get(name)
    return Target("subject", name, subject, CREATING_MOVES[type(move)] if subject is None else lifecycle_of(subject))


def _uses(state: Negotiation, move: Move, target: Target) -> list[Use]:
    """The rows for a target; none, if one of those who act has no row."""
    uses = list[Use]()
    for acted in _acted(target, move, state):
        use = _use(state, move, target, acted)
        if use is None:
            return []
        uses.append(use)
    return uses


def _acted(target: Target, move: Move, state: Negotiation) -> tuple[Acted, ...]:
    if target.field == "subject":
        return target.lifecycle.acted_by(target.subject, move, state.setting)
    names: Iterable[str] = target.subject.acting_elsewhere(move)
    return tuple(Acted(name, target.subject.parts[name]) for name in names)


def _use(state: Negotiation, move: Move, target: Target, acted: Acted) -> Use | None:
    """The first row for a part, in the first phase in which the move may meet it and has a row."""
    if acted.part is None:
        row = _first_row(target, None, None, move, state)
        return None if row is None else Use(target, row, _effect(target, acted, row))
    for phase in acted.phases(move.date):
        row = _first_row(target, phase.status, acted.part, move, state)
        if row is not None and (row.is_late or not phase.is_over):
            return Use(target, row, _effect(target, acted, row))
    return None


def _effect(target: Target, acted: Acted, row: AnyTransition) -> Effect:
    return Effect(target.name, acted.whose, row.start, row.to or None, row.tone)


def _grouped() -> dict[tuple[Any, ...], list[AnyTransition]]:
    grouped: dict[tuple[Any, ...], list[AnyTransition]] = {}
    for lifecycle in LIFECYCLES.values():
        for row in lifecycle.transitions:
            grouped.setdefault((lifecycle.noun, row.target, row.start, row.move), []).append(row)
    return grouped


_ROWS: Final = _grouped()
"""The rows by the noun of their table, the field that names the subject, its status and the move."""


def _first_row(target: Target, status: str | None, part: Any, move: Any, state: Negotiation) -> AnyTransition | None:
    for row in _ROWS.get((target.lifecycle.noun, target.field, status, type(move)), ()):
        if (
            (not row.kinds or (part or move).kind in row.kinds)
            and row.by.allows(part, move.by, state.setting)
            and (row.guard is None or row.guard.holds(part, move))
            and (row.outcome is None or row.outcome(part, move) == row.to)
        ):
            return row
    return None


# FURTHER SUBJECTS


def further_targets(state: Negotiation, move: Move, own: Sequence[Use]) -> Iterator[Target]:
    """The further subjects on which a move acts that uses these rows on its own, each once."""
    seen = set(move.subjects)
    for target in _further(state, move, own):
        if target.name not in seen:
            seen.add(target.name)
            yield target


def _further(state: Negotiation, move: Move, own: Sequence[Use]) -> Iterator[Target]:
    if isinstance(move, Accept | Ratify):
        for proposal in (use.target.subject for use in own if use.row.to == ACCEPTED):
            yield from _settled(state, (proposal.id,), proposal.made.settles)
        return
    for field in TARGET_FIELDS[type(move)]:
        if isinstance(move, Commit) and field == "replaces":
            yield from _replaced(state, move)
            continue
        for name in ids(getattr(move, field)):
            subject = state.subjects[name]
            if field != "as_" or isinstance(subject, Measure):
                yield Target(field, name, subject, lifecycle_of(subject))
        if field == "settles" and move.settles:  # type: ignore[attr-defined] # the moves with that field
            yield from _settled(state, getattr(move, field), ())


def _settled(state: Negotiation, names: Iterable[str], agreed: Iterable[str]) -> Iterator[Target]:
    """The proposals that hang together with these: those that are open, and those *agreed* that are named."""
    for name in sorted(hanging_together(state, names)):
        proposal = state.proposals[name]
        if proposal.status in OPEN or (name in agreed and proposal.status in AGREED):
            yield Target("settles", name, proposal, lifecycle_of(proposal), is_named=False)


def hanging_together(state: Negotiation, names: Iterable[str]) -> set[str]:
    """The ids of these proposals, of what each counters, replaces or settles, and of what counters it; to the end."""
    proposals, together = state.proposals, set[str]()
    ahead = {name for name in names if name in proposals}
    while ahead:
        together |= ahead
        links = {other for name in ahead for other in proposals[name].links}
        links |= {name for name, proposal in proposals.items() if ahead.intersection(proposal.made.counters)}
        ahead = {name for name in links if name in proposals} - together
    return together


def _replaced(state: Negotiation, move: Commit) -> Iterator[Target]:
    """The commitments whose place is taken: all who have a part in them have one in the commitment that is made."""
    acting = set(state.setting.acting_as(move.by))
    for name in move.subjects:
        made = state.commitments.get(name)
        joined = acting | set(made.participation if made else ())
        for other in dict.fromkeys((*(made.replaces if made else ()), *move.replaces)):
            old = state.subjects.get(other)
            if isinstance(old, Commitment) and not old.replaced_by and joined.issuperset(old.participation):
                yield Target("replaces", other, old, lifecycle_of(old), is_named=False)


# OBJECTIONS


def is_objected(state: Negotiation, move: Move, uses: Sequence[Use]) -> bool:
    """Whether anything beside the tables forbids *move*, whose names are taken as known."""
    return (
        any(violation for use in uses for violation in use.row.violations(use.target.subject, move, state))
        or any(unfit_unless(state, move))
        or _is_named_twice(state, move)
        or (len(move.subjects) > 1 and _is_no_list(state, move))
    )


def _is_named_twice(state: Negotiation, move: Move) -> bool:
    named = [*move.subjects]
    for field in TARGET_FIELDS[type(move)]:
        if not (isinstance(move, Commit) and field == "replaces") and not isinstance(move, Accept | Ratify):
            acted_on = (name for name in ids(getattr(move, field)) if field != "as_" or name in state.measures)
            named += acted_on
    return len(set(named)) < len(named)


def _is_no_list(state: Negotiation, move: Move) -> bool:
    """Whether one move cannot be made on these subjects together."""
    if type(move) is Remark:
        return False
    kinds = {type(state.subjects.get(name)) for name in move.subjects}
    makes_them = type(move) in CREATING_MOVES and not isinstance(move, Commit)
    settling = isinstance(move, Accept | Ratify) and any(
        hanging_together(state, (name,)).intersection(move.subjects) != {name} for name in move.subjects
    )
    return makes_them or len(kinds) > 1 or settling
