"""The law against the second opinion of `lawbook`, on all that can be tried on whatever stands, and in long walks."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

import pytest
from attrs import define, evolve, field
from lawbook import Book, attempts, openings
from rules.second_opinion import Place, compared
from rules.standings import SETTING, STANDINGS, START

from sim.model.move import Lapse, Move
from sim.rules.lifecycle import AnyTransition
from sim.rules.registry import LIFECYCLES
from sim.rules.state import Negotiation
from sim.rules.subjects.proposals import Accept, Ratify
from sim.rules.subjects.statements import RecordedAct, Remark
from sim.rules.verdict import Rulings

NOBODY = "coast"
"""Somebody who takes no part."""


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


@cache
def findings(name: str) -> Findings:
    """The findings on all that can be tried there."""
    noted = Findings()
    for place, move, rulings in compared(name):
        noted.note(place, move, rulings)
    return noted


@pytest.mark.parametrize("name", STANDINGS)
def test_the_law_says_of_all_that_can_be_tried_what_the_second_opinion_says(name):
    assert findings(name).made


TRANSITIONS = [each for lifecycle in LIFECYCLES.values() for each in lifecycle.transitions]


def told(transitions) -> list[str]:
    """The transitions in words."""
    return [f"{each.start}: {each.move.verb} ({each.target}), {each.to}, by {each.by.words}" for each in transitions]


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
