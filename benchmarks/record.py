"""Long records: many moves over so many subjects in turn, a few on each subject, or ten moves time and again."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count as numbers, cycle, islice

from sim.history.history import History
from sim.history.replay import replay
from sim.model.dates import When
from sim.model.ids import BOTH
from sim.model.move import Adjourn, CarryOut, Commit, Convene, Extend, Move, Resume, Suspend, Withdraw
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.rules.subjects.measures import Impose, Lift, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Propose
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import AgreeToContinue, Talks
from sim.testing.story import START

FIRST_DAY = date(2001, 1, 1)
SETTING = Setting(parties={"aland": "Aland", "bohus": "Bohus"}, issues={"quota": "Quota", "ports": "Ports"})


def start(subjects: int) -> Negotiation:
    """A negotiation with every fourth subject, the talks, declared."""
    return Negotiation.begin(SETTING, [Talks.declared(f"talks-{n}") for n in range(3, subjects, 4)])


def moves(count: int, subjects: int) -> Iterator[Move]:
    """*count* legal moves: the subjects take turns, a move each, and none of them ever ends."""
    return islice(map(next, cycle(_careers(subjects))), count)


def underway(count: int, subjects: int) -> tuple[Negotiation, list[Move]]:
    """A negotiation in which all the subjects are made, and *count* further moves.

    The moves have the same mix whatever the number of subjects: those who move on are as many of each kind, and stand
    at different points of their careers.
    """
    careers = _careers(subjects)
    made = [move for n, career in enumerate(careers) for move in islice(career, 1 + n // 4 % 6)]
    movers = cycle(careers[: subjects // 4 * 4])
    return replay(start(subjects), made), list(islice(map(next, movers), count))


def _careers(subjects: int) -> list[Iterator[Move]]:
    return [_CAREERS[n % 4](n) for n in range(subjects)]


def _day(turn: int) -> When:
    return When.of(FIRST_DAY + timedelta(days=turn))


def _proposal(n: int) -> Iterator[Move]:
    name = f"proposal-{n}"
    yield Propose(subject=name, by=BOTH, date=_day(0), issue="quota", kind="request", terms="half and half")
    turn = 1
    while True:
        yield Oppose(subject=name, by="bohus", date=_day(turn), over="ports")
        yield Extend(subject=name, by=BOTH, date=_day(turn + 1), expires=_day(turn + 30))
        yield Accept(subject=name, by="bohus", date=_day(turn + 2))
        turn += 3


def _measure(n: int) -> Iterator[Move]:
    name = f"measure-{n}"
    yield Impose(subject=name, by="bohus", date=_day(0), issue="ports", action="close the ports")
    turn = 1
    while True:
        yield Suspend(subject=name, by="bohus", date=_day(turn))
        yield Resume(subject=name, by="bohus", date=_day(turn + 1))
        turn += 2


def _commitment(n: int) -> Iterator[Move]:
    name = f"pact-{n}"
    yield Commit(subject=name, by=BOTH, date=_day(0), issue=("quota", "ports"))
    turn = 1
    while True:
        yield Suspend(subject=name, by="aland", date=_day(turn), over="quota")
        yield Resume(subject=name, by="aland", date=_day(turn + 1))
        turn += 2


def _talks(n: int) -> Iterator[Move]:
    name, turn = f"talks-{n}", 0
    while True:
        yield Convene(subject=name, by=BOTH, date=_day(turn))
        yield AgreeToContinue(subject=name, by=BOTH, date=_day(turn + 1), due=_day(turn + 9))
        yield Adjourn(subject=name, by=BOTH, date=_day(turn + 2), outcome="partial")
        turn += 3


_CAREERS = (_proposal, _measure, _commitment, _talks)


def short_lived(count: int) -> Iterator[Move]:
    """*count* legal moves, a new subject for every two or three: a proposal in three, and amid it a threat in two."""
    return islice((move for turn in numbers() for move in _bargain(turn)), count)


def _bargain(turn: int) -> Iterator[Move]:
    day, (one, other) = _day(turn), (("aland", "bohus"), ("bohus", "aland"))[turn % 2]
    offer, threat = f"offer-{turn}", f"threat-{turn}"
    yield Propose(subject=offer, by=one, date=day, issue="quota", kind="request", terms="half and half")
    yield Oppose(subject=offer, by=other, date=day, over="ports")
    yield Threaten(subject=threat, by=one, date=day, issue="ports", action="close the ports")
    yield Withdraw(subject=threat, by=one, date=day)
    yield Accept(subject=offer, by=other, date=day)


def long_record(moves: int) -> History:
    """A record of so many moves, each ten of them on subjects of their own; every second date has its doubt.

    One move in five is quoted.
    """
    return History.of(START, islice(_moves(), moves))


def _moves() -> Iterator[Move]:
    for turn in numbers():
        yield from _course(turn)


def _course(turn: int) -> Iterator[Move]:
    days = (date(1900, 1, 1) + timedelta(days=20 * turn + step) for step in numbers())
    offer, threat, one, other = f"offer-{turn}", f"threat-{turn}", *(("aland", "bohus"), ("bohus", "aland"))[turn % 2]
    said = {"speaker": "Minister of Fisheries", "quote": f"half and half, as between neighbours, for the year {turn}"}
    yield Propose(subject=offer, by=one, date=next(days), issue="quota", terms=f"{turn} tonnes a year", **said)
    yield Oppose(subject=offer, by=other, date=f"{next(days)}?", over="ports")
    yield Threaten(subject=threat, by=one, date=next(days), issue=("ports", "mesh"), action="close the ports")
    yield Remark(subject="mesh", by="council", date=f"../{next(days)}", kind="concern")
    yield CarryOut(subject=threat, by=one, date=next(days))
    yield Act(subject=f"act-{turn}", by=other, date=f"{next(days)}?", tone="hostile", **said)
    yield Suspend(subject=threat, by=one, date=next(days))
    yield Lift(subject=threat, by=one, date=f"{next(days)}?")
    yield Accept(subject=offer, by=other, date=next(days))
    yield Remark(subject="quota", by=one, date=f"{next(days)}?", kind="hope")
