"""Legal histories, drawn move by move from what the law allows: by hypothesis, or by a seeded player."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from story import START

from sim.errors import UntimelyMoves
from sim.history import History
from sim.law import SUBJECTS, violations
from sim.legal import legal_moves_on, openings
from sim.lifecycle import Subject
from sim.move import BOTH, CarryOut, Extend, Move, Resume, Suspend
from sim.negotiation import Negotiation, step
from sim.subjects.commitments import Commit, Commitment, Leave
from sim.subjects.measures import THREATENED, Threaten
from sim.subjects.proposals import OPEN, Accept, Propose
from sim.subjects.statements import Deed, Remark
from sim.subjects.talks import OUTCOMES, Adjourn, AgreeToContinue, Convene
from sim.when import When

FIRST_DAY = date(2013, 1, 1)
GAPS = (0, 0, 0, 1, 3, 20)
SPANS = (0, 1, 10, 40)

Choose = Callable[[Sequence[Any]], Any]
Enrichment = Callable[[Negotiation, Move, date, Choose], dict[str, Any]]


def _some(options: Sequence[str], choose: Choose) -> tuple[str, ...]:
    return tuple(dict.fromkeys(choose(options) for _ in range(choose((2, 1, 0))))) if options else ()


def _end(day: date, choose: Choose) -> When:
    return When.of(day + timedelta(choose(SPANS)))


def _common(state: Negotiation, move: Move, day: date, choose: Choose) -> dict[str, Any]:
    return {
        "over": choose((None, *state.setting.issue_ids)),
        "source": choose((None, *state.setting.source_by_id)),
        "speaker": choose((None, "a minister")),
        "quote": choose((None, "half and half, as between neighbours")),
        "channel": choose((None, "public", "private", "secret")),
    }


def _joint(state: Negotiation, move: Move, day: date, choose: Choose) -> dict[str, Any]:
    return {"by": BOTH}


def _proposed(state: Negotiation, move: Move, day: date, choose: Choose) -> dict[str, Any]:
    open_ones = [it for it in state.proposals.values() if it.status in OPEN]
    return {
        "counters": choose((*(it.id for it in open_ones if it.author != move.by), None)),
        "replaces": _some([it.id for it in open_ones if it.author == move.by], choose),
        "by": choose((move.by, move.by, BOTH)),
        "issue": _some(state.setting.issue_ids, choose),
        "expires": choose((None, None, _end(day, choose))),
    }


def _threatened(state: Negotiation, move: Move, day: date, choose: Choose) -> dict[str, Any]:
    own = [it.id for it in state.measures.values() if (it.author, it.status) == (move.by, THREATENED)]
    return {"replaces": _some(own, choose), "deadline": choose((None, _end(day, choose)))}


def _from_later_on(state: Negotiation, move: Move, day: date, choose: Choose) -> dict[str, Any]:
    return {"effective": choose((None, _end(day, choose)))}


_ENRICHMENTS: dict[type[Move], Enrichment] = {
    Propose: _proposed,
    Threaten: _threatened,
    Accept: lambda state, move, day, choose: {"subject_to": choose((None, "a ballot"))},
    CarryOut: lambda state, move, day, choose: {"as_": choose((None, *state.ids[:3], *state.ids[-6:]))},
    Extend: lambda state, move, day, choose: {
        name: When.of(getattr(move, name).best + timedelta(choose(SPANS)))
        for name in ("expires", "deadline", "until")
        if getattr(move, name) is not None
    },
    Suspend: _from_later_on,
    Resume: _from_later_on,
    Leave: _from_later_on,
    Commit: lambda state, move, day, choose: {"until": choose((None, _end(day, choose)))},
    AgreeToContinue: lambda state, move, day, choose: {"due": _end(day, choose), "place": choose((None, "Mariehamn"))},
    Convene: lambda state, move, day, choose: {"place": choose((None, "Mariehamn"))},
    Adjourn: lambda state, move, day, choose: {"outcome": choose((None, *OUTCOMES))},
    Remark: lambda state, move, day, choose: {"subject": choose(state.setting.issue_ids)},
}


def _enriched(state: Negotiation, move: Move, day: date, choose: Choose) -> Move:
    """The move with further fields, as far as the law still allows it."""
    own = _ENRICHMENTS.get(type(move), _common)
    joint = _common if move.by is None else _joint
    for enrichment in choose(((), (own,), (own,), (own, _common), (own, joint))):
        for name, value in enrichment(state, move, day, choose).items():
            richer = evolve(move, **{name: value})
            move = move if violations(state, richer) else richer
    return move


def _alive(state: Negotiation) -> list[str]:
    """The subjects that something may still be done with, the newest first; of very many only those."""
    names = (name for name in state.order if not isinstance(state.subjects[name], Deed))
    return [name for name in islice(names, 40) if _is_alive(state.subjects[name])]


def _is_alive(subject: Subject) -> bool:
    return isinstance(subject, Commitment) or bool(SUBJECTS[type(subject)].LAW.rows_from(subject.status))


def _plainly(day: date, choose: Choose) -> str:
    return f"{day}"


def _doubtfully(day: date, choose: Choose) -> str:
    return choose((f"{day}", f"../{day}", f"{day}/..", f"{day}?", f"{day - timedelta(20)}/{day}", f"{day:%Y-%m}"))


def played(
    choose: Choose,
    length: int,
    start: Negotiation = START,
    day: date = FIRST_DAY,
    written: Callable[[date, Choose], str] = _plainly,
) -> Iterator[tuple[Move, Negotiation]]:
    """So many turns from *start*, each a legal move with the state that it leads to; some turns bring no move."""
    state = start
    for _ in range(length):
        when = When.of(written(day + timedelta(choose(GAPS)), choose))
        day = when.best
        by = choose((*state.setting.sides, *state.setting.sides, "council", None))
        name = choose((None, *dict.fromkeys((*_alive(state)[:8], *state.ids[:3]))))
        options = tuple(openings(state, by, when) if name is None else legal_moves_on(state, name, by, when))
        if options:
            verb = choose(tuple(dict.fromkeys(map(type, options))))
            move = choose([option for option in options if type(option) is verb])
            move = _enriched(state, move, day, choose)
            state = step(state, move)
            yield move, state


def moves_at_random(seed: int, length: int) -> tuple[Move, ...]:
    """The moves of a long history; the same for the same seed."""
    return tuple(move for move, _ in played(Random(seed).choice, length))


@st.composite
def choosers(draw: st.DrawFn) -> Choose:
    """The choice of one option: by hypothesis, which finds small examples, or by a seed, which finds varied ones."""
    seed = draw(st.none() | st.integers(0, 1_000_000))
    return (lambda options: draw(st.sampled_from(options))) if seed is None else Random(seed).choice


@st.composite
def histories(draw: st.DrawFn, turns: int = 40) -> tuple[Move, ...]:
    """The moves of a legal history from `START`; several subjects are alive at once."""
    choose = draw(choosers())
    return tuple(move for move, _ in played(choose, draw(st.integers(0, turns))))


@st.composite
def doubtful_histories(draw: st.DrawFn, turns: int = 25) -> History:
    """A legal history many of whose dates are months, ranges, inferred or open, and do not contradict each other."""
    moves: tuple[Move, ...] = ()
    for move, _ in played(draw(choosers()), draw(st.integers(0, turns)), written=_doubtfully):
        moves = (*moves, move if _is_timely((*moves, move)) else evolve(move, source=None))
    return History.of(START, moves)


def _is_timely(moves: tuple[Move, ...]) -> bool:
    try:
        History.of(START, moves)
    except UntimelyMoves:
        return False
    return True
