"""The moves behind what a scenario's expectation finds: what a failing test of it shows."""

from collections.abc import Container, Iterable, Iterator
from typing import Any

from sim.lifecycle import Subject
from sim.negotiation import Negotiation
from sim.scenario import Expectation
from sim.view import AsOf, Step


def explained(asked: Expectation, view: AsOf) -> str:
    """The moves that made it so, oldest first, one a line."""
    subjects = dict(_asked_about(asked, view.state))
    party = asked.subject.partition("/")[2]
    behind = {id(move) for subject in subjects.values() for move in subject.moves}
    steps = (step for step in view.steps() if id(step.move) in behind)
    if party:
        steps = (step for step in steps if party in view.state.setting.acting(step.move.by))
    rows = [_row(step, subjects, party) for step in steps]
    if rows:
        return "\n".join(("The moves that made it so:", *_aligned(rows)))
    return f"No {'proposal had been agreed' if asked.key == 'agreed' else 'move had touched it'} by then."


def _asked_about(asked: Expectation, state: Negotiation) -> Iterable[tuple[str, Subject]]:
    """The subjects that the answer rests on, by id."""
    if asked.key == "agreed":
        return ((name, proposal) for name, proposal in state.proposals.items() if proposal.is_agreed())
    if asked.key == "next talks":
        return state.talks.items()
    name = asked.subject.partition("/")[0]
    return [(name, state.subjects[name])] if name in state.subjects else []


def _row(step: Step, subjects: Container[str], party: str) -> tuple[str, ...]:
    """The number of a move, its date, who made it, what it is, what came of it, and where it stands."""
    move: Any = step.move
    effects = (effect for effect in step.effects if effect.subject in subjects and effect.whose == party)
    came = [*dict.fromkeys(effect.after for effect in effects if effect.after)]
    due = getattr(move, "due", None)
    if due is not None:
        came.append(f"due {due}")
    what = f"{move.verb} {move.subject}"
    return f"#{step.number}", str(move.date), move.by or "the clock", what, ", ".join(came), f"line {move.where.line}"


def _aligned(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, *texts in rows:
        cells = (text.ljust(width) for text, width in zip(texts, widths[1:], strict=True))
        yield f"  {number:>{widths[0]}}  {'  '.join(cells)}".rstrip()
