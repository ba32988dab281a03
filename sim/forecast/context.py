"""The context in which a policy decides: the state, every move so far with its tone, and the dates that lie ahead."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from typing import NamedTuple

from sim.forecast.calendar import CalendarEvent
from sim.forecast.open_subjects import OpenSubjects
from sim.forecast.vocabulary import Vocabulary
from sim.history.replay import Draft
from sim.history.running_conditions import RunningConditions
from sim.history.triggers import DISCHARGED, conditions_of
from sim.model.dates import When
from sim.model.move import Move
from sim.rules.lifecycle import TONES, Tone
from sim.rules.state import Negotiation
from sim.rules.subjects.measures import CARRIED_THROUGH, Measure, Threaten
from sim.rules.verdict import Rulings, tone_of, transitions_of


class MadeMove(NamedTuple):
    """A move that has been made, its tone, its date with tightened bounds, and the party as whose move it counts.

    That is the party itself, or the one with which a third party stands; None for both and for who stands with neither.
    """

    move: Move
    tone: Tone
    when: When
    side: str | None


_made_move: Callable[[tuple[Move, Tone, When, str | None]], MadeMove] = partial(tuple.__new__, MadeMove)
"""A `MadeMove` of these fields, in half the time that calling the class takes."""


class PolicyContext(Draft):
    """A state under way, which policies read and only the run changes.

    Beside the `setting`, the `subjects` by id and the `version` of every state it has the `moves_so_far`, those of the
    record first; the present `day`; the days `since` and `until` on which the forecast begins and ends; and the
    `calendar`. `open_subjects` are those that a move may still be about. `changed` begins with the ids of all subjects,
    and has the id of a subject again for each change. `conditions` tells what has come of the threats; None while no
    threat has a condition on the record. `vocabulary` has the actions that the record names, and `ratifiers` the third
    parties that ratify something in it.
    """

    def __init__(
        self,
        state: Negotiation,
        moves_so_far: Iterable[MadeMove],
        since: date,
        until: date,
        calendar: tuple[CalendarEvent, ...],
        conditions: RunningConditions | None = None,
    ) -> None:
        super().__init__(state)
        self.day, self.when = since, When.of(since)
        self.open_subjects = OpenSubjects(self.setting)
        for name, subject in self.subjects.items():
            self.open_subjects.update(name, subject, self.when)
        self.changed = list(self.subjects)
        self.moves_so_far = list(moves_so_far)
        self.recorded = len(self.moves_so_far)
        self._seen: dict[str, int] = {}
        self._turned_on: dict[str, date] = {}
        self.since, self.until, self.calendar = since, until, calendar
        self.vocabulary = Vocabulary.of(self.subjects.values())
        self.ratifiers = frozenset(chain(*(getattr(made.move, "subject_to", ()) for made in self.moves_so_far)))
        self.conditions = conditions

    def copy(self) -> "PolicyContext":
        """An independent copy."""
        other = object.__new__(PolicyContext)
        copies = {
            "subjects": dict(self.subjects),
            "countered_by": dict(self.countered_by),
            "open_subjects": self.open_subjects.copy(),
            "changed": list(self.changed),
            "said": list(self.said),
            "moves_so_far": list(self.moves_so_far),
            "_seen": dict(self._seen),
            "_turned_on": dict(self._turned_on),
            "conditions": None if self.conditions is None else self.conditions.copy(),
        }
        for name, value in (self.__dict__ | copies).items():
            setattr(other, name, value)  # a dict put in place as a whole is slower to read from
        return other

    def turn_to(self, when: When) -> list[tuple[date, str]]:
        """Set the present day; the days up to it on which subjects may have turned by themselves come back, in order.

        Each comes with the id of its subject.
        """
        self.day, self.when = when.best, when
        if self.conditions is not None:
            self.conditions.turn_to(self.day, self.subjects)
        return self.open_subjects.turn_to(when, self.subjects)

    def make(self, move: Move, rulings: Rulings) -> MadeMove:
        """Make a legal move, given the rulings on it; it comes back with its tone."""
        self.take(move, rulings)
        for name, _, subject, _ in rulings:
            if subject is not None:
                self.changed.append(name)
                self.open_subjects.update(name, subject, self.when)
        if self.conditions is not None or (type(move) is Threaten and conditions_of(move)):
            self._note_conditions(rulings)
        tone = rulings[0][3][0].tone if len(rulings) == 1 else tone_of(transitions_of(rulings))
        made_move = _made_move((move, tone, move.date, self.setting.side_of(move.by)))
        self.moves_so_far.append(made_move)
        return made_move

    def _note_conditions(self, rulings: Rulings) -> None:
        """Note what comes of the threats by a move, given the rulings on it; from the first with a condition on."""
        if self.conditions is None:
            self.conditions = RunningConditions()
            self.conditions.look_at(self.subjects, self.subjects, self.day)
            return
        self.conditions.look_at(
            [name for name, _, subject, _ in rulings if subject is not None], self.subjects, self.day
        )

    # THREATS

    def is_discharged(self, threat: Measure) -> bool:
        """Whether the demand of a threat has been met: its `unless`, before its `if`."""
        return self._verdict_on(threat) == DISCHARGED

    def may_carry_out(self, threat: Measure) -> bool:
        """Whether it is time for what a standing threat says: its deadline has come, or its condition is met.

        One that has neither a deadline nor an `if` may be carried out on any day. Nobody can tell whether an `if` in
        words is met; so a threat with one waits for its deadline, if it has one. One that is discharged is not carried
        out at all, nor what is announced for a later day, as that takes effect by itself.
        """
        if any(phase.status in CARRIED_THROUGH for phase in threat.phases()):
            return False
        verdict, made = self._verdict_on(threat), threat.made
        if verdict or not isinstance(made, Threaten):
            return verdict != DISCHARGED
        deadline = threat.on(self.day).of.ends.deadline
        return made.if_ is None if deadline is None else bool(deadline.has_come(self.day))

    def _verdict_on(self, threat: Measure) -> str:
        """What has come of the condition of a threat: triggered, discharged, or nothing."""
        met = None if self.conditions is None else self.conditions.met.get(threat.id)
        return "" if met is None else met.verdict

    # MOVES SO FAR

    @property
    def made(self) -> list[MadeMove]:
        """The moves of the run itself so far, oldest first."""
        return self.moves_so_far[self.recorded :]

    def by(self, party: str) -> Iterator[MadeMove]:
        """The moves of *party* itself, newest first, without joint ones."""
        return (made for made in reversed(self.moves_so_far) if made.move.by == party)

    def unanswered(self, party: str, delay: int = 0, tones: Collection[Tone] = TONES) -> Iterator[MadeMove]:
        """The moves of the other side alone that *party* has not answered by any later move, newest first.

        What a third party does that stands with the other side is that side's; what one does that stands with *party*
        is no answer. With a *delay* only moves at least as many days old are given, and only a move of *party* at least
        that much later counts as an answer. A move in none of the *tones* needs no answer and is none.
        """
        other, answered_from = self.setting.other(party), None
        for made in reversed(self.moves_so_far):
            if made.tone not in tones:
                continue
            day = made.when.best.toordinal()
            if made.move.by == party and answered_from is None:
                answered_from = day
            elif made.side == other and day + delay <= self.day.toordinal():
                if answered_from is not None and answered_from >= day + delay:
                    return
                yield made

    def take_turn(self, party: str) -> None:
        """Note that *party* has had its turn: the moves so far are no news to it any more."""
        self._seen[party] = len(self.moves_so_far)
        self._turned_on[party] = self.day

    def last_turn(self, party: str) -> date | None:
        """The day on which *party* had its last turn; None if it has had none."""
        return self._turned_on.get(party)

    def new_to(self, party: str) -> set[str]:
        """The ids of the subjects that were moved since the last turn of *party*; none if it has had no turn."""
        moves = self.moves_so_far[self._seen.get(party, len(self.moves_so_far)) :]
        return {name for made in moves for name in made.move.subjects}

    def news(self, party: str) -> list[MadeMove]:
        """The moves of the other side alone since the last turn of *party*; at its first turn, the unanswered ones."""
        if party not in self._seen:
            return list(self.unanswered(party))[::-1]
        other = self.setting.other(party)
        return [made for made in self.moves_so_far[self._seen[party] :] if made.side == other]

    def last_tone(self, party: str) -> Tone | None:
        """The tone of the last move that counts as that of *party* alone; None if there is none."""
        return next((made.tone for made in reversed(self.moves_so_far) if made.side == party), None)
