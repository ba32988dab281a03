"""The moves behind the finding of an expectation, as a failing test of it shows them."""

from collections.abc import Container, Iterable, Iterator
from typing import Any, Final

from sim.assess import assess, figures
from sim.assess.agreement import agreement
from sim.history.snapshot import Snapshot, Step
from sim.scenario import Expectation
from sim.scenario.expectations import (
    ABOUT_SUBJECTS,
    AGREED,
    CENTRE,
    CONCESSIONS,
    CONCILIATORY_MOVES,
    COUNTS,
    EASED,
    HOSTILE_MOVES,
    MORE_HOSTILE,
    NEXT_TALKS,
    POSITIONS,
    TENSION,
    AssessedSnapshot,
)


def explained(expectation: Expectation, look: AssessedSnapshot) -> str:
    """The moves behind a finding, oldest first, one a line."""
    subjects, party = _subjects_behind(expectation, look.view), expectation.subject.partition("/")[2]
    if expectation.key == POSITIONS:
        subjects, party, numbers = tuple(look.view.state.ids), "", {*_steps(expectation, look)}
    else:
        of_figure = expectation.key in _FIGURES
        numbers = {*(_of_the_whole(expectation, look) if of_figure else _touching(subjects, look.view, party))}
    rows = [_row(step, subjects, party) for step in look.view.steps(sorted(numbers))]
    if rows:
        return "\n".join(("The moves that made it so:", *_aligned(rows)))
    return f"No {'proposal had been agreed' if expectation.key == AGREED else 'move had touched it'} by then."


_FIGURES: Final = {
    CONCESSIONS: "concessions",
    HOSTILE_MOVES: "hostile moves",
    CONCILIATORY_MOVES: "conciliatory moves",
    MORE_HOSTILE: "more hostile",
    CENTRE: "centre",
    TENSION: "tension",
    EASED: "tension",
}
"""The figure that an expectation about the whole record is about."""


def _steps(expectation: Expectation, look: AssessedSnapshot) -> Iterator[int]:
    """The numbers of the moves by which a party has come to its position on a term."""
    term, _, party = expectation.subject.rpartition("/")
    if term in look.positions:
        yield from (step.move.number for step in look.positions[term].positions[party].steps)


def _of_the_whole(expectation: Expectation, look: AssessedSnapshot) -> Iterator[int]:
    """The numbers of the moves that a figure rests on; those before and now, where it compares."""
    of = expectation.subject if expectation.key in COUNTS else ""
    compares = expectation.key == EASED
    for view in filter(None, (look.view, look.before if compares else None)):
        for figure in figures(assess(view, None if compares else look.before, look.weights)):
            if (figure.name, figure.of) == (_FIGURES[expectation.key], of):
                yield from figure.moves


def _touching(subjects: Container[str], view: Snapshot, party: str) -> Iterator[int]:
    """The numbers of the moves on some subjects; those on the part of one actor in them, if there is one."""
    for number in view.numbers:
        if any(name in subjects for name in view.touched(number)) and (not party or _is_for(party, number, view)):
            yield number


def _is_for(party: str, number: int, view: Snapshot) -> bool:
    """Whether a move has an effect on the part of an actor."""
    return any(effect.whose == party for step in view.steps([number]) for effect in step.effects)


def _subjects_behind(expectation: Expectation, view: Snapshot) -> tuple[str, ...]:
    """The subjects that the answer rests on."""
    if expectation.key == AGREED:
        accepted = agreement(view.state, view.read_on, view.reading).accepted
        return tuple(proposal.id for proposal in accepted)
    if expectation.key == NEXT_TALKS:
        return tuple(view.state.talks)
    return (expectation.subject.partition("/")[0],) if expectation.key in ABOUT_SUBJECTS else tuple(view.state.ids)


def _row(step: Step, subjects: Container[str], party: str) -> tuple[str, ...]:
    """The cells of a move: its number, date and actor, the move, its outcome, its line."""
    move: Any = step.move
    effects = (effect for effect in step.effects if effect.subject in subjects and (not party or effect.whose == party))
    outcomes = [*dict.fromkeys(effect.after for effect in effects if effect.after)]
    due = getattr(move, "due", None)
    if due is not None:
        outcomes.append(f"due {due}")
    text = f"{move.verb} {move.names}"
    return (
        f"#{step.number}",
        str(move.date),
        move.by or "the clock",
        text,
        ", ".join(outcomes),
        f"line {move.where.line}",
    )


def _aligned(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, *texts in rows:
        cells = (text.ljust(width) for text, width in zip(texts, widths[1:], strict=True))
        yield f"  {number:>{widths[0]}}  {'  '.join(cells)}".rstrip()
