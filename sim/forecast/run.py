"""One run: from the day of the record to the horizon, step by step, each party by its policy."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from random import Random
from typing import Protocol

from attrs import frozen

from sim.forecast.calendar import Vote, vote_on
from sim.forecast.context import MadeMove, PolicyContext
from sim.forecast.policy import Policy, failure_reason
from sim.forecast.sampling import LegalMoves
from sim.history.replay import illegal_move
from sim.model.dates import When
from sim.model.errors import PolicyError
from sim.model.escaping import shown
from sim.model.ids import BOTH
from sim.model.move import Move
from sim.rules.subjects.answers import AWAITED
from sim.rules.subjects.proposals import Accept, Oppose, Proposal, Propose, Ratify, Reject
from sim.rules.verdict import Refusal, Rulings, judge


class Observer(Protocol):
    """Told of every change in a run as it happens, with the context after it."""

    def turned(self, name: str, day: date, context: PolicyContext) -> None:
        """A day may have turned the subject of that name, though nobody has moved."""

    def moved(self, made_move: MadeMove, context: PolicyContext) -> None:
        """A move has been made."""


@frozen
class RunSetup:
    """The setup that all runs share: the context in which they begin, the days of their steps, and the policies.

    `ratification_probability` is the chance that who has to ratify something votes yes, where no vote among the `votes`
    says otherwise. `seed` and the number of a run decide on all that is left to chance.
    """

    context: PolicyContext
    days: tuple[When, ...]
    policies: dict[str, Policy]
    names: dict[str, str]
    ratification_probability: float
    seed: int
    votes: tuple[Vote, ...] = ()

    def vote_on(self, text: str, ratifier: str) -> Vote | None:
        """The declared vote of a third party on a text; None if there is none."""
        return vote_on(self.votes, text, ratifier) if self.votes else None


@frozen
class _Agent:
    """A party in a run: its policy, its legal moves, and its source of chance."""

    party: str
    policy: Policy
    legal: LegalMoves
    chance: Random


class Run:
    """One run of a forecast, by its number: its context changes step by step."""

    def __init__(self, setup: RunSetup, number: int, observer: Observer | None = None) -> None:
        self.number = number
        self.context = setup.context.copy()
        self._setup, self._observer = setup, observer
        first, second = (self._agent(party) for party in self.context.setting.party_ids)
        self._agents = {first.party: first, second.party: second}
        self._orders = (first, second), (second, first)
        self._order_random = _random_source(setup.seed, number, "the order")
        subjects = self.context.subjects.items()
        self._put_to_vote = dict.fromkeys(name for name, subject in subjects if _awaits_votes(subject))

    def _agent(self, party: str) -> _Agent:
        legal, chance = LegalMoves(self.context, party), _random_source(self._setup.seed, self.number, party)
        return _Agent(party, self._setup.policies[party], legal, chance)

    @cached_property
    def _vote_random(self) -> Random:
        return _random_source(self._setup.seed, self.number, "the votes")

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves that it has made so far, oldest first."""
        return tuple(made_move.move for made_move in self.context.made)

    def steps(self) -> Iterator[date]:
        """The days of the steps, each when the step is done; after them the forecast runs on to its last day.

        Raises: PolicyError if a policy offers what it may not.
        """
        voting_days = self._voting_days()
        for when in self._setup.days:
            while voting_days and voting_days[-1] <= when.best:
                self._turn_to(When.of(voting_days.pop()))
                self._vote(is_declared=True)
            self._turn_to(when)
            if self._put_to_vote:
                self._vote()
            for agent in self._orders[self._order_random.random() >= 0.5]:
                self._act(agent)
            yield when.best
        self._turn_to(When.of(self.context.until))

    def finished(self) -> "Run":
        """The run itself, after all its steps."""
        for _ in self.steps():
            pass
        return self

    def _turn_to(self, when: When) -> None:
        for day, name in self.context.turn_to(when):
            if self._observer is not None:
                self._observer.turned(name, day, self.context)

    def _act(self, agent: _Agent) -> None:
        context, party, policy = self.context, agent.party, agent.policy
        try:
            move = policy(context, party, context.day, agent.legal, agent.chance)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raise self._policy_error(party, failure_reason(error)) from error
        context.take_turn(party)
        if move is None:
            return
        rulings = agent.legal.drawn(move) or self._judged(move, party)
        if move.by != BOTH or self._is_joined(move, context.setting.other(party)):
            self._make(move, rulings)

    def _judged(self, move: object, party: str) -> Rulings:
        """The rulings on the move that a policy offers.

        Raises: PolicyError unless it is a legal move of its party, made today.
        """
        if not isinstance(move, Move):
            raise self._policy_error(party, f"it offered {shown(move)}, which is no move; give a move or None")
        if move.by not in (party, BOTH):
            reason = f"it offered {move.verb} {move.names} by {move.by}; {party} moves alone or with both"
            raise self._policy_error(party, reason)
        if move.date.best != self.context.day:
            reason = f"it offered {move.verb} {move.names} on {move.date}; the move is made today"
            raise self._policy_error(party, reason)
        verdict = judge(self.context, move)
        if isinstance(verdict, Refusal):
            raise self._policy_error(party, str(illegal_move(verdict)))
        return verdict

    def _is_joined(self, move: Move, party: str) -> bool:
        """Whether the policy of a party consents to a joint move of the other side."""
        agent = self._agents[party]
        try:
            consents = getattr(agent.policy, "consents", None)
            return consents is None or bool(consents(self.context, party, move, agent.chance))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raise self._policy_error(party, failure_reason(error)) from error

    def _policy_error(self, party: str, reason: str) -> PolicyError:
        name = self._setup.names[party]
        where = f"in run {self.number}, on {self.context.day}"
        return PolicyError(f"the policy {name!r} of {party} is at fault {where}: {reason}")

    def _voting_days(self) -> list[date]:
        """The days ahead for which votes are declared, the last one first."""
        days = {vote.date.best for vote in self._setup.votes if vote.date is not None}
        return sorted((day for day in days if day > self.context.since), reverse=True)

    def _vote(self, *, is_declared: bool = False) -> None:
        """Make each ratifier vote on what was put to it before today, as far as the law allows.

        Who has a declared vote waits for its day; if *is_declared*, only the votes of that very day are cast.
        """
        for name in tuple(self._put_to_vote):
            for ratifier in _voters(self.context.subjects[name]):
                vote = self._setup.vote_on(name, ratifier)
                if not self._is_held(vote, is_declared=is_declared):
                    continue
                odds = None if vote is None else vote.odds
                is_yes = self._vote_random.random() < (self._setup.ratification_probability if odds is None else odds)
                move = (Ratify if is_yes else Reject)(subject=name, by=ratifier, date=self.context.when)
                verdict = judge(self.context, move)
                if not isinstance(verdict, Refusal):
                    self._make(move, verdict)
            if not _awaits_votes(self.context.subjects[name]):
                del self._put_to_vote[name]

    def _is_held(self, vote: Vote | None, *, is_declared: bool) -> bool:
        """Whether it is time for a vote: on its own day, or if not *is_declared* on or after it."""
        day = None if vote is None else vote.date
        if is_declared:
            return day is not None and day.best == self.context.day
        return day is None or bool(day.has_come(self.context.day))

    def _make(self, move: Move, rulings: Rulings) -> None:
        made_move = self.context.make(move, rulings)
        if isinstance(move, Accept | Oppose | Propose):
            put = (name for name in move.subjects if _awaits_votes(self.context.subjects[name]))
            self._put_to_vote |= dict.fromkeys(put)
        if self._observer is not None:
            self._observer.moved(made_move, self.context)


def _random_source(seed: int, number: int, what: str) -> Random:
    """The source of chance for one purpose in a run: reproducible, and independent of the others."""
    return Random(f"{seed}/{number}/{what}")  # noqa: S311 - a simulation, not a secret


def _awaits_votes(subject: object) -> bool:
    """Whether a subject is an open proposal on which a vote is outstanding."""
    return isinstance(subject, Proposal) and subject.is_open and AWAITED in subject.answers.votes.values()


def _voters(subject: object) -> tuple[str, ...]:
    """Those whose vote on a proposal is due: on what its author reserved only once all who are asked have said yes."""
    if not isinstance(subject, Proposal) or not subject.is_open:
        return ()
    answers = subject.answers
    is_accepted = all(map(answers.has_accepted, answers.given))
    awaited = (pair for pair, vote in answers.votes.items() if vote == AWAITED)
    return tuple(dict.fromkeys(ratifier for whose, ratifier in awaited if is_accepted or whose in answers.given))
