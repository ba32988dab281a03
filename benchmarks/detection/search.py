"""The fewest steps that show a bug, searched for breadth first.

Tried are all verbs of the system by everybody, on every subject and one that nobody has made, on two subjects, without
optional fields or with one that the law looks at: an end today, tomorrow or the day after, a ratifier, another subject.
What the law refuses is tried in vain. Between two steps no day passes, or one. What leads to the same state is looked
at once.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations
from typing import Any, Final

from attrs import evolve

from benchmarks.detection.bugs.bug import Bug
from benchmarks.detection.trial import DrivenMachine, machine_of
from sim.model.dates import When
from sim.model.move import Move, fields_of, holding
from sim.rules.registry import CREATING_MOVES, LIFECYCLES
from sim.rules.verdict import is_legal
from sim.testing.actions import Action
from sim.testing.aims import NearMiss, Step, Wait
from sim.testing.machine import DisagreementError
from sim.testing.plain import plain

_ONE_DAY: Final = timedelta(1)
_NO_MATTER: Final = ("where", "quote", "note", "speaker", "trail", "made", "turn", "said", "order", "version")


def shortest(bug: Bug, at_most: int) -> tuple[Step, ...] | None:
    """The first of the shortest runs that show a bug, of so many steps at the most; None if there is none."""
    frontier: list[tuple[Step, ...]] = [()]
    seen = set[str]()
    for _ in range(at_most):
        following: list[tuple[Step, ...]] = []
        for steps in frontier:
            for run in _with_one_more(bug, steps):
                try:
                    machine = _after(bug, run)
                    key = _key(machine)
                    machine.wait(machine.day + 2 * _ONE_DAY)
                except DisagreementError:
                    return run
                if key not in seen:
                    seen.add(key)
                    following.append(run)
        frontier = following
    return None


def _after(bug: Bug, steps: tuple[Step, ...]) -> DrivenMachine:
    """The machine after a run. Raises: DisagreementError."""
    machine = machine_of(bug.system, bug.broken)()
    for step in steps:
        machine.take(step)
    return machine


def _key(machine: DrivenMachine) -> str:
    """What tells the states of the model and the system apart."""
    state = {name: plain(subject, _NO_MATTER) for name, subject in machine.model.subjects.items()}
    return f"{machine.day} {sorted(state.items())} {_kept(machine)}"


def _kept(machine: DrivenMachine) -> str:
    """All that the system keeps."""
    system: Any = machine.system
    return str(system.fingerprint())


def _with_one_more(bug: Bug, steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """The runs that go on for one step: on the same day, or on the next."""
    for days in (0, 1):
        machine = _after(bug, steps)
        waited = steps if not days else (*steps, Wait(machine.day + _ONE_DAY))
        if days:
            machine.wait(machine.day + _ONE_DAY)
        before = _kept(machine)
        for move in dict.fromkeys(_moves(bug, machine)):
            if is_legal(machine.model, move):
                yield (*waited, move)
                continue
            try:
                machine.take(NearMiss(move))
            except DisagreementError:
                yield (*waited, NearMiss(move))
                return
            if _kept(machine) != before:
                yield (*waited, NearMiss(move))
                machine = _after(bug, waited)


def _moves(bug: Bug, machine: DrivenMachine) -> Iterator[Move]:
    """The moves that are looked at, legal or not."""
    state, when = machine.model, When.of(machine.day)
    table, setting = LIFECYCLES[bug.system.kind], state.setting
    names = (*state.ids, next(name for name in "abcdefg" if name not in state.subjects))
    for verb in dict.fromkeys(row.move for row in table.transitions if row.target == "subject"):
        actors = setting.actors if verb.verb != "lapse" else (None,)
        for by in actors:
            for name in names:
                action = Action(verb, "", by).on(name, when)
                move = _evolved(action, issue=setting.issue_ids[:1]) if verb in CREATING_MOVES else action
                for variant in _variants(move, state.ids, names):
                    if bug.system.supports(variant):
                        yield variant


def _evolved(move: Move, **values: Any) -> Move:
    return evolve(move, **values)


def _variants(move: Move, made: tuple[str, ...], names: tuple[str, ...]) -> Iterator[Move]:
    """The move, with one optional field at the most, or on another subject as well."""
    yield move
    yield from (_evolved(move, subject=(move.subject, name)) for name in names if name != move.subject)
    if move.subject == names[-1] and type(move) in CREATING_MOVES:
        yield _evolved(move, subject=move.subject.upper())
        yield from (_evolved(move, subject=name.upper()) for name in made)
    for attribute in fields_of(type(move)):
        about, key = holding(attribute), attribute.name
        if key in ("by", "date", "over", "source"):
            continue
        values: tuple[Any, ...] = ()
        if about.form == "date":
            values = tuple(When.of(move.date.best + days * _ONE_DAY) for days in (0, 1, 2))
        elif about.name == "third-party":
            values = ("council",)
        elif about.name == "subject":
            values = (*made, *combinations(made, 2)) if about.form == "ids" else made
        elif about.form == "choice":
            values = tuple(choice for choice in about.choices if choice in ("request", "procedure"))
        yield from (_evolved(move, **{key: value}) for value in values)
