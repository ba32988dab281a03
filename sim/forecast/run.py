"""One run: from the day of the record to the horizon, step by step, each party by its policy."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any, Final

from attrs import frozen

from sim.forecast.context import MadeMove, PolicyContext
from sim.forecast.policy import Policy, failure, shown
from sim.forecast.sampling import LegalMoves
from sim.history.replay import illegal_move
from sim.model.dates import When
from sim.model.errors import PolicyError
from sim.model.ids import BOTH
from sim.model.move import Move
from sim.rules.subjects.proposals import OPEN, PROVISIONAL, Accept, Oppose, Proposal
from sim.rules.verdict import Refusal, Rulings, judge

DAY: Final = "day"
WEEK: Final = "week"
MONTH: Final = "month"
STEPS: Final = (DAY, WEEK, MONTH)
"""How far a step goes."""

MOST_STEPS: Final = 20_000
"""How many steps a forecast may have: more than fifty years of days."""

Watch = Callable[[MadeMove, PolicyContext], None]


def days(since: date, until: date, step: str) -> Iterator[date]:
    """The days of the steps after *since*, to *until*; a month later is the same day, or the last of its month."""
    number = 1
    while (day := _later(since, step, number)) is not None and day <= until:
        yield day
        number += 1


def _later(since: date, step: str, number: int) -> date | None:
    """The day so many steps later; None after the last of the calendar."""
    try:
        if step != MONTH:
            return since + timedelta(days=number * (7 if step == WEEK else 1))
        year, month = divmod(since.year * 12 + since.month - 1 + number, 12)
        return date(year, month + 1, min(since.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def unfit_span(since: date, until: date, step: str) -> str:
    """Why a forecast cannot run between these days in such steps; empty if it can."""
    if until <= since:
        return f"the forecast is to end on {until}, which is not after {since}, on which it begins; give a later end"
    number = 0
    for number, _ in enumerate(days(since, until, step), 1):
        if number > MOST_STEPS:
            return f"that makes more than {MOST_STEPS:,} steps; take longer ones, or an earlier end"
    return "" if number else f"no {step} fits between {since} and {until}; take shorter steps, or a later end"


@frozen
class RunSetup:
    """What all runs have in common: where they begin, the days of their steps, and who acts by which policy.

    `lifted` is the chance that a reservation is lifted and not turned into a no. `seed` is what, with the number of a
    run, decides on all that is left to chance.
    """

    situation: PolicyContext
    days: tuple[When, ...]
    policies: dict[str, Policy]
    names: dict[str, str]
    lifted: float
    seed: int


@frozen
class _Player:
    """What a party plays a run with: its policy, the moves that it may make, and what it leaves to chance."""

    party: str
    policy: Policy
    legal: LegalMoves
    chance: Random


class Run:
    """One run of a forecast, by its number: the situation that it leads through, step by step."""

    def __init__(self, outset: RunSetup, number: int, watch: Watch | None = None) -> None:
        self.number = number
        self.situation = outset.situation.copy()
        self._outset, self._watch = outset, watch
        first, second = (self._player(party) for party in self.situation.setting.party_ids)
        self._players = {first.party: first, second.party: second}
        self._orders = (first, second), (second, first)
        self._order = _source(outset.seed, number, "the order")
        self._reserved = dict.fromkeys(_reservations(self.situation))

    def _player(self, party: str) -> _Player:
        legal, chance = LegalMoves(self.situation, party), _source(self._outset.seed, self.number, party)
        return _Player(party, self._outset.policies[party], legal, chance)

    @cached_property
    def _lifting(self) -> Random:
        return _source(self._outset.seed, self.number, "the reservations")

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves that it has made so far."""
        return tuple(each.move for each in self.situation.made)

    def steps(self) -> Iterator[date]:
        """Go through all steps; each gives its day when it is done.

        Raises: PolicyError if a policy offers what it may not.
        """
        for when in self._outset.days:
            self.situation.turn_to(when)
            if self._reserved:
                self._settle()
            for player in self._orders[self._order.random() >= 0.5]:
                self._act(player)
            yield when.best

    def finished(self) -> "Run":
        """The run itself, when all its steps are done."""
        for _ in self.steps():
            pass
        return self

    def _act(self, player: _Player) -> None:
        situation, party, policy = self.situation, player.party, player.policy
        try:
            move = policy(situation, party, situation.day, player.legal, player.chance)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raise self._fault(party, failure(error)) from error
        situation.take_turn(party)
        if move is None:
            return
        rulings = player.legal.drawn(move) or self._ruled(move, party)
        if move.by != BOTH or self._is_joined(move, situation.setting.other(party)):
            self._make(move, rulings)

    def _ruled(self, move: Any, party: str) -> Rulings:
        """The rulings on what a policy offers.

        Raises: PolicyError unless it is a legal move of its party, made today.
        """
        if not isinstance(move, Move):
            raise self._fault(party, f"it offered {shown(move)}, which is no move; give a move or None")
        if move.by not in (party, BOTH):
            words = f"it offered {move.verb} {move.subject} by {move.by}; {party} moves alone or with both"
            raise self._fault(party, words)
        if move.date.best != self.situation.day:
            raise self._fault(party, f"it offered {move.verb} {move.subject} on {move.date}; the move is made today")
        verdict = judge(self.situation, move)
        if isinstance(verdict, Refusal):
            raise self._fault(party, str(illegal_move(verdict)))
        return verdict

    def _is_joined(self, move: Move, party: str) -> bool:
        """Whether the policy of a party consents to a joint move that the other side proposes."""
        player = self._players[party]
        try:
            consents = getattr(player.policy, "consents", None)
            return consents is None or bool(consents(self.situation, party, move, player.chance))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raise self._fault(party, failure(error)) from error

    def _fault(self, party: str, words: str) -> PolicyError:
        name = self._outset.names[party]
        where = f"in run {self.number}, on {self.situation.day}"
        return PolicyError(f"the policy {name!r} of {party} is at fault {where}: {words}")

    def _settle(self) -> None:
        """Let each reservation that was made before today be lifted, or become a no."""
        for name, party in tuple(self._reserved):
            verb = Accept if self._lifting.random() < self._outset.lifted else Oppose
            move = verb(subject=name, by=party, date=self.situation.when)
            if self._is_reserved(name, party):
                verdict = judge(self.situation, move)
                if not isinstance(verdict, Refusal):
                    self._make(move, verdict)
            if not self._is_reserved(name, party):
                del self._reserved[name, party]

    def _is_reserved(self, name: str, party: str) -> bool:
        """Whether the answer of a party to a proposal that stands is yes with a reservation."""
        proposal: Any = self.situation.subjects[name]
        return bool(proposal.status in OPEN and proposal.answers[party] == PROVISIONAL)

    def _make(self, move: Move, rulings: Rulings) -> None:
        played = self.situation.make(move, rulings)
        if isinstance(move, Accept) and move.subject_to is not None:
            self._reserved[move.subject, move.by or ""] = None
        if self._watch is not None:
            self._watch(played, self.situation)


def _source(seed: int, number: int, what: str) -> Random:
    """The chance that decides on something in a run: always the same, and independent of all other."""
    return Random(f"{seed}/{number}/{what}")  # noqa: S311 - a simulation, not a secret


def _reservations(situation: PolicyContext) -> Iterator[tuple[str, str]]:
    """The answers of parties that have a reservation: the proposal and the party."""
    for name, subject in situation.subjects.items():
        if isinstance(subject, Proposal):
            yield from ((name, party) for party, answer in subject.answers.items() if answer == PROVISIONAL)
