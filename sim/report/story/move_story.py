"""The story of a move: what it was, what it rests on, what it changed, and what came of it."""

from collections.abc import Iterator

from sim.assess.tension import tension
from sim.assess.weights import Weights
from sim.history.snapshot import Snapshot, Step
from sim.model.condition import Condition
from sim.model.errors import UnknownNameError, counted
from sim.model.move import fields_of
from sim.report.prose.titles import capitalised
from sim.report.story.standing import as_of, status_of
from sim.report.story.story import Chapter, Passage, Story
from sim.report.story.telling import Telling
from sim.rules.lifecycle import spoken
from sim.rules.registry import named_subjects


def move_story(step: Step, snapshot: Snapshot, weights: Weights | None = None) -> Story:
    """The story of a move: what it was, what it rests on, what it changed, and what came of it."""
    telling = Telling(snapshot)
    before = (*_declared(step, telling), *map(telling.move, rests_on(step, snapshot)))
    after = tuple(map(telling.move, came_of_it(step, snapshot)))
    return Story(
        f"What move #{step.number} was, and what came of it",
        (as_of(snapshot),),
        (
            Chapter("The move", passages=(telling.move(step),)),
            Chapter("What it rests on", () if before else ("It rests on no earlier move.",), before),
            Chapter("What it changed", tuple(_changes(step, telling, weights))),
            Chapter("What came of it", tuple(_now(step, telling, after)), after),
        ),
    )


def step_of(number: int, snapshot: Snapshot) -> Step:
    """A move that counts. Raises: UnknownNameError if no move of that number does."""
    if number not in snapshot.numbers:
        total, counting = len(snapshot.history.moves), len(snapshot.numbers)
        known = f"the record has {total:,}" if not 0 < number <= total else f"{counting:,} of {total:,} count by then"
        raise UnknownNameError(f"there is no move #{number}; {known}")
    (step,) = snapshot.steps((number,))
    return step


def rests_on(step: Step, snapshot: Snapshot) -> tuple[Step, ...]:
    """The earlier moves on the subjects that a move acts on or names."""
    names = set(_names_of(step))
    earlier = (other for other in snapshot.steps() if other.number < step.number)
    return tuple(other for other in earlier if not names.isdisjoint(snapshot.touched(other.number)))


def came_of_it(step: Step, snapshot: Snapshot) -> tuple[Step, ...]:
    """The later moves that act on a subject which a move made or changed, or name it."""
    changed = set(snapshot.touched(step.number))
    later = (other for other in snapshot.steps() if other.number > step.number)
    return tuple(
        other for other in later if not changed.isdisjoint((*_names_of(other), *snapshot.touched(other.number)))
    )


def _names_of(step: Step) -> Iterator[str]:
    """The subjects that a move acts on or names, in fields and in conditions."""
    yield from named_subjects(step.move)
    values = (getattr(step.move, field.name) for field in fields_of(type(step.move)))
    yield from (name for value in values if isinstance(value, Condition) for name in value.subjects)


def _declared(step: Step, telling: Telling) -> Iterator[Passage]:
    start = telling.snapshot.history.start.subjects
    for name in dict.fromkeys(_names_of(step)):
        if name in start:
            yield telling.declaration(start[name])


def _changes(step: Step, telling: Telling, weights: Weights | None) -> Iterator[str]:
    """The statuses before and after, the ends that it moved, the threats that it triggered, and the tension."""
    for effect in step.effects:
        if effect.after is not None and effect.before != effect.after:
            whose = f" for {telling.names.actor_in_sentence(effect.whose)}" if effect.whose else ""
            was = f"from {spoken(effect.before)} to " if effect.before else "new, "
            yield f"{telling.names.in_quotes(effect.subject)}{whose}: {was}{spoken(effect.after)}"
    yield from map(capitalised, telling.moved_ends(step, ()))
    yield from map(capitalised, telling.brought_about(step.number))
    yield f"Tension: {_tension(step, telling.snapshot, weights)}"


def _tension(step: Step, snapshot: Snapshot, weights: Weights | None) -> str:
    """The tension before and after a move, in the order in which moves count."""
    at, history, numbers = snapshot.numbers.index(step.number), snapshot.history, snapshot.numbers
    views = (Snapshot(history, step.when.best, snapshot.reading, numbers[:end]) for end in (at, at + 1))
    before, after = (tension(view, weights).points for view in views)
    points = counted(after, "point")
    return f"{points}, as before" if before == after else f"from {before:,} to {points}"


def _now(step: Step, telling: Telling, after: tuple[Passage, ...]) -> Iterator[str]:
    """How the subjects of a move stand at the end, and that nothing came after it, if nothing did."""
    for name in telling.snapshot.touched(step.number):
        yield f"{telling.names.in_quotes(name)} is now {status_of(telling.snapshot.state.subjects[name], telling)}"
    if not after:
        yield "No later move rests on it."
