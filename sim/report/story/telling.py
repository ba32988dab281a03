"""The telling of moves and declarations: each as a passage, with what it led to, what it moved, and who says so."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final

from attrs import frozen

from sim.history.effect_words import effect_in_words
from sim.history.snapshot import Snapshot, Step
from sim.history.triggers import DISCHARGED, TRIGGERED
from sim.model.dates import When
from sim.model.errors import all_of
from sim.model.escaping import one_line
from sim.report.prose.dates import date_in_words, day_in_words, since_in_words, when_in_words
from sim.report.prose.names import Names
from sim.report.prose.sentences import move_sentence
from sim.report.prose.titles import capitalised
from sim.report.story.ends import ends_in_words, moved_ends
from sim.report.story.story import Passage
from sim.rules.lifecycle import spoken
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.verdict import Effect

_COME: Final = {
    TRIGGERED: "the threat {} is triggered: its condition is met",
    DISCHARGED: "the threat {} is discharged: its demand is met",
}


@frozen(slots=False)  # for what is worked out once and kept
class Telling:
    """The telling of what counts in a snapshot."""

    snapshot: Snapshot

    @cached_property
    def names(self) -> Names:
        """The names at the end of it."""
        return Names(self.snapshot.state)

    def move(self, step: Step, about: Sequence[str] = ()) -> Passage:
        """A move as a passage; *about* has the subjects that the story is about, which need no name in it."""
        move = step.move
        return Passage(
            heading=f"#{step.number}, {when_in_words(step.when)}",
            sentence=f"{move_sentence(move, self.names)}.",
            facts=tuple(self._facts(step, about or move.subjects)),
            quote=one_line(move.quote or ""),
            speaker=one_line(move.speaker or ""),
            source=self.sources(move.source),
            note=one_line(move.note or ""),
        )

    def _facts(self, step: Step, about: Sequence[str]) -> Iterator[tuple[str, str]]:
        issues = getattr(step.move, "issue", ())
        if issues:
            yield "On", "; ".join(map(self.names.issue, issues))
        if told := self.effects(step.effects, step, about):
            yield "Effect", told
        if moved := "; ".join(self.moved_ends(step, about)):
            yield "Days", moved
        if come := "; ".join(self.brought_about(step.number)):
            yield "So", come

    def effects(self, effects: Iterable[Effect], step: Step, about: Sequence[str]) -> str:
        """What a move does to the subjects that it changes; what the story is not about alone has its name."""
        by_subject = dict[str, dict[str, list[str]]]()
        for effect in effects:
            if effect.after:
                told = by_subject.setdefault(effect.subject, {}).setdefault(_words(effect, step), [])
                told += [self.names.actor_in_sentence(effect.whose)] if effect.whose else []
        named = dict[str, list[str]]()
        for name, words in by_subject.items():
            told_of_it = ", ".join(f"{word} for {all_of(whose)}" if whose else word for word, whose in words.items())
            called = [] if list(about) == [name] else [self.names.in_quotes(name)]
            named.setdefault(told_of_it, []).extend(called)
        return "; ".join(f"{words}: {', '.join(names)}" if names else words for words, names in named.items())

    def moved_ends(self, step: Step, about: Sequence[str]) -> Iterator[str]:
        """The ends that a move has moved, of each subject that it acts on."""
        before, after = self.around(step.number)
        for name in self.snapshot.touched(step.number):
            named = "" if list(about) == [name] else f"{self.names.in_quotes(name)}, "
            ends = moved_ends(before.subjects.get(name), after.subjects[name], step.when.best, self.names)
            yield from (f"{named}{told}" for told in ends)

    def around(self, number: int) -> tuple[Negotiation, Negotiation]:
        """The states before and after a move that counts."""
        at = self._position[number]
        return self._states[at], self._states[at + 1]

    @cached_property
    def _states(self) -> tuple[Negotiation, ...]:
        return tuple(self.snapshot.states())

    @cached_property
    def _position(self) -> dict[int, int]:
        return {number: at for at, number in enumerate(self.snapshot.numbers)}

    def brought_about(self, number: int) -> Iterator[str]:
        """The threats that a move has triggered or discharged, in words."""
        for threat, verdict in brought_about(number, self.snapshot):
            yield _COME[verdict].format(self.names.in_quotes(threat))

    def overdue(self, threat: str) -> Iterator[tuple[float, Passage]]:
        """The day on which the deadline of a threat had passed in vain, with its place among the moves that count."""
        overdue = self.snapshot.history.conditions_met(self.snapshot.reading).overdue.get(threat)
        if overdue is not None and overdue.has_come(len(self.snapshot.numbers), self.snapshot.read_on):
            heading = capitalised(f"on {day_in_words(overdue.day)}")
            yield overdue.after + 0.5, Passage(heading=heading, sentence="The deadline had passed.")

    def placed(self, step: Step, about: Sequence[str]) -> tuple[float, Passage]:
        """A move as a passage, with its place among the moves that count."""
        return self._position[step.number] + 1, self.move(step, about)

    def sources(self, ids: Iterable[str]) -> str:
        """The titles of sources."""
        titles = {name: source.title for name, source in self.snapshot.state.setting.sources}
        return "; ".join(one_line(titles.get(name) or name) for name in ids)

    def declaration(self, subject: Subject) -> Passage:
        """The declaration of a commitment, a measure or a format of talks, as a passage."""
        made: Any = getattr(subject, "made", None)
        since, later = self._begun(getattr(made, "since", None))
        return Passage(
            heading="Before the record" if since is None else f"Before the record, since {date_in_words(since)}",
            sentence=self._declared(subject, later),
            facts=tuple(self._declared_facts(subject)),
            quote=one_line(getattr(made, "quote", None) or ""),
            source=self.sources(getattr(made, "source", ())),
            note=one_line(getattr(made, "note", None) or ""),
        )

    def _declared_facts(self, subject: Subject) -> Iterator[tuple[str, str]]:
        if subject.issue:
            yield "On", "; ".join(map(self.names.issue, subject.issue))
        if ends := ends_in_words(subject, date.max, self.names):
            yield "Days", ends

    def _begun(self, since: When | None) -> tuple[When | None, When | None]:
        """The day from which a declared subject stands if that may be before the first move, or else as the second."""
        dates = self.snapshot.history.dates
        is_later = since is not None and bool(dates) and not since.may_be_by(dates[0])
        return (None, since) if is_later else (since, None)

    def _declared(self, subject: Subject, later: When | None) -> str:
        """What a subject is declared as; *later* is its day where that comes after the first move."""
        name = self.names.in_quotes(subject.id)
        if isinstance(subject, Measure):
            level = f" ({subject.level})" if subject.level else ""
            told = f"The measure of {self.names.actor_in_sentence(subject.author)}, {name}{level}, was in place."
            return f"{told} It counts from the start, though dated {date_in_words(later)}." if later else told
        if isinstance(subject, Commitment):
            begun = f"to be in force from {since_in_words(later)}" if later else "in force"
            return f"{name} was {begun} for {all_of(map(self.names.actor_in_sentence, subject.parts))}."
        statuses = all_of(dict.fromkeys(spoken(part.status) for part in subject.parts.values()))
        return f"The talks {name} were {statuses}."


def _words(effect: Effect, step: Step) -> str:
    """What an effect leads to, or that it leaves things as they were."""
    words = effect_in_words(effect, step.move, date_in_words)
    return f"still {words}" if effect.before == effect.after and words == spoken(effect.after or "") else words


def brought_about(number: int, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """The threats that a move has triggered or discharged, each with the word for that."""
    for threat, trigger in snapshot.history.conditions_met(snapshot.reading).met.items():
        if trigger.since == number:
            yield threat, trigger.verdict
