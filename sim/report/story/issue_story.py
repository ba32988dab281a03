"""The story of an issue: what is agreed on it, what stands, and what was done over it."""

from collections.abc import Iterable, Iterator, Sequence

from sim.assess.agreement import agreement
from sim.assess.tension import tension
from sim.assess.weights import Weights
from sim.history.snapshot import Snapshot, Step
from sim.model.errors import UnknownNameError, counted, did_you_mean
from sim.report.story.standing import as_of, has_ended, standing_of
from sim.report.story.story import Chapter, Story
from sim.report.story.telling import Telling
from sim.rules.subject import Subject
from sim.rules.subjects.statements import Remark


def issue_story(issue: str, snapshot: Snapshot, weights: Weights | None = None) -> Story:
    """The story of an issue: what is agreed on it, what stands, and all moves on it or for its sake, oldest first."""
    telling, state = Telling(snapshot), snapshot.state
    subjects = [state.subjects[name] for name in state.ids if _is_on(issue, state.subjects[name])]
    declared = tuple(map(telling.declaration, filter(None, map(snapshot.history.start.subjects.get, _ids(subjects)))))
    passages = tuple(map(telling.move, steps_on(issue, snapshot)))
    return Story(
        f"What has been done over “{telling.names.issue(issue)}” ({issue})",
        (as_of(snapshot), *_figures(issue, snapshot, weights)),
        (
            Chapter("What stands", tuple(_standing(subjects, telling))),
            Chapter("What was done", passages=declared + passages),
        ),
    )


def _standing(subjects: Sequence[Subject], telling: Telling) -> Iterator[str]:
    """The subjects that stand, the latest first, and how many have ended."""
    ended = {subject.id for subject in subjects if has_ended(subject, telling)}
    yield from (standing_of(subject, telling) for subject in reversed(subjects) if subject.id not in ended)
    if ended:
        yield f"{counted(len(ended), 'other has', 'others have')} ended"


def steps_on(issue: str, snapshot: Snapshot) -> tuple[Step, ...]:
    """The moves over an issue: on a subject that is about it, remarks on it, and what was done for its sake.

    Raises: UnknownNameError if there is no such issue.
    """
    issues = snapshot.state.setting.issue_ids
    if issue not in issues:
        raise UnknownNameError(f"there is no issue {issue!r}{did_you_mean(issue, issues)}")
    return tuple(step for step in snapshot.steps() if _is_over(issue, step, snapshot))


def _is_over(issue: str, step: Step, snapshot: Snapshot) -> bool:
    remarked = step.move.subjects if isinstance(step.move, Remark) else ()
    touched = (snapshot.state.subjects[name] for name in snapshot.touched(step.number))
    return issue == step.move.over or issue in remarked or any(_is_on(issue, subject) for subject in touched)


def _ids(subjects: Iterable[Subject]) -> Iterator[str]:
    return (subject.id for subject in subjects)


def _is_on(issue: str, subject: Subject) -> bool:
    return issue in subject.issue


def _figures(issue: str, snapshot: Snapshot, weights: Weights | None) -> Iterator[str]:
    """What is agreed on the issue, and how much of the tension is over it."""
    on_it = agreement(snapshot.state, snapshot.read_on, snapshot.reading).on(issue)
    made = counted(len(on_it.made), "offer or request", "offers and requests")
    yield (f"Agreed: {len(on_it.accepted):,} of {made}." if on_it.made else "Nothing has been offered or requested.")
    stock = tension(snapshot, weights)
    total = counted(stock.points, "point")
    yield f"Tension over it: {float(stock.points_on(issue)):g} of {total}."
