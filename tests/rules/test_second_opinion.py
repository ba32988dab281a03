"""The law against the second opinion of `lawbook`, on all that can be tried on whatever stands, and in long walks."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

import pytest
from attrs import define, evolve, field, frozen
from lawbook import Book, attempts, judged, on_several, openings, read
from rules.standings import SETTING, STANDINGS, START

from sim.history.replay import after, replay, touched_by
from sim.model.move import Lapse, Move, in_python
from sim.rules.lifecycle import AnyTransition
from sim.rules.registry import LIFECYCLES
from sim.rules.state import Negotiation
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Accept, Ratify
from sim.rules.subjects.statements import RecordedAct, Remark
from sim.rules.verdict import Refusal, Rulings, effects_of, judge

LATER = (0, 1, 9, 10, 11, 30, 60, 200, 400, 401)
"""Days after a move on which what it leads to is read: those on which something may turn, and others."""
NOBODY = "coast"
"""Somebody who takes no part."""


@frozen
class Place:
    """What there is after some moves: the state by the law, and by the second opinion."""

    state: Negotiation
    book: Book

    def tried(self, move: Move) -> "tuple[Place, Rulings] | None":
        """The place to which a move leads, and the rulings on it; None if both refuse it."""
        ruled, opinion = judge(self.state, move), judged(self.book, move)
        if isinstance(ruled, Refusal) or opinion is None:
            assert isinstance(ruled, Refusal), f"the second opinion refuses {in_python(move)}{self.told(move)}"
            assert opinion is None, f"{ruled.violations} against {in_python(move)}{self.told(move)}"
            return None
        assert acted(ruled, move) == opinion.changes, f"{in_python(move)}{self.told(move)}"
        return Place(after(self.state, move, ruled), opinion.book), ruled

    def told(self, move: Move) -> str:
        """The moves so far on the subjects of a move."""
        known = (self.state.subjects[name] for name in move.subjects if name in self.state.subjects)
        return f" after {[[*map(in_python, subject.moves)] for subject in known]}"

    def reads_alike(self, last: date, names: Iterable[str]) -> None:
        """Hold the statuses of these subjects and the levels of measures against the second opinion, day by day."""
        for day in (last + timedelta(gap) for gap in LATER):
            for name in names:
                subject = self.state.subjects[name]
                if isinstance(subject, RecordedAct):
                    continue
                reads = self.book.reads(name, day)
                assert read_on(subject, day) == reads, told_of(name, day, subject)
                if isinstance(subject, Measure) and reads == {"": "in-place"}:
                    level = self.book.measures[name].on(day).level
                    assert subject.on(day).of.step == level, told_of(name, day, subject)


def told_of(name, day, subject):
    """A subject on a day, with all its moves."""
    return f"{name} on {day} after {[*map(in_python, subject.moves)]}"


def read_on(subject, day):
    """The statuses of a subject on a day, where an open proposal past its end is one that has expired."""
    is_expired = getattr(subject, "is_expired", None)
    return {"": "expired"} if is_expired and is_expired(day) else subject.statuses(day)


def acted(rulings, move):
    """The effects of a move, without those that leave a further subject as it was and are neutral."""
    effects = effects_of(rulings, move, SETTING)
    changes = {(each.subject, each.whose): (each.before, each.after, each.tone) for each in effects}
    return {
        part: (before, to, tone)
        for part, (before, to, tone) in changes.items()
        if part[0] in move.subjects or before != to or tone != "neutral"
    }


# WHATEVER STANDS


@define
class Findings:
    """The transitions that were made, those refused to somebody else, and those refused to another subject."""

    made: set[AnyTransition] = field(factory=set)
    refused_to_others: set[AnyTransition] = field(factory=set)
    refused_elsewhere: set[AnyTransition] = field(factory=set)

    def note(self, place: Place, move: Move, rulings: Rulings) -> None:
        """Note the transitions that a move makes, and those that another would not make in its place."""
        used = [each for _, _, _, transitions in rulings for each in transitions]
        if type(move) is not Lapse and not self.refused_to_others.issuperset(used):
            others = (evolve(move, by=by) for by in (*SETTING.actors, NOBODY) if by != move.by)
            if any(place.tried(other) is None for other in others):
                self.refused_to_others.update(used)
        for target in {each.target for each in used if each.target == "subject" or hasattr(move, each.target)}:
            if any(place.tried(evolve(move, **{target: name})) is None for name in place.state.ids):
                self.refused_elsewhere.update(each for each in used if each.target == target)
        self.made.update(used)


def standing(name: str) -> Place:
    """The place after the moves of that record."""
    moves = STANDINGS[name]
    return Place(replay(START, moves), read(START, moves))


@cache
def findings(name: str) -> Findings:
    """The findings on all that can be tried there, on the day after its moves and in April."""
    noted, place, moves = Findings(), standing(name), STANDINGS[name]
    subject = next(each for each in ("base", "it", "ministers") if each in place.state.subjects)
    for day in (date(2013, 3, len(moves) + 1), date(2013, 4, 10)):
        for move in all_tried(place.state, subject, day):
            outcome = place.tried(move)
            if outcome is not None:
                there, rulings = outcome
                there.reads_alike(day, touched_by(rulings))
                noted.note(place, move, rulings)
    return noted


def all_tried(state: Negotiation, name: str, day: date) -> Iterator[Move]:
    """All that can be tried: on one subject and those beside it, on several of its kind, and under a new name."""
    beside = [other for other in ("it", "other", "ministers", "pact") if other in state.subjects and other != name]
    alike = [other for other in state.ids if type(state.subjects[other]) is type(state.subjects[name])]
    for tried in (name, *beside[:1]):
        yield from attempts(SETTING, tried, [other for other in (name, *beside) if other != tried], day)
    yield from on_several(SETTING, [name, *(other for other in alike if other != name)][:2], day)
    yield from openings(SETTING, "new", day)


@pytest.mark.parametrize("name", STANDINGS)
def test_the_law_says_of_all_that_can_be_tried_what_the_second_opinion_says(name):
    assert findings(name).made


TRANSITIONS = [each for lifecycle in LIFECYCLES.values() for each in lifecycle.transitions]


def told(transitions) -> list[str]:
    """The transitions in words."""
    return [f"{each.noun} {each.start}: {each.move.verb} {each.to} by {each.by.words}" for each in transitions]


def test_every_transition_is_tried():
    made = set().union(*(findings(name).made for name in STANDINGS))
    assert told(each for each in TRANSITIONS if each not in made) == []


def test_every_transition_but_the_clock_s_is_refused_to_somebody():
    refused = set().union(*(findings(name).refused_to_others for name in STANDINGS))
    assert told(each for each in TRANSITIONS if each not in refused and each.move is not Lapse) == []


def test_every_transition_that_a_move_names_a_subject_for_is_refused_to_another_subject():
    refused = set().union(*(findings(name).refused_elsewhere for name in STANDINGS))
    consequences = {each for each in TRANSITIONS if each.target == "settles" and each.move in (Accept, Ratify)}
    left = (each for each in TRANSITIONS if each not in refused | consequences and each.move is not Remark)
    assert told(left) == []


# WALKS

SEEDS = range(4)
TURNS = 60
TRIED_OF_A_VERB = 4
IN_PLAY = 4
"""Subjects of a kind among which a walk chooses: few, so that each of them sees many moves."""
KINDS = [kind for kind in LIFECYCLES if kind is not RecordedAct]


def has_ended(subject):
    """Whether no move leads on from where a subject or any part in it stands."""
    return all(part.status in LIFECYCLES[type(subject)].ended for part in subject.parts.values())


def some_tried(state: Negotiation, day: date, turn: int, source: Random) -> Iterator[Move]:
    """Some of what can be tried on a day, of each verb about as much, with names that are not taken yet."""
    kind = source.choice(KINDS)
    live = [name for name in state.ids if type(state.subjects[name]) is kind and not has_ended(state.subjects[name])]
    name = source.choice(live[-IN_PLAY:] or state.ids)
    tried = [*attempts(SETTING, name, source.sample(state.ids, 4), day), *openings(SETTING, "new", day)]
    source.shuffle(tried)
    counts: dict[type[Move], int] = {}
    for move in tried:
        counts[type(move)] = counts.get(type(move), 0) + 1
        if counts[type(move)] <= TRIED_OF_A_VERB:
            is_new = type(move) is not Remark and not any(each in state.subjects for each in move.subjects)
            yield evolve(move, subject=[f"{each}-{turn}" for each in move.subjects]) if is_new else move


@pytest.mark.parametrize("seed", SEEDS)
def test_they_agree_on_whatever_is_tried_on_a_walk_of_many_moves_and_read_all_days_alike(seed):
    source, day, made = Random(seed), date(2013, 1, 1), 0
    place = Place(START, Book.begun(START))
    for turn in range(TURNS):
        day += timedelta(source.choice((0, 0, 1, 5, 10, 20)))
        outcomes = [place.tried(move) for move in some_tried(place.state, day, turn, source)]
        legal = [there for there, _ in filter(None, outcomes)]
        if legal:
            place, made = source.choice(legal), made + 1
        place.reads_alike(day, place.state.ids)
    assert made > TURNS / 2
