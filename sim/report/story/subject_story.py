"""The story of a subject: why it stands as it does."""

from collections.abc import Iterator

from sim.history.snapshot import Explanation, Snapshot
from sim.model.errors import with_article
from sim.report.prose.names import Names
from sim.report.prose.references import noun_of
from sim.report.prose.titles import capitalised
from sim.report.story.ends import ends_in_words
from sim.report.story.standing import as_of, status_of
from sim.report.story.story import Chapter, Passage, Story
from sim.report.story.telling import Telling
from sim.report.table.queries import steps_of
from sim.rules.registry import lifecycle_of
from sim.rules.subject import Subject


def subject_story(explanation: Explanation, snapshot: Snapshot, party: str = "") -> Story:
    """The story of a subject, or of one party's part in it: its declaration and its moves, oldest first.

    The move that triggered or discharged it is among them, and the day on which its deadline had passed.
    """
    telling, subject = Telling(snapshot), explanation.subject
    name = telling.names.short(subject.id)
    return Story(
        f"Why “{name}” ({subject.id}) is {status_of(subject, telling, party)}",
        (_kind(subject, telling.names), as_of(snapshot), *_ends(subject, telling)),
        (Chapter("", passages=tuple(_passages(explanation, telling, party))),),
    )


def _passages(explanation: Explanation, telling: Telling, party: str) -> Iterator[Passage]:
    subject = explanation.subject.id
    if explanation.declared is not None:
        yield telling.declaration(explanation.declared)
    steps = {step.number: step for step in steps_of(explanation, telling.snapshot, party)}
    if explanation.brought_about is not None:
        step, _ = explanation.brought_about
        steps[step.number] = step
    placed = [*(telling.placed(step, (subject,)) for step in steps.values()), *telling.overdue(subject)]
    yield from (passage for _, passage in sorted(placed, key=lambda pair: pair[0]))


def _kind(subject: Subject, names: Names) -> str:
    """What it is, whose, and on which issues."""
    noun = noun_of(subject) or lifecycle_of(subject).noun
    whose = f" of {names.actor_in_sentence(subject.author)}" if subject.author else ""
    issues = f", on {'; '.join(map(names.issue, subject.issue))}" if subject.issue else ""
    return f"{capitalised(noun if noun.endswith('s') else with_article(noun))}{whose}{issues}."


def _ends(subject: Subject, telling: Telling) -> Iterator[str]:
    told = ends_in_words(subject, telling.snapshot.read_on, telling.names)
    if told:
        yield f"{capitalised(told)}."
