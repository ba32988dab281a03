"""Forecasts for tests: of the story that `sim.testing` tells, between two days, and what a policy does in one."""

from collections import Counter
from datetime import date
from random import Random

from sim.forecast.counts import Counts
from sim.forecast.ensembles import Ensemble
from sim.forecast.forecast import Forecast
from sim.forecast.policies.at_random import RandomMoves
from sim.forecast.policies.brinkmanship import Brinkmanship
from sim.forecast.policies.grit import Grit
from sim.forecast.policies.hold import Hold
from sim.forecast.policies.markov import Markov
from sim.forecast.policies.scripted import Scripted
from sim.forecast.policies.time_dependent import TimeDependent
from sim.forecast.policies.tit_for_tat import TitForTat
from sim.forecast.run import Run
from sim.forecast.sampling import LegalMoves
from sim.history.history import History
from sim.model.dates import When
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Commit, Convene, Suspend
from sim.rules.subjects.commitments import Breach, Leave
from sim.rules.subjects.measures import Impose, Raise, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Reject
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import BreakOff
from sim.rules.verdict import Refusal, judge
from sim.testing.story import START

SINCE = date(2013, 3, 1)
UNTIL = date(2013, 6, 1)
EARLIER = "2013-02-01"


def by(party, verb, subject, **fields):
    return verb(subject=subject, by=party, date=EARLIER, **fields)


def proposal(name, party="aland", issue="quota", **fields):
    return by(party, Propose, name, issue=issue, **fields)


def measure(name, party="aland", verb=Threaten, **fields):
    return by(party, verb, name, issue="ports", action="close its ports", **fields)


EVERYTHING = (
    proposal("offer"),
    proposal("request", "bohus", kind="request", issue=("ports", "mesh")),
    proposal("joint", BOTH),
    by("aland", Accept, "joint", subject_to="council"),
    proposal("mediated", "council", issue="mesh"),
    by("bohus", Oppose, "mediated"),
    proposal("expired", "bohus", expires="2013-03-15"),
    proposal("reserved", subject_to="council"),
    proposal("lost"),
    by("bohus", Accept, "lost", subject_to="council"),
    by("council", Reject, "lost"),
    proposal("referred", "bohus", issue="mesh"),
    by("aland", Oppose, "referred", subject_to="council"),
    proposal("countered", kind="request"),
    proposal("counter", "bohus", counters="countered"),
    proposal("agreed"),
    by("bohus", Accept, "agreed"),
    by(BOTH, Commit, "deal", under="agreed", issue="quota"),
    proposal("accord", "bohus"),
    by("aland", Accept, "accord"),
    proposal("plan", kind="plan"),
    proposal("harbour", "bohus", kind="plan"),
    by("aland", Oppose, "harbour"),
    by("bohus", CarryOut, "harbour"),
    measure("strike"),
    measure("block", "bohus"),
    measure("boycott"),
    by("aland", Suspend, "boycott", until="2013-03-20"),
    measure("levy", verb=Impose),
    measure("tariff", verb=Impose),
    by("aland", Suspend, "tariff"),
    measure("duty", verb=Impose, until="2013-03-25"),
    measure("stayed", "bohus", Impose),
    by("council", Suspend, "stayed", until="2013-04-15"),
    measure("quota-cut", "bohus", Impose),
    by("bohus", Raise, "quota-cut", effective="2013-04-10"),
    measure("closure", "bohus", Impose, effective="2013-03-28"),
    measure("aid-freeze", "council", Impose, until="2013-03/2013-05"),
    by("aland", Suspend, "pact"),
    by("bohus", Leave, "pact", effective="2013-05-01"),
    by("bohus", Commit, "oath", title="An oath"),
    by(BOTH, Commit, "vow", title="A vow"),
    by("aland", Leave, "vow", effective="2013-03-15"),
    by("bohus", Commit, "word", title="A word", until="2013-03-15"),
    by("council", Commit, "guarantee", title="A guarantee", effective="2013-04-01"),
    by(BOTH, Commit, "truce", title="A truce", effective="2013-03-10", until="2013-05-10"),
    by("bohus", Breach, "truce"),
    by(BOTH, Convene, "ministers"),
    by("aland", BreakOff, "experts"),
    by("aland", Act, "parade", tone="hostile"),
    by("bohus", Remark, "quota", kind="hope"),
)
"""A record with something of every kind, in most of its statuses, for a party alone and for both."""


def forecast(*moves, aland=None, bohus=None, since=SINCE, until=UNTIL, start=START, **about):
    """The forecast of a record of these moves; who has no policy does nothing."""
    policies = {"aland": aland or Hold(), "bohus": bohus or Hold()}
    return Forecast(History.of(start, moves), since, until, policies, **about)


def policies(party):
    """Policies of every sort for a party, by name."""
    hope = Remark(subject="quota", by=party, date="2013-03-08", kind="hope")
    much = {"extend": 5, "propose": 3, "accept": 6, "oppose": 4, "remark": 0}
    return {
        "hold": Hold(),
        "random": RandomMoves(),
        "extending": RandomMoves(much, consent=0.9),
        "tit-for-tat": TitForTat(0.2),
        "grit": Grit(),
        "time-dependent": TimeDependent("conceder"),
        "markov": Markov(),
        "brinkmanship": Brinkmanship(0.4, 0.2, 0.1),
        "scripted": Scripted([hope], RandomMoves()),
    }


def between(aland, bohus, *moves, **about):
    """The forecast of a record of these moves, by policies of these names."""
    return forecast(*moves, aland=policies("aland")[aland], bohus=policies("bohus")[bohus], **about)


def context(*moves, on=SINCE, made=(), **about):
    """A situation on a day: what the record has led to, and what was made of it since, all on that day."""
    found = forecast(*moves, **about).setup.context.copy()
    found.turn_to(When.of(on))
    for move in made:
        make(found, move)
    return found


def make(state, move):
    """Make a legal move in a situation."""
    verdict = judge(state, move)
    assert not isinstance(verdict, Refusal), move
    return state.make(move, verdict)


class Loaded(Random):
    """A source of chance whose first numbers are known, and the rest pseudo-random."""

    def __init__(self, *numbers):
        super().__init__(0)
        self._numbers = list(numbers)

    def random(self):
        return self._numbers.pop(0) if self._numbers else super().random()


def choice(policy, state, party="aland", random=None):
    """The move that a policy makes for a party in a situation, or None."""
    return policy(state, party, state.day, LegalMoves(state, party), random or Random(0))


def choices(policy, state, party="aland", count=200):
    """What a policy does in a situation, so many times by chance."""
    return [choice(policy, state, party, Random(seed)) for seed in range(count)]


def runs(asked, count):
    """The first so many runs of a forecast, each to its end."""
    return [Run(asked.setup, number).finished() for number in range(count)]


def counted(asked, counts, runs=100):
    """The ensemble of so many runs of which this many came to each outcome, all on the first day."""
    return Ensemble(asked, Counts(runs=runs, days={outcome: Counter({1: count}) for outcome, count in counts.items()}))


def result(asked, number=0):
    """What one run of a forecast comes to."""
    return asked.measurement.result(number)


def made(asked, number=0):
    """The moves of one run: the day, who, the verb and the subject."""
    return [(str(each.date), each.by, each.verb, each.subject) for each in asked.run(number).moves]
