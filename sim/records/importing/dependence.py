"""The moves left out on which a refused one depends: one that makes its subject, or with which the law lets it pass."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from attrs import define, field

from sim.history.replay import after
from sim.model.dates import When
from sim.model.errors import IllegalMoveError
from sim.model.move import Move
from sim.rules.legal_moves import legal_moves_on
from sim.rules.registry import CREATING_MOVES, HANDLERS, MOVES_BY_VERB, named_subjects
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Remark
from sim.rules.verdict import Refusal, judge
from sim.scenario.moves_section import ParsedMove

_MOST_TRIED: Final = 6
"""The most moves on a subject that are put back to try a move, and the most states in which it is tried."""

Causes = tuple[ParsedMove, ...]
"""The moves that are left out on which another depends, those of its first subject first."""


Entry = tuple[int, ParsedMove]
"""A move that is left out, with its position."""


@define
class LeftOut:
    """Moves that are left out, by the subjects on which they would have acted."""

    _by_subject: dict[str, list[Entry]] = field(factory=dict)

    def note(self, position: int, parsed: ParsedMove, state: Negotiation) -> None:
        """Note on which subjects a move would have acted in a *state*; not one that it would have made anew."""
        makes = parsed.move is not None and type(parsed.move) in CREATING_MOVES
        for name in parsed.subjects if parsed.verb != Remark.verb else ():
            if not (makes and name in state.subjects):
                self._by_subject.setdefault(name, []).append((position, parsed))

    def makers(self, names: Iterable[str], of: type[Move] | None = None) -> Iterator[Entry]:
        """For each of the names the first move that would make a subject of it, such as moves *of* a class act on."""
        for name in names:
            entries = self._by_subject.get(name, ())
            yield from islice((entry for entry in entries if _makes(entry[1].verb, of)), 1)

    def on(self, name: str) -> Iterator[Entry]:
        """The moves on a subject."""
        yield from self._by_subject.get(name, ())


def _makes(verb: str, of: type[Move] | None) -> bool:
    """Whether a move of the verb makes what moves of a class act on; one of no known verb may make anything."""
    if not verb:
        return True
    lifecycle = CREATING_MOVES.get(MOVES_BY_VERB[verb])
    return lifecycle is not None and (of is None or lifecycle.entity in HANDLERS[of])


def causes_of(refusals: Mapping[int, tuple[IllegalMoveError, Negotiation]], left_out: LeftOut) -> dict[int, Causes]:
    """The causes of the refusals that have some, by position; each refusal comes with the state that it met.

    A cause that depends on another move itself gives way to that.
    """
    causes, trials = dict[int, Causes](), _Trials(left_out)
    for position, (refusal, state) in refusals.items():
        makers = [entry for entry in _makers(refusal, state, left_out) if entry[0] < position]
        direct = makers or [*trials.allowing(refusal, state, position)]
        if direct:
            roots = (root for at, parsed in direct for root in causes.get(at, (parsed,)))
            causes[position] = each_once(roots)
    return causes


def each_once(moves: Iterable[ParsedMove]) -> Causes:
    """The moves without those that stand twice among them."""
    return tuple({id(parsed): parsed for parsed in moves}.values())


def _makers(refusal: IllegalMoveError, state: Negotiation, left_out: LeftOut) -> Iterator[Entry]:
    """The moves that would make the subjects that a move lacks."""
    move = refusal.move
    lacking = [name for name in _blamed(refusal) if name not in state.subjects]
    if type(move) not in CREATING_MOVES:
        yield from left_out.makers((name for name in lacking if name in move.subjects), type(move))
    yield from left_out.makers(name for name in lacking if name not in move.subjects)


def _blamed(refusal: IllegalMoveError) -> list[str]:
    """The subjects of a move that its refusal blames; all where it blames none by name."""
    blamed = {violation.value for violation in refusal.violations if violation.value}
    return [name for name in dict.fromkeys(named_subjects(refusal.move)) if not blamed or name in blamed]


@define
class _Trials:
    """Trials of refused moves in the states to which those that are left out may lead.

    These states are kept: many moves that are refused met the same one.
    """

    left_out: LeftOut
    _reached: dict[tuple[int, int, str, When], list[Negotiation]] = field(factory=dict)

    def allowing(self, refusal: IllegalMoveError, state: Negotiation, position: int) -> Iterator[Entry]:
        """The first move on a subject of a refused one with which, after those before it, the law lets that pass."""
        for name in _blamed(refusal):
            states = [state]
            entries = (entry for entry in self.left_out.on(name) if entry[0] < position and name in state.subjects)
            for at, parsed in islice(entries, _MOST_TRIED):
                reached = [each for before in states for each in self._after(before, parsed, name, refusal.move)]
                if not all(isinstance(judge(each, refusal.move), Refusal) for each in reached):
                    yield at, parsed
                    return
                states = reached[:_MOST_TRIED] or states

    def _after(self, state: Negotiation, parsed: ParsedMove, name: str, move: Move) -> list[Negotiation]:
        """The states to which what a move that is left out may have been leads, whoever made it, before a *move*."""
        when = parsed.fields.get("date", move.date)
        key = (id(state), id(parsed), name, when)
        if key not in self._reached:
            self._reached[key] = list(_reached(state, parsed, name, when))
        return self._reached[key]


def _reached(state: Negotiation, parsed: ParsedMove, name: str, when: When) -> Iterator[Negotiation]:
    for by in (*state.setting.party_ids, *(third for third, _ in state.setting.third_parties), None):
        for legal in legal_moves_on(state, name, by, when):
            if parsed.verb in ("", legal.verb):
                rulings = judge(state, legal)
                assert not isinstance(rulings, Refusal), "it is legal"
                yield after(state, legal, rulings)
